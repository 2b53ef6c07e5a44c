// Rules of typed cells.
import { expect, test } from 'vitest'
import { checkScalar, parseScalar, printScalar, type ScalarType } from './parse-scalar.ts'

test.each<{ text: string; type: ScalarType; want: unknown }>([
  { text: '12.5', type: 'number', want: 12.5 },
  { text: '-3', type: 'integer', want: -3 },
  { text: 'Yes', type: 'boolean', want: true },
  { text: 'false', type: 'boolean', want: false },
  { text: '007', type: 'text', want: '007' },
])('$text is read as $type', ({ text, type, want }) => {
  expect(checkScalar(text, type)).toBeUndefined()
  expect(parseScalar(text, type)).toBe(want)
})
test.each<{ text: string; type: ScalarType }>([
  { text: '1,5', type: 'number' },
  { text: '1e999', type: 'number' },
  { text: '', type: 'number' },
  { text: '1.5', type: 'integer' },
  { text: 'maybe', type: 'boolean' },
])('"$text" is no $type and is told so', ({ text, type }) => {
  expect(checkScalar(text, type)).toBeTypeOf('string')
})
test('what is absent or null is shown as nothing', () => {
  expect([printScalar(undefined), printScalar(null), printScalar(false), printScalar(0)]).toEqual(['', '', 'false', '0'])
})
