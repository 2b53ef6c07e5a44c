// The only place that turns a route's answer or failure into an HTTP response: headers, ETag, compression, problem+json.
import type { RouteError } from '../../shared/api/route-errors.ts'
import { routeErrorToProblem } from '../../shared/api/route-errors.ts'
import { LEAST_TO_COMPRESS, acceptsEncoding, chooseEncoding, type Compression } from '../compression.ts'
import { unpackBytes } from '../stored-content.ts'
import type { Answer } from './route.ts'

type Asked = { readonly ifNoneMatch: string | undefined; readonly acceptEncoding: string | undefined; readonly headOnly: boolean }

export async function sendAnswer(answer: Answer, asked: Asked, compression: Compression): Promise<Response> {
  if (answer.kind === 'empty') return new Response(null, { status: 204, headers: { ...answer.headers } })
  const headers = new Headers({ ...answer.headers })
  const bytes = answer.kind === 'json' ? Buffer.from(JSON.stringify(answer.value)) : answer.bytes
  headers.set('content-type', answer.kind === 'json' ? 'application/json; charset=utf-8' : answer.type)
  if (answer.kind === 'bytes' && answer.fileName !== undefined) {
    headers.set('content-disposition', printAttachment(answer.fileName))
    // What people download never runs as a page of ours (T-4B).
    headers.set('content-security-policy', 'sandbox')
  }
  if (answer.kind === 'bytes' && answer.packed === true) {
    if (!acceptsEncoding(asked.acceptEncoding, 'gzip')) return sendBytes(await unpackBytes(bytes), 200, headers, answer, asked, compression)
    headers.set('content-encoding', 'gzip')
  }
  return sendBytes(bytes, answer.kind === 'json' ? (answer.status ?? 200) : 200, headers, answer, asked, compression)
}

export async function sendBytes(
  bytes: Uint8Array,
  status: number,
  headers: Headers,
  { etag, immutable }: { readonly etag?: string; readonly immutable?: boolean },
  asked: Asked,
  compression: Compression,
): Promise<Response> {
  headers.set('cache-control', immutable === true ? 'private, max-age=31536000, immutable' : etag === undefined ? 'no-store' : 'private, no-cache')
  if (etag !== undefined) {
    headers.set('etag', `"${etag}"`)
    if (matchesEtag(asked.ifNoneMatch, etag)) return new Response(null, { status: 304, headers })
  }
  const encoding =
    bytes.length < LEAST_TO_COMPRESS || headers.has('content-encoding') || isPacked(headers.get('content-type') ?? '')
      ? undefined
      : chooseEncoding(asked.acceptEncoding)
  headers.append('vary', 'accept-encoding')
  const body = encoding === undefined ? bytes : await compression.compress(bytes, encoding, etag)
  if (encoding !== undefined) headers.set('content-encoding', encoding)
  headers.set('content-length', String(body.length))
  return new Response(asked.headOnly ? null : (body as Uint8Array<ArrayBuffer>), { status, headers })
}

export function sendProblem(error: RouteError): Response {
  const problem = routeErrorToProblem(error)
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  // The rest of a body that is too large is not read, so the connection cannot be used again.
  if (error.type === 'TooLarge') headers.set('connection', 'close')
  if (error.type === 'Stopping') headers.set('retry-after', '5')
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}

/** RFC 6266: an ASCII name for old programs and the true one beside it. */
function printAttachment(name: string): string {
  const ascii = name.replace(/[^\w .()-]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`
}

/** Weak comparison, as RFC 9110 asks for If-None-Match. */
function matchesEtag(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === `"${etag}"`)
}

function isPacked(type: string): boolean {
  return /zip|spreadsheet|image\/(png|jpeg|gif|webp)|font\//.test(type)
}
