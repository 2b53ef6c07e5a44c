// From an answer at a line to the cells of its note: a line without a row gets one. Pure: ids and orders are arguments.
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import { rowEdit, type MapEdit } from './line-edits.ts'
import { type Fresh } from '../../shared/spreadsheet/row-writes.ts'

/** Behind what the note says already. */
export function noteOfAnswer(context: MapContext, line: Line, question: Question, fresh: Fresh): MapEdit {
  const note = line.row?.note ?? ''
  const answer = question.answer ?? ''
  return rowEdit(context, line, { note: note.trim() === '' ? answer : `${note}\n${answer}` }, fresh, 'Change the note')
}
