// What a newer version changes, kept right while people edit: the two descriptions, the records of test cases, and the worker's answer.
import { useEffect, useMemo, useState } from 'react'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { Project } from '../../shared/project/project.ts'
import type { SchemaImpact } from '../../shared/review/schema-impact.ts'
import { countVersionUsers, type VersionUsers } from '../../shared/review/version-users.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { describeFailure } from '../api/request.ts'
import { useRecords } from '../api/schema-moves.ts'
import { useCollection, useGraphs, useProject, useProjectValue } from '../collab/project-context.tsx'
import { createImpactAnalyst, type ImpactAnalyst, type ImpactChannel } from './schema-changes-analyst.ts'
import type { ImpactAnswer, ImpactMessage } from './schema-changes-replica.ts'

export type FoundImpact = {
  /** Without decisions. */
  readonly impact: SchemaImpact
  /** The state of the project that it was found in. */
  readonly of: Project
  readonly graphs: ReadonlyMap<string, SchemaGraph>
  readonly records: ReadonlyMap<string, JsonValue>
  /** Records of test cases could not be read: what they hold is not told. */
  readonly unread?: string
}
export type ImpactState =
  | { readonly state: 'loading'; readonly words: string }
  | { readonly state: 'failed'; readonly message: string }
  | ({ readonly state: 'found' } & FoundImpact)

/** What still uses the version, kept right while people edit. */
export function useVersionUsers(schema: string): VersionUsers {
  const [fieldMaps, mapInputs, steps] = [useCollection('fieldMaps'), useCollection('mapInputs'), useCollection('steps')]
  return useMemo(() => countVersionUsers({ fieldMaps, mapInputs, steps }, schema), [fieldMaps, mapInputs, steps, schema])
}

function openWorker(onAnswer: (answer: ImpactAnswer) => void, onFailure: () => void): ImpactChannel {
  const worker = new Worker(new URL('./schema-changes-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<ImpactAnswer>) => onAnswer(data))
  worker.addEventListener('error', onFailure)
  return { post: (message: ImpactMessage) => worker.postMessage(message), close: () => worker.terminate() }
}

export function useFoundImpact(before: SchemaVersion, after: SchemaVersion): ImpactState {
  const { project } = useProject()
  const value = useProjectValue()
  const keys = useMemo(() => [before.graph, after.graph], [before.graph, after.graph])
  const { graphs, loading, error } = useGraphs(keys)
  const { records, isLoading, failure } = useTestRecords(project, value)
  const [analyst, setAnalyst] = useState<ImpactAnalyst>()
  const [found, setFound] = useState<{ readonly answer: ImpactAnswer; readonly of: Project }>()
  useEffect(() => {
    const made = createImpactAnalyst(openWorker)
    // oxlint-disable-next-line react/set-state-in-effect -- the worker is a thing outside React with a life of its own: made and closed by this effect
    setAnalyst(made)
    return () => {
      made.close()
      setFound(undefined)
    }
  }, [before.id, after.id])
  const isReady = !loading && error === undefined && !isLoading
  useEffect(() => {
    if (isReady) analyst?.ask({ project: value, newVersion: after.id, graphs, records }, (answer) => setFound({ answer, of: value }))
  }, [analyst, isReady, value, after.id, graphs, records])
  if (error !== undefined) return { state: 'failed', message: describeFailure(error) }
  if (!isReady) return { state: 'loading', words: loading ? 'Loading the two descriptions' : 'Loading the test cases' }
  if (found === undefined) return { state: 'loading', words: 'Comparing the two descriptions' }
  if ('failure' in found.answer) return { state: 'failed', message: found.answer.failure }
  return { state: 'found', impact: found.answer.impact, of: found.of, graphs, records, ...(failure === undefined ? {} : { unread: failure }) }
}

function useTestRecords(project: string, { testCases }: Project) {
  const hashes = useMemo(
    () => [
      ...new Set(testCases.filter((test) => test.deleted !== true).flatMap(({ given, expected }) => [given, expected].filter((hash) => hash !== undefined))),
    ],
    [testCases],
  )
  const answer = useRecords(project, hashes)
  // One map for as long as the same records are in it.
  const text = [...answer.records.keys()].join(' ')
  // oxlint-disable-next-line react/exhaustive-deps -- records never change: the same hashes hold the same
  const records = useMemo(() => answer.records, [text])
  return { records, isLoading: answer.loading, failure: answer.error === undefined ? undefined : describeFailure(answer.error) }
}
