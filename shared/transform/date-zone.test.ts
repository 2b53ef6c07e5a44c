// Proof that zones agree with Intl, and that a local time and its instant are one.
import { describe, expect, it } from 'vitest'
import { findZone, instantOf } from './date-zone.ts'

const names = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia', 'Africa/Casablanca', 'UTC']
const EARLIEST = Date.parse('1950-01-01T00:00:00Z')
const LATEST = Date.parse('2050-01-01T00:00:00Z')

/** What a clock shows, by another way through Intl: field by field. */
function createClock(timeZone: string): (instant: number) => number {
  const numeric = 'numeric'
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  })
  return (instant) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second)
  }
}

/** Whole seconds; the generator is fixed by its seed. */
function createInstants(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return EARLIEST + Math.floor((state / 2 ** 32) * ((LATEST - EARLIEST) / 1_000)) * 1_000
  }
}

/** A transition in a year, found by halving between two instants with different offsets. */
function listChanges(zone: (instant: number) => number, year: number): number[] {
  const changes: number[] = []
  for (let month = 0; month < 12; month++) {
    let from = Date.UTC(year, month, 1)
    let to = Date.UTC(year, month + 1, 1)
    if (zone(from) === zone(to)) continue
    while (to - from > 1_000) {
      const middle = from + Math.floor((to - from) / 2_000) * 1_000
      if (zone(middle) === zone(from)) from = middle
      else to = middle
    }
    changes.push(to)
  }
  return changes
}

describe('zones', () => {
  it('[D4] tell 10,000 random instants as Intl does, and find the instant again', () => {
    const seed = Date.now() % 2 ** 31
    console.info(`seed ${seed}`)
    const next = createInstants(seed)
    for (const name of names) {
      const zone = findZone(name)
      const clock = createClock(name)
      if (zone === undefined) throw new Error(`no zone ${name}`)
      for (let i = 0; i < 10_000 / names.length; i++) {
        const instant = next()
        const local = instant + zone(instant)
        expect(local, `${name} ${instant}`).toBe(clock(instant))
        const found = instantOf(local, zone)
        // Of a time that comes twice the first is meant.
        expect(found <= instant && clock(found) === local, `${name} ${instant}`).toBe(true)
      }
    }
  })

  it.each(names.filter((name) => name !== 'UTC'))('[D5] around every change of the clocks in %s since 1970', (name) => {
    const zone = findZone(name)
    if (zone === undefined) throw new Error(`no zone ${name}`)
    for (let year = 1970; year < 2030; year++) {
      for (const change of listChanges(zone, year)) {
        const before = zone(change - 1_000)
        const after = zone(change)
        for (const offset of [-7_200, -1_800, -1, 0, 1, 1_799, 7_200]) {
          const local = change + before + offset * 1_000
          const isSkipped = after > before && offset >= 0 && local < change + after
          const want = isSkipped || offset < 0 || local < change + before ? local - before : local - after
          expect(instantOf(local, zone), `${name} ${change} ${offset}`).toBe(want)
        }
      }
    }
  })

  it('[D4] are UTC, offsets and names that Intl knows, and nothing else', () => {
    for (const zone of ['UTC', '+00:00', '-23:59', '+05:45', 'Europe/Berlin', 'Asia/Kathmandu']) expect(findZone(zone), zone).toBeDefined()
    for (const zone of ['', ' UTC', '+2', '+0200', '+24:00', '+02:60', '02:00', 'Europe/Atlantis', 'Europe/Berlin\n', null, 2, {}])
      expect(findZone(zone), JSON.stringify(zone)).toBeUndefined()
  })
})
