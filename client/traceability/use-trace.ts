// The traceability matrix of the open project, worked out after the page has painted something.
import { useDeferredValue, useMemo } from 'react'
import type { Project } from '../../shared/project/project.ts'
import { traceProject, type Trace } from '../../shared/review/traceability.ts'
import { useProjectValue } from '../collab/project-context.tsx'
import { useReview } from '../review/use-review.tsx'

const NO_PROBLEMS = [] as const

/** `useCase`: of this one alone. `isComplete`: what is missing and how cases came out is known. */
export function useTrace(useCase?: string): { readonly trace: Trace; readonly project: Project; readonly isComplete: boolean } {
  const project = useDeferredValue(useProjectValue())
  const { review, outcomes } = useReview()
  const trace = useMemo(() => traceProject({ project, outcomes, problems: review?.problems ?? NO_PROBLEMS }, useCase), [project, outcomes, review, useCase])
  return { trace, project, isComplete: review !== undefined && outcomes !== undefined }
}
