// The only place that reads a date by a picture, as jsonata 2.2.2's `$toMillis`. What is no date is none: a day that does not exist is not carried over
// into the next month, and a year of two digits has no century.
import { monthNames, parseDatePicture } from './date-picture.ts'
import type { DatePicture, PicturePart } from './date-picture.ts'

/** `read` gives null for a text that has another form, as jsonata then gives nothing; undefined for one that has the form and is no date. */
export type DateReader = { readonly ok: true; readonly read: (text: string) => number | undefined | null } | { readonly ok: false; readonly message: string }

/** A picture to read by has a year, and no gap between the largest and the smallest part; what is not there is the first of its kind. */
export function parseDateReader(text: string): DateReader {
  const picture = parseDatePicture(text)
  if (!picture.ok) return picture
  const message = findGap(picture)
  if (message !== undefined) return { ok: false, message }
  const pattern = new RegExp(`^${picture.parts.map((part, index) => `(${printPattern(part, picture.parts[index + 1])})`).join('')}$`, 'i')
  return { ok: true, read: (date) => readParts(date, picture.parts, pattern) }
}

function findGap(picture: DatePicture & { readonly ok: true }): string | undefined {
  const given = picture.parts.flatMap((part) => (part.is === 'text' ? [] : part.is === 'zone' ? ['Z'] : [part.of]))
  if (new Set(given).size < given.length) return 'Each part of a date stands in the picture once.'
  if (given.some((component) => 'dWwXx'.includes(component))) return 'A date is not read by weeks or by the day of the year.'
  if (!given.includes('Y')) return 'A picture to read a date by has the year: `[Y0001]`.'
  if (given.includes('h') !== given.includes('P')) return '`[h]` and `[P]` stand together: the hour and am or pm.'
  if (given.includes('h') && given.includes('H')) return 'Use either `[H]`, or `[h]` and `[P]`.'
  const order = ['Y', 'M', 'D', given.includes('h') ? 'h' : 'H', 'm', 's', 'f']
  const firstGap = order.findIndex((component) => !given.includes(component))
  if (firstGap >= 0 && order.slice(firstGap).some((component) => given.includes(component)))
    return `The picture leaves a gap: \`[${order[firstGap] ?? ''}]\` is missing.`
  const hasJoinedFraction = picture.parts.some((part, index) => part.is === 'number' && part.of === 'f' && picture.parts[index + 1]?.is === 'number')
  return hasJoinedFraction ? 'Behind fractions of a second stands something other than a number.' : undefined
}

function printPattern(part: PicturePart, next: PicturePart | undefined): string {
  switch (part.is) {
    case 'text':
      return part.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    case 'name':
      return '[a-zA-Z]+'
    case 'zone':
      return `${part.isNamed ? 'GMT' : ''}[-+][0-9]+${part.hasColon ? ':[0-9]+' : ''}`
    case 'number':
      // Digits that run into the next number need their own number of digits.
      return (next?.is === 'number' && part.of !== 'f' ? `[0-9]{${part.digits}}` : '[0-9]+') + (part.ordinal ? '(?:th|st|nd|rd)' : '')
  }
}

function readParts(text: string, parts: readonly PicturePart[], pattern: RegExp): number | undefined | null {
  // The longest date has far fewer characters; a longer text is not even looked at.
  if (text.length > 1000) return undefined
  const match = pattern.exec(text)
  if (match === null) return null
  const found = new Map<string, number>()
  for (const [index, part] of parts.entries()) {
    const value = readPart(part, match[index + 1] ?? '')
    if (value === undefined) return undefined
    if (part.is === 'name' && part.of === 'P') found.set('P', value)
    else if (part.is !== 'text') found.set(part.is === 'zone' ? 'Z' : part.of, value)
  }
  return toMillis(found)
}

/** Undefined: not what may stand there. */
function readPart(part: PicturePart, text: string): number | undefined {
  switch (part.is) {
    case 'text':
      return 0
    case 'number':
      return part.of === 'f' ? Number(`0.${text.slice(0, 3)}`) * 1000 : Number(part.ordinal ? text.slice(0, -2) : text)
    case 'name':
      return readName(part, text)
    case 'zone':
      return readZone(part.isNamed ? text.slice(3) : text)
  }
}

function readName(part: PicturePart & { readonly is: 'name' }, text: string): number | undefined {
  if (part.of === 'F') return 0
  if (part.of === 'P') return text === 'am' || text === 'AM' ? 0 : text === 'pm' || text === 'PM' ? 1 : undefined
  const { most } = part
  // A later month with the same first letters wins, as in jsonata.
  const index = monthNames.findLastIndex((name) => (most === null || most === 0 ? name : name.slice(0, most)) === text)
  return index < 0 ? undefined : index + 1
}

/** In minutes. West of Greenwich jsonata adds the minutes with the wrong sign: such a zone is not read. */
function readZone(text: string): number | undefined {
  const match = /^([+-])(\d{1,2})(?::?(\d\d))?$/.exec(text)
  if (match === null) return undefined
  const hours = Number(match[2])
  const minutes = Number(match[3] ?? 0)
  if (minutes > 59 || hours > 23 || (match[1] === '-' && minutes !== 0)) return undefined
  return (match[1] === '-' ? -hours : hours) * 60 + minutes
}

function toMillis(found: ReadonlyMap<string, number>): number | undefined {
  const take = (component: string, otherwise: number): number => found.get(component) ?? otherwise
  const half = found.get('P')
  const twelve = take('h', 12)
  if (twelve < 1 || twelve > 12) return undefined
  const year = take('Y', 0)
  const month = take('M', 1)
  const day = take('D', 1)
  const hour = half === undefined ? take('H', 0) : (twelve % 12) + 12 * half
  const minute = take('m', 0)
  const second = take('s', 0)
  if (year < 100 || month < 1 || month > 12 || day < 1 || day > countDays(year, month) || hour > 23 || minute > 59 || second > 59) return undefined
  const millis = Date.UTC(year, month - 1, day, hour, minute, second, take('f', 0)) - take('Z', 0) * 60_000
  return Number.isFinite(millis) ? millis : undefined
}

const countDays = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

const ISO = /^(\d{4})(?:-([01]\d)(?:-([0-3]\d)(?:(T[0-2]\d:[0-5]\d:[0-5]\d(?:\.\d+)?)(Z|[+-][0-2]\d:?[0-5]\d)?)?)?)?$/

/** ISO 8601 as jsonata takes it: a year, a month, a day, or a time on a day. Without a zone it is UTC. */
export function readIsoMillis(text: string): number | undefined {
  const match = ISO.exec(text)
  if (match === null) return undefined
  const [, year = '', month = '01', day = '01', time = 'T00:00:00', zone = 'Z'] = match
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > countDays(Math.max(Number(year), 100), Number(month))) return undefined
  const millis = Date.parse(`${year}-${month}-${day}${time}${zone.replace(/(\d\d)(\d\d)$/, '$1:$2')}`)
  return Number.isNaN(millis) ? undefined : millis
}
