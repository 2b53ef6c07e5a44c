// Proof of how tables share the columns of a sheet.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Column, Table } from '../../shared/document/document.ts'
import { fitSpans, fittingWidths, planGrid, spanOf } from './excel-grid.ts'

const columnsOf = (...widths: number[]): Column[] => widths.map((width, at) => ({ id: `c${at}`, title: 'T', width }))
const tableOf = (id: string, columns: readonly Column[], rows: readonly string[][], more: Partial<Table> = {}): Table => ({
  kind: 'table',
  id,
  columns,
  rows: rows.map((cells) => ({ cells: Object.fromEntries(cells.map((cell, at) => [`c${at}`, cell])) })),
  ...more,
})

test('[law] each column of a table has columns of the sheet of its own, in order and side by side', () => {
  const widths = fc.array(fc.integer({ min: 3, max: 90 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(widths, widths, (wishes, sheet) => {
      fc.pre(wishes.length <= sheet.length)
      const spans = fitSpans(wishes, sheet)
      expect(spans).toHaveLength(wishes.length)
      expect(spans[0]?.first).toBe(1)
      for (const [at, { first, last }] of spans.entries()) {
        expect(last).toBeGreaterThanOrEqual(first)
        expect(last).toBeLessThanOrEqual(sheet.length)
        if (at > 0) expect(first).toBe((spans[at - 1]?.last ?? 0) + 1)
      }
    }),
  )
})

test.each([
  { wishes: [20, 40], widths: [20, 20, 20], want: ['1-1', '2-3'] },
  { wishes: [40, 20, 20], widths: [20, 20, 20, 20], want: ['1-2', '3-3', '4-4'] },
  { wishes: [10], widths: [20, 20], want: ['1-1'] },
  { wishes: [30, 30], widths: [10, 10], want: ['1-1', '2-2'] },
])('wishes of $wishes in columns of $widths', ({ wishes, widths, want }) => {
  expect(fitSpans(wishes, widths).map(({ first, last }) => `${first}-${last}`)).toEqual(want)
})

test('a table that comes back has the columns of the sheet for itself, however long another one is', () => {
  const back = tableOf('back', columnsOf(10, 20), [['a', 'b']], { comesBack: true })
  const long = tableOf(
    'long',
    columnsOf(50, 50, 50),
    Array.from({ length: 30 }, () => ['x', 'y', 'z']),
  )
  const { spans, widths } = planGrid([long, back])
  expect(spans.get(back)).toEqual([
    { first: 1, last: 1 },
    { first: 2, last: 2 },
  ])
  expect(widths.length).toBeGreaterThanOrEqual(3)
  expect(spans.get(long)).toHaveLength(3)
})

test.each([
  { what: 'short texts make it narrower than asked for', column: { width: 40 }, texts: ['ab'], want: [5, 10] },
  { what: 'a long word makes it wider', column: { width: 12 }, texts: ['line_items[].meta_data'], want: [20, 26] },
  { what: 'but not without end', column: { width: 12 }, texts: ['x'.repeat(500)], want: [12, 21] },
  { what: 'an empty column to write in stays as wide as asked for', column: { width: 30, input: true }, texts: [''], want: [30, 30] },
])('a width fits its texts: $what', ({ column, texts, want: [least = 0, most = 0] }) => {
  const [width = 0] = fittingWidths(
    tableOf(
      't',
      [{ id: 'c0', title: 'T', ...column }],
      texts.map((text) => [text]),
    ),
  )
  expect(width).toBeGreaterThanOrEqual(least)
  expect(width).toBeLessThanOrEqual(most)
})

test('a span takes columns until there is room, as far as there are any', () => {
  expect(spanOf([10, 10, 10], 2, 15)).toEqual({ first: 2, last: 3 })
  expect(spanOf([10, 10], 2, 99)).toEqual({ first: 2, last: 2 })
})
