// The only place that knows time zones: an instant's offset, and the instant of a local time. By Intl; no zone data of our own.

const HOUR = 3_600_000
const MINUTE = 60_000
const DAY = 24 * HOUR

const formats = new Map<string, Intl.DateTimeFormat | null>()

/** `UTC`, an offset (`+05:30`) or a name that Intl knows (`Europe/Berlin`). */
export function isZone(zone: unknown): zone is string {
  return typeof zone === 'string' && (fixedOffset(zone) !== undefined || formatOf(zone) !== null)
}

/** Milliseconds that local time is ahead of UTC at an instant. The zone has to be one. */
export function offsetAt(instant: number, zone: string): number {
  const fixed = fixedOffset(zone)
  if (fixed !== undefined) return fixed
  const [, sign, hours, minutes, seconds = '0'] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(formatOf(zone)?.format(instant) ?? '') ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1_000)
}

/**
 * The instant of a local time, given as the milliseconds that the same reading would be in UTC.
 * A time that the clocks skip is moved on by what they skip; of a time that comes twice, the first is meant.
 */
export function instantOf(local: number, zone: string): number {
  const before = offsetAt(local - DAY, zone)
  const after = offsetAt(local + DAY, zone)
  const isFirst = before === after || offsetAt(local - before, zone) === before
  return local - (isFirst || offsetAt(local - after, zone) !== after ? before : after)
}

function fixedOffset(zone: string): number | undefined {
  if (zone === 'UTC') return 0
  const [, sign, hours, minutes] = /^([+-])([01]\d|2[0-3]):([0-5]\d)$/.exec(zone) ?? []
  return sign === undefined ? undefined : (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE)
}

/** Null where Intl knows no such zone. Names only: what offsets Intl takes depends on its version. */
function formatOf(zone: string): Intl.DateTimeFormat | null {
  let format = formats.get(zone)
  if (format === undefined) {
    format = createFormat(zone)
    formats.set(zone, format)
  }
  return format
}

function createFormat(timeZone: string): Intl.DateTimeFormat | null {
  if (!/^[A-Za-z]/.test(timeZone)) return null
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  } catch {
    return null
  }
}
