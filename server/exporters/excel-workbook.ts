// The only place that turns a specification into a workbook's bytes: sheet after sheet, each row packed as it is written.
import type { Column, SpecDocument, Table } from '../../shared/document/document.ts'
import { columnsForReader, DEEPEST_OUTLINE, writeHead, writeIds, writeSides, writeTableRow } from './excel-table.ts'
import { writeFact, writeParts, writeTextLine } from './excel-blocks.ts'
import { statusColours, styleColours, tabColours } from './excel-looks.ts'
import { columnRange, layOut, listChoices, type Line, type PlacedTable, type SheetLayout } from './excel-layout.ts'
import { planLists, type Lists } from './excel-lists.ts'
import { createWriting, type Writing } from './excel-writing.ts'
import { createBook, type BookSheet } from './excel-book.ts'
import { rangeOf, type SheetRow, type SheetRules, type SheetSetup } from './excel-cells.ts'
import { createStyles } from './excel-styles.ts'
import { toFooterText } from './xlsx-text.ts'

/** `protect`: only what people are asked to write in can be changed. */
export type WorkbookOptions = { readonly protect?: boolean }

/** The same document with the same options gives the same bytes. */
export async function renderWorkbook(document: SpecDocument, { protect = false }: WorkbookOptions): Promise<Uint8Array> {
  const layout = layOut(document)
  const lists = planLists(layout.sheets)
  const styles = createStyles(styleColours)
  const book = createBook({ title: document.title, subject: document.subtitle, description: document.purpose }, styles)
  const keys = new Map<string, number>()
  for (const [at, sheet] of layout.sheets.entries()) {
    const writing = createWriting(styles, keys, sheet.widths, layout.findPlace)
    const page = book.addSheet(sheet.name, setupOf(sheet, document, at === 0, protect))
    await writeRows(page, writing, sheet, document.id)
    await page.end(rulesOf(lists, sheet))
  }
  if (lists.sheet !== undefined) await lists.sheet.write(book, styles)
  return book.finish()
}

function setupOf(sheet: SheetLayout, document: SpecDocument, first: boolean, protect: boolean): SheetSetup {
  const { section, widths, main, frozen, tables } = sheet
  const marks = Math.max(0, ...tables.map(({ table, marks: at }) => (at === undefined ? 0 : MARKS + Math.ceil((table.rows.length * 8) / 30_000))))
  const total = widths.reduce((all, width) => all + width, 0)
  const deepest = Math.max(
    0,
    ...tables.map(({ table }) => table.rows.reduce((most, { depth = 0 }) => Math.max(most, depth), 0)),
    sheet.lines.some(({ kind }) => kind === 'code') ? 1 : 0,
  )
  const pagesWide = first ? 1 : Math.min(3, Math.ceil(total / WIDEST_PAGE))
  return {
    columns: [...widths.map((width) => ({ width })), ...Array.from({ length: marks }, () => ({ width: 10, hidden: true }))],
    ...(first ? { tab: tabColours.cover } : section === undefined ? {} : { tab: tabColours[section.kind] }),
    paper: total > 170 ? 'A3' : 'A4',
    portrait: first,
    zoom: total > 220 ? 90 : 100,
    frozen,
    first,
    deepest: Math.min(deepest, DEEPEST_OUTLINE),
    protect,
    // One page wide nobody could read it.
    pagesWide,
    titles: { rows: titleRows(sheet), columns: pagesWide === 1 ? undefined : frozen?.columns },
    filter: main === undefined ? undefined : rangeOf(main.first - 1, main.spans[0]?.first ?? 1, main.last, main.spans.at(-1)?.last ?? 1),
    // A space after the size: a title that begins with a digit would otherwise make it larger.
    footer: `&L&8 ${toFooterText(document.title)}&C&8 &A&R&8 Page &P of &N`,
  }
}

/** Characters that are still read on a page of A3. */
const WIDEST_PAGE = 230

/** Row id, fingerprints, the mark of the table and what it says first. */
const MARKS = 4

/** Repeated on each page of print. */
function titleRows({ main }: SheetLayout): readonly [number, number] | undefined {
  return main === undefined ? undefined : [main.first - (main.sided ? (main.marks === undefined ? 2 : 3) : 1), main.first - 1]
}

/** Rows after which whoever waits for this process is answered, and what is written so far goes on its way. */
const AT_ONCE = 500

async function writeRows(page: BookSheet, writing: Writing, sheet: SheetLayout, exported: string): Promise<void> {
  const forReader = new Map<Table, ReadonlySet<Column>>(sheet.tables.map(({ table }) => [table, columnsForReader(table)]))
  for (const [at, line] of sheet.lines.entries()) {
    const before = writing.merges.length
    const row = writeLine(writing, line, at + 1, exported, forReader)
    if (row !== undefined) page.row(at + 1, row, writing.merges.slice(before))
    if (at % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve))
  }
}

function writeLine(writing: Writing, line: Line, row: number, exported: string, forReader: ReadonlyMap<Table, ReadonlySet<Column>>): SheetRow | undefined {
  switch (line.kind) {
    case 'blank':
      return undefined
    case 'fact':
      return writeFact(writing, line, row)
    case 'parts':
      return writeParts(writing, line, row)
    case 'ids':
      return writeIds(writing, line.table, exported)
    case 'sides':
      return writeSides(writing, line.table, row)
    case 'head':
      return writeHead(writing, line.table, row)
    case 'row':
      return writeTableRow(writing, line.table, line.row, row, forReader.get(line.table.table) ?? new Set())
    default:
      return writeTextLine(writing, line, row)
  }
}

function rulesOf(lists: Lists, sheet: SheetLayout): SheetRules {
  const colours = sheet.tables.flatMap((placed) =>
    placed.table.columns.flatMap((column, at) => {
      const words = statusWords(placed, column)
      return words.length === 0 ? [] : [{ ref: columnRange(placed, at), rules: words.map(({ word, look }) => ({ equals: word, look })) }]
    }),
  )
  return {
    colours,
    lists: sheet.tables.flatMap((placed) =>
      listChoices(placed).flatMap(({ column, at, choices }) => {
        const ref = rowsWithId(placed, at)
        return ref === '' ? [] : [{ ref, formula: lists.formulaOf(choices), title: column.title }]
      }),
    ),
  }
}

function statusWords(
  { table }: PlacedTable,
  { id, choices }: Column,
): readonly { readonly word: string; readonly look: { readonly color: string; readonly fill: string } }[] {
  if (id !== 'status' || table.rows.length === 0) return []
  return (choices ?? []).flatMap((word) => {
    const look = statusColours[word.toLowerCase()]
    return look === undefined ? [] : [{ word, look }]
  })
}

/** More pieces than this are offered the words in every row. */
const MOST_RANGES = 500

/** Neighbouring rows that are something, as cells of one column. */
function rowsWithId({ table, spans, first }: PlacedTable, at: number): string {
  const column = spans[at]?.first ?? 1
  const ranges: string[] = []
  let begin: number | undefined
  for (let row = 0; row <= table.rows.length; row++) {
    const isOne = table.rows[row]?.id !== undefined
    if (isOne && begin === undefined) begin = row
    if (!isOne && begin !== undefined) {
      ranges.push(rangeOf(first + begin, column, first + row - 1, column))
      begin = undefined
    }
  }
  return ranges.length > MOST_RANGES ? rangeOf(first, column, first + table.rows.length - 1, column) : ranges.join(' ')
}
