// Shapes of the HTTP routes for what only the server writes, with its own name and time: approvals, waivers, sign-offs, baselines; and for
// what commenters may do, who have no right to edit: questions and answers. Paths are in the comments, below /api/projects/:id.
import { z } from 'zod'

const address = z.string().min(1).max(4_200)
const code = z.string().min(1).max(60)
const words = z.string().trim().min(1).max(32_000)
const id = z.string().min(1).max(64)

/** POST approvals: raises rows to `approved`. `fingerprint`: of what the person saw (shared/review/row-status.ts); a row that differs is left out and counted. */
export const approvalRequest = z.strictObject({
  rows: z
    .array(z.strictObject({ row: id, fingerprint: z.string().max(64) }))
    .min(1)
    .max(25_000),
})
export type ApprovalRequest = z.infer<typeof approvalRequest>
/** `changed`: ids of rows that are another by now, or gone. `blocked`: ids of rows with an open question. */
export const approvalAnswer = z.object({ approved: z.number(), changed: z.array(z.string()), blocked: z.array(z.string()) })
export type ApprovalAnswer = z.infer<typeof approvalAnswer>

/**
 * POST builds: what an engineer's CI tells: rows that are built (by number), and runs of test cases (by number) in an environment (by name).
 * Rows that are drafts, changed since, or have an open question stay as they are and are listed.
 */
export const buildReport = z.strictObject({
  build: z.string().trim().min(1).max(200),
  rows: z.array(z.number().int().positive()).max(25_000).optional(),
  runs: z
    .array(
      z.strictObject({
        testCase: z.number().int().positive(),
        environment: z.string().max(200).optional(),
        result: z.enum(['passed', 'failed', 'blocked']),
        note: z.string().max(32_000).optional(),
      }),
    )
    .max(5_000)
    .optional(),
})
export type BuildReport = z.infer<typeof buildReport>
/** `left`: numbers of rows that stay as they are. `raised`, `lowered`: rows that runs made tested, and put back to built. */
export const buildAnswer = z.object({
  built: z.number(),
  left: z.array(z.number()),
  runs: z.number(),
  raised: z.array(z.number()),
  lowered: z.array(z.number()),
})
export type BuildAnswer = z.infer<typeof buildAnswer>

/** POST waivers: of the findings exactly as they stand. DELETE waivers/:waiver takes one back. */
export const waiverRequest = z.strictObject({
  problems: z
    .array(z.strictObject({ code, at: address, message: z.string().max(32_000) }))
    .min(1)
    .max(1_000),
  reason: words,
})
export type WaiverRequest = z.infer<typeof waiverRequest>
export const madeAnswer = z.object({ ids: z.array(z.string()) })

/** POST sign-offs: below a use case or a baseline (one of both). DELETE sign-offs/:signOff withdraws it: who signed, or an owner. */
export const signOffRequest = z.strictObject({
  useCase: id.optional(),
  baseline: id.optional(),
  person: id,
  note: z.string().max(32_000).optional(),
  openPoints: z
    .array(z.strictObject({ code, at: address, message: z.string().max(4_000) }))
    .max(1_000)
    .optional(),
  openCount: z.number().int().nonnegative().optional(),
  /** Fingerprint of what the person saw; refused (409 ChangedSince) where it is another by now. */
  content: z.string().max(64),
})
export type SignOffRequest = z.infer<typeof signOffRequest>

/** POST baselines. The state is frozen and its cases are run by the server. */
export const baselineRequest = z.strictObject({ note: words })
export const baselineAnswer = z.object({ id: z.string(), number: z.number() })
export type BaselineAnswer = z.infer<typeof baselineAnswer>
/** GET baselines/:baseline → the frozen state (BaselineState of shared/review/baseline-state.ts), immutable. */

/** POST questions: for those who may comment. `at`: an address of shared/review/place.ts. */
export const questionRequest = z.strictObject({
  at: address,
  text: words,
  askedOf: id.optional(),
  neededBy: z.string().max(40).optional(),
})
export type QuestionRequest = z.infer<typeof questionRequest>
/** POST questions/:question/answer → 204. */
export const answerRequest = z.strictObject({ answer: words })

/** POST pictures (the bytes of a PNG, JPEG, GIF or WebP of up to 5 MB) → PictureAnswer. GET pictures/:hash → the bytes. */
export const pictureAnswer = z.object({ hash: z.string(), mediaType: z.string() })
export type PictureAnswer = z.infer<typeof pictureAnswer>

/** GET progress → ProgressDay[]: how many rows had at least each status at the end of each day (UTC) on which something changed, oldest first. */
export const progressDay = z.object({
  day: z.string(),
  rows: z.number(),
  ready: z.number(),
  approved: z.number(),
  built: z.number(),
  tested: z.number(),
  /** Sum of the use cases' estimates, in days of work. */
  estimate: z.number(),
})
export type ProgressDay = z.infer<typeof progressDay>
