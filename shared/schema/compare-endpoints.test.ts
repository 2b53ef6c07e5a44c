// What comparing finds of endpoints, parameters and bodies.
import { describe, expect, test } from 'vitest'
import { buildGraph, field, type GraphSetup } from '../../fixtures/build.ts'
import { newerGraph } from '../../fixtures/newer-graph.ts'
import { compareGraphs } from './compare-graphs.ts'
import type { Endpoint, SchemaGraph } from './schema-graph.ts'

const compare = (before: GraphSetup, after: GraphSetup) => compareGraphs(buildGraph(before), buildGraph(after))
const ids = (changes: ReturnType<typeof compare>) => changes.map(({ id }) => id)
const withEndpoint = (graph: SchemaGraph, more: Partial<Endpoint>): SchemaGraph => ({
  ...graph,
  endpoints: graph.endpoints.map((one) => ({ ...one, ...more })),
})

describe('endpoints', () => {
  const orders = buildGraph({
    objects: { Order: { id: 'integer', total: 'number' } },
    endpoints: {
      'GET /v1/orders': { response: ['Order'] },
      'GET /v1/orders/{id}': { response: 'Order' },
      'POST /v1/orders': { request: 'Order', response: 'Order' },
    },
  })

  test('[S82] an endpoint of another version is the same endpoint under a new name, and its fields are no changes', () => {
    const after = newerGraph(orders)
      .renameEndpoint('GET /v1/orders', 'GET /v2/orders')
      .renameEndpoint('GET /v1/orders/{id}', 'GET /v2/orders/{order_id}')
      .renameEndpoint('POST /v1/orders', 'POST /v2/orders').graph
    expect(compareGraphs(orders, after)).toMatchObject([
      {
        id: 'renamed:endpoint GET /v1/orders',
        what: 'endpoint',
        to: { object: { kind: 'request', endpoint: 'GET /v2/orders', envelope: '' } },
        reasons: ['same path but for the version'],
      },
      { id: 'renamed:endpoint GET /v1/orders/{id}', breaksReading: true, breaksSending: false },
      { id: 'renamed:endpoint POST /v1/orders', breaksReading: true, breaksSending: true },
    ])
  })

  test('[S82] an endpoint that kept its operation, or has a like path, is the same too; one of another method is not', () => {
    const one = (id: string, operationId?: string) => {
      const graph = buildGraph({ endpoints: { [id]: { response: { a: 'text' } } } })
      return operationId === undefined ? graph : withEndpoint(graph, { operationId })
    }
    expect(ids(compareGraphs(one('GET /orders', 'listOrders'), one('GET /sales', 'listOrders')))).toEqual(['renamed:endpoint GET /orders'])
    expect(ids(compareGraphs(one('GET /customer/orders'), one('GET /customers/orders')))).toEqual(['renamed:endpoint GET /customer/orders'])
    expect(ids(compareGraphs(one('GET /orders'), one('PUT /orders')))).toEqual(['removed:endpoint GET /orders', 'added:endpoint PUT /orders'])
    expect(ids(compareGraphs(one('GET /orders'), one('GET /orders/{id}')))).toEqual(['removed:endpoint GET /orders', 'added:endpoint GET /orders/{id}'])
  })

  test('[S82] an endpoint that is gone breaks those who use it; a new one nobody', () => {
    const without = { ...orders, endpoints: orders.endpoints.slice(0, 2) }
    expect(compareGraphs(orders, without)).toMatchObject([{ id: 'removed:endpoint POST /v1/orders', breaksReading: true, breaksSending: true, words: 'gone' }])
    expect(compareGraphs(without, orders)).toMatchObject([{ id: 'added:endpoint POST /v1/orders', breaksReading: false, breaksSending: false }])
  })

  test('[S82] an endpoint that is deprecated or described otherwise is told', () => {
    const one = buildGraph({ endpoints: { 'GET /x': { response: { a: 'text' } } } })
    expect(ids(compareGraphs(one, withEndpoint(one, { deprecated: true, summary: 'Lists x' })))).toEqual([
      'deprecated:endpoint GET /x',
      'description:endpoint GET /x',
    ])
  })
})

describe('parameters', () => {
  const query = (fields: NonNullable<NonNullable<GraphSetup['endpoints']>[string]['query']>): GraphSetup => ({
    endpoints: { 'GET /x': { query: fields, response: { a: 'text' } } },
  })

  test('[S82] parameters come, go, are renamed, required, and change like fields', () => {
    expect(
      compare(
        query({ page: 'integer', modified_after: 'text', gone: 'text', status: field('text', { enum: ['a'] }) }),
        query({ page: 'integer!', modifiedAfter: 'text', status: field('text', { enum: ['a', 'b'] }), apiVersion: 'text!' }),
      ),
    ).toMatchObject([
      {
        id: 'now-required:parameter `GET /x` query:page',
        what: 'parameter',
        endpoint: 'GET /x',
        place: { path: 'page' },
        breaksSending: true,
        breaksReading: false,
      },
      { id: 'renamed:parameter `GET /x` query:modified_after', to: { path: 'modifiedAfter' }, likeness: 1 },
      { id: 'removed:parameter `GET /x` query:gone', breaksSending: true },
      { kind: 'enum', what: 'parameter', place: { path: 'status' }, words: '+ b', breaksReading: false, breaksSending: false },
      { id: 'added:parameter `GET /x` query:apiVersion', breaksSending: true, words: 'in the query, required' },
    ])
  })

  test('[S82] a parameter in the path that has another name is sent as before', () => {
    const at = (name: string): SchemaGraph => {
      const graph = buildGraph({ endpoints: { [`GET /x/{${name}}`]: { query: { [name]: 'text!' }, response: { a: 'text' } } } })
      return withEndpoint(graph, { parameters: graph.endpoints[0]?.parameters.map((one) => ({ ...one, in: 'path' as const })) ?? [] })
    }
    expect(compareGraphs(at('id'), at('contactId'))).toMatchObject([
      { kind: 'renamed', what: 'endpoint' },
      { kind: 'renamed', what: 'parameter', breaksSending: false, reasons: ['same place'] },
    ])
  })
})

describe('bodies', () => {
  test('[S82] a body that is gone, new or of another kind is a change of the object that it is', () => {
    expect(compare({ endpoints: { 'POST /x': { request: { a: 'text' }, response: { b: 'text' } } } }, { endpoints: { 'POST /x': {} } })).toMatchObject([
      { id: 'removed:request `POST /x`:', what: 'object', breaksSending: true, breaksReading: false },
      { id: 'removed:response `POST /x` `200`:', what: 'object', breaksSending: false, breaksReading: true },
    ])
    const json = buildGraph({ endpoints: { 'GET /x': { response: { a: 'text' } } } })
    const xml = withEndpoint(json, {
      responses:
        json.endpoints[0]?.responses.map((one) => ({ ...one, ...(one.body === undefined ? {} : { body: { ...one.body, mediaType: 'text/xml' } }) })) ?? [],
    })
    expect(compareGraphs(json, xml)).toMatchObject([{ kind: 'retyped', what: 'object', words: 'application/json to text/xml', breaksReading: true }])
  })

  test('[S82] the only good answer under another status is the same answer', () => {
    const ok = buildGraph({ endpoints: { 'POST /x': { response: { id: 'text' } } } })
    const created = withEndpoint(ok, { responses: ok.endpoints[0]?.responses.map((one) => ({ ...one, status: '201' })) ?? [] })
    expect(compareGraphs(ok, created)).toMatchObject([{ kind: 'renamed', what: 'object', words: 'answer 200 to 201', breaksReading: true }])
  })

  test('[S82] what a webhook sends is read by us', () => {
    const hook = (type: string): GraphSetup => ({ endpoints: { 'WEBHOOK order.updated': { request: { total: type } } } })
    expect(compare(hook('number'), hook('text'))).toMatchObject([{ breaksReading: true, breaksSending: false }])
  })
})
