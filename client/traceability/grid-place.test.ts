// Rules of moving in the traceability matrix, and of drawing only what is seen.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { movePlace, scrollFor, seenRange } from './grid-place.ts'

const size = { lines: 100, columns: 10, page: 20 }

describe('keys', () => {
  test.each([
    { key: 'ArrowDown', control: false, want: [6, 5] },
    { key: 'ArrowUp', control: false, want: [4, 5] },
    { key: 'ArrowDown', control: true, want: [99, 5] },
    { key: 'ArrowRight', control: true, want: [5, 9] },
    { key: 'PageDown', control: false, want: [25, 5] },
    { key: 'Home', control: false, want: [5, 0] },
    { key: 'Home', control: true, want: [0, 0] },
    { key: 'End', control: true, want: [99, 9] },
  ])('$key, with control $control', ({ key, control, want }) => {
    const moved = movePlace({ line: 5, column: 5 }, key, control, size)
    expect([moved?.line, moved?.column]).toEqual(want)
  })
  test('others do not move', () => {
    expect(movePlace({ line: 5, column: 5 }, 'a', false, size)).toBeUndefined()
  })
  test('no key leaves the matrix, however small it is', () => {
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'PageDown', 'PageUp', 'Home', 'End')
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.boolean())), fc.nat(40), fc.nat(5), (pressed, lines, columns) => {
        let place = { line: 0, column: 0 }
        for (const [key, control] of pressed) place = movePlace(place, key, control, { lines, columns, page: 7 }) ?? place
        expect(place.line).toBeLessThan(Math.max(1, lines))
        expect(place.column).toBeLessThan(Math.max(1, columns))
      }),
    )
  })
})

test('every piece that is seen is drawn, and not many more', () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(900), fc.nat(400), fc.nat(300), (from, length, count, start) => {
      const { first, last } = seenRange(from, length, 28, count, 4, start)
      for (let at = 0; at < count; at++) {
        const top = start + at * 28
        if (top + 28 > from && top < from + length) expect(at >= first && at < last).toBe(true)
      }
      expect(last - first).toBeLessThanOrEqual(Math.ceil(length / 28) + 10)
    }),
  )
})

test('a box scrolls as little as needed, and never leaves a piece below what lies over it', () => {
  expect(scrollFor(280, 28, 0, 500, 26)).toBe(0)
  expect(scrollFor(600, 28, 0, 500, 26)).toBe(128)
  expect(scrollFor(100, 28, 90, 500, 26)).toBe(74)
})
