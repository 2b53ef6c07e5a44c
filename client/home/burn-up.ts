// The lines of the burn-up: how many rows there were and how far, from day to day. Pure: counts in, points of a picture out.
import type { ProgressDay } from '../../shared/api/review-routes.ts'
import { countDays, daysBetween, dayWords } from '../../shared/review/progress-days.ts'

export const BURN_UP_LINES = ['rows', 'ready', 'approved', 'built', 'tested'] as const
export type BurnUpLine = (typeof BURN_UP_LINES)[number]

export type BurnUp = {
  /** Points of an SVG polyline, `x,y x,y`; a count holds until the next day on which something changed. */
  readonly lines: Readonly<Record<BurnUpLine, string>>
  /** Counts on the last day. */
  readonly now: Readonly<Record<BurnUpLine, number>>
  readonly most: number
  readonly from: string
  readonly to: string
  /** What the picture says, in a sentence. */
  readonly words: string
}

/** Undefined: fewer than two days are known, and a line has two ends. `today`: the lines go on until then. `width`, `height`: of the picture. */
export function drawBurnUp(days: readonly ProgressDay[], today: string, width: number, height: number): BurnUp | undefined {
  const first = days[0]
  const last = days.at(-1)
  if (days.length < 2 || first === undefined || last === undefined) return undefined
  const to = today > last.day ? today : last.day
  const span = daysBetween(first.day, to) ?? 0
  if (span <= 0) return undefined
  const most = Math.max(1, ...days.map(({ rows }) => rows))
  const x = (day: string) => round(((daysBetween(first.day, day) ?? 0) / span) * width)
  const y = (count: number) => round(height - (count / most) * height)
  const draw = (line: BurnUpLine): string => {
    const points = days.flatMap((day, at) => {
      const before = days[at - 1]
      const here = `${x(day.day)},${y(day[line])}`
      return before === undefined || before[line] === day[line] ? [here] : [`${x(day.day)},${y(before[line])}`, here]
    })
    return [...points, `${round(width)},${y(last[line])}`].join(' ')
  }
  return {
    lines: { rows: draw('rows'), ready: draw('ready'), approved: draw('approved'), built: draw('built'), tested: draw('tested') },
    now: { rows: last.rows, ready: last.ready, approved: last.approved, built: last.built, tested: last.tested },
    most,
    from: first.day,
    to,
    words: `In ${countDays(span)}, from ${dayWords(first.day, today)}: ${change(first, last, 'rows')}, ${change(first, last, 'ready')}, ${change(first, last, 'tested')}.`,
  }
}

function change(first: ProgressDay, last: ProgressDay, line: BurnUpLine): string {
  const what = line === 'rows' ? 'rows' : `${line}`
  return first[line] === last[line] ? `${what} still ${last[line]}` : `${what} from ${first[line]} to ${last[line]}`
}

function round(number: number): number {
  return Math.round(number * 10) / 10
}
