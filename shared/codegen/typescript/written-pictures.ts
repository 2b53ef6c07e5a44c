// The small functions of generated code that write dates and numbers by a formula's picture, and read dates by one.
import type { Written } from './written-function.ts'

export const pictureFunctions = {
  formatDigits: {
    needs: ['NoValue', 'roundToEven'],
    code: `/** At least so many digits before the point, at least and at most so many decimals, a comma between groups; a half goes to the even neighbour. */
function formatDigits(value: number, whole: number, [least, most]: readonly [number, number], group: number, prefix = '', suffix = ''): string {
  const rounded = roundToEven(Math.abs(value), most)
  if (!(rounded < 1e21)) throw new NoValue('not-a-number')
  const [digits = '', rest = ''] = rounded.toFixed(most).split('.')
  const shown = digits.replace(/^0+/, '').padStart(whole, '0')
  const part = rest.replace(/0+$/, '').padEnd(least, '0')
  const grouped = group === 0 ? shown : shown.replaceAll(new RegExp(\`\\\\B(?=(\\\\d{\${group}})+$)\`, 'g'), ',')
  return (value < 0 ? '-' : '') + prefix + grouped + (part === '' ? '' : \`.\${part}\`) + suffix
}`,
  },
  writeMillis: {
    needs: ['NoValue'],
    code: `/** What a clock shows that is \`minutes\` ahead of UTC. */
function writeMillis(millis: number, minutes: number, write: (date: Date, minutes: number) => string): string {
  const date = new Date(millis + minutes * 60_000)
  if (Number.isNaN(date.getTime()) || Number.isNaN(new Date(millis).getTime())) throw new NoValue('not-a-date')
  return write(date, minutes)
}`,
  },
  padDigits: {
    needs: [],
    code: `function padDigits(value: number, least: number): string {
  return (value < 0 ? '-' : '') + String(Math.abs(value)).padStart(least, '0')
}`,
  },
  ordinal: {
    needs: [],
    code: `function ordinal(digits: string): string {
  const ending = /1\\d$/.test(digits) ? undefined : ['th', 'st', 'nd', 'rd'][Number(digits.at(-1))]
  return digits + (ending ?? 'th')
}`,
  },
  monthNames: {
    needs: [],
    code: `const monthNames = 'January February March April May June July August September October November December'.split(' ')`,
  },
  dayNames: { needs: [], code: `const dayNames = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')` },
  dayOfYear: {
    needs: [],
    code: `function dayOfYear(date: Date): number {
  const day = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
  return (day - Date.UTC(date.getUTCFullYear(), 0)) / 86_400_000 + 1
}`,
  },
  startOfWeeks: {
    needs: [],
    code: `/** The Monday of the first week of the date's year (\`months\` 12) or month (1), or of one before or after it. */
function startOfWeeks(date: Date, months: 1 | 12, shift: number): number {
  const first = Date.UTC(date.getUTCFullYear(), (months === 12 ? 0 : date.getUTCMonth()) + shift * months)
  const weekday = new Date(first).getUTCDay() || 7
  return first + (weekday > 4 ? 8 - weekday : 1 - weekday) * 86_400_000
}`,
  },
  weekOf: {
    needs: ['startOfWeeks'],
    code: `/** A week belongs to where its Thursday is. */
function weekOf(date: Date, months: 1 | 12): number {
  const day = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
  if (day >= startOfWeeks(date, months, 1)) return 1
  const start = startOfWeeks(date, months, 0)
  return Math.floor((day - (day < start ? startOfWeeks(date, months, -1) : start)) / 604_800_000) + 1
}`,
  },
  weekShift: {
    needs: ['startOfWeeks'],
    code: `/** Whether the date's week belongs to the year or month before (-1) or after (1). */
function weekShift(date: Date, months: 1 | 12): number {
  return date.getTime() < startOfWeeks(date, months, 0) ? -1 : date.getTime() >= startOfWeeks(date, months, 1) ? 1 : 0
}`,
  },
  parseOffset: {
    needs: ['NoValue'],
    code: `/** \`+0200\` in minutes; no half hours west of Greenwich. */
function parseOffset(zone: string): number {
  const [found, sign, hours, minutes] = /^([+-])([01]\\d)([0-5]\\d)$/.exec(zone) ?? []
  if (found === undefined || (sign === '-' && minutes !== '00')) throw new NoValue('not-a-zone')
  return (sign === '-' ? -1 : 1) * Number(hours) * 60 + Number(minutes)
}`,
  },
  offsetText: {
    needs: ['padDigits'],
    code: `function offsetText(minutes: number, least: number, hasColon: boolean, name: string, zulu: string): string {
  const [hours, rest] = [Math.trunc(minutes / 60), minutes % 60]
  if (minutes === 0 && zulu !== '') return zulu
  const short = padDigits(hours, least) + (rest === 0 ? '' : \`:\${padDigits(rest, 2)}\`)
  const long = padDigits(hours * 100 + rest, least)
  return name + (minutes >= 0 ? '+' : '') + (hasColon ? long.replace(/(\\d\\d)$/, ':$1') : least > 2 ? long : short)
}`,
  },
  readIsoMillis: {
    needs: ['NoValue'],
    code: `/** A year, a month, a day, or a time on a day, in UTC where it says nothing else. */
function readIsoMillis(text: string): number {
  const pattern = /^(\\d{4})(?:-([01]\\d)(?:-([0-3]\\d)(?:(T[0-2]\\d:[0-5]\\d:[0-5]\\d(?:\\.\\d+)?)(Z|[+-][0-2]\\d:?[0-5]\\d)?)?)?)?$/
  const [found, year = '', month = '01', day = '01', time = 'T00:00:00', zone = 'Z'] = pattern.exec(text) ?? []
  const lastDay = new Date(Date.UTC(Math.max(Number(year), 100), Number(month), 0)).getUTCDate()
  const isDay = found !== undefined && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= lastDay
  const millis = isDay ? Date.parse(\`\${year}-\${month}-\${day}\${time}\${zone.replace(/(\\d\\d)(\\d\\d)$/, '$1:$2')}\`) : Number.NaN
  if (Number.isNaN(millis)) throw new NoValue('not-a-date')
  return millis
}`,
  },
  readByPicture: {
    needs: ['NoValue', 'hourOf', 'minutesOf'],
    code: `/** Undefined for a text of another form. */
function readByPicture(text: string, pattern: RegExp, monthOf: (month: string) => number = Number): number | undefined {
  const found = text.length > 1000 ? { Y: '' } : pattern.exec(text)?.groups
  if (found === undefined) return undefined
  const { Y = '', M = '1', D = '1', m = '0', s = '0', f = '0', Z = '+0' } = found
  const [year, month, hour] = [Number(Y), monthOf(M), hourOf(found)]
  const isDay = year >= 100 && new Date(Date.UTC(year, month - 1, Number(D))).getUTCMonth() === month - 1
  const millis = Date.UTC(year, month - 1, Number(D), hour, Number(m), Number(s), Number(\`0.\${f.slice(0, 3)}\`) * 1000) - minutesOf(Z) * 60_000
  if (!isDay || !(hour <= 23) || Number(m) > 59 || Number(s) > 59 || Number.isNaN(millis)) throw new NoValue('not-a-date')
  return millis
}`,
  },
  hourOf: {
    needs: [],
    code: `function hourOf({ H = '0', h = '12', P }: Readonly<Record<string, string>>): number {
  if (P === undefined) return Number(H)
  const isHour = Number(h) >= 1 && Number(h) <= 12 && ['am', 'AM', 'pm', 'PM'].includes(P)
  return isHour ? (Number(h) % 12) + (P.toLowerCase() === 'pm' ? 12 : 0) : Number.NaN
}`,
  },
  minutesOf: {
    needs: [],
    code: `/** Of \`+02:00\`; no half hours west of Greenwich. */
function minutesOf(zone: string): number {
  const [found, sign, hours, minutes = '0'] = /^([+-])(\\d{1,2})(?::?(\\d\\d))?$/.exec(zone) ?? []
  const isZone = found !== undefined && Number(minutes) <= 59 && Number(hours) <= 23 && (sign === '+' || Number(minutes) === 0)
  return isZone ? (sign === '-' ? -1 : 1) * Number(hours) * 60 + Number(minutes) : Number.NaN
}`,
  },
} satisfies Record<string, Written>
