// The only place that prints a workbook's styles: each look once, numbered as cells name it (ECMA-376 §18.8).

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
  /** The number that `s` of a cell holds. */
  readonly numberOf: (look: Look) => number
  /** The number that `dxfId` of a rule holds. */
  readonly ruleNumberOf: (look: RuleLook) => number
  readonly print: () => string
}

export type StyleColours = { readonly text: string; readonly line: string; readonly accent: string; readonly hatch: string }

export const FONT = 'Calibri'
const MONO = 'Consolas'
/** Points. */
export const TEXT_SIZE = 10
/** Built-in number formats: thousands, and text that Excel does not turn into a number or a date while somebody types. */
const FORMATS = { count: 3, text: 49 } as const

export function createStyles(colours: StyleColours): Styles {
  const fonts = numbered([printFont({}, colours)])
  // The first two fills are Excel's own and cannot be others.
  const fills = numbered(['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'])
  const borders = numbered([printBorder(undefined, colours)])
  const formats = numbered([printFormat({}, 0, 0, 0)])
  const rules = numbered([])
  const known = new Map<Look, number>()
  return {
    numberOf(look) {
      const found = known.get(look)
      if (found !== undefined) return found
      const font = fonts.numberOf(printFont(look, colours))
      const fill = look.fill === undefined && look.hatched !== true ? 0 : fills.numberOf(printFill(look, colours))
      const number = formats.numberOf(printFormat(look, font, fill, borders.numberOf(printBorder(look.border, colours))))
      known.set(look, number)
      return number
    },
    ruleNumberOf: (look) =>
      rules.numberOf(
        `<dxf><font><b/><color rgb="${look.color}"/></font><fill><patternFill patternType="solid"><fgColor rgb="${look.fill}"/><bgColor rgb="${look.fill}"/></patternFill></fill></dxf>`,
      ),
    print: () =>
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${[
        printList('fonts', fonts.all),
        printList('fills', fills.all),
        printList('borders', borders.all),
        printList('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
        printList('cellXfs', formats.all),
        printList('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
        printList('dxfs', rules.all),
      ].join('')}</styleSheet>`,
  }
}

function printList(name: string, parts: readonly string[]): string {
  return `<${name} count="${parts.length}">${parts.join('')}</${name}>`
}

/** Each text once, by its place. */
function numbered(first: readonly string[]): { readonly all: readonly string[]; readonly numberOf: (text: string) => number } {
  const all = [...first]
  const numbers = new Map(all.map((text, at) => [text, at]))
  return {
    all,
    numberOf(text) {
      const found = numbers.get(text)
      if (found !== undefined) return found
      numbers.set(text, all.length)
      return all.push(text) - 1
    },
  }
}

function printFont({ bold, italic, underline, size = TEXT_SIZE, color, mono }: Look, colours: StyleColours): string {
  const marks = `${bold === true ? '<b/>' : ''}${italic === true ? '<i/>' : ''}${underline === true ? '<u/>' : ''}`
  return `<font>${marks}<sz val="${size}"/><color rgb="${color ?? colours.text}"/><name val="${mono === true ? MONO : FONT}"/><family val="${mono === true ? 3 : 2}"/></font>`
}

function printFill({ fill, hatched }: Look, colours: StyleColours): string {
  return hatched === true
    ? `<fill><patternFill patternType="lightUp"><fgColor rgb="${colours.hatch}"/><bgColor rgb="${fill ?? 'FFFFFFFF'}"/></patternFill></fill>`
    : `<fill><patternFill patternType="solid"><fgColor rgb="${fill ?? 'FFFFFFFF'}"/><bgColor indexed="64"/></patternFill></fill>`
}

function printBorder(border: Look['border'], colours: StyleColours): string {
  const line = (name: string, on: boolean, style: string, color: string) => (on ? `<${name} style="${style}"><color rgb="${color}"/></${name}>` : `<${name}/>`)
  const box = border === 'box'
  return `<border>${line('left', box, 'thin', colours.line)}${line('right', box, 'thin', colours.line)}${line('top', box || border === 'above', 'thin', colours.line)}${
    border === 'under' ? line('bottom', true, 'medium', colours.accent) : line('bottom', box, 'thin', colours.line)
  }<diagonal/></border>`
}

function printFormat(look: Look, font: number, fill: number, border: number): string {
  const { vertical, horizontal, wrap, indent, kind, unlocked } = look
  const alignment = [
    horizontal === undefined ? '' : ` horizontal="${horizontal}"`,
    vertical === undefined ? '' : ` vertical="${vertical}"`,
    wrap === true ? ' wrapText="1"' : '',
    indent === undefined || indent === 0 ? '' : ` indent="${indent}"`,
  ].join('')
  const parts = `${alignment === '' ? '' : `<alignment${alignment}/>`}${unlocked === true ? '<protection locked="0"/>' : ''}`
  const marks = `${kind === undefined ? '' : ' applyNumberFormat="1"'}${fill === 0 ? '' : ' applyFill="1"'}${border === 0 ? '' : ' applyBorder="1"'}${alignment === '' ? '' : ' applyAlignment="1"'}${unlocked === true ? ' applyProtection="1"' : ''}`
  return `<xf numFmtId="${kind === undefined ? 0 : FORMATS[kind]}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"${font === 0 ? '' : ' applyFont="1"'}${marks}${parts === '' ? '/>' : `>${parts}</xf>`}`
}
