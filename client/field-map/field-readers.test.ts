import { expect, test } from 'vitest'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { listReaders, listReads } from './field-readers.ts'

const { context } = buildMap({
  inputs: { order: { id: 'text', total: 'number', line_items: [{ sku: 'text' }] } },
  destination: { Number: 'text', Sum: 'number', Lines: [{ Code: 'text' }] },
  rows: [
    { to: 'Number', transform: copy(of('order', 'id')) },
    { to: 'Sum', transform: { kind: 'formula', text: 'total + total' }, when: { test: 'present', value: of('order', 'id') } },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') }, rows: [{ to: 'Lines[].Code', transform: copy(ofItem('sku')) }] },
  ],
})
const reads = (row: string) => {
  const found = context.rows.find((one) => one.id === row)
  return found === undefined ? [] : listReads(context, found).map(({ path }) => path)
}

test('a row reads each field once, also in formulas, conditions and inside an each', () => {
  expect(reads('r1')).toEqual(['id'])
  expect(reads('r2')).toEqual(['total', 'id'])
  expect(reads('r4')).toEqual(['line_items[].sku'])
})

test('a field knows its rows', () => {
  const readers = (path: string) => listReaders(context, { input: 'order', path: path as FieldPath }).map((row) => row.id)
  expect(readers('id')).toEqual(['r1', 'r2'])
  expect(readers('line_items[].sku')).toEqual(['r4'])
  expect(readers('nothing')).toEqual([])
})

test('what was remembered of a row is forgotten when the list above it changes', () => {
  const rows = context.rows.map((row) => (row.id === 'r3' ? { ...row, transform: { kind: 'each' as const, list: of('order', 'others') } } : row))
  const other = { ...context, rows }
  expect(reads('r4')).toEqual(['line_items[].sku'])
  const inside = rows.find((row) => row.id === 'r4')
  expect(inside && listReads(other, inside).map(({ path }) => path)).toEqual(['others[].sku'])
})
