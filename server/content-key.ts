// The only place that names stored content by its hash: uploads, graphs and sample sets (DESIGN §9.5).
import { createHash } from 'node:crypto'
import { READER_VERSION } from '../shared/schema/schema-graph.ts'

export function hashBytes(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Of a set of files, whatever their order. */
export function uploadKey(fileHashes: readonly string[]): string {
  return hashBytes([...fileHashes].sort().join('\n'))
}

/** Another reader version gives another graph for the same upload. */
export function graphKey(upload: string): string {
  return `${upload}.${READER_VERSION}`
}
