// The destination panel's tree as a flat list of what is open, searched or filtered, with what is decided about each field. Pure.
import { listDestinationStates, type DestinationState } from '../../shared/mapping/coverage.ts'
import { fieldTree, listPathsAbove } from '../../shared/mapping/field-tree.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { Field } from '../../shared/schema/fields.ts'
import { indexObject, searchFields } from '../../shared/schema/search-fields.ts'
import { hasBelow, listKeptLines, listOpenLines, MOST_FOUND, turnedSince, type FieldLine, type TreeItem } from './field-lines.ts'

export type DestinationFilter = 'all' | 'open' | 'gaps' | 'notMapped'

export function isDestinationFilter(name: string): name is DestinationFilter {
  return name === 'all' || name in filters
}

/** `partly`: fields inside it are decided, each on its own. `read-only`: the other system fills it. */
export type DestinationMark = DestinationState | 'partly' | 'read-only'

export type DestinationLine = TreeItem & {
  readonly mark: DestinationMark
  /** It is decided by something above it. */
  readonly inherited: boolean
  /** Rows that fill the field itself, in order. */
  readonly rows: readonly Row[]
  /** Why it is not mapped. */
  readonly reason: string | undefined
}

export type DestinationQuestion = { readonly turned: ReadonlySet<string>; readonly filter: DestinationFilter; readonly search: string }

/** What is decided, by path: worked out once for all lines. */
export type DestinationDecisions = {
  readonly states: ReadonlyMap<FieldPath, DestinationState>
  readonly rows: ReadonlyMap<FieldPath, readonly Row[]>
  readonly decided: readonly string[]
}

export function readDecisions(context: MapContext): DestinationDecisions {
  const rows = new Map<FieldPath, Row[]>()
  for (const row of context.rows) {
    if (row.transform === undefined) continue
    const same = rows.get(row.destination)
    if (same === undefined) rows.set(row.destination, [row])
    else same.push(row)
  }
  return { states: listDestinationStates(context), rows, decided: [...rows.keys()].sort() }
}

/** The filters that let a state through, and the order of the buttons. */
const filters: Readonly<Record<Exclude<DestinationFilter, 'all'>, readonly DestinationState[]>> = {
  open: ['undecided', 'gap'],
  gaps: ['gap'],
  notMapped: ['not-mapped'],
}

export function listDestination(context: MapContext, decisions: DestinationDecisions, { turned, filter, search }: DestinationQuestion): DestinationLine[] {
  const { graph, root } = context.destination
  if (graph === undefined || root === undefined) return []
  const tree = fieldTree(graph, root.node)
  const isSearched = search.trim() !== ''
  const hits = isSearched ? searchFields(indexObject(graph, root.node), search, MOST_FOUND).hits.map(({ field }) => field) : undefined
  const isWanted = (path: FieldPath) => filter === 'all' || filters[filter].some((state) => decisions.states.get(path) === state)
  const fields =
    filter === 'all'
      ? hits
      : (hits?.filter(({ path }) => isWanted(path)) ?? [...decisions.states.keys()].filter(isWanted).flatMap((path) => tree.find(path) ?? []))
  const lines = fields === undefined ? listOpenLines(tree, turned) : listKeptLines(tree, fields, turnedSince(fields, turned))
  return lines.map((line) => toLine(line, decisions))
}

function toLine({ field, depth, open, again }: FieldLine, decisions: DestinationDecisions): DestinationLine {
  const decided = decisionOf(field, decisions)
  return {
    key: field.path,
    path: field.path,
    label: `${field.name}${field.facts.types.includes('list') && field.name !== '[]' ? '[]' : ''}`,
    depth,
    field,
    expandable: field.expandable,
    opened: open,
    again,
    rows: decisions.rows.get(field.path)?.filter((row) => row.transform?.kind !== 'notMapped') ?? [],
    ...decided,
  }
}

type Decided = Pick<DestinationLine, 'mark' | 'inherited' | 'reason'>

function decisionOf(field: Field, { states, rows, decided }: DestinationDecisions): Decided {
  const own = states.get(field.path)
  if (own !== undefined) return { mark: own, inherited: own === 'not-mapped' && !rows.has(field.path), reason: reasonFor(field.path, rows) }
  if (hasBelow(decided, field.path)) return { mark: 'partly', inherited: false, reason: undefined }
  if (field.readOnly) return { mark: 'read-only', inherited: false, reason: undefined }
  // It stands in something that counts as one: what is decided there holds here.
  for (let above = field.parent; above !== undefined; above = above.parent) {
    const state = states.get(above.path)
    if (state === 'mapped' || state === 'not-mapped') return { mark: state, inherited: true, reason: reasonFor(field.path, rows) }
    if (state !== undefined) return { mark: state === 'gap' && isRequiredWithin(field, above) ? 'gap' : 'undecided', inherited: false, reason: undefined }
  }
  return { mark: 'undecided', inherited: false, reason: undefined }
}

function isRequiredWithin(field: Field, above: Field): boolean {
  for (let here: Field | undefined = field; here !== undefined && here !== above; here = here.parent) if (!here.required) return false
  return true
}

/** The nearest reason at or above the path. */
function reasonFor(path: FieldPath, rows: DestinationDecisions['rows']): string | undefined {
  for (const at of [path, ...listPathsAbove(path).toReversed()])
    for (const { transform } of rows.get(at) ?? []) if (transform?.kind === 'notMapped') return transform.reason
  return undefined
}

const plain: Readonly<Record<Exclude<DestinationMark, 'mapped' | 'not-mapped'>, string>> = {
  gap: 'Gap: required, and nothing fills it',
  undecided: 'Open',
  partly: 'Fields inside are decided',
  'read-only': 'Read only: the other system fills it',
}

/** The mark in words. */
export function describeMark({ mark, rows, inherited, reason }: Pick<DestinationLine, 'mark' | 'rows' | 'inherited' | 'reason'>): string {
  if (mark === 'not-mapped') return reason === undefined || reason === '' ? 'Not mapped' : `Not mapped: ${reason}`
  if (mark !== 'mapped') return plain[mark]
  return inherited ? 'Mapped as a part of what it stands in' : `Filled by ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`
}
