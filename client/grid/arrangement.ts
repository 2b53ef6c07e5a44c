// How one person looks at the grid: columns, widths, filters, sorting, row height. Plain values, so that a view can be saved and shared.
import { ALWAYS_SHOWN, columns, columnsById, type ColumnGroup, type ColumnId, type GridColumn } from './columns.ts'

export type ColumnPlace = { readonly id: ColumnId; readonly width?: number; readonly pinned?: 'left' | 'right' }

/** All that is given must hold. `words`: texts of the cell that are let through, the empty one for empty cells. */
export type ColumnFilter = { readonly words?: readonly string[]; readonly contains?: string }

export type Sort = { readonly column: ColumnId; readonly descending: boolean }

/** Lines by what was decided about them; from the coverage meters. */
export type DecisionFilter = 'mapped' | 'not-mapped' | 'undecided' | 'gaps'

export const DENSITIES = ['dense', 'normal', 'roomy'] as const
export type Density = (typeof DENSITIES)[number]

export type Arrangement = {
  /** What is shown, in order. */
  readonly columns: readonly ColumnPlace[]
  readonly filters: Readonly<Partial<Record<ColumnId, ColumnFilter>>>
  /** The quick filter: words that all stand somewhere in a line. */
  readonly search: string
  readonly decision?: DecisionFilter
  /** Rows that read this source field; `path` from the input's root. */
  readonly reads?: { readonly input: string; readonly path: string }
  /** Sorted lines stand flat, with their whole paths. */
  readonly sort?: Sort
  readonly density: Density
  /** The saved view it was taken from, and may differ from by now. */
  readonly from?: string
}

export function defaultArrangement(width: number): Arrangement {
  return { columns: defaultColumns(width).map(defaultPlace), filters: {}, search: '', density: 'normal' }
}

/** The row and its source stay in view when the rest scrolls. */
export function defaultPlace(id: ColumnId): ColumnPlace {
  return columnsById.get(id)?.group === 'source' ? { id, pinned: 'left' } : { id }
}

/** What is shown unless a person chose otherwise; under 1,200 px of room for the grid the least needed columns go (STYLE §3). */
export function defaultColumns(width: number): ColumnId[] {
  const gone: ColumnId[] = width < 840 ? ['useCases', 'note', 'when'] : width < 1000 ? ['useCases', 'note'] : []
  return columns.filter((column: GridColumn) => column.hidden !== true && !gone.includes(column.id as ColumnId)).map((column) => column.id)
}

/** Something hides lines or takes them out of their order. */
export function isNarrowed(arrangement: Arrangement): boolean {
  return (
    arrangement.search.trim() !== '' ||
    arrangement.decision !== undefined ||
    arrangement.reads !== undefined ||
    arrangement.sort !== undefined ||
    Object.keys(arrangement.filters).length > 0
  )
}

/** The same columns and height, with every line in its place. */
export function withoutNarrowing({ columns: places, density, from }: Arrangement): Arrangement {
  return { columns: places, density, filters: {}, search: '', ...(from === undefined ? {} : { from }) }
}

/** An empty filter is none. */
export function withFilter(arrangement: Arrangement, column: ColumnId, filter: ColumnFilter | undefined): Arrangement {
  const others = without(arrangement.filters, column)
  const isOn = filter !== undefined && (filter.words !== undefined || (filter.contains ?? '').trim() !== '')
  return { ...arrangement, filters: isOn ? { ...arrangement.filters, [column]: filter } : others }
}

export function withSort(arrangement: Arrangement, sort: Sort | undefined): Arrangement {
  return { ...without(arrangement, 'sort'), ...(sort === undefined ? {} : { sort }) }
}

export function withDecision(arrangement: Arrangement, decision: DecisionFilter | undefined): Arrangement {
  return { ...without(arrangement, 'decision'), ...(decision === undefined ? {} : { decision }) }
}

export function withReads(arrangement: Arrangement, reads: Arrangement['reads']): Arrangement {
  return { ...without(arrangement, 'reads'), ...(reads === undefined ? {} : { reads }) }
}

/** Shown columns by what a person ticked: those that stay keep their places, new ones stand where the table of columns has them, in their group. */
export function withShown(arrangement: Arrangement, shown: readonly ColumnId[]): Arrangement {
  const kept = arrangement.columns.filter((place) => shown.includes(place.id))
  for (const id of shown) {
    if (kept.some((place) => place.id === id)) continue
    const before = kept.findLastIndex((place) => groupOf(place.id) === groupOf(id) && orderOf(place.id) < orderOf(id))
    const first = kept.findIndex((place) => groupOf(place.id) === groupOf(id))
    const at = before >= 0 ? before + 1 : first >= 0 ? first : kept.findLastIndex((place) => orderOf(place.id) < orderOf(id)) + 1
    kept.splice(at, 0, defaultPlace(id))
  }
  return { ...arrangement, columns: kept }
}

/** `moved`: some of the columns shown, in their new order; the others stay where they are. */
export function withOrder(arrangement: Arrangement, moved: readonly ColumnId[]): Arrangement {
  const queue = moved.flatMap((id) => arrangement.columns.find((place) => place.id === id) ?? [])
  const places = arrangement.columns.map((place) => (moved.includes(place.id) ? (queue.shift() ?? place) : place))
  return { ...arrangement, columns: inGroups(places) }
}

/** One place to the left or right inside its group, which names the side it belongs to. */
export function withMove(arrangement: Arrangement, id: ColumnId, step: -1 | 1): Arrangement {
  const group = arrangement.columns.filter((place) => place.id !== 'row' && groupOf(place.id) === groupOf(id)).map((place) => place.id)
  const at = group.indexOf(id)
  const other = group[at + step]
  if (at < 0 || other === undefined) return arrangement
  return withOrder(
    arrangement,
    group.map((one) => (one === id ? other : one === other ? id : one)),
  )
}

/** Undefined: as wide as it is by default. */
export function withWidth(arrangement: Arrangement, id: ColumnId, width: number | undefined): Arrangement {
  return withPlace(arrangement, id, (place) => ({ ...without(place, 'width'), ...(width === undefined ? {} : { width: Math.round(width) }) }))
}

export function withPin(arrangement: Arrangement, id: ColumnId, pinned: 'left' | 'right' | undefined): Arrangement {
  return withPlace(arrangement, id, (place) => ({ ...without(place, 'pinned'), ...(pinned === undefined ? {} : { pinned }) }))
}

/** Without what is not known, or twice; whatever was stored, a line can be read. */
export function soundColumns(places: readonly (Omit<ColumnPlace, 'id'> & { readonly id: string })[]): ColumnPlace[] {
  const known = places.filter((place, at) => columnsById.has(place.id as ColumnId) && places.findIndex(({ id }) => id === place.id) === at) as ColumnPlace[]
  const missing = ALWAYS_SHOWN.filter((id) => !known.some((place) => place.id === id))
  const arrangement: Arrangement = { columns: known, filters: {}, search: '', density: 'normal' }
  return inGroups(withShown(arrangement, [...known.map(({ id }) => id), ...missing]).columns)
}

/** The row first; then each group together, in the order of their first columns. */
function inGroups(places: readonly ColumnPlace[]): ColumnPlace[] {
  const others = places.filter((place) => place.id !== 'row')
  const groups = [...new Set(others.map((place) => groupOf(place.id)))]
  return [...places.filter((place) => place.id === 'row'), ...groups.flatMap((group) => others.filter((place) => groupOf(place.id) === group))]
}

function withPlace(arrangement: Arrangement, id: ColumnId, change: (place: ColumnPlace) => ColumnPlace): Arrangement {
  return { ...arrangement, columns: arrangement.columns.map((place) => (place.id === id ? change(place) : place)) }
}

function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: _gone, ...others } = value
  return others
}

function groupOf(id: ColumnId): ColumnGroup | undefined {
  return columnsById.get(id)?.group
}

function orderOf(id: ColumnId): number {
  return columns.findIndex((column) => column.id === id)
}
