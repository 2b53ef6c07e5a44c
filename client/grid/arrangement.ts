// How one person looks at the grid: columns, widths, filters, sorting, row height. Plain values, so that a view can be saved and shared.
import { columns, type ColumnId, type GridColumn } from './columns.ts'

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
}

export function defaultArrangement(width: number): Arrangement {
  return { columns: defaultColumns(width).map((id) => ({ id })), filters: {}, search: '', density: 'normal' }
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
export function withoutNarrowing({ columns, density }: Arrangement): Arrangement {
  return { columns, density, filters: {}, search: '' }
}

/** Shown columns by what a person ticked: those that stay keep their places, new ones stand where the table of columns has them. */
export function withShown(arrangement: Arrangement, shown: readonly ColumnId[]): Arrangement {
  const kept = arrangement.columns.filter((place) => shown.includes(place.id))
  const order = columns.map((column) => column.id)
  for (const id of shown) {
    if (kept.some((place) => place.id === id)) continue
    const before = kept.findLastIndex((place) => order.indexOf(place.id) < order.indexOf(id))
    kept.splice(before + 1, 0, { id })
  }
  return { ...arrangement, columns: kept }
}
