// The only place that reads a number picture (`#,##0.00`) and writes numbers by it: the part of jsonata 2.2.2's `$formatNumber` without exponents and options.
import { roundHalfEven } from './values-of-numbers.ts'

export type NumberPicture =
  | {
      readonly ok: true
      readonly prefix: string
      readonly suffix: string
      /** `%` in the picture: the number is multiplied by 100. */
      readonly isPercent: boolean
      readonly leastWhole: number
      readonly leastDecimals: number
      readonly mostDecimals: number
      /** Digits between two commas; 0: none. */
      readonly group: number
      readonly hasPoint: boolean
    }
  | { readonly ok: false; readonly message: string }

const MOST_DIGITS = 20

export function parseNumberPicture(picture: string): NumberPicture {
  const refused = findRefused(picture)
  if (refused !== undefined) return { ok: false, message: refused }
  const from = picture.search(/[0#.,]/)
  const to = Math.max(...['0', '#', '.', ','].map((sign) => picture.lastIndexOf(sign))) + 1
  const digits = from < 0 ? '' : picture.slice(from, to)
  const suffix = picture.slice(to)
  // `0.00e` would start an exponent.
  if (suffix.startsWith('e'))
    return { ok: false, message: 'An `e` directly behind the digits is an exponent, which formulas do not write. Put a blank before it.' }
  const match = /^([#,]*[0,]*)(?:(\.)(0*#*))?$/.exec(digits)
  const [, whole = '', point, decimals = ''] = match ?? []
  if (match === null || !/[0#]/.test(whole + decimals))
    return { ok: false, message: 'The picture needs digits: `0` for one that is always there, `#` for one if there is one, such as `#,##0.00`.' }
  const group = findGroup(whole)
  if (group === undefined) return { ok: false, message: 'Commas stand at equal distances in the picture, such as `#,###,##0`.' }
  if (whole.length > MOST_DIGITS || decimals.length > MOST_DIGITS) return { ok: false, message: `The picture has more than ${MOST_DIGITS} digits.` }
  const isPercent = picture.includes('%')
  return { ok: true, prefix: picture.slice(0, from), suffix, isPercent, ...countDigits(whole, decimals), group, hasPoint: point !== undefined }
}

function findRefused(picture: string): string | undefined {
  if (picture.includes(';')) return 'A picture of its own for negative numbers is not part of the formula language: they get a minus.'
  if (picture.includes('\u2030')) return 'Per mille is not part of the formula language.'
  if (picture.indexOf('%') !== picture.lastIndexOf('%')) return 'The picture has more than one `%`.'
  if (/[1-9]/.test(picture)) return 'A picture has no digits but `0`.'
  return undefined
}

/** Undefined: commas at different distances. */
function findGroup(whole: string): number | undefined {
  if (!whole.includes(',')) return 0
  const groups = whole.split(',').slice(1)
  const group = groups.at(-1)?.length ?? 0
  return group > 0 && groups.every((digits) => digits.length === group) ? group : undefined
}

function countDigits(whole: string, decimals: string): { leastWhole: number; leastDecimals: number; mostDecimals: number } {
  const count = (text: string): number => text.replace(/[^0]/g, '').length
  const mostDecimals = decimals.length
  const leastWhole = count(whole) === 0 && mostDecimals === 0 ? 1 : count(whole)
  return { leastWhole, leastDecimals: leastWhole === 0 && count(decimals) === 0 ? 1 : count(decimals), mostDecimals }
}

/** Undefined: too large for a number without exponent. */
export function writeNumber(value: number, picture: NumberPicture & { readonly ok: true }): string | undefined {
  const rounded = Math.abs(roundHalfEven(picture.isPercent ? value * 100 : value, picture.mostDecimals))
  if (!(rounded < 1e21)) return undefined
  const [whole = '', decimals = ''] = rounded.toFixed(picture.mostDecimals).split('.')
  const shownWhole = whole.replace(/^0+/, '').padStart(picture.leastWhole, '0')
  const shownDecimals = decimals.replace(/0+$/, '').padEnd(picture.leastDecimals, '0')
  const grouped = picture.group === 0 ? shownWhole : groupDigits(shownWhole, picture.group)
  const point = picture.hasPoint && shownDecimals !== '' ? '.' : ''
  return (value < 0 ? '-' : '') + picture.prefix + grouped + point + shownDecimals + picture.suffix
}

function groupDigits(digits: string, size: number): string {
  const groups: string[] = []
  for (let to = digits.length; to > 0; to -= size) groups.unshift(digits.slice(Math.max(0, to - size), to))
  return groups.join(',')
}
