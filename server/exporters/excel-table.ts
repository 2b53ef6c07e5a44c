// The only place that writes the rows of a table: its hidden marks, its heads, its lines.
import { textOf, type Cell, type Column, type Table, type TableRow } from '../../shared/document/document.ts'
import { BASE_COLUMN, hashOfRow, printBases, printTableMark, ROW_COLUMN } from '../../shared/document/returned-table.ts'
import { heightFor } from './excel-heights.ts'
import { widthOf, type Span } from './excel-grid.ts'
import { cellLook, DEEPEST_INDENT, headLook, looks, sideLook, sideTitles } from './excel-looks.ts'
import { quickHash } from './quick-hash.ts'
import { linkOf, type Writing } from './excel-writing.ts'
import type { PlacedTable } from './excel-layout.ts'
import type { SheetCell, SheetRow } from './excel-cells.ts'
import { shownText } from './xlsx-text.ts'

/** Excel has seven levels, and the first is the table itself. */
export const DEEPEST_OUTLINE = 7

/** As tall as letters of one width are wide: they need more room than others of their size. */
const MONO_SIZE = 11

/** Ids of the columns, and right of them what the table is. */
export function writeIds(writing: Writing, { table, spans, marks = 1 }: PlacedTable, exported: string): SheetRow {
  const style = writing.styles.numberOf(looks.hidden)
  const ids = table.columns.map(({ id }, at): SheetCell => ({ column: spans[at]?.first ?? 1, style, value: id }))
  const rows = table.rows.flatMap(({ id }) => (id === undefined ? [] : [hashOfRow(id)]))
  const mark = [ROW_COLUMN, BASE_COLUMN, ...printTableMark({ table: table.id, export: exported, rows })]
  return { hidden: true, cells: [...ids, ...mark.map((value, at): SheetCell => ({ column: marks + at, style, value }))] }
}

/** Neighbours of one side under one heading. */
export function writeSides(writing: Writing, { table, spans }: PlacedTable, row: number): SheetRow {
  const cells: SheetCell[] = []
  for (let at = 0; at < table.columns.length;) {
    const side = table.columns[at]?.side
    let end = at
    while (table.columns[end + 1]?.side === side && end + 1 < table.columns.length) end += 1
    const span: Span = { first: spans[at]?.first ?? 1, last: spans[end]?.last ?? 1 }
    cells.push(...writing.joined(row, span, sideLook(side), side === undefined ? '' : sideTitles[side]))
    at = end + 1
  }
  return { height: 20, cells }
}

export function writeHead(writing: Writing, { table, spans }: PlacedTable, row: number): SheetRow {
  const cells = table.columns.flatMap((column, at) => writing.joined(row, spans[at] ?? NOWHERE, headLook(column), column.title))
  const texts = table.columns.map(({ title }, at) => ({ text: title, width: widthOf(writing.widths, spans[at] ?? NOWHERE) - 2, bold: true }))
  return { height: heightFor(texts, 20), cells }
}

const NOWHERE: Span = { first: 1, last: 1 }

/** Columns that are there for the reader: nobody wrote anything in them. */
export function columnsForReader(table: Table): ReadonlySet<Column> {
  return new Set(table.columns.filter(({ id, input }) => input === true && table.rows.every(({ cells }) => textOf(cells[id]) === '')))
}

export function writeTableRow(writing: Writing, placed: PlacedTable, tableRow: TableRow, row: number, forReader: ReadonlySet<Column>): SheetRow {
  const { table, spans, marks, sided } = placed
  const { depth = 0, tone: rowTone = 'plain' } = tableRow
  const cells: SheetCell[] = []
  const texts = []
  for (const [at, column] of table.columns.entries()) {
    const cell: Cell = tableRow.cells[column.id] ?? ''
    const span = spans[at] ?? NOWHERE
    const text = textOf(cell)
    const link = linkOf(writing, cell)
    const tone = typeof cell === 'string' ? 'plain' : (cell.tone ?? 'plain')
    const indent = typeof cell === 'object' && 'indent' in cell ? (cell.indent ?? 0) : column.id === table.indented ? depth : 0
    const count = typeof cell === 'object' && 'count' in cell
    const writable = tableRow.id !== undefined || table.comesBack !== true
    const traits = {
      tone,
      row: rowTone,
      side: column.side,
      // In a wide map only the columns made for it are yellow; elsewhere each empty cell that waits for somebody.
      forReader: writable && (forReader.has(column) || (!sided && column.input === true && text === '')),
      input: (column.input === true && writable) || tone === 'input',
      indent: Math.min(indent, DEEPEST_INDENT),
      link: link !== undefined,
      count,
      empty: text === '',
    }
    const key = `${tone} ${rowTone} ${column.side ?? ''} ${traits.indent} ${traits.forReader ? 1 : 0}${traits.input ? 1 : 0}${traits.link ? 1 : 0}${count ? 1 : 0}${text === '' ? 1 : 0}`
    const style = writing.styleOf(key, () => cellLook(traits))
    cells.push({ column: span.first, style, value: count ? cell.count : text, link })
    for (let next = span.first + 1; next <= span.last; next++) cells.push({ column: next, style })
    writing.join(row, span)
    const bold = rowTone === 'group' || rowTone === 'each' || tone === 'strong' || tone === 'error'
    if (text !== '') texts.push({ text, width: widthOf(writing.widths, span) - indent * 1.6, bold, size: tone === 'mono' ? MONO_SIZE : undefined })
  }
  if (marks !== undefined && tableRow.id !== undefined) {
    const style = writing.styles.numberOf(looks.hidden)
    const bases = Object.fromEntries(table.columns.map(({ id }) => [id, shownText(textOf(tableRow.cells[id]))]))
    cells.push({ column: marks, style, value: tableRow.id }, { column: marks + 1, style, value: printBases(bases, quickHash) })
  }
  // Room for a signature.
  const least = forReader.size > 0 && table.comesBack !== true ? 26 : 16
  return { height: heightFor(texts, least), level: Math.min(depth, DEEPEST_OUTLINE), cells }
}
