// The rules of a schema for one text or one number: the only place that checks lengths, formats and limits of values.
import { matchesPattern } from '../schema/match-pattern.ts'
import type { SchemaNode } from '../schema/schema-graph.ts'

export type ScalarFinding = {
  readonly code: 'too-long' | 'too-short' | 'pattern' | 'format' | 'too-large' | 'too-small' | 'not-in-steps'
  readonly message: string
}

/** Lengths count characters as people do: code points. */
export function checkText({ minLength, maxLength, pattern, format }: SchemaNode, value: string): ScalarFinding[] {
  const found: ScalarFinding[] = []
  const length = maxLength === undefined && minLength === undefined ? 0 : [...value].length
  if (maxLength !== undefined && length > maxLength) found.push({ code: 'too-long', message: `${count(length)}: at most ${maxLength} fit.` })
  if (minLength !== undefined && length < minLength) found.push({ code: 'too-short', message: `${count(length)}: at least ${minLength} must be there.` })
  if (pattern !== undefined && matchesPattern(pattern, value) === false)
    found.push({ code: 'pattern', message: `${show(value)} is not of the pattern ${pattern}.` })
  const known = format === undefined ? undefined : formats.get(format)
  if (known !== undefined && !known.test(value)) found.push({ code: 'format', message: `${show(value)} is not ${known.words}.` })
  return found
}

export function checkNumber({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: SchemaNode, value: number): ScalarFinding[] {
  const found: ScalarFinding[] = []
  if (maximum !== undefined && value > maximum) found.push({ code: 'too-large', message: `${value} is more than ${maximum}.` })
  else if (exclusiveMaximum !== undefined && value >= exclusiveMaximum)
    found.push({ code: 'too-large', message: `${value} is not less than ${exclusiveMaximum}.` })
  if (minimum !== undefined && value < minimum) found.push({ code: 'too-small', message: `${value} is less than ${minimum}.` })
  else if (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
    found.push({ code: 'too-small', message: `${value} is not more than ${exclusiveMinimum}.` })
  if (multipleOf !== undefined && multipleOf > 0 && !isMultiple(value, multipleOf)) found.push({ code: 'not-in-steps', message: stepWords(value, multipleOf) })
  return found
}

/** Exact in decimal, as both are printed: 0.3 is three times 0.1. */
export function isMultiple(value: number, step: number): boolean {
  const a = digitsOf(value)
  const b = digitsOf(step)
  const shared = Math.min(a.exponent, b.exponent)
  return (a.digits * 10n ** BigInt(a.exponent - shared)) % (b.digits * 10n ** BigInt(b.exponent - shared)) === 0n
}

function digitsOf(value: number): { readonly digits: bigint; readonly exponent: number } {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e')
  const [whole = '0', decimals = ''] = mantissa.split('.')
  return { digits: BigInt(whole + decimals), exponent: Number(exponent) - decimals.length }
}

function stepWords(value: number, step: number): string {
  const decimals = /^0\.(0*1)$/.exec(String(step))?.[1]?.length
  return decimals === undefined ? `${value} is not a multiple of ${step}.` : `${value} has more than ${decimals} ${decimals === 1 ? 'decimal' : 'decimals'}.`
}

type Format = { readonly words: string; readonly test: (text: string) => boolean }

/** In words, with an article; undefined of a format of which a wrong value is never certain. */
export function formatWords(format: string): string | undefined {
  return formats.get(format)?.words
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const MOMENT = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-](\d{2}):(\d{2}))$/

/** Only those of which a wrong value is certain. */
const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['date', { words: 'a date such as 2026-01-31', test: isDate }],
  ['date-time', { words: 'a time such as 2026-01-31T09:30:00Z', test: isMoment }],
  ['email', { words: 'an e-mail address', test: (text) => /^[^\s@]+@[^\s@]+$/.test(text) }],
  ['uri', { words: 'an address such as https://example.com', test: (text) => /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text) }],
  ['uuid', { words: 'a UUID', test: (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text) }],
])

function isDate(text: string): boolean {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  const days = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}

/** A second may be 60. */
function isMoment(text: string): boolean {
  const [, date = '', hours, minutes, seconds, zoneHours = '0', zoneMinutes = '0'] = MOMENT.exec(text) ?? []
  return isDate(date) && Number(hours) <= 23 && Number(minutes) <= 59 && Number(seconds) <= 60 && Number(zoneHours) <= 23 && Number(zoneMinutes) <= 59
}

function count(characters: number): string {
  return `${characters} ${characters === 1 ? 'character' : 'characters'}`
}

function show(value: string): string {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
