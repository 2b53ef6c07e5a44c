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

/** `3 rows × 2 columns`. */
export function printSelected({ lines, columns }: Pick<Selected, 'lines' | 'columns'>): string {
  return `${lines.length} ${lines.length === 1 ? 'row' : 'rows'} × ${columns.length} ${columns.length === 1 ? 'column' : 'columns'}`
}

/** Lines whose cells alone changed are the same selection. */
export function isSameSelected(a: Selected | undefined, b: Selected | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return (
    a.shape === b.shape &&
    a.column === b.column &&
    a.line.address === b.line.address &&
    a.columns.length === b.columns.length &&
    a.columns.every((id, at) => id === b.columns[at]) &&
    a.lines.length === b.lines.length &&
    a.lines.every((line, at) => line.address === b.lines[at]?.address)
  )
}
