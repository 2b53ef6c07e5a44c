// What the importing server and its child process say to each other. The only place for these messages.
import type { NodeId, ObjectAddress, SchemaFormat } from '../../shared/schema/schema-graph.ts'
import type { ImportError } from './import-error.ts'

export type ImportFile = {
  /** As the person knows it; for messages. */
  readonly name: string
  /** Ours, on this machine. Never made from a client's name (T-19). */
  readonly path: string
}

/** `schema`: graph, and what samples came with it. `samples`: records as one set. `source`: where `node` stands in the files. */
export type ImportRequest = {
  readonly kind: 'schema' | 'samples' | 'source'
  readonly files: readonly ImportFile[]
  readonly format?: SchemaFormat
  readonly maxBytes: number
  /** Of `samples`: the object they belong to, in a graph that is JSON in a file of ours: too much for a message. */
  readonly documented?: { readonly graphPath: string; readonly object: ObjectAddress }
  /** Of `source`. */
  readonly node?: NodeId
}

export type ImportStage = 'waiting' | 'reading' | 'parsing' | 'building' | 'handing-over' | 'finished'

/** `fraction`: 0..1 of the whole import, never less than before. `peakMemory`: bytes the child needed, told at the end. */
export type ImportProgress = { readonly stage: ImportStage; readonly file?: string; readonly fraction?: number; readonly peakMemory?: number }

/** `properties`: `{ node, list }`, more of a node that came before. `samples` begins a set (its object and name); the evidence and records that follow are its own. The result comes in chunks of JSON, so that the server parses a little at a time and answers others in between. */
export type ChunkPart = 'nodes' | 'properties' | 'endpoints' | 'graph' | 'samples' | 'evidence' | 'records' | 'excerpt'

export type ChildMessage =
  | { readonly type: 'progress'; readonly progress: ImportProgress }
  | { readonly type: 'chunk'; readonly part: ChunkPart; readonly json: string }
  | { readonly type: 'failed'; readonly error: ImportError }
  | { readonly type: 'finished'; readonly peakMemory: number }
