// The only way in for uploaded descriptions and samples: read in a killable child, one at a time (T-11).
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { SchemaFormat, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { runInChild } from '../jobs/killable-child.ts'
import { createQueue } from '../jobs/queue.ts'
import { createAssembly, type Assembly } from './assemble-result.ts'
import type { ImportError } from './import-error.ts'
import type { ChildMessage, ImportFile, ImportProgress, ImportRequest } from './import-protocol.ts'

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

export type ImportedSamples = { readonly graph: SchemaGraph; readonly evidence: readonly FieldEvidence[]; readonly records: readonly unknown[] }

export const IMPORT_LIMITS: ImportLimits = { wallMs: 120_000, memoryMb: 2_048, maxBytes: 64 * 1024 * 1024 }

/** One for the whole server: two hostile files at once must not double the memory. */
const queue = createQueue()

/** Never throws on what the files hold, never fetches, never blocks the caller for more than a few milliseconds at a time. */
export async function importSchema(files: readonly ImportFile[], options: ImportOptions = {}): Promise<Result<SchemaGraph, ImportError>> {
  const read = await readInChild('schema', files, options)
  return read.ok ? ok(read.value.graph) : read
}

/** Records of all files as one set, with what they show of each field. */
export async function importSamples(files: readonly ImportFile[], options: ImportOptions = {}): Promise<Result<ImportedSamples, ImportError>> {
  const read = await readInChild('samples', files, options)
  return read.ok ? ok({ graph: read.value.graph, evidence: read.value.assembly.evidence(), records: read.value.assembly.records() }) : read
}

async function readInChild(
  kind: ImportRequest['kind'],
  files: readonly ImportFile[],
  options: ImportOptions,
): Promise<Result<{ graph: SchemaGraph; assembly: Assembly }, ImportError>> {
  if (files.length === 0) return fail({ type: 'NoFiles' })
  const limits = { ...IMPORT_LIMITS, ...options.limits }
  const request: ImportRequest = {
    kind,
    files: files.map(({ name, path }) => ({ name, path })),
    ...(options.format === undefined ? {} : { format: options.format }),
    maxBytes: limits.maxBytes,
  }
  options.onProgress?.({ stage: 'waiting' })
  return (await queue.run(() => runImport(request, limits, options), options.signal)) ?? fail({ type: 'Aborted' })
}

async function runImport(
  request: ImportRequest,
  limits: ImportLimits,
  options: ImportOptions,
): Promise<Result<{ graph: SchemaGraph; assembly: Assembly }, ImportError>> {
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
    case 'finished': {
      if (refused !== undefined) return fail(refused)
      const graph = assembly.graph()
      return graph === undefined ? fail({ type: 'ReaderCrashed', reason: 'the result is not a schema graph' }) : ok({ graph, assembly })
    }
  }
}
