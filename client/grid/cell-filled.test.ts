// Filled cells are those that show a text of their own.
import { expect, test } from 'vitest'
import { buildMap, copy, of } from '../../fixtures/build.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import { isFilledCell } from './cell-filled.ts'
import { viewCell } from './cell-texts.ts'
import { columns } from './columns.ts'
import type { MapView } from './map-view.ts'

const { context } = buildMap({
  inputs: { order: { number: 'text!', total: 'text' } },
  destination: { Number: 'text!', Total: 'text', Fixed: 'text', Sum: 'text', Left: 'text', Contact: { Email: 'text' }, Other: 'text' },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')), status: 'approved', note: 'Agreed' },
    {
      to: 'Total',
      transform: copy(of('order', 'total')),
      when: { test: 'compare', left: of('order', 'number'), operator: '!=', right: { of: 'constant', value: '' } },
    },
    { to: 'Fixed', transform: { kind: 'constant', value: 'EUR' } },
    { to: 'Sum', transform: { kind: 'formula', text: 'number & total' } },
    { to: 'Left', transform: { kind: 'notMapped', reason: 'unused' } },
    { to: 'Contact.Email', unmatched: 'mail adress' },
  ],
})
const view: MapView = {
  context,
  problemsByLine: new Map([['field:map:Other', [{ code: 'required-destination-unmapped', severity: 'error', at: 'x', row: null, message: '' }]]]),
  questionsByLine: new Map(),
  outcomesByRow: new Map(),
  mappedBelow: new Map(),
  partsOf: new Map(),
}
const lines = listLines(context, { opened: new Set(), folded: new Set() }).map((line) => ({ address: line.address, line }))

test.each(columns.map(({ id }) => id).filter((id) => id !== 'transform' && id !== 'row'))('a cell of %s is filled where it shows a text', (column) => {
  for (const line of lines) expect([line.address, isFilledCell(view, line, column)]).toEqual([line.address, viewCell(view, line, column).text !== ''])
})

test('what a cell says of its own emptiness does not fill it', () => {
  const said = lines.filter((line) => viewCell(view, line, 'transform').text !== '' && line.line.row?.transform === undefined)
  expect(said.length).toBeGreaterThan(0)
  for (const line of said) expect(isFilledCell(view, line, 'transform')).toBe(false)
})
