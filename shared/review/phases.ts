// The five phases of an integration and how far each is: the only place for the rule of each phase.
import type { Project } from '../project/project.ts'
import { countProgress, type Outcomes, type ProjectProgress, type StatusCounts } from './progress.ts'
import type { Review } from './review.ts'

export const PHASES = ['use-cases', 'mapping', 'construction', 'testing', 'go-live'] as const
export type PhaseName = (typeof PHASES)[number]

export type Phase = {
  readonly name: PhaseName
  readonly title: string
  /** Of `total`; a phase is done when all of it is, and there is something. */
  readonly done: number
  readonly total: number
  readonly isDone: boolean
  /** What is counted, with what the count alone does not tell. */
  readonly words: string
}

/**
 * - use cases: those that are agreed or signed off, of all.
 * - mapping: rows that are ready or further, of all rows; not done while a required destination field is undecided.
 * - construction: rows that are built or tested, of all rows.
 * - testing: rows that are tested, of all rows; not done while a test case does not pass.
 * - go-live: items that are done, of all.
 * Rows are those of maps that are neither deleted nor archived. A row counts by the status that people see: one with an open question, and
 * one that was changed since its status was set, is not ready. `review` undefined: not worked out yet.
 */
export function listPhases(
  project: Project,
  review: Review | undefined,
  outcomes: Outcomes | undefined,
  today: string,
  progress: ProjectProgress = countProgress(project, outcomes, today),
): Phase[] {
  const { rows, cases, useCases } = progress
  const signed = useCases.filter(({ useCase }) => useCase.status === 'signed-off').length
  const agreed = useCases.filter(({ useCase }) => useCase.status === 'agreed').length
  const coverage = sumCoverage(review)
  const items = project.goLiveItems.filter(({ deleted }) => deleted !== true)
  const failing = cases.total - cases.passed
  return [
    phase('use-cases', 'Use cases', agreed + signed, useCases.length, 'agreed', signed === 0 ? [] : [`${signed} signed off`]),
    phase(
      'mapping',
      'Mapping',
      atLeast(rows, 'ready'),
      rows.total,
      'rows ready',
      coverage === undefined ? [] : [`${coverage.decided} of ${coverage.total} fields decided`, ...(coverage.gaps === 0 ? [] : [gapWords(coverage.gaps)])],
      (coverage?.gaps ?? 0) === 0,
    ),
    phase('construction', 'Construction', atLeast(rows, 'built'), rows.total, 'rows built'),
    phase(
      'testing',
      'Testing',
      rows.tested,
      rows.total,
      'rows tested',
      cases.total === 0 ? ['no test case yet'] : [`${cases.passed} of ${cases.total} cases pass`],
      failing === 0,
    ),
    phase('go-live', 'Go-live', items.filter(({ done }) => done === true).length, items.length, 'items done'),
  ]
}

function phase(name: PhaseName, title: string, done: number, total: number, what: string, more: readonly string[] = [], isFree = true): Phase {
  const words = [total === 0 ? NOTHING[name] : `${done} of ${total} ${what}`, ...more].join(', ')
  return { name, title, done, total, isDone: total > 0 && done === total && isFree, words }
}

const NOTHING: Readonly<Record<PhaseName, string>> = {
  'use-cases': 'no use case yet',
  mapping: 'no row yet',
  construction: 'no row yet',
  testing: 'no row yet',
  'go-live': 'no item yet',
}

const RANK = ['ready', 'approved', 'built', 'tested'] as const

function atLeast(rows: StatusCounts, status: (typeof RANK)[number]): number {
  return RANK.slice(RANK.indexOf(status)).reduce((sum, one) => sum + rows[one], 0)
}

/** Of the destination sides of all maps. */
function sumCoverage(review: Review | undefined): { readonly decided: number; readonly total: number; readonly gaps: number } | undefined {
  if (review === undefined || review.coverage.size === 0) return undefined
  let [decided, total, gaps] = [0, 0, 0]
  for (const { destination } of review.coverage.values()) {
    decided += destination.total - destination.undecided
    total += destination.total
    gaps += destination.gaps
  }
  return { decided, total, gaps }
}

function gapWords(gaps: number): string {
  return gaps === 1 ? '1 required field open' : `${gaps} required fields open`
}
