// Test cases and questions (DESIGN glossary).
import { z } from 'zod'
import { deleted, id, number, order, scalar, text, time } from './parts.ts'

/** `row`: null is the check before the rows; absent: any. `path` absent: anywhere. */
const expectedIssue = z.object({ row: id.nullable().optional(), path: z.string().max(4_200).optional(), code: z.string().max(60) })
export type ExpectedIssue = z.infer<typeof expectedIssue>

export const testCase = z.object({
  id,
  number,
  title: text,
  kind: z.enum(['mapping', 'flow', 'manual']),
  fieldMap: id.optional(),
  useCases: z.array(id).optional(),
  rows: z.array(id).optional(),
  profile: id.optional(),
  /** Values of this case alone; they win over the profile's. */
  config: z
    .array(z.object({ config: id, value: scalar }))
    .max(1_000)
    .optional(),
  /** ISO 8601, UTC: what the case takes as now. */
  now: time.optional(),
  /** Absent: `create`. */
  operation: z.enum(['create', 'update']).optional(),
  /**
   * Hashes of what is given and of what is expected: both lie outside the document (≤ 1 MB each), by hash.
   * Of kind mapping: inputs by name, and the record. Of kind flow: FlowGiven and FlowExpected (shared/mapping/flow-case.ts).
   */
  given: z.string().max(64).optional(),
  expected: z.string().max(64).optional(),
  /** Absent: exact. Containing: named fields of objects, items of lists in order with the same length. */
  compare: z.enum(['exact', 'containing']).optional(),
  /** In place of `expected`: the issues that the record must give, all of them, in any order. */
  expectedIssues: z.array(expectedIssue).max(1_000).optional(),
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
  /** A day: 2026-12-02. */
  neededBy: z.string().max(40).optional(),
  answer: text.optional(),
  answeredBy: text.optional(),
  answeredAt: time.optional(),
  order,
  deleted,
})
export type Question = z.infer<typeof question>
