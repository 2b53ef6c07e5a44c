// The only place that takes the tables out of HTML pages. Nothing in a page is run or fetched.
import { parse, parseFragment } from 'parse5'
import { attributeOf, isElement, type HtmlElement, type HtmlNode } from '../tables/html-cells.ts'
import { readPageCell } from './page-cells.ts'
import { toSheet, type PageTables, type PlacedCell } from './page-sheets.ts'
import type { SheetCounter } from './sheet-limits.ts'
import { SPREADSHEET_LIMITS } from './spreadsheet-error.ts'
import type { Sheet } from '../../../shared/spreadsheet/spreadsheet.ts'

const SILENT = new Set(['script', 'style', 'template', 'noscript', 'svg', 'head'])
/** Columns and rows that a cell may span. */
const MOST_SPAN = 1_000

export function readHtmlTables(text: string, count: SheetCounter): PageTables {
  return readTablesIn(parse(text).childNodes, count, createTitles())
}

/** Of HTML inside another page: `titles` go on. */
export function readHtmlPiece(text: string, count: SheetCounter, titles: Titles): PageTables {
  return readTablesIn(parseFragment(text).childNodes, count, titles)
}

/** What the next table is called: like the last heading, with a number from the second below it on. */
export type Titles = { heading(text: string): void; next(caption?: string): string }

export function createTitles(): Titles {
  let last = ''
  let tables = 0
  return {
    heading(text) {
      if (text !== '') last = text
    },
    next(caption) {
      tables += 1
      const name = (caption ?? last).replaceAll('\n', ' ').replaceAll('`', '').slice(0, 200)
      return name === '' ? `Table ${tables}` : name
    },
  }
}

function readTablesIn(roots: readonly HtmlNode[], count: SheetCounter, titles: Titles): PageTables {
  const sheets: Sheet[] = []
  let hasMore = false
  const stack = roots.toReversed()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) {
      if ('value' in node && node.nodeName === '#text' && node.value.trim() !== '') hasMore = true
      continue
    }
    if (SILENT.has(node.tagName)) continue
    if (/^h[1-6]$/.test(node.tagName)) {
      titles.heading(readPageCell(node.childNodes).text)
      continue
    }
    if (node.tagName === 'table') {
      const { rows, caption, inside } = readTable(node, count)
      sheets.push(...toSheet(titles.next(caption), rows, count))
      // Tables inside its cells come after it, as tables of their own.
      for (const table of inside.toReversed()) stack.push(table)
      continue
    }
    for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push(node.childNodes[i] as HtmlNode)
  }
  return { sheets, hasMore }
}

function readTable(table: HtmlElement, count: SheetCounter): { readonly rows: PlacedCell[][]; readonly caption?: string; readonly inside: HtmlElement[] } {
  let caption: string | undefined
  const rows: PlacedCell[][] = []
  const inside: HtmlElement[] = []
  /** How many rows more a column is taken by a cell from above. */
  let taken = new Map<number, number>()
  const stack = table.childNodes.toReversed()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue
    if (node.tagName === 'caption') caption = readPageCell(node.childNodes).text
    else if (node.tagName === 'tr') {
      const below = new Map([...taken].flatMap(([column, left]) => (left > 1 ? [[column, left - 1] as const] : [])))
      rows.push(readRow(node, rows.length + 1, { taken, below, inside, count }))
      taken = below
    } else if (node.tagName === 'table') inside.push(node)
    else stack.push(...node.childNodes.toReversed())
  }
  return { rows, inside, ...(caption === undefined || caption === '' ? {} : { caption }) }
}

/** `taken`: columns that cells from above take. `below`: those that cells of this row take in the next ones. `inside`: tables found in cells. */
type RowState = {
  readonly taken: ReadonlyMap<number, number>
  readonly below: Map<number, number>
  readonly inside: HtmlElement[]
  readonly count: SheetCounter
}

function readRow(row: HtmlElement, number: number, { taken, below, inside, count }: RowState): PlacedCell[] {
  const cells: PlacedCell[] = []
  let column = 1
  for (const child of row.childNodes) {
    if (!isElement(child) || (child.tagName !== 'td' && child.tagName !== 'th')) continue
    while (taken.has(column)) column += 1
    const cell = readPageCell(child.childNodes)
    inside.push(...tablesIn(child))
    // Refused at once where it holds something: spans of a hostile page would grow with every row.
    if (column > SPREADSHEET_LIMITS.columns) {
      if (cell.text !== '') count.cell(number, column, cell.text)
      continue
    }
    const across = Math.min(spanOf(child, 'colspan'), SPREADSHEET_LIMITS.columns - column + 1)
    const down = spanOf(child, 'rowspan')
    cells.push({ cell, column, across, down })
    if (down > 1) for (let at = column; at < column + across; at++) below.set(at, down - 1)
    column += across
  }
  return cells
}

/** The outermost ones. */
function tablesIn(cell: HtmlElement): HtmlElement[] {
  const found: HtmlElement[] = []
  const stack: HtmlNode[] = cell.childNodes.toReversed()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue
    if (node.tagName === 'table') found.push(node)
    else stack.push(...node.childNodes.toReversed())
  }
  return found
}

/** A row span of 0 reaches to the end of the table; no table is longer than what is read. */
function spanOf(cell: HtmlElement, name: 'rowspan' | 'colspan'): number {
  const span = Number(attributeOf(cell, name) ?? 1)
  return Number.isInteger(span) && (span > 0 || name === 'rowspan') ? Math.min(span === 0 ? MOST_SPAN : span, MOST_SPAN) : 1
}
