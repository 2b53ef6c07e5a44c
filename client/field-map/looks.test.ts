// Saved views: what goes in comes out, and nothing that was stored by somebody else can break the grid.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gridLook, type GridLook } from '../../shared/project/grid-view.ts'
import { defaultArrangement, DENSITIES, withFilter, withPin, withShown, withSort, withWidth, type Arrangement } from '../grid/arrangement.ts'
import { columns, type ColumnId } from '../grid/columns.ts'
import { arrangementOf, isSameLook, lookOf, parseKept, parseViews, printKept } from './looks.ts'

const start = defaultArrangement(1_200)
const ids = columns.map(({ id }) => id)
const anyColumn = fc.constantFrom<ColumnId>(...ids)

const anyArrangement: fc.Arbitrary<Arrangement> = fc
  .record({
    shown: fc.subarray(ids),
    widths: fc.array(fc.tuple(anyColumn, fc.integer({ min: 30, max: 900 })), { maxLength: 3 }),
    pins: fc.array(fc.tuple(anyColumn, fc.constantFrom('left' as const, 'right' as const)), { maxLength: 3 }),
    filters: fc.array(fc.tuple(anyColumn, fc.array(fc.string({ maxLength: 9 }), { maxLength: 3 }), fc.string({ maxLength: 9 })), { maxLength: 3 }),
    search: fc.string({ maxLength: 9 }),
    sort: fc.option(fc.record({ column: anyColumn, descending: fc.boolean() }), { nil: undefined }),
    density: fc.constantFrom(...DENSITIES),
  })
  .map(({ shown, widths, pins, filters, search, sort, density }) => {
    let made = withSort({ ...withShown(start, [...new Set([...start.columns.map(({ id }) => id), ...shown])]), search, density }, sort)
    for (const [id, width] of widths) made = withWidth(made, id, width)
    for (const [id, pinned] of pins) made = withPin(made, id, pinned)
    for (const [id, words, contains] of filters) made = withFilter(made, id, { words, contains })
    return made
  })

test('a view that was saved looks the same when it is taken', () => {
  fc.assert(
    fc.property(anyArrangement, (arrangement) => {
      const look = lookOf(arrangement)
      expect(gridLook.parse(JSON.parse(JSON.stringify(look)))).toEqual(look)
      expect(lookOf(arrangementOf(look))).toEqual(look)
      expect(isSameLook(arrangement, look)).toBe(true)
    }),
  )
})

test('a view is changed as soon as anything it holds is', () => {
  const look = lookOf(start)
  const changed: Arrangement[] = [
    withPin(start, 'status', 'right'),
    withWidth(start, 'note', 200),
    withFilter(start, 'status', { words: ['Draft'] }),
    withSort(start, { column: 'row', descending: false }),
    { ...start, density: 'dense' },
    { ...start, search: 'tax' },
    { ...start, decision: 'gaps' },
  ]
  for (const arrangement of changed) expect(isSameLook(arrangement, look)).toBe(false)
  expect(isSameLook({ ...start, from: 'v1' }, look)).toBe(true)
  expect(isSameLook(start, { ...look, folded: true })).toBe(true)
})

test('columns and filters that are not known here are passed over', () => {
  const newer: GridLook = {
    columns: [{ id: 'mood' }, { id: 'row', pinned: 'left' }, { id: 'row' }],
    filters: [
      { column: '__proto__', words: ['x'] },
      { column: 'status', words: ['Draft'] },
    ],
    sort: { column: 'mood', descending: true },
    density: 'normal',
  }
  const arrangement = arrangementOf(newer)
  expect(arrangement.columns.map(({ id }) => id)).toEqual(['row', 'source', 'transform', 'destination', 'status', 'issues'])
  expect(Object.keys(arrangement.filters)).toEqual(['status'])
  expect(arrangement.sort).toBeUndefined()
})

test('what is kept for the next time has no search, and the view it came from', () => {
  const sorted = withSort({ ...start, search: 'tax', from: 'v1' }, { column: 'status', descending: true })
  expect(parseKept(printKept(sorted))).toEqual({ ...sorted, search: '' })
})

test.each([undefined, '', '{', 'null', '[]', '{"look":{}}', '{"look":{"columns":[],"density":"normal"}}', '{"look":{"columns":"x","density":"huge"}}'])(
  'nothing that was kept breaks the grid: %s',
  (text) => {
    expect(parseKept(text)).toBeUndefined()
    expect(parseViews(text)).toEqual([])
  },
)

test('of kept views only those that fit are listed', () => {
  const view = { id: 'v1', name: 'Review', view: lookOf(start), order: '' }
  expect(parseViews(JSON.stringify([view, { id: 'v2' }, 7]))).toEqual([view])
})
