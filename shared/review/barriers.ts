// What stands between a project and its going live: one list, most overdue first, each with where to go. The only place that says what counts
// as a barrier and which one comes first.
import { printNumber, type Project } from '../project/project.ts'
import type { GoLiveItem } from '../project/people-and-systems.ts'
import type { Question } from '../project/review-parts.ts'
import { listBarredWork } from './barriers-work.ts'
import { describePlace } from './place.ts'
import { isMissing, listPrerequisites, peopleByName, type PrerequisiteItem } from './prerequisites.ts'
import { countDays, dayOfTime, daysBetween, daysPast, dueWords } from './progress-days.ts'
import { listOpenQuestions } from './progress.ts'
import type { Review, ReviewProblem } from './review.ts'

export const BARRIER_KINDS = ['prerequisite', 'question', 'work', 'problem', 'go-live'] as const
export type BarrierKind = (typeof BARRIER_KINDS)[number]

/** `system`: at this item of the systems page. `place`: an address of shared/review/place.ts. `problems`: the list of problems. */
export type BarrierTarget =
  | { readonly to: 'system'; readonly system: string; readonly item: string }
  | { readonly to: 'question'; readonly question: string }
  | { readonly to: 'place'; readonly at: string }
  | { readonly to: 'problems' }

export type Barrier = {
  /** Unique in the list. */
  readonly key: string
  readonly kind: BarrierKind
  readonly title: string
  /** Who and how far, in words; may be empty. */
  readonly words: string
  readonly target: BarrierTarget
  /** The day by which it should be gone, an ISO day or what was typed. */
  readonly day?: string
  /** Days that day is past. */
  readonly overdue?: number
  /** Days since it began to wait for somebody. */
  readonly waiting?: number
  /** `6 days late`, `due in 5 days`, `open for 3 days`; empty where there is nothing to say. */
  readonly when: string
}

/** `today`: an ISO day. `review` undefined: not worked out yet, and no problem is a barrier then. `prerequisites`: where they are known already. */
export function listBarriers(
  project: Project,
  review: Review | undefined,
  today: string,
  prerequisites: readonly PrerequisiteItem[] = listPrerequisites(project, today),
): Barrier[] {
  const nameOf = peopleByName(project)
  return [
    ...prerequisites.filter(isMissing).map(readPrerequisite),
    ...listOpenQuestions(project).map((question) => readQuestion(project, question, nameOf(question.askedOf), today)),
    ...listBarredWork(project, prerequisites).map(({ at, title, words }) => ({
      key: `work:${at}`,
      kind: 'work' as const,
      title,
      words,
      target: { to: 'place' as const, at },
      when: '',
    })),
    ...readProblems(project, review),
    ...project.goLiveItems.filter(({ deleted, done }) => deleted !== true && done !== true).map((item) => readGoLiveItem(item, nameOf(item.owner), today)),
  ].sort(compareBarriers)
}

/** Most overdue first; then what is due soonest; then what has waited longest; then by kind. Go-live items that are not late come last: they are planned work. */
export function compareBarriers(a: Barrier, b: Barrier): number {
  const late = (b.overdue ?? 0) - (a.overdue ?? 0)
  if (late !== 0) return late
  const planned = Number(isPlanned(a)) - Number(isPlanned(b))
  if (planned !== 0) return planned
  if (a.day !== b.day) return (a.day ?? LAST) < (b.day ?? LAST) ? -1 : 1
  const waiting = (b.waiting ?? -1) - (a.waiting ?? -1)
  return waiting === 0 ? BARRIER_KINDS.indexOf(a.kind) - BARRIER_KINDS.indexOf(b.kind) : waiting
}

function isPlanned({ kind, overdue }: Barrier): boolean {
  return kind === 'go-live' && overdue === undefined
}

/** After every day. */
const LAST = '￿'

function readPrerequisite(item: PrerequisiteItem): Barrier {
  const { key, system, column, title, words, approver, neededBy, overdue, waiting, due } = item
  const isEnvironment = column === 'sandbox' || column === 'production'
  return {
    key: `prerequisite:${key}`,
    kind: 'prerequisite',
    title: `${system.name}: ${isEnvironment ? `access to ${title}` : title}`,
    words: [words, ...(approver === undefined ? [] : [`${approver} must say yes`])].join(', '),
    target: { to: 'system', system: system.id, item: key },
    ...(neededBy === undefined ? {} : { day: neededBy }),
    ...(overdue === undefined ? {} : { overdue }),
    ...(waiting === undefined ? {} : { waiting }),
    when: due,
  }
}

function readQuestion(project: Project, question: Question, asked: string | undefined, today: string): Barrier {
  const { id, at, askedAt, blocks, kind, neededBy, number, text } = question
  const overdue = daysPast(neededBy, today)
  const waiting = daysBetween(dayOfTime(askedAt), today)
  const more = blocks?.length ?? 0
  const about = `${kind === 'defect' ? 'defect in' : 'about'} ${describePlace(project, at)}${more === 0 ? '' : ` and ${more} more`}`
  return {
    key: `question:${id}`,
    kind: 'question',
    title: `${printNumber('questions', number)} ${text}`,
    words: [about, ...(asked === undefined ? [] : [`asked of ${asked}`])].join(', '),
    target: { to: 'question', question: id },
    ...(neededBy === undefined ? {} : { day: neededBy }),
    ...(overdue === undefined ? {} : { overdue }),
    ...(waiting === undefined || waiting < 0 ? {} : { waiting }),
    when: neededBy !== undefined ? dueWords(neededBy, today) : waiting === undefined || waiting < 1 ? '' : `open for ${countDays(waiting)}`,
  }
}

function readGoLiveItem({ id, number, title, due }: GoLiveItem, owner: string | undefined, today: string): Barrier {
  const overdue = daysPast(due, today)
  return {
    key: `go-live:${id}`,
    kind: 'go-live',
    title: `${printNumber('goLiveItems', number)} ${title}`,
    words: owner ?? 'nobody sees to it yet',
    target: { to: 'place', at: `go-live:${id}` },
    ...(due === undefined || due === '' ? {} : { day: due }),
    ...(overdue === undefined ? {} : { overdue }),
    when: due === undefined || due === '' ? '' : dueWords(due, today),
  }
}

/** Errors block the status `ready`. One line for each map, and one for what stands around the maps: thousands of lines help nobody. */
function readProblems(project: Project, review: Review | undefined): Barrier[] {
  const byMap = new Map<string | undefined, ReviewProblem[]>()
  for (const problem of review?.problems ?? []) {
    if (problem.severity !== 'error' || problem.waiver !== undefined) continue
    const known = byMap.get(problem.map)
    if (known === undefined) byMap.set(problem.map, [problem])
    else known.push(problem)
  }
  return [...byMap].map(([id, [first, ...rest]]) => {
    const map = project.fieldMaps.find((one) => one.id === id)
    const errors = rest.length === 0 ? '1 error' : `${rest.length + 1} errors`
    return {
      key: `problem:${id ?? ''}`,
      kind: 'problem',
      title:
        map === undefined
          ? `${errors} outside the field maps`
          : `${errors} in ${printNumber('fieldMaps', map.number)} ${map.name} ${rest.length === 0 ? 'blocks' : 'block'} ready`,
      words: first?.message ?? '',
      target: rest.length === 0 && first !== undefined ? { to: 'place', at: first.at } : { to: 'problems' },
      when: '',
    }
  })
}
