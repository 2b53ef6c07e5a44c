// Test cases and their runs, questions, waivers, sign-offs and baselines (README, glossary).
import { z } from 'zod'
import { day, deleted, id, number, order, scalar, text, time } from './parts.ts'

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
  /** Paths of the expected record that are not compared (`Invoice.Date`, `LineItems[].LineItemID`). */
  ignore: z.array(z.string().max(4_200)).max(200).optional(),
  /** The outcome of a use case that it proves. */
  outcome: id.optional(),
  /** Of kind manual: what must be so before, what makes the data move, where to look then. */
  preconditions: text.optional(),
  action: text.optional(),
  lookAt: text.optional(),
  note: text.optional(),
  tags: z.array(text).optional(),
  order,
  deleted,
})
export type TestCase = z.infer<typeof testCase>

/** One run of a test case outside this program: by a person in an environment, or by an engineer's CI. `blocked`: it could not be tried. */
export const testRun = z.object({
  id,
  testCase: id,
  /** Id of an environment. A run in none raises no status. */
  environment: id.optional(),
  build: text.optional(),
  by: text,
  at: time,
  result: z.enum(['passed', 'failed', 'blocked']),
  /** Hash of the record that was really there; it lies outside the document like the expected one. */
  actual: z.string().max(64).optional(),
  note: text.optional(),
  deleted,
})
export type TestRun = z.infer<typeof testRun>

export const question = z.object({
  id,
  number,
  /** `row:<id>`, `field:<mapId>:<path>`, `step:<id>`, `use-case:<id>`, `test-case:<id>` (shared/review/place.ts). */
  at: z.string().max(4_200),
  /** `defect`: opened by a failed run of the test case that it stands at. Absent: a question. */
  kind: z.enum(['question', 'defect']).optional(),
  text,
  status: z.enum(['open', 'answered', 'closed']).optional(),
  askedBy: text.optional(),
  askedOf: id.optional(),
  askedAt: time.optional(),
  neededBy: day.optional(),
  /** Places that cannot go on without the answer, besides the one it stands at; addresses as in `at`. */
  blocks: z.array(z.string().max(4_200)).max(100).optional(),
  answer: text.optional(),
  answeredBy: text.optional(),
  answeredAt: time.optional(),
  closedAt: time.optional(),
  order,
  deleted,
})
export type Question = z.infer<typeof question>

/** A problem that people decided to live with. It covers exactly this finding: when the sentence changes, the problem is back. Written by the server alone. */
export const waiver = z.object({ id, code: z.string().max(60), at: z.string().max(4_200), message: text, reason: text, by: id, byName: text, time, deleted })
export type Waiver = z.infer<typeof waiver>

const openPoint = z.object({ code: z.string().max(60), at: z.string().max(4_200), message: z.string().max(4_000) })
/** What was open when somebody signed: problems and questions. */
export type OpenPoint = z.infer<typeof openPoint>

/** One person's signature below a use case or a baseline. `person` is one of the project's people; `by` is the account that signed for them. Written by the server alone. */
export const signOff = z.object({
  id,
  useCase: id.optional(),
  baseline: id.optional(),
  person: id,
  note: text.optional(),
  /** At most the first thousand; `openCount` has them all. */
  openPoints: z.array(openPoint).max(1_000).optional(),
  openCount: z.number().int().nonnegative().optional(),
  /** Fingerprint of what was signed (shared/review/signed-content.ts); when it no longer matches, the signature reads "changed since". */
  content: z.string().max(64),
  by: id,
  byName: text,
  at: time,
  deleted,
})
export type SignOff = z.infer<typeof signOff>

/** A frozen state of the whole project. The state lies outside the document, by hash. Written by the server alone. */
export const baseline = z.object({
  id,
  number,
  note: text,
  /** Hash of the frozen state (shared/review/baseline-state.ts). */
  state: z.string().max(64),
  /** Counts as they were, so that a list needs no state. */
  rows: z.number().int().nonnegative().optional(),
  problems: z.number().int().nonnegative().optional(),
  passed: z.number().int().nonnegative().optional(),
  failed: z.number().int().nonnegative().optional(),
  by: id,
  byName: text,
  at: time,
  deleted,
})
export type Baseline = z.infer<typeof baseline>
