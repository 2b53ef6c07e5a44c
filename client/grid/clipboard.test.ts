import { expect, test } from 'vitest'
import { oneCell } from './clipboard.ts'

test.each([
  { given: 'billing.email', want: 'billing.email' },
  { given: 'billing.email\r\n', want: 'billing.email' },
  { given: 'first\tsecond\nthird', want: 'first' },
  { given: '"two\nlines"\t"next"', want: 'two\nlines' },
  { given: '"says ""yes"""\n', want: 'says "yes"' },
  { given: '"EUR" and more', want: '"EUR" and more' },
])('of a pasted block the first cell is taken: $given', ({ given, want }) => {
  expect(oneCell(given)).toBe(want)
})
