// The only place that takes CSV apart: rows of cells with their lines, whatever separates them. Runs in the killable child.
import { createRequire } from 'node:module'
import type * as Papaparse from 'papaparse'
import { fail, ok, type Result } from '../../../shared/schema/result.ts'
import { MOST_NODES } from '../../../shared/schema/schema-read-error.ts'
import type { ImportError } from '../import-error.ts'

/** `line`: where the row begins, from 1. Cells as they stand, without their quotation marks. */
export type CsvRow = { readonly cells: readonly string[]; readonly line: number }

/** As many as a sheet of the usual programs has. */
export const MOST_COLUMNS = 16_384
const DELIMITERS = [',', ';', '\t', '|']

/** Rows in which something stands. */
export function readCsvRows(text: string, file: string): Result<CsvRow[], ImportError> {
  // Programs that write `sep=;` first mean it for one another.
  const told = /^\ufeff?sep=(.)\r?\n/i.exec(text)
  const skipped = told?.[0].length ?? (text.startsWith('\ufeff') ? 1 : 0)
  const body = text.slice(skipped)
  if (countCells(body) > MOST_NODES) return fail({ type: 'TooManyNodes', limit: MOST_NODES, file })
  const delimiter = told?.[1] ?? guessDelimiter(body)
  const parsed = loadParser().parse<string[]>(body, { delimiter, skipEmptyLines: false })
  const rows: CsvRow[] = []
  let line = told === null ? 1 : 2
  const [fault] = parsed.errors.filter(({ type }) => type === 'Quotes')
  for (const [i, cells] of parsed.data.entries()) {
    if (fault?.row === i) return fail(quoteFault(fault.code, file, line))
    if (cells.length > MOST_COLUMNS) {
      const reason = `this row has ${cells.length.toLocaleString('en-GB')} columns; at most ${MOST_COLUMNS.toLocaleString('en-GB')} are read. Keep the columns you map.`
      return fail({ type: 'NotWellFormed', file, line, column: 1, language: 'a table that can be read', reason })
    }
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ cells, line })
    line += 1
    for (const cell of cells) if (cell.includes('\n')) line += cell.split('\n').length - 1
  }
  if (fault !== undefined) return fail(quoteFault(fault.code, file, line))
  return ok(rows)
}

/** Only when needed: an import of JSON does not wait for it. */
function loadParser(): typeof Papaparse {
  return createRequire(import.meta.url)('papaparse') as typeof Papaparse
}

function quoteFault(code: string, file: string, line: number): ImportError {
  const reason =
    code === 'MissingQuotes'
      ? 'a quotation mark opens in this row and never closes. Close it, or double it where it is part of the text.'
      : 'a quotation mark stands inside a quoted cell of this row. Double it where it is part of the text.'
  return { type: 'NotWellFormed', file, line, column: 1, language: 'CSV', reason }
}

/** Rows that are looked at, in so many characters. */
const ROWS_LOOKED_AT = 50
const LOOKED_AT = 262_144

/** The one that gives the first rows the same number of cells most often; of several such the one with more cells, then in the order of the list. */
function guessDelimiter(text: string): string {
  const head = text.slice(0, LOOKED_AT)
  let best = ','
  let most = 0
  for (const delimiter of DELIMITERS) {
    const rows = loadParser().parse<string[]>(head, { delimiter, preview: ROWS_LOOKED_AT, skipEmptyLines: 'greedy' }).data
    const width = rows[0]?.length ?? 0
    if (width < 2) continue
    const alike = rows.filter((row) => row.length === width).length / rows.length
    const score = alike * 1_000 + Math.min(width, 500) / 1_000
    if (score > most) {
      most = score
      best = delimiter
    }
  }
  return best
}

function countCells(text: string): number {
  let count = 1
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char === 44 || char === 59 || char === 9 || char === 124 || char === 10) count += 1
  }
  return count
}
