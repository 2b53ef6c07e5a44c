// The only place for the workbook's looks: colours, and what each kind of cell wears. Colours only help: the words say it too.
import type { Column, RowTone, SectionKind, Side, Tone } from '../../shared/document/document.ts'
import type { Look, StyleColours } from './excel-styles.ts'

const colour = {
  text: 'FF1A1E23',
  soft: 'FF626B76',
  accent: 'FF1F5FC2',
  accentSoft: 'FFE9F0FB',
  source: 'FF0B6A6F',
  sourceTint: 'FFE3F1F1',
  destination: 'FF86356C',
  destinationTint: 'FFF6EAF2',
  how: 'FF3D4A5C',
  howTint: 'FFE8ECF1',
  band: 'FFEEF0F2',
  group: 'FFF5F6F8',
  line: 'FFD3D8DE',
  ok: 'FF1A7341',
  okSoft: 'FFE6F4EA',
  warn: 'FF8A5500',
  warnSoft: 'FFFDF3DC',
  error: 'FFBF2424',
  errorSoft: 'FFFDECEC',
  input: 'FFFFF9DB',
  white: 'FFFFFFFF',
} as const

export const styleColours: StyleColours = { text: colour.text, line: colour.line, accent: colour.accent, hatch: 'FF9AA3AD' }

export const tabColours: Readonly<Record<SectionKind, string>> = {
  cover: colour.accent,
  guide: colour.accent,
  business: colour.how,
  map: colour.destination,
  fields: colour.source,
  reference: 'FF9AA3AD',
  tests: colour.ok,
  review: colour.warn,
}

export const looks = {
  banner: { size: 22, bold: true, color: colour.white, fill: colour.accent, vertical: 'center', indent: 1 },
  underBanner: { size: 12, color: colour.white, fill: colour.accent, vertical: 'top', indent: 1 },
  title: { size: 18, bold: true, border: 'under', vertical: 'center' },
  lead: { size: 11, color: colour.soft, vertical: 'top', wrap: true },
  back: { color: colour.accent, underline: true, vertical: 'center' },
  band: { size: 12, bold: true, fill: colour.band, vertical: 'center' },
  heading: { size: 11, bold: true, color: colour.accent, vertical: 'center' },
  text: { vertical: 'top', wrap: true },
  code: { mono: true, size: 9, fill: colour.group, vertical: 'top', indent: 1 },
  label: { color: colour.soft, border: 'above', vertical: 'top', wrap: true },
  labelBelow: { color: colour.soft, vertical: 'top', wrap: true },
  empty: { italic: true, color: colour.soft, vertical: 'top', wrap: true },
  partHead: { bold: true, color: colour.how, border: 'under', vertical: 'center', wrap: true },
  hidden: {},
} as const satisfies Record<string, Look>

const sideTexts: Readonly<Record<Side, string>> = {
  row: colour.text,
  source: colour.source,
  how: colour.how,
  destination: colour.destination,
  review: colour.warn,
}
const sideTints: Readonly<Record<Side, string>> = {
  row: colour.band,
  source: colour.sourceTint,
  how: colour.howTint,
  destination: colour.destinationTint,
  review: colour.warnSoft,
}
export const sideTitles: Readonly<Record<Side, string>> = { row: '', source: 'Source', how: 'How', destination: 'Destination', review: 'Review' }

export function sideLook(side: Side | undefined): Look {
  return { bold: true, size: 11, color: sideTexts[side ?? 'row'], fill: sideTints[side ?? 'row'], border: 'box', vertical: 'center', horizontal: 'center' }
}

/** A column that people may write in has a yellow head. */
export function headLook({ side, input }: Column): Look {
  return {
    bold: true,
    color: sideTexts[side ?? 'row'],
    fill: input === true ? colour.input : sideTints[side ?? 'row'],
    border: 'box',
    vertical: 'center',
    wrap: true,
  }
}

const toneLooks: Readonly<Record<Tone, Look>> = {
  plain: {},
  strong: { bold: true },
  quiet: { color: colour.soft, bold: false },
  mono: { mono: true, size: 9 },
  ok: { color: colour.ok },
  warn: { color: colour.warn },
  error: { color: colour.error, bold: true },
  input: { fill: colour.input, kind: 'text' },
  open: { hatched: true, color: colour.warn },
  source: { color: colour.source },
  destination: { color: colour.destination },
}

/** What `cellLook` depends on. */
export type CellTraits = {
  readonly tone: Tone
  readonly row: RowTone
  readonly side: Side | undefined
  /** Nobody wrote anything in the whole column yet: it is there for the reader. */
  readonly forReader: boolean
  readonly input: boolean
  readonly indent: number
  readonly link: boolean
  readonly count: boolean
  readonly empty: boolean
}

export function cellLook(traits: CellTraits): Look {
  const { tone, indent, link, count, forReader, input } = traits
  return {
    vertical: 'top',
    wrap: true,
    border: 'box',
    ...rowLook(traits),
    ...toneLooks[tone],
    ...(link ? { color: colour.accent, underline: true } : {}),
    ...(forReader ? { fill: colour.input } : {}),
    ...(count ? { kind: 'count', horizontal: 'right' } : {}),
    ...(indent > 0 ? { horizontal: 'left', indent: Math.min(indent, DEEPEST_INDENT) } : {}),
    ...(input ? { unlocked: true, kind: 'text' } : {}),
  }
}

/** Indents that still leave room for the name. */
export const DEEPEST_INDENT = 8

function rowLook({ row, side, empty }: CellTraits): Look {
  switch (row) {
    case 'plain':
      return {}
    case 'quiet':
      return { color: colour.soft }
    case 'group':
    case 'each':
      return {
        bold: side === 'source' || side === 'how' || side === 'destination' || side === undefined,
        fill: side === undefined ? colour.group : sideTintOf(side),
      }
    case 'gap':
      return side === 'source' && empty
        ? { hatched: true }
        : side === 'how'
          ? { fill: colour.errorSoft, ...(empty ? {} : { bold: true, color: colour.error }) }
          : {}
    case 'undecided':
      return side === 'source' && empty ? { hatched: true } : { color: colour.soft }
  }
}

function sideTintOf(side: Side): string {
  return side === 'source' || side === 'destination' ? sideTints[side] : colour.group
}

/** A value beside its label: no box, but the tones' colours. `isFirst`: of the values of its label. */
export function factLook(tone: Tone, link: boolean, indent: number, isFirst: boolean): Look {
  return {
    vertical: 'top',
    wrap: true,
    ...(isFirst ? { border: 'above' } : {}),
    ...toneLooks[tone],
    ...(tone === 'input' ? { border: 'box', unlocked: true } : {}),
    ...(link ? { color: colour.accent, underline: true } : {}),
    ...(indent > 0 ? { horizontal: 'left', indent } : {}),
  }
}

/** Words of statuses with their colours, for rules that follow when somebody chooses another word. */
export const statusColours: Readonly<Record<string, { readonly color: string; readonly fill: string }>> = {
  draft: { color: colour.soft, fill: colour.band },
  ready: { color: colour.accent, fill: colour.accentSoft },
  approved: { color: colour.source, fill: colour.sourceTint },
  built: { color: colour.warn, fill: colour.warnSoft },
  tested: { color: colour.ok, fill: colour.okSoft },
}
