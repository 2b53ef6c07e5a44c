// What is hidden is said in words, and each of them has its way back.
import { expect, test } from 'vitest'
import { defaultArrangement, isNarrowed, withFilter, withSort, type Arrangement } from '../grid/arrangement.ts'
import { describeSort, listNarrowings } from './narrowing-words.ts'

const start = defaultArrangement(1_200)

test.each<{ given: Arrangement; want: string[] }>([
  { given: start, want: [] },
  { given: { ...start, search: ' tax ' }, want: ['Search: tax'] },
  { given: withFilter(start, 'status', { words: ['Draft', ''] }), want: ['Status is Draft or empty'] },
  { given: withFilter(start, 'source', { words: ['a', 'b', 'c', 'd', 'e'] }), want: ['Source field is a, b, c or 2 more'] },
  { given: withFilter(start, 'note', { words: [], contains: 'shop' }), want: ['Note is none of its values and contains "shop"'] },
  { given: { ...start, decision: 'gaps' }, want: ['Gaps: required and still open'] },
  { given: { ...start, reads: { input: 'order', path: 'billing.email' } }, want: ['Reads billing.email'] },
])('$want', ({ given, want }) => {
  expect(listNarrowings(given).map(({ words }) => words)).toEqual(want)
})

test('taking all of them away shows every line again', () => {
  const all = withFilter({ ...start, search: 'x', decision: 'mapped', reads: { input: 'o', path: '' } }, 'note', { contains: 'y' })
  const cleared = listNarrowings(all).reduce((before, { clear }) => clear(before), all)
  expect(isNarrowed(cleared)).toBe(false)
  expect(describeSort(cleared)).toBeUndefined()
  expect(describeSort(withSort(start, { column: 'status', descending: true }))).toBe('Sorted by Status, descending')
})
