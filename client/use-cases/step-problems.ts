// The problems of steps among everything that is found: by step, and by the group of its form where they are mended. Pure.
import type { ReviewProblem } from '../../shared/review/review.ts'
import { parsePlace } from '../../shared/review/place.ts'
import type { Step } from '../../shared/project/use-case.ts'
import { groupOfProblem, type StepGroup } from './step-fields.ts'

/** `words`: for who cannot see the mark. */
export type StepMarks = { readonly severity: 'error' | 'warning'; readonly count: number; readonly words: string }

/** Of one step, without waived ones; errors first. */
export function problemsOfStep(problems: readonly ReviewProblem[], step: string): ReviewProblem[] {
  const rank = { error: 0, warning: 1, hint: 2 }
  return problems
    .filter(({ at, waiver }) => {
      const place = waiver === undefined ? parsePlace(at) : undefined
      return place?.kind === 'step' && place.id === step
    })
    .sort((a, b) => rank[a.severity] - rank[b.severity])
}

/** Hints leave no mark. */
export function marksOf(problems: readonly ReviewProblem[]): StepMarks | undefined {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.filter(({ severity }) => severity === 'warning').length
  if (errors + warnings === 0) return undefined
  const say = (count: number, word: string) => (count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`])
  return {
    severity: errors > 0 ? 'error' : 'warning',
    count: errors > 0 ? errors : warnings,
    words: [...say(errors, 'error'), ...say(warnings, 'warning')].join(', '),
  }
}

/** By the group where it is mended; `undefined`: nowhere in particular. */
export function problemsByGroup(step: Step, problems: readonly ReviewProblem[]): ReadonlyMap<StepGroup | undefined, readonly ReviewProblem[]> {
  const groups = new Map<StepGroup | undefined, ReviewProblem[]>()
  for (const problem of problems) {
    const group = groupOfProblem(step, problem.code)
    groups.set(group, [...(groups.get(group) ?? []), problem])
  }
  return groups
}
