// Rules of where questions stand.
import { expect, test } from 'vitest'
import { buildMap, copy, of } from '../../fixtures/build.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { fieldAddress, rowAddress, type LineAddress } from './line.ts'
import { countOpenQuestions, listQuestionsAt } from './question-lines.ts'

const { context } = buildMap({
  inputs: { order: { a: 'text!' } },
  destination: { Contact: { Name: 'text!', Email: 'text', Phone: 'text' } },
  rows: [
    { to: 'Contact.Email', transform: copy(of('order', 'a')) },
    { to: 'Contact.Phone', transform: copy(of('order', 'a')) },
  ],
})
const at = (path: string): LineAddress => fieldAddress(context.fieldMap.id, path as FieldPath)
const rowAt = (path: string): LineAddress => rowAddress(context.rows.find((row) => row.destination === path) ?? { id: '' })
const ask = (address: string, status?: 'open' | 'answered') => ({
  id: address,
  at: address,
  text: '?',
  order: 'a0',
  ...(status === undefined ? {} : { status }),
})

test('a question about a field stands at its row once there is one; only open ones are counted', () => {
  const asked = {
    ...context,
    project: {
      ...context.project,
      questions: [
        ask(at('Contact.Email')),
        ask(rowAt('Contact.Email')),
        ask(at('Contact.Name')),
        ask(at('Contact.Phone'), 'answered'),
        { ...ask(at('Contact')), deleted: true },
      ],
    },
  }
  expect([...countOpenQuestions(asked)]).toEqual([
    [rowAt('Contact.Email'), 2],
    [at('Contact.Name'), 1],
  ])
  expect(listQuestionsAt(asked, { address: rowAt('Contact.Phone') })).toHaveLength(1)
  expect(listQuestionsAt(asked, { address: at('Contact') })).toEqual([])
})

test('a line that waits for a question elsewhere counts it; a question that names its own line counts once', () => {
  const questions = [
    { ...ask('use-case:u'), blocks: [rowAt('Contact.Email'), at('Contact.Phone')] },
    { ...ask(rowAt('Contact.Email')), id: 'own', blocks: [rowAt('Contact.Email')] },
  ]
  const counts = countOpenQuestions({ ...context, project: { ...context.project, questions } })
  expect([counts.get(rowAt('Contact.Email')), counts.get(rowAt('Contact.Phone'))]).toEqual([2, 1])
})
