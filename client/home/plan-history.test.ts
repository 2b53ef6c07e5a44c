// Rules of the history of the plan.
import { expect, test } from 'vitest'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import { buildObject } from '../../fixtures/build.ts'
import { listPlanChanges } from './plan-history.ts'

const useCases = [buildObject('useCases', { id: 'u', number: 2, title: 'Tax report agrees' })]
const entry = (seq: number, more: Partial<HistoryEntry>): HistoryEntry => ({
  seq,
  object: 'useCases:u',
  cell: 'forecast',
  person: 'p',
  personName: 'Ana',
  command: 'c',
  time: '2026-11-20T10:00:00.000Z',
  ...more,
})
const told = (...entries: HistoryEntry[]) =>
  listPlanChanges(entries, useCases, '2026-11-22').map(({ person, what, cell, before, after }) => `${person}: ${what}, ${cell} ${before} → ${after}`)

test('estimates, forecasts and targets are told newest first, in words', () => {
  expect(
    told(
      entry(3, { cell: 'estimate', before: 5, after: 8 }),
      entry(7, { object: 'info:', cell: 'targetDate', after: '2026-12-02', personName: '' }),
      entry(5, { before: '2026-12-02', after: '2027-01-11' }),
    ),
  ).toEqual([
    'Crosswalk: the project, target none → 2 Dec',
    'Ana: UC-2 Tax report agrees, forecast 2 Dec → 11 Jan 2027',
    'Ana: UC-2 Tax report agrees, estimate 5 days → 8 days',
  ])
})
test('other cells, other objects and what did not change are not told', () => {
  expect(
    told(
      entry(1, { cell: 'title', after: 'x' }),
      entry(2, { object: 'useCases:gone', after: 'x' }),
      entry(3, { before: null }),
      entry(4, { before: '2026-12-02', after: '2026-12-02' }),
    ),
  ).toEqual([])
})
