// The titles of a sheet's columns from the rows that somebody says are its header, and a choice for sheets that nobody has guessed at. Pure.
import type { ColumnChoice, ForeignChoice, SheetChoice } from '../../shared/spreadsheet/foreign-choice.ts'
import { kindOfTitle, meaningOf, sideOfTitle } from '../../shared/spreadsheet/column-titles.ts'
import { listTitles } from '../../shared/spreadsheet/find-header.ts'
import type { Sheet, Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'

export function widthOf({ rows }: Sheet): number {
  return rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)
}

/** Columns that had the same title keep what they mean; of a new title it is guessed. */
export function retitle(sheet: Sheet, headerRows: readonly number[], before: readonly ColumnChoice[]): ColumnChoice[] {
  return listTitles(sheet, headerRows).map((title, at) => {
    const known = before.find((one) => one.title === title)
    const kind = known === undefined ? kindOfTitle(title) : undefined
    return { title, meaning: known?.meaning ?? (kind === undefined ? (before[at]?.meaning ?? 'unknown') : meaningOf(kind, sideOfTitle(title))) }
  })
}

/** Every sheet of the file in its order; one that nobody guessed at is left out until somebody says what it is. */
export function completeChoice(file: Spreadsheet, { sheets }: ForeignChoice): ForeignChoice {
  const known = new Map(sheets.map((choice) => [choice.sheet, choice]))
  return {
    sheets: file.sheets.map((sheet): SheetChoice => {
      const choice = known.get(sheet.name)
      if (choice !== undefined && choice.columns.length >= widthOf(sheet)) return choice
      const headerRows = choice?.headerRows ?? (sheet.rows[0] === undefined ? [] : [sheet.rows[0].number])
      return { use: 'skip', ...choice, sheet: sheet.name, headerRows, columns: retitle(sheet, headerRows, choice?.columns ?? []) }
    }),
  }
}
