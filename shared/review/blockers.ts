// What keeps a row from being ready: the only place that joins its errors and its open questions.
import { isOpen } from '../mapping/question-lines.ts'
import type { Question } from '../project/review-parts.ts'
import type { Review } from './review.ts'
import type { Blockers } from './row-status.ts'

/** `review`: undefined as long as nothing was found yet; then errors block nothing. */
export function blockersOf(review: Review | undefined, questions: readonly Question[], row: string): Blockers {
  const at = `row:${row}`
  const errors = (review?.problems ?? []).filter((problem) => problem.at === at && problem.severity === 'error' && problem.waiver === undefined)
  const open = questions.filter((question) => question.deleted !== true && isOpen(question) && (question.at === at || question.blocks?.includes(at) === true))
  return { errors: errors.map(({ message }) => message), openQuestions: open.length }
}
