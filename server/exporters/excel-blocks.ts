// The only place that writes what is no table: titles, headings, texts, facts, lists side by side.
import { textOf } from '../../shared/document/document.ts'
import { heightFor } from './excel-heights.ts'
import { widthOf } from './excel-grid.ts'
import { factLook, looks } from './excel-looks.ts'
import { linkOf, type Writing } from './excel-writing.ts'
import type { Line, TextLine } from './excel-layout.ts'
import type { SheetRow } from './excel-cells.ts'

/** Points. Others are as tall as their text. */
const heights: Partial<Readonly<Record<TextLine, number>>> = { banner: 42, underBanner: 24, title: 30, back: 18, band: 22, heading: 20, code: 13 }

export function writeTextLine(writing: Writing, line: Extract<Line, { kind: TextLine }>, row: number): SheetRow {
  const { kind, text, span, to } = line
  const look = looks[kind]
  const link = to === undefined ? undefined : writing.findPlace(to)
  // Titles run over their neighbours; only what wraps has to be joined.
  const cells = 'wrap' in look ? writing.joined(row, span, look, text, link) : withoutJoining(writing, line, link)
  const height = heights[kind] ?? heightFor([{ text, width: widthOf(writing.widths, span), ...('size' in look ? { size: look.size } : {}) }], 16)
  return { height, level: kind === 'code' ? 1 : 0, cells }
}

function withoutJoining(writing: Writing, { kind, text, span }: Extract<Line, { kind: TextLine }>, link: ReturnType<Writing['findPlace']>): SheetRow['cells'] {
  const style = writing.styles.numberOf(looks[kind])
  return Array.from({ length: span.last - span.first + 1 }, (_, at) => ({ column: span.first + at, style, ...(at === 0 ? { value: text, link } : {}) }))
}

export function writeFact(writing: Writing, { label, labelSpan, value, span }: Extract<Line, { kind: 'fact' }>, row: number): SheetRow {
  const text = textOf(value)
  const link = linkOf(writing, value)
  const tone = typeof value === 'string' ? 'plain' : (value.tone ?? 'plain')
  const indent = typeof value === 'object' && 'indent' in value ? (value.indent ?? 0) : 0
  const isFirst = label !== ''
  const style = writing.styleOf(`fact ${tone} ${link !== undefined} ${indent} ${isFirst}`, () => factLook(tone, link !== undefined, indent, isFirst))
  writing.join(row, span)
  return {
    height: heightFor([
      { text: label, width: widthOf(writing.widths, labelSpan) },
      { text, width: widthOf(writing.widths, span) },
    ]),
    cells: [
      ...writing.joined(row, labelSpan, isFirst ? looks.label : looks.labelBelow, label),
      ...Array.from({ length: span.last - span.first + 1 }, (_, at) => ({ column: span.first + at, style, ...(at === 0 ? { value: text, link } : {}) })),
    ],
  }
}

export function writeParts(writing: Writing, { head, texts, spans, quiet }: Extract<Line, { kind: 'parts' }>, row: number): SheetRow {
  return {
    height: heightFor(
      spans.map((span, at) => ({ text: texts[at] ?? '', width: widthOf(writing.widths, span) })),
      head ? 20 : 16,
    ),
    cells: spans.flatMap((span, at) => writing.joined(row, span, head ? looks.partHead : quiet[at] === true ? looks.empty : looks.text, texts[at] ?? '')),
  }
}
