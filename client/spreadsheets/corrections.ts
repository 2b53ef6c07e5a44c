// What a person typed instead of what the file says: the file as it would be had its author written that. Pure.
import type { FilePlace, ImportItem } from '../../shared/spreadsheet/import-plan.ts'
import type { Sheet, Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'

/** Texts by place: `placeKey`. A correction outlives planning anew, because the file is what it is said of. */
export type Corrections = Readonly<Record<string, string>>

/** Undefined: a whole row is no text that could be another. */
export function placeKey({ sheet, row, column }: FilePlace): string | undefined {
  return column === undefined ? undefined : JSON.stringify([sheet, row, column])
}

export function isCorrected({ place }: Pick<ImportItem, 'place'>, corrections: Corrections): boolean {
  const key = placeKey(place)
  return key !== undefined && Object.hasOwn(corrections, key)
}

export function correctFile(file: Spreadsheet, corrections: Corrections): Spreadsheet {
  const bySheet = new Map<string, FilledPlace[]>()
  for (const [key, text] of Object.entries(corrections)) {
    const place = parseKey(key)
    if (place !== undefined) bySheet.set(place.sheet, [...(bySheet.get(place.sheet) ?? []), { ...place, text }])
  }
  if (bySheet.size === 0) return file
  return { ...file, sheets: file.sheets.map((sheet) => correctSheet(sheet, bySheet.get(sheet.name) ?? [])) }
}

type FilledPlace = { readonly sheet: string; readonly row: number; readonly column: number; readonly text: string }

function correctSheet(sheet: Sheet, places: readonly FilledPlace[]): Sheet {
  if (places.length === 0) return sheet
  const byRow = new Map<number, FilledPlace[]>()
  for (const place of places) byRow.set(place.row, [...(byRow.get(place.row) ?? []), place])
  const rows = sheet.rows.map((row) => {
    const changed = byRow.get(row.number)
    if (changed === undefined) return row
    const cells = [...row.cells]
    for (const { column, text } of changed) {
      while (cells.length < column) cells.push('')
      cells[column - 1] = text
    }
    return { ...row, cells }
  })
  return { ...sheet, rows }
}

function parseKey(key: string): Omit<FilledPlace, 'text'> | undefined {
  const parts: unknown = JSON.parse(key)
  if (!Array.isArray(parts)) return undefined
  const [sheet, row, column]: unknown[] = parts
  return typeof sheet === 'string' && typeof row === 'number' && typeof column === 'number' ? { sheet, row, column } : undefined
}
