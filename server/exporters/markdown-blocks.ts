// The only place that writes the blocks of a specification as Markdown: one line for each row, so that a change of a row changes one line.
import { textOf, type Block, type Cell, type Column, type Table, type TableRow } from '../../shared/document/document.ts'
import type { Anchors } from './document-anchors.ts'
import { codeMarkdown, escapeMarkdown, fenceMarkdown, linkMarkdown } from './markdown-text.ts'
import { columnsToRead, titleAlone } from './read-columns.ts'
import { webPlace } from './excel-cells.ts'

export type MarkdownPlaces = {
  readonly anchors: Anchors
  /** The address of a target from the file that is written; undefined: nothing stands for it. */
  readonly addressOf: (target: string) => string | undefined
}

/** `top`: how deep the heading above the blocks is. */
export function writeMarkdownBlocks(blocks: readonly Block[], places: MarkdownPlaces, top: 1 | 2): string {
  return blocks.map((block) => writeBlock(block, places, top)).join('\n\n')
}

function writeBlock(block: Block, places: MarkdownPlaces, top: 1 | 2): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(top + block.level - 1)} ${anchorOf(block.id, places)}${escapeMarkdown(block.text)}`
    case 'text':
      return block.tone === 'code' ? fenceMarkdown(block.text) : escapeMarkdown(block.text).replaceAll('<br>', '<br>\n')
    case 'facts':
      return block.facts.map(({ label, value }) => `- **${escapeMarkdown(label)}**: ${writeValues(value, places)}`).join('\n')
    case 'parts':
      return block.parts.map(writePart).join('\n\n')
    case 'table':
      return writeTable(block, places)
  }
}

function writeValues(value: Cell | readonly Cell[], places: MarkdownPlaces): string {
  return [value]
    .flat()
    .map((cell) => writeCell(cell, places))
    .join('<br>')
}

function writePart({ title, items, empty }: Extract<Block, { kind: 'parts' }>['parts'][number]): string {
  const list = items.length === 0 ? escapeMarkdown(empty) : items.map((item) => `- ${escapeMarkdown(item)}`).join('\n')
  return `**${escapeMarkdown(title)}**\n\n${list}`
}

function writeTable(table: Table, places: MarkdownPlaces): string {
  const anchor = anchorOf(`table:${table.id}`, places)
  if (table.rows.length === 0) return `${anchor}${escapeMarkdown(table.empty ?? 'None.')}`
  const columns = columnsToRead(table)
  const lines = [
    columns.map((column) => escapeMarkdown(titleAlone(column, columns))),
    columns.map((column) => (isCounted(table, column) ? '---:' : '---')),
    ...table.rows.map((row) => writeRow(table, columns, row, places)),
  ]
  return `${anchor === '' ? '' : `${anchor}\n\n`}${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}`
}

function isCounted({ rows }: Table, { id }: Column): boolean {
  return rows.some(({ cells }) => typeof cells[id] === 'object' && 'count' in cells[id])
}

function writeRow(table: Table, columns: readonly Column[], row: TableRow, places: MarkdownPlaces): string[] {
  const { depth = 0, tone, cells } = row
  const anchor = anchorOf(row.id, places)
  return columns.map(({ id }, at) => {
    const cell = cells[id]
    const own = typeof cell === 'object' && 'indent' in cell ? cell.indent : undefined
    const indent = own ?? (id === table.indented ? depth : 0)
    const written = writeCell(tone === 'group' && textOf(cell) !== '' ? { text: textOf(cell), tone: 'strong' } : cell, places)
    return `${at === 0 ? anchor : ''}${written === '' ? '' : `${'&emsp;'.repeat(indent)}${written}`}`
  })
}

/** Only where something leads to: names that nothing needs would be noise in a comparison. */
function anchorOf(target: string | undefined, { anchors }: MarkdownPlaces): string {
  const name = anchors.claim(target)
  return name === undefined || target === undefined || !anchors.isUsed(target) ? '' : `<a id="${name}"></a>`
}

function writeCell(cell: Cell | undefined, places: MarkdownPlaces): string {
  if (cell === undefined || typeof cell === 'string' || 'count' in cell) return escapeMarkdown(textOf(cell))
  const { text, tone, to, web } = cell
  const plain = tone === 'mono' ? codeMarkdown(text) : escapeMarkdown(text)
  if (plain === '') return ''
  const written = tone === 'strong' ? `**${plain}**` : plain
  const address = to === undefined ? addressOfWeb(web) : places.addressOf(to)
  return address === undefined ? written : linkMarkdown(written, address)
}

function addressOfWeb(web: string | undefined): string | undefined {
  const place = web === undefined ? undefined : webPlace(web)
  return place !== undefined && 'web' in place ? place.web : undefined
}
