// Columns stay readable whatever is dragged, hidden, pinned or stored: the row first, each group together.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  defaultArrangement,
  isNarrowed,
  soundColumns,
  withFilter,
  withMove,
  withOrder,
  withoutNarrowing,
  withPin,
  withShown,
  withSort,
  withWidth,
  type Arrangement,
} from './arrangement.ts'
import { ALWAYS_SHOWN, columns, columnsById, nameColumn, type ColumnId } from './columns.ts'

const start = defaultArrangement(1_200)
const ids = ({ columns: places }: Arrangement) => places.map(({ id }) => id)
const allIds = columns.map(({ id }) => id)

describe('columns', () => {
  test('the row and the source stay in view by default, and others once they are pinned', () => {
    expect(start.columns.filter(({ pinned }) => pinned === 'left').map(({ id }) => id)).toEqual(['row', 'source'])
    expect(withPin(start, 'status', 'right').columns.find(({ id }) => id === 'status')).toEqual({ id: 'status', pinned: 'right' })
    expect(withPin(withPin(start, 'status', 'right'), 'status', undefined)).toEqual(start)
  })

  test('a width is kept until it is given back', () => {
    const wide = withWidth(start, 'when', 120.4)
    expect(wide.columns.find(({ id }) => id === 'when')).toEqual({ id: 'when', width: 120 })
    expect(withWidth(wide, 'when', undefined)).toEqual(start)
  })

  test('a column moves inside its group and never out of it', () => {
    expect(ids(withMove(start, 'when', -1)).slice(1, 5)).toEqual(['source', 'when', 'transform', 'preview'])
    expect(withMove(start, 'transform', -1)).toBe(start)
    expect(withMove(start, 'preview', 1)).toBe(start)
    expect(withMove(start, 'row', 1)).toBe(start)
  })

  test('a new column stands in its group, where the table of columns has it', () => {
    const moved = withOrder(start, ['row', 'destination', 'limit', 'source', 'transform', 'when', 'preview', 'status', 'useCases', 'issues', 'note'])
    expect(ids(withShown(moved, [...ids(moved), 'type'])).slice(0, 5)).toEqual(['row', 'destination', 'limit', 'type', 'source'])
    expect(withShown(start, [...ids(start), 'sourceType']).columns[2]).toEqual({ id: 'sourceType', pinned: 'left' })
  })

  test('what is dragged beside an open drawer moves those columns and leaves the hidden ones where they were', () => {
    const next = withOrder(start, ['row', 'source', 'preview', 'transform', 'destination', 'status'])
    expect(ids(next)).toEqual(['row', 'source', 'preview', 'when', 'transform', 'destination', 'limit', 'status', 'useCases', 'issues', 'note'])
  })

  test('whatever was stored, every line can be read, and each group stands together behind the row', () => {
    const place = fc.record({ id: fc.constantFrom<string>(...allIds, 'mood', '__proto__') })
    fc.assert(
      fc.property(fc.array(place), fc.array(fc.constantFrom<ColumnId>(...allIds)), (stored, dragged) => {
        const sound = soundColumns(stored)
        const again = withOrder({ ...start, columns: sound }, [...new Set(dragged)])
        for (const places of [sound, again.columns]) {
          const shown = places.map(({ id }) => id)
          expect(shown[0]).toBe('row')
          expect(shown).toEqual(expect.arrayContaining([...ALWAYS_SHOWN]))
          expect(new Set(shown).size).toBe(shown.length)
          const groups = shown.slice(1).map((id) => columnsById.get(id)?.group)
          expect(groups.filter((group, at) => group !== groups[at - 1]).length).toBe(new Set(groups).size)
        }
      }),
    )
  })

  test('no two columns have the same name for people', () => {
    const names = allIds.map(nameColumn)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(expect.arrayContaining(['Source field', 'Destination field', 'Source type', 'Destination type', 'Status']))
  })
})

test('an empty filter is none, and clearing takes filters and sorting away but no column', () => {
  expect(withFilter(start, 'note', { contains: '  ' })).toEqual(start)
  expect(isNarrowed(start)).toBe(false)
  const narrowed = withSort(withFilter({ ...withPin(start, 'note', 'right'), search: 'x' }, 'note', { words: [] }), { column: 'row', descending: true })
  expect(isNarrowed(narrowed)).toBe(true)
  expect(withoutNarrowing(narrowed)).toEqual(withPin(start, 'note', 'right'))
})
