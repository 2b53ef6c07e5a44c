// The only place that reads the numbers of a workbook as the text people see: dates as ISO 8601, codes with their zeros, everything else exactly.
import { walkXml, type XmlPart } from './walk-xml.ts'

/** What a number means by its format. `zeros`: shown with at least so many digits, as codes are. */
export type NumberMeaning = 'number' | 'date' | 'time' | 'duration' | { readonly zeros: number }

/** By the index of the cell's format. */
export type CellFormats = readonly NumberMeaning[]

/** The built-in formats that are dates; those of East Asia among them (ECMA-376, 18.8.30). */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, ...range(27, 31), 34, 35, 36, ...range(50, 58)])
const BUILT_IN_TIMES = new Set([18, 19, 20, 21, 32, 33, 45, 47])
const BUILT_IN_DURATION = 46

export async function readFormats(part: XmlPart): Promise<CellFormats> {
  const codes = new Map<number, string>()
  const formats: NumberMeaning[] = []
  let inCells = false
  await walkXml(part, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) formats.push(meaningOf(Number(attributes['numFmtId'] ?? 0), codes))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}

function meaningOf(id: number, codes: ReadonlyMap<number, string>): NumberMeaning {
  const code = codes.get(id)
  if (code !== undefined) return meaningOfCode(code)
  if (BUILT_IN_DATES.has(id)) return 'date'
  if (BUILT_IN_TIMES.has(id)) return 'time'
  return id === BUILT_IN_DURATION ? 'duration' : 'number'
}

/** `[$-409]d. mmm yyyy;@`: texts in quotes, escaped signs, colours and languages say nothing about what it is. */
export function meaningOfCode(code: string): NumberMeaning {
  const [first = ''] = code.slice(0, 500).split(';')
  if (/^0{2,30}$/.test(first)) return { zeros: first.length }
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return 'duration'
  const letters = first.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').replaceAll(/General|AM\/PM|A\/P/gi, '')
  if (/[yde]|m{3,}|g{1,3}e/i.test(letters)) return /^e\+|[0#]e[+-]/i.test(letters) ? 'number' : 'date'
  if (/[hs]/i.test(letters)) return 'time'
  return /m/i.test(letters) ? 'date' : 'number'
}

const DAY = 86_400_000
/** Excel counts the days from 1900 as if that year had had a 29 February; the other system begins with 1904. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
/** Of 9999-12-31. */
const LAST_DAY = 2_958_466
const FALSE_LEAP_DAY = 60

/** `written`: as it stands in the file. */
export function printNumber(written: string, meaning: NumberMeaning, from1904: boolean): string {
  const number = Number(written)
  if (written.trim() === '' || !Number.isFinite(number)) return written
  if (meaning === 'number') return String(number)
  if (typeof meaning === 'object') return Number.isInteger(number) && number >= 0 ? String(number).padStart(meaning.zeros, '0') : String(number)
  if (number < 0) return String(number)
  if (meaning === 'duration') return printTime(Math.round(number * DAY))
  if (number >= LAST_DAY) return String(number)
  // Below one day there is a time alone, whatever else the format would show.
  if (number < 1 && (meaning === 'time' || number > 0)) return printTime(Math.round(number * DAY) % DAY)
  return printDate(number, from1904)
}

function printDate(serial: number, from1904: boolean): string {
  let days = Math.floor(serial)
  // Milliseconds, because the fraction is cut at some digit.
  let time = Math.round((serial - days) * DAY)
  if (time === DAY) {
    days += 1
    time = 0
  }
  const day = from1904 ? new Date(EPOCH_1904 + days * DAY) : new Date(EPOCH_1900 + (days < FALSE_LEAP_DAY ? days + 1 : days) * DAY)
  const date = !from1904 && days === FALSE_LEAP_DAY ? '1900-02-29' : day.toISOString().slice(0, 10)
  return time === 0 ? date : `${date}T${printTime(time)}`
}

function printTime(milliseconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const rest = milliseconds % 1_000
  const seconds = Math.floor(milliseconds / 1_000)
  const clock = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(3, '0')}`
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
