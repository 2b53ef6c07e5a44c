// The runs of test cases for all parts of their page: the worker, what came back, and how each case stands.
import { createContext, useCallback, useContext, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { describeFailure } from '../api/request.ts'
import type { Project } from '../../shared/project/project.ts'
import { stateOfCase, type CaseState } from '../../shared/review/case-state.ts'
import { coverRows, type CaseCoverage } from '../../shared/review/case-coverage.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { useRecords } from '../api/schema-moves.ts'
import { useGraphs, useMe, useProject, useProjectValue } from '../collab/project-context.tsx'
import { readChoice, writeChoice } from '../ui/kept-choice.ts'
import { createCaseLab, type CaseLab, type LabChannel, type LabState } from './case-lab.ts'
import type { CaseAnswer, CaseMessage } from './case-replica.ts'

export type CaseRuns = LabState & {
  /** By case id, of all that are not deleted. */
  readonly states: ReadonlyMap<string, CaseState>
  readonly coverage: CaseCoverage
  /** By hash; those that have arrived. */
  readonly records: ReadonlyMap<string, JsonValue>
  /** What could not be loaded, in a sentence. */
  readonly error: string | undefined
  /** All cases, or these. */
  readonly run: (cases?: readonly string[]) => void
  readonly look: (id: string | undefined) => void
  /** For whom the cases run that name no customer: id of a profile; undefined: with the defaults. */
  readonly profile: string | undefined
  readonly chooseProfile: (id: string | undefined) => void
}

const RunsContext = createContext<CaseRuns | undefined>(undefined)

export function useCaseRuns(): CaseRuns {
  const runs = useContext(RunsContext)
  if (runs === undefined) throw new Error('no test cases run here')
  return runs
}

const NOTHING: LabState = { outcomes: undefined, exercised: undefined, exam: undefined, ran: undefined, running: true }

export function CaseRunsProvider({ children }: { readonly children: ReactNode }) {
  const { project } = useProject()
  const value = useProjectValue()
  const later = useDeferredValue(value)
  const { graphs, loading, error } = useGraphs()
  const stored = useCaseRecords(project, later)
  const [profile, chooseProfile] = useProfile(project, value)
  const [now] = useState(() => new Date().toISOString())
  const [lab, setLab] = useState<CaseLab>()
  const [state, setState] = useState(NOTHING)
  const looked = useRef<string>(undefined)
  useEffect(() => {
    const made = createCaseLab(openWorker, () => performance.now(), setState)
    made.look(looked.current)
    // oxlint-disable-next-line react/set-state-in-effect -- the worker is a thing outside React with a life of its own: made and closed by this effect
    setLab(made)
    return () => made.close()
  }, [])
  const isReady = !loading && !stored.isLoading
  useEffect(() => {
    if (isReady) lab?.update({ project: later, graphs, records: stored.records, now, profile })
  }, [lab, isReady, later, graphs, stored.records, now, profile])
  const look = useCallback(
    (id: string | undefined) => {
      looked.current = id
      lab?.look(id)
    },
    [lab],
  )
  const states = useMemo(
    () => new Map(value.testCases.flatMap((one) => (one.deleted === true ? [] : [[one.id, stateOfCase(one, state.outcomes?.get(one.id), value)] as const]))),
    [value, state.outcomes],
  )
  const coverage = useMemo(() => coverRows(value, state.exercised ?? new Map()), [value, state.exercised])
  const failure = error === undefined ? stored.failure : describeFailure(error)
  const runs = useMemo(
    (): CaseRuns => ({ ...state, states, coverage, records: stored.records, error: failure, run: (cases) => lab?.run(cases), look, profile, chooseProfile }),
    [state, states, coverage, stored.records, failure, lab, look, profile, chooseProfile],
  )
  return <RunsContext value={runs}>{children}</RunsContext>
}

function openWorker(onAnswer: (answer: CaseAnswer) => void, onFailure: () => void): LabChannel {
  const worker = new Worker(new URL('./case-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<CaseAnswer>) => onAnswer(data))
  worker.addEventListener('error', onFailure)
  return { post: (message: CaseMessage) => worker.postMessage(message), close: () => worker.terminate() }
}

function useCaseRecords(project: string, { testCases, testRuns }: Project) {
  const hashes = useMemo(() => {
    const cases = testCases.filter(({ deleted }) => deleted !== true).flatMap(({ given, expected }) => [given, expected])
    const runs = testRuns.filter(({ deleted }) => deleted !== true).map(({ actual }) => actual)
    return [...new Set([...cases, ...runs].filter((hash) => hash !== undefined))]
  }, [testCases, testRuns])
  const answer = useRecords(project, hashes)
  // One map for as long as the same records are in it.
  const text = [...answer.records.keys()].join(' ')
  // oxlint-disable-next-line react/exhaustive-deps -- records never change: the same hashes hold the same
  const records = useMemo(() => answer.records, [text])
  return { records, isLoading: answer.loading, failure: answer.error === undefined ? undefined : describeFailure(answer.error) }
}

/** Kept for each person and project. */
function useProfile(project: string, { customerProfiles }: Project) {
  const { person } = useMe()
  const name = `${person}.${project}.tests.customer`
  const [chosen, setChosen] = useState(() => readChoice(name) ?? '')
  const choose = useCallback(
    (id: string | undefined) => {
      writeChoice(name, id ?? '')
      setChosen(id ?? '')
    },
    [name],
  )
  const profile = customerProfiles.some(({ id, deleted }) => id === chosen && deleted !== true) ? chosen : undefined
  return [profile, choose] as const
}
