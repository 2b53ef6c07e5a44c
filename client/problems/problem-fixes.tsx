// The quick fixes of one problem, each one undoable edit or a way to where it is settled.
import type { ReviewProblem } from '../../shared/review/review.ts'

export function ProblemFixes(_props: { readonly problem: ReviewProblem }) {
  return null
}
