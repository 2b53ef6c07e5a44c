// Rules of the schema tree.
import { describe, expect, test } from 'vitest'
import { buildGraph, field } from '../../fixtures/build.ts'
import { findObject, rootField } from '../../shared/schema/fields.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { SchemaNode } from '../../shared/schema/schema-graph.ts'
import { listTreeLines, printLimits, searchFields } from './field-tree.ts'

const graph = buildGraph({
  objects: {
    Order: { id: 'integer!', customer: 'Customer', lines: [{ sku: 'text' }] },
    Customer: { email: field('text', { description: 'Where receipts go' }), referredBy: 'Customer' },
  },
})
const root = rootField(graph, findObject(graph, { kind: 'object', name: 'Order' }) ?? '')
const paths = (...opened: string[]) => listTreeLines(graph, root, new Set(opened as FieldPath[])).map((line) => `${line.depth} ${line.field.path}`)

describe('the tree of a schema', () => {
  test('lists one level, and below it only what was opened, in schema order', () => {
    expect(paths()).toEqual(['0 id', '0 customer', '0 lines'])
    expect(paths('customer', 'lines')).toEqual(['0 id', '0 customer', '1 customer.email', '1 customer.referredBy', '0 lines', '1 lines[].sku'])
  })
  test('a recursive type opens as far as people click', () => {
    expect(paths('customer', 'customer.referredBy', 'customer.referredBy.referredBy')).toContain('3 customer.referredBy.referredBy.email')
  })
  test('search finds by words of path and description, also in what is folded', () => {
    expect(searchFields(graph, root, 'receipts').lines.map((line) => line.field.path)).toContain('customer.email')
    expect(searchFields(graph, root, 'LINES sku').lines.map((line) => line.field.path)).toEqual(['lines[].sku'])
  })
})

test.each<{ facts: Partial<SchemaNode>; want: string }>([
  { facts: { maxLength: 255 }, want: 'max 255 characters' },
  { facts: { minLength: 2, maxLength: 3 }, want: '2 to 3 characters' },
  { facts: { minimum: 0 }, want: '≥ 0' },
  { facts: { exclusiveMinimum: 0, maximum: 10 }, want: 'above 0 to 10' },
  { facts: { enum: ['a', 'b'] }, want: '2 values' },
  { facts: { maxItems: 5 }, want: '0 to 5 items' },
  { facts: {}, want: '' },
])('limits are said in few words: $want', ({ facts, want }) => {
  expect(printLimits({ types: ['text'], ...facts })).toBe(want)
})
