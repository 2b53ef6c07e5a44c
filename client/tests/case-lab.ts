// Has test cases run somewhere else, in a worker: tells it what is new, and keeps what came back. Cases that an edit touches run by themselves.
import type { CaseExam } from '../../shared/mapping/examine-case.ts'
import type { CaseOutcome } from '../../shared/mapping/run-test-case.ts'
import { collections, type CollectionName, type ObjectOf, type Project, type ProjectInfo } from '../../shared/project/project.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { changesBetween } from '../collab/project-copy.ts'
import { createCaseReplica, type CaseAnswer, type CaseMessage } from './case-replica.ts'

export type LabFacts = {
  readonly project: Project
  /** By key. */
  readonly graphs: ReadonlyMap<string, SchemaGraph>
  /** By hash. */
  readonly records: ReadonlyMap<string, JsonValue>
  readonly now: string
  readonly profile: string | undefined
}

export type LabState = {
  /** By case id; undefined until they ran for the first time. */
  readonly outcomes: ReadonlyMap<string, CaseOutcome> | undefined
  /** By case id: ids of rows. Undefined until it is known. */
  readonly exercised: ReadonlyMap<string, readonly string[]> | undefined
  /** The case that is looked at, told in full; of the last one that was asked for. */
  readonly exam: { readonly id: string; readonly exam: CaseExam } | undefined
  /** The last run that somebody asked for, or the first: how many cases, in how many milliseconds. */
  readonly ran: { readonly count: number; readonly took: number } | undefined
  readonly running: boolean
}

export type LabChannel = { readonly post: (message: CaseMessage) => void; readonly close: () => void }
export type OpenLab = (onAnswer: (answer: CaseAnswer) => void, onFailure: () => void) => LabChannel

export type CaseLab = {
  /** Runs what is touched by what is new. */
  readonly update: (facts: LabFacts) => void
  /** Runs these, or all, whether touched or not. */
  readonly run: (cases?: readonly string[]) => void
  readonly look: (id: string | undefined) => void
  readonly close: () => void
}

const NOTHING_RAN: LabState = { outcomes: undefined, exercised: undefined, exam: undefined, ran: undefined, running: false }

export function createCaseLab(open: OpenLab, clock: () => number, tell: (state: LabState) => void): CaseLab {
  let state = NOTHING_RAN
  let facts: LabFacts | undefined
  let looked: string | undefined
  let isClosed = false
  let waiting = 0
  let told = nothingTold()
  let channel = open(onAnswer, onFailure)

  const change = (next: Partial<LabState>) => tell((state = { ...state, ...next }))
  function onAnswer(answer: CaseAnswer): void {
    if (isClosed) return
    const { outcomes, exam, ran, exercised } = answer
    if (outcomes !== undefined) {
      waiting -= 1
      // Rows may have changed where cases did.
      if (outcomes.length > 0 || state.exercised === undefined) channel.post({ tell: 'cover' })
    }
    change({
      ...(outcomes === undefined ? {} : { outcomes: new Map([...(state.outcomes ?? []), ...outcomes]), running: waiting > 0 }),
      ...(exam === undefined || exam.id !== looked ? {} : { exam }),
      ...(ran === undefined || (!ran.asked && state.ran !== undefined) ? {} : { ran }),
      ...(exercised === undefined ? {} : { exercised: new Map(exercised) }),
    })
  }
  /** A browser without workers, or a program that is no longer on the server: slower, but nothing is missing. */
  function onFailure(): void {
    if (isClosed) return
    channel.close()
    channel = openHere(clock, onAnswer)
    told = nothingTold()
    waiting = 0
    if (facts !== undefined) lab.update(facts)
  }
  const lab: CaseLab = {
    update(next) {
      facts = next
      const news = [...listNews(told, next)]
      if (news.length === 0) return
      for (const message of news) channel.post(message)
      waiting += 1
      channel.post({ tell: 'run', look: looked })
      change({ running: true })
    },
    run(cases) {
      const ids = cases ?? facts?.project.testCases.map(({ id }) => id) ?? []
      waiting += 1
      channel.post({ tell: 'run', cases: ids, look: looked })
      change({ running: true })
    },
    look(id) {
      looked = id
      if (facts !== undefined && id !== undefined) channel.post({ tell: 'look', look: id })
    },
    close() {
      isClosed = true
      channel.close()
    },
  }
  return lab
}

function openHere(clock: () => number, onAnswer: (answer: CaseAnswer) => void): LabChannel {
  const replica = createCaseReplica(clock)
  let last: Promise<unknown> = Promise.resolve()
  return {
    post(message) {
      last = last.then(async () => {
        const answer = await replica.receive(message)
        if (answer !== undefined) onAnswer(answer)
      })
    },
    close: () => {},
  }
}

type Told = {
  readonly graphs: Set<string>
  readonly records: Set<string>
  readonly lists: Map<CollectionName, readonly ObjectOf<CollectionName>[]>
  info: ProjectInfo | undefined
  setting: string | undefined
}

function nothingTold(): Told {
  return { graphs: new Set(), records: new Set(), lists: new Map(), info: undefined, setting: undefined }
}

/** What no case depends on is not told. */
const untold: ReadonlySet<CollectionName> = new Set(['testRuns', 'questions', 'waivers', 'signOffs', 'baselines', 'gridViews', 'goLiveItems', 'attachments'])
const names = (Object.keys(collections) as CollectionName[]).filter((name) => !untold.has(name))

function* listNews(told: Told, { project, graphs, records, now, profile }: LabFacts): Generator<CaseMessage> {
  for (const [key, graph] of graphs) {
    if (told.graphs.has(key)) continue
    told.graphs.add(key)
    yield { tell: 'graph', key, graph }
  }
  if (told.info !== project.info) yield { tell: 'info', info: (told.info = project.info) }
  for (const of of names) {
    const list: readonly ObjectOf<CollectionName>[] = project[of]
    const before = told.lists.get(of) ?? []
    if (before === list) continue
    told.lists.set(of, list)
    const { set, gone } = changesBetween(before, list)
    if (set.length + gone.length > 0) yield { tell: 'objects', of, set, gone }
  }
  const fresh = [...records].filter(([hash]) => !told.records.has(hash))
  for (const [hash] of fresh) told.records.add(hash)
  if (fresh.length > 0) yield { tell: 'records', records: fresh }
  const setting = JSON.stringify([now, profile ?? null])
  if (told.setting !== setting) {
    told.setting = setting
    yield { tell: 'setting', now, profile }
  }
}
