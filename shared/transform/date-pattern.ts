// The only place that knows date patterns: tokens yyyy MM dd HH mm ss, text in single quotes, or the word `iso`.
import { fail, ok, type Result } from '../schema/result.ts'

export const DATE_TOKENS = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'] as const
export type DateToken = (typeof DATE_TOKENS)[number]
export type PatternPart = { readonly token: DateToken } | { readonly text: string }

/** As written, zero-padded: nothing is converted, so no zone can move a date. */
export type DateParts = Readonly<Record<DateToken, string>>

export type NotADatePattern = { readonly type: 'NotADatePattern'; readonly message: string }

/** What `iso` reads: a date, or a date-time with or without an offset. The offset is not applied. */
export const ISO_READ = /^(?<yyyy>\d{4})-(?<MM>\d\d)-(?<dd>\d\d)(?:[T ](?<HH>\d\d):(?<mm>\d\d)(?::(?<ss>\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/
/** What `iso` writes. */
export const ISO_WRITE = "yyyy-MM-dd'T'HH:mm:ss"

const PART = /yyyy|MM|dd|HH|mm|ss|'(?:[^']|'')*'|[^A-Za-z']/gy

export function parseDatePattern(pattern: string): Result<PatternPart[], NotADatePattern> {
  if (pattern === 'iso') return parseDatePattern(ISO_WRITE)
  const parts: PatternPart[] = []
  let at = 0
  for (const match of pattern.matchAll(PART)) {
    const found = match[0]
    const token = DATE_TOKENS.find((candidate) => candidate === found)
    if (token !== undefined) parts.push({ token })
    else addText(parts, found.startsWith("'") ? (found === "''" ? "'" : found.slice(1, -1).replaceAll("''", "'")) : found)
    at = match.index + found.length
  }
  const said = `\`${pattern}\` is not a date pattern`
  if (at < pattern.length) return fail({ type: 'NotADatePattern', message: `${said}: use yyyy MM dd HH mm ss, and put other letters in single quotes.` })
  if (!parts.some((part) => 'token' in part))
    return fail({ type: 'NotADatePattern', message: `${said}: it names no part of a date. Use yyyy, MM, dd, HH, mm or ss.` })
  return ok(parts)
}

/** Words that dates are read by besides patterns. `instant`: with an offset, so that it is one moment anywhere. */
const INSTANT_READS = ['instant', 'unix-seconds', 'unix-milliseconds', 'ms-json'] as const
type InstantRead = (typeof INSTANT_READS)[number]

/** `local`: what a clock shows somewhere, read by a regular expression. `instant`: a moment. */
export type ReadForm = { readonly gives: 'local'; readonly form: RegExp } | { readonly gives: 'instant'; readonly as: InstantRead }

export function parseReadForm(text: string): Result<ReadForm, NotADatePattern> {
  const as = INSTANT_READS.find((word) => word === text)
  if (as !== undefined) return ok({ gives: 'instant', as })
  const form = parseReadPattern(text)
  return form.ok ? ok({ gives: 'local', form: form.value }) : form
}

/** What is written: the parts of a local time, or `2026-03-02T09:00:00Z`. */
export function parseWriteForm(text: string): Result<readonly PatternPart[] | 'instant', NotADatePattern> {
  return text === 'instant' ? ok('instant') : parseDatePattern(text)
}

/** A pattern that dates can be read by: it has the year, and each part once. */
export function parseReadPattern(pattern: string): Result<RegExp, NotADatePattern> {
  if (pattern === 'iso') return ok(ISO_READ)
  const parts = parseDatePattern(pattern)
  if (!parts.ok) return parts
  const tokens = parts.value.flatMap((part) => ('token' in part ? [part.token] : []))
  if (new Set(tokens).size < tokens.length) return fail({ type: 'NotADatePattern', message: `\`${pattern}\` names a part of the date twice. Keep one.` })
  if (!tokens.includes('yyyy')) return fail({ type: 'NotADatePattern', message: `\`${pattern}\` has no year. Add yyyy.` })
  return ok(new RegExp(readSource(parts.value), 'u'))
}

/** The regular expression that reads a pattern, as text: named groups, nothing but digits in them. */
export function readSource(parts: readonly PatternPart[]): string {
  return `^${parts.map((part) => ('token' in part ? `(?<${part.token}>\\d{${part.token.length}})` : part.text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))).join('')}$`
}

/** Undefined where the text does not fit or there is no such day. */
export function readDate(text: string, form: RegExp): DateParts | undefined {
  const { yyyy = '0001', MM = '01', dd = '01', HH = '00', mm = '00', ss = '00' } = form.exec(text)?.groups ?? { yyyy: '' }
  if (yyyy === '' || !(Number(dd) >= 1 && Number(dd) <= daysOf(Number(yyyy), Number(MM)))) return undefined
  return HH < '24' && mm < '60' && ss < '60' ? { yyyy, MM, dd, HH, mm, ss } : undefined
}

export function writeDate(date: DateParts, parts: readonly PatternPart[]): string {
  return parts.map((part) => ('token' in part ? date[part.token] : part.text)).join('')
}

/** 0 where there is no such month. */
function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

function addText(parts: PatternPart[], text: string): void {
  const last = parts.at(-1)
  if (last !== undefined && 'text' in last) parts[parts.length - 1] = { text: last.text + text }
  else parts.push({ text })
}
