// The only place that makes sheets of the tables of a page, each called like the heading above it.
import type { Merge, Remark, Sheet, SheetRow } from '../../../shared/spreadsheet/spreadsheet.ts'
import type { PageCell } from './page-cells.ts'
import type { SheetCounter } from './sheet-limits.ts'

/** `across`, `down`: how many columns and rows the cell takes. */
export type PlacedCell = { readonly cell: PageCell; readonly column: number; readonly across: number; readonly down: number }

/** `hasMore`: something stands outside the tables. */
export type PageTables = { readonly sheets: readonly Sheet[]; readonly hasMore: boolean }

/** `rows`: of cells at their columns, from 1. Nothing where no cell holds anything. */
export function toSheet(name: string, rows: readonly (readonly PlacedCell[])[], count: SheetCounter): Sheet[] {
  const read: SheetRow[] = []
  const merges: Merge[] = []
  const remarks: Remark[] = []
  count.sheet(name)
  for (const [at, placed] of rows.entries()) {
    const number = at + 1
    const cells: string[] = []
    for (const { cell, column, across, down } of placed) {
      if (cell.text !== '') {
        count.cell(number, column, cell.text)
        while (cells.length < column - 1) cells.push('')
        cells[column - 1] = cell.text
      }
      const bottom = Math.min(number + down - 1, rows.length)
      if (across > 1 || bottom > number) {
        count.merged(across * (bottom - at))
        merges.push({ top: number, left: column, bottom, right: column + across - 1 })
      }
      for (const { target, text } of cell.links) {
        if (target.replace(/^mailto:/i, '') === text) continue
        count.remark(target)
        remarks.push({ row: number, column, kind: 'link', text: target })
      }
    }
    if (cells.length > 0) read.push({ number, cells })
  }
  return read.length === 0 ? [] : [{ name, hidden: false, rows: read, merges, remarks }]
}
