// Reads the HTML table that spreadsheets, mail programs and web pages put on the clipboard. Walks a parsed document that is never shown.
import { withPlainLineEnds, type TextTable } from './read-table-text.ts'

/** What is needed of a DOM node. */
export type TreeNode = {
  /** `#text`, or an element's name. */
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly childNodes: Iterable<TreeNode>
  readonly getAttribute?: (name: string) => string | null
}

/** More columns or rows are made up to hurt. */
const MOST_SPAN = 1_000
const MOST_CELLS = 200_000

/** Undefined: there is no table. A document of DOMParser runs no script and loads nothing. */
export function readTableHtml(html: string): TextTable | undefined {
  return /<table/i.test(html) ? readTableTree(new DOMParser().parseFromString(html, 'text/html')) : undefined
}

/** The first table. A cell over several rows or columns stands in the first of them; the others are empty. */
export function readTableTree(root: TreeNode): TextTable | undefined {
  const table = findFirst(root, 'TABLE')
  if (table === undefined) return undefined
  const rows: string[][] = []
  /** Columns that a cell above still covers, and for how many rows. */
  let covered: number[] = []
  let cells = 0
  for (const row of listRows(table)) {
    const texts: string[] = []
    const next: number[] = []
    const skipCovered = () => {
      while ((covered[texts.length] ?? 0) > 0 && cells <= MOST_CELLS) {
        cells += 1
        next[texts.length] = (covered[texts.length] ?? 0) - 1
        texts.push('')
      }
    }
    for (const cell of row.childNodes) {
      const name = cell.nodeName.toUpperCase()
      if (name !== 'TD' && name !== 'TH') continue
      skipCovered()
      const rowSpan = spanOf(cell, 'rowspan')
      for (let column = 0; column < spanOf(cell, 'colspan'); column++) {
        if (rowSpan > 1) next[texts.length] = rowSpan - 1
        texts.push(column === 0 ? textOf(cell) : '')
        if (++cells > MOST_CELLS) return rows
      }
    }
    skipCovered()
    if (cells > MOST_CELLS) return rows
    covered = next
    rows.push(texts)
  }
  return rows.length === 0 ? undefined : rows
}

function findFirst(node: TreeNode, name: string): TreeNode | undefined {
  const stack = [node]
  for (let here = stack.pop(); here !== undefined; here = stack.pop()) {
    if (here.nodeName.toUpperCase() === name) return here
    // One by one: a page may have more parts than a call takes arguments.
    for (const child of [...here.childNodes].toReversed()) stack.push(child)
  }
  return undefined
}

/** Rows of this table, not of tables in its cells. */
function listRows(table: TreeNode): TreeNode[] {
  return [...table.childNodes].flatMap((child) => {
    const name = child.nodeName.toUpperCase()
    if (name === 'TR') return [child]
    return name === 'TBODY' || name === 'THEAD' || name === 'TFOOT' ? [...child.childNodes].filter((row) => row.nodeName.toUpperCase() === 'TR') : []
  })
}

function spanOf(cell: TreeNode, name: 'rowspan' | 'colspan'): number {
  const span = Number(cell.getAttribute?.(name) ?? 1)
  return Number.isInteger(span) && span > 1 ? Math.min(span, MOST_SPAN) : 1
}

const BLOCKS = new Set(['P', 'DIV', 'LI', 'TR', 'UL', 'OL', 'TABLE', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'PRE', 'BLOCKQUOTE'])
const UNSEEN = new Set(['STYLE', 'SCRIPT', 'TEMPLATE', '#COMMENT'])

/** As it is seen: blanks run together as browsers do it, `<br>` (Excel marks it with `mso-data-placement`) and paragraphs begin a line. */
function textOf(cell: TreeNode): string {
  let text = ''
  const line = () => {
    if (text !== '' && !text.endsWith('\n')) text = `${text.trimEnd()}\n`
  }
  const walk = (node: TreeNode, keeps: boolean): void => {
    for (const child of node.childNodes) {
      const name = child.nodeName.toUpperCase()
      if (UNSEEN.has(name)) continue
      if (name === '#TEXT') text += readText(child.nodeValue ?? '', text, keeps)
      else if (name === 'BR') text += '\n'
      else {
        if (BLOCKS.has(name)) line()
        walk(child, keeps || name === 'PRE' || keepsBlanks(child))
        if (BLOCKS.has(name)) line()
      }
    }
  }
  const keeps = keepsBlanks(cell)
  walk(cell, keeps)
  return keeps ? text : text.trim()
}

function readText(value: string, before: string, keeps: boolean): string {
  const text = withPlainLineEnds(value)
  if (keeps) return text.replaceAll('\u00a0', ' ')
  // Excel breaks long lines in its source; a blank that must stay is a hard one.
  const run = text.replaceAll(/[ \t\n]+/g, ' ')
  return (before === '' || /[\s]$/.test(before) ? run.replace(/^ /, '') : run).replaceAll('\u00a0', ' ')
}

function keepsBlanks(node: TreeNode): boolean {
  return /white-space:\s*(pre|break-spaces)/i.test(node.getAttribute?.('style') ?? '')
}
