// Reads what lies beside a project by its hash, in a worker as on the page.
import { getJson } from '../api/request.ts'
import type { ReadBlob } from './review-replica.ts'

const folders = { graph: 'graphs', samples: 'samples', record: 'records' } as const

export function readBlobOf(project: string): ReadBlob {
  return (kind, key) => getJson(`/projects/${encodeURIComponent(project)}/${folders[kind]}/${encodeURIComponent(key)}`)
}
