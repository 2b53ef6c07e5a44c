// Rules of what asking, answering and closing writes, and of which questions hold a place up.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import { writeCells } from '../project/edits.ts'
import { createProjectDoc, readCollection, readObject } from '../project/project-doc.ts'
import type { Question } from '../project/review-parts.ts'
import type { FieldPath } from '../schema/field-path.ts'
import {
  answerWrites,
  askWrites,
  changeWrites,
  closeWrites,
  countQuestions,
  noteAt,
  noteWrites,
  openQuestionsAt,
  reopenWrites,
  type Asked,
} from './questions.ts'
import { blockersOf } from './blockers.ts'
import { findPlaces } from './questions-places.ts'

const doing = { me: 'Mara', now: '2026-11-18T09:00:00.000Z' }
const fresh = (id: string) => ({ id, randomBit: () => true })
const asked = (cells: Partial<Asked> = {}): Asked => ({ text: 'Why?', of: undefined, neededBy: undefined, blocks: [], ...cells })
const origin = { person: 'p', command: 'c' }

function write(...writes: readonly (readonly Parameters<typeof writeCells>[1][number][])[]) {
  const doc = createProjectDoc()
  for (const some of writes) writeCells(doc, some, origin)
  return doc
}

function asking(cells: Partial<Asked> = {}, project = buildProject()) {
  return askWrites(project, 'use-case:u', asked(cells), doing, fresh('q'), fresh('p'))
}

function question(cells: Partial<Question> = {}): Question {
  return buildObject('questions', { id: 'q', at: 'row:r1', ...cells })
}

describe('asking', () => {
  test('stores where, who asked whom, when, until when and what waits', () => {
    const doc = write(asking({ of: { person: 'ana' }, neededBy: '2026-12-02', blocks: ['row:r1'] }))
    expect(readObject(doc, 'questions', 'q')).toMatchObject({
      at: 'use-case:u',
      text: 'Why?',
      status: 'open',
      askedBy: 'Mara',
      askedAt: doing.now,
      askedOf: 'ana',
      neededBy: '2026-12-02',
      blocks: ['row:r1'],
    })
  })
  test('somebody new is added to the people in the same writes; somebody known is not', () => {
    expect(readObject(write(asking({ of: { name: 'Ana' } })), 'people', 'p')).toMatchObject({ name: 'Ana' })
    expect(readCollection(write(asking({ of: { person: 'ana' } })), 'people')).toEqual([])
  })
  test('stands behind those that were asked before', () => {
    const before = question({ id: 'before', order: 'a5' })
    const doc = write(asking({}, buildProject({ questions: [before] })))
    expect((readObject(doc, 'questions', 'q')?.order ?? '') > 'a5').toBe(true)
  })
})

describe('changing', () => {
  const made = readObject(write(asking({ of: { person: 'ana' }, neededBy: '2026-12-02', blocks: ['row:r1'] })), 'questions', 'q')
  if (made === undefined) throw new Error('no question')
  test('what is left empty is taken away; who asked and when stays', () => {
    const doc = write(asking({ of: { person: 'ana' }, blocks: ['row:r1'] }), changeWrites(buildProject(), made, asked({ text: 'Why not?' }), fresh('p')))
    const after = readObject(doc, 'questions', 'q')
    expect(after).toMatchObject({ text: 'Why not?', askedBy: 'Mara', askedAt: doing.now })
    expect([after?.askedOf, after?.neededBy, after?.blocks]).toEqual([undefined, undefined, undefined])
  })
  test('an answer says who gave it and when; closing says when; opening again keeps the answer', () => {
    const answered = answerWrites(made, 'So.', { me: 'Priya', now: '2026-11-19T09:00:00.000Z' })
    const closed = closeWrites(made, { now: '2026-11-20T09:00:00.000Z' })
    expect(readObject(write(asking(), answered, closed), 'questions', 'q')).toMatchObject({
      status: 'closed',
      closedAt: '2026-11-20T09:00:00.000Z',
      answer: 'So.',
    })
    const reopened = readObject(write(asking(), answered, closed, reopenWrites(made)), 'questions', 'q')
    expect(reopened).toMatchObject({ status: 'open', answer: 'So.', answeredBy: 'Priya' })
    expect(reopened?.closedAt).toBeUndefined()
  })
  test('a better answer to a closed question does not open it', () => {
    expect(answerWrites({ ...made, status: 'closed' }, 'Better.', doing).some(({ cell }) => cell === 'status')).toBe(false)
  })
})

describe('the note an answer goes into', () => {
  const project = buildProject({
    rows: [buildObject('rows', { id: 'r1', fieldMap: 'm', destination: 'Name' as FieldPath, note: 'Known.' })],
    testCases: [buildObject('testCases', { id: 't' })],
    useCases: [buildObject('useCases', { id: 'u' })],
    steps: [buildObject('steps', { id: 's' })],
  })
  const cases = [
    { at: 'row:r1', want: { home: 'rows', object: 'r1', text: 'Known.' } },
    { at: 'field:m:Name', want: { home: 'rows', object: 'r1', text: 'Known.' } },
    { at: 'field:m:Other', want: undefined },
    { at: 'test-case:t', want: { home: 'testCases', object: 't', text: '' } },
    { at: 'use-case:u', want: undefined },
    { at: 'step:s', want: undefined },
  ]
  test.each(cases)('is that of $at', ({ at, want }) => {
    expect(noteAt(project, at)).toEqual(want)
  })
  test('it goes behind what stands there, and only once', () => {
    const note = { home: 'rows' as const, object: 'r1', text: 'Known.' }
    expect(noteWrites(note, 'Because.')).toEqual([{ home: 'rows', object: 'r1', cell: 'note', value: 'Known.\nBecause.' }])
    expect(noteWrites({ ...note, text: 'Known.\nBecause.' }, 'Because.')).toEqual([])
  })
})

describe('a place waits', () => {
  const questions = [
    question({ id: 'a', at: 'row:r1' }),
    question({ id: 'b', at: 'row:r2', blocks: ['row:r1'] }),
    question({ id: 'c', at: 'row:r1', status: 'answered' }),
    question({ id: 'd', at: 'row:r2', blocks: ['row:r1'], deleted: true }),
    question({ id: 'e', at: 'field:m:Name' }),
  ]
  test('for open questions that stand there or name it', () => {
    const { here, elsewhere } = openQuestionsAt(questions, ['row:r1', 'field:m:Name'])
    expect([here.map(({ id }) => id), elsewhere.map(({ id }) => id)]).toEqual([['a', 'e'], ['b']])
  })
  test('so that its row cannot be ready, also where the question stands at its field', () => {
    const row = buildObject('rows', { id: 'r1', fieldMap: 'm', destination: 'Name' as FieldPath })
    expect(blockersOf(undefined, questions, row).openQuestions).toBe(3)
    expect(blockersOf(undefined, questions, { id: 'r1' }).openQuestions).toBe(2)
    expect(blockersOf(undefined, questions, { id: 'r3' }).openQuestions).toBe(0)
  })
  test('counts at a row include those at its field, once', () => {
    const row = buildObject('rows', { id: 'r1', fieldMap: 'm', destination: 'Name' as FieldPath })
    const counts = countQuestions(buildProject({ questions, rows: [row, { ...row, id: 'r9', order: 'a1' }] }))
    expect([counts.get('row:r1'), counts.get('row:r2'), counts.get('row:r9')]).toEqual([2, 1, undefined])
  })
  test('the counts of all addresses of open questions add up to how many are open', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.constantFrom('row:r1', 'use-case:u', 'step:s'), status: fc.constantFrom('open', 'answered', 'closed') })),
        (made) => {
          const all = made.map(({ at, status }, n) => question({ id: `q${n}`, at, status: status as Question['status'] }))
          const total = [...countQuestions({ questions: all, rows: [] }).values()].reduce((sum, count) => sum + count, 0)
          expect(total).toBe(made.filter(({ status }) => status === 'open').length)
        },
      ),
    )
  })
})

describe('places are found', () => {
  const project = buildProject({
    useCases: [buildObject('useCases', { id: 'u', number: 1, title: 'Invoice each paid order' })],
    fieldMaps: [buildObject('fieldMaps', { id: 'm', number: 2, name: 'Order → Invoice' })],
    rows: [
      buildObject('rows', { id: 'r1', number: 14, fieldMap: 'm', destination: 'Invoice.Date' as FieldPath }),
      buildObject('rows', { id: 'gone', number: 15, fieldMap: 'm', destination: 'Invoice.Due' as FieldPath, deleted: true }),
    ],
  })
  test.each([
    { text: 'r-14', want: ['row:r1'] },
    { text: 'date order', want: ['row:r1'] },
    { text: 'due', want: [] },
    { text: 'invoice', want: ['use-case:u', 'field:m:', 'row:r1'] },
  ])('by $text', ({ text, want }) => {
    expect(findPlaces(project, text, 10).map(({ address }) => address)).toEqual(want)
  })
})
