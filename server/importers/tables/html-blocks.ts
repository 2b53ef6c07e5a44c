// The only place that takes HTML apart into headings, tables and operations. Nothing in it is run or fetched.
import { parse, parseFragment } from 'parse5'
import { anchorOf, readExample, readOperation, type Block, type Cell, type Table, type TableRow } from './blocks.ts'
import { attributeOf, indentOf, isElement, readCell, type HtmlElement, type HtmlNode } from './html-cells.ts'

const SKIPPED = new Set(['script', 'style', 'template', 'noscript', 'svg', 'head', 'nav', 'select'])
const MAY_BE_OPERATION = new Set(['div', 'p', 'pre', 'code', 'li', 'span', 'section', 'dt', 'dd', 'td', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
/** Columns that a cell may span, and characters of an operation. */
const MOST_SPAN = 100
const LONGEST_OPERATION = 700

export function readHtml(text: string): Block[] {
  return readNodes(parse(text, { sourceCodeLocationInfo: true }).childNodes, 0)
}

/** HTML inside Markdown: `line` is the line before its first. */
export function readHtmlPiece(text: string, line: number): Block[] {
  return readNodes(parseFragment(text, { sourceCodeLocationInfo: true }).childNodes, line)
}

/** One cell that is written in HTML. */
export function readHtmlCell(html: string): Cell {
  return readCell(parseFragment(html).childNodes)
}

function readNodes(roots: readonly HtmlNode[], above: number): Block[] {
  const blocks: Block[] = []
  let anchors: string[] = []
  const stack = roots.toReversed()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node) || SKIPPED.has(node.tagName)) continue
    const anchor = attributeOf(node, 'id') ?? (node.tagName === 'a' ? attributeOf(node, 'name') : undefined)
    if (node.tagName === 'table') {
      blocks.push(readTable(node, above))
      anchors = []
      continue
    }
    const operation = MAY_BE_OPERATION.has(node.tagName) ? readOperation(shortText(node) ?? '') : undefined
    if (operation !== undefined) {
      blocks.push(operation)
      continue
    }
    const example = node.tagName === 'pre' ? readExample(wholeText(node), lineOf(node, above)) : undefined
    if (example !== undefined) {
      blocks.push(example)
      continue
    }
    const level = /^h([1-6])$/.exec(node.tagName)?.[1]
    if (level !== undefined) {
      const text = readCell(node.childNodes).text.replaceAll('`', '').replaceAll('\n', ' ')
      // An anchor often stands on an element around the heading, or on one just before it.
      const inside = node.childNodes.flatMap((child) => (isElement(child) ? [attributeOf(child, 'id') ?? attributeOf(child, 'name') ?? ''] : []))
      blocks.push({ kind: 'heading', level: Number(level), text, anchors: [...anchors, anchor ?? '', ...inside, anchorOf(text)].filter((each) => each !== '') })
      anchors = []
      continue
    }
    if (anchor !== undefined) anchors = [...anchors.slice(-3), anchor]
    for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push(node.childNodes[i] as HtmlNode)
  }
  return blocks
}

/** Undefined where there is more text than an operation has: the look stops there, so that nesting costs nothing. */
function shortText(element: HtmlElement): string | undefined {
  let text = ''
  let looked = 0
  const stack: HtmlNode[] = element.childNodes.toReversed()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    looked += 1
    if (looked > 40 || text.length > LONGEST_OPERATION) return undefined
    if (isElement(node)) {
      text += ' '
      stack.push(...node.childNodes.slice(0, 40).toReversed())
    } else if ('value' in node) text += node.value.slice(0, LONGEST_OPERATION + 1)
  }
  return text
}

/** As it stands, also blanks. */
function wholeText(element: HtmlElement): string {
  const pieces: string[] = []
  const stack: HtmlNode[] = element.childNodes.toReversed()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isElement(node)) stack.push(...node.childNodes.toReversed())
    else if ('value' in node) pieces.push(node.value)
  }
  return pieces.join('')
}

function readTable(table: HtmlElement, above: number): Table {
  let caption: string | undefined
  const rows: TableRow[] = []
  /** Cells that reach down from rows above, by column. */
  let reaching = new Map<number, { cell: Cell; left: number }>()
  const stack: HtmlNode[] = table.childNodes.toReversed()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue
    if (node.tagName === 'caption') caption = readCell(node.childNodes).text
    else if (node.tagName === 'tr') {
      const { cells, nested, reached } = readRow(node, reaching, above)
      reaching = reached
      if (cells.length > 0) rows.push({ cells, nested, line: lineOf(node, above) })
    } else if (node.tagName !== 'table') stack.push(...node.childNodes.toReversed())
  }
  return { kind: 'table', ...(caption === undefined || caption === '' ? {} : { caption }), rows, line: lineOf(table, above) }
}

type Reaching = Map<number, { cell: Cell; left: number }>

function readRow(row: HtmlElement, reaching: Reaching, above: number): { cells: Cell[]; nested: Table[]; reached: Reaching } {
  const cells: Cell[] = []
  const nested: Table[] = []
  const reached: Reaching = new Map()
  const fill = () => {
    for (let from = reaching.get(cells.length); from !== undefined; from = reaching.get(cells.length)) {
      if (from.left > 1) reached.set(cells.length, { cell: from.cell, left: from.left - 1 })
      cells.push(from.cell)
    }
  }
  const rowIndent = indentOf(row)
  for (const child of row.childNodes) {
    if (!isElement(child) || (child.tagName !== 'td' && child.tagName !== 'th')) continue
    fill()
    const read = readCell(child.childNodes)
    const cell = { ...read, indent: read.indent + indentOf(child) + (cells.length === 0 ? rowIndent : 0) }
    const down = spanOf(child, 'rowspan')
    if (down > 1) reached.set(cells.length, { cell, left: down - 1 })
    cells.push(cell)
    for (let span = spanOf(child, 'colspan'); span > 1; span--) cells.push(cell)
    for (const inner of tablesIn(child)) nested.push(readTable(inner, above))
  }
  fill()
  return { cells, nested, reached }
}

/** Tables of a cell, not those inside them: two levels are as deep as fields are ever laid out. */
function tablesIn(cell: HtmlElement): HtmlElement[] {
  const found: HtmlElement[] = []
  let looked = 0
  const stack: { node: HtmlNode; depth: number }[] = cell.childNodes.map((node) => ({ node, depth: 0 })).toReversed()
  for (let next = stack.pop(); next !== undefined && looked < 1_000; next = stack.pop()) {
    looked += 1
    if (!isElement(next.node)) continue
    if (next.node.tagName === 'table') {
      if (!hasTableInside(next.node)) found.push(next.node)
    } else if (next.depth < 8) for (const child of next.node.childNodes.toReversed()) stack.push({ node: child, depth: next.depth + 1 })
  }
  return found
}

function hasTableInside(table: HtmlElement): boolean {
  let looked = 0
  const stack: HtmlNode[] = [...table.childNodes]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    looked += 1
    if (looked > 20_000) return true
    if (!isElement(node)) continue
    if (node.tagName === 'table') return true
    stack.push(...node.childNodes)
  }
  return false
}

function spanOf(cell: HtmlElement, name: string): number {
  const span = Number(attributeOf(cell, name) ?? 1)
  return Number.isInteger(span) ? Math.min(Math.max(span, 1), MOST_SPAN) : 1
}

function lineOf(element: HtmlElement, above: number): number {
  return (element.sourceCodeLocation?.startLine ?? 1) + above
}
