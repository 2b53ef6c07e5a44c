// Asks a worker what an import would do: tells it only what is new to it. Comparing a large workbook takes longer than a frame, so that
// it never happens where people click.
import { collectionNames } from '../../shared/project/project-doc.ts'
import type { CollectionName, ObjectOf, Project } from '../../shared/project/project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { changesBetween } from '../collab/project-copy.ts'
import type { AnyPlan, Guess, PlanHow, PlannerAnswer, PlannerMessage } from './planner-replica.ts'

export type PlannerChannel = { readonly post: (message: PlannerMessage) => void; readonly close: () => void }
export type OpenPlanner = (onAnswer: (answer: PlannerAnswer) => void, onFailure: () => void) => PlannerChannel

/** A state of the project, and its graphs by key. */
export type PlannedOn = { readonly project: Project; readonly graphs: ReadonlyMap<string, SchemaGraph> }

export type Planner = {
  /** Both reject with an Error whose message is for people. */
  readonly guess: (on: PlannedOn, remembered: Readonly<Record<string, string>>) => Promise<Guess>
  readonly plan: (on: PlannedOn, how: PlanHow) => Promise<AnyPlan>
  readonly close: () => void
}

type Question = Extract<PlannerMessage, { tell: 'guess' | 'plan' }>
type Asked = { readonly on: PlannedOn; readonly question: Question; readonly settle: (answer: PlannerAnswer) => void }

/** `here`: the same without a worker, for a browser that has none, or a program that is no longer on the server. */
export function createPlanner(file: Spreadsheet, open: OpenPlanner, here: OpenPlanner): Planner {
  let channel: PlannerChannel | undefined
  let isBroken = false
  let isClosed = false
  let asked: Asked[] = []
  let lists = new Map<CollectionName, readonly ObjectOf<CollectionName>[]>()
  let graphs = new Set<string>()

  const onAnswer = (answer: PlannerAnswer) => asked.shift()?.settle(answer)
  const onFailure = () => {
    if (isBroken || isClosed) return
    isBroken = true
    channel?.close()
    channel = undefined
    ;[lists, graphs] = [new Map(), new Set()]
    const again = asked
    asked = []
    for (const one of again) send(one)
  }
  const send = (one: Asked) => {
    if (channel === undefined) {
      channel = (isBroken ? here : open)(onAnswer, onFailure)
      channel.post({ tell: 'file', file })
    }
    asked.push(one)
    for (const news of listNews(one.on)) channel.post(news)
    channel.post(one.question)
  }
  function* listNews({ project, graphs: of }: PlannedOn): Generator<PlannerMessage> {
    for (const [key, graph] of of) {
      if (graphs.has(key)) continue
      graphs.add(key)
      yield { tell: 'graph', key, graph }
    }
    yield { tell: 'info', info: project.info }
    for (const name of collectionNames) {
      const before = lists.get(name) ?? []
      const list: readonly ObjectOf<CollectionName>[] = project[name]
      if (list === before) continue
      lists.set(name, list)
      const { set, gone } = changesBetween(before, list)
      if (set.length + gone.length > 0) yield { tell: 'objects', of: name, set, gone }
    }
  }
  const ask = (on: PlannedOn, question: Question): Promise<PlannerAnswer> =>
    new Promise((resolve, reject) => send({ on, question, settle: (answer) => ('failure' in answer ? reject(new Error(answer.failure)) : resolve(answer)) }))
  return {
    guess: async (on, remembered) => {
      const answer = await ask(on, { tell: 'guess', remembered })
      if (!('guess' in answer)) throw new Error('The planner answered another question. Reload the page.')
      return answer.guess
    },
    plan: async (on, how) => {
      const answer = await ask(on, { tell: 'plan', how })
      if (!('plan' in answer)) throw new Error('The planner answered another question. Reload the page.')
      return answer.plan
    },
    close: () => {
      isClosed = true
      channel?.close()
      asked = []
    },
  }
}
