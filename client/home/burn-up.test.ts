// Rules of the burn-up's lines.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProgressDay } from '../../shared/api/review-routes.ts'
import { BURN_UP_LINES, drawBurnUp } from './burn-up.ts'

const day = (date: string, rows: number, ready = 0, tested = 0): ProgressDay => ({ day: date, rows, ready, approved: 0, built: 0, tested, estimate: 0 })

test('fewer than two days are drawn as nothing', () => {
  expect(drawBurnUp([], '2026-11-22', 100, 50)).toBeUndefined()
  expect(drawBurnUp([day('2026-11-20', 5)], '2026-11-22', 100, 50)).toBeUndefined()
})

test('a count holds until the next day, and the last one until today', () => {
  const drawn = drawBurnUp([day('2026-11-02', 5), day('2026-11-12', 10, 4)], '2026-11-22', 100, 50)
  expect(drawn?.lines.rows).toBe('0,25 50,25 50,0 100,0')
  expect(drawn?.lines.ready).toBe('0,50 50,50 50,30 100,30')
  expect(drawn?.lines.tested).toBe('0,50 50,50 100,50')
  expect([drawn?.most, drawn?.from, drawn?.to]).toEqual([10, '2026-11-02', '2026-11-22'])
})

test('the picture is told in a sentence', () => {
  expect(drawBurnUp([day('2026-11-02', 5), day('2026-11-12', 10, 4)], '2026-11-22', 100, 50)?.words).toBe(
    'In 20 days, from 2 Nov: rows from 5 to 10, ready from 0 to 4, tested still 0.',
  )
})

test('no point lies outside the picture', () => {
  const count = fc.integer({ min: 0, max: 5_000 })
  const days = fc
    .uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 2 })
    .chain((dates) =>
      fc.tuple(
        ...dates.sort((a, b) => a - b).map((date) => fc.tuple(count, count, count).map((counts) => day(`2026-11-${String(date).padStart(2, '0')}`, ...counts))),
      ),
    )
  fc.assert(
    fc.property(days, (given) => {
      // As the server counts: no more of a status than there are rows.
      const drawn = drawBurnUp(
        given.map((one) => ({ ...one, ready: Math.min(one.ready, one.rows), tested: Math.min(one.tested, one.rows) })),
        '2026-11-29',
        300,
        80,
      )
      for (const line of BURN_UP_LINES) {
        const points = (drawn?.lines[line] ?? '').split(' ').map((point) => point.split(',').map(Number))
        expect(points.length).toBeGreaterThan(1)
        for (const [x = -1, y = -1] of points) expect(x >= 0 && x <= 300 && y >= 0 && y <= 80).toBe(true)
      }
    }),
  )
})
