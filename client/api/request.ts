// The only door to the HTTP API: sends, checks the answer, and turns every failure into one plain sentence.
import { problemAnswer } from '../../shared/api/routes.ts'

/** A failed call. `message` is for people and says what to do next; `type` is one of the server's error types or 'Unreachable'. */
export class ApiError extends Error {
  readonly type: string
  readonly status: number
  constructor(type: string, status: number, message: string) {
    super(message)
    this.name = 'ApiError'
    this.type = type
    this.status = status
  }
}

export type CallOptions = {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly body?: BodyInit
  readonly headers?: Record<string, string>
  readonly signal?: AbortSignal
}

/** Paths are relative to `/api`. Throws ApiError. */
export async function call(path: string, options: CallOptions = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(`/api${path}`, {
      method: options.method ?? 'GET',
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: options.body }),
      ...(options.headers === undefined ? {} : { headers: options.headers }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
  } catch (cause) {
    if (options.signal?.aborted === true) throw cause
    throw new ApiError('Unreachable', 0, 'The server does not answer. Check that it runs and that you are connected, then try again.')
  }
  if (!response.ok) throw await readFailure(response)
  return response
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await call(path, signal === undefined ? {} : { signal })
  return readJson<T>(response)
}

export async function sendJson<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, value?: unknown): Promise<T> {
  const response = await call(path, { method, headers: { 'content-type': 'application/json' }, body: value === undefined ? '{}' : JSON.stringify(value) })
  return response.status === 204 ? (undefined as T) : readJson<T>(response)
}

/** Multipart needs a header of our own, so that no foreign form can send it. */
export async function sendForm<T>(path: string, form: FormData, signal: AbortSignal): Promise<T> {
  const response = await call(path, { signal, method: 'POST', body: form, headers: { 'x-crosswalk': '1' } })
  return readJson<T>(response)
}

/** An answer may break off, or be spoilt on its way. */
export async function readJson<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError('Unreachable', 0, 'The answer of the server did not arrive whole. Try again.')
  }
}

async function readFailure(response: Response): Promise<ApiError> {
  const answer = problemAnswer.safeParse(await response.json().catch(() => undefined))
  if (answer.success) {
    const { type, title, detail } = answer.data
    // What went wrong inside the server has a detail that says only what to do.
    const message = detail === '' ? title : response.status >= 500 ? `${title}. ${detail}` : detail
    return new ApiError(type, response.status, message)
  }
  return new ApiError(
    'Unknown',
    response.status,
    `The server could not do that (status ${response.status}). Try again; if it happens again, look at the server's log.`,
  )
}

/** The sentence to show for whatever a call threw. */
export function describeFailure(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong. Try again.'
}
