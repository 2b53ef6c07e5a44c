// All that the project's home shows and nobody wrote: worked out once for all its cards, from the project as it was a moment ago.
import { useMemo } from 'react'
import type { Project } from '../../shared/project/project.ts'
import { listBarriers, type Barrier } from '../../shared/review/barriers.ts'
import { listPhases, type Phase } from '../../shared/review/phases.ts'
import { listPrerequisites, type PrerequisiteItem } from '../../shared/review/prerequisites.ts'
import { countProgress, type ProjectProgress } from '../../shared/review/progress.ts'
import type { Review } from '../../shared/review/review.ts'
import { useReview } from '../review/use-review.tsx'
import { useToday } from '../ui/use-today.ts'
import { usePacedProject } from './paced-project.ts'

export type HomeFacts = {
  readonly project: Project
  readonly today: string
  /** Undefined: not worked out yet. */
  readonly review: Review | undefined
  readonly error: Error | undefined
  readonly progress: ProjectProgress
  readonly phases: readonly Phase[]
  readonly prerequisites: readonly PrerequisiteItem[]
  readonly barriers: readonly Barrier[]
}

export function useHomeFacts(): HomeFacts {
  const project = usePacedProject()
  const { review, outcomes, error } = useReview()
  const today = useToday()
  const prerequisites = useMemo(() => listPrerequisites(project, today), [project, today])
  const progress = useMemo(() => countProgress(project, outcomes, today), [project, outcomes, today])
  const phases = useMemo(() => listPhases(project, review, outcomes, today, progress), [project, review, outcomes, today, progress])
  const barriers = useMemo(() => listBarriers(project, review, today, prerequisites), [project, review, today, prerequisites])
  return { project, today, review, error: review === undefined ? error : undefined, progress, phases, prerequisites, barriers }
}
