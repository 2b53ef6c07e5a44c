// What the cells of the grid read like, line by line.
import { expect, test } from 'vitest'
import { buildMap, copy, field, of, ofItem } from '../../fixtures/build.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import { rowAddress, type Line } from '../../shared/mapping/line.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { viewCell } from './cell-texts.ts'
import type { ColumnId } from './columns.ts'
import { belowKey, type MapView } from './map-view.ts'

const built = buildMap({
  inputs: { order: { number: 'text!', status: 'text', line_items: [{ sku: 'text', total: 'text' }], billing: { email: 'text' } } },
  destination: {
    Number: field('text', { required: true, maxLength: 255 }),
    Currency: field('text', { required: true, enum: ['EUR', 'USD'] }),
    Lines: field([{ Code: 'text', Amount: field('number', { multipleOf: 0.01 }), Rate: 'number' }]),
    Contact: { Email: field('text', { maxLength: 100 }) },
    Memo: 'text',
  },
  rows: [
    {
      to: 'Number',
      transform: { kind: 'template', parts: ['WC-', of('order', 'number')] },
      when: { test: 'compare', left: of('order', 'status'), operator: '!=', right: { of: 'constant', value: '' } },
      status: 'approved',
      note: 'Agreed',
    },
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'line_items') },
      rows: [
        { to: 'Lines[].Code', transform: copy(ofItem('sku')), scope: 'per-customer' },
        { to: 'Lines[].Amount', transform: { kind: 'number', from: ofItem('total'), steps: [{ do: 'divide', by: of('order', 'number') }] } },
        { to: 'Lines[].Rate', transform: { kind: 'notMapped', reason: 'price is net' } },
      ],
    },
    { to: 'Contact.Email', unmatched: 'mail adress' },
  ],
})

const lines = listLines(built.context, { opened: new Set(), folded: new Set() })
const view: MapView = {
  context: built.context,
  problemsByLine: new Map([
    [rowAddress({ id: 'r1' }), [{ code: 'x', severity: 'warning', at: 'row:r1', row: 1, message: 'Too long.' }]],
    ['field:map:Currency', [{ code: 'required-destination-unmapped', severity: 'error', at: 'field:map:Currency', row: null, message: 'Needs a source.' }]],
  ]),
  questionsByLine: new Map([['row:r1', 2]]),
  outcomesByRow: new Map([
    ['r1', { state: 'value', value: 'WC-727' }],
    ['r2', { state: 'value', value: [], count: 2 }],
    ['r3', { state: 'missing' }],
  ]),
  mappedBelow: new Map([[belowKey(undefined, 'Contact' as never), 0]]),
  partsOf: new Map(),
}
const text = (path: string, column: ColumnId) => {
  const line = lines.find((one) => one.path === path && one.kind !== 'more')
  if (line === undefined) throw new Error(`no line ${path}`)
  return viewCell(view, { address: line.address, line }, column)
}

test('a mapped line reads from source to status', () => {
  const row = (['row', 'source', 'transform', 'when', 'preview', 'destination', 'limit', 'status', 'note'] as const).map(
    (column) => text('Number', column).text,
  )
  expect(row).toEqual(['R-1', 'number', '"WC-" and number', 'status != ""', 'WC-727', 'Number', '255', 'Question', 'Agreed'])
})

test('the status is a question while one is open, and told as changed once the row is another', () => {
  const line = lines.find((one) => one.path === 'Number' && one.kind !== 'more')
  if (line?.row === undefined) throw new Error('no line')
  const row = { ...line.row, statusHash: 'of another', approvedBy: 'Mara Ilves', approvedAt: '2026-11-03T10:00:00.000Z' }
  const status = (questions: ReadonlyMap<string, number>, changed: boolean) =>
    viewCell({ ...view, questionsByLine: questions }, { address: line.address, line: { ...line, row: changed ? row : line.row } }, 'status')
  expect(status(new Map([[line.address, 1]]), false).text).toBe('Question')
  expect(status(new Map(), false).text).toBe('Approved')
  expect(status(new Map(), true)).toMatchObject({
    text: 'Changed',
    tip: 'It was approved, and has changed since: it counts as draft. Approved by Mara Ilves on 2026-11-03.',
  })
})

test('a required destination has its star, an optional one has none', () => {
  expect(text('Number', 'destination').parts).toContainEqual({ part: 'required' })
  expect(text('Contact.Email', 'destination').parts).not.toContainEqual({ part: 'required' })
})

test('inside an each the source stands relative to the item with one guide line, and a list says how many items it has', () => {
  expect(text('Lines[].Code', 'source')).toMatchObject({
    text: 'sku',
    parts: [
      { part: 'indent', levels: 1 },
      { part: 'path', prefix: '', name: 'sku' },
      { part: 'end', text: 'text' },
    ],
  })
  expect(text('Lines', 'source').text).toBe('line_items[]')
  expect(text('Lines', 'preview').text).toBe('2 items')
  expect(text('Lines[].Code', 'preview').text).toBe('omitted')
})

test('further sources are counted, and all of them stand in the tooltip', () => {
  expect(text('Lines[].Amount', 'source').parts).toContainEqual({ part: 'tag', text: '+1', title: 'total, order.number' })
})

test('a path gives up its prefix first, never its last name', () => {
  const shown = text('Contact.Email', 'destination')
  expect(shown.parts).toContainEqual({ part: 'path', prefix: '', name: 'Email' })
})

test('a gap says what it needs, not mapped says why, and per customer has its mark', () => {
  expect(text('Currency', 'transform').text).toBe('Undecided, needs a source')
  expect(text('Lines[].Rate', 'transform').text).toBe('Not mapped: price is net')
  expect(text('Lines[].Code', 'transform').parts.at(-1)).toEqual({ part: 'endIcon', icon: 'config', title: 'per customer' })
})

test('text that matched no field is shown word for word', () => {
  expect(text('Contact.Email', 'source').text).toBe('mail adress')
})

test('issues show the worst first and count open questions', () => {
  expect(text('Number', 'issues').parts.map((part) => (part.part === 'count' ? `${part.icon} ${part.count}` : ''))).toEqual(['warning 1', 'question 2'])
})

test('limits are short: characters, number of values, decimals', () => {
  expect([text('Number', 'limit').text, text('Currency', 'limit').text, text('Lines[].Amount', 'limit').text]).toEqual(['255', '2', '2 dp'])
})

test('cells that look the same have the same key, and others do not', () => {
  expect(text('Number', 'status').key).toBe(text('Number', 'status').key)
  expect(text('Number', 'status').key).not.toBe(text('Lines', 'status').key)
})

test('the line of a list says how many lists feed it, also while the second is still to be named', () => {
  const group = { ...lines.find((line) => line.label === 'Lines[]'), kind: 'group', row: { id: 'r9', fieldMap: 'map', destination: 'Lines', order: 'a' } }
  const read = (parts: number) =>
    viewCell({ ...view, partsOf: new Map([[belowKey(undefined, 'Lines' as FieldPath), parts]]) }, { address: 'row:r9', line: group as Line }, 'transform').text
  expect([read(1), read(2)]).toEqual(['1 list feeds this one: name another', '2 lists feed this one'])
})
