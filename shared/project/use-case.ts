// The business side: use cases, their parts, their steps (DESIGN glossary).
import { z } from 'zod'
import { deleted, id, number, objectAddress, order, text } from './parts.ts'

export const useCase = z.object({
  id,
  number,
  title: text,
  actor: text.optional(),
  story: text.optional(),
  priority: z.enum(['must', 'should', 'could', 'later']).optional(),
  /** Days of work. */
  estimate: z.number().nonnegative().optional(),
  status: z.enum(['draft', 'agreed', 'signed-off']).optional(),
  /** Person id. */
  stakeholder: id.optional(),
  order,
  deleted,
})
export type UseCase = z.infer<typeof useCase>

export const USE_CASE_PARTS = ['outcome', 'strategy', 'measure', 'exclusion'] as const
/** One item of one of the four parts. A measure may name the outcome it measures. */
export const useCaseItem = z.object({ id, useCase: id, part: z.enum(USE_CASE_PARTS), text, outcome: id.optional(), order, deleted })
export type UseCaseItem = z.infer<typeof useCaseItem>
export type UseCasePart = UseCaseItem['part']

export const STEP_KINDS = ['trigger', 'retrieve', 'transform', 'send', 'decide', 'wait', 'notify'] as const
export const step = z.object({
  id,
  useCase: id,
  kind: z.enum(STEP_KINDS),
  title: text,
  system: id.optional(),
  schema: id.optional(),
  /** Endpoint id inside that schema (`POST /Invoices`). */
  endpoint: z.string().optional(),
  object: objectAddress.optional(),
  fieldMap: id.optional(),
  /** The name its result gets. */
  result: text.optional(),
  selection: text.optional(),
  sort: text.optional(),
  pageSize: z.number().int().positive().optional(),
  firstLoad: text.optional(),
  sendMode: z.enum(['create', 'update', 'create-or-update', 'delete']).optional(),
  matchKey: text.optional(),
  whenExists: text.optional(),
  whenDeletedAtSource: text.optional(),
  frequency: text.optional(),
  volume: text.optional(),
  onSuccess: text.optional(),
  onFailure: text.optional(),
  failure: z.enum(['retry', 'skip', 'stop', 'alert']).optional(),
  retries: z.number().int().nonnegative().optional(),
  alert: text.optional(),
  order,
  deleted,
})
export type Step = z.infer<typeof step>
