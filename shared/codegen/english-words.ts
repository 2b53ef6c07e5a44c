// The small words that sentences about a field map are made of.
import type { JsonScalar } from '../schema/json-value.ts'
import type { CompareOperator, ConvertType, RoundingMode } from '../transform/transform.ts'

export const compareWords: Record<CompareOperator, string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
}
export const typeWords: Record<ConvertType, string> = { text: 'text', number: 'a number', integer: 'a whole number', boolean: 'true or false' }
export const roundingWords: Record<RoundingMode, string> = {
  'half-away-from-zero': 'half away from zero',
  'half-even': 'half to the even digit',
  up: 'always away from zero',
  down: 'towards zero (digits are cut off)',
}

export function decimalsWords(decimals: number): string {
  return decimals === 0 ? 'a whole number' : decimals === 1 ? '1 decimal' : `${decimals} decimals`
}

export function listWords(parts: readonly string[], last: 'and' | 'or', separator = ', '): string {
  if (parts.length < 2) return parts[0] ?? 'nothing'
  if (separator === ' ') return parts.join(` ${last} `)
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`
}

export function quote(value: JsonScalar): string {
  return typeof value === 'string' ? `"${value}"` : plain(value)
}

export function plain(value: JsonScalar): string {
  return value === '' ? 'an empty text' : value === null ? 'null' : String(value)
}

export function capital(text: string): string {
  return text.replace(/^\(*\p{Ll}/u, (start) => start.toUpperCase())
}

/** A full stop, unless the person's own words end in one. */
export function endOf(words: string): string {
  return /[.!?]\s*$/.test(words) ? '' : '.'
}

/** `first`, `second`, `last`, `third from the end`, for a position from 0 or, negative, from the end. */
export function ordinal(position: number): string {
  if (position === -1) return 'last'
  const n = position < 0 ? -position : position + 1
  const word = ['first', 'second', 'third', 'fourth', 'fifth'][n - 1] ?? `${n}${/1[123]$/.test(String(n)) ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`
  return position < 0 ? `${word} from the end` : word
}

/** What one entry of a list of that name is called: `line_items` gives `line item`; undefined where the name says nothing. */
export function nounOfName(name: string): string | undefined {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-\s]+/g, ' ')
    .trim()
    .toLowerCase()
  if (!/^[\p{L}\p{N} ]+$/u.test(words)) return undefined
  if (words.endsWith('ies')) return `${words.slice(0, -3)}y`
  if (/(?:ss|us|is)$/.test(words) || !words.endsWith('s')) return words
  return /(?:ch|sh|x|ss)es$/.test(words) ? words.slice(0, -2) : words.slice(0, -1)
}
