// The column table is a contract: views, exports and links hold its ids.
import { expect, test } from 'vitest'
import { defaultColumns } from './arrangement.ts'
import { ALWAYS_SHOWN, columns } from './columns.ts'

test('the default columns are those that DESIGN §9.20 names, in reading order', () => {
  expect(defaultColumns(1_200)).toEqual(['row', 'source', 'transform', 'when', 'preview', 'destination', 'limit', 'status', 'useCases', 'issues', 'note'])
})

test('every other column exists and is hidden until wanted', () => {
  const hidden = columns.filter((column) => 'hidden' in column).map((column) => column.id)
  expect(hidden.toSorted()).toEqual([
    'destinationDescription',
    'outcome',
    'owner',
    'problems',
    'questions',
    'required',
    'scope',
    'sourceDescription',
    'sourceType',
    'type',
  ])
})

test('with little room the use case and the note go first, then the condition, and never what a line cannot be read without', () => {
  expect(defaultColumns(950)).not.toContain('note')
  expect(defaultColumns(950)).toContain('when')
  expect(defaultColumns(800)).not.toContain('when')
  for (const width of [400, 950, 1_400]) expect(defaultColumns(width)).toEqual(expect.arrayContaining([...ALWAYS_SHOWN]))
})
