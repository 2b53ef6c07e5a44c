// The hidden marks by which an edited copy of a table finds back (DESIGN §9.19). The only place for them: what writes and what reads agree here.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Column ids of the hidden row above the header that hold, for each row, what it is and the fingerprints of its cells as exported. */
export const ROW_COLUMN = '_cw_row'
export const BASE_COLUMN = '_cw_base'
/** Columns after them, in the row of ids alone: the table, the export, and the fingerprints of the ids of all its rows, so that a row that is gone is missed. */
export const TABLE_COLUMN = '_cw_table'

const ROW_MARK = 8
/** Characters of one cell of the list of rows: below what a cell holds in every program. */
const MOST_IN_A_CELL = 30_000

/** What a merge compares: first 10 hex digits of the SHA-256 of the settled text as exported. */
export function hashOfCell(text: string): string {
  return hexOf(settleText(text), 10)
}

/** Without what programs change by themselves when they save a text: line ends, blanks at the ends of lines, blanks that do not break, characters that no file format holds. */
export function settleText(text: string): string {
  if (PLAIN.test(text)) return text
  return text
    .replaceAll(LONE_SURROGATE, '\uFFFD')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(NOT_XML, '')
    .replaceAll('\u00A0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
}

/** Nothing to settle: no blank but single ones between words. Most texts are such, and there are many. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/** `id`: of a TableRow. */
export function hashOfRow(id: string): string {
  return hexOf(id, ROW_MARK)
}

/** `digits`: even. */
function hexOf(text: string, digits: number): string {
  return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, digits / 2))
}

/** Column id → fingerprint; an empty cell has none. */
export type CellBases = Readonly<Record<string, string>>

/** `hash`: a quicker one that gives the same, where there is one. */
export function printBases(texts: Readonly<Record<string, string>>, hash = hashOfCell): string {
  return JSON.stringify(Object.fromEntries(Object.entries(texts).flatMap(([id, text]) => (settleText(text) === '' ? [] : [[id, hash(text)]]))))
}

/** Undefined: not ours, or damaged. */
export function parseBases(text: string): CellBases | undefined {
  const value = parseObject(text)
  return value !== undefined && Object.values(value).every((one) => typeof one === 'string') ? (value as CellBases) : undefined
}

/** `rows`: hashOfRow of each row that is stored, in order. */
export type TableMark = { readonly table: string; readonly export: string; readonly rows: readonly string[] }

/** The texts of as many cells as it takes, from TABLE_COLUMN on to the right. */
export function printTableMark({ table, export: id, rows }: TableMark): string[] {
  const cells = [TABLE_COLUMN, JSON.stringify({ table, export: id })]
  const most = Math.floor(MOST_IN_A_CELL / ROW_MARK)
  for (let at = 0; at < rows.length; at += most) cells.push(rows.slice(at, at + most).join(''))
  return cells
}

/** `cells`: those right of TABLE_COLUMN in the row of ids. Undefined: not ours, or damaged. */
export function parseTableMark(cells: readonly string[]): TableMark | undefined {
  const told = parseObject(cells[0] ?? '')
  if (typeof told?.['table'] !== 'string' || typeof told['export'] !== 'string') return undefined
  const rows = cells.slice(1).flatMap((cell) => cell.match(/[0-9a-f]{8}/g) ?? [])
  return { table: told['table'], export: told['export'], rows }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
