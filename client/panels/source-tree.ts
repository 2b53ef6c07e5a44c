// The source panel's tree as a flat list of what is open, searched or filtered. Pure; fields are expanded on demand.
import type { SourceDecision } from '../../shared/project/field-map.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { isBelow, type Field } from '../../shared/schema/fields.ts'
import { indexObject, searchFields } from '../../shared/schema/search-fields.ts'
import { fieldTree } from '../../shared/mapping/field-tree.ts'
import type { InputSide, MapContext } from '../../shared/mapping/map-context.ts'
import { listFoundLines, listOpenLines, MOST_FOUND } from './field-lines.ts'

export type TreeFilter = 'all' | 'open' | 'leftOut'

/** `use`: rows that read the field itself. `below`: something inside it is used. */
export type TreeLine = {
  readonly key: string
  readonly input: string
  readonly path: FieldPath
  readonly label: string
  readonly depth: number
  readonly field: Field
  readonly expandable: boolean
  readonly opened: boolean
  /** The same type stands above: it opens where a person asks for it. */
  readonly again: boolean
  readonly use: number
  readonly usedBelow: boolean
  readonly decision: SourceDecision | undefined
}

export type TreeQuestion = { readonly opened: ReadonlySet<string>; readonly filter: TreeFilter; readonly search: string }

/** Rows that read a field, by input id, then path from the input's root. */
export type UsesByInput = ReadonlyMap<string, ReadonlyMap<string, number>>

export function treeKey(input: string, path: FieldPath): string {
  return `${input}:${path}`
}

export function listTree(context: MapContext, uses: UsesByInput, question: TreeQuestion): TreeLine[] {
  const lines: TreeLine[] = []
  for (const side of context.inputs) {
    if (side.graph === undefined || side.root === undefined) continue
    const inputUses = uses.get(side.input.id) ?? new Map<string, number>()
    const usedPaths = [...inputUses.keys()].sort()
    const decisions = context.decisions.filter((decision) => decision.input === side.input.id)
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
      usedBelow: field.expandable && isUsedBelow(usedPaths, field.path),
      decision: decisionFor(decisions, field.path),
    })
    if (question.search.trim() !== '') lines.push(...searchSide(side, question, line))
    else lines.push(...openSide(side, question, line))
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

/** Sorted paths, so that a map of thousands of rows costs a few comparisons a field. */
function isUsedBelow(sorted: readonly string[], path: FieldPath): boolean {
  if (path === '') return sorted.length > 0
  return ['.', '[', '{'].some((mark) => {
    const prefix = `${path}${mark}`
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] as string) < prefix) low = middle + 1
      else high = middle
    }
    return sorted[low]?.startsWith(prefix) === true
  })
}

type ToLine = (at: { readonly field: Field; readonly depth: number; readonly open: boolean; readonly again: boolean }) => TreeLine

/** The root starts open: its key in the set closes it. */
function openSide(side: InputSide, { opened, filter }: TreeQuestion, line: ToLine): TreeLine[] {
  if (side.graph === undefined || side.root === undefined) return []
  const tree = fieldTree(side.graph, side.root.node)
  const isOpen = !opened.has(treeKey(side.input.id, tree.root.path))
  const prefix = treeKey(side.input.id, '' as FieldPath)
  const own = new Set([...opened].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)))
  const below = isOpen ? listOpenLines(tree, own, tree.children(tree.root), 1).map(line) : []
  return [line({ field: tree.root, depth: 0, open: isOpen, again: false }), ...(filter === 'all' ? below : below.filter((one) => fits(one, filter)))]
}

function fits(line: TreeLine, filter: 'open' | 'leftOut'): boolean {
  return filter === 'leftOut' ? line.decision !== undefined : line.decision === undefined && line.use === 0 && !line.usedBelow
}

/** What fits, with the objects it stands in. `opened` turns round what the search opened. */
function searchSide(side: InputSide, { search, opened }: TreeQuestion, line: ToLine): TreeLine[] {
  if (side.graph === undefined || side.root === undefined) return []
  const { hits } = searchFields(indexObject(side.graph, side.root.node), search, MOST_FOUND)
  if (hits.length === 0) return []
  const tree = fieldTree(side.graph, side.root.node)
  const above = new Set(hits.flatMap(({ field }) => listAbove(field)))
  const changed = new Map<string, boolean>(
    [...opened].flatMap((key) => (key.startsWith(`${side.input.id}:`) ? [[key.slice(side.input.id.length + 1), true]] : [])),
  )
  for (const path of changed.keys()) if (above.has(path)) changed.set(path, false)
  return [
    line({ field: tree.root, depth: 0, open: true, again: false }),
    ...listFoundLines(tree, hits, changed).map((found) => line({ ...found, depth: found.depth + 1 })),
  ]
}

function listAbove(field: Field): string[] {
  const above: string[] = []
  for (let parent = field.parent; parent !== undefined; parent = parent.parent) above.push(parent.path)
  return above
}

/** The nearest decision at or above the path. */
function decisionFor(decisions: readonly SourceDecision[], path: FieldPath): SourceDecision | undefined {
  let nearest: SourceDecision | undefined
  for (const decision of decisions)
    if ((decision.path === path || isBelow(path, decision.path)) && (nearest === undefined || decision.path.length > nearest.path.length)) nearest = decision
  return nearest
}
