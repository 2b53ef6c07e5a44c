import { expect, test } from 'vitest'
import { findChoices } from './choices.ts'

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
