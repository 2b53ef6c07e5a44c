// Asks a worker what a newer version changes: tells it only what is new to it, one question at a time. Comparing two large
// descriptions takes longer than a frame, so that it never happens where people click.
import { collections, type CollectionName, type ObjectOf, type Project } from '../../shared/project/project.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { changesBetween } from '../collab/project-copy.ts'
import { findImpact, type ImpactAnswer, type ImpactMessage } from './schema-changes-replica.ts'

export type ImpactQuestion = {
  readonly project: Project
  readonly newVersion: string
  /** By key. */
  readonly graphs: ReadonlyMap<string, SchemaGraph>
  /** By hash. */
  readonly records: ReadonlyMap<string, JsonValue>
}
export type ImpactChannel = { readonly post: (message: ImpactMessage) => void; readonly close: () => void }
export type OpenImpact = (onAnswer: (answer: ImpactAnswer) => void, onFailure: () => void) => ImpactChannel

export type ImpactAnalyst = {
  /** Answers only where something that counts has changed since the last answer. */
  readonly ask: (question: ImpactQuestion, answer: (answer: ImpactAnswer) => void) => void
  readonly close: () => void
}

const told = (Object.keys(collections) as CollectionName[]).filter((name) => name !== 'schemaDecisions')

/** Whether what was found of one state of the project holds for another. */
export function isSameForImpact(a: Project, b: Project): boolean {
  return told.every((name) => a[name] === b[name])
}

export function createImpactAnalyst(open: OpenImpact): ImpactAnalyst {
  type Asked = { readonly question: ImpactQuestion; readonly answer: (answer: ImpactAnswer) => void }
  let channel: ImpactChannel | undefined
  let isBroken = false
  let isClosed = false
  let busy: Asked | undefined
  let next: Asked | undefined
  const lists = new Map<CollectionName, readonly ObjectOf<CollectionName>[]>()
  const graphs = new Set<string>()
  const records = new Set<string>()
  let version: string | undefined

  const settle = (answer: ImpactAnswer) => {
    const done = busy
    busy = undefined
    if (isClosed) return
    done?.answer(answer)
    const waiting = next
    next = undefined
    if (waiting !== undefined) ask(waiting)
  }
  /** A browser without workers, or a program that is no longer on the server: slower, but nothing is missing. */
  const onFailure = () => {
    isBroken = true
    channel?.close()
    if (busy !== undefined) workHere()
  }
  const workHere = () =>
    setTimeout(() => {
      if (busy === undefined) return
      const { project, newVersion, graphs: of, records: by } = busy.question
      settle(findImpact(project, newVersion, of, by))
    }, 0)

  const ask = (asked: Asked) => {
    if (busy !== undefined) return void (next = asked)
    const news = [...listNews(asked.question)]
    if (news.length === 0 && version === asked.question.newVersion) return
    version = asked.question.newVersion
    busy = asked
    if (isBroken) return void workHere()
    channel ??= open(settle, onFailure)
    for (const message of news) channel.post(message)
    channel.post({ tell: 'find', newVersion: asked.question.newVersion })
  }

  function* listNews({ project, graphs: of, records: by }: ImpactQuestion): Generator<ImpactMessage> {
    for (const [key, graph] of of) {
      if (graphs.has(key)) continue
      graphs.add(key)
      yield { tell: 'graph', key, graph }
    }
    for (const name of told) {
      const before = lists.get(name) ?? []
      const list: readonly ObjectOf<CollectionName>[] = project[name]
      if (list === before) continue
      lists.set(name, list)
      const { set, gone } = changesBetween(before, list)
      if (set.length + gone.length > 0) yield { tell: 'objects', of: name, set, gone }
    }
    const fresh = [...by].filter(([hash]) => !records.has(hash))
    for (const [hash] of fresh) records.add(hash)
    if (fresh.length > 0) yield { tell: 'records', records: fresh }
  }

  return {
    ask: (question, answer) => ask({ question, answer }),
    close: () => {
      isClosed = true
      channel?.close()
    },
  }
}
