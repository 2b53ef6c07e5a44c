// The only place that writes milliseconds by a date picture, as jsonata 2.2.2's `$fromMillis`.
import { dayNames, monthNames, parseDatePicture } from './date-picture.ts'
import type { DatePicture, NumberComponent, PicturePart } from './date-picture.ts'

/** What `$fromMillis` writes where it is given no picture. */
export const isoPicture = parseDatePicture('[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]')

export type Offset = { readonly hours: number; readonly minutes: number }

/** `+0200`; undefined for what is none, and for half hours west of Greenwich, which jsonata gets wrong by an hour. */
export function parseOffset(text: string): Offset | undefined {
  const match = /^([+-])([01][0-9])([0-5][0-9])$/.exec(text)
  if (match === null) return undefined
  const hours = Number(match[2]) * (match[1] === '-' ? -1 : 1)
  const minutes = Number(match[3])
  return match[1] === '-' && minutes !== 0 ? undefined : { hours: hours + 0, minutes }
}

/** Undefined: beyond what a date can be. */
export function writeMillis(millis: number, picture: DatePicture & { readonly ok: true }, offset: Offset): string | undefined {
  const date = new Date(millis + (60 * offset.hours + offset.minutes) * 60_000)
  if (Number.isNaN(date.getTime()) || Number.isNaN(new Date(millis).getTime())) return undefined
  return picture.parts.map((part) => writePart(part, date, offset)).join('')
}

function writePart(part: PicturePart, date: Date, offset: Offset): string {
  switch (part.is) {
    case 'text':
      return part.text
    case 'number': {
      const value = readComponent(date, part.of)
      const digits = padDigits(part.last === null ? value : value % 10 ** part.last, part.digits)
      return part.ordinal ? digits + findOrdinal(digits) : digits
    }
    case 'name':
      return writeName(part, date)
    case 'zone':
      return writeZone(part, offset)
  }
}

function readComponent(date: Date, component: NumberComponent): number {
  switch (component) {
    case 'Y':
      return date.getUTCFullYear()
    case 'M':
      return date.getUTCMonth() + 1
    case 'D':
      return date.getUTCDate()
    case 'd':
      return (toDay(date) - Date.UTC(date.getUTCFullYear(), 0)) / DAY + 1
    case 'F':
      return date.getUTCDay() === 0 ? 7 : date.getUTCDay()
    case 'W':
      return countWeeks(toDay(date), startOfWeeks(date, 12, -1), startOfWeeks(date, 12, 0), startOfWeeks(date, 12, 1))
    case 'w':
      return countWeeks(toDay(date), startOfWeeks(date, 1, -1), startOfWeeks(date, 1, 0), startOfWeeks(date, 1, 1))
    case 'X':
      return date.getUTCFullYear() + findWeekShift(date, 12)
    case 'x':
      return ((date.getUTCMonth() + findWeekShift(date, 1) + 12) % 12) + 1
    case 'H':
      return date.getUTCHours()
    case 'h':
      return date.getUTCHours() % 12 === 0 ? 12 : date.getUTCHours() % 12
    case 'm':
      return date.getUTCMinutes()
    case 's':
      return date.getUTCSeconds()
    case 'f':
      return date.getUTCMilliseconds()
  }
}

const DAY = 86_400_000
const toDay = (date: Date): number => Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())

/** The Monday of the first week of the date's year (`months` 12) or month (1), or of one before or after it. */
function startOfWeeks(date: Date, months: 1 | 12, shift: number): number {
  const month = (months === 12 ? 0 : date.getUTCMonth()) + shift * months
  const first = Date.UTC(date.getUTCFullYear(), month)
  const weekday = new Date(first).getUTCDay() || 7
  return weekday > 4 ? first + (8 - weekday) * DAY : first - (weekday - 1) * DAY
}

function countWeeks(day: number, before: number, start: number, after: number): number {
  if (day >= after) return 1
  return Math.floor((day - (day < start ? before : start)) / (7 * DAY)) + 1
}

/** -1, 0 or 1: whether the date's week belongs to the year or month before or after. */
function findWeekShift(date: Date, months: 1 | 12): number {
  if (date.getTime() < startOfWeeks(date, months, 0)) return -1
  return date.getTime() >= startOfWeeks(date, months, 1) ? 1 : 0
}

function findOrdinal(digits: string): string {
  if (/1\d$/.test(digits)) return 'th'
  return { 1: 'st', 2: 'nd', 3: 'rd' }[Number(digits.at(-1))] ?? 'th'
}

function writeName(part: PicturePart & { readonly is: 'name' }, date: Date): string {
  if (part.of === 'P') {
    const half = date.getUTCHours() >= 12 ? 'pm' : 'am'
    return part.letters === 'upper' ? half.toUpperCase() : half
  }
  const name = (part.of === 'F' ? dayNames[(date.getUTCDay() + 6) % 7] : monthNames[readComponent(date, part.of) - 1]) ?? ''
  const cased = part.letters === 'upper' ? name.toUpperCase() : part.letters === 'lower' ? name.toLowerCase() : name
  return part.most === null ? cased : cased.slice(0, part.most)
}

function writeZone(part: PicturePart & { readonly is: 'zone' }, { hours, minutes }: Offset): string {
  const whole = hours * 100 + minutes
  if (whole === 0 && part.zulu) return 'Z'
  const sign = whole >= 0 ? '+' : ''
  return (part.isNamed ? 'GMT' : '') + sign + writeOffset(part, whole, { hours, minutes })
}

function writeOffset(part: PicturePart & { readonly is: 'zone' }, whole: number, { hours, minutes }: Offset): string {
  if (part.hasColon) return padDigits(whole, part.digits).replace(/(\d\d)$/, ':$1')
  if (part.digits > 2) return padDigits(whole, part.digits)
  return padDigits(hours, part.digits) + (minutes === 0 ? '' : `:${padDigits(minutes, 2)}`)
}

function padDigits(value: number, digits: number): string {
  return (value < 0 ? '-' : '') + String(Math.abs(value)).padStart(digits, '0')
}
