// Code-to-code values (DESIGN glossary).
import { z } from 'zod'
import { deleted, id, number, order, scalar, text } from './parts.ts'

const side = z.enum(['text', 'number', 'integer', 'boolean'])

export const lookupTable = z.object({
  id,
  number,
  name: text,
  from: side,
  to: side,
  scope: z.enum(['global', 'per-customer']).optional(),
  /** What a value outside the table gives; absent: a problem. */
  otherwise: z.object({ then: z.literal('default'), value: scalar }).optional(),
  note: text.optional(),
  order,
  deleted,
})
export type LookupTable = z.infer<typeof lookupTable>

/** One line of a table; `profile`: only for that customer, and then it wins over the global one. */
export const lookupEntry = z.object({ id, table: id, profile: id.optional(), from: scalar, to: scalar, note: text.optional(), order, deleted })
export type LookupEntry = z.infer<typeof lookupEntry>
