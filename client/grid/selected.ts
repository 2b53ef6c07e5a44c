// What is selected in the grid, in the words of the page: lines and columns, never pixels or indices.
import type { ColumnId } from './columns.ts'
import type { GridLine } from './map-view.ts'

/** One cell: the address of its line, and its column. */
export type Place = { readonly line: string; readonly column: ColumnId }

/** rows: whole rows, taken by their numbers. columns: whole columns. all: both. */
export type SelectedShape = 'cells' | 'rows' | 'columns' | 'all'

export type Selected = {
  readonly shape: SelectedShape
  /** In the order shown; never empty. */
  readonly lines: readonly GridLine[]
  /** In the order shown, from the left; never empty. */
  readonly columns: readonly ColumnId[]
  /** The cell that has the focus. */
  readonly line: GridLine
  readonly column: ColumnId
}

export function countCells({ lines, columns }: Pick<Selected, 'lines' | 'columns'>): number {
  return lines.length * columns.length
}
