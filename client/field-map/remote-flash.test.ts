// Rules of which cells glow.
import { expect, test } from 'vitest'
import type { CellChange } from '../../shared/project/project-doc.ts'
import { listGlows } from './remote-flash.ts'

const change = (cell: string, after: CellChange['after'], home: CellChange['home'] = 'rows', object = 'r1'): CellChange => ({
  home,
  object,
  cell,
  before: undefined,
  after,
})
const cellsOf = (changes: readonly CellChange[]) => listGlows(changes, (row) => `field:m:of-${row}`).map(({ line, column }) => `${line} ${column}`)

test.each([
  {
    what: 'a transform wherever it is seen',
    given: [change('transform', { kind: 'each' })],
    want: ['source', 'transform', 'preview'].map((column) => `row:r1 ${column}`),
  },
  { what: 'a note', given: [change('note', 'x')], want: ['row:r1 note'] },
  { what: 'a row that came', given: [change('destination', 'Name'), change('note', 'x')], want: ['row:r1 row', 'row:r1 destination', 'row:r1 note'] },
  { what: 'the field that a deleted row leaves behind', given: [change('deleted', true)], want: ['field:m:of-r1 row', 'field:m:of-r1 transform'] },
  { what: 'a row that came back', given: [{ ...change('deleted', undefined), before: true }], want: ['row:r1 row'] },
  { what: 'the line that somebody asked about', given: [change('at', 'row:r2', 'questions')], want: ['row:r2 issues'] },
])('$what glows', ({ given, want }) => {
  expect(cellsOf(given)).toEqual(expect.arrayContaining(want))
})

test('what is not in the grid, and what did not change, does not glow', () => {
  expect(cellsOf([change('name', 'x', 'fieldMaps'), change('number', 7), { ...change('note', 'x'), before: 'x' }])).toEqual([])
})
