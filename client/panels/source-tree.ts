// The source panel's tree as a flat list of what is open, searched or filtered. Pure; fields are expanded on demand.
import type { SourceDecision } from '../../shared/project/field-map.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { Field } from '../../shared/schema/fields.ts'
import { indexObject, searchFields } from '../../shared/schema/search-fields.ts'
import { listSourceStates, wholePath, type SourceState } from '../../shared/mapping/coverage.ts'
import { fieldTree, listPathsAbove } from '../../shared/mapping/field-tree.ts'
import type { InputSide, MapContext } from '../../shared/mapping/map-context.ts'
import { listSettingSources } from '../../shared/mapping/row-sources.ts'
import { hasBelow, listKeptLines, listOpenLines, MOST_FOUND, turnedSince, type TreeItem } from './field-lines.ts'

export type TreeFilter = 'all' | 'used' | 'open' | 'leftOut'

export function isTreeFilter(name: string): name is TreeFilter {
  return name === 'all' || name in states
}

/** `use`: rows that read the field itself. `below`: something inside it is used. */
export type TreeLine = TreeItem & {
  readonly input: string
  readonly use: number
  readonly usedBelow: boolean
  /** The settings of the map read it, or something inside it. */
  readonly usedBySettings: boolean
  readonly decision: SourceDecision | undefined
}

/** `turned`: keys of lines that a person opened or folded, where they stand otherwise by themselves. */
export type TreeQuestion = { readonly turned: ReadonlySet<string>; readonly filter: TreeFilter; readonly search: string }

/** Rows that read a field, by input id, then path from the input's root. */
export type UsesByInput = ReadonlyMap<string, ReadonlyMap<string, number>>

export function treeKey(input: string, path: FieldPath): string {
  return `${input}:${path}`
}

export function listTree(context: MapContext, uses: UsesByInput, question: TreeQuestion): TreeLine[] {
  const lines: TreeLine[] = []
  const settings = listSettingSources(context).flatMap(({ ref, each }) => wholePath(context, ref, each) ?? [])
  for (const side of context.inputs) {
    if (side.graph === undefined || side.root === undefined) continue
    const inputUses = uses.get(side.input.id) ?? new Map<string, number>()
    const usedPaths = [...inputUses.keys()].sort()
    const setPaths = settings.flatMap(({ input, path }) => (input === side.input.id ? [path] : [])).sort()
    const decisions = new Map(context.decisions.filter((decision) => decision.input === side.input.id).map((decision) => [decision.path, decision]))
    const line: ToLine = ({ field, depth, open, again }) => ({
      key: treeKey(side.input.id, field.path),
      input: side.input.id,
      path: field.path,
      label: depth === 0 ? side.input.name : `${field.name}${field.facts.types.includes('list') && field.name !== '[]' ? '[]' : ''}`,
      depth,
      field,
      expandable: field.expandable,
      opened: open,
      again,
      use: depth === 0 ? 0 : (inputUses.get(field.path) ?? 0),
      usedBelow: field.expandable && hasBelow(usedPaths, field.path),
      usedBySettings: setPaths.includes(field.path) || (field.expandable && hasBelow(setPaths, field.path)),
      decision: decisionFor(decisions, field.path),
    })
    const found = findFields(context, side, question)
    lines.push(...(found === undefined ? openSide(side, question, line) : foundSide(side, found, question, line)))
  }
  return lines
}

/** What a search found of all inputs, where that is more than it shows; undefined: everything found is shown. */
export function countUnshown(context: MapContext, search: string): { readonly shown: number; readonly total: number } | undefined {
  let shown = 0
  let total = 0
  for (const { graph, root } of context.inputs) {
    if (graph === undefined || root === undefined) continue
    const found = searchFields(indexObject(graph, root.node), search, MOST_FOUND)
    shown += found.hits.length
    total += found.total
  }
  return total > shown ? { shown, total } : undefined
}

type ToLine = (at: { readonly field: Field; readonly depth: number; readonly open: boolean; readonly again: boolean }) => TreeLine

/** The root starts open: its key in the set closes it. */
function openSide(side: InputSide, { turned }: TreeQuestion, line: ToLine): TreeLine[] {
  if (side.graph === undefined || side.root === undefined) return []
  const tree = fieldTree(side.graph, side.root.node)
  const own = ownPaths(side, turned)
  const isOpen = !own.has(tree.root.path)
  const below = isOpen ? listOpenLines(tree, own, tree.children(tree.root), 1).map(line) : []
  return [line({ field: tree.root, depth: 0, open: isOpen, again: false }), ...below]
}

const states: Readonly<Record<Exclude<TreeFilter, 'all'>, SourceState>> = { used: 'used', open: 'undecided', leftOut: 'left-out' }

/** What is searched for and let through by the filter. Undefined: everything is wanted. */
function findFields(context: MapContext, side: InputSide, { filter, search }: TreeQuestion): readonly Field[] | undefined {
  if (side.graph === undefined || side.root === undefined) return []
  const isSearched = search.trim() !== ''
  const hits = isSearched ? searchFields(indexObject(side.graph, side.root.node), search, MOST_FOUND).hits.map(({ field }) => field) : undefined
  if (filter === 'all') return hits
  // As they are counted: what the number says is what is listed.
  const counted = listSourceStates(context, side.input.id)
  if (hits !== undefined) return hits.filter(({ path }) => counted.get(path) === states[filter])
  const tree = fieldTree(side.graph, side.root.node)
  return [...counted].flatMap(([path, state]) => (state === states[filter] ? (tree.find(path) ?? []) : []))
}

/** What fits, with the objects it stands in. */
function foundSide(side: InputSide, fields: readonly Field[], { turned }: TreeQuestion, line: ToLine): TreeLine[] {
  if (side.graph === undefined || side.root === undefined || fields.length === 0) return []
  const tree = fieldTree(side.graph, side.root.node)
  return [
    line({ field: tree.root, depth: 0, open: true, again: false }),
    ...listKeptLines(tree, fields, turnedSince(fields, ownPaths(side, turned))).map((found) => line({ ...found, depth: found.depth + 1 })),
  ]
}

function ownPaths(side: InputSide, keys: ReadonlySet<string>): Set<string> {
  const prefix = treeKey(side.input.id, '' as FieldPath)
  return new Set([...keys].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)))
}

/** The nearest decision at or above the path. */
function decisionFor(decisions: ReadonlyMap<FieldPath, SourceDecision>, path: FieldPath): SourceDecision | undefined {
  if (decisions.size === 0) return undefined
  for (const at of [path, ...listPathsAbove(path).toReversed()]) {
    const decision = decisions.get(at)
    if (decision !== undefined) return decision
  }
  return undefined
}

/** Keys of the lines that show these fields, or of the nearest ones above them that are listed. */
export function findListed(lines: readonly TreeLine[], fields: readonly { readonly input: string; readonly path: FieldPath }[]): ReadonlySet<string> {
  if (fields.length === 0) return new Set()
  const listed = new Set(lines.map(({ key }) => key))
  const nearest = ({ input, path }: { readonly input: string; readonly path: FieldPath }) =>
    [path, ...listPathsAbove(path).toReversed(), '' as FieldPath].map((one) => treeKey(input, one)).find((key) => listed.has(key))
  return new Set(fields.flatMap((field) => nearest(field) ?? []))
}
