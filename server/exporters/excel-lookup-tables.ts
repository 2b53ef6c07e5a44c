// The sheet of lookup tables: each with its entries, what it leaves out, and the rows that use it.
import type { Worksheet } from 'exceljs'
import { eachAbove, findSourceField } from '../../shared/mapping/item-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { LookupTable } from '../../shared/project/lookup-table.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import type { ValueTransform } from '../../shared/transform/transform.ts'
import { writeText } from './excel-cells.ts'
import { tablesOf } from '../../shared/document/map-lines.ts'
import { look } from './excel-style.ts'
import { writeBand, writeHead, writeMerged, writeRow, writeTitle, type Book } from './excel-book.ts'

export const LOOKUP_WIDTHS = [26, 26, 34, 60] as const
const COLUMNS = LOOKUP_WIDTHS.length

export function writeLookupTables(book: Book, sheet: Worksheet, project: Project, maps: readonly MapContext[]): void {
  let row = writeTitle(
    book,
    sheet,
    'Lookup tables',
    'Codes of the source and what they become. Where an entry names a customer, it holds for that customer and comes before the entry for all.',
    COLUMNS,
  )
  for (const table of project.lookupTables.filter((one) => one.deleted !== true)) row = writeTable(book, sheet, row, project, table, maps) + 2
}

function writeTable(book: Book, sheet: Worksheet, start: number, project: Project, table: LookupTable, maps: readonly MapContext[]): number {
  writeBand(sheet, start, COLUMNS, `${printNumber('lookupTables', table.number)}  ${table.name}`)
  book.mark(`table:${table.id}`, sheet, start)
  let row = start + 1
  const otherwise =
    table.otherwise === undefined ? 'Any other value is a problem: the record is not sent.' : `Any other value gives ${printCode(table.otherwise.value)}.`
  writeMerged(
    sheet,
    row++,
    1,
    COLUMNS,
    `${table.from} to ${table.to}   ·   ${table.scope === 'per-customer' ? 'each customer has its own' : 'the same for all customers'}   ·   ${otherwise}`,
    look.label,
  )
  if (table.note !== undefined) writeMerged(sheet, row++, 1, COLUMNS, table.note, look.fact)
  const entries = project.lookupEntries.filter((entry) => entry.table === table.id && entry.deleted !== true)
  const missing = listMissing(
    maps,
    table,
    entries.map((entry) => entry.from),
  )
  if (missing.length > 0)
    writeMerged(sheet, row++, 1, COLUMNS, `Values of the source that are not in the table: ${missing.map(printCode).join(', ')}`, look.fact)

  writeHead(sheet, row++, ['From', 'To', 'Customer', 'Note'])
  for (const entry of entries) {
    const profile = project.customerProfiles.find((one) => one.id === entry.profile)?.name ?? ''
    writeRow(
      book,
      sheet,
      row++,
      [printCode(entry.from), printCode(entry.to), profile === '' ? 'all' : profile, entry.note ?? ''],
      [look.cell, look.cell, profile === '' ? look.quiet : look.cell],
    )
  }
  const users = maps.flatMap((context) =>
    context.rows.filter((one) => one.transform !== undefined && tablesOf(one.transform).includes(table.id)).map((one) => ({ one, context })),
  )
  if (users.length > 0) writeText(sheet.getCell(row, 1), 'Used by', look.label)
  for (const { one, context } of users)
    book.link(sheet.getCell(row++, 2), `${printNumber('rows', one.number)}  ${context.fieldMap.name}, ${one.destination}`, `row:${one.id}`, look.link)
  return row
}

/** Enum values of the source fields looked up here that have no entry, in schema order. */
function listMissing(maps: readonly MapContext[], table: LookupTable, known: readonly JsonScalar[]): JsonScalar[] {
  const missing = new Set<JsonScalar>()
  for (const context of maps)
    for (const row of context.rows) {
      if (row.transform === undefined || row.transform.kind === 'each' || row.transform.kind === 'notMapped') continue
      for (const { from } of lookupsOf(row.transform, table.id)) {
        const field = from.of === 'item' || from.of === 'input' ? findSourceField(context, from, eachAbove(context, row)) : undefined
        for (const value of field?.facts.enum ?? []) if ((typeof value !== 'object' || value === null) && !known.includes(value)) missing.add(value)
      }
    }
  return [...missing]
}

function lookupsOf(transform: ValueTransform, table: string): Extract<ValueTransform, { kind: 'lookup' }>[] {
  if (transform.kind === 'lookup') return transform.table === table ? [transform] : []
  if (transform.kind !== 'when') return []
  return [...transform.cases.map((one) => one.then), ...(transform.otherwise === undefined ? [] : [transform.otherwise])].flatMap((one) =>
    lookupsOf(one, table),
  )
}

function printCode(value: JsonScalar): string {
  return value === '' ? '(empty)' : String(value)
}
