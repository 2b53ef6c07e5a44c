// The only place that turns a specification into a workbook's bytes: sheet after sheet, each row packed as it is written.
import type { Column, SpecDocument, Table } from '../../shared/document/document.ts'
import { columnsForReader, DEEPEST_OUTLINE, writeHead, writeIds, writeSides, writeTableRow } from './excel-table.ts'
import { writeFact, writeParts, writeTextLine } from './excel-blocks.ts'
import { statusColours, styleColours, tabColours } from './excel-looks.ts'
import { columnRange, layOut, listChoices, type Line, type PlacedTable, type SheetLayout } from './excel-layout.ts'
import { planLists, type Lists } from './excel-lists.ts'
import { createWriting, type Writing } from './excel-writing.ts'
import {
  createPackage,
  createStrings,
  printApplication,
  printContentTypes,
  printPackageRelations,
  printProperties,
  printWorkbook,
  printWorkbookRelations,
  writePart,
  type Package,
  type SheetEntry,
} from './xlsx-package.ts'
import { createSheetPrinter, rangeOf, type SheetRow, type SheetRules, type SheetSetup, type Strings } from './xlsx-sheet.ts'
import { createStyles, type Styles } from './xlsx-styles.ts'
import { toFooterText } from './xlsx-text.ts'

/** `protect`: only what people are asked to write in can be changed. */
export type WorkbookOptions = { readonly protect?: boolean }

/** The same document with the same options gives the same bytes. */
export async function renderWorkbook(document: SpecDocument, { protect = false }: WorkbookOptions): Promise<Uint8Array> {
  const book = layOut(document)
  const lists = planLists(book.sheets)
  const files = createPackage()
  const strings = createStrings()
  const styles = createStyles(styleColours)
  const keys = new Map<string, number>()
  const count = book.sheets.length + (lists.sheet === undefined ? 0 : 1)
  writePart(files, '[Content_Types].xml', printContentTypes(count))
  writePart(files, '_rels/.rels', printPackageRelations())
  const entries: SheetEntry[] = []
  for (const [at, sheet] of book.sheets.entries()) {
    const writing = createWriting(styles, keys, sheet.widths, book.findPlace)
    const setup = setupOf(sheet, document, at === 0, protect)
    writeSheet({ files, strings, styles, lists, writing, setup, sheet, number: at + 1, exported: document.id })
    entries.push({ name: sheet.name, titleRows: titleRows(sheet), filter: setup.filter })
    // Lets whoever waits for this process be answered between two sheets.
    await new Promise((resolve) => setImmediate(resolve))
  }
  if (lists.sheet !== undefined) {
    writePart(files, `xl/worksheets/sheet${count}.xml`, lists.sheet.print(strings, styles))
    entries.push({ name: lists.sheet.name, hidden: true })
  }
  writePart(files, 'xl/workbook.xml', printWorkbook(entries))
  writePart(files, 'xl/_rels/workbook.xml.rels', printWorkbookRelations(count))
  writePart(files, 'xl/styles.xml', styles.print())
  const texts = files.open('xl/sharedStrings.xml')
  strings.write(texts)
  texts.end()
  writePart(files, 'docProps/core.xml', printProperties({ title: document.title, subject: document.subtitle, description: document.purpose }))
  writePart(files, 'docProps/app.xml', printApplication())
  return files.finish()
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
    filter: main === undefined ? undefined : rangeOf(main.first - 1, main.spans[0]?.first ?? 1, main.last, main.spans.at(-1)?.last ?? 1),
    // A space after the size: a title that begins with a digit would otherwise make it larger.
    footer: `&L&8 ${toFooterText(document.title)}&C&8 &A&R&8 Page &P of &N`,
  }
}

/** Row id, fingerprints, the mark of the table and what it says first. */
const MARKS = 4

/** Repeated on each page of print. */
function titleRows({ main }: SheetLayout): readonly [number, number] | undefined {
  return main === undefined ? undefined : [main.first - (main.sided ? (main.marks === undefined ? 2 : 3) : 1), main.first - 1]
}

type SheetWork = {
  readonly files: Package
  readonly strings: Strings
  readonly styles: Styles
  readonly lists: Lists
  readonly writing: Writing
  readonly setup: SheetSetup
  readonly sheet: SheetLayout
  readonly number: number
  readonly exported: string
}

function writeSheet(work: SheetWork): void {
  const { files, strings, writing, setup, sheet, number, exported } = work
  const printer = createSheetPrinter(setup, strings)
  const part = files.open(`xl/worksheets/sheet${number}.xml`)
  part.write(printer.begin())
  const forReader = new Map<Table, ReadonlySet<Column>>(sheet.tables.map(({ table }) => [table, columnsForReader(table)]))
  for (const [at, line] of sheet.lines.entries()) {
    const row = writeLine(writing, line, at + 1, exported, forReader)
    if (row !== undefined) part.write(printer.row(at + 1, row))
  }
  part.write(printer.end(rulesOf(work)))
  part.end()
  const links = printer.printLinks()
  if (links !== undefined) writePart(files, `xl/worksheets/_rels/sheet${number}.xml.rels`, links)
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

function rulesOf({ writing, styles, lists, sheet }: SheetWork): SheetRules {
  const colours = sheet.tables.flatMap((placed) =>
    placed.table.columns.flatMap((column, at) => {
      const words = statusWords(placed, column)
      return words.length === 0
        ? []
        : [{ ref: columnRange(placed, at), rules: words.map(({ word, look }) => ({ equals: word, style: styles.ruleNumberOf(look) })) }]
    }),
  )
  return {
    merges: writing.merges,
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
