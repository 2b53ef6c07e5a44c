// Rules of the usual go-live items.
import { expect, test } from 'vitest'
import { GO_LIVE_KINDS } from '../../shared/project/people-and-systems.ts'
import { listMissingItems } from './go-live-words.ts'

const kinds = (...given: Parameters<typeof listMissingItems>) => listMissingItems(...given).map(({ kind }) => kind)

test('an empty list gets an item of every kind but other', () => {
  expect(new Set(kinds([], 0))).toEqual(new Set(GO_LIVE_KINDS.filter((kind) => kind !== 'other')))
})
test('only kinds that are missing are added, so that adding twice adds nothing', () => {
  expect(kinds([{ kind: 'production' }, { kind: 'watch' }, {}], 0)).toEqual(['release', 'live-cases', 'early-adopters', 'way-back'])
  expect(kinds(listMissingItems([], 0), 0)).toEqual([])
})
test('cases tagged live are counted where there are some', () => {
  const title = (live: number) => listMissingItems([], live).find(({ kind }) => kind === 'live-cases')?.title
  expect([title(0), title(1), title(3)]).toEqual([
    'Test cases tagged live are run in production and pass',
    'The test case tagged live passes in production',
    'The 3 test cases tagged live pass in production',
  ])
})
