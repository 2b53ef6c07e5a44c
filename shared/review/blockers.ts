// What keeps a row from being ready: the only place that joins its errors and its open questions.
import type { Row } from '../project/field-map.ts'
import type { Question } from '../project/review-parts.ts'
import type { Review } from './review.ts'
import { addressesOfRow, openQuestionsAt } from './questions.ts'
import type { Blockers } from './row-status.ts'

/** `review`: undefined as long as nothing was found yet; then errors block nothing. A row that is only being made is known by its id alone. */
export function blockersOf(
  review: Review | undefined,
  questions: readonly Question[],
  row: Pick<Row, 'id'> | Pick<Row, 'id' | 'fieldMap' | 'destination' | 'parent'>,
): Blockers {
  const at = `row:${row.id}`
  const errors = (review?.problems ?? []).filter((problem) => problem.at === at && problem.severity === 'error' && problem.waiver === undefined)
  const { here, elsewhere } = openQuestionsAt(questions, 'fieldMap' in row ? addressesOfRow(row) : [at])
  return { errors: errors.map(({ message }) => message), openQuestions: here.length + elsewhere.length }
}
