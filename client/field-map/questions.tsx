// Joins the questions of a line with the field map: which there are, and what asking and answering writes.
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listQuestionsAt } from '../../shared/mapping/question-lines.ts'
import { useCollection, useMe } from '../collab/project-context.tsx'
import { RowQuestions } from '../panels/row-questions.tsx'
import { useMapEdits } from './hooks.ts'
import { askEdit, noteOfAnswer, questionEdit } from './question-edits.ts'

export function MapQuestions({ context, line, asking }: { readonly context: MapContext; readonly line: Line; readonly asking: number }) {
  const me = useMe().name
  const edits = useMapEdits()
  const people = useCollection('people')
  const doing = () => ({ me, now: new Date().toISOString() })
  return (
    <RowQuestions
      key={line.address}
      line={line.address}
      questions={listQuestionsAt(context, line)}
      people={people}
      me={me}
      readOnly={edits.readOnly}
      hasNote={(line.row?.note ?? '').trim() !== ''}
      asking={asking}
      on={{
        ask: (asked) => edits.apply(askEdit(context, line, asked, doing(), edits.fresh(), edits.fresh())),
        change: (question, cells, what) => edits.apply(questionEdit(question, cells, what, doing())),
        useAsNote: (question) => edits.apply(noteOfAnswer(context, line, question, edits.fresh())),
      }}
    />
  )
}
