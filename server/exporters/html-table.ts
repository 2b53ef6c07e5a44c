// The only place that writes a table of a specification as HTML.
import { textOf, type Column, type Table, type TableRow } from '../../shared/document/document.ts'
import { linkHtml } from './html-cell.ts'
import { escapeHtml, element } from './html-text.ts'
import { sideTitles } from './excel-looks.ts'
import { widthsOf } from './html-widths.ts'
import { filledColumns } from './read-columns.ts'
import type { Anchors } from './document-anchors.ts'

/** Characters that fit on a page across. Wider tables get a wider page, or smaller letters. */
const PAGE = 170
const WIDE_PAGE = 300
const DEEPEST = 12
/** Rows above which the table has a window of its own on the screen, in which its heads stay. */
const LONG = 12

export type TableSize = 'narrow' | 'wide' | 'widest'

export function sizeOf(table: Table): TableSize {
  return sizeOfWidth(widthsOf(table, filledColumns(table)).full)
}

function sizeOfWidth(width: number): TableSize {
  return width <= PAGE ? 'narrow' : width <= WIDE_PAGE ? 'wide' : 'widest'
}

export function writeHtmlTable(table: Table, anchors: Anchors): string {
  const id = anchors.claim(`table:${table.id}`)
  if (table.rows.length === 0) return element('p', { id, class: 'none' }, escapeHtml(table.empty ?? 'None.'))
  const columns = filledColumns(table)
  const { full, least, shares } = widthsOf(table, columns)
  const size = sizeOfWidth(full)
  const isLarge = size !== 'narrow' || table.rows.length > LONG
  const cols = shares.map((share) => `<col style="width:${share.toFixed(2)}%">`).join('')
  const head = element(
    'thead',
    {},
    `${writeSides(columns)}${element('tr', {}, columns.map((column) => element('th', { scope: 'col', class: column.side }, escapeHtml(column.title))).join(''))}`,
  )
  const body = element('tbody', {}, `\n${table.rows.map((row) => writeRow(table, columns, row, anchors)).join('\n')}\n`)
  const drawn = `<table style="width:${full}ch;max-width:max(100%,${least}ch)">${element('colgroup', {}, cols)}${head}${body}</table>`
  const window = isLarge
    ? {
        tabindex: 0,
        role: 'region',
        'aria-label': columns
          .map(({ title }) => title)
          .slice(0, 3)
          .join(', '),
      }
    : {}
  return element('div', { id, class: `table ${size}`, ...window }, drawn)
}

/** Neighbours of one side under one heading. */
function writeSides(columns: readonly Column[]): string {
  if (columns.every(({ side }) => side === undefined)) return ''
  const groups: { side: Column['side']; count: number }[] = []
  for (const { side } of columns) {
    const last = groups.at(-1)
    if (last !== undefined && last.side === side) last.count += 1
    else groups.push({ side, count: 1 })
  }
  return element('tr', { class: 'sides' }, groups.map(({ side, count }) => sideHead(side, count)).join(''))
}

function sideHead(side: Column['side'], count: number): string {
  const title = side === undefined ? '' : sideTitles[side]
  return title === ''
    ? element('td', { colspan: count, class: side }, '')
    : element('th', { scope: 'colgroup', colspan: count, class: side }, escapeHtml(title))
}

function writeRow(table: Table, columns: readonly Column[], row: TableRow, anchors: Anchors): string {
  const { depth = 0, tone = 'plain' } = row
  const id = anchors.claim(row.id)
  const filled = columns.filter((column) => textOf(row.cells[column.id]) !== '')
  const [only] = filled
  // A heading has the room of the whole row.
  const cells =
    tone === 'group' && filled.length === 1 && only !== undefined
      ? element('th', { scope: 'rowgroup', colspan: columns.length, class: depthClass(depth) }, linkHtml(row.cells[only.id], anchors))
      : columns.map((column) => writeCell(column, row, column.id === table.indented ? depth : 0, anchors)).join('')
  return element('tr', { id, class: tone === 'plain' ? undefined : tone }, cells)
}

function writeCell(column: Column, { cells }: TableRow, depth: number, anchors: Anchors): string {
  const cell = cells[column.id]
  const tone = typeof cell === 'object' ? cell.tone : undefined
  const indent = typeof cell === 'object' && 'indent' in cell ? (cell.indent ?? depth) : depth
  const isCount = typeof cell === 'object' && 'count' in cell
  const names = [
    column.side === 'source' || column.side === 'destination' ? column.side : '',
    tone === 'plain' ? '' : (tone ?? ''),
    isCount ? 'count' : '',
    depthClass(indent),
  ]
  return element('td', { class: [...new Set(names)].filter((name) => name !== '').join(' ') }, linkHtml(cell, anchors))
}

function depthClass(depth: number): string {
  return depth > 0 ? `d${Math.min(depth, DEEPEST)}` : ''
}
