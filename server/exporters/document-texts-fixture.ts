// Every text of a specification, in order. The only place for it: tests ask each format for all of them.
import { textOf, type Block, type Cell, type SpecDocument, type Tone } from '../../shared/document/document.ts'

export type DocumentText = { readonly text: string; readonly tone?: Tone | 'code' | undefined }

export function listDocumentTexts({ title, subtitle, purpose, cover, sections }: SpecDocument): DocumentText[] {
  return [
    { text: title },
    { text: subtitle },
    { text: purpose },
    ...cover.flatMap(textsOf),
    ...sections.flatMap((section) => [{ text: section.title }, { text: section.what }, { text: section.lead ?? '' }, ...section.blocks.flatMap(textsOf)]),
  ].filter(({ text }) => text !== '')
}

function textsOf(block: Block): DocumentText[] {
  switch (block.kind) {
    case 'text':
      return [{ text: block.text, ...(block.tone === 'code' ? { tone: block.tone } : {}) }]
    case 'heading':
      return [{ text: block.text }]
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [{ text: label }, ...(isList(value) ? value : [value]).map(ofCell)])
    case 'parts':
      return block.parts.flatMap(({ title, items, empty }) => [
        { text: title },
        ...(items.length === 0 ? [empty] : items.map((item) => `• ${item}`)).map((text) => ({ text })),
      ])
    case 'table':
      return [
        ...block.columns.map((column) => ({ text: column.title })),
        ...block.rows.flatMap(({ cells }) => block.columns.map(({ id }) => ofCell(cells[id] ?? ''))),
        ...(block.rows.length === 0 ? [{ text: block.empty ?? '' }] : []),
      ]
  }
}

function ofCell(cell: Cell): DocumentText {
  return { text: textOf(cell), tone: typeof cell === 'string' ? undefined : cell.tone }
}

function isList(value: Cell | readonly Cell[]): value is readonly Cell[] {
  return Array.isArray(value)
}
