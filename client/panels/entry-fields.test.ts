// Fields of a list's entries, named from the row that looks into the list.
import { expect, test } from 'vitest'
import { buildMap, mapOf, of, ofItem } from '../../fixtures/build.ts'
import { entryTree, listEntryFields, readEntryPath } from './entry-fields.ts'

const { context } = buildMap({
  inputs: {
    order: { lines: [{ sku: 'text', price: { net: 'number' }, taxes: [{ rate: 'number' }], meta: 'any' }], tags: ['text'], prices: mapOf({ net: 'number' }) },
  },
  destination: { Lines: [{ Rate: 'number' }] },
  rows: [{ to: 'Lines', transform: { kind: 'each', list: of('order', 'lines') } }],
})
const [each] = context.rows
const lines = entryTree(context, of('order', 'lines'), undefined)

test('an entry’s fields are listed nearest first and never below a list', () => {
  expect(listEntryFields(lines).map((field) => field.text)).toEqual(['sku', 'price', 'taxes', 'meta', 'price.net'])
})

test('inside an each the list may be one of the item, and a map’s entries have a key and a value', () => {
  expect(listEntryFields(entryTree(context, ofItem('taxes'), each)).map((field) => field.text)).toEqual(['rate'])
  expect(listEntryFields(entryTree(context, of('order', 'prices'), undefined)).map((field) => field.text)).toEqual(['key', 'value', 'value.net'])
})

test.each([
  { given: 'price.net', want: true },
  { given: '', want: true },
  { given: 'meta.anything', want: true },
  { given: 'gone', want: false },
  { given: 'price..net', want: false },
])('"$given" is a field of the entry: $want', ({ given, want }) => {
  expect(readEntryPath(lines, given).ok).toBe(want)
})

test('where the schema says nothing of the entries, any name may be meant', () => {
  expect(readEntryPath(undefined, 'whatever')).toMatchObject({ ok: true, value: 'whatever' })
})
