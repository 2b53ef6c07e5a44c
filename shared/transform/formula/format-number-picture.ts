// The only place that reads a number picture (`#,##0.00`) and writes numbers by it: the part of jsonata 2.2.2's `$formatNumber` without exponents, irregular commas and options.
import { roundHalfEven } from './values-of-numbers.ts'

export type DigitsForm = {
  readonly prefix: string
  readonly suffix: string
  /** 100 with `%` in the picture, 1000 with `‰`. */
  readonly times: 1 | 100 | 1000
  readonly leastWhole: number
  readonly leastDecimals: number
  readonly mostDecimals: number
  /** Digits between two commas; 0: none. */
  readonly group: number
  readonly hasPoint: boolean
}
/** `negative` has the minus in its prefix, unless the picture has a part of its own for negative numbers. */
export type NumberPicture =
  | { readonly ok: true; readonly positive: DigitsForm; readonly negative: DigitsForm }
  | { readonly ok: false; readonly message: string }

const MOST_DIGITS = 20

export function parseNumberPicture(picture: string): NumberPicture {
  const [first = '', second, ...more] = picture.split(';')
  if (more.length > 0) return { ok: false, message: 'A picture has at most two parts: one for positive numbers and, behind `;`, one for negative ones.' }
  const positive = parsePart(first)
  if (typeof positive === 'string') return { ok: false, message: positive }
  const negative = second === undefined ? { ...positive, prefix: `-${positive.prefix}` } : parsePart(second)
  return typeof negative === 'string' ? { ok: false, message: negative } : { ok: true, positive, negative }
}

/** A text: why it is none. */
function parsePart(picture: string): DigitsForm | string {
  const percents = picture.replace(/[^%\u2030]/g, '')
  if (percents.length > 1) return 'The picture has more than one `%` or `\u2030`.'
  const from = picture.search(/[0-9#.,]/)
  const to = lastDigit(picture) + 1
  const suffix = picture.slice(to)
  // `0.00e` would start an exponent.
  if (suffix.startsWith('e')) return 'An `e` directly behind the digits is an exponent, which formulas do not write. Put a blank before it.'
  const match = /^([#,]*[0-9,]*)(?:(\.)([0-9]*#*))?$/.exec(from < 0 ? '' : picture.slice(from, to))
  const [, whole = '', point, decimals = ''] = match ?? []
  if (match === null || !/[0-9#]/.test(whole + decimals))
    return 'The picture needs digits (`0`, or `#` for one only if there is one), commas between thousands, and one point before decimals, such as `#,##0.00`.'
  const group = findGroup(whole)
  if (group === undefined) return 'Commas stand at equal distances in the picture, such as `#,###,##0`.'
  if (whole.length > MOST_DIGITS || decimals.length > MOST_DIGITS) return `The picture has more than ${MOST_DIGITS} digits.`
  const times = percents === '' ? 1 : percents === '%' ? 100 : 1000
  return { prefix: picture.slice(0, from), suffix, times, ...countDigits(whole, decimals), group, hasPoint: point !== undefined }
}

const lastDigit = (picture: string): number => Math.max(...'0123456789#.,'.split('').map((sign) => picture.lastIndexOf(sign)))

/** Undefined: commas at different distances. */
function findGroup(whole: string): number | undefined {
  if (!whole.includes(',')) return 0
  const groups = whole.split(',').slice(1)
  const group = groups.at(-1)?.length ?? 0
  return group > 0 && groups.every((digits) => digits.length === group) ? group : undefined
}

function countDigits(whole: string, decimals: string): { leastWhole: number; leastDecimals: number; mostDecimals: number } {
  const count = (text: string): number => text.replace(/[^0-9]/g, '').length
  const mostDecimals = decimals.length
  const leastWhole = count(whole) === 0 && mostDecimals === 0 ? 1 : count(whole)
  return { leastWhole, leastDecimals: leastWhole === 0 && count(decimals) === 0 ? 1 : count(decimals), mostDecimals }
}

/** Undefined: too large for a number without exponent. */
export function writeNumber(value: number, picture: NumberPicture & { readonly ok: true }): string | undefined {
  const form = value < 0 ? picture.negative : picture.positive
  const rounded = Math.abs(roundHalfEven(value * form.times, form.mostDecimals))
  if (!(rounded < 1e21)) return undefined
  const [whole = '', decimals = ''] = rounded.toFixed(form.mostDecimals).split('.')
  const shownWhole = whole.replace(/^0+/, '').padStart(form.leastWhole, '0')
  const shownDecimals = decimals.replace(/0+$/, '').padEnd(form.leastDecimals, '0')
  const grouped = form.group === 0 ? shownWhole : groupDigits(shownWhole, form.group)
  const point = form.hasPoint && shownDecimals !== '' ? '.' : ''
  return form.prefix + grouped + point + shownDecimals + form.suffix
}

function groupDigits(digits: string, size: number): string {
  const groups: string[] = []
  for (let to = digits.length; to > 0; to -= size) groups.unshift(digits.slice(Math.max(0, to - size), to))
  return groups.join(',')
}
