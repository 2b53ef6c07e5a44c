// From what a person asks or answers at a line to the cells that are written. Pure: ids, times and orders are arguments.
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { objectWrites, type CellWrite } from '../../shared/project/edits.ts'
import { placeAt, type Ordered } from '../../shared/project/order-keys.ts'
import { compareObjects, printNumber, type CollectionName } from '../../shared/project/project.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import type { Asked } from '../panels/question-boxes.tsx'
import type { QuestionCells } from '../panels/row-questions.tsx'
import { rowEdit, type Fresh, type MapEdit } from './line-edits.ts'

/** Who does it, by name, and when. */
export type Doing = { readonly me: string; readonly now: string }

export function askEdit(context: MapContext, line: Line, asked: Asked, { me, now }: Doing, fresh: Fresh, freshPerson: Fresh): MapEdit {
  const { project } = context
  const newPerson = asked.of !== undefined && 'name' in asked.of ? { id: freshPerson.id, name: asked.of.name } : undefined
  const person = asked.of === undefined ? undefined : 'person' in asked.of ? asked.of.person : newPerson?.id
  const place = putLast('questions', project.questions, fresh)
  const personPlace = newPerson === undefined ? undefined : putLast('people', project.people, freshPerson)
  const question: Question = {
    id: fresh.id,
    at: line.address,
    text: asked.text,
    status: 'open',
    askedBy: me,
    askedAt: now,
    order: place.order,
    ...(person === undefined ? {} : { askedOf: person }),
    ...(asked.neededBy === undefined ? {} : { neededBy: asked.neededBy }),
  }
  return {
    label: `Ask about ${nameLine(line)}`,
    writes: [
      ...(newPerson === undefined || personPlace === undefined
        ? []
        : [...personPlace.writes, ...objectWrites('people', { ...newPerson, order: personPlace.order })]),
      ...place.writes,
      ...objectWrites('questions', question),
    ],
  }
}

/** An answer says who gave it and when; without one neither stands there. */
export function questionEdit(question: Question, cells: QuestionCells, what: string, { me, now }: Doing): MapEdit {
  const answered = !('answer' in cells)
    ? {}
    : cells.answer === undefined
      ? { answeredBy: undefined, answeredAt: undefined }
      : { answeredBy: me, answeredAt: now }
  return {
    label: `${what} ${printNumber('questions', question.number)}`,
    writes: Object.entries({ ...cells, ...answered }).map(([cell, value]): CellWrite => ({ home: 'questions', object: question.id, cell, value })),
  }
}

/** Behind what the note says already. */
export function noteOfAnswer(context: MapContext, line: Line, question: Question, fresh: Fresh): MapEdit {
  const note = line.row?.note ?? ''
  const answer = question.answer ?? ''
  return rowEdit(context, line, { note: note.trim() === '' ? answer : `${note}\n${answer}` }, fresh, 'Change the note')
}

function putLast(home: CollectionName, all: readonly Ordered[], { randomBit }: Fresh): { readonly order: string; readonly writes: readonly CellWrite[] } {
  const sorted = all.toSorted(compareObjects)
  const { order, rekeyed } = placeAt(sorted, sorted.length, randomBit)
  return { order, writes: rekeyed.map((one) => ({ home, object: one.id, cell: 'order', value: one.order })) }
}

function nameLine(line: Line): string {
  return line.row === undefined ? line.path : printNumber('rows', line.row.number)
}
