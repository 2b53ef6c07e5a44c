// The other end of the review, inside the worker: a copy of the project kept up to date by what it is told, the schemas, samples and
// records it reads itself, and what is found about the whole project.
import { createCaseRunner } from '../../shared/mapping/run-cases.ts'
import type { CaseOutcome, CaseSetting } from '../../shared/mapping/run-test-case.ts'
import type { Coverage } from '../../shared/mapping/coverage.ts'
import type { CollectionName, Project, ProjectInfo } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { createReviewer, type Review, type ReviewProblem } from '../../shared/review/review.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { createProjectCopy, type ObjectNews } from '../collab/project-copy.ts'

/** Plain values that can be cloned. */
export type ReviewMessage =
  | { readonly tell: 'info'; readonly info: ProjectInfo }
  | ({ readonly tell: 'objects' } & ObjectNews)
  /** The project is whole as told so far: look at it. `turn` counts up. */
  | { readonly tell: 'review'; readonly turn: number }

/** What differs from the answer before; what is absent is as it was. `turn`: of the last question it answers; `took`: milliseconds. */
export type ReviewAnswer = {
  readonly turn: number
  readonly took: number
  readonly problems?: readonly ReviewProblem[]
  readonly coverage?: readonly (readonly [map: string, coverage: Coverage])[]
  readonly outcomes?: readonly (readonly [testCase: string, outcome: CaseOutcome])[]
  /** Schemas that could not be read, in words. */
  readonly failure?: string
}

export type BlobKind = 'graph' | 'samples' | 'record'
/** Rejects where it cannot be read. All three never change. */
export type ReadBlob = (kind: BlobKind, key: string) => Promise<unknown>

export type ReviewPorts = {
  readonly read: ReadBlob
  readonly answer: (answer: ReviewAnswer) => void
  /** Milliseconds. */
  readonly clock: () => number
  /** ISO 8601, UTC: what test cases that say none take as now. */
  readonly now: () => string
  readonly later: (work: () => void, wait: number) => () => void
}

type Samples = { readonly records: readonly JsonValue[]; readonly evidence: readonly FieldEvidence[] }

/** Milliseconds without a question after which test cases run. */
const QUIET = 300
/** What decides how a test case comes out. */
const PLAYS_A_PART = [
  'rows',
  'fieldMaps',
  'mapInputs',
  'invariants',
  'overlays',
  'configValues',
  'customerProfiles',
  'profileValues',
  'lookupTables',
  'lookupEntries',
  'schemas',
  'steps',
  'useCases',
  'testCases',
] as const satisfies readonly CollectionName[]

export type ReviewReplica = { readonly receive: (message: ReviewMessage) => void }

export function createReviewReplica(ports: ReviewPorts): ReviewReplica {
  const copy = createProjectCopy()
  const reviewer = createReviewer()
  const blobs = createBlobs(ports.read, () => look())
  let info: ProjectInfo = { name: '' }
  let turn = 0
  let told: { problems: string; coverage: string; outcomes: string; failure: string | undefined } = {
    problems: '',
    coverage: '',
    outcomes: '',
    failure: undefined,
  }
  let outcomes: ReadonlyMap<string, CaseOutcome> | undefined
  let cancel: (() => void) | undefined
  /** The lists that the outcomes were worked out from. */
  let ranWith: readonly unknown[] = []

  function look(): void {
    const project = copy.project(info)
    const started = ports.clock()
    if (!wantSchemas(project)) return
    const findEvidence = (key: string) => {
      const samples = blobs.get('samples', key) as Samples | undefined
      return samples === undefined ? undefined : { records: samples.records.length, evidence: samples.evidence }
    }
    const review = reviewer({ project, findGraph, findEvidence, ...(outcomes === undefined ? {} : { outcomes }) })
    tell(review, ports.clock() - started)
    runSoon()
  }

  /** False: not all are there yet; `look` comes again when they are. */
  function wantSchemas(project: Project): boolean {
    for (const set of project.sampleSets) if (set.deleted !== true) blobs.want('samples', set.set)
    const wanted = project.schemas.filter((schema) => schema.deleted !== true).map((schema) => blobs.want('graph', schema.graph))
    return wanted.every((is) => is !== 'loading')
  }

  function findGraph(key: string): SchemaGraph | undefined {
    return blobs.get('graph', key) as SchemaGraph | undefined
  }

  function tell(review: Review, took: number): void {
    const coverage = [...review.coverage]
    const next = {
      problems: JSON.stringify(review.problems),
      coverage: JSON.stringify(coverage),
      outcomes: outcomes === undefined ? '' : JSON.stringify([...outcomes]),
      failure: blobs.failed() ? 'Some schemas or samples could not be read, so not everything is checked. Reload the page to try again.' : undefined,
    }
    ports.answer({
      turn,
      took,
      ...(next.problems === told.problems ? {} : { problems: review.problems }),
      ...(next.coverage === told.coverage ? {} : { coverage }),
      ...(next.outcomes === told.outcomes || outcomes === undefined ? {} : { outcomes: [...outcomes] }),
      ...(next.failure === undefined ? {} : { failure: next.failure }),
    })
    told = next
  }

  function runSoon(): void {
    cancel?.()
    cancel = ports.later(() => void run(), QUIET)
  }

  async function run(): Promise<void> {
    const project = copy.project(info)
    const parts = [...PLAYS_A_PART.map((name) => project[name]), blobs.count()]
    if (parts.every((part, at) => part === ranWith[at])) return
    const cases = project.testCases.filter((one) => one.deleted !== true)
    const hashes = cases.flatMap(({ given, expected }) => [given, expected]).filter((hash) => hash !== undefined)
    // They come one by one; the last of them looks again.
    if (hashes.map((hash) => blobs.want('record', hash)).includes('loading')) return
    const asked = turn
    const found = await runAll(
      { project, findGraph, findRecord: (hash) => blobs.get('record', hash) as JsonValue | undefined, now: ports.now() },
      cases,
      () => turn !== asked,
    )
    if (found === undefined) return
    ranWith = parts
    outcomes = found
    look()
  }

  /** One after the other, giving way to what the page tells in between. Undefined: the project is another by now. */
  async function runAll(setting: CaseSetting, cases: readonly TestCase[], isOld: () => boolean): Promise<Map<string, CaseOutcome> | undefined> {
    const runCase = createCaseRunner(setting)
    const found = new Map<string, CaseOutcome>()
    for (const testCase of cases) {
      if (testCase.kind === 'manual') continue
      found.set(testCase.id, await runCase(testCase))
      await new Promise<void>((go) => void ports.later(go, 0))
      if (isOld()) return undefined
    }
    return found
  }

  return {
    receive(message) {
      if (message.tell === 'info') info = message.info
      else if (message.tell === 'objects') copy.receive(message)
      else {
        turn = message.turn
        look()
      }
    },
  }
}

type Wanted = 'here' | 'loading' | 'failed'

/** What never changes is read once. `onArrival`: when the last of those on their way is there, or cannot be read. */
function createBlobs(read: ReadBlob, onArrival: () => void) {
  const found = new Map<string, { readonly state: Wanted; readonly value?: unknown }>()
  let loading = 0
  const settle = (name: string, entry: { readonly state: Wanted; readonly value?: unknown }) => {
    found.set(name, entry)
    loading -= 1
    if (loading === 0) onArrival()
  }
  return {
    want(kind: BlobKind, key: string): Wanted {
      const name = `${kind} ${key}`
      const known = found.get(name)
      if (known !== undefined) return known.state
      found.set(name, { state: 'loading' })
      loading += 1
      read(kind, key).then(
        (value) => settle(name, { state: 'here', value }),
        () => settle(name, { state: 'failed' }),
      )
      return 'loading'
    },
    get: (kind: BlobKind, key: string): unknown => found.get(`${kind} ${key}`)?.value,
    count: (): number => found.size,
    failed: (): boolean => [...found.values()].some(({ state }) => state === 'failed'),
  }
}
