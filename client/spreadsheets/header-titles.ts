// The titles of a sheet's columns from the rows that somebody says are its header, and a choice for sheets that nobody has guessed at. Pure.
import type { ColumnChoice, ForeignChoice, SheetChoice } from '../../shared/spreadsheet/foreign-choice.ts'
import type { Sheet, Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { columnLetters } from './import-words.ts'

export function widthOf({ rows }: Sheet): number {
  return rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)
}

/** `HL7 FHIR / Data Type`: of all header rows together, a merged title standing for every column below it, each title once. */
export function titlesOf(sheet: Sheet, headerRows: readonly number[]): string[] {
  const rows = headerRows.toSorted((a, b) => a - b)
  const seen = new Map<string, number>()
  return Array.from({ length: widthOf(sheet) }, (_, at) => {
    const parts = rows.map((row) =>
      textAt(sheet, row, at + 1)
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    const title = [...new Set(parts.filter((part) => part !== ''))].join(' / ')
    const named = title === '' ? `Column ${columnLetters(at + 1)}` : title
    const before = seen.get(named) ?? 0
    seen.set(named, before + 1)
    return before === 0 ? named : `${named} (${before + 1})`
  })
}

/** Columns that had the same title keep what they mean, else what stands in the same place. */
export function retitle(sheet: Sheet, headerRows: readonly number[], before: readonly ColumnChoice[]): ColumnChoice[] {
  return titlesOf(sheet, headerRows).map((title, at) => {
    const known = before.find((one) => one.title === title) ?? before[at]
    return { title, meaning: known?.meaning ?? 'unknown' }
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

function textAt(sheet: Sheet, row: number, column: number): string {
  const merge = sheet.merges.find((one) => one.top <= row && row <= one.bottom && one.left <= column && column <= one.right)
  const [atRow, atColumn] = merge === undefined ? [row, column] : [merge.top, merge.left]
  return sheet.rows.find(({ number }) => number === atRow)?.cells[atColumn - 1] ?? ''
}
