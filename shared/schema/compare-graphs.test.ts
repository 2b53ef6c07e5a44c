// What comparing two versions finds, case by case.
import { describe, expect, test } from 'vitest'
import { buildGraph, field, mapOf, type Fields, type GraphSetup } from '../../fixtures/build.ts'
import { newerGraph } from '../../fixtures/newer-graph.ts'
import { compareGraphs } from './compare-graphs.ts'
import type { SchemaChange } from './schema-change.ts'
import type { NodeId, SchemaGraph, SchemaNode } from './schema-graph.ts'

const ofFields = (before: Fields, after: Fields) => compareGraphs(buildGraph({ objects: { Order: before } }), buildGraph({ objects: { Order: after } }))
const short = (changes: readonly SchemaChange[]) => changes.map(({ kind, place, words }) => [kind, place.path, words])

describe('kinds of changes', () => {
  test.each<{ name: string; before: Fields; after: Fields; want: readonly (readonly string[])[] }>([
    { name: 'a new field', before: {}, after: { needs_payment: 'boolean' }, want: [['added', 'needs_payment', 'yes/no']] },
    { name: 'a new field with a format', before: {}, after: { url: field('text', { format: 'uri' }) }, want: [['added', 'url', 'text, web address']] },
    { name: 'a field that is gone', before: { a: 'text' }, after: {}, want: [['removed', 'a', 'gone']] },
    { name: 'another type', before: { q: 'number' }, after: { q: 'text' }, want: [['retyped', 'q', 'number to text']] },
    { name: 'types in another order', before: { q: 'number|text' }, after: { q: 'text|number' }, want: [] },
    { name: 'a type more', before: { q: 'text' }, after: { q: 'text|object' }, want: [['retyped', 'q', 'text to text or object']] },
    { name: 'required', before: { a: 'text' }, after: { a: 'text!' }, want: [['now-required', 'a', 'optional to required']] },
    { name: 'optional', before: { a: 'text!' }, after: { a: 'text' }, want: [['now-optional', 'a', 'required to optional']] },
    { name: 'nullable', before: { a: 'text' }, after: { a: 'text?' }, want: [['now-nullable', 'a', 'may be null now']] },
    { name: 'never null', before: { a: 'text?' }, after: { a: 'text' }, want: [['never-null', 'a', 'no longer null']] },
    {
      name: 'a longer text',
      before: { sku: field('text', { maxLength: 100 }) },
      after: { sku: field('text', { maxLength: 255 }) },
      want: [['limits', 'sku', '100 to 255 characters']],
    },
    {
      name: 'a limit where there was none',
      before: { p: 'text' },
      after: { p: field('text', { maxLength: 40 }) },
      want: [['limits', 'p', 'none to 40 characters']],
    },
    {
      name: 'a range, a pattern and a format',
      before: { n: field('number', { minimum: 0, pattern: 'a', format: 'int32' }) },
      after: { n: field('number', { minimum: 1, maximum: 9, pattern: 'b', format: 'int64' }) },
      want: [['limits', 'n', 'largest none to 9, smallest 0 to 1, format int32 to int64, pattern a to b']],
    },
    {
      name: 'items of a list',
      before: { l: field(['text'], { maxItems: 5 }) },
      after: { l: field(['number'], { maxItems: 9 }) },
      want: [
        ['limits', 'l', '5 to 9 items'],
        ['retyped', 'l[]', 'text to number'],
      ],
    },
    {
      name: 'allowed values',
      before: { s: field('text', { enum: ['open', 'trash', null] }) },
      after: { s: field('text', { enum: ['checkout-draft', 'open'] }) },
      want: [['enum', 's', '+ checkout-draft, − trash']],
    },
    {
      name: 'values named for the first time',
      before: { s: 'text' },
      after: { s: field('text', { enum: ['a', 'b'] }) },
      want: [['enum', 's', 'any value to one of 2 values']],
    },
    { name: 'one value only', before: { s: field('text', { const: 'a' }) }, after: { s: field('text', { enum: ['a', 'b'] }) }, want: [['enum', 's', '+ b']] },
    { name: 'read-only', before: { a: 'text' }, after: { a: field('text', { readOnly: true }) }, want: [['read-only', 'a', 'now read-only']] },
    { name: 'deprecated', before: { a: 'text' }, after: { a: field('text', { deprecated: true }) }, want: [['deprecated', 'a', 'now deprecated']] },
    {
      name: 'another description, and one with other spaces',
      before: { a: field('text', { description: 'Who pays' }), b: field('text', { description: 'Who\n  pays' }) },
      after: { a: field('text', { description: 'Who gets it' }), b: field('text', { description: 'Who pays ' }) },
      want: [['description', 'a', '"Who pays" to "Who gets it"']],
    },
    { name: 'values of a map', before: { m: mapOf('text') }, after: { m: mapOf('number') }, want: [['retyped', 'm{}', 'text to number']] },
    {
      name: 'a field of an object inside',
      before: { a: { b: [{ c: 'text' }] } },
      after: { a: { b: [{ c: 'integer' }] } },
      want: [['retyped', 'a.b[].c', 'text to whole number']],
    },
    { name: 'an odd name', before: { 'account fee': 'text' }, after: { 'account fee': 'number' }, want: [['retyped', '`account fee`', 'text to number']] },
  ])('[S79] $name', ({ before, after, want }) => {
    expect(short(ofFields(before, after))).toEqual(want)
  })

  test('[S79] a field that is renamed is one change, with its new place, likeness and reasons', () => {
    const changes = ofFields({ billing: { vat_number: 'text', city: 'text' } }, { billing: { tax_id: 'text', city: 'text' } })
    expect(changes).toMatchObject([
      {
        id: 'renamed:object Order:billing.vat_number',
        kind: 'renamed',
        to: { object: { kind: 'object', name: 'Order' }, path: 'billing.tax_id' },
        reasons: ['same place', 'same type'],
        words: 'vat_number to tax_id',
      },
    ])
    expect(changes[0]?.likeness).toBeGreaterThanOrEqual(0.7)
  })

  test('[S79] an object inside that is renamed keeps its fields: what changed in them is told under the old path', () => {
    const changes = ofFields(
      { bill_address: { street: 'text', city: 'text', zip: 'text', country: 'text' } },
      { billing_address: { street: 'text', city: 'number', zip: 'text', country: 'text' } },
    )
    expect(short(changes)).toEqual([
      ['renamed', 'bill_address', 'bill_address to billing_address'],
      ['retyped', 'bill_address.city', 'text to number'],
    ])
  })

  test('[S80] several kinds of changes of one field are several changes', () => {
    const changes = ofFields(
      { a: field('text', { maxLength: 10 }) },
      { a: field('number', { required: true, maxLength: 5, deprecated: true, description: 'New' }) },
    )
    expect(changes.map(({ kind }) => kind)).toEqual(['retyped', 'now-required', 'limits', 'deprecated', 'description'])
  })
})

describe('whose change it is', () => {
  const shop = (line: Fields, order: Fields = {}): GraphSetup => ({
    objects: { Line: line, Order: { id: 'integer!', lines: ['Line'], first: 'Line', ...order } },
    endpoints: {
      'GET /orders': { response: ['Order'] },
      'GET /orders/{id}': { response: 'Order' },
      'POST /orders': { request: { order: 'Order' }, response: 'Order' },
    },
  })

  test('[S77] one change of a named type is one change, however many fields and bodies the type is used in', () => {
    const changes = compareGraphs(buildGraph(shop({ sku: 'text' })), buildGraph(shop({ sku: 'number' })))
    expect(changes).toMatchObject([{ id: 'retyped:object Line:sku', place: { object: { kind: 'object', name: 'Line' }, path: 'sku' } }])
  })

  test('[S77] what stands in no named type is told in the body', () => {
    const bodies = (type: string): GraphSetup => ({ endpoints: { 'POST /x': { request: { a: { b: type } }, response: [{ c: type }] } } })
    expect(compareGraphs(buildGraph(bodies('text')), buildGraph(bodies('number'))).map(({ id }) => id)).toEqual([
      'retyped:request `POST /x`:a.b',
      'retyped:response `POST /x` `200`:[].c',
    ])
  })

  test('[S78] a type that is renamed without other changes is no change of a field', () => {
    const before = buildGraph(shop({ sku: 'text', price: 'number', tax: 'number' }))
    expect(compareGraphs(before, newerGraph(before).renameObject('Line', 'OrderLine').graph).map(({ id, what }) => [id, what])).toEqual([
      ['renamed:object Line:', 'object'],
    ])
  })

  test('[S78] what changed in a renamed type is told under its old name, and new fields under the new one', () => {
    const before = buildGraph(shop({ sku: 'text', price: 'number', tax: 'number' }))
    const after = newerGraph(before)
      .change('Line', 'sku', { types: ['number'] })
      .add('Line', 'weight', { types: ['number'] })
      .renameObject('Line', 'OrderLine').graph
    expect(compareGraphs(before, after).map(({ id }) => id)).toEqual(['renamed:object Line:', 'retyped:object Line:sku', 'added:object OrderLine:weight'])
  })

  test('[S78] moving a type inline or out of line without changed fields is no change of a field', () => {
    const outOfLine = buildGraph({ objects: { Address: { city: 'text', zip: 'text' }, Order: { billing: 'Address' } } })
    const inline = buildGraph({ objects: { Order: { billing: { city: 'text', zip: 'text' } } } })
    expect(compareGraphs(outOfLine, inline).map(({ id }) => id)).toEqual(['removed:object Address:'])
    expect(compareGraphs(inline, outOfLine).map(({ id }) => id)).toEqual(['added:object Address:'])
  })

  test('[S78] a field that refers to another type has the differences of the two told where it stands', () => {
    const types = { Address: { city: 'text', zip: 'text' }, BillingAddress: { city: 'text', zip: 'number', email: 'text' } }
    const before = buildGraph({ objects: { ...types, Order: { billing: 'Address', shipping: 'Address' } } })
    const after = buildGraph({ objects: { ...types, Order: { billing: 'BillingAddress', shipping: 'Address' } } })
    expect(compareGraphs(before, after).map(({ id }) => id)).toEqual(['retyped:object Order:billing.zip', 'added:object Order:billing.email'])
  })
})

describe('what breaks', () => {
  const at = (side: 'response' | 'request', before: Fields, after: Fields) => {
    const graph = (fields: Fields) => buildGraph({ endpoints: side === 'response' ? { 'GET /x': { response: fields } } : { 'POST /x': { request: fields } } })
    return compareGraphs(graph(before), graph(after)).map(({ kind, breaksReading, breaksSending }) => [kind, breaksReading, breaksSending])
  }
  const limited = (maxLength: number) => ({ a: field('text', { maxLength }) })
  const oneOf = (...values: string[]) => ({ a: field('text', { enum: values }) })
  test.each<{ name: string; before: Fields; after: Fields; reading: boolean; sending: boolean }>([
    { name: 'a new optional field', before: {}, after: { a: 'text' }, reading: false, sending: false },
    { name: 'a new required field', before: {}, after: { a: 'text!' }, reading: false, sending: true },
    {
      name: 'a new required field with a default',
      before: {},
      after: { a: field('text', { required: true, default: 'x' }) },
      reading: false,
      sending: false,
    },
    { name: 'a field that is gone', before: { a: 'text' }, after: {}, reading: true, sending: true },
    { name: 'a field of another type', before: { a: 'text' }, after: { a: 'number' }, reading: true, sending: true },
    { name: 'whole numbers that become numbers', before: { a: 'integer' }, after: { a: 'number' }, reading: true, sending: false },
    { name: 'numbers that become whole', before: { a: 'number' }, after: { a: 'integer' }, reading: false, sending: true },
    { name: 'now required', before: { a: 'text' }, after: { a: 'text!' }, reading: false, sending: true },
    { name: 'now optional', before: { a: 'text!' }, after: { a: 'text' }, reading: true, sending: false },
    { name: 'may be null now', before: { a: 'text' }, after: { a: 'text?' }, reading: true, sending: false },
    { name: 'never null now', before: { a: 'text?' }, after: { a: 'text' }, reading: false, sending: true },
    { name: 'a longer limit', before: limited(5), after: limited(9), reading: false, sending: false },
    { name: 'a shorter limit', before: limited(9), after: limited(5), reading: false, sending: true },
    {
      name: 'another format',
      before: { a: field('text', { format: 'date' }) },
      after: { a: field('text', { format: 'date-time' }) },
      reading: true,
      sending: true,
    },
    { name: 'a value more', before: oneOf('x'), after: oneOf('x', 'y'), reading: true, sending: false },
    { name: 'a value less', before: oneOf('x', 'y'), after: oneOf('x'), reading: false, sending: true },
    { name: 'read-only', before: { a: 'text' }, after: { a: field('text', { readOnly: true }) }, reading: false, sending: true },
    { name: 'deprecated', before: { a: 'text' }, after: { a: field('text', { deprecated: true }) }, reading: false, sending: false },
    { name: 'described otherwise', before: { a: 'text' }, after: { a: field('text', { description: 'A' }) }, reading: false, sending: false },
  ])('[S81] $name: breaks reading $reading, sending $sending', ({ before, after, reading, sending }) => {
    expect(at('response', before, after)).toMatchObject([[expect.any(String), reading, false]])
    expect(at('request', before, after)).toMatchObject([[expect.any(String), false, sending]])
    // Without endpoints nothing says who reads and who sends.
    expect(ofFields(before, after)).toMatchObject([{ breaksReading: reading, breaksSending: sending }])
  })

  test('[S81] a read-only field breaks nobody who sends, a write-only one nobody who reads', () => {
    expect(ofFields({ a: field('text', { readOnly: true }) }, {})).toMatchObject([{ breaksReading: true, breaksSending: false }])
    expect(ofFields({ a: field('text', { writeOnly: true }) }, {})).toMatchObject([{ breaksReading: false, breaksSending: true }])
  })

  test('[S81] a type that no endpoint uses breaks nobody', () => {
    const graph = (type: string) => buildGraph({ objects: { Used: { a: 'text' }, Unused: { a: type } }, endpoints: { 'GET /x': { response: 'Used' } } })
    expect(compareGraphs(graph('text'), graph('number'))).toMatchObject([{ id: 'retyped:object Unused:a', breaksReading: false, breaksSending: false }])
  })
})

describe('variants', () => {
  type Option = { readonly label: string; readonly fields: Readonly<Record<string, SchemaNode>> }
  const pay = (options: readonly Option[]): SchemaGraph => {
    const graph = buildGraph({ objects: { Payment: { amount: 'number' } } })
    const nodes: Record<NodeId, SchemaNode> = { ...graph.nodes }
    const made = options.map(({ label, fields }) => {
      const properties = Object.entries(fields).map(([name, facts]) => {
        nodes[`${label}-${name}`] = facts
        return { name, node: `${label}-${name}`, required: false }
      })
      nodes[label] = { types: ['object'], properties }
      return { label, node: label }
    })
    const root = nodes['o-Payment'] as SchemaNode
    nodes['o-Payment'] = { ...root, variants: { kind: 'oneOf', options: made } }
    return { ...graph, nodes }
  }
  const text: SchemaNode = { types: ['text'] }

  test('[S84] fields of variants are compared as fields of the value, and variants come and go like values', () => {
    const before = pay([
      { label: 'Card', fields: { number: text, brand: text } },
      { label: 'Cash', fields: { till: text } },
    ])
    const after = pay([
      { label: 'Card', fields: { number: { types: ['number'] }, brand: text } },
      { label: 'Wallet', fields: { device: text } },
    ])
    expect(short(compareGraphs(before, after))).toEqual([
      ['enum', '', '+ Wallet, − Cash'],
      ['retyped', 'number', 'text to number'],
      ['removed', 'till', 'gone'],
      ['added', 'device', 'text'],
    ])
  })

  test('[S84] variants in a circle end', () => {
    const graph = pay([{ label: 'Card', fields: { number: text } }])
    const card = graph.nodes['Card'] as SchemaNode
    const circle = (facts: SchemaNode): SchemaGraph => ({
      ...graph,
      nodes: { ...graph.nodes, 'Card-number': facts, Card: { ...card, variants: { kind: 'oneOf', options: [{ label: 'Again', node: 'o-Payment' }] } } },
    })
    expect(short(compareGraphs(circle(text), circle({ types: ['number'] })))).toEqual([['retyped', 'number', 'text to number']])
  })
})
