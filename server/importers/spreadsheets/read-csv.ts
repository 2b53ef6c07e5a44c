// The only place that reads CSV and its kin as a sheet, whatever separates the cells. Runs in the killable child.
import { createRequire } from 'node:module'
import type * as Papaparse from 'papaparse'
import { ROW_COLUMN } from '../../../shared/document/returned-table.ts'
import { bareCell } from '../../../shared/review/delimited-text.ts'
import type { Sheet, SheetRow, SpreadsheetFormat } from '../../../shared/spreadsheet/spreadsheet.ts'
import { SpreadsheetRefusal, type SheetCounter } from './sheet-limits.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
/** Rows and characters that are looked at to guess the delimiter. */
const ROWS_LOOKED_AT = 200
const LOOKED_AT = 262_144

/** `name`: of the sheet. Line breaks inside cells become `\n`; everything else stays as it is. Throws SpreadsheetRefusal. */
export function readCsv(file: string, name: string, text: string, count: SheetCounter): { readonly sheet: Sheet; readonly format: SpreadsheetFormat } {
  const plain = text.replaceAll('\r\n', '\n')
  // Programs that write `sep=;` first mean it for one another.
  const told = /^sep=(.)[\n\r]/i.exec(plain)
  const body = told === null ? plain : plain.slice(told[0].length)
  const delimiter = told?.[1] ?? (/\.(?:tsv|tab)$/i.test(file) ? '\t' : guessDelimiter(body))
  const { parse } = createRequire(import.meta.url)('papaparse') as typeof Papaparse
  const parsed = parse<string[]>(body, { delimiter, skipEmptyLines: false })
  const first = told === null ? 1 : 2
  const fault = parsed.errors.find(({ type }) => type === 'Quotes')
  if (fault !== undefined)
    throw new SpreadsheetRefusal({ type: 'BrokenTable', file, line: lineOf(parsed.data, fault.row ?? 0) + first - 1, reason: reasonOf(fault.code) })
  count.sheet(name)
  const rows: SheetRow[] = []
  // What we put before texts that look like formulas is no part of them.
  const isOurs = parsed.data.some((written) => written.includes(ROW_COLUMN))
  for (const [at, written] of parsed.data.entries()) {
    const number = at + first
    const cells = written.map((cell) => (isOurs ? bareCell(cell) : cell).replaceAll('\r', '\n'))
    while (cells.length > 0 && cells.at(-1) === '') cells.pop()
    for (const [column, cell] of cells.entries()) if (cell !== '') count.cell(number, column + 1, cell)
    if (cells.length > 0) rows.push({ number, cells })
  }
  return { sheet: { name, hidden: false, rows, merges: [], remarks: [] }, format: delimiter === '\t' ? 'tsv' : 'csv' }
}

/** Where the row begins, from 1: cells have line breaks. */
function lineOf(rows: readonly (readonly string[])[], row: number): number {
  return rows.slice(0, row).reduce((line, cells) => line + 1 + cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0), 1)
}

function reasonOf(code: string): string {
  return code === 'MissingQuotes'
    ? 'a quotation mark opens in this row and never closes. Close it, or double it where it is part of the text.'
    : 'a quotation mark stands inside a quoted cell of this row. Double it where it is part of the text.'
}

/**
 * The one that most rows agree on: how many cells a row has. Title rows above a table have one cell whatever the delimiter, so the width that is
 * most frequent counts, not that of the first row; a wide table counts more than a comma in the words of most rows.
 */
export function guessDelimiter(text: string): string {
  const { parse } = createRequire(import.meta.url)('papaparse') as typeof Papaparse
  const head = text.slice(0, LOOKED_AT)
  let best: string = ','
  let most = 0
  for (const delimiter of DELIMITERS) {
    const rows = parse<string[]>(head, { delimiter, preview: ROWS_LOOKED_AT, skipEmptyLines: 'greedy' }).data
    const alike = new Map<number, number>()
    for (const { length } of rows) if (length > 1) alike.set(length, (alike.get(length) ?? 0) + 1)
    for (const [width, times] of alike) {
      const score = (times / rows.length) * Math.sqrt(width - 1)
      if (score <= most) continue
      most = score
      best = delimiter
    }
  }
  return best
}
