// Rules of what asking and answering writes.
import { describe, expect, test } from 'vitest'
import { buildMap } from '../../fixtures/build.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import { listQuestionsAt } from '../../shared/mapping/question-lines.ts'
import { writeCells } from '../../shared/project/edits.ts'
import { createProjectDoc, readCollection, readObject } from '../../shared/project/project-doc.ts'
import { askEdit, noteOfAnswer, questionEdit } from './question-edits.ts'

const { context } = buildMap({ inputs: { order: { a: 'text!' } }, destination: { Name: 'text!' }, rows: [] })
const [line] = listLines(context, { opened: new Set(), folded: new Set() })
if (line === undefined) throw new Error('no line')
const fresh = (id: string) => ({ id, randomBit: () => true })
const doing = { me: 'Mara', now: '2026-11-18T09:00:00.000Z' }
const origin = { person: 'p', command: 'c' }

function write(...edits: readonly { readonly writes: Parameters<typeof writeCells>[1] }[]) {
  const doc = createProjectDoc()
  for (const edit of edits) writeCells(doc, edit.writes, origin)
  return doc
}

describe('asking', () => {
  test('stores who asked whom, when, until when, and where: also at a field without a row', () => {
    const edit = askEdit(context, line, { text: 'Why?', of: { person: 'ana' }, neededBy: '2026-12-02' }, doing, fresh('q1'), fresh('p1'))
    const [question] = readCollection(write(edit), 'questions')
    expect(question).toMatchObject({
      at: line.address,
      text: 'Why?',
      status: 'open',
      askedBy: 'Mara',
      askedAt: doing.now,
      askedOf: 'ana',
      neededBy: '2026-12-02',
    })
    expect(listQuestionsAt({ ...context, project: { ...context.project, questions: question === undefined ? [] : [question] } }, line)).toHaveLength(1)
  })
  test('somebody who is not among the project’s people is added in the same step', () => {
    const doc = write(askEdit(context, line, { text: 'Why?', of: { name: 'Ana Duarte' }, neededBy: undefined }, doing, fresh('q1'), fresh('p1')))
    expect(readObject(doc, 'people', 'p1')).toMatchObject({ name: 'Ana Duarte' })
    expect(readObject(doc, 'questions', 'q1')?.askedOf).toBe('p1')
  })
})

describe('answering', () => {
  const asked = askEdit(context, line, { text: 'Why?', of: undefined, neededBy: undefined }, doing, fresh('q1'), fresh('p1'))
  const question = readObject(write(asked), 'questions', 'q1')
  if (question === undefined) throw new Error('no question')
  test('says who and when; closing and opening again keeps the answer', () => {
    const answer = questionEdit(question, { answer: 'So.', status: 'answered' }, 'Answer', { me: 'Priya', now: '2026-11-19T09:00:00.000Z' })
    const reopened = questionEdit(question, { status: 'open' }, 'Reopen', doing)
    expect(readObject(write(asked, answer, reopened), 'questions', 'q1')).toMatchObject({
      status: 'open',
      answer: 'So.',
      answeredBy: 'Priya',
      answeredAt: '2026-11-19T09:00:00.000Z',
    })
  })
  test('becomes the note, behind what the note says already', () => {
    const answered = { ...question, answer: 'Because.' }
    expect(noteOfAnswer(context, line, answered, fresh('r1')).writes).toContainEqual({ home: 'rows', object: 'r1', cell: 'note', value: 'Because.' })
    const row = { id: 'r2', fieldMap: 'm', destination: line.path, note: 'Known.', order: 'a0' }
    expect(noteOfAnswer(context, { ...line, row }, answered, fresh('r1')).writes).toEqual([
      { home: 'rows', object: 'r2', cell: 'note', value: 'Known.\nBecause.' },
    ])
  })
})
