// The only place that writes the rows of field maps as CSV: all in one table for reading, or one table after the other with the marks by which they come back.
import { textOf, type Column, type Section, type SpecDocument, type Table } from '../../shared/document/document.ts'
import { BASE_COLUMN, hashOfRow, printBases, printTableMark, ROW_COLUMN } from '../../shared/document/returned-table.ts'
import { printCsv } from '../../shared/review/delimited-text.ts'
import { columnsToRead, titleAlone } from './read-columns.ts'

/** `raw`: for programs, nothing put before texts that look like formulas. `roundTrip`: with the hidden marks, so that an edited file comes back. */
export type CsvOptions = { readonly raw?: boolean; readonly roundTrip?: boolean }

type RowsTable = { readonly section: Section; readonly table: Table }

/** The same document gives the same text. */
export function renderCsv(document: SpecDocument, { raw = false, roundTrip = false }: CsvOptions = {}): string {
  const tables = listRowsTables(document)
  return printCsv(roundTrip ? tables.flatMap(({ table }, at) => [...(at === 0 ? [] : [['']]), ...withMarks(table, document.id)]) : inOneTable(tables), { raw })
}

function listRowsTables({ sections }: SpecDocument): readonly RowsTable[] {
  return sections.flatMap((section) =>
    section.blocks.flatMap((block): RowsTable[] => (block.kind === 'table' && block.id.startsWith('rows:') ? [{ section, table: block }] : [])),
  )
}

/** Which map a row is of stands in front; headings of groups, which are no row of anything, stay out. */
function inOneTable(tables: readonly RowsTable[]): readonly (readonly string[])[] {
  const columns = new Map<string, Column>()
  for (const { table } of tables) for (const column of columnsToRead(table)) if (!columns.has(column.id)) columns.set(column.id, column)
  const shown = [...columns.values()]
  return [
    ['Field map', ...shown.map((column) => titleAlone(column, shown))],
    ...tables.flatMap(({ section, table }) =>
      table.rows.filter(({ tone }) => tone !== 'group').map(({ cells }) => [section.title, ...shown.map(({ id }) => textOf(cells[id]))]),
    ),
  ]
}

/** As the sheets of a workbook have it: the ids of the columns, the titles, the rows with what they are and their fingerprints. */
function withMarks({ id: table, columns, rows }: Table, exported: string): readonly (readonly string[])[] {
  const hashes = rows.flatMap(({ id }) => (id === undefined ? [] : [hashOfRow(id)]))
  return [
    [...columns.map(({ id }) => id), ROW_COLUMN, BASE_COLUMN, ...printTableMark({ table, export: exported, rows: hashes })],
    columns.map((column) => titleAlone(column, columns)),
    ...rows.map(({ id, cells }) => {
      const texts = columns.map((column) => textOf(cells[column.id]))
      if (id === undefined) return texts
      return [...texts, id, printBases(Object.fromEntries(columns.map((column, at) => [column.id, texts[at] ?? ''])))]
    }),
  ]
}
