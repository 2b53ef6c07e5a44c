// What is written into a sheet: rows of cells, rules over them, places that links lead to. The only place that puts texts and links into cells (T-23):
// text is always text, and a link leads to a place we made or to a checked https address.
import type { Cell } from 'exceljs'
import type { RuleLook } from './excel-styles.ts'
import { toXlsxText } from './xlsx-text.ts'

/** A link's end: made by `placeIn` or `webPlace` only. */
export type Place = { readonly inside: string } | { readonly web: string }

/** `style`: a number of Styles. A number is one of ours (a count), never of people. */
export type SheetCell = { readonly column: number; readonly style: number; readonly value?: string | number; readonly link?: Place | undefined }

export type SheetRow = { readonly height?: number; readonly hidden?: boolean; readonly level?: number; readonly cells: readonly SheetCell[] }

export type SheetSetup = {
  readonly columns: readonly { readonly width: number; readonly hidden?: boolean }[]
  readonly tab?: string
  readonly paper: 'A4' | 'A3'
  readonly portrait?: boolean
  readonly zoom: number
  /** Rows and columns that stay. */
  readonly frozen?: { readonly rows: number; readonly columns: number } | undefined
  readonly first?: boolean
  readonly deepest: number
  readonly protect: boolean
  readonly filter?: string | undefined
  /** Repeated on each page of print: rows, and columns from the first. */
  readonly titles?: { readonly rows?: readonly [number, number] | undefined; readonly columns?: number | undefined }
  /** Pages side by side on paper. */
  readonly pagesWide?: number
  /** With the codes of page footers already. */
  readonly footer: string
}

export type SheetRules = {
  readonly colours: readonly { readonly ref: string; readonly rules: readonly { readonly equals: string; readonly look: RuleLook }[] }[]
  /** `formula`: a quoted list, or the cells that hold it. */
  readonly lists: readonly { readonly ref: string; readonly formula: string; readonly title: string }[]
}

/** Never an object, a formula or a rich text: whatever a person wrote stays inert. */
export function writeText(cell: Cell, text: string): void {
  const safe = toXlsxText(text)
  if (safe !== '') cell.value = safe
}

/** Before the address of a place inside the workbook, until the package is finished (xlsx-package.ts). */
export const INSIDE = '#inside:'

export function writeLink(cell: Cell, text: string, place: Place): void {
  const safe = toXlsxText(text)
  if (safe !== '') cell.value = { text: safe, hyperlink: 'inside' in place ? INSIDE + place.inside : place.web }
}

/** Excel refuses a sheet with 65,530 links. */
export const MOST_LINKS = 60_000

const letters: string[] = ['']
/** `A` for 1. */
export function columnName(column: number): string {
  const known = letters[column]
  if (known !== undefined) return known
  const rest = Math.floor((column - 1) / 26)
  const name = (rest === 0 ? '' : columnName(rest)) + String.fromCharCode(65 + ((column - 1) % 26))
  letters[column] = name
  return name
}

export function rangeOf(row: number, column: number, lastRow: number, lastColumn: number): string {
  return `${columnName(column)}${row}:${columnName(lastColumn)}${lastRow}`
}

export function placeIn(sheet: string, row: number, column = 1): Place {
  return { inside: `'${sheet.replaceAll("'", "''")}'!${columnName(column)}${row}` }
}

/** Longer addresses are refused by Excel. */
const LONGEST_ADDRESS = 2_000

/** Undefined for all but https: such text stays text. */
export function webPlace(text: string): Place | undefined {
  if (text.length > LONGEST_ADDRESS || !URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'https:' && url.username === '' ? { web: url.href } : undefined
}

export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
