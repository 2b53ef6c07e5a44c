// The only place that reads a request's body as its route wants it: checked JSON, bytes, or files.
import { limits } from '../../shared/api/limits.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { isJsonType } from '../request-checks.ts'
import type { Route } from './route.ts'
import { readUploadedBody, readUploadedBytes, readUploadedFiles, type UploadedBody, type UploadedFiles } from './uploaded-files.ts'

/** JSON requests are small; what is large travels as bytes or files. */
const MOST_JSON = 256 * 1024

type Body = unknown

export async function readBody(route: Route, request: Request, dataFolder: string): Promise<Result<Body, RouteError>> {
  if (route.body === undefined) return ok(undefined)
  if (route.body === 'bytes') return readUploadedBytes(request, dataFolder, route.mostBytes ?? limits.upload)
  if (route.body === 'file') return readUploadedBody(request, dataFolder, route.mostBytes ?? limits.upload)
  if (route.body === 'files') return readUploadedFiles(request, dataFolder, route.mostBytes ?? limits.upload)
  if (!isJsonType(request.headers.get('content-type') ?? '')) return fail({ type: 'UnsupportedBody', expected: 'JSON with `content-type: application/json`' })
  const text = await readText(request, route.mostBytes ?? MOST_JSON)
  if (!text.ok) return text
  let value: unknown
  try {
    value = JSON.parse(text.value)
  } catch {
    return fail({ type: 'InvalidRequest', message: 'The body is not JSON.' })
  }
  const checked = route.body.safeParse(value)
  if (checked.success) return ok(checked.data)
  const issue = checked.error.issues[0]
  return fail({ type: 'InvalidRequest', message: `${issue?.path.join('.') || 'the body'}: ${issue?.message ?? 'does not fit'}` })
}

/** Removes the files of an upload once the route has answered, unless a job has taken them over. */
export async function releaseBody(route: Route, body: Body): Promise<void> {
  if (route.body === 'file' || route.body === 'files') await (body as UploadedBody | UploadedFiles).release()
}

async function readText(request: Request, mostBytes: number): Promise<Result<string, RouteError>> {
  if (request.body === null) return ok('')
  const chunks: Uint8Array[] = []
  let count = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    count += chunk.length
    if (count > mostBytes) return fail({ type: 'TooLarge', mostBytes })
    chunks.push(chunk)
  }
  return ok(Buffer.concat(chunks).toString('utf8'))
}
