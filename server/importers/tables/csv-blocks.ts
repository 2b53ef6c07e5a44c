// The only place that takes a table of fields that was saved or copied as CSV for a documentation.
import type { OpenedFile } from '../format-reader.ts'
import { readCsvRows } from '../samples/csv-rows.ts'
import type { Block } from './blocks.ts'
import { textCell } from './html-cells.ts'

/** Nothing where the file is no CSV: then it is no table of fields either. Blanks before a name are indentation. */
export function readCsvTable(file: OpenedFile): Block[] {
  const rows = readCsvRows(file.text, file.name)
  if (!rows.ok || rows.value.length < 2) return []
  return [{ kind: 'table', line: 1, rows: rows.value.map(({ cells, line }) => ({ cells: cells.map(textCell), line, nested: [] })) }]
}
