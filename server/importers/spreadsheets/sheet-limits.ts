// The only place that counts what a spreadsheet holds while it is read, and stops it at the limits (T-13).
import { SPREADSHEET_LIMITS, type SpreadsheetError, type SpreadsheetLimit } from './spreadsheet-error.ts'

/** Thrown by readers deep inside a parser's callbacks; caught where the file was opened. */
export class SpreadsheetRefusal extends Error {
  override readonly name = 'SpreadsheetRefusal'
  readonly error: SpreadsheetError
  constructor(error: SpreadsheetError) {
    super(error.type)
    this.error = error
  }
}

/** Of all files of one upload together. Each throws SpreadsheetRefusal beyond the limit. */
export type SheetCounter = {
  sheet(name: string): void
  /** A cell that holds something: its place from 1, and its text. */
  cell(row: number, column: number, text: string): void
  merged(cells: number): void
  remark(text: string): void
}

export function countSheets(file: string): SheetCounter {
  const counts = { sheets: 0, cells: 0, characters: 0, merged: 0, remarks: 0 }
  let current: string | undefined
  const refuse = (what: SpreadsheetLimit, sheet = current): never => {
    throw new SpreadsheetRefusal({ type: 'TooMuch', file, ...(sheet === undefined ? {} : { sheet }), what, limit: SPREADSHEET_LIMITS[what] })
  }
  const add = (what: keyof typeof counts, amount: number) => {
    counts[what] += amount
    if (counts[what] > SPREADSHEET_LIMITS[what]) refuse(what, what === 'merged' ? current : undefined)
  }
  return {
    sheet(name) {
      current = name.slice(0, 100)
      counts.merged = 0
      add('sheets', 1)
    },
    cell(row, column, text) {
      if (row > SPREADSHEET_LIMITS.rows) refuse('rows')
      if (column > SPREADSHEET_LIMITS.columns) refuse('columns')
      add('cells', 1)
      add('characters', text.length)
    },
    merged: (cells) => add('merged', cells),
    remark(text) {
      add('remarks', 1)
      add('characters', text.length)
    },
  }
}
