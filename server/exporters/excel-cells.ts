// The only place that puts text and links into cells (T-23): text is always text, links lead only to places we made or to checked https addresses.
import { createHash } from 'node:crypto'
import type { Cell, Worksheet } from 'exceljs'
import { linkFont, TEXT_SIZE, type Look } from './excel-style.ts'
import { plainXmlText, toXlsxText } from './xlsx-text.ts'

/** A link's end: made by `placeOf` or `webPlace` only. */
export type Place = string & { readonly __brand: 'Place' }

/** Never an object, a formula or a rich text: whatever a person wrote stays inert. */
export function writeText(cell: Cell, text: string, look?: Look): void {
  const safe = toXlsxText(text)
  if (safe !== '') cell.value = safe
  if (look !== undefined) cell.style = look
}

/** Numbers of our own (counts), never of people. */
export function writeNumber(cell: Cell, value: number, look: Look): void {
  cell.value = value
  cell.style = look
}

export function writeLink(cell: Cell, text: string, place: Place, look: Look = {}): void {
  const safe = toXlsxText(text)
  if (safe === '') return
  cell.value = { text: safe, hyperlink: place }
  cell.style = { ...look, font: { ...linkFont, ...(look.font?.bold === true ? { bold: true } : {}) } }
}

export function placeOf(sheet: Worksheet, row: number, column = 1): Place {
  return `'${sheet.name.replaceAll("'", "''")}'!${sheet.getCell(row, column).address}` as Place
}

/** Longer addresses are refused by Excel. */
const LONGEST_ADDRESS = 2_000

/** Undefined for all but https: such text stays text. */
export function webPlace(text: string): Place | undefined {
  if (text.length > LONGEST_ADDRESS || !URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'https:' && url.username === '' ? (url.href as Place) : undefined
}

/** What a merge compares: first 10 hex digits of the SHA-256 of the text as exported (DESIGN §9.19). */
export function hashOfCell(text: string): string {
  return createHash('sha256').update(plainXmlText(text)).digest('hex').slice(0, 10)
}

/** Points a line of text takes. */
const LINE_HEIGHT = TEXT_SIZE * 1.32
/** Excel's own limit, in points. */
const TALLEST_ROW = 409

/** Excel does not measure merged cells and LibreOffice measures on opening only: the height is reckoned here, rather too large than too small. */
export function heightFor(
  cells: readonly { readonly text: string; readonly width: number; readonly size?: number; readonly bold?: boolean }[],
  least = 16,
): number {
  let height = least
  for (const { text, width, size = TEXT_SIZE, bold } of cells) {
    const room = Math.max(1, width * (TEXT_SIZE / size) * (bold === true ? 1.05 : 1.15) - 1)
    const lines = text.split('\n').reduce((sum, line) => sum + countLines(line, room), 0)
    height = Math.max(height, lines * LINE_HEIGHT * (size / TEXT_SIZE) + 4)
  }
  return Math.min(TALLEST_ROW, Math.ceil(height))
}

/** Words are not broken, but a word longer than the line is. */
function countLines(text: string, room: number): number {
  let lines = 1
  let used = 0
  for (const word of text.split(' ')) {
    const length = word.length
    if (used > 0 && used + 1 + length > room) {
      lines += 1
      used = 0
    }
    if (length > room) {
      lines += Math.ceil(length / room) - 1
      used = length % room
    } else used += (used > 0 ? 1 : 0) + length
  }
  return lines
}
