// Which test cases the list shows, and in which order.
import { expect, test } from 'vitest'
import { buildObject } from '../../fixtures/build.ts'
import type { CaseState } from '../../shared/review/case-state.ts'
import { filterCases, isFiltered, NO_FILTER, sortCases, type CaseFilter } from './case-filter.ts'

const cases = [
  buildObject('testCases', { id: 'a', number: 1, title: 'Order with two taxes', fieldMap: 'm1', useCases: ['u1'], tags: ['live'] }),
  buildObject('testCases', { id: 'b', number: 2, title: 'Order on hold', fieldMap: 'm2', useCases: ['u1', 'u2'] }),
  buildObject('testCases', { id: 'c', number: 12, title: 'By hand', kind: 'manual', note: 'two times' }),
  buildObject('testCases', { id: 'd', number: 4, title: 'New' }),
]
const states = new Map<string, CaseState>([
  ['a', 'passed'],
  ['b', 'failed'],
  ['c', 'to-retest'],
])

test.each<{ says: string; filter: Partial<CaseFilter>; want: string[] }>([
  { says: 'nothing', filter: {}, want: ['a', 'b', 'c', 'd'] },
  { says: 'words of the title, in any order', filter: { search: 'taxes ORDER' }, want: ['a'] },
  { says: 'the number', filter: { search: 't-12' }, want: ['c'] },
  { says: 'a tag or the note', filter: { search: 'two' }, want: ['a', 'c'] },
  { says: 'the state; what is not known did not run', filter: { state: 'not-run' }, want: ['d'] },
  { says: 'the kind', filter: { kind: 'manual' }, want: ['c'] },
  { says: 'a use case', filter: { useCase: 'u1' }, want: ['a', 'b'] },
  { says: 'a field map and a state', filter: { fieldMap: 'm2', state: 'failed' }, want: ['b'] },
])('cases are found by $says', ({ filter, want }) => {
  expect(filterCases(cases, states, { ...NO_FILTER, ...filter }).map(({ id }) => id)).toEqual(want)
  expect(isFiltered({ ...NO_FILTER, ...filter })).toBe(Object.keys(filter).length > 0)
})

test('what fails comes first, then what is to be run again; the rest stays as people ordered it', () => {
  expect(sortCases(cases, states).map(({ id }) => id)).toEqual(['b', 'c', 'a', 'd'])
})
