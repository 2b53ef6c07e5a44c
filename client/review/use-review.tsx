// What is found about the open project, for all its pages: worked out once, and again after each change.
import { createContext, useContext, useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import type { CaseOutcome } from '../../shared/mapping/run-test-case.ts'
import { createReviewer, type Review } from '../../shared/review/review.ts'
import { useGraphs, useProjectValue } from '../collab/project-context.tsx'

export type ReviewState = {
  /** The last that was worked out; undefined until it was for the first time. */
  readonly review: Review | undefined
  /** How test cases came out when they last ran by themselves, by id; undefined until they did. Of the project's defaults, no customer. */
  readonly outcomes: ReadonlyMap<string, CaseOutcome> | undefined
  /** Something changed since, or schemas are still on their way. */
  readonly pending: boolean
  readonly error: Error | undefined
}

const ReviewContext = createContext<ReviewState>({ review: undefined, outcomes: undefined, pending: true, error: undefined })

export function useReview(): ReviewState {
  return useContext(ReviewContext)
}

export function ReviewProvider({ children }: { readonly children: ReactNode }) {
  const [reviewer] = useState(createReviewer)
  const project = useDeferredValue(useProjectValue())
  const { graphs, loading, error } = useGraphs()
  const review = useMemo(
    () => (loading || error !== undefined ? undefined : reviewer({ project, findGraph: (key) => graphs.get(key) })),
    [reviewer, project, graphs, loading, error],
  )
  const state = useMemo((): ReviewState => ({ review, outcomes: undefined, pending: review === undefined, error }), [review, error])
  return <ReviewContext value={state}>{children}</ReviewContext>
}
