// Moments as milliseconds since 1970: the only place that reads them, adds to them and writes them. `local` is what a clock shows somewhere, as if it were UTC.
import { ISO_READ, readDate, type DateParts, type ReadForm } from './date-pattern.ts'
import { toNumber } from './scalar-conversion.ts'
import type { DateUnit } from './transform.ts'

export const MILLISECONDS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const

/** The years 0000 to 9999: dates outside are written in another form. */
const EARLIEST = Date.parse('0000-01-01T00:00:00Z')
const LATEST = Date.parse('9999-12-31T23:59:59Z') + 999

/** `offset`: milliseconds that `local` is ahead of UTC, where the text says so; NaN where there is no such offset. */
export type Reading = { readonly local: number; readonly offset: number | undefined }

/** Undefined where the value does not fit the form, or there is no such time. A moment is given in UTC. */
export function readMoment(value: unknown, read: ReadForm): Reading | undefined {
  if (read.gives === 'local') {
    const date = typeof value === 'string' ? readDate(value, read.form) : undefined
    return date === undefined ? undefined : { local: toLocal(date), offset: read.form === ISO_READ ? readOffset(String(value)) : undefined }
  }
  const instant = readInstant(value, read.as)
  return isInRange(instant) ? { local: instant, offset: 0 } : undefined
}

/** NaN where the value does not fit. */
function readInstant(value: unknown, as: Extract<ReadForm, { gives: 'instant' }>['as']): number {
  switch (as) {
    case 'instant': {
      const date = typeof value === 'string' ? readDate(value, ISO_READ) : undefined
      return date === undefined ? Number.NaN : toLocal(date) - (readOffset(String(value)) ?? Number.NaN)
    }
    case 'unix-seconds':
      return Math.floor(toNumber(value) * 1_000)
    case 'unix-milliseconds':
      return Math.floor(toNumber(value))
    case 'ms-json':
      // What stands behind the milliseconds is an offset that does not change them.
      return Number(/^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(String(value))?.[1])
  }
}

/** On the calendar; a day that the month does not have becomes its last. NaN where there is no such time any more. */
export function addToLocal(local: number, amount: number, unit: DateUnit): number {
  if (unit !== 'months' && unit !== 'years') return local + amount * MILLISECONDS[unit]
  const date = new Date(local)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + amount * (unit === 'years' ? 12 : 1))
  const lastDay = new Date(date)
  lastDay.setUTCMonth(lastDay.getUTCMonth() + 1, 0)
  return date.setUTCDate(Math.min(day, lastDay.getUTCDate()))
}

export function isInRange(milliseconds: number): boolean {
  return milliseconds >= EARLIEST && milliseconds <= LATEST
}

/** In range only. */
export function toParts(local: number): DateParts {
  const text = new Date(local).toISOString()
  return { yyyy: text.slice(0, 4), MM: text.slice(5, 7), dd: text.slice(8, 10), HH: text.slice(11, 13), mm: text.slice(14, 16), ss: text.slice(17, 19) }
}

/** In range only. */
export function writeInstant(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`
}

function toLocal({ yyyy, MM, dd, HH, mm, ss }: DateParts): number {
  return Date.parse(`${yyyy}-${MM}-${dd}T${HH}:${mm}:${ss}Z`)
}

/** Of a text that ISO_READ fits; undefined where it has none, NaN where there is no such offset. */
function readOffset(text: string): number | undefined {
  const [found, sign, hours = '0', minutes = '0'] = /Z$|([+-])(\d\d):?(\d\d)$/.exec(text) ?? []
  if (found === undefined || !text.includes(':')) return undefined
  if (hours > '23' || minutes > '59') return Number.NaN
  return (sign === '-' ? -1 : 1) * (Number(hours) * MILLISECONDS.hours + Number(minutes) * MILLISECONDS.minutes)
}
