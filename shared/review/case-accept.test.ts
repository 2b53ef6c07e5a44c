// Accepting: field by field it ends in what came out, and one field changes nothing else.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareFields, isDifference } from '../mapping/compare-fields.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { acceptField } from './case-accept.ts'

test.each<{ says: string; expected: JsonValue; actual: JsonValue; at: (string | number)[]; want: JsonValue }>([
  { says: 'another value', expected: { a: 1, b: 2 }, actual: { a: 9, b: 9 }, at: ['a'], want: { a: 9, b: 2 } },
  { says: 'what is missing goes', expected: { a: 1, b: 2 }, actual: { b: 2 }, at: ['a'], want: { b: 2 } },
  { says: 'what is extra comes', expected: { b: 2 }, actual: { b: 2, a: { c: 1, d: 2 } }, at: ['a', 'c'], want: { b: 2, a: { c: 1 } } },
  {
    says: 'a field of an item',
    expected: { l: [{ x: 1 }, { x: 2 }] },
    actual: { l: [{ x: 1 }, { x: 3 }] },
    at: ['l', 1, 'x'],
    want: { l: [{ x: 1 }, { x: 3 }] },
  },
  {
    says: 'an item too many goes with its last field',
    expected: { l: [{ x: 1 }, { x: 2 }] },
    actual: { l: [{ x: 1 }] },
    at: ['l', 1, 'x'],
    want: { l: [{ x: 1 }] },
  },
  {
    says: 'a name of a prototype is a name',
    expected: {},
    actual: JSON.parse('{ "__proto__": 1 }') as JsonValue,
    at: ['__proto__'],
    want: JSON.parse('{ "__proto__": 1 }') as JsonValue,
  },
])('$says', ({ expected, actual, at, want }) => {
  expect(acceptField(expected, actual, at)).toEqual(want)
})

const { record } = fc.letrec<{ record: JsonValue }>((tie) => ({
  record: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<JsonValue>(0, 1, 'x', null),
    fc.array(tie('record'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('record'), { maxKeys: 3, noNullPrototype: true }),
  ),
}))

test('whoever accepts every difference, one after the other, expects what came out', () => {
  fc.assert(
    fc.property(record, record, (first, actual) => {
      let expected: JsonValue | undefined = first
      for (let rounds = 0; rounds < 200; rounds++) {
        const next = compareFields(expected, actual, { comparison: 'exact' }).find(isDifference)
        if (next === undefined) break
        expected = acceptField(expected, actual, next.at)
      }
      expect(expected).toEqual(actual)
    }),
    { numRuns: 1_000 },
  )
})
