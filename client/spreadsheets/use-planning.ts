// The plan of an import, kept right while people edit: made anew by the worker when the project, the choice of columns or a correction changes.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Project } from '../../shared/project/project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { ForeignChoice } from '../../shared/spreadsheet/foreign-choice.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { describeFailure } from '../api/request.ts'
import { newId } from '../collab/connection-ports.ts'
import { useGraphs, useMe, useProject } from '../collab/project-context.tsx'
import { useSettledProject } from '../pages/use-comparison.ts'
import type { Corrections } from './corrections.ts'
import { createPlanner, type OpenPlanner, type Planner } from './planner.ts'
import { createPlannerReplica, type AnyPlan, type Guess, type PlannerAnswer } from './planner-replica.ts'

export type Planned = {
  readonly plan: AnyPlan
  /** The state of the project that it was made for. */
  readonly of: Project
  /** What was asked with it: to tell a plan made anew because somebody edited from one that was asked for differently. */
  readonly choice: ForeignChoice | undefined
  readonly corrections: Corrections
}

export type Planning = {
  /** The last plan, also while the next is made. */
  readonly planned: Planned | undefined
  readonly failure: string | undefined
  readonly isPending: boolean
  readonly retry: () => void
  readonly guess: (remembered: Readonly<Record<string, string>>) => Promise<Guess>
  /** For the project as it is at this moment. */
  readonly planNow: () => Promise<Planned>
  readonly graphs: ReadonlyMap<string, SchemaGraph>
  readonly isReady: boolean
}

const openWorker: OpenPlanner = (onAnswer, onFailure) => {
  const worker = new Worker(new URL('./planner-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<PlannerAnswer>) => onAnswer(data))
  worker.addEventListener('error', onFailure)
  return { post: (message) => worker.postMessage(message), close: () => worker.terminate() }
}

const openHere: OpenPlanner = (onAnswer) => {
  const replica = createPlannerReplica(newId)
  return {
    post: (message) =>
      void setTimeout(() => {
        const answer = replica.receive(message)
        if (answer !== undefined) onAnswer(answer)
      }),
    close: () => {},
  }
}

export type PlanningInput = {
  readonly file: Spreadsheet
  readonly choice: ForeignChoice | undefined
  readonly corrections: Corrections
  readonly isWanted: boolean
}

export function usePlanning({ file, choice, corrections, isWanted }: PlanningInput): Planning {
  const { store } = useProject()
  const { name: by } = useMe()
  const project = useSettledProject()
  const { graphs, loading, error } = useGraphs()
  const planner = usePlanner(file)
  const [planned, setPlanned] = useState<Planned>()
  const [failure, setFailure] = useState<string>()
  const [done, setDone] = useState<object>()
  const [attempt, setAttempt] = useState(0)
  // A schema that cannot be read is no reason to wait for ever: its fields are then not found.
  const isReady = planner !== undefined && !loading
  const wanted = useMemo(() => ({ project, graphs, choice, corrections, attempt }), [project, graphs, choice, corrections, attempt])
  const latest = useRef(wanted)
  latest.current = wanted
  const make = useCallback(
    async (of: Project, { graphs: by_, choice: chosen, corrections: corrected }: Omit<typeof wanted, 'project'>): Promise<Planned> => {
      if (planner === undefined) throw new Error('The file is still being looked at. Try again.')
      const asker = { by, now: new Date().toISOString() }
      const plan = await planner.plan({ project: of, graphs: by_ }, { corrections: corrected, asker, ...(chosen === undefined ? {} : { choice: chosen }) })
      return { plan, of, choice: chosen, corrections: corrected }
    },
    [planner, by],
  )
  useEffect(() => {
    if (!isReady || !isWanted) return undefined
    let isCurrent = true
    const settle = (next: Planned | undefined, cause?: unknown) => {
      if (!isCurrent) return
      if (next !== undefined) setPlanned(next)
      setFailure(next === undefined ? describeFailure(cause) : undefined)
      setDone(wanted)
    }
    make(wanted.project, wanted).then(settle, (cause: unknown) => settle(undefined, cause))
    return () => {
      isCurrent = false
    }
  }, [isReady, isWanted, make, wanted])
  const planNow = useCallback(async (): Promise<Planned> => {
    // Somebody may edit while it is planned: then once more.
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const next = await make(store.project(), latest.current)
      if (next.of !== store.project()) continue
      setPlanned(next)
      return next
    }
    throw new Error('The project is being changed all the time, so that nothing could be compared with it. Try again in a moment.')
  }, [make, store])
  const guess = useCallback(
    async (remembered: Readonly<Record<string, string>>) => {
      if (planner === undefined) throw new Error('The file is still being looked at. Try again.')
      return planner.guess({ project: store.project(), graphs }, remembered)
    },
    [planner, store, graphs],
  )
  return {
    planned,
    failure: failure ?? (error === undefined ? undefined : describeFailure(error)),
    isPending: isWanted && done !== wanted,
    retry: () => setAttempt((count) => count + 1),
    guess,
    planNow,
    graphs,
    isReady,
  }
}

const MOST_TRIES = 5

function usePlanner(file: Spreadsheet): Planner | undefined {
  const [planner, setPlanner] = useState<Planner>()
  useEffect(() => {
    const made = createPlanner(file, openWorker, openHere)
    // oxlint-disable-next-line react/set-state-in-effect -- the worker is a thing outside React with a life of its own: made and closed by this effect
    setPlanner(made)
    return () => {
      made.close()
      setPlanner(undefined)
    }
  }, [file])
  return planner
}
