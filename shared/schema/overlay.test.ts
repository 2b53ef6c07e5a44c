import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildOpenApi, fieldAt, factsAt, listPaths, readGraph } from '../../fixtures/openapi-documents.ts'
import type { FieldPath } from './field-path.ts'
import { listObjectAddresses } from './envelopes.ts'
import type { JsonValue } from './json-value.ts'
import { applyOverlays, placeOfFact, type AnalystFact } from './overlay.ts'
import { factNames, type FactName, type ObjectAddress } from './schema-graph.ts'

const schemas = {
  Customer: {
    type: 'object',
    required: ['email'],
    properties: {
      email: { type: 'string', maxLength: 100 },
      referrer: { $ref: '#/components/schemas/Customer' },
      status: { $ref: '#/components/schemas/Status' },
    },
  },
  Status: { type: 'string', enum: ['new', 'known'] },
  Order: {
    type: 'object',
    properties: {
      status: { $ref: '#/components/schemas/Status' },
      buyer: { $ref: '#/components/schemas/Customer' },
      payer: { $ref: '#/components/schemas/Customer' },
      lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
      meta: {},
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      payment: { oneOf: [{ $ref: '#/components/schemas/Card' }, { type: 'object', title: 'Cash', properties: { drawer: { type: 'string' } } }] },
    },
  },
  Card: { type: 'object', properties: { last4: { type: 'string' } } },
}
const paths = {
  '/orders': {
    post: {
      requestBody: {
        content: {
          'application/json': { schema: { type: 'object', properties: { orders: { type: 'array', items: { $ref: '#/components/schemas/Order' } } } } },
        },
      },
      responses: { 200: { description: 'ok', content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } } } },
    },
  },
}
const graph = readGraph(buildOpenApi(schemas, { paths }))
const order: ObjectAddress = { kind: 'object', name: 'Order' }
const customer: ObjectAddress = { kind: 'object', name: 'Customer' }
const fact = (object: ObjectAddress, path: string, name: FactName, value: JsonValue): AnalystFact => ({ object, path: path as FieldPath, fact: name, value })

describe('facts of analysts', () => {
  test('[S100] change the field, keep what the document says beside them, and leave the document as it is', () => {
    const before = structuredClone(graph)
    const corrected = applyOverlays(graph, [fact(customer, 'email', 'maxLength', 60), fact(customer, 'email', 'description', 'Where to write to')]).graph
    expect(factsAt(corrected, 'Customer', 'email')).toMatchObject({
      maxLength: 60,
      description: 'Where to write to',
      corrected: { maxLength: 100, description: null },
    })
    expect(graph).toEqual(before)
  })

  test('[S100] of two facts about the same thing the later one holds, and the document is still remembered', () => {
    const corrected = applyOverlays(graph, [fact(customer, 'email', 'maxLength', 60), fact(customer, 'email', 'maxLength', null)]).graph
    expect(factsAt(corrected, 'Customer', 'email').maxLength).toBeUndefined()
    expect(factsAt(corrected, 'Customer', 'email').corrected).toEqual({ maxLength: 100 })
  })

  test('[S101] hold wherever the named type is used that the field belongs to', () => {
    const corrected = applyOverlays(graph, [fact(customer, 'email', 'required', false)]).graph
    for (const path of ['buyer.email', 'payer.email', 'buyer.referrer.email']) {
      const field =
        path === 'buyer.referrer.email'
          ? fieldAt(applyOverlays(graph, [fact(customer, 'email', 'required', false)]).graph, 'Customer', 'email')
          : fieldAt(corrected, 'Order', path)
      expect(field).toMatchObject({ required: false, documentedRequired: true })
    }
  })

  test('[S101] are kept in the innermost named object on the way to the field', () => {
    const body: ObjectAddress = { kind: 'request', endpoint: 'POST /orders', envelope: '' }
    expect(placeOfFact(graph, body, 'orders[].buyer.email' as FieldPath)).toEqual({ object: customer, path: 'email' })
    expect(placeOfFact(graph, body, 'orders[].buyer' as FieldPath)).toEqual({ object: order, path: 'buyer' })
    expect(placeOfFact(graph, body, 'orders' as FieldPath)).toEqual({ object: body, path: 'orders' })
    expect(placeOfFact(graph, { ...body, envelope: 'orders[]' }, 'lines[].sku' as FieldPath)).toEqual({ object: order, path: 'lines[].sku' })
    expect(placeOfFact(graph, order, 'payment.last4' as FieldPath)).toEqual({ object: { kind: 'object', name: 'Card' }, path: 'last4' })
    expect(placeOfFact(graph, order, 'buyer.unheard_of' as FieldPath)).toEqual({ object: customer, path: 'unheard_of' })
  })

  test('[S102] about one field do not change another field of the same type', () => {
    const corrected = applyOverlays(graph, [fact(order, 'status', 'enum', ['new', 'known', 'gone'])]).graph
    expect(factsAt(corrected, 'Order', 'status').enum).toEqual(['new', 'known', 'gone'])
    expect(factsAt(corrected, 'Customer', 'status').enum).toEqual(['new', 'known'])
  })

  test('[S102] about a field of a named type, and facts inside that type, hold together', () => {
    const corrected = applyOverlays(graph, [
      fact(order, 'buyer', 'description', 'Who ordered'),
      fact(customer, 'referrer', 'description', 'Who sent them'),
      fact(customer, 'email', 'maxLength', 50),
    ]).graph
    expect(factsAt(corrected, 'Order', 'buyer')).toMatchObject({ description: 'Who ordered', name: 'Customer' })
    expect(factsAt(corrected, 'Order', 'buyer.email').maxLength).toBe(50)
    expect(factsAt(corrected, 'Order', 'buyer.referrer').description).toBe('Who sent them')
    expect(factsAt(corrected, 'Order', 'payer.referrer').description).toBe('Who sent them')
    expect(factsAt(corrected, 'Order', 'payer').description).toBeUndefined()
  })

  test('[S103] may add fields to objects, to lists, to variants, and to values of which the document says nothing', () => {
    const corrected = applyOverlays(graph, [
      fact(order, 'meta.source.name', 'type', 'text'),
      fact(order, 'meta.source', 'added', true),
      fact(order, 'meta.source.name', 'added', true),
      fact(order, 'lines[].weight', 'added', true),
      fact(order, 'lines[].weight', 'type', 'number'),
      fact(order, 'labels.colour', 'added', true),
      fact({ kind: 'object', name: 'Card' }, 'brand', 'added', true),
    ])
    expect(corrected.unplaced).toEqual([])
    const found = new Map(listPaths(corrected.graph, 'Order', 4).map((field) => [field.path as string, field]))
    expect(found.get('meta.source.name')).toMatchObject({ added: true, facts: { types: ['text'] } })
    expect(found.get('lines[].weight')).toMatchObject({ added: true, facts: { types: ['number'] } })
    expect(found.get('labels.colour')).toMatchObject({ added: true })
    expect(found.get('payment.brand')).toMatchObject({ added: true, variants: ['Card'] })
  })

  test('[S103] that add a field which the document has by now change nothing', () => {
    expect(applyOverlays(graph, [fact(order, 'status', 'added', true)])).toMatchObject({ unplaced: [], graph: { nodes: graph.nodes } })
  })

  test('[S104] whose object or parent is not in this version are handed back', () => {
    const lost = [
      fact({ kind: 'object', name: 'Invoice' }, 'id', 'required', true),
      fact(order, 'gone', 'maxLength', 5),
      fact(order, 'gone.deeper', 'added', true),
    ]
    const corrected = applyOverlays(graph, [...lost, fact(order, 'status', 'description', 'x')])
    expect(corrected.unplaced).toEqual(lost)
    expect(factsAt(corrected.graph, 'Order', 'status').description).toBe('x')
  })

  test('[S105] of any shape and number leave a graph in which every reference leads somewhere', () => {
    const places = [
      'status',
      'buyer',
      'buyer.email',
      'payer.referrer',
      'lines',
      'lines[]',
      'lines[].sku',
      'labels',
      'labels{}',
      'meta',
      'meta.x',
      'payment',
      'payment.last4',
      'new',
      'new.x',
      '',
    ]
    const value = fc.oneof(
      fc.constantFrom<JsonValue>('text', 'object', 'list', 'map', 'any', true, false, null, 5, ['text', 'number']),
      fc.jsonValue() as fc.Arbitrary<JsonValue>,
    )
    fc.assert(
      fc.property(fc.array(fc.record({ path: fc.constantFrom(...places), fact: fc.constantFrom(...factNames), value }), { maxLength: 12 }), (changes) => {
        const { graph: corrected } = applyOverlays(
          graph,
          changes.map((change) => fact(order, change.path, change.fact, change.value)),
        )
        for (const node of Object.values(corrected.nodes)) {
          expect(node.types.length).toBeGreaterThan(0)
          const below = [
            ...(node.properties ?? []).map((property) => property.node),
            node.items,
            node.entries,
            ...(node.variants?.options ?? []).map((option) => option.node),
          ]
          for (const id of below) if (id !== undefined) expect(corrected.nodes[id]).toBeDefined()
        }
        listPaths(corrected, 'Order', 4)
        listObjectAddresses(corrected)
      }),
      { numRuns: 300 },
    )
  })
})
