// Allowed values as a line of text: what is read is what was printed.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printAllowed, readAllowed } from './allowed-values.ts'

test.each([
  { text: '', type: 'text' as const, want: {} },
  { text: 'a, b ,c', type: 'text' as const, want: { allowed: ['a', 'b', 'c'] } },
  { text: '"a, b", "say ""x""", ""', type: 'text' as const, want: { allowed: ['a, b', 'say "x"', ''] } },
  { text: '1, 2, 2', type: 'integer' as const, want: { allowed: [1, 2] } },
  { text: '1, two', type: 'integer' as const, want: { wrong: 'A whole number' } },
  { text: '"a', type: 'text' as const, want: { wrong: 'A quotation mark is missing' } },
])('"$text" of $type reads as $want', ({ text, type, want }) => {
  expect(readAllowed(text, type)).toEqual(want)
})

test('what is printed is read back', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 5 }), (values) => {
      expect(readAllowed(printAllowed(values), 'text').allowed).toEqual(values)
    }),
  )
})
