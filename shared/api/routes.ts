// Shapes of the HTTP API: requests are checked with these, answers are built to them. Paths are in the comments.
import { z } from 'zod'
import { roles } from './rights.ts'

const shortText = z.string().trim().min(1).max(200)

/** POST /api/session/enter: the one-time token of a sign-in link for a cookie. */
export const enterRequest = z.strictObject({ token: z.string().min(20).max(200) })
/** GET /api/session; PATCH /api/session names the person on first entry. `named` is false until then. */
export const sessionAnswer = z.object({ person: z.string(), name: z.string(), jobTitle: z.string(), role: z.enum(roles), named: z.boolean() })
export type SessionAnswer = z.infer<typeof sessionAnswer>
/** PATCH /api/session. `jobTitle`: what the person does (analyst, engineer ...), as shown to colleagues; not a right. */
export const nameRequest = z.strictObject({ name: shortText, jobTitle: z.string().trim().max(200) })

/** GET /api/projects → ProjectSummary[] */
export const projectSummary = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  archived: z.boolean(),
  createdAt: z.string(),
  changedAt: z.string(),
  fieldMaps: z.number(),
  useCases: z.number(),
})
export type ProjectSummary = z.infer<typeof projectSummary>
/** POST /api/projects → ProjectSummary */
export const createProjectRequest = z.strictObject({ name: shortText, purpose: z.string().max(2_000).optional() })
/** POST /api/projects/:id/duplicate → ProjectSummary */
export const duplicateProjectRequest = z.strictObject({ name: shortText })
/** PATCH /api/projects/:id → ProjectSummary */
export const changeProjectRequest = z.strictObject({ archived: z.boolean() })
/** POST /api/projects/import: a project file as the body → ProjectSummary */

/** GET /api/projects/:id/state → the document as one Yjs update (application/octet-stream), ETag, brotli. */
export const epochHeader = 'x-crosswalk-epoch'
/** POST /api/projects/:id/updates: a Yjs update too big for a frame → 204 when on disk. */

/**
 * POST /api/projects/:id/schemas: multipart `file` (several), `system` (id) or `systemName`; header `x-crosswalk: 1` (T-41) → JobAnswer.
 * The server stores the upload and the graph and adds the SchemaVersion (and System) to the document.
 */
/**
 * The same route takes `format` (a SchemaFormat, where the person knows better than detection), `replaces` (the id of the schema version that the files are a
 * newer version of; its system is taken) and `with` (the id of a schema version whose own files are read again together with these: "upload this file too").
 */
/** GET /api/projects/:id/schemas/:schema/source?node=n12 → SourceExcerpt: the uploaded file where that node stands. 404 where it stands nowhere. */
export const sourceExcerpt = z.object({
  file: z.string(),
  /** JSON pointer, where the file is JSON or YAML. */
  pointer: z.string().optional(),
  /** Number of the first of `lines`, from 1. */
  firstLine: z.number(),
  lines: z.array(z.string()),
  /** First and last line that belong to the node, from 1. */
  focus: z.object({ from: z.number(), to: z.number() }),
})
export type SourceExcerpt = z.infer<typeof sourceExcerpt>
/** GET /api/projects/:id/history also takes `command`: all changes of one command (a schema move), for going back. */

/** POST /api/projects/:id/samples: multipart `file` (several), `schema` (id), `object` (JSON ObjectAddress), `name`; or without `schema`: the samples are the schema. → JobAnswer */
export const jobAnswer = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** 0..1, where it can be told. */
  progress: z.number().optional(),
  /** What is going on or what went wrong, for people. */
  message: z.string(),
  /** When done: the id of the SchemaVersion or SampleSet. */
  result: z.string().optional(),
})
export type JobAnswer = z.infer<typeof jobAnswer>
/** GET /api/projects/:id/jobs/:job → JobAnswer; DELETE cancels it. */

/** GET /api/projects/:id/graphs/:key → SchemaGraph, immutable. */
/** GET /api/projects/:id/samples/:set → SampleAnswer, immutable. */
export const sampleAnswer = z.object({ records: z.array(z.json()), evidence: z.array(z.json()) })
/** GET /api/projects/:id/records/:hash → JSON; POST /api/projects/:id/records (JSON) → { hash }. */

/** GET /api/projects/:id/history?object=row:<id>&limit=50&before=<seq> → HistoryEntry[], newest first. `object`: `<collection>:<id>`. */
export const historyEntry = z.object({
  seq: z.number(),
  object: z.string(),
  cell: z.string(),
  before: z.json().optional(),
  after: z.json().optional(),
  person: z.string(),
  personName: z.string(),
  command: z.string(),
  time: z.string(),
})
export type HistoryEntry = z.infer<typeof historyEntry>

/** GET /api/projects/:id/export/xlsx, /export/json → a file. GET /api/projects/:id/export/typescript.zip?map=<id>&allowGaps=1 → a file; without `map` all packages and flows. */
/** GET /api/projects/:id/export/typescript?map=<id> → CodePreview. `files` is as generated with gaps allowed. */
export const codePreview = z.object({
  files: z.array(z.object({ path: z.string(), text: z.string() })),
  gaps: z.array(z.object({ row: z.number().nullable(), line: z.string(), path: z.string(), message: z.string() })),
})
export type CodePreview = z.infer<typeof codePreview>

/** GET /api/projects/:id/export/jsonata?map=<id> → JsonataPreview, with gaps allowed. GET /api/projects/:id/export/mapper.jsonata?map=<id>&allowGaps=1 → a file. */
export const jsonataPreview = z.object({
  text: z.string(),
  /** How well JSONata says each row, by number. */
  fidelity: z.array(
    z.object({ row: z.string(), number: z.number().nullable(), fidelity: z.enum(['exact', 'approximate', 'unsupported']), reason: z.string() }),
  ),
  gaps: codePreview.shape.gaps,
})
export type JsonataPreview = z.infer<typeof jsonataPreview>

/** Every failed answer (application/problem+json, RFC 9457). `type` is one of our error types; `detail` says what to do next. */
export const problemAnswer = z.object({ type: z.string(), title: z.string(), status: z.number(), detail: z.string() })
export type ProblemAnswer = z.infer<typeof problemAnswer>
