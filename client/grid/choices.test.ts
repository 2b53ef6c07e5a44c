import { expect, test } from 'vitest'
import { choiceList, findChoices, findMarks } from './choices.ts'

const choices = [{ text: 'customer_id' }, { text: 'billing.email' }, { text: 'id' }, { text: 'date_paid', also: 'When the customer paid' }]
const found = (typed: string) => findChoices(choices, typed).map((choice) => choice.text)

test('an exact name comes first, then last names that begin with it, then any part', () => {
  expect(found('id')).toEqual(['id', 'customer_id', 'date_paid'])
  expect(found('email')).toEqual(['billing.email'])
})

test('case, blanks and underscores do not matter, and descriptions are found last', () => {
  expect(found('Customer ID')).toEqual(['customer_id'])
  expect(found('customer')).toEqual(['customer_id', 'date_paid'])
})

test('nothing typed offers everything in its own order', () => {
  expect(found('  ')).toEqual(choices.map((choice) => choice.text))
})

test.each([
  { text: 'billing.email', typed: 'email', want: 'billing.[email]' },
  { text: 'email.email', typed: 'email', want: 'email.[email]' },
  { text: 'billing.email', typed: 'bil.em', want: '[bil]ling.[em]ail' },
  { text: 'customer_id', typed: 'Customer ID', want: '[customer_id]' },
  { text: 'billing.email', typed: 'email bill', want: '[bill]ing.[email]' },
  { text: 'billing.email', typed: 'zip', want: 'billing.email' },
  { text: 'billing.email', typed: '', want: 'billing.email' },
])('what was typed is marked: $typed in $text', ({ text, typed, want }) => {
  const marked = findMarks(text, typed).toReversed()
  expect(marked.reduce((shown, [from, to]) => `${shown.slice(0, from)}[${shown.slice(from, to)}]${shown.slice(to)}`, text)).toBe(want)
})

test('a list shows the first of what fits and counts the rest', () => {
  const many = choiceList(Array.from({ length: 80 }, (_, at) => ({ text: `field_${at}` })))
  expect(many('')).toMatchObject({ total: 80 })
  expect(many('').shown).toHaveLength(50)
  expect(many('field_79').shown.map(({ text }) => text)).toEqual(['field_79'])
})
