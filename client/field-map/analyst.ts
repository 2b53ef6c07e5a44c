// Asks for a map's findings from somewhere else, a worker: tells it what changed in small pieces, and puts together what comes
// back. The page's own thread never works on the whole map, so that typing and the edits of others come first.
import type { RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { collections, type CollectionName, type Project, type ProjectInfo } from '../../shared/project/project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { groupBy, NO_FINDINGS, type Findings, type PreviewSample } from './derive.ts'
import { createInquiry, type Inquiry, type Question, type Reply, type WriteCode } from './inquiry.ts'
import type { Scheduler } from './scheduler.ts'
import { changesBetween, type AnyObject, type ObjectNews } from '../collab/project-copy.ts'

/** What the replica is told. Plain values that can be cloned. */
export type ReplicaMessage =
  | { readonly tell: 'graph'; readonly key: string; readonly graph: SchemaGraph }
  | { readonly tell: 'info'; readonly info: ProjectInfo }
  | ({ readonly tell: 'objects' } & ObjectNews)
  | { readonly tell: 'sample'; readonly sample: PreviewSample | undefined }
  | { readonly tell: 'analyse'; readonly map: string }
  /** Answered by a reply of the same number, from the map as it was last analysed. */
  | ({ readonly tell: 'ask'; readonly id: number } & Question)

/** What differs from the answer before; what is absent is as it was. */
export type ReplicaAnswer = Partial<Pick<Findings, 'problems' | 'coverage' | 'uses'>> & {
  readonly outcomes: { readonly set: readonly (readonly [row: string, outcome: RowOutcome])[]; readonly gone: readonly string[] }
  readonly previewTook: number | undefined
}

export type ReplicaReply = { readonly id: number; readonly reply: Reply }

/** `post` hands a message to a replica; its answers and its end come back by the calls it was opened with. */
export type ReplicaChannel = { readonly post: (message: ReplicaMessage) => void; readonly close: () => void }
export type OpenReplica = (onAnswer: (answer: ReplicaAnswer | ReplicaReply) => void, onFailure: () => void) => ReplicaChannel

export type Analyst = {
  /** One question at a time: the next after the answer. */
  readonly ask: (context: MapContext, sample: PreviewSample | undefined, answer: (findings: Findings) => void) => void
  /** About the map as it was last told of. Gives back how to take the question back. */
  readonly question: (question: Question, answer: (reply: Reply) => void) => () => void
  readonly close: () => void
}

/** Objects in one message, and milliseconds of messages in one go: cloning a large map must not hold up an edit. */
const MOST_OBJECTS = 250
const LONGEST_GO = 4

export function createAnalyst(graphs: ReadonlyMap<string, SchemaGraph>, scheduler: Pick<Scheduler, 'later' | 'clock'>, open: OpenReplica): Analyst {
  let channel: ReplicaChannel | undefined
  let isBroken = false
  const told: Told = { graphs: new Set(), lists: new Map(), info: undefined, sample: undefined }
  let found: Findings = NO_FINDINGS
  let asked: { readonly context: MapContext; readonly sample: PreviewSample | undefined; readonly answer: (findings: Findings) => void } | undefined
  let cancel: (() => void) | undefined
  let lastId = 0
  const questions = new Map<number, { readonly question: Question; readonly answer: (reply: Reply) => void }>()
  /** Where no worker runs. */
  let here: Inquiry | undefined
  let writeCode: ReturnType<WriteCode>

  function onAnswer(answer: ReplicaAnswer | ReplicaReply): void {
    if ('reply' in answer) {
      questions.get(answer.id)?.answer(answer.reply)
      return void questions.delete(answer.id)
    }
    found = join(found, answer)
    settle()
  }

  /** A browser without workers, or a program that is no longer on the server: slower, but nothing is missing. */
  function onFailure(): void {
    isBroken = true
    void import('../../shared/codegen/typescript/row-code.ts').then(({ listRowCode }) => (writeCode = listRowCode))
    channel?.close()
    cancel?.()
    if (asked !== undefined) cancel = scheduler.later(workHere, 0)
    for (const id of questions.keys()) scheduler.later(() => replyHere(id), 0)
  }

  function replyHere(id: number): void {
    const waiting = questions.get(id)
    if (waiting === undefined || here === undefined) return
    questions.delete(id)
    waiting.answer(here.reply(waiting.question))
  }

  function workHere(): void {
    if (asked === undefined) return
    here = createInquiry(asked.context, asked.sample, scheduler.clock, () => writeCode)
    found = here.findings
    settle()
    for (const id of questions.keys()) replyHere(id)
  }

  function settle(): void {
    const { answer } = asked ?? {}
    asked = undefined
    answer?.(found)
  }

  function pump(messages: Iterator<ReplicaMessage>): void {
    const start = scheduler.clock()
    for (let next = messages.next(); next.done !== true; next = messages.next()) {
      channel?.post(next.value)
      if (next.value.tell === 'analyse') return
      if (scheduler.clock() - start >= LONGEST_GO) return void (cancel = scheduler.later(() => pump(messages), 0))
    }
  }

  return {
    ask(context, sample, answer) {
      asked = { context, sample, answer }
      if (isBroken) return void (cancel = scheduler.later(workHere, 0))
      channel ??= open(onAnswer, onFailure)
      pump(listNews(told, context, graphs, sample))
    },
    question(question, answer) {
      const id = ++lastId
      questions.set(id, { question, answer })
      if (isBroken) scheduler.later(() => replyHere(id), 0)
      else channel?.post({ tell: 'ask', id, ...question })
      return () => void questions.delete(id)
    },
    close() {
      asked = undefined
      questions.clear()
      cancel?.()
      channel?.close()
    },
  }
}

type Told = {
  readonly graphs: Set<string>
  readonly lists: Map<CollectionName, readonly AnyObject[]>
  info: ProjectInfo | undefined
  sample: PreviewSample | undefined
}

const collectionNames = Object.keys(collections) as CollectionName[]

function* listNews(told: Told, context: MapContext, graphs: ReadonlyMap<string, SchemaGraph>, sample: PreviewSample | undefined): Generator<ReplicaMessage> {
  for (const [key, graph] of graphs) {
    if (told.graphs.has(key)) continue
    told.graphs.add(key)
    yield { tell: 'graph', key, graph }
  }
  if (told.info !== context.project.info) yield { tell: 'info', info: (told.info = context.project.info) }
  for (const name of collectionNames) {
    const next = listOf(context, name)
    const before = told.lists.get(name) ?? []
    if (before === next) continue
    told.lists.set(name, next)
    yield* listPieces(name, changesBetween(before, next))
  }
  if (told.sample !== sample) yield { tell: 'sample', sample: (told.sample = sample) }
  yield { tell: 'analyse', map: context.fieldMap.id }
}

/** Rows and decisions of other maps play no part. */
function listOf({ project, rows, decisions }: MapContext, name: CollectionName): Project[CollectionName] {
  return name === 'rows' ? rows : name === 'sourceDecisions' ? decisions : project[name]
}

function* listPieces(of: CollectionName, { set, gone }: ReturnType<typeof changesBetween>): Generator<ReplicaMessage> {
  if (gone.length > 0) yield { tell: 'objects', of, set: [], gone }
  for (let at = 0; at < set.length; at += MOST_OBJECTS) yield { tell: 'objects', of, set: set.slice(at, at + MOST_OBJECTS), gone: [] }
}

function join(before: Findings, { outcomes, previewTook, ...changed }: ReplicaAnswer): Findings {
  const { previewTook: _, ...same } = before
  return {
    ...same,
    ...changed,
    ...(changed.problems === undefined ? {} : { problemsByLine: groupBy(changed.problems) }),
    ...(outcomes.set.length + outcomes.gone.length === 0 ? {} : { outcomesByRow: patch(before.outcomesByRow, outcomes) }),
    ...(previewTook === undefined ? {} : { previewTook }),
  }
}

function patch(before: ReadonlyMap<string, RowOutcome>, { set, gone }: ReplicaAnswer['outcomes']): Map<string, RowOutcome> {
  const outcomes = new Map(before)
  for (const row of gone) outcomes.delete(row)
  for (const [row, outcome] of set) outcomes.set(row, outcome)
  return outcomes
}
