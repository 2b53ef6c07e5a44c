// What the importing server and its child process say to each other. The only place for these messages.
import type { SchemaFormat } from '../../shared/schema/schema-graph.ts'
import type { ImportError } from './import-error.ts'

export type ImportFile = {
  /** As the person knows it; for messages. */
  readonly name: string
  /** Ours, on this machine. Never made from a client's name (T-19). */
  readonly path: string
}

export type ImportRequest = {
  readonly kind: 'schema' | 'samples'
  readonly files: readonly ImportFile[]
  readonly format?: SchemaFormat
  readonly maxBytes: number
}

export type ImportStage = 'waiting' | 'reading' | 'parsing' | 'building' | 'handing-over' | 'finished'

/** `peakMemory`: bytes the child needed, told at the end. */
export type ImportProgress = { readonly stage: ImportStage; readonly file?: string; readonly peakMemory?: number }

/** The result comes in chunks of JSON, so that the server parses a little at a time and answers others in between. */
export type ChunkPart = 'nodes' | 'endpoints' | 'graph' | 'evidence' | 'records'

export type ChildMessage =
  | { readonly type: 'progress'; readonly progress: ImportProgress }
  | { readonly type: 'chunk'; readonly part: ChunkPart; readonly json: string }
  | { readonly type: 'failed'; readonly error: ImportError }
  | { readonly type: 'finished'; readonly peakMemory: number }
