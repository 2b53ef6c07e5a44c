// The source panel's tree as a flat list of what is open, searched or filtered. Pure; fields are expanded on demand.
import type { SourceDecision } from '../../shared/project/field-map.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { expandFields, isBelow, type Field } from '../../shared/schema/fields.ts'
import { fieldTree } from '../../shared/mapping/field-tree.ts'
import type { InputSide, MapContext } from '../../shared/mapping/map-context.ts'

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
  readonly use: number
  readonly usedBelow: boolean
  readonly decision: SourceDecision | undefined
}

export type TreeQuestion = { readonly opened: ReadonlySet<string>; readonly filter: TreeFilter; readonly search: string }

/** Rows that read a field, by input id, then path from the input's root. */
export type UsesByInput = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Levels and fields that a search looks through. */
const SEARCH_DEPTH = 6
const MOST_LINES = 5_000

export function treeKey(input: string, path: FieldPath): string {
  return `${input}:${path}`
}

export function listTree(context: MapContext, uses: UsesByInput, question: TreeQuestion): TreeLine[] {
  const lines: TreeLine[] = []
  const search = loose(question.search)
  for (const side of context.inputs) {
    if (side.graph === undefined || side.root === undefined) continue
    const inputUses = uses.get(side.input.id) ?? new Map<string, number>()
    const usedPaths = [...inputUses.keys()].sort()
    const decisions = context.decisions.filter((decision) => decision.input === side.input.id)
    const line = (field: Field, depth: number, opened: boolean): TreeLine => ({
      key: treeKey(side.input.id, field.path),
      input: side.input.id,
      path: field.path,
      label: depth === 0 ? side.input.name : `${field.name}${field.facts.types.includes('list') && field.name !== '[]' ? '[]' : ''}`,
      depth,
      field,
      expandable: field.expandable,
      opened,
      use: depth === 0 ? 0 : (inputUses.get(field.path) ?? 0),
      usedBelow: field.expandable && isUsedBelow(usedPaths, field.path),
      decision: decisionFor(decisions, field.path),
    })
    if (search !== '') lines.push(...searchSide(side, search, line))
    else if (question.filter === 'all') openSide(side, question.opened, line, lines)
    else openSide(side, question.opened, line, lines, question.filter)
    if (lines.length > MOST_LINES) break
  }
  return lines
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

type ToLine = (field: Field, depth: number, opened: boolean) => TreeLine

function openSide(side: InputSide, opened: ReadonlySet<string>, line: ToLine, lines: TreeLine[], filter?: 'open' | 'leftOut'): void {
  if (side.graph === undefined || side.root === undefined) return
  const tree = fieldTree(side.graph, side.root.node)
  const list = (field: Field, depth: number): void => {
    if (lines.length > MOST_LINES) return
    // The root starts open: its key in the set closes it.
    const key = treeKey(side.input.id, field.path)
    const isOpen = depth === 0 ? !opened.has(key) : field.expandable && opened.has(key)
    const here = line(field, depth, isOpen)
    if (filter === undefined || depth === 0 || fits(here, filter)) lines.push(here)
    if (isOpen) for (const child of tree.children(field)) list(child, depth + 1)
  }
  list(tree.root, 0)
}

function fits(line: TreeLine, filter: 'open' | 'leftOut'): boolean {
  return filter === 'leftOut' ? line.decision !== undefined : line.decision === undefined && line.use === 0 && !line.usedBelow
}

/** What fits, with the objects it stands in. */
function searchSide(side: InputSide, search: string, line: ToLine): TreeLine[] {
  if (side.graph === undefined || side.root === undefined) return []
  const tree = fieldTree(side.graph, side.root.node)
  const kept = new Set<Field>()
  for (const field of allFields(side)) {
    if (!loose(field.name).includes(search) && !(field.facts.description !== undefined && loose(field.facts.description).includes(search))) continue
    for (let above: Field | undefined = field; above !== undefined && !kept.has(above); above = above.parent) kept.add(above)
    if (kept.size > MOST_LINES) break
  }
  if (kept.size === 0) return []
  const ordered = allFields(side).filter((field) => kept.has(field))
  return [
    line(tree.root, 0, true),
    ...ordered.map((field) =>
      line(
        field,
        depthOf(field),
        ordered.some((other) => other.parent === field),
      ),
    ),
  ]
}

const flat = new WeakMap<Field, readonly Field[]>()

/** Expanded once for searching: graphs never change. */
function allFields(side: InputSide): readonly Field[] {
  if (side.graph === undefined || side.root === undefined) return []
  const known = flat.get(side.root)
  if (known !== undefined) return known
  const { fields } = expandFields(side.graph, side.root, SEARCH_DEPTH)
  flat.set(side.root, fields)
  return fields
}

function depthOf(field: Field): number {
  let depth = 0
  for (let above = field.parent; above !== undefined; above = above.parent) depth += 1
  return depth
}

/** The nearest decision at or above the path. */
function decisionFor(decisions: readonly SourceDecision[], path: FieldPath): SourceDecision | undefined {
  let nearest: SourceDecision | undefined
  for (const decision of decisions)
    if ((decision.path === path || isBelow(path, decision.path)) && (nearest === undefined || decision.path.length > nearest.path.length)) nearest = decision
  return nearest
}

function loose(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/g, '')
}
