import { describe, expect, test } from 'vitest'
import { buildGraph, buildObject } from '../../fixtures/build.ts'
import { fieldTree } from '../../shared/mapping/field-tree.ts'
import { findObject } from '../../shared/schema/fields.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { findOverlays, listFactPlaces, writesOfFact, writesOfField, writesOfRemoval } from './schema-overlays.ts'
import { draftOf, parseFact, type CorrectableFact } from './schema-fact-values.ts'

const graph = buildGraph({ objects: { Order: { customer: 'Customer', lines: [{ sku: 'text' }] }, Customer: { email: 'text', address: { city: 'text' } } } })
const order = { kind: 'object', name: 'Order' } as const
const tree = fieldTree(graph, findObject(graph, order) ?? '')
const field = (path: string) => {
  const found = tree.find(path as FieldPath)
  if (found === undefined) throw new Error(`no ${path}`)
  return found
}
let ids = 0
const author = { by: 'Bo', at: '2025-11-03T10:00:00.000Z', newId: () => `new-${++ids}` }
const overlay = (id: string, fact: string, path: string, object: { kind: 'object'; name: string } = order) =>
  buildObject('overlays', { id, fact, object, path: path as FieldPath, value: true })

describe('corrections of a field', () => {
  test('are kept with the innermost named object, and found also where they were kept otherwise', () => {
    const places = listFactPlaces(graph, order, field('customer.address.city')).map(({ object, path }) => `${'name' in object ? object.name : ''} ${path}`)
    expect(places[0]).toBe('Customer address.city')
    expect(places).toContain('Order customer.address.city')
    const known = [
      overlay('a', 'type', 'customer.address.city'),
      overlay('b', 'format', 'address.city', { kind: 'object', name: 'Customer' }),
      overlay('c', 'type', 'lines'),
    ]
    expect(findOverlays(known, 'system', listFactPlaces(graph, order, field('customer.address.city'))).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(listFactPlaces(graph, order, field('lines[].sku'))[0]).toEqual({ object: order, path: 'lines[].sku' })
  })

  test('are written once each: a second correction of a fact is written over the first', () => {
    const place = { object: order, path: 'lines' as FieldPath }
    const fresh = writesOfFact([], 'system', place, { fact: 'type', value: 'text' }, author)
    expect(Object.fromEntries(fresh.map(({ cell, value }) => [cell, value]))).toEqual({
      system: 'system',
      object: order,
      path: 'lines',
      fact: 'type',
      value: 'text',
      by: 'Bo',
      at: author.at,
    })
    const again = writesOfFact([overlay('a', 'type', 'lines'), overlay('b', 'type', 'lines')], 'system', place, { fact: 'type', value: 'text' }, author)
    expect(again).toEqual([
      { home: 'overlays', object: 'a', cell: 'deleted', value: true },
      { home: 'overlays', object: 'b', cell: 'value', value: 'text' },
      { home: 'overlays', object: 'b', cell: 'by', value: 'Bo' },
      { home: 'overlays', object: 'b', cell: 'at', value: author.at },
    ])
  })

  test('are taken back one by one or all at once, and a whole field is several facts in one edit', () => {
    const known = [overlay('a', 'type', 'lines'), overlay('b', 'format', 'lines')]
    expect(writesOfRemoval(known, 'format').map(({ object }) => object)).toEqual(['b'])
    expect(writesOfRemoval(known)).toHaveLength(2)
    const writes = writesOfField('system', { object: order, path: 'fax' as FieldPath }, [{ fact: 'type', value: 'text' }], author)
    expect(writes.filter(({ cell }) => cell === 'fact').map(({ value }) => value)).toEqual(['added', 'type'])
  })
})

test.each<{ fact: CorrectableFact; text: string; types?: ('number' | 'boolean' | 'text')[]; want: unknown }>([
  { fact: 'type', text: 'number', want: 'number' },
  { fact: 'type', text: 'text or number', want: ['text', 'number'] },
  { fact: 'type', text: 'decimal', want: undefined },
  { fact: 'required', text: 'yes', want: true },
  { fact: 'maxLength', text: ' 255 ', want: 255 },
  { fact: 'maxLength', text: '', want: null },
  { fact: 'maxLength', text: '2.5', want: undefined },
  { fact: 'minimum', text: '-0.5', want: -0.5 },
  { fact: 'minimum', text: 'none', want: undefined },
  { fact: 'enum', text: 'a\n\n b \na', want: ['a', 'b'] },
  { fact: 'enum', text: '1\n2', types: ['number'], want: [1, 2] },
  { fact: 'example', text: '42', want: '42' },
  { fact: 'example', text: 'true', types: ['boolean'], want: true },
  { fact: 'description', text: ' What it is ', want: 'What it is' },
  { fact: 'format', text: '', want: null },
])('what is typed for a fact is read as its value: $fact "$text"', ({ fact, text, types = ['text'], want }) => {
  const parsed = parseFact(fact, text, types)
  expect(parsed.ok ? parsed.value : undefined).toEqual(want)
  // What is shown for the value is read as the value again.
  if (parsed.ok && want !== null) expect(parseFact(fact, draftOf(fact, parsed.value), types)).toEqual(parsed)
})
