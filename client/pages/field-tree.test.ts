// Rules of the schema tree.
import { describe, expect, test } from 'vitest'
import { buildGraph } from '../../fixtures/build.ts'
import { fieldTree } from '../../shared/mapping/field-tree.ts'
import { compareEvidence } from '../../shared/schema/compare-evidence.ts'
import { evidenceOf } from '../../shared/schema/evidence-of.ts'
import { findObject } from '../../shared/schema/fields.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { SchemaNode } from '../../shared/schema/schema-graph.ts'
import { listOpenLines } from '../panels/field-lines.ts'
import { isUndocumented, printLimits, withUndocumented } from './field-tree.ts'

const graph = buildGraph({
  objects: { Order: { id: 'integer!', customer: { email: 'text' }, lines: [{ sku: 'text' }], code: 'text', grid: [[{ cell: 'text' }]] } },
})
const node = findObject(graph, { kind: 'object', name: 'Order' }) ?? ''
const records = [
  {
    id: 1,
    customer: { email: 'a', phone: null },
    lines: [{ sku: 'x', tax: [{ rate: 1 }] }],
    code: { part: 1 },
    extra: { deep: [1] },
    grid: [[{ cell: 'x', color: 'red' }]],
  },
]
const evidence = evidenceOf(records, { graph, node })
const tree = withUndocumented(fieldTree(graph, node), compareEvidence(graph, node, evidence, 1).undocumented)

describe('fields that only samples have', () => {
  test('stand behind the documented ones of the object they were seen in, at any depth', () => {
    const all = listOpenLines(tree, new Set(['customer', 'lines', 'lines[].tax', 'code', 'extra', 'grid', 'grid[]', 'grid[][]']))
    const seen = all.filter(({ field }) => isUndocumented(field)).map(({ field, depth }) => `${depth} ${field.path} ${field.facts.types.join()}`)
    expect(seen).toEqual([
      '1 customer.phone any',
      '1 lines[].tax list',
      '2 lines[].tax[].rate integer',
      '1 code.part integer',
      '2 grid[][].color text',
      '0 extra object',
      '1 extra.deep list',
    ])
    expect(all.map(({ field }) => field.path)).toContain('lines[].sku')
  })

  test('are found by their path as documented ones are', () => {
    for (const path of ['customer.phone', 'lines[].tax[].rate', 'extra.deep', 'code.part']) expect(tree.find(path as FieldPath)?.path).toBe(path)
    expect(tree.find('customer.email' as FieldPath)?.path).toBe('customer.email')
    expect(tree.find('extra.nothing' as FieldPath)).toBeUndefined()
    expect(tree.find('customer.phone' as FieldPath)?.facts.nullable).toBe(true)
  })
})

test.each<{ facts: Partial<SchemaNode>; want: string }>([
  { facts: { maxLength: 255 }, want: 'max 255 characters' },
  { facts: { minLength: 2, maxLength: 3 }, want: '2 to 3 characters' },
  { facts: { minLength: 2, maxLength: 2 }, want: '2 characters' },
  { facts: { minLength: 1 }, want: 'min 1 character' },
  { facts: { minimum: 0 }, want: '≥ 0' },
  { facts: { exclusiveMinimum: 0, maximum: 10 }, want: 'above 0 to 10' },
  { facts: { enum: ['a', 'b'] }, want: '2 values' },
  { facts: { maxItems: 5 }, want: '0 to 5 items' },
  { facts: {}, want: '' },
])('limits are said in few words: $want', ({ facts, want }) => {
  expect(printLimits({ types: ['text'], ...facts })).toBe(want)
  expect(printLimits({ types: ['text'], ...facts }, true)).toBe(want.replace(/ characters?/, ''))
})
