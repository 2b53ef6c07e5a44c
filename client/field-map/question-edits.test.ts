// The rule of what becomes of an answer that is used as a line's note.
import { expect, test } from 'vitest'
import { buildMap, buildObject } from '../../fixtures/build.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import { noteOfAnswer } from './question-edits.ts'

const { context } = buildMap({ inputs: { order: { a: 'text!' } }, destination: { Name: 'text!' }, rows: [] })
const [line] = listLines(context, { opened: new Set(), folded: new Set() })
if (line === undefined) throw new Error('no line')
const fresh = { id: 'r1', randomBit: () => true }

test('an answer becomes the note, behind what the note says already, and makes the row where there is none', () => {
  const answered = buildObject('questions', { id: 'q1', at: line.address, answer: 'Because.' })
  expect(noteOfAnswer(context, line, answered, fresh).writes).toContainEqual({ home: 'rows', object: 'r1', cell: 'note', value: 'Because.' })
  const row = { id: 'r2', fieldMap: 'm', destination: line.path, note: 'Known.', order: 'a0' }
  expect(noteOfAnswer(context, { ...line, row }, answered, fresh).writes).toEqual([{ home: 'rows', object: 'r2', cell: 'note', value: 'Known.\nBecause.' }])
})
