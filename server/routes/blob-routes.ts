// The only routes of what lies beside the document by content hash: schema graphs, sample sets, single records. Read only what is linked to the project.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { limits } from '../../shared/api/limits.ts'
import { sampleAnswer } from '../../shared/api/routes.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { fail, type Result } from '../../shared/schema/result.ts'
import { packBytes } from '../stored-content.ts'
import type { BlobKind } from '../storage/storage.ts'
import type { RouteDeps } from './deps.ts'
import { json, route, type Answer, type Route } from './route.ts'

export const blobRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/projects/:project/graphs/:key',
    summary: 'A schema graph; never changes',
    gate: 'project.read',
    answer: 'application/json',
    handle: ({ deps, params }) => readBlob(deps, params, 'graph', 'key', 'schema'),
  }),
  route({
    method: 'GET',
    path: '/api/projects/:project/samples/:set',
    summary: 'The sample records of a set and what they show; never changes',
    gate: 'project.read',
    answer: sampleAnswer,
    handle: ({ deps, params }) => readBlob(deps, params, 'samples', 'set', 'sample set'),
  }),
  route({
    method: 'GET',
    path: '/api/projects/:project/records/:hash',
    summary: 'One record of a test case; never changes',
    gate: 'project.read',
    answer: 'application/json',
    handle: ({ deps, params }) => readBlob(deps, params, 'record', 'hash', 'record'),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:project/records',
    summary: 'Keep one record (the JSON body); answers its hash',
    gate: 'project.edit',
    body: 'bytes',
    mostBytes: limits.record,
    answer: z.object({ hash: z.string() }),
    async handle({ deps, params, body }) {
      const text = new TextDecoder('utf-8').decode(body)
      try {
        JSON.parse(text)
      } catch {
        return fail({ type: 'InvalidRequest', message: 'The record is not JSON.' })
      }
      const hash = createHash('sha256').update(text).digest('hex')
      const project = params['project'] ?? ''
      await deps.storage.commit([
        { write: 'put-blob', kind: 'record', key: hash, bytes: await packBytes(Buffer.from(text)) },
        { write: 'link-blob', project, kind: 'record', key: hash },
      ])
      return json({ hash }, 201)
    },
  }),
]

async function readBlob(
  deps: RouteDeps,
  params: Readonly<Record<string, string>>,
  kind: BlobKind,
  param: string,
  what: string,
): Promise<Result<Answer, RouteError>> {
  const key = params[param] ?? ''
  const bytes = (await deps.storage.isBlobLinked(params['project'] ?? '', kind, key)) ? await deps.storage.findBlob(kind, key) : undefined
  if (bytes === undefined) return fail({ type: 'NotFound', what })
  return { ok: true, value: { kind: 'bytes', bytes, packed: true, type: 'application/json; charset=utf-8', etag: `${kind}.${key}`, immutable: true } }
}
