import { expect, test } from 'vitest'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import { listEstimateChanges, printDays, readDays } from './estimate-history.ts'

const entry = (seq: number, cell: string, before: HistoryEntry['before'], after: HistoryEntry['after']): HistoryEntry => ({
  seq,
  object: 'useCases:u',
  cell,
  before,
  after,
  person: 'p',
  personName: seq === 1 ? '' : 'Ana Duarte',
  time: `2026-11-0${seq}T09:00:00.000Z`,
  command: `c${seq}`,
})

test('only changes of the estimate are told, newest first, with who made them', () => {
  const changes = listEstimateChanges([entry(3, 'estimate', 8, null), entry(2, 'title', 'a', 'b'), entry(1, 'estimate', null, 8)])
  expect(changes.map(({ person, before, after }) => [person, before, after])).toEqual([
    ['Ana Duarte', '8 days', 'none'],
    ['Crosswalk', 'none', '8 days'],
  ])
})

test('an estimate that was cleared when there was none is no change', () => {
  expect(listEstimateChanges([entry(2, 'estimate', null, null)])).toEqual([])
})

test.each([
  { given: '3', want: { days: 3 } },
  { given: '0,5', want: { days: 0.5 } },
  { given: '1 day', want: { days: 1 } },
  { given: '2 weeks', want: { days: 10 } },
  { given: '1.5w', want: { days: 7.5 } },
  { given: '', want: { days: undefined } },
  { given: 'none', want: { days: undefined } },
])('“$given” is an estimate', ({ given, want }) => {
  expect(readDays(given)).toEqual(want)
})

test.each(['soon', '-1', '3 months', '99999', '1e3', 'NaN', '3 days or so'])('“%s” is none and is told so', (given) => {
  expect(readDays(given)).toHaveProperty('wrong')
})

test('what is printed is read again', () => {
  for (const days of [0, 0.5, 1, 8, 12.25]) expect(readDays(printDays(days))).toEqual({ days })
  expect(readDays(printDays(undefined))).toEqual({ days: undefined })
})
