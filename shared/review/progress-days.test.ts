// Rules of days in a plan.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agoWords, compareForecast, daysBetween, dayWords, dueWords, isDay } from './progress-days.ts'

const today = '2026-11-22'

test('only a day of the calendar is a day', () => {
  const given = ['2026-11-22', '2024-02-29', '2026-02-29', '2026-13-01', '2026-11-2', '22 Nov', '', '2026-11-22T10:00:00Z']
  expect(given.map(isDay)).toEqual([true, true, false, false, false, false, false, false])
})

test('days between two days are counted by the calendar, whichever comes first', () => {
  const day = fc.integer({ min: 0, max: 40_000 }).map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, day, (a, b) => {
      const days = daysBetween(a, b) ?? Number.NaN
      expect(days).toBe(-(daysBetween(b, a) ?? Number.NaN) + 0)
      expect(new Date(Date.parse(a) + days * 86_400_000).toISOString().slice(0, 10)).toBe(b)
    }),
  )
})

test.each([
  ['2026-11-09', '9 Nov', '13 days ago', '13 days late'],
  ['2026-11-21', '21 Nov', '1 day ago', '1 day late'],
  ['2026-11-22', '22 Nov', 'today', 'due today'],
  ['2026-12-02', '2 Dec', 'in 10 days', 'due in 10 days'],
  ['2027-01-04', '4 Jan 2027', 'in 43 days', 'due in 43 days'],
  ['end of year', 'end of year', '', 'due end of year'],
])('%s is %s, %s, %s', (day, words, ago, due) => {
  expect([dayWords(day, today), agoWords(day, today), dueWords(day, today)]).toEqual([words, ago, due])
})

describe('a forecast is compared with its target', () => {
  test.each([
    ['2026-12-11', '2026-12-02', '9 days late', 9],
    ['2026-12-02', '2026-12-02', 'on target', 0],
    ['2026-11-29', '2026-12-02', '3 days early', 0],
    ['2026-11-20', '2026-12-02', 'forecast passed 2 days ago', 2],
    [undefined, '2026-12-02', 'no forecast yet', 0],
    [undefined, '2026-11-15', 'target passed 7 days ago, no forecast', 7],
  ])('%s for %s is %s', (forecast, target, words, late) => {
    expect(compareForecast(forecast, target, today)).toEqual({ words, late })
  })
  test('without a target there is nothing to be late for', () => {
    expect(compareForecast('2026-12-11', undefined, today)).toBeUndefined()
  })
})
