// The business side: use cases, their parts, their steps (DESIGN glossary).
import { z } from 'zod'
import { day, deleted, fieldPath, id, number, objectAddress, order, scalar, text } from './parts.ts'
import { condition } from './transform-cell.ts'

export const useCase = z.object({
  id,
  number,
  title: text,
  actor: text.optional(),
  story: text.optional(),
  priority: z.enum(['must', 'should', 'could', 'later']).optional(),
  /** Days of work. */
  estimate: z.number().nonnegative().optional(),
  /** `signed-off` is written by the server alone, when the last of its signers has signed (shared/project/reserved-cells.ts). */
  status: z.enum(['draft', 'agreed', 'signed-off']).optional(),
  /** Person id. */
  stakeholder: id.optional(),
  /** Person id: who sees to it that it gets done. */
  owner: id.optional(),
  targetDate: day.optional(),
  /** The day its owner expects it to be live. */
  forecast: day.optional(),
  /** Person ids: whose signatures it takes. */
  signers: z.array(id).max(50).optional(),
  /** Of a template: a customer may leave it out. */
  optional: z.boolean().optional(),
  order,
  deleted,
})
export type UseCase = z.infer<typeof useCase>

export const USE_CASE_PARTS = ['outcome', 'strategy', 'measure', 'exclusion'] as const
/** One item of one of the four parts. A measure may name the outcome it measures. */
export const useCaseItem = z.object({ id, useCase: id, part: z.enum(USE_CASE_PARTS), text, outcome: id.optional(), order, deleted })
export type UseCaseItem = z.infer<typeof useCaseItem>
export type UseCasePart = UseCaseItem['part']

/** `link`: to a page elsewhere, https only. `picture`: bytes kept beside the document, by hash. */
export const attachment = z.object({
  id,
  useCase: id,
  kind: z.enum(['link', 'picture']),
  title: text,
  url: z.string().max(2_000).optional(),
  picture: z.string().max(64).optional(),
  mediaType: z.string().max(60).optional(),
  order,
  deleted,
})
export type Attachment = z.infer<typeof attachment>

/** Seconds; a year at most. */
const seconds = z.number().nonnegative().max(31_622_400)

/** `input`: the result of an earlier step, by that step's id; `path` '' is the whole result. A trigger's result is the record that started the run. */
const stepOperand = z.discriminatedUnion('of', [
  z.object({ of: z.literal('input'), input: id, path: fieldPath }),
  z.object({ of: z.literal('constant'), value: scalar }),
  z.object({ of: z.literal('config'), config: id }),
])
export type StepOperand = z.infer<typeof stepOperand>

/**
 * What a request's parameter is. A value that is absent leaves the parameter out. `template`: texts and values joined; absent where one of them is.
 * `last-run`: when the last successful run began, `less` so many seconds; before the first run `first` (ISO 8601), or left out.
 * `page`: 1, 2 ... until a page has fewer than `pageSize` records; only in a step with `forEach`.
 */
const stepValue = z.union([
  stepOperand,
  z.object({ of: z.literal('template'), parts: z.array(z.union([z.string().max(4_000), stepOperand])).max(100) }),
  z.object({ of: z.literal('last-run'), less: seconds.optional(), first: z.string().max(40).optional() }),
  z.object({ of: z.literal('page') }),
])
export type StepValue = z.infer<typeof stepValue>

/** `name`: as the endpoint calls it, wherever it goes (path, query, header). */
const stepParameter = z.object({ name: z.string().max(200), value: stepValue })
const stepParameters = z.array(stepParameter).max(100)
export type StepParameter = z.infer<typeof stepParameter>

/**
 * How a send step finds the record that is there already. `answer`: where the candidates stand in the answer (`Contacts[]`).
 * `where`: which candidate it is, `{ of: 'entry' }` being the candidate and `{ of: 'input' }` an earlier step's result; absent: the first one.
 * `schema`: absent where it is the step's.
 */
const stepLookup = z.object({
  schema: id.optional(),
  endpoint: z.string(),
  parameters: stepParameters.optional(),
  answer: objectAddress,
  where: condition.optional(),
})
export type StepLookup = z.infer<typeof stepLookup>

/** The call that changes a record, where it is another than the one that makes it. In its parameters the step's own id is the record that was found. */
const stepUpdate = z.object({ endpoint: z.string(), parameters: stepParameters.optional(), object: objectAddress })
export type StepUpdate = z.infer<typeof stepUpdate>

export const STEP_KINDS = ['trigger', 'retrieve', 'transform', 'send', 'decide', 'wait', 'notify'] as const
/** Cells in words (`selection`, `whenExists`, `onFailure` ...) are for people; the others are what generated flow code does (shared/mapping/flow-plan.ts). */
export const step = z.object({
  id,
  useCase: id,
  kind: z.enum(STEP_KINDS),
  title: text,
  system: id.optional(),
  schema: id.optional(),
  /** Endpoint id inside that schema (`POST /Invoices`). */
  endpoint: z.string().optional(),
  /** Of a trigger and a retrieve: the record that comes, inside its envelope (`[]`: a list of them). Of a send: the record in the request. */
  object: objectAddress.optional(),
  /** Of a transform. Of a send: it sends what an earlier step made by this map, or makes it itself. */
  fieldMap: id.optional(),
  /** The name its result gets. Inputs of maps are filled by `fromStep`, else by the result of their name, else by the only result of their object. */
  result: text.optional(),
  /** What the request asks for. */
  parameters: stepParameters.optional(),
  /** Of a send: the record in the answer, which is the step's result. Absent: the likeliest record of the first good answer. */
  answer: objectAddress.optional(),
  /** Of a retrieve: the steps after it run once for each record of the list, whose name is this step's result. */
  forEach: z.boolean().optional(),
  /** Of a retrieve: that nothing is found is no failure. */
  mayBeMissing: z.boolean().optional(),
  /** Of a decide: without it the record ends here, as skipped. Of a wait with an endpoint: the call is repeated, as the rule of failure says, until its answer meets this. */
  condition: condition.optional(),
  selection: text.optional(),
  sort: text.optional(),
  pageSize: z.number().int().positive().optional(),
  firstLoad: text.optional(),
  /** `find-or-create` and, where there is a lookup, `create-or-update` ask first. `create` without one may make the same record twice. */
  sendMode: z.enum(['create', 'update', 'create-or-update', 'find-or-create', 'delete']).optional(),
  matchKey: text.optional(),
  lookup: stepLookup.optional(),
  /** Of `create` with a lookup: the record is left out as skipped (the default), or that counts as a failure of the step. */
  ifFound: z.enum(['skip', 'stop']).optional(),
  /** Absent: as it is made. */
  update: stepUpdate.optional(),
  /** Of a wait. */
  waitSeconds: seconds.optional(),
  /** Of a notify: `failed` only when something did. One at the end of the steps is sent whatever became of the records. */
  notifyWhen: z.enum(['always', 'failed']).optional(),
  whenExists: text.optional(),
  whenDeletedAtSource: text.optional(),
  frequency: text.optional(),
  volume: text.optional(),
  onSuccess: text.optional(),
  onFailure: text.optional(),
  /** `skip`: the record is left out and listed as skipped. `stop` (the default): it is listed as failed. Other records go on. `alert`: as `stop`, and `alert` is told. */
  failure: z.enum(['retry', 'skip', 'stop', 'alert']).optional(),
  retries: z.number().int().nonnegative().max(100).optional(),
  /** Before the first, second ... further try; the last one counts for all that follow. */
  retryWaits: z.array(seconds).max(100).optional(),
  /** When the last try failed; absent: `stop`. */
  afterRetries: z.enum(['skip', 'stop', 'alert']).optional(),
  /** Whom to tell of a failure, once no try is left; of a notify: whom to tell. */
  alert: text.optional(),
  order,
  deleted,
})
export type Step = z.infer<typeof step>
