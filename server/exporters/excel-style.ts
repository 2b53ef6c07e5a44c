// The only place for the workbook's looks: colours, fonts, fills, borders.
import type { Alignment, Borders, Fill, Font, Style } from 'exceljs'

export const colour = {
  text: 'FF1A1E23',
  soft: 'FF626B76',
  accent: 'FF1F5FC2',
  accentSoft: 'FFE9F0FB',
  source: 'FF0B6A6F',
  sourceTint: 'FFE9F3F3',
  destination: 'FF86356C',
  destinationTint: 'FFF6EDF3',
  band: 'FFEEF0F2',
  group: 'FFF7F8F9',
  line: 'FFD3D8DE',
  ok: 'FF1A7341',
  okSoft: 'FFE6F4EA',
  warn: 'FF8A5500',
  warnSoft: 'FFFDF3DC',
  error: 'FFBF2424',
  errorSoft: 'FFFDECEC',
  input: 'FFFFFDF2',
  white: 'FFFFFFFF',
} as const

const FONT = 'Calibri'
/** Points. */
export const TEXT_SIZE = 10

export function font(changes: Partial<Font> = {}): Partial<Font> {
  return { name: FONT, family: 2, size: TEXT_SIZE, color: { argb: colour.text }, ...changes }
}
export function fill(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } }
}
/** Marks what is undecided, also on a greyscale print. */
export const hatched: Fill = { type: 'pattern', pattern: 'lightUp', fgColor: { argb: 'FF808995' }, bgColor: { argb: colour.white } }

const hair = { style: 'thin', color: { argb: colour.line } } as const
export const boxed: Partial<Borders> = { top: hair, bottom: hair, left: hair, right: hair }
const wrapped: Partial<Alignment> = { vertical: 'top', wrapText: true }

/** Named looks of cells. A cell gets one of them whole. */
export const look = {
  banner: {
    font: font({ size: 22, bold: true, color: { argb: colour.white } }),
    fill: fill(colour.accent),
    alignment: { vertical: 'middle', indent: 1, horizontal: 'left' },
  },
  underBanner: {
    font: font({ size: 12, color: { argb: colour.white } }),
    fill: fill(colour.accent),
    alignment: { vertical: 'top', indent: 1, horizontal: 'left' },
  },
  title: { font: font({ size: 18, bold: true }), border: { bottom: { style: 'medium', color: { argb: colour.accent } } }, alignment: { vertical: 'middle' } },
  lead: { font: font({ size: 11, color: { argb: colour.soft } }), alignment: { vertical: 'top', wrapText: true } },
  band: { font: font({ size: 12, bold: true }), fill: fill(colour.band), alignment: { vertical: 'middle' } },
  fact: { font: font(), alignment: wrapped },
  label: { font: font({ color: { argb: colour.soft } }), alignment: wrapped },
  /** Runs over its empty neighbours. */
  overflowing: { font: font({ color: { argb: colour.soft } }), alignment: { vertical: 'top' } },
  link: { font: font(), alignment: { vertical: 'top' } },
  head: { font: font({ bold: true }), fill: fill(colour.band), border: boxed, alignment: { vertical: 'middle', wrapText: true } },
  sourceHead: {
    font: font({ bold: true, color: { argb: colour.source } }),
    fill: fill(colour.sourceTint),
    border: boxed,
    alignment: { vertical: 'middle', wrapText: true },
  },
  destinationHead: {
    font: font({ bold: true, color: { argb: colour.destination } }),
    fill: fill(colour.destinationTint),
    border: boxed,
    alignment: { vertical: 'middle', wrapText: true },
  },
  cell: { font: font(), border: boxed, alignment: wrapped },
  strong: { font: font({ bold: true }), border: boxed, alignment: wrapped },
  quiet: { font: font({ color: { argb: colour.soft } }), border: boxed, alignment: wrapped },
  number: { font: font(), border: boxed, alignment: { vertical: 'top', horizontal: 'right' }, numFmt: '#,##0' },
  input: { font: font(), border: boxed, fill: fill(colour.input), alignment: wrapped },
} as const satisfies Record<string, Partial<Style>>
export type Look = Partial<Style>

/** Links keep the look of their cell but for the font. */
export const linkFont = font({ color: { argb: colour.accent }, underline: true })

/** Status words with their colours: word first, colour only helps. */
export const statusLooks = [
  { status: 'draft', label: 'Draft', meaning: 'Being worked on, or undecided', text: colour.soft, back: colour.band },
  { status: 'ready', label: 'Ready', meaning: 'Written down in full; may be reviewed', text: colour.accent, back: colour.accentSoft },
  { status: 'approved', label: 'Approved', meaning: 'Agreed with the people concerned; may be built', text: colour.source, back: colour.sourceTint },
  { status: 'built', label: 'Built', meaning: 'In the code', text: colour.warn, back: colour.warnSoft },
  { status: 'tested', label: 'Tested', meaning: 'In the code and proven by a test', text: colour.ok, back: colour.okSoft },
] as const
