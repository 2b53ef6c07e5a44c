// How the estimate of a use case came to be: from its changed cells to what people read. Pure.
import type { HistoryEntry } from '../../shared/api/routes.ts'

export type EstimateChange = { readonly key: string; readonly person: string; readonly time: string; readonly before: string; readonly after: string }

/** `8 days`, `1 day`, `0.5 days`; 'none' for no number. */
export function printDays(estimate: unknown): string {
  if (typeof estimate !== 'number') return 'none'
  return estimate === 1 ? '1 day' : `${estimate} days`
}

/** Newest first, as the server gives them. What a command changed and changed back is no change. */
export function listEstimateChanges(entries: readonly HistoryEntry[]): EstimateChange[] {
  return entries.flatMap((entry) => {
    if (entry.cell !== 'estimate' || (entry.before ?? undefined) === (entry.after ?? undefined)) return []
    return [
      {
        key: `${entry.seq} ${entry.command}`,
        person: entry.personName === '' ? 'Crosswalk' : entry.personName,
        time: entry.time,
        before: printDays(entry.before),
        after: printDays(entry.after),
      },
    ]
  })
}

/** What was typed as days of work. `undefined`: no estimate. `wrong`: a sentence for people. Weeks have five days. */
export function readDays(text: string): { readonly days: number | undefined } | { readonly wrong: string } {
  const typed = text.trim().toLowerCase().replace(',', '.')
  if (typed === '' || typed === 'none') return { days: undefined }
  const match = /^(\d+(?:\.\d+)?)\s*(d|days?|w|weeks?)?$/.exec(typed)
  const number = Number(match?.[1])
  if (match === null || !(number < 10_000)) return { wrong: 'An estimate is a number of days, such as 3, 0.5 or 2 weeks.' }
  const days = match[2]?.startsWith('w') === true ? number * 5 : number
  return { days: Math.round(days * 100) / 100 }
}
