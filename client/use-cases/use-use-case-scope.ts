// What belongs to a use case and whose signatures stand below it, as hooks: worked out after the page has painted.
import { useDeferredValue, useMemo } from 'react'
import type { OpenPoint } from '../../shared/project/review-parts.ts'
import type { Project } from '../../shared/project/project.ts'
import { readSignatures, type Signatures } from '../../shared/review/use-case-signatures.ts'
import { listOpenPoints, readUseCaseScope, type UseCaseScope } from '../../shared/review/use-case-scope.ts'
import { useProjectValue } from '../collab/project-context.tsx'
import { useReview } from '../review/use-review.tsx'

export type UseCaseFacts = {
  readonly project: Project
  readonly scope: UseCaseScope
  readonly signatures: Signatures
  /** Undefined: the project was not looked through yet. */
  readonly openPoints: readonly OpenPoint[] | undefined
}

export function useUseCaseFacts(useCase: string): UseCaseFacts {
  const project = useDeferredValue(useProjectValue())
  const { review, outcomes } = useReview()
  const scope = useMemo(() => readUseCaseScope(project, useCase), [project, useCase])
  const signatures = useMemo(() => readSignatures(project, useCase), [project, useCase])
  const openPoints = useMemo(
    () => (review === undefined ? undefined : listOpenPoints(project, scope, review.problems, outcomes)),
    [project, scope, review, outcomes],
  )
  return useMemo(() => ({ project, scope, signatures, openPoints }), [project, scope, signatures, openPoints])
}
