// Proof of the text that is pasted into a mail, word for word, and that lists are the same for everybody.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { Question } from '../project/review-parts.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { printMail, type RowWords } from './mail.ts'
import { countStates, filterQuestions, groupByPerson, NOBODY, sortByNeed, type QuestionFilter } from './questions-list.ts'

const today = '2026-11-30'
const words: RowWords = { rule: 'Look up the account of the fee.', from: ['order.fee_lines[].name'], to: 'Invoice.LineItems[].AccountCode in Xero' }
const ana = buildObject('people', { id: 'ana', name: 'Ana Duarte' })

const project = buildProject({
  info: { name: 'WooCommerce to Xero' },
  people: [ana, buildObject('people', { id: 'priya', name: 'Priya Nair', order: 'a1' })],
  useCases: [buildObject('useCases', { id: 'u', number: 1, title: 'Invoice each paid order', story: 'As a bookkeeper I want invoices.' })],
  useCaseItems: [buildObject('useCaseItems', { id: 'o', useCase: 'u', text: 'Posted to the right account' })],
  fieldMaps: [buildObject('fieldMaps', { id: 'm', number: 2, name: 'Order → Invoice', useCases: ['u'] })],
  rows: [
    buildObject('rows', {
      id: 'r',
      number: 62,
      fieldMap: 'm',
      destination: 'LineItems[].AccountCode' as FieldPath,
      transform: { kind: 'constant', value: '4000' },
      note: 'Fees are new.\nSince May.',
      outcome: 'o',
    }),
    buildObject('rows', { id: 'empty', number: 63, fieldMap: 'm', destination: 'DueDate' as FieldPath }),
  ],
  steps: [buildObject('steps', { id: 's', useCase: 'u', title: 'Send the invoice' })],
})

function question(id: string, cells: Partial<Question>): Question {
  return buildObject('questions', { id, ...cells })
}

describe('a mail', () => {
  const setting = { project, today, wordsOfRow: (row: { id: string }) => (row.id === 'r' ? words : undefined) }
  test('says of each question what it is about, what the row does, for which use case, and until when', () => {
    const questions = [
      question('later', { number: 5, at: 'step:s', text: 'May it come twice?', askedBy: 'Tomás', askedAt: '2026-11-20T09:00:00.000Z' }),
      question('fees', {
        number: 2,
        at: 'row:r',
        text: 'Which account do fees post to?\nOne for all?',
        neededBy: '2026-11-27',
        blocks: ['use-case:u'],
        askedBy: 'Mara Ilves',
        askedAt: '2026-11-16T09:30:00.000Z',
      }),
      question('due', { number: 7, at: 'field:m:DueDate', text: 'Which day?', neededBy: '2026-12-02', kind: 'defect' }),
    ]
    expect(printMail(setting, questions)).toBe(`3 questions about WooCommerce to Xero

Q-2 (needed by 27 November 2026, 3 days overdue)
Which account do fees post to?
One for all?

  About: R-62 LineItems[].AccountCode, in M-2 Order → Invoice
  Filled from: order.fee_lines[].name
  Goes to: Invoice.LineItems[].AccountCode in Xero
  The rule now: Look up the account of the fee.
  Note: Fees are new. / Since May.
  Use case: UC-1 Invoice each paid order. As a bookkeeper I want invoices.
  So that: Posted to the right account
  Waits for the answer: UC-1 Invoice each paid order
  Asked: by Mara Ilves on 16 November 2026

Q-7, a defect (needed by 2 December 2026)
Which day?

  About: R-63 DueDate, in M-2 Order → Invoice
  The rule now: nothing is decided yet
  Use case: UC-1 Invoice each paid order. As a bookkeeper I want invoices.

Q-5
May it come twice?

  About: step 1 of UC-1: Send the invoice
  Use case: UC-1 Invoice each paid order. As a bookkeeper I want invoices.
  Asked: by Tomás on 20 November 2026
`)
  })
  test('of no questions is empty', () => {
    expect(printMail(setting, [])).toBe('')
  })
  test('is the same in whatever order the questions come', () => {
    const all = ['2026-11-27', undefined, '2026-12-02', '2026-11-27'].map((neededBy, n) =>
      question(`q${n}`, { number: n, at: 'row:r', ...(neededBy === undefined ? {} : { neededBy }) }),
    )
    const want = printMail(setting, all)
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(printMail(setting, shuffled)).toBe(want)
      }),
    )
  })
})

describe('a list of questions', () => {
  const questions = [
    question('nobody', { at: 'row:r', text: 'A', askedBy: 'Mara' }),
    question('late', { at: 'row:r', text: 'B', askedOf: 'ana', neededBy: '2026-11-27' }),
    question('soon', { at: 'use-case:u', text: 'C', askedOf: 'ana', neededBy: '2026-12-02', kind: 'defect' }),
    question('done', { at: 'row:r', text: 'D', askedOf: 'ana', neededBy: '2026-11-01', status: 'closed', answer: 'The sales one' }),
    question('hers', { at: 'step:s', text: 'E', askedOf: 'priya', askedBy: 'Ana Duarte' }),
    question('gone', { at: 'row:r', text: 'F', deleted: true }),
  ]
  const listed = buildProject({ ...project, questions })
  const looking = { me: 'Ana Duarte', today }
  const filters: readonly { readonly says: string; readonly filter: QuestionFilter; readonly want: readonly string[] }[] = [
    { says: 'everything but what is deleted', filter: {}, want: ['done', 'hers', 'late', 'nobody', 'soon'] },
    { says: 'open ones', filter: { state: 'open' }, want: ['hers', 'late', 'nobody', 'soon'] },
    { says: 'defects', filter: { defects: true }, want: ['soon'] },
    { says: 'mine: asked by me or of me', filter: { mine: true }, want: ['done', 'hers', 'late', 'soon'] },
    { says: 'overdue: only open ones', filter: { overdue: true }, want: ['late'] },
    { says: 'of nobody', filter: { person: NOBODY }, want: ['nobody'] },
    { says: 'of one person', filter: { person: 'priya' }, want: ['hers'] },
    { says: 'at use cases', filter: { kind: 'use-case' }, want: ['soon'] },
    { says: 'whose answer holds a word', filter: { text: 'sales' }, want: ['done'] },
    { says: 'whose place holds a word', filter: { text: 'send' }, want: ['hers'] },
  ]
  test.each(filters)('shows $says', ({ filter, want }) => {
    expect(
      filterQuestions(listed, filter, looking)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(want)
  })
  test('is grouped by person, nobody first, what is needed soonest first, done last', () => {
    const groups = groupByPerson(listed, filterQuestions(listed, {}, looking), today)
    expect(groups.map(({ person, questions: own, open, overdue }) => [person?.name, own.map(({ id }) => id).join(' '), open, overdue])).toEqual([
      [undefined, 'nobody', 1, 0],
      ['Ana Duarte', 'late soon done', 2, 1],
      ['Priya Nair', 'hers', 1, 0],
    ])
  })
  test('keeps every question in exactly one group', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('ana', 'priya', 'unknown', undefined)), (of) => {
        const all = of.map((askedOf, n) => question(`q${n}`, askedOf === undefined ? {} : { askedOf }))
        const grouped = groupByPerson(project, all, today).flatMap((group) => group.questions.map(({ id }) => id))
        expect(grouped.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
      }),
    )
  })
  test('counts by state, and of open ones what is late, mine, a defect', () => {
    expect(countStates(listed, looking)).toEqual({ open: 4, answered: 0, closed: 1, defects: 1, mine: 3, overdue: 1 })
  })
  test('sorting twice changes nothing', () => {
    expect(sortByNeed(sortByNeed(questions))).toEqual(sortByNeed(questions))
  })
})
