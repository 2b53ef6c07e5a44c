import { expect, test } from 'vitest'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { lineOfField } from './line-of-field.ts'
import { listEverything } from './reveal.ts'

const { context } = buildMap({
  inputs: { order: { id: 'text', line_items: [{ sku: 'text' }], fees: [{ name: 'text' }] } },
  destination: {
    Id: 'text!',
    Note: 'text',
    Contact: { Name: 'text!', Phone: 'text', Parent: 'Destination' },
    Taxes: [{ Rate: 'text!' }],
    Lines: [{ Code: 'text!', Text: 'text', Tax: { Rate: 'text!', Kind: 'text' } }],
  },
  rows: [
    { to: 'Id', transform: copy(of('order', 'id')) },
    { to: 'Id', transform: copy(of('order', 'id')) },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') }, rows: [{ to: 'Lines[].Code', transform: copy(ofItem('sku')) }] },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'fees') }, rows: [{ to: 'Lines[].Code', transform: copy(ofItem('name')) }] },
    { to: 'Taxes', transform: { kind: 'each', list: of('order', 'fees') } },
  ],
})
const find = (path: string) => lineOfField(context, path as FieldPath)

test('of every field it is the first line that the grid lists of it', () => {
  const first = new Map<string, string>()
  for (const line of listEverything(context)) if (!first.has(line.path)) first.set(line.path, line.address)
  expect(first.size).toBeGreaterThan(8)
  for (const [path, address] of first) expect(find(path)?.address, path).toBe(address)
})

test('a field that is not listed has a line too, inside the first row that fills its list', () => {
  expect(find('Lines[].Tax.Kind')).toMatchObject({ address: 'field:map:Lines[].Tax.Kind#r3', each: { id: 'r3' } })
  expect(find('Contact.Parent.Contact.Name')?.address).toBe('field:map:Contact.Parent.Contact.Name')
})

test('what the schema does not have has no line', () => {
  expect(find('Nothing')).toBeUndefined()
  expect(find('')).toBeUndefined()
})
