// The only place that knows time zones: an instant's offset, and the instant of a local time. By Intl; no zone data of our own.

/** Milliseconds that local time is ahead of UTC at an instant. */
export type Zone = (instant: number) => number

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Zones that one process keeps, at most: one name can be written in many ways. */
const MOST_ZONES = 1_000

const zones = new Map<string, Zone>()

/** `UTC`, an offset (`+05:30`) or a name that Intl knows (`Europe/Berlin`); undefined for anything else. */
export function findZone(name: unknown): Zone | undefined {
  if (typeof name !== 'string') return undefined
  const known = zones.get(name)
  if (known !== undefined) return known
  const zone = createZone(name)
  if (zones.size >= MOST_ZONES) zones.clear()
  if (zone !== undefined) zones.set(name, zone)
  return zone
}

/**
 * The instant of a local time, given as the milliseconds that the same reading would be in UTC.
 * A time that the clocks skip is moved on by what they skip; of a time that comes twice, the first is meant.
 */
export function instantOf(local: number, zone: Zone): number {
  const before = zone(local - DAY)
  const after = zone(local + DAY)
  const isBefore = before === after || zone(local - before) === before || zone(local - after) !== after
  return local - (isBefore ? before : after)
}

function createZone(name: string): Zone | undefined {
  if (name === 'UTC') return () => 0
  const [, sign, hours, minutes] = /^([+-])([01]\d|2[0-3]):([0-5]\d)$/.exec(name) ?? []
  if (sign !== undefined) {
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE)
    return () => offset
  }
  const format = createFormat(name)
  return format === undefined ? undefined : (instant) => parseOffset(format.format(instant))
}

/** Names only: which offsets Intl takes depends on its version. */
function createFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  if (!/^[A-Za-z]/.test(timeZone)) return undefined
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  } catch {
    return undefined
  }
}

/** `3/7/2019, GMT+05:45`; plain `GMT` is no offset, and long ago there were seconds. */
function parseOffset(text: string): number {
  const [, sign, hours, minutes, seconds = '0'] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(text) ?? []
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1_000)
}
