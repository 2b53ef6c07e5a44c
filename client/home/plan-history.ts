// How the plan came to be: from changed cells to who moved an estimate, a forecast or a target, when, and from what to what. Pure.
import type { HistoryEntry } from '../../shared/api/routes.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { dayWords } from '../../shared/review/progress-days.ts'

export type PlanChange = {
  readonly key: string
  readonly time: string
  readonly person: string
  /** `UC-2 Tax report agrees`, `the project`. */
  readonly what: string
  readonly cell: string
  readonly before: string
  readonly after: string
}

const cells: Readonly<Record<string, string>> = { estimate: 'estimate', forecast: 'forecast', targetDate: 'target' }

/** Newest first, whatever the order of `entries`. What a command changed and changed back is no change. `today`: an ISO day. */
export function listPlanChanges(entries: readonly HistoryEntry[], useCases: readonly UseCase[], today: string): PlanChange[] {
  const names = new Map(useCases.map(({ id, number, title }) => [`useCases:${id}`, `${printNumber('useCases', number)} ${title}`]))
  return entries
    .flatMap((entry) => {
      const cell = cells[entry.cell]
      const what = entry.object === 'info:' ? 'the project' : names.get(entry.object)
      if (cell === undefined || what === undefined || (entry.before ?? undefined) === (entry.after ?? undefined)) return []
      const { time, personName } = entry
      const value = (given: HistoryEntry['before']) => planWords(given, today)
      return [
        {
          seq: entry.seq,
          key: `${entry.seq} ${entry.object} ${entry.cell}`,
          time,
          person: personName === '' ? 'Crosswalk' : personName,
          what,
          cell,
          before: value(entry.before),
          after: value(entry.after),
        },
      ]
    })
    .sort((a, b) => b.seq - a.seq)
    .map(({ seq: _seq, ...change }) => change)
}

/** `8 days`, `2 Dec`, `none`. */
function planWords(value: HistoryEntry['before'], today: string): string {
  if (typeof value === 'number') return value === 1 ? '1 day' : `${value} days`
  return typeof value === 'string' && value !== '' ? dayWords(value, today) : 'none'
}
