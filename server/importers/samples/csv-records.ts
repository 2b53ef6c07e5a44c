// The only place that makes records of a CSV file's rows: header names are plain names, also `customer.email` and `lines/0/sku`.
import type { SampleRecord } from '../../../shared/schema/sort-records.ts'
import { fail, ok, type Result } from '../../../shared/schema/result.ts'
import { createLook, hasDecimalCommas, noteText, setOwn, typeOfLook, typeText } from '../../../shared/schema/type-texts.ts'
import type { ImportError } from '../import-error.ts'
import { readCsvRows, type CsvRow } from './csv-rows.ts'

/** `notes`: findings for people, each with its place. */
export type TableRecords = {
  readonly columns: readonly string[]
  readonly records: readonly SampleRecord[]
  readonly notes: readonly { readonly at: string; readonly message: string }[]
}

const LOOKS_LIKE_A_VALUE = /^-?\d+([.,]\d+)*$|^\d{4}-\d{2}-\d{2}/
/** Names of columns in one finding, at most. */
const MOST_NAMED = 10

/** Empty cells are absent. */
export function readCsvRecords(text: string, file: string): Result<TableRecords, ImportError> {
  const read = readCsvRows(text, file)
  if (!read.ok) return read
  const [first, ...others] = read.value
  if (first === undefined) return fail({ type: 'NoRecords', file, found: 'empty rows' })
  const headed = !isData(first, others)
  const rows = headed ? others : read.value
  if (rows.length === 0) return fail({ type: 'NoRecords', file, found: 'only a row of column names' })
  const notes: { at: string; message: string }[] = []
  const width = rows.reduce((most, { cells }) => Math.max(most, lastCell(cells)), headed ? lastCell(first.cells) : 0)
  const names = nameColumns(headed ? first : undefined, width, file, notes)
  const columns = names.map((name, i) => {
    const look = createLook()
    for (const { cells } of rows) {
      const cell = cells[i]
      if (cell !== undefined && cell.trim() !== '') noteText(look, cell)
    }
    return { name, type: typeOfLook(look), commas: hasDecimalCommas(look) }
  })
  const commas = columns.filter((column) => column.commas).map(({ name }) => name)
  if (commas.length > 0) notes.push({ at: `${file}, line ${first.line}`, message: `${listNames(commas)}: numbers with a decimal comma are kept as texts.` })
  const records = rows.map(({ cells, line }): SampleRecord => {
    const record: Record<string, unknown> = {}
    for (const [i, { name, type }] of columns.entries()) {
      const cell = cells[i]
      if (cell !== undefined && cell.trim() !== '') setOwn(record, name, typeText(cell, type))
    }
    return { record, place: { file, line } }
  })
  return ok({ columns: names, records, notes })
}

/** Whether the first row is a record already: half of its cells look like numbers or dates. */
function isData(first: CsvRow, others: readonly CsvRow[]): boolean {
  const cells = first.cells.filter((cell) => cell.trim() !== '')
  return others.length > 0 && cells.filter((cell) => LOOKS_LIKE_A_VALUE.test(cell.trim().slice(0, 40))).length * 2 >= cells.length
}

/** Columns behind it hold nothing. */
function lastCell(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1
}

function nameColumns(header: CsvRow | undefined, width: number, file: string, notes: { at: string; message: string }[]): string[] {
  const at = `${file}, line ${header?.line ?? 1}`
  if (header === undefined) notes.push({ at, message: 'The first row holds values, not names: the columns are called column 1, column 2 and so on.' })
  const taken = new Set<string>()
  const renamed: string[] = []
  const unnamed: string[] = []
  const names = Array.from({ length: width }, (_, i) => {
    const said = header?.cells[i]?.trim() ?? ''
    const wanted = said === '' ? `column ${i + 1}` : said
    let name = wanted
    for (let next = 2; taken.has(name); next++) name = `${wanted}_${next}`
    taken.add(name)
    if (said === '') unnamed.push(name)
    else if (name !== said) renamed.push(name)
    return name
  })
  if (header !== undefined && unnamed.length > 0) notes.push({ at, message: `Columns without a name are called ${listNames(unnamed)}.` })
  if (renamed.length > 0) notes.push({ at, message: `Columns of the same name are told apart as ${listNames(renamed)}.` })
  return names
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => (name.length > 60 ? `${name.slice(0, 60)}…` : name))
  return shown.join(', ') + (names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '')
}
