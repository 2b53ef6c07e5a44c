// A draft shows its value before it is stored: alone, whatever its destination takes and whatever else the map says.
import { expect, test } from 'vitest'
import { buildMap, constant, copy, of, ofItem } from '../../fixtures/build.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { ValueTransform } from '../../shared/transform/transform.ts'
import { tryDraft } from './draft.ts'
import type { PreviewSample } from './derive.ts'

const { context } = buildMap({
  inputs: { order: { number: 'text!', total: 'text', note: 'text?', lines: [{ sku: 'text', qty: 'number', taxes: [{ rate: 'number' }] }] } },
  destination: { Number: 'integer!', Lines: [{ Sku: 'text', Taxes: [{ Rate: 'number' }] }] },
  fieldMap: { appliesWhen: { test: 'compare', left: of('order', 'number'), operator: '=', right: constant('none') } },
  invariants: [{ sentence: 'Never', formula: 'false' }],
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')) },
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'lines') },
      rows: [
        { to: 'Lines[].Sku', transform: copy(ofItem('sku')) },
        { to: 'Lines[].Taxes', transform: { kind: 'each', list: ofItem('taxes') }, rows: [{ to: 'Lines[].Taxes[].Rate', transform: copy(ofItem('rate')) }] },
      ],
    },
  ],
})
const order = {
  number: '727',
  total: '29.35',
  note: null,
  lines: [
    { sku: 'A', qty: 2, taxes: [{ rate: 21 }] },
    { sku: 'B', qty: 1, taxes: [] },
  ],
}
const sample: PreviewSample = { records: new Map([['order', order]]), now: '2026-01-01T00:00:00Z' }
const row = (id: string) => context.rows.find((one) => one.id === id) as Row
const formula = (text: string): ValueTransform => ({ kind: 'formula', text })
const top = { each: undefined }

test.each([
  { given: formula('number & "-" & total'), each: undefined, want: { is: 'value', text: '"727-29.35"' } },
  { given: formula('$sum(lines.qty)'), each: undefined, want: { is: 'value', text: '3' } },
  { given: formula('lines.sku'), each: undefined, want: { is: 'value', text: '["A","B"]' } },
  { given: formula('note'), each: undefined, want: { is: 'nothing', text: 'missing' } },
  { given: formula('qty * 10'), each: 'r2', want: { is: 'value', text: '20', aside: 'first of 2' } },
  { given: formula('rate & "%"'), each: 'r4', want: { is: 'value', text: '"21%"' } },
  { given: formula('$number(number & "x")'), each: undefined, want: { is: 'issue', text: '"727" gives no number.' } },
] satisfies { given: ValueTransform; each: string | undefined; want: unknown }[])('$given.text gives $want.text', ({ given, each, want }) => {
  expect(tryDraft(context, sample, { transform: given }, { each: each === undefined ? undefined : row(each) })).toEqual(want)
})

test('a draft gives the value of the item that is looked at', () => {
  const second = { ...sample, items: new Map([['r2', 1]]) }
  expect(tryDraft(context, second, { transform: formula('qty * 10') }, { each: row('r2') })).toEqual({ is: 'value', text: '10', aside: 'item 2 of 2' })
})

test('a draft that is not sound has no value', () => {
  expect(tryDraft(context, sample, { transform: formula('total *') }, top)).toBeUndefined()
  expect(tryDraft(context, sample, { transform: formula('total * 2') }, top)).toBeUndefined()
  expect(tryDraft(context, sample, { transform: copy(of('order', 'gone')) }, top)).toBeUndefined()
})

test('a condition is true or false', () => {
  expect(tryDraft(context, sample, { condition: { test: 'formula', text: 'number = "727"' } }, top)?.text).toBe('true')
  expect(tryDraft(context, sample, { condition: { test: 'formula', text: '$exists(note)' } }, top)?.text).toBe('false')
})

test('a null of the record is a value only where the row says what happens to it', () => {
  expect(tryDraft(context, sample, { transform: copy(of('order', 'note')) }, { each: undefined, onNull: 'pass' })).toEqual({ is: 'nothing', text: 'null' })
})

test('of a record without items there is nothing to show', () => {
  const empty: PreviewSample = { ...sample, records: new Map([['order', { ...order, lines: [] }]]) }
  expect(tryDraft(context, empty, { transform: formula('qty') }, { each: row('r2') })).toEqual({ is: 'nothing', text: 'this record has no such item' })
})
