// Rules of how times are said.
import { expect, test } from 'vitest'
import { printDay, printWhen } from './print-when.ts'

const now = new Date(2026, 10, 22, 0, 5)
test.each([
  { given: new Date(2026, 10, 22, 0, 1), want: 'today 00:01' },
  { given: new Date(2026, 10, 21, 23, 59), want: 'yesterday' },
  { given: new Date(2026, 10, 18, 12, 0), want: '18 Nov' },
  { given: new Date(2025, 11, 31, 12, 0), want: '31 Dec 2025' },
])('a time is said as people say it: $want', ({ given, want }) => {
  expect(printWhen(given.toISOString(), now)).toBe(want)
})
test('what is no time is not shown', () => {
  expect(printWhen('soon', now)).toBe('')
})
test.each([
  { given: '2026-12-02', want: '2 Dec' },
  { given: '2027-01-31', want: '31 Jan 2027' },
  { given: 'next week', want: 'next week' },
])('a day is the day that was written, wherever one is: $given', ({ given, want }) => {
  expect(printDay(given, now)).toBe(want)
})
