// A spreadsheet as text, whatever file it came from: what the reading child hands over (server/importers/spreadsheets). The only place for this shape.
import type { SPREADSHEET_FORMATS } from '../api/spreadsheet-routes.ts'

export type SpreadsheetFormat = (typeof SPREADSHEET_FORMATS)[number]

/** `number`: of the row in its sheet, from 1. `cells`: up to the last one that holds something; '' where one is empty; a formula's last result; a date as ISO 8601. */
export type SheetRow = { readonly number: number; readonly cells: readonly string[] }

/** From 1, both ends included. The text of a merged area stands in its first cell alone. */
export type Merge = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }

/** What hangs at a cell besides its text: a comment, or where its link leads when that is not its text. */
export type Remark = { readonly row: number; readonly column: number; readonly kind: 'comment' | 'link'; readonly text: string }

/** `rows`: those that hold something, in order. */
export type Sheet = {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly SheetRow[]
  readonly merges: readonly Merge[]
  readonly remarks: readonly Remark[]
}

/** `name`: the file's, as the person knows it. `warnings`: what the file holds and this does not (pictures, macros ...), in sentences. */
export type Spreadsheet = { readonly name: string; readonly format: SpreadsheetFormat; readonly sheets: readonly Sheet[]; readonly warnings: readonly string[] }

export function countCells(sheets: readonly Sheet[]): number {
  return sheets.reduce((sum, sheet) => sum + sheet.rows.reduce((cells, row) => cells + row.cells.filter((cell) => cell !== '').length, 0), 0)
}
