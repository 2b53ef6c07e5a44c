import { describe, expect, test } from 'vitest'
import { buildOpenApi, objectNode, readGraph } from '../../fixtures/openapi-documents.ts'
import { listEnvelopes, listObjectAddresses } from './envelopes.ts'

const text = { type: 'string' }
const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, text]))
const object = (count: number, more: object = {}) => ({ type: 'object', properties: { ...fields(count), ...more } })
const list = (items: unknown) => ({ type: 'array', items })

describe('envelopes', () => {
  test.each([
    { why: 'a list wrapped with paging', given: object(2, { errors: list(object(9)), Invoices: list(object(20)) }), want: ['Invoices[]', '', 'errors[]'] },
    { why: 'one object in a thin wrapper', given: object(1, { order: object(20) }), want: ['order', ''] },
    { why: 'a record that holds lists', given: object(20, { lines: list(object(30)) }), want: ['', 'lines[]'] },
    { why: 'a record made of parts', given: object(0, { billing: object(5), shipping: object(6) }), want: ['', 'billing', 'shipping'] },
    { why: 'a bare list', given: list(object(3)), want: ['[]', ''] },
    {
      why: 'a connection without its nodes beside the edges',
      given: object(1, { pageInfo: object(9), edges: list({ type: 'object', properties: { cursor: text, node: object(6) } }) }),
      want: ['edges[].node', '', 'pageInfo'],
    },
    {
      why: 'a connection with its nodes',
      given: object(0, { edges: list({ type: 'object', properties: { cursor: text, node: object(6) } }), nodes: list(object(6)) }),
      want: ['nodes[]', '', 'edges[].node'],
    },
    { why: 'edges that are records', given: object(0, { edges: list(object(4)) }), want: ['edges[]', ''] },
    { why: 'a record beside what went wrong', given: object(0, { order: object(5), userErrors: list(object(9)) }), want: ['order', '', 'userErrors[]'] },
    { why: 'a plain value', given: text, want: [''] },
    { why: 'a list of plain values', given: list(text), want: [''] },
  ])('[S35] $why', ({ given, want }) => {
    const graph = readGraph(buildOpenApi({}, { paths: { '/a': { post: { requestBody: { content: { 'application/json': { schema: given } } } } } } }))
    expect(listEnvelopes(graph, graph.endpoints[0]?.request?.node ?? '').map((each) => each.envelope)).toEqual(want)
  })

  test('[S36] likeliest bodies, named objects, then the rest', () => {
    const json = (schema: unknown) => ({ content: { 'application/json': { schema } } })
    const graph = readGraph(
      buildOpenApi(
        { Order: object(9) },
        {
          paths: {
            '/orders': {
              post: {
                requestBody: json({ type: 'object', properties: { order: { $ref: '#/components/schemas/Order' } } }),
                responses: { 201: json({ $ref: '#/components/schemas/Order' }), 400: json(object(2)) },
              },
            },
          },
        },
      ),
    )
    const choices = listObjectAddresses(graph)
    expect(choices.map((choice) => choice.label)).toEqual([
      'POST /orders request, order',
      'POST /orders response 201',
      'Order',
      'POST /orders request',
      'POST /orders response 400',
    ])
    expect(choices[0]).toEqual({
      address: { kind: 'request', endpoint: 'POST /orders', envelope: 'order' },
      label: 'POST /orders request, order',
      node: objectNode(graph, 'Order'),
    })
  })
})
