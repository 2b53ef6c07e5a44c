// Joins the questions of a line with the field map: which there are, and where an answer becomes the note.
import { useMemo } from 'react'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listQuestionsAt } from '../../shared/mapping/question-lines.ts'
import { addressesOfRow, openQuestionsAt } from '../../shared/review/questions.ts'
import { useQuestionEdits } from '../pages/use-question-edits.ts'
import { RowQuestions } from '../panels/row-questions.tsx'
import { useMapEdits } from './hooks.ts'
import { noteOfAnswer } from './question-edits.ts'

export function MapQuestions({ context, line, asking }: { readonly context: MapContext; readonly line: Line; readonly asking: number }) {
  const edits = useMapEdits()
  const acts = useQuestionEdits()
  const note = line.row?.note ?? ''
  const { elsewhere } = openQuestionsAt(context.project.questions, line.row === undefined ? [line.address] : addressesOfRow(line.row))
  // A line without a row gets one with the note.
  const here = useMemo(
    () => ({
      ...acts,
      noteOf: () => (note.trim() === '' ? ('use' as const) : ('add' as const)),
      useAsNote: (question: Parameters<typeof acts.useAsNote>[0]) => edits.apply(noteOfAnswer(context, line, question, edits.fresh())),
    }),
    [acts, edits, context, line, note],
  )
  return <RowQuestions key={line.address} at={line.address} questions={listQuestionsAt(context, line)} elsewhere={elsewhere} acts={here} asking={asking} />
}
