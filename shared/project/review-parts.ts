// Test cases and questions (DESIGN glossary).
import { z } from 'zod'
import { deleted, id, number, order, text, time } from './parts.ts'

export const testCase = z.object({
  id,
  number,
  title: text,
  kind: z.enum(['mapping', 'flow', 'manual']),
  fieldMap: id.optional(),
  useCases: z.array(id).optional(),
  rows: z.array(id).optional(),
  profile: id.optional(),
  /** Hash of the given inputs and of the expected record: both lie outside the document (≤ 1 MB each), by hash. */
  given: z.string().max(64).optional(),
  expected: z.string().max(64).optional(),
  compare: z.enum(['exact', 'containing']).optional(),
  note: text.optional(),
  tags: z.array(text).optional(),
  order,
  deleted,
})
export type TestCase = z.infer<typeof testCase>

export const question = z.object({
  id,
  number,
  /** `row:<id>`, `field:<mapId>:<path>`, `step:<id>`, `use-case:<id>`. */
  at: z.string().max(4_200),
  text,
  status: z.enum(['open', 'answered', 'closed']).optional(),
  askedBy: text.optional(),
  askedOf: id.optional(),
  askedAt: time.optional(),
  answer: text.optional(),
  order,
  deleted,
})
export type Question = z.infer<typeof question>
