// What is told of the sample record as a whole.
import { expect, test } from 'vitest'
import { buildMap, constant, copy, of } from '../../fixtures/build.ts'
import { analyseMap } from './derive.ts'
import { tellOfRecord } from './told.ts'

const { context } = buildMap({
  inputs: { order: { number: 'text!', total: 'number!', status: 'text!' } },
  destination: { Number: 'text!', Total: 'number!' },
  fieldMap: { appliesWhen: { test: 'compare', left: of('order', 'status'), operator: '=', right: constant('completed') } },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')) },
    { to: 'Total', transform: copy(of('order', 'total')) },
  ],
  invariants: [
    { sentence: 'The total is 10.', formula: '$result.Total = 10', tolerance: 0.01 },
    { sentence: 'It has a number', formula: '$result.Number != ""' },
    { sentence: 'It is small', formula: '$result.Total < 12' },
  ],
})
const told = (order: object) => {
  const { outcomesByRow } = analyseMap(context, { records: new Map([['order', order as never]]), now: '2026-01-01T00:00:00Z' }, () => 0)
  return tellOfRecord({ context, outcomesByRow }, 'order 7')
}

test('of a record that the map is about and for which all holds there is nothing to tell', () => {
  expect(told({ number: '7', total: 10.005, status: 'completed' })).toBeUndefined()
})

test('a record that the map is not about is told with the condition in words', () => {
  expect(told({ number: '7', total: 10, status: 'refunded' })).toBe(
    'order 7 is not one that this map is about: it applies only when the order\'s status is "completed".',
  )
})

test('what does not hold is told with both sides, and how many more there are', () => {
  expect(told({ number: '7', total: 12, status: 'completed' })).toBe(
    'Does not hold for order 7: The total is 10. What must agree does not: 12 and 10. And 1 more does not hold.',
  )
})
