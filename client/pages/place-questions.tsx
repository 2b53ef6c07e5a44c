// The questions that stand at one place (a use case, a step, a test case ...): asked, answered and closed there.
import { useMemo } from 'react'
import { openQuestionsAt } from '../../shared/review/questions.ts'
import { useCollection } from '../collab/project-context.tsx'
import { RowQuestions } from '../panels/row-questions.tsx'
import { useQuestionEdits } from './use-question-edits.ts'

export type PlaceQuestionsProps = {
  /** An address of shared/review/place.ts. */
  readonly at: string
}

export function PlaceQuestions({ at }: PlaceQuestionsProps) {
  const all = useCollection('questions')
  const acts = useQuestionEdits()
  const questions = useMemo(() => all.filter((question) => question.at === at), [all, at])
  const { elsewhere } = useMemo(() => openQuestionsAt(all, [at]), [all, at])
  return <RowQuestions key={at} className="place-questions" at={at} questions={questions} elsewhere={elsewhere} acts={acts} />
}
