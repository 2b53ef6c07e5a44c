// The only place that knows how numbers are written for people: a decimal comma, separators between thousands (SPEC.md, N rules).
import { roundTo } from './decimal.ts'
import type { NumberForm } from './transform.ts'

/** Characters that stand for a separator when a number is read: programs write a space or an apostrophe in several ways. */
const READ_GROUP: Record<NumberForm['group'], string> = { '': '', ',': ',', '.': '\\.', ' ': '[ \\u00a0\\u202f]', "'": "['’]" }

/** The regular expression of a form: a minus, digits in one piece or in thousands, and decimals. Two groups: what stands before and behind the separator. */
export function formPattern({ decimal, group }: NumberForm): string {
  const thousands = group === '' ? '' : `|\\d{1,3}(?:${READ_GROUP[group]}\\d{3})+`
  return `^(-?(?:\\d+${thousands}))(?:${decimal === '.' ? '\\.' : ','}(\\d+))?$`
}

/** `(text) => number`, NaN where the text is not written in that form. */
export function createNumberReader(form: NumberForm): (text: string) => number {
  const pattern = new RegExp(formPattern(form))
  return (text) => {
    const [, whole, decimals = '0'] = pattern.exec(text) ?? []
    return whole === undefined ? Number.NaN : Number(`${whole.replaceAll(/[^-\d]/g, '')}.${decimals}`)
  }
}

/** Rounded half away from zero, with exactly so many decimals. `value` is finite. */
export function writeNumber(value: number, { decimals, decimal, group }: NumberForm & { readonly decimals: number }): string {
  const rounded = roundTo(value, decimals, 'half-away-from-zero')
  const [whole = '', part = ''] = printDigits(Math.abs(rounded), decimals)
  const grouped = group === '' || whole.length < 4 ? whole : whole.replaceAll(/\B(?=(\d{3})+$)/g, group)
  return (rounded < 0 ? '-' : '') + grouped + (decimals === 0 ? '' : decimal + part)
}

/** What stands before and behind the separator, of a number that was rounded to so many decimals. */
function printDigits(rounded: number, decimals: number): string[] {
  // Below this the nearest number with so many decimals is the one that was meant.
  if (rounded * 10 ** decimals < 2 ** 50) return rounded.toFixed(decimals).split('.')
  const [mantissa = '0', exponent = '0'] = rounded.toExponential().split('e')
  const digits = mantissa.replace('.', '')
  // How many of the digits stand before the decimal separator.
  const point = Number(exponent) + 1
  const whole = digits.slice(0, Math.max(point, 0)).padEnd(point, '0') || '0'
  const part = ('0'.repeat(Math.max(-point, 0)) + digits.slice(Math.max(point, 0))).padEnd(decimals, '0')
  return [whole, part]
}
