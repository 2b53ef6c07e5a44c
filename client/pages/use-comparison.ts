// Two states of the open project for pages that compare them: frozen ones, the present one, and the difference of two.
import { useEffect, useMemo, useState } from 'react'
import { createRowWords } from '../../shared/codegen/row-words.ts'
import type { Project } from '../../shared/project/project.ts'
import type { BaselineState } from '../../shared/review/baseline-state.ts'
import { compareProjectsInSteps, type ProjectDifference } from '../../shared/review/compare-projects.ts'
import { readBaselineState } from '../../shared/review/frozen-project.ts'
import { describeFailure } from '../api/request.ts'
import { useBaselineState } from '../api/review.ts'
import { useGraphs, useProject } from '../collab/project-context.tsx'
import { runInSlices } from './run-in-slices.ts'

export type FrozenAnswer = {
  readonly state: BaselineState | undefined
  readonly pending: boolean
  readonly failure: string | undefined
  readonly retry: () => void
}

/** `baseline`: its id; undefined: none is asked for. */
export function useFrozenState(baseline: string | undefined): FrozenAnswer {
  const { project } = useProject()
  const { data, error, isLoading, refetch } = useBaselineState(project, baseline)
  const state = useMemo(() => (baseline === undefined || data === undefined ? undefined : readBaselineState(data)), [baseline, data])
  const damaged =
    data !== undefined && state === undefined && baseline !== undefined ? 'This baseline cannot be read: what the server holds of it is damaged.' : undefined
  return {
    state,
    pending: baseline !== undefined && isLoading,
    failure: error === null ? damaged : describeFailure(error),
    retry: () => void refetch(),
  }
}

/** Milliseconds without an edit after which the present state is looked at again. */
const SETTLED = 400

/** The whole project as it was when nobody had edited it for a moment. */
export function useSettledProject(): Project {
  const { store } = useProject()
  const [project, setProject] = useState(store.project)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => setProject(store.project())
    const stop = store.subscribeAll(() => {
      clearTimeout(timer)
      timer = setTimeout(look, SETTLED)
    })
    // What changed between the first drawing and now.
    timer = setTimeout(look)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [store])
  return project
}

export type DifferenceAnswer = {
  /** The last that was worked out; undefined until it was for the first time. */
  readonly difference: ProjectDifference | undefined
  readonly pending: boolean
  readonly failure: string | undefined
}

type Sides = { readonly before: Project; readonly after: Project }

/** Rows are told by the descriptions that each side had; where those cannot be loaded, by plain names. */
export function useDifference(before: Project | undefined, after: Project | undefined): DifferenceAnswer {
  const keys = useMemo(() => [...new Set([before, after].flatMap((side) => side?.schemas.map(({ graph }) => graph) ?? []))], [before, after])
  const { graphs, loading } = useGraphs(keys)
  const [found, setFound] = useState<Sides & { readonly difference?: ProjectDifference; readonly failure?: string }>()
  useEffect(() => {
    if (before === undefined || after === undefined || loading) return undefined
    const findGraph = (key: string) => graphs.get(key)
    return runInSlices(
      () => compareProjectsInSteps(before, after, { before: createRowWords(before, findGraph), after: createRowWords(after, findGraph) }),
      (difference) => setFound({ before, after, difference }),
      (cause) => setFound({ before, after, failure: describeFailure(cause) }),
    )
  }, [before, after, graphs, loading])
  const isOf = found !== undefined && found.before === before && found.after === after
  // What was found of another pair is not shown; of the same baseline and an earlier present it is, until the next is there.
  const isClose = found !== undefined && found.before === before
  return { difference: isClose ? found.difference : undefined, pending: !isOf, failure: isOf ? found.failure : undefined }
}
