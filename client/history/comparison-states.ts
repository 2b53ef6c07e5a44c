// The two states that a comparison is between: frozen ones by their id, or `now`, with what was found of each.
import { useMemo } from 'react'
import type { Project } from '../../shared/project/project.ts'
import { listCaseStates } from '../../shared/review/baseline-points.ts'
import type { FoundProblem } from '../../shared/review/compare-findings.ts'
import type { CaseState } from '../../shared/review/case-state.ts'
import { useCollection } from '../collab/project-context.tsx'
import { nameBaseline } from '../pages/newest-baseline.ts'
import { useFrozenState } from '../pages/use-comparison.ts'
import { useReview } from '../review/use-review.tsx'

export const NOW = 'now'

export type ComparedState = {
  /** `Baseline 3`, `now`. */
  readonly name: string
  readonly isNow: boolean
  readonly project: Project
  /** Not waived; undefined: not worked out yet. */
  readonly problems: readonly FoundProblem[] | undefined
  readonly cases: ReadonlyMap<string, CaseState> | undefined
}

export type StateAnswer = {
  readonly state: ComparedState | undefined
  /** There is no such baseline. */
  readonly isGone: boolean
  readonly failure: string | undefined
  readonly retry: () => void
}

/** `id`: of a baseline, or NOW. `now`: the project as it is. */
export function useComparedState(id: string, now: Project): StateAnswer {
  const baseline = useCollection('baselines').find((one) => one.id === id)
  const { review, outcomes } = useReview()
  const frozen = useFrozenState(id === NOW ? undefined : baseline?.id)
  const isNow = id === NOW
  const state = useMemo((): ComparedState | undefined => {
    if (isNow) {
      const cases = outcomes === undefined ? undefined : listCaseStates(now, outcomes)
      return { name: NOW, isNow: true, project: now, problems: review?.problems.filter(({ waiver }) => waiver === undefined), cases }
    }
    if (frozen.state === undefined || baseline === undefined) return undefined
    const { project, problems, outcomes: then } = frozen.state
    const waived = new Set(project.waivers.filter(({ deleted }) => deleted !== true).map(({ code, at, message }) => JSON.stringify([code, at, message])))
    return {
      name: nameBaseline(baseline),
      isNow: false,
      project,
      problems: problems.filter(({ code, at, message }) => !waived.has(JSON.stringify([code, at, message]))),
      cases: listCaseStates(project, new Map(then.map(({ testCase, outcome }) => [testCase, outcome]))),
    }
  }, [isNow, now, review, outcomes, frozen.state, baseline])
  return { state, isGone: !isNow && baseline === undefined, failure: frozen.failure, retry: frozen.retry }
}
