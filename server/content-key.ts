// The only place that names stored content by its hash: uploads, graphs and sample sets (DESIGN §9.5).
import { createHash, webcrypto } from 'node:crypto'
import { READER_VERSION } from '../shared/schema/schema-graph.ts'

/** Hex SHA-256, worked out off the main thread. */
export async function hashContent(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)).toString('hex')
}

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
