// Which rows of a sheet name its columns, and what the columns are called. The only place that looks for headers.
import { isStronglyPath } from './foreign-path.ts'
import { kindOfTitle, sideOfTitle } from './column-titles.ts'
import type { Sheet, SheetRow } from './spreadsheet.ts'

/** Rows that are looked at. */
const LOOKED_AT = 30

/** Numbers of the rows that name the columns, none where the first row is data already. `isField`: whether a text names a field of the schemas. */
export function findHeaderRows(sheet: Sheet, isField: (text: string) => boolean = () => false): readonly number[] {
  const rows = sheet.rows.slice(0, LOOKED_AT)
  const scores = rows.map(titleScore)
  const best = Math.max(0, ...scores)
  const at = best >= 2 ? scores.indexOf(best) : aboveUnknown(rows, isField)
  const row = rows[at]
  if (row === undefined) return []
  const above = rows[at - 1]
  return above !== undefined && isGroupRow(above, row) ? [above.number, row.number] : [row.number]
}

/** How many of its cells are titles, less those that can only be data. */
function titleScore(row: SheetRow): number {
  const filled = row.cells.filter((cell) => cell !== '')
  if (filled.some((cell) => cell.length > 200)) return 0
  const written = filled.filter((cell) => WRITTEN_PATH.test(cell))
  const titles = new Set(filled.filter((cell) => !written.includes(cell) && (kindOfTitle(cell) !== undefined || sideOfTitle(cell) !== undefined)))
  return Math.max(0, titles.size - written.length / 2)
}

/** `a.b`, `a/b`, `a[0]`, a web address: none of it stands in titles. */
const WRITTEN_PATH = /[\p{L}\p{N}\]]\.\p{L}|\p{L}\/\p{L}|^\/|\[|:\/\//u

/** Where no title is known: the first row of several texts, if others below it hold paths and it names no field itself. */
function aboveUnknown(rows: readonly SheetRow[], isField: (text: string) => boolean): number {
  const path = rows.findIndex(({ cells }) => cells.some(isStronglyPath))
  // One title alone, where the others are missing.
  const titled = rows.findIndex((row, index) => (path < 0 || index < path) && titleScore(row) >= 1)
  const several = rows.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== '').length >= 2)
  const first = titled >= 0 ? titled : several < 0 ? path - 1 : several
  const row = rows[first]
  const isHeader = row !== undefined && !row.cells.some((cell) => cell.trim() !== '' && (isStronglyPath(cell) || isField(cell)))
  return isHeader && rows.slice(first + 1).some(({ cells }) => cells.some((cell) => isStronglyPath(cell) || (cell !== '' && isField(cell)))) ? first : -1
}

/** Heads over several columns: few of them, in the row directly above, and none is a path. A lone text is the sheet's title. */
function isGroupRow(above: SheetRow, header: SheetRow): boolean {
  const filled = new Set(above.cells.filter((cell) => cell.trim() !== ''))
  const own = header.cells.filter((cell) => cell.trim() !== '').length
  return (
    above.number === header.number - 1 &&
    filled.size >= 2 &&
    filled.size < own &&
    above.cells.length <= header.cells.length + 2 &&
    ![...filled].some(isStronglyPath)
  )
}

/** Of all columns that hold something: the heads of the header rows joined, each title once. */
export function listTitles(sheet: Sheet, headerRows: readonly number[]): string[] {
  const heads = headerRows.flatMap((number) => sheet.rows.filter((row) => row.number === number))
  const width = sheet.rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
  const spread = heads.map((row, index) => (index < heads.length - 1 ? spreadHeads(sheet, row, width) : row.cells))
  const seen = new Map<string, number>()
  return Array.from({ length: width }, (_, at) => {
    const parts = spread.map((cells) => (cells[at] ?? '').replaceAll(/\s+/g, ' ').trim()).filter((part) => part !== '')
    const title = [...new Set(parts)].join(' / ') || `Column ${letterOf(at)}`
    const count = (seen.get(title) ?? 0) + 1
    seen.set(title, count)
    return count === 1 ? title : `${title} (${count})`
  })
}

/** A head stands over its own column and those right of it, up to the next head; where cells are merged, over these alone. */
function spreadHeads(sheet: Sheet, row: SheetRow, width: number): string[] {
  const merged = sheet.merges.filter((merge) => merge.top <= row.number && row.number <= merge.bottom)
  let head = ''
  return Array.from({ length: width }, (_, at) => {
    const own = row.cells[at] ?? ''
    if (own.trim() !== '') head = own
    else if (merged.length > 0) {
      const area = merged.find(({ left, right }) => left <= at + 1 && at + 1 <= right)
      return area === undefined ? '' : (row.cells[area.left - 1] ?? '')
    }
    return head
  })
}

/** `at`: from 0. 27 is `AB`. */
export function letterOf(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : letterOf(Math.floor(at / 26) - 1) + letterOf(at % 26)
}
