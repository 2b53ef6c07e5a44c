// Tables of ours in the sheets of a file, whatever was done to them since: found by their hidden marks (shared/document/returned-table.ts), never by where they stand.
import { BASE_COLUMN, parseBases, parseTableMark, ROW_COLUMN, TABLE_COLUMN, type CellBases, type TableMark } from '../document/returned-table.ts'
import type { Sheet, SheetRow } from './spreadsheet.ts'

/** `id` absent with `bases`: a line that only orders the others. Neither: somebody added it. */
export type OwnRow = {
  readonly number: number
  readonly cells: readonly string[]
  readonly id?: string
  readonly bases?: CellBases
  /** Stands apart from the table, below it. */
  readonly apart?: true
}

export type OwnTable = {
  readonly sheet: string
  /** Absent: the mark is gone, and the rows have to tell. */
  readonly mark?: TableMark
  /** Column id → its place, from 0. Empty: the row of ids is gone, and the titles have to tell. */
  readonly columns: ReadonlyMap<string, number>
  /** By place; '' where there is none. */
  readonly titles: readonly string[]
  /** Places of our hidden cells. */
  readonly hidden: ReadonlySet<number>
  readonly rows: readonly OwnRow[]
}

export function findOwnTables(sheet: Sheet): OwnTable[] {
  const heads = sheet.rows.flatMap((row, at) => (isIdsRow(row) ? [at] : []))
  const tables = heads.map((at, index) => readTable(sheet, at, heads[index + 1] ?? sheet.rows.length))
  return tables.length > 0 ? tables : findUntagged(sheet)
}

function isIdsRow({ cells }: SheetRow): boolean {
  return cells.includes(ROW_COLUMN) || cells.includes(BASE_COLUMN)
}

function readTable(sheet: Sheet, head: number, end: number): OwnTable {
  const ids = sheet.rows[head]?.cells ?? []
  const [rowAt, baseAt, tableAt] = [ROW_COLUMN, BASE_COLUMN, TABLE_COLUMN].map((id) => ids.indexOf(id)) as [number, number, number]
  const last = tableAt < 0 ? ids.length : tableAt
  const columns = new Map<string, number>()
  for (let at = 0; at < last; at++) {
    const id = ids[at]?.trim() ?? ''
    if (id !== '' && at !== rowAt && at !== baseAt && !columns.has(id)) columns.set(id, at)
  }
  const mark = tableAt < 0 ? undefined : parseTableMark(ids.slice(tableAt + 1).filter((cell) => cell !== ''))
  const hidden = new Set([rowAt, baseAt].filter((at) => at >= 0))
  for (let at = last; at < ids.length; at++) hidden.add(at)
  const body = sheet.rows.slice(head + 1, end)
  const isOwn = ({ cells }: SheetRow) => isAddress(cells[rowAt]) || parseBases(cells[baseAt] ?? '') !== undefined
  const { first, titles } = splitHead(body, isOwn)
  const rows = readRows(body.slice(first), rowAt, baseAt, end === sheet.rows.length)
  return { sheet: sheet.name, ...(mark === undefined ? {} : { mark }), columns, titles, hidden, rows }
}

/** The row of titles is the one with the most cells of the first two below the ids; what stands between it and the first row of ours was added. */
function splitHead(body: readonly SheetRow[], isOwn: (row: SheetRow) => boolean): { readonly first: number; readonly titles: readonly string[] } {
  const own = body.findIndex(isOwn)
  if (own === 0) return { first: 0, titles: [] }
  const filled = body.slice(0, own < 0 ? 2 : Math.min(2, own)).map(({ cells }) => cells.filter((cell) => cell !== '').length)
  const head = (filled[1] ?? 0) > (filled[0] ?? 0) ? 1 : 0
  return { first: Math.min(head + 1, body.length), titles: body[head]?.cells ?? [] }
}

/** What follows the last row of ours without a gap was added to the table; below a gap stands something else, unless nothing else follows. */
function readRows(body: readonly SheetRow[], rowAt: number, baseAt: number, isLast: boolean): OwnRow[] {
  const rows = body.map(({ number, cells }): OwnRow => {
    const id = cells[rowAt]?.trim() ?? ''
    const bases = parseBases(cells[baseAt] ?? '')
    return { number, cells, ...(isAddress(id) ? { id } : {}), ...(bases === undefined ? {} : { bases }) }
  })
  const last = rows.findLastIndex(({ id, bases }) => id !== undefined || bases !== undefined)
  let joined = true
  return rows.flatMap((row, at): OwnRow[] => {
    if (at <= last) return [row]
    joined = joined && row.number === (rows[at - 1]?.number ?? row.number - 1) + 1
    return joined ? [row] : isLast ? [{ ...row, apart: true }] : []
  })
}

const LOOKED_AT = 400

/** The row of ids was deleted: its hidden columns still say which cells are ours. */
function findUntagged(sheet: Sheet): OwnTable[] {
  const looked = sheet.rows.slice(0, LOOKED_AT)
  const start = looked.findIndex(({ cells }) => cells.some(isAddress) && cells.some(isBases))
  const sample = looked[start]?.cells
  if (sample === undefined) return []
  const baseAt = sample.findIndex(isBases)
  // People's own texts (`https://...`) look alike; ours stands nearest.
  const rowAt = sample.findLastIndex((cell, at) => at < baseAt && isAddress(cell))
  if (rowAt < 0) return []
  const hidden = new Set([rowAt, baseAt])
  const titles = sheet.rows[start - 1]?.cells ?? []
  return [{ sheet: sheet.name, columns: new Map(), titles, hidden, rows: readRows(sheet.rows.slice(start), rowAt, baseAt, true) }]
}

function isAddress(text: string | undefined): boolean {
  return text !== undefined && ADDRESS.test(text.trim())
}
const ADDRESS = /^[a-z][a-z-]*:\S/

function isBases(text: string): boolean {
  return text.startsWith('{') && parseBases(text) !== undefined
}

/** Columns that somebody put in, by their places: below a title or not, with a text in one of the rows. */
export function listAddedColumns(table: OwnTable, columns: ReadonlyMap<string, number>): number[] {
  const known = new Set([...columns.values(), ...table.hidden])
  const added = new Set<number>()
  for (const { cells } of table.rows) cells.forEach((cell, at) => (cell === '' || known.has(at) ? undefined : added.add(at)))
  return [...added].toSorted((a, b) => a - b)
}
