// Schema graphs and sample sets (immutable: read once, kept for ever) and the jobs that import them.
import { useQueries, useQuery } from '@tanstack/react-query'
import { limits } from '../../shared/api/limits.ts'
import type { JobAnswer, SourceExcerpt } from '../../shared/api/routes.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { ObjectAddress, SchemaFormat, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { ApiError, getJson, sendForm, sendJson } from './request.ts'

export type Samples = { readonly records: readonly JsonValue[]; readonly evidence: readonly FieldEvidence[] }

const forEver = { staleTime: Infinity, gcTime: 30 * 60_000 } as const

const graphQuery = (project: string, key: string) => ({
  queryKey: ['graph', project, key],
  queryFn: () => getJson<SchemaGraph>(`/projects/${encodeURIComponent(project)}/graphs/${encodeURIComponent(key)}`),
  ...forEver,
})
const samplesQuery = (project: string, set: string) => ({
  queryKey: ['samples', project, set],
  queryFn: () => getJson<Samples>(`/projects/${encodeURIComponent(project)}/samples/${encodeURIComponent(set)}`),
  ...forEver,
})

export function useGraph(project: string, key: string | undefined) {
  return useQuery({ ...graphQuery(project, key ?? ''), enabled: key !== undefined })
}

export type GraphsAnswer = { readonly graphs: ReadonlyMap<string, SchemaGraph>; readonly loading: boolean; readonly error: Error | undefined }

/** Stable while no answer changes. */
export function useGraphsByKey(project: string, keys: readonly string[]): GraphsAnswer {
  return useQueries({ queries: keys.map((key) => graphQuery(project, key)), combine: (answers) => combineGraphs(keys, answers) })
}

let lastGraphs: { answers: readonly unknown[]; keys: readonly string[]; combined: GraphsAnswer }[] = []
function combineGraphs(keys: readonly string[], answers: readonly { data: SchemaGraph | undefined; isLoading: boolean; error: Error | null }[]): GraphsAnswer {
  // The map keeps its identity while the same graphs are in it, so that what is derived from it is not worked out again.
  const facts = answers.flatMap((answer) => [answer.data, answer.isLoading, answer.error])
  const known = lastGraphs.find(
    (one) => one.keys.length === keys.length && one.keys.every((key, at) => key === keys[at]) && one.answers.every((fact, at) => fact === facts[at]),
  )
  if (known !== undefined) return known.combined
  const combined: GraphsAnswer = {
    graphs: new Map(keys.flatMap((key, at) => (answers[at]?.data === undefined ? [] : [[key, answers[at].data] as const]))),
    loading: answers.some((answer) => answer.isLoading),
    error: answers.find((answer) => answer.error !== null)?.error ?? undefined,
  }
  lastGraphs = [{ answers: facts, keys, combined }, ...lastGraphs].slice(0, 4)
  return combined
}

/** Several sets at once, in their order; those still on their way are left out. The same array while the same sets are there. */
export function useSampleSets(
  project: string,
  sets: readonly string[],
): { readonly samples: readonly (Samples | undefined)[]; readonly error: Error | undefined } {
  return useQueries({ queries: sets.map((set) => samplesQuery(project, set)), combine: combineSamples })
}

// One function for all renders, so that the answer keeps its identity while nothing in it changes.
function combineSamples(answers: readonly { readonly data: Samples | undefined; readonly error: Error | null }[]) {
  return { samples: answers.map((answer) => answer.data), error: answers.find((answer) => answer.error !== null)?.error ?? undefined }
}

/** The uploaded file where a node of the graph stands. `node`: of the description itself, without analysts' facts. */
export function useSource(project: string, schema: string, node: string) {
  return useQuery({
    queryKey: ['source', project, schema, node],
    queryFn: () =>
      getJson<SourceExcerpt>(`/projects/${encodeURIComponent(project)}/schemas/${encodeURIComponent(schema)}/source?node=${encodeURIComponent(node)}`),
    retry: false,
    ...forEver,
  })
}

/** The files as parts of a form. Throws ApiError when they are more than the server takes, before anything is sent. */
export function formOf(files: readonly File[]): FormData {
  const size = files.reduce((sum, file) => sum + file.size, 0)
  if (size > limits.upload)
    throw new ApiError(
      'TooLarge',
      413,
      `The files are larger than ${limits.upload / 1024 / 1024} MB together. Import them one by one, or leave out what is not needed.`,
    )
  const form = new FormData()
  for (const file of files) form.append('file', file, file.name)
  return form
}

const jobsPath = (project: string) => `/projects/${encodeURIComponent(project)}`

/**
 * Which description the files are: of a system by id, or of a new one by name; the newer version of a schema version (`replaces`); or files
 * that one still lacks (`with`).
 */
export type UploadTarget = { readonly id: string } | { readonly name: string } | { readonly replaces: string } | { readonly with: string }

/** Files of one description that refer to each other belong together. `format`: where a person knows better than what is detected. */
export async function uploadSchema(
  project: string,
  files: readonly File[],
  system: UploadTarget,
  signal: AbortSignal,
  format?: SchemaFormat,
): Promise<JobAnswer> {
  const form = formOf(files)
  if (format !== undefined) form.set('format', format)
  if ('replaces' in system) form.set('replaces', system.replaces)
  else if ('with' in system) form.set('with', system.with)
  else if ('id' in system) form.set('system', system.id)
  else form.set('systemName', system.name)
  return sendForm(`${jobsPath(project)}/schemas`, form, signal)
}

export async function uploadSamples(
  project: string,
  files: readonly File[],
  of: { readonly schema: string; readonly object: ObjectAddress },
  name: string,
  signal: AbortSignal,
): Promise<JobAnswer> {
  const form = formOf(files)
  form.set('schema', of.schema)
  form.set('object', JSON.stringify(of.object))
  form.set('name', name)
  return sendForm(`${jobsPath(project)}/samples`, form, signal)
}

/** Milliseconds between two questions about a job. */
const ASK_EVERY = 400

/** Asks after a job until it is done or failed, and tells every answer. */
export async function watchJob(project: string, job: string, onAnswer: (answer: JobAnswer) => void): Promise<JobAnswer> {
  for (;;) {
    const answer = await getJson<JobAnswer>(`${jobsPath(project)}/jobs/${encodeURIComponent(job)}`)
    if (answer.state === 'done' || answer.state === 'failed') return answer
    onAnswer(answer)
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY))
  }
}

export function cancelJob(project: string, job: string): Promise<void> {
  return sendJson('DELETE', `${jobsPath(project)}/jobs/${encodeURIComponent(job)}`)
}
