// What a route is: data that the router, the rights matrix and the OpenAPI document are made from. Routes do not know hono.
import type { z } from 'zod'
import type { Action, Subject } from '../../shared/api/rights.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import type { Result } from '../../shared/schema/result.ts'
import type { PersonRecord } from '../storage/storage.ts'
import type { RouteDeps } from './deps.ts'
import type { UploadedBody, UploadedFiles } from './uploaded-files.ts'

/** `anyone`: also without a session. `signed-in`: every role. Otherwise `can()` is asked, with the `:project` of the path. */
export type Gate = 'anyone' | 'signed-in' | Action

export type Who = { readonly subject: Subject; readonly person: PersonRecord; readonly tokenHash: string }

export type Answer =
  | {
      readonly kind: 'json'
      readonly value: unknown
      readonly status?: 200 | 201 | 202
      readonly headers?: Readonly<Record<string, string>>
      readonly etag?: string
      readonly immutable?: boolean
    }
  | {
      readonly kind: 'bytes'
      readonly bytes: Uint8Array
      /** The bytes are gzip already. */
      readonly packed?: boolean
      readonly type: string
      /** Offered as a download under this name. */
      readonly fileName?: string
      readonly headers?: Readonly<Record<string, string>>
      readonly etag?: string
      readonly immutable?: boolean
    }
  | { readonly kind: 'empty'; readonly headers?: Readonly<Record<string, string>> }

type CallOf<Body, Person> = {
  readonly deps: RouteDeps
  /** Of the path; `:project` names a project that exists. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Body
  readonly who: Person
  /** The session cookie as sent, valid or not. */
  readonly cookie: string | undefined
  readonly ifNoneMatch: string | undefined
}

type RouteFacts = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** `/api/projects/:project/state` */
  readonly path: string
  readonly summary: string
  /** Query parameters by name, each with a sentence. */
  readonly query?: Readonly<Record<string, string>>
  /** What comes back: a shape, or a media type. Absent: nothing (204). */
  readonly answer?: z.ZodType | string
}

type BodyShape = z.ZodType | 'bytes' | 'file' | 'files' | undefined
type BodyOf<B> = B extends z.ZodType
  ? z.infer<B>
  : B extends 'bytes'
    ? Uint8Array
    : B extends 'file'
      ? UploadedBody
      : B extends 'files'
        ? UploadedFiles
        : undefined
type Handle<B, Person> = (call: CallOf<BodyOf<B>, Person>) => Promise<Result<Answer, RouteError>>

export type Route = RouteFacts & { readonly gate: Gate; readonly body: BodyShape; readonly mostBytes?: number; readonly handle: Handle<never, Who | undefined> }

/** A route that needs a session. `body`: the shape of the JSON, or how the body is taken (`file`: on disk, never in memory); `mostBytes` limits it. */
export function route<B extends BodyShape = undefined>(
  facts: RouteFacts & { gate: Exclude<Gate, 'anyone'>; body?: B; mostBytes?: number; handle: Handle<B, Who> },
): Route {
  return { ...facts, body: facts.body } as Route
}

export function openRoute<B extends BodyShape = undefined>(facts: RouteFacts & { body?: B; mostBytes?: number; handle: Handle<B, Who | undefined> }): Route {
  return { ...facts, gate: 'anyone', body: facts.body } as Route
}

export function json(value: unknown, status: 200 | 201 | 202 = 200): { ok: true; value: Answer } {
  return { ok: true, value: { kind: 'json', value, status } }
}

export const empty: { ok: true; value: Answer } = { ok: true, value: { kind: 'empty' } }
