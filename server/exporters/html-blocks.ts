// The only place that writes the blocks of a specification as HTML: texts, headings, facts, lists side by side. Tables are beside.
import type { Block, Cell } from '../../shared/document/document.ts'
import { escapeHtml, element } from './html-text.ts'
import { writeHtmlTable } from './html-table.ts'
import { linkHtml } from './html-cell.ts'
import type { Anchors } from './document-anchors.ts'

/** `top`: how deep the heading above the blocks is. */
export function writeHtmlBlocks(blocks: readonly Block[], anchors: Anchors, top: 1 | 2): string {
  return blocks.map((block) => writeBlock(block, anchors, top)).join('\n')
}

function writeBlock(block: Block, anchors: Anchors, top: 1 | 2): string {
  switch (block.kind) {
    case 'heading':
      return element(`h${top + block.level - 1}`, { id: anchors.claim(block.id) }, escapeHtml(block.text))
    case 'text':
      // A first line end right behind the tag is not read as text.
      if (block.tone === 'code') return `<pre tabindex="0">\n${escapeHtml(block.text)}</pre>`
      return element('p', { class: block.tone }, escapeHtml(block.text))
    case 'facts':
      return element(
        'dl',
        {},
        block.facts.map(({ label, value }) => element('div', {}, `${element('dt', {}, escapeHtml(label))}${writeValues(value, anchors)}`)).join(''),
      )
    case 'parts':
      return element('div', { class: 'parts' }, block.parts.map(writePart).join(''))
    case 'table':
      return writeHtmlTable(block, anchors)
  }
}

function writeValues(value: Cell | readonly Cell[], anchors: Anchors): string {
  return [value]
    .flat()
    .map((cell) => {
      const { tone, indent } = typeof cell === 'object' && 'text' in cell ? cell : { tone: undefined, indent: undefined }
      return element('dd', { class: classesOf(tone, indent) }, linkHtml(cell, anchors))
    })
    .join('')
}

function classesOf(tone: string | undefined, indent = 0): string {
  return [tone ?? '', indent > 0 ? `d${Math.min(indent, 12)}` : ''].filter((name) => name !== '' && name !== 'plain').join(' ')
}

type Part = Extract<Block, { kind: 'parts' }>['parts'][number]

function writePart({ title, items, empty }: Part): string {
  const list =
    items.length === 0
      ? element('p', { class: 'none' }, escapeHtml(empty))
      : element('ul', {}, items.map((item) => element('li', {}, escapeHtml(item))).join(''))
  return element('div', {}, `${element('p', { class: 'part' }, escapeHtml(title))}${list}`)
}
