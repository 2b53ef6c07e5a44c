// The small functions of generated code that read, move and tell moments: milliseconds since 1970, NaN for none.
import type { Written } from './written-function.ts'

const DAY = '86_400_000'

const add = (unit: string, milliseconds: string): Written => ({
  needs: ['isTime'],
  code: `function add${unit}(time: number, ${unit.toLowerCase()}: number): number {
  return isTime(time) ? time + ${unit.toLowerCase()} * ${milliseconds} : Number.NaN
}`,
})

export const dateFunctions = {
  DateParts: { needs: [], code: "type DateParts = Readonly<Record<'yyyy' | 'MM' | 'dd' | 'HH' | 'mm' | 'ss', string>>" },
  reformatDate: {
    needs: ['daysOf', 'DateParts'],
    code: `/** Undefined where the text does not fit the pattern, or there is no such day or time. Nothing is converted. */
function reformatDate(text: string, pattern: RegExp, write: (date: DateParts) => string): string | undefined {
  const { yyyy = '0001', MM = '01', dd = '01', HH = '00', mm = '00', ss = '00' } = pattern.exec(text)?.groups ?? { MM: '00' }
  const isDay = Number(dd) >= 1 && Number(dd) <= daysOf(Number(yyyy), Number(MM))
  return isDay && HH < '24' && mm < '60' && ss < '60' ? write({ yyyy, MM, dd, HH, mm, ss }) : undefined
}`,
  },
  daysOf: {
    needs: [],
    code: `function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}`,
  },
  readClock: {
    needs: [],
    code: `/** What a clock shows, as milliseconds in UTC; NaN where the text does not fit, or there is no such day or time. */
function readClock(text: string, pattern: RegExp): number {
  const { yyyy = '0001', MM = '01', dd = '01', HH = '00', mm = '00', ss = '00' } = pattern.exec(text)?.groups ?? { MM: '00' }
  const time = Date.parse(\`\${yyyy}-\${MM}-\${dd}T\${HH}:\${mm}:\${ss}Z\`)
  return new Date(time).getUTCDate() === Number(dd) ? time : Number.NaN
}`,
  },
  readInstant: {
    needs: ['readClock'],
    code: `/** The moment that a time with an offset names (\`2026-03-02T09:00:00+01:00\`). */
function readInstant(text: string, pattern: RegExp): number {
  const [offset, sign, hours = '00', minutes = '00'] = /(?:Z|([+-])(\\d\\d):?(\\d\\d))$/.exec(text) ?? []
  if (offset === undefined || hours > '23' || minutes > '59') return Number.NaN
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000
  return readClock(text, pattern) - (sign === '-' ? -ahead : ahead)
}`,
  },
  hasOffset: {
    needs: [],
    code: `function hasOffset(text: string): boolean {
  return /(?:Z|[+-]\\d\\d:?\\d\\d)$/.test(text)
}`,
  },
  readJsonDate: {
    needs: [],
    code: `/** \`/Date(1551981658323+0000)/\`: what stands behind the milliseconds does not change them. */
function readJsonDate(text: string): number {
  return Number(/^\\/Date\\((-?\\d+)(?:[+-]\\d{4})?\\)\\/$/.exec(text)?.[1])
}`,
  },
  isTime: {
    needs: [],
    code: `/** In the years 0000 to 9999. */
function isTime(time: number): boolean {
  return time >= -62_167_219_200_000 && time <= 253_402_300_799_999
}`,
  },
  addMinutes: add('Minutes', '60_000'),
  addHours: add('Hours', '3_600_000'),
  addDays: add('Days', DAY),
  addMonths: {
    needs: ['isTime'],
    code: `/** A day that the month does not have becomes its last. */
function addMonths(time: number, months: number): number {
  const date = new Date(isTime(time) ? time : Number.NaN)
  const day = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.getUTCDate() === day ? date.getTime() : date.setUTCDate(0)
}`,
  },
  Clock: {
    needs: [],
    code: `/** What a clock's zone is called at a moment: \`GMT+02:00\`. */
type Clock = (time: number) => string

const clocks = new Map<unknown, Clock | undefined>()`,
  },
  zoneOf: {
    needs: ['findClock', 'Clock'],
    code: `/** \`UTC\`, \`+02:00\` or \`Europe/Berlin\`; undefined where there is no such zone. */
function zoneOf(zone: unknown): Clock | undefined {
  if (!clocks.has(zone)) clocks.set(zone, typeof zone === 'string' ? findClock(zone) : undefined)
  return clocks.get(zone)
}`,
  },
  findClock: {
    needs: ['Clock'],
    code: `function findClock(zone: string): Clock | undefined {
  if (/^[+-](?:[01]\\d|2[0-3]):[0-5]\\d$/.test(zone)) return () => \`GMT\${zone}\`
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: /^[A-Za-z]/.test(zone) ? zone : '?', timeZoneName: 'longOffset' })
    return (time) => format.format(time)
  } catch {
    return undefined
  }
}`,
  },
  offsetOf: {
    needs: [],
    code: `/** Milliseconds that \`GMT+02:00\` is ahead of UTC. */
function offsetOf(zone: string): number {
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = /GMT([+-])(\\d\\d):(\\d\\d)(?::(\\d\\d))?/.exec(zone) ?? []
  return (sign === '-' ? -1000 : 1000) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds))
}`,
  },
  inZone: {
    needs: ['isTime', 'offsetOf', 'Clock'],
    code: `/** What a clock shows at a moment. */
function inZone(time: number, clock: Clock | undefined): number {
  return clock !== undefined && isTime(time) ? time + offsetOf(clock(time)) : Number.NaN
}`,
  },
  momentOf: {
    needs: ['isTime', 'offsetOf', 'Clock'],
    code: `/** When a clock shows a time: the first moment where it does so twice; a time that it skips is moved on by what it skips. */
function momentOf(shown: number, clock: Clock | undefined): number {
  if (clock === undefined || !isTime(shown)) return Number.NaN
  const before = offsetOf(clock(shown - ${DAY}))
  const after = offsetOf(clock(shown + ${DAY}))
  const fits = (offset: number) => offsetOf(clock(shown - offset)) === offset
  return shown - (!fits(before) && fits(after) ? after : before)
}`,
  },
  two: {
    needs: [],
    code: `function two(part: number): string {
  return part < 10 ? \`0\${part}\` : String(part)
}`,
  },
  writeTime: {
    needs: ['isTime', 'two', 'DateParts'],
    code: `function writeTime(time: number, write: (date: DateParts) => string): string | undefined {
  if (!isTime(time)) return undefined
  const date = new Date(time)
  const yyyy = String(date.getUTCFullYear()).padStart(4, '0')
  const [MM, dd] = [two(date.getUTCMonth() + 1), two(date.getUTCDate())]
  return write({ yyyy, MM, dd, HH: two(date.getUTCHours()), mm: two(date.getUTCMinutes()), ss: two(date.getUTCSeconds()) })
}`,
  },
} satisfies Record<string, Written>
