// The only way in for uploaded descriptions and samples: read in a killable child, one at a time (T-11).
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { NodeId, SchemaFormat, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { runInChild } from '../jobs/killable-child.ts'
import { createQueue } from '../jobs/queue.ts'
import { createAssembly, type Assembly, type ImportedSampleSet } from './assemble-result.ts'
import type { ImportError } from './import-error.ts'
import type { ChildMessage, ImportFile, ImportProgress, ImportRequest } from './import-protocol.ts'
import type { SourceExcerpt } from '../../shared/api/routes.ts'

export type { ImportedSampleSet } from './assemble-result.ts'
export type { ImportFile, ImportProgress, ImportStage } from './import-protocol.ts'

/** `wallMs`: milliseconds for one import. `memoryMb`: megabytes of the child's heap. `maxBytes`: of all files together. */
export type ImportLimits = { readonly wallMs: number; readonly memoryMb: number; readonly maxBytes: number }

export type ImportOptions = {
  /** Where the person knows better than detection. */
  readonly format?: SchemaFormat
  readonly onProgress?: (progress: ImportProgress) => void
  readonly signal?: AbortSignal
  readonly limits?: Partial<ImportLimits>
}

/** `samples`: records that came with the description, each set with what it shows of its object. */
export type ImportedSchema = { readonly graph: SchemaGraph; readonly samples: readonly ImportedSampleSet[] }
export type ImportedSamples = ImportedSampleSet & { readonly graph: SchemaGraph }

export const IMPORT_LIMITS: ImportLimits = { wallMs: 120_000, memoryMb: 2_048, maxBytes: 64 * 1024 * 1024 }

/** One for the whole server: two hostile files at once must not double the memory. */
const queue = createQueue()

/** Never throws on what the files hold, never fetches, never blocks the caller for more than a few milliseconds at a time. */
export async function importSchema(files: readonly ImportFile[], options: ImportOptions = {}): Promise<Result<ImportedSchema, ImportError>> {
  const read = await readInChild({ kind: 'schema', files }, options)
  if (!read.ok) return read
  const graph = read.value.graph()
  return graph === undefined ? misshapen : ok({ graph, samples: read.value.samples() })
}

/**
 * Records of all files as one set, with what they show of each field: of the object in `documented`, where it is given (`graphPath`: a file of ours that
 * holds the graph as JSON), else of the records themselves.
 */
export async function importSamples(
  files: readonly ImportFile[],
  options: ImportOptions & { readonly documented?: ImportRequest['documented'] } = {},
): Promise<Result<ImportedSamples, ImportError>> {
  const { documented } = options
  const read = await readInChild({ kind: 'samples', files, ...(documented === undefined ? {} : { documented }) }, options)
  if (!read.ok) return read
  const graph = read.value.graph()
  const [samples] = read.value.samples()
  return graph === undefined || samples === undefined ? misshapen : ok({ ...samples, graph })
}

/** The lines around a node in the files that its graph was read from, by the same readers. */
export async function findSource(files: readonly ImportFile[], node: NodeId, options: ImportOptions = {}): Promise<Result<SourceExcerpt, ImportError>> {
  const read = await readInChild({ kind: 'source', files, node }, options)
  if (!read.ok) return read
  const excerpt = read.value.excerpt()
  return excerpt === undefined ? misshapen : ok(excerpt)
}

const misshapen = fail<ImportError>({ type: 'ReaderCrashed', reason: 'the result has another shape than ours' })

async function readInChild(asked: Omit<ImportRequest, 'format' | 'maxBytes'>, options: ImportOptions): Promise<Result<Assembly, ImportError>> {
  if (asked.files.length === 0) return fail({ type: 'NoFiles' })
  const limits = { ...IMPORT_LIMITS, ...options.limits }
  const request: ImportRequest = {
    ...asked,
    files: asked.files.map(({ name, path }) => ({ name, path })),
    ...(options.format === undefined ? {} : { format: options.format }),
    maxBytes: limits.maxBytes,
  }
  options.onProgress?.({ stage: 'waiting' })
  return (await queue.run(() => runImport(request, limits, options), options.signal)) ?? fail({ type: 'Aborted' })
}

async function runImport(request: ImportRequest, limits: ImportLimits, options: ImportOptions): Promise<Result<Assembly, ImportError>> {
  const assembly = createAssembly()
  let refused: ImportError | undefined
  options.onProgress?.({ stage: 'reading' })
  const end = await runInChild({
    module: new URL(import.meta.url.endsWith('.ts') ? './import-child.ts' : './import-child.js', import.meta.url),
    request,
    wallMs: limits.wallMs,
    memoryMb: limits.memoryMb,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onMessage(raw) {
      const message = raw as ChildMessage
      if (message.type === 'progress') options.onProgress?.(message.progress)
      else if (message.type === 'chunk') assembly.add(message.part, message.json)
      else if (message.type === 'failed') refused = message.error
      else options.onProgress?.({ stage: 'finished', peakMemory: message.peakMemory })
      return message.type === 'failed' || message.type === 'finished'
    },
  })
  switch (end.type) {
    case 'timed-out':
      return fail({ type: 'TimedOut', seconds: Math.round(limits.wallMs / 1000) })
    case 'out-of-memory':
      return fail({ type: 'OutOfMemory', megabytes: limits.memoryMb })
    case 'aborted':
      return fail({ type: 'Aborted' })
    case 'crashed':
      return fail({ type: 'ReaderCrashed', reason: end.reason })
    case 'finished':
      return refused === undefined ? ok(assembly) : fail(refused)
  }
}
