// The only place that turns looks into exceljs' styles: each look once.
import type { Borders, Fill, Font, Style } from 'exceljs'

/** How a cell looks. What is absent is plain. Colours are ARGB. */
export type Look = {
  /** Points. */
  readonly size?: number
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly mono?: boolean
  readonly color?: string
  readonly fill?: string
  /** Marks what is undecided, also on a greyscale print. */
  readonly hatched?: boolean
  readonly border?: 'box' | 'under' | 'above'
  readonly vertical?: 'top' | 'center'
  readonly horizontal?: 'left' | 'center' | 'right'
  readonly wrap?: boolean
  readonly indent?: number
  readonly kind?: 'count' | 'text'
  /** May be written in where the sheet is protected. */
  readonly unlocked?: boolean
}

/** A look that a rule puts over a cell's own. */
export type RuleLook = { readonly color: string; readonly fill: string }

export type Styles = {
  /** The number that a cell names its style by. */
  readonly numberOf: (look: Look) => number
  /** The same object each time: exceljs knows it by that. */
  readonly styleOf: (number: number) => Partial<Style>
}

export type StyleColours = { readonly text: string; readonly line: string; readonly accent: string; readonly hatch: string }

export const FONT = 'Calibri'
const MONO = 'Consolas'
/** Points. */
export const TEXT_SIZE = 10
/** Thousands, and text that Excel does not turn into a number or a date while somebody types. */
const FORMATS = { count: '#,##0', text: '@' } as const

export function createStyles(colours: StyleColours): Styles {
  const styles: Partial<Style>[] = []
  const known = new Map<Look, number>()
  const byText = new Map<string, number>()
  return {
    numberOf(look) {
      const found = known.get(look)
      if (found !== undefined) return found
      const style = toStyle(look, colours)
      const text = JSON.stringify(style)
      const number = byText.get(text) ?? styles.push(style) - 1
      byText.set(text, number)
      known.set(look, number)
      return number
    },
    styleOf: (number) => styles[number] ?? {},
  }
}

/** What a rule puts over a cell's own look. */
export function toRuleStyle({ color, fill }: RuleLook): Partial<Style> {
  return { font: { bold: true, color: { argb: color } }, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: fill }, bgColor: { argb: fill } } }
}

function toStyle(look: Look, colours: StyleColours): Partial<Style> {
  const { vertical, horizontal, wrap, indent, kind, unlocked, border } = look
  const alignment = {
    ...(horizontal === undefined ? {} : { horizontal }),
    ...(vertical === undefined ? {} : { vertical: vertical === 'center' ? ('middle' as const) : vertical }),
    ...(wrap === true ? { wrapText: true } : {}),
    ...(indent === undefined || indent === 0 ? {} : { indent }),
  }
  const fill = toFill(look, colours)
  return {
    font: toFont(look, colours),
    ...(kind === undefined ? {} : { numFmt: FORMATS[kind] }),
    ...(fill === undefined ? {} : { fill }),
    ...(border === undefined ? {} : { border: toBorder(border, colours) }),
    ...(Object.keys(alignment).length === 0 ? {} : { alignment }),
    ...(unlocked === true ? { protection: { locked: false } } : {}),
  }
}

function toFont({ bold, italic, underline, size = TEXT_SIZE, color, mono }: Look, colours: StyleColours): Partial<Font> {
  return {
    name: mono === true ? MONO : FONT,
    family: mono === true ? 3 : 2,
    size,
    color: { argb: color ?? colours.text },
    ...(bold === true ? { bold } : {}),
    ...(italic === true ? { italic } : {}),
    ...(underline === true ? { underline } : {}),
  }
}

function toFill({ fill, hatched }: Look, colours: StyleColours): Fill | undefined {
  if (hatched === true) return { type: 'pattern', pattern: 'lightUp', fgColor: { argb: colours.hatch }, bgColor: { argb: fill ?? 'FFFFFFFF' } }
  return fill === undefined ? undefined : { type: 'pattern', pattern: 'solid', fgColor: { argb: fill } }
}

function toBorder(border: NonNullable<Look['border']>, colours: StyleColours): Partial<Borders> {
  const hair = { style: 'thin', color: { argb: colours.line } } as const
  if (border === 'box') return { top: hair, bottom: hair, left: hair, right: hair }
  return border === 'above' ? { top: hair } : { bottom: { style: 'medium', color: { argb: colours.accent } } }
}
