// How many questions are open at one place, as a mark with its count; nothing where there is none.
import { countQuestions } from '../../shared/review/questions.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import { useCollection } from '../collab/project-context.tsx'
import { SeverityMark } from '../ui/marks.tsx'

/** Counted once for a list; the list is the same until a question changes. */
const known = new WeakMap<readonly Question[], ReadonlyMap<string, number>>()

/** `at`: an address of shared/review/place.ts, of no field. */
export function QuestionBadge({ at }: { readonly at: string }) {
  const questions = useCollection('questions')
  const counts = known.get(questions) ?? countQuestions({ questions, rows: [] })
  known.set(questions, counts)
  const count = counts.get(at) ?? 0
  if (count === 0) return null
  const words = count === 1 ? '1 open question' : `${count} open questions`
  return (
    <span className="count-mark acc" title={words}>
      <SeverityMark name="question" />
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
