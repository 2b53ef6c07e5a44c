// The only place that reckons with days of a plan (2026-12-02) and says in words how far they are apart. Today is always an argument.

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const MILLISECONDS = 86_400_000

/** Days since 1970. Undefined for whatever is no day of the calendar: plans hold what people typed. */
function dayNumber(day: string | undefined): number | undefined {
  const [, year = '', month = '', date = ''] = DAY.exec(day ?? '') ?? []
  if (year === '') return undefined
  const time = Date.UTC(Number(year), Number(month) - 1, Number(date))
  return new Date(time).toISOString().startsWith(`${year}-${month}-${date}`) ? time / MILLISECONDS : undefined
}

export function isDay(text: string | undefined): text is string {
  return dayNumber(text) !== undefined
}

/** How many days `to` is after `from`; negative before it. Undefined where one of them is no day. */
export function daysBetween(from: string | undefined, to: string | undefined): number | undefined {
  const [start, end] = [dayNumber(from), dayNumber(to)]
  return start === undefined || end === undefined ? undefined : end - start
}

/** How many days the day is past; undefined where it is not, or is no day. */
export function daysPast(day: string | undefined, today: string): number | undefined {
  const days = daysBetween(day, today)
  return days !== undefined && days > 0 ? days : undefined
}

/** The UTC day of an ISO time (2026-11-22T09:40:00.000Z). */
export function dayOfTime(time: string | undefined): string | undefined {
  const day = time?.slice(0, 10)
  return isDay(day) ? day : undefined
}

/** `9 Nov`, with the year where it is another than today's. A text that is no day stays as it is. */
export function dayWords(day: string, today: string): string {
  if (!isDay(day)) return day
  const [year = '', month = '', date = ''] = day.split('-')
  const words = `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''}`
  return year === today.slice(0, 4) ? words : `${words} ${year}`
}

/** `today`, `1 day ago`, `13 days ago`, `in 3 days`; empty for what is no day. */
export function agoWords(day: string | undefined, today: string): string {
  const days = daysBetween(day, today)
  if (days === undefined) return ''
  return days === 0 ? 'today' : days > 0 ? `${countDays(days)} ago` : `in ${countDays(-days)}`
}

/** Of what is needed by a day: `6 days late`, `due today`, `due in 5 days`, or the text as it was typed. */
export function dueWords(day: string, today: string): string {
  const days = daysBetween(day, today)
  if (days === undefined) return `due ${day}`
  return days > 0 ? `${countDays(days)} late` : days === 0 ? 'due today' : `due in ${countDays(-days)}`
}

export function countDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}

/** How a forecast stands to its target. `late`: days, above 0 where it is late. */
export type ForecastWords = { readonly words: string; readonly late: number }

/** Undefined: there is no target, and so nothing to be late for. Without a forecast the target alone is looked at. */
export function compareForecast(forecast: string | undefined, target: string | undefined, today: string): ForecastWords | undefined {
  if (!isDay(target)) return undefined
  if (!isDay(forecast)) {
    const past = daysPast(target, today)
    return past === undefined ? { words: 'no forecast yet', late: 0 } : { words: `target passed ${countDays(past)} ago, no forecast`, late: past }
  }
  const late = daysBetween(target, forecast) ?? 0
  if (late > 0) return { words: `${countDays(late)} late`, late }
  const past = daysPast(forecast, today)
  if (past !== undefined) return { words: `forecast passed ${countDays(past)} ago`, late: past }
  return { words: late === 0 ? 'on target' : `${countDays(-late)} early`, late: 0 }
}
