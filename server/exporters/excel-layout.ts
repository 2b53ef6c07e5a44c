// The only place that decides what stands in which row of a sheet, before anything is written: links need to know where they lead.
import type { Block, Cell, Column, Section, SpecDocument, Table, TableRow } from '../../shared/document/document.ts'
import { heightOf, TALLEST_ROW } from './excel-heights.ts'
import { fitSpans, planGrid, spanOf, widthOf, type Grid, type Span } from './excel-grid.ts'
import { placeIn, rangeOf, type Place } from './excel-cells.ts'
import { toSheetName } from './xlsx-text.ts'

/** Which looks a text of one row has. */
export type TextLine = 'banner' | 'underBanner' | 'title' | 'lead' | 'back' | 'band' | 'heading' | 'text' | 'code' | 'empty'

/** One row of a sheet. `at` of a row: its place among the rows of the table. */
export type Line =
  | { readonly kind: 'blank' }
  | { readonly kind: TextLine; readonly text: string; readonly span: Span; readonly to?: string }
  | { readonly kind: 'fact'; readonly label: string; readonly labelSpan: Span; readonly value: Cell; readonly span: Span }
  | { readonly kind: 'parts'; readonly head: boolean; readonly texts: readonly string[]; readonly spans: readonly Span[]; readonly quiet: readonly boolean[] }
  | { readonly kind: 'ids' | 'sides' | 'head'; readonly table: PlacedTable }
  | { readonly kind: 'row'; readonly table: PlacedTable; readonly row: TableRow }

export type PlacedTable = {
  readonly table: Table
  readonly spans: readonly Span[]
  /** Hidden, right of all that is seen: the row's id, and its fingerprints after it. Undefined where the table does not come back. */
  readonly marks: number | undefined
  /** Where its rows begin and end. */
  readonly first: number
  readonly last: number
  /** Whether it has column heads of sides. */
  readonly sided: boolean
}

export type SheetLayout = {
  readonly name: string
  readonly section: Section | undefined
  readonly widths: readonly number[]
  readonly lines: readonly Line[]
  readonly tables: readonly PlacedTable[]
  /** The table that the sheet is for: it can be filtered and its heads stay. */
  readonly main: PlacedTable | undefined
  readonly frozen: { readonly rows: number; readonly columns: number } | undefined
}

export type BookLayout = { readonly sheets: readonly SheetLayout[]; readonly findPlace: (target: string) => Place | undefined }

export const COVER = 'Cover'

export function layOut(document: SpecDocument): BookLayout {
  const places = new Map<string, Place>()
  const parts = document.sections.flatMap(partsOf)
  const taken = new Set<string>()
  const coverName = toSheetName(COVER, taken)
  // Names of sections first, so that what is apart gets out of their way.
  const isApart = ({ section }: Part) => !document.sections.some(({ id }) => id === section.id)
  const names = new Map(parts.toSorted((a, b) => Number(isApart(a)) - Number(isApart(b))).map((part) => [part, toSheetName(part.section.title, taken)]))
  const cover = layOutCover(document, coverName, places)
  const sheets = parts.map((part) => layOutPart(part, names.get(part) ?? part.section.title, places))
  return { sheets: [cover, ...sheets], findPlace: (target) => places.get(target) }
}

/** A section, or the part of it that has a sheet of its own; `other`: where its other part is, and what to call it. */
type Part = { readonly section: Section; readonly other?: { readonly to: string; readonly text: string } }

/** What stands above the rows may be this tall, in points, so that the heads can stay and leave room for rows. */
const TALLEST_ABOVE = 240
/** Rows of tables below a list from which on they get a sheet of their own. */
const LONG = 100

function partsOf(section: Section): readonly Part[] {
  return describedApart(section) ?? listedApart(section) ?? [{ section }]
}

/** A long description of a table that people edit gets a sheet of its own, before it: the table's heads could not stay below it. */
function describedApart(section: Section): readonly Part[] | undefined {
  const at = section.blocks.findIndex((block) => block.kind === 'table' && block.comesBack === true)
  if (at < 1 || at !== section.blocks.length - 1) return undefined
  const above = section.blocks.slice(0, at)
  const grid = planGrid(section.blocks)
  const lines: Line[] = []
  addBlocks(lines, above, grid, '', new Map())
  if (lines.reduce((all, line) => all + roughHeight(line, grid.widths), 0) <= TALLEST_ABOVE) return undefined
  const { id, title, what, kind } = section
  return [
    { section: { id: `about:${id}`, title: `About ${title}`, what, kind, blocks: above }, other: { to: `section:${id}`, text: `The rows of ${title}` } },
    {
      section: { ...section, blocks: section.blocks.slice(at) },
      other: { to: `section:about:${id}`, text: `About ${title}: when it applies, what it reads, what must hold` },
    },
  ]
}

/** A list with everything about each of its entries below: the list can be filtered on a sheet of its own. */
function listedApart(section: Section): readonly Part[] | undefined {
  const [list, ...rest] = section.blocks
  const below = rest.reduce((rows, block) => rows + (block.kind === 'table' ? block.rows.length : 0), 0)
  if (list?.kind !== 'table' || list.rows.length < 2 || below < LONG || rest[0]?.kind !== 'heading') return undefined
  const { id, title, what, kind } = section
  return [
    { section: { ...section, blocks: [list] }, other: { to: `section:full:${id}`, text: `${title} in full` } },
    { section: { id: `full:${id}`, title: `${title} in full`, what, kind, blocks: rest }, other: { to: `section:${id}`, text: `The list: ${title}` } },
  ]
}

function layOutCover(document: SpecDocument, name: string, places: Map<string, Place>): SheetLayout {
  const blocks = mentionsSections(document.cover) ? document.cover : [contentsOf(document), ...document.cover]
  const grid = planGrid(blocks)
  const all = { first: 1, last: grid.widths.length }
  const lines: Line[] = [{ kind: 'banner', text: document.title, span: all }, { kind: 'underBanner', text: document.subtitle, span: all }, { kind: 'blank' }]
  if (document.purpose !== '') lines.push({ kind: 'lead', text: document.purpose, span: all }, { kind: 'blank' })
  places.set('section:cover', placeIn(name, 1))
  const tables = addBlocks(lines, blocks, grid, name, places)
  return { name, section: undefined, widths: grid.widths, lines, tables, main: undefined, frozen: undefined }
}

/** Whether people find the contents on the cover already. */
function mentionsSections(blocks: readonly Block[]): boolean {
  return blocks.some(
    (block) =>
      block.kind === 'table' &&
      block.rows.some(({ cells }) => Object.values(cells).some((cell) => typeof cell === 'object' && 'to' in cell && cell.to?.startsWith('section:') === true)),
  )
}

function contentsOf({ sections }: SpecDocument): Table {
  return {
    kind: 'table',
    id: 'contents',
    columns: [
      { id: 'sheet', title: 'Sheet', width: 34 },
      { id: 'what', title: 'What is there', width: 90 },
    ],
    rows: sections.map(({ id, title, what }) => ({ cells: { sheet: { text: title, to: `section:${id}` }, what } })),
    empty: 'The project is empty.',
  }
}

function layOutPart({ section, other }: Part, name: string, places: Map<string, Place>): SheetLayout {
  const grid = planGrid(section.blocks)
  const reading = spanOf(grid.widths, 1, 150)
  const lines: Line[] = [{ kind: 'title', text: section.title, span: { first: 1, last: grid.widths.length } }]
  if (section.lead !== undefined) lines.push({ kind: 'lead', text: section.lead, span: reading })
  lines.push({ kind: 'back', text: 'Contents', to: 'section:cover', span: { first: 1, last: 1 } })
  if (other !== undefined) lines.push({ kind: 'back', ...other, span: { first: 1, last: 1 } })
  for (const target of [`section:${section.id}`, ...(section.about === undefined ? [] : [section.about])]) places.set(target, placeIn(name, 1))
  const tables = addBlocks(lines, section.blocks, grid, name, places)
  const main = mainTable(tables)
  return { name, section, widths: grid.widths, lines, tables, main, frozen: main === undefined ? undefined : frozenAt(main, lines, grid) }
}

/** Adds the lines of blocks to those that are there, and says where each target stands. */
function addBlocks(lines: Line[], blocks: readonly Block[], grid: Grid, sheet: string, places: Map<string, Place>): PlacedTable[] {
  const { widths } = grid
  const tables: PlacedTable[] = []
  const all = { first: 1, last: widths.length }
  const reading = spanOf(widths, 1, 150)
  for (const [at, block] of blocks.entries()) {
    const before = blocks[at - 1]
    if (needsSpace(before, block)) lines.push({ kind: 'blank' })
    switch (block.kind) {
      case 'heading':
        if (block.id !== undefined) places.set(block.id, placeIn(sheet, lines.length + 1))
        lines.push({ kind: block.level === 2 ? 'band' : 'heading', text: block.text, span: all })
        break
      case 'text':
        for (const text of piecesOf(block.text, block.tone === 'code', widthOf(widths, reading)))
          lines.push({ kind: block.tone === 'code' ? 'code' : block.tone === 'lead' ? 'lead' : 'text', text, span: reading })
        break
      case 'facts':
        addFacts(lines, block, widths)
        break
      case 'parts':
        addParts(lines, block, widths)
        break
      case 'table':
        tables.push(addTable(lines, block, grid, sheet, places))
        break
    }
  }
  return tables
}

function needsSpace(before: Block | undefined, block: Block): boolean {
  if (before === undefined) return true
  if (before.kind === 'heading') return false
  return !(before.kind === 'text' && block.kind === 'text' && before.tone === block.tone)
}

/** Code has a row for each line, so that none is cut; other text only where it would be taller than a row can be. */
function piecesOf(text: string, isCode: boolean, width: number): readonly string[] {
  return isCode || heightOf({ text, width }) > TALLEST_ROW ? text.split(/\r\n|\r|\n/) : [text]
}

function addFacts(lines: Line[], { facts }: Extract<Block, { kind: 'facts' }>, widths: readonly number[]): void {
  const longest = Math.max(0, ...facts.map(({ label }) => label.length))
  const labelSpan = spanOf(widths, 1, Math.min(30, longest + 2))
  const span = spanOf(widths, Math.min(labelSpan.last + 1, widths.length), 120)
  for (const { label, value } of facts) {
    const cells: readonly Cell[] = isCell(value) ? [value] : value
    for (const [at, cell] of cells.entries()) lines.push({ kind: 'fact', label: at === 0 ? label : '', labelSpan, value: cell, span })
  }
}

function isCell(value: Cell | readonly Cell[]): value is Cell {
  return !Array.isArray(value)
}

function addParts(lines: Line[], { parts }: Extract<Block, { kind: 'parts' }>, widths: readonly number[]): void {
  const spans = shareOut(parts.length, widths)
  lines.push({ kind: 'parts', head: true, texts: parts.map(({ title }) => title), spans, quiet: [] })
  const most = Math.max(1, ...parts.map(({ items }) => items.length))
  for (let at = 0; at < most; at++) {
    const texts = parts.map(({ items, empty }) => (at === 0 && items.length === 0 ? empty : items[at] === undefined ? '' : `• ${items[at]}`))
    lines.push({ kind: 'parts', head: false, texts, spans, quiet: parts.map(({ items }) => items.length === 0) })
  }
}

/** About as much room for each, of what one reads at once. */
function shareOut(count: number, widths: readonly number[]): Span[] {
  const room = Math.min(160, widthOf(widths, { first: 1, last: widths.length }))
  return fitSpans(
    Array.from({ length: count }, () => room / count),
    widths,
  )
}

function addTable(lines: Line[], table: Table, grid: Grid, sheet: string, places: Map<string, Place>): PlacedTable {
  const spans = grid.spans.get(table) ?? []
  const sided = table.columns.some(({ side }) => side !== undefined)
  const isMarked = table.comesBack === true
  const above = (isMarked ? 1 : 0) + (sided ? 1 : 0) + 1
  const first = lines.length + above + 1
  const placed: PlacedTable = { table, spans, marks: isMarked ? grid.widths.length + 1 : undefined, first, last: first + table.rows.length - 1, sided }
  // The row of ids stands just above the header, so that who reads it needs to know nothing of sides.
  if (sided) lines.push({ kind: 'sides', table: placed })
  if (isMarked) lines.push({ kind: 'ids', table: placed })
  lines.push({ kind: 'head', table: placed })
  if (!places.has(`table:${table.id}`)) places.set(`table:${table.id}`, placeIn(sheet, first - above))
  for (const row of table.rows) {
    if (row.id !== undefined && !places.has(row.id)) places.set(row.id, placeIn(sheet, lines.length + 1))
    lines.push({ kind: 'row', table: placed, row })
  }
  if (table.rows.length === 0) lines.push({ kind: 'empty', text: table.empty ?? 'None.', span: spanOf(grid.widths, 1, 110) })
  return placed
}

/** Most of the sheet's rows are in it, and it has no joined cells. */
function mainTable(tables: readonly PlacedTable[]): PlacedTable | undefined {
  const rows = tables.reduce((all, { table }) => all + table.rows.length, 0)
  return tables.find(({ table, spans }) => table.rows.length > 0 && table.rows.length >= rows * 0.6 && spans.every(({ first, last }) => first === last))
}

/** Characters of columns that stay at most, so that there is room to scroll on a small screen. */
const WIDEST_FROZEN = 36
/** Points above the rows that may stay. */
const TALLEST_FROZEN = TALLEST_ABOVE + 120

function frozenAt({ table, first }: PlacedTable, lines: readonly Line[], grid: Grid): { rows: number; columns: number } {
  let columns = table.columns.filter(({ side }) => side === 'row').length
  if (columns === 0) columns = 1
  while (columns > 0 && widthOf(grid.widths, { first: 1, last: columns }) > WIDEST_FROZEN) columns -= 1
  const above = lines.slice(0, first - 1).reduce((all, line) => all + roughHeight(line, grid.widths), 0)
  return { rows: above > TALLEST_FROZEN ? 0 : first - 1, columns }
}

function roughHeight(line: Line, widths: readonly number[]): number {
  if (line.kind === 'ids') return 0
  if (line.kind === 'fact')
    return heightOf({ text: typeof line.value === 'string' ? line.value : 'text' in line.value ? line.value.text : '', width: widthOf(widths, line.span) })
  return line.kind === 'text' || line.kind === 'lead' ? heightOf({ text: line.text, width: widthOf(widths, line.span), size: 11 }) : 18
}

/** The cells of a table's rows in one column. */
export function columnRange({ spans, first, last }: PlacedTable, at: number): string {
  const column = spans[at]?.first ?? 1
  return rangeOf(first, column, last, column)
}

/** The words to choose from, and the heads, of a column that has them. */
export function listChoices({ table }: PlacedTable): readonly { readonly column: Column; readonly at: number; readonly choices: readonly string[] }[] {
  return table.columns.flatMap((column, at) => (column.choices === undefined || column.choices.length === 0 ? [] : [{ column, at, choices: column.choices }]))
}
