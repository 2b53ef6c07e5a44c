import { describe, expect, test } from 'vitest'
import { buildOpenApi, readGraph } from '../../fixtures/openapi-documents.ts'
import { chooseMediaType } from './list-operations.ts'
import { readOpenApi } from './read-openapi.ts'

const text = { type: 'string' }
const body = (schema: unknown, type = 'application/json') => ({ content: { [type]: { schema } } })

describe('endpoints', () => {
  test('[S25] operations and webhooks, in document order', () => {
    const graph = readGraph({
      openapi: '3.1.0',
      info: { title: 'Shop', version: '2.0' },
      servers: [{ url: 'https://shop.example', description: 'live' }],
      paths: {
        '/b': {
          post: {
            operationId: 'makeB',
            summary: 'Make b',
            deprecated: true,
            responses: { 201: { description: 'made', ...body(text) }, default: { description: 'else' } },
          },
          get: {},
        },
        '/a': { get: {} },
        'x-note': {},
      },
      webhooks: { orderPaid: { post: { requestBody: body(text) } } },
    })
    expect(graph.endpoints.map((endpoint) => endpoint.id)).toEqual(['POST /b', 'GET /b', 'GET /a', 'WEBHOOK orderPaid'])
    expect(graph.endpoints[0]).toMatchObject({ kind: 'operation', method: 'POST', path: '/b', operationId: 'makeB', summary: 'Make b', deprecated: true })
    expect(graph.endpoints[0]?.responses.map((response) => [response.status, response.description, response.body?.mediaType])).toEqual([
      ['201', 'made', 'application/json'],
      ['default', 'else', undefined],
    ])
    expect(graph).toMatchObject({ title: 'Shop', version: '2.0', format: 'openapi-3.1', servers: [{ url: 'https://shop.example', description: 'live' }] })
  })

  test('[S25] a document with webhooks only, and one with components only', () => {
    expect(readGraph({ openapi: '3.1.0', info: {}, webhooks: { a: { post: {}, put: {} } } }).endpoints.map((endpoint) => endpoint.id)).toEqual([
      'WEBHOOK a',
      'WEBHOOK a PUT',
    ])
    expect(readGraph(buildOpenApi({ A: { type: 'object' } })).endpoints).toEqual([])
  })

  test('[S25] two paths that differ in the names of their parameters only are a problem', () => {
    const graph = readGraph({ openapi: '3.0.0', info: {}, paths: { '/a/{id}': { get: {} }, '/a/{number}': { get: {} } } })
    expect(graph.endpoints).toHaveLength(2)
    expect(graph.problems).toMatchObject([{ code: 'duplicate-endpoint', at: '#/paths/~1a~1{number}/get' }])
  })

  test('[S26] parameters of the path and of the operation', () => {
    const graph = readGraph({
      openapi: '3.0.0',
      info: {},
      paths: {
        '/a/{id}': {
          parameters: [
            { $ref: '#/components/parameters/id' },
            { name: 'page', in: 'query', schema: { type: 'integer' } },
            { name: 'X-Tenant', in: 'header', required: true, schema: text },
          ],
          get: {
            parameters: [
              { name: 'page', in: 'query', description: 'own', schema: text },
              { name: 'page', in: 'header', schema: text },
              { name: 'filter', in: 'query', content: { 'application/json': { schema: { type: 'object' } } } },
            ],
          },
        },
      },
      components: { parameters: { id: { name: 'id', in: 'path', description: 'The id', schema: { type: 'integer' } } } },
    })
    const parameters = graph.endpoints[0]?.parameters.map(({ name, in: where, required, description, node }) => [
      name,
      where,
      required,
      description,
      graph.nodes[node]?.types[0],
    ])
    expect(parameters).toEqual([
      ['id', 'path', true, 'The id', 'integer'],
      ['page', 'query', false, 'own', 'text'],
      ['X-Tenant', 'header', true, undefined, 'text'],
      ['page', 'header', false, undefined, 'text'],
      ['filter', 'query', false, undefined, 'object'],
    ])
  })

  test.each([
    { given: ['text/plain', 'application/json'], want: 'application/json' },
    { given: ['application/xml', 'application/vnd.shop.v2+json'], want: 'application/vnd.shop.v2+json' },
    { given: ['multipart/form-data', 'application/x-www-form-urlencoded'], want: 'application/x-www-form-urlencoded' },
    { given: ['application/xml', '*/*'], want: '*/*' },
    { given: ['application/hal+json', 'application/json; charset=utf-8'], want: 'application/json; charset=utf-8' },
    { given: ['Application/JSON', 'text/json'], want: 'Application/JSON' },
    { given: ['text/csv'], want: 'text/csv' },
    { given: [], want: undefined },
  ])('[S27] of $given, $want is read', ({ given, want }) => {
    expect(chooseMediaType(given)).toBe(want)
  })

  test('[S27] request bodies, responses and path items may be references; the body keeps its example', () => {
    const graph = readGraph({
      openapi: '3.1.0',
      info: {},
      paths: { '/a': { $ref: '#/components/pathItems/a' } },
      components: {
        pathItems: {
          a: {
            put: {
              requestBody: { $ref: '#/components/requestBodies/a' },
              responses: { 200: { $ref: '#/components/responses/a', description: 'here' }, 404: { $ref: '#/components/responses/none' } },
            },
          },
        },
        requestBodies: { a: { required: true, content: { 'application/json': { schema: text, examples: { one: { value: 'x' } } } } } },
        responses: { a: { description: 'there', ...body({ type: 'integer' }) } },
      },
    })
    const [endpoint] = graph.endpoints
    expect(endpoint?.request).toMatchObject({ mediaType: 'application/json', required: true, example: 'x' })
    expect(endpoint?.responses).toMatchObject([{ status: '200', description: 'here', body: { mediaType: 'application/json' } }, { status: '404' }])
    expect(graph.problems).toMatchObject([{ code: 'unresolved-reference', at: '#/components/pathItems/a/put/responses/404' }])
  })

  test('[S28] named objects hold fields', () => {
    const graph = readGraph(
      buildOpenApi({
        Order: { type: 'object', description: 'An order', properties: { a: text } },
        Code: { type: 'string', enum: ['a'] },
        Orders: { type: 'array', items: { type: 'object' } },
        Labels: { type: 'object', additionalProperties: text },
        Any: {},
        Either: { oneOf: [{ type: 'object', properties: { a: text } }, { type: 'object' }] },
      }),
    )
    expect(graph.objects.map((object) => [object.name, object.description])).toEqual([
      ['Order', 'An order'],
      ['Labels', undefined],
      ['Either', undefined],
    ])
  })
})

describe('the field count', () => {
  test('[S30] counts every entry of every properties object where a schema stands, each once', () => {
    const schema = {
      type: 'object',
      properties: {
        properties: { type: 'object', properties: { type: text } },
        example: {
          type: 'object',
          example: { properties: { no: 1 } },
          default: { properties: { no: 1 } },
          enum: [{ properties: { no: 1 } }],
          'x-note': { properties: { no: {} } },
        },
        anything: true,
      },
      allOf: [{ properties: { a: text } }],
      additionalProperties: { properties: { b: text } },
      items: { properties: { c: text } },
      not: { properties: { d: text } },
    }
    expect(readGraph(buildOpenApi({ A: schema })).fieldCount).toBe(8)
    const everywhere = readGraph({
      openapi: '3.1.0',
      info: {},
      paths: {
        '/a': {
          parameters: [{ name: 'q', in: 'query', schema: { properties: { a: text } } }],
          post: {
            requestBody: {
              content: {
                'application/json': {
                  schema: { properties: { b: text } },
                  example: { properties: { no: 1 } },
                  encoding: { b: { headers: { h: { schema: { properties: { c: text } } } } } },
                },
              },
            },
            responses: {
              200: { headers: { h: { schema: { properties: { d: text } } } }, content: { 'application/xml': { schema: { properties: { e: text } } } } },
            },
            callbacks: { done: { '{$request.body#/url}': { post: { requestBody: body({ properties: { f: text } }) } } } },
          },
        },
      },
      components: {
        schemas: { A: { $ref: '#/components/schemas/B' }, B: { properties: { g: text, self: { $ref: '#/components/schemas/B' } } } },
        requestBodies: { r: body({ properties: { h: text } }) },
      },
    })
    expect(everywhere.fieldCount).toBe(9)
  })
})

describe('refusals', () => {
  test.each([
    { given: { swagger: '2.0', paths: {} }, want: { type: 'NotADescription', found: 'Swagger 2.0' } },
    { given: { swagger: '1.2', paths: {} }, want: { type: 'UnsupportedFormat', found: 'Swagger 1.2' } },
    { given: { openapi: '4.0.0', paths: {} }, want: { type: 'UnsupportedFormat', found: 'OpenAPI 4.0.0' } },
    { given: { type: 'object', properties: {} }, want: { type: 'NotADescription', found: 'a JSON Schema' } },
    { given: { id: 1 }, want: { type: 'NotADescription', found: 'a sample record' } },
    { given: null, want: { type: 'NotADescription', found: 'an empty document' } },
    { given: 'text', want: { type: 'NotADescription', found: 'a single value' } },
  ])('[S8] $given is no OpenAPI 3 description', ({ given, want }) => {
    expect(readOpenApi(given)).toMatchObject({ ok: false, error: want })
  })

  test.each([
    { openapi: '3.0.0' },
    { openapi: '3.1.0', info: null, paths: [], components: 5 },
    {
      openapi: 3.1,
      paths: { '/a': null, '/b': { get: [], post: { parameters: [null, 5, {}], requestBody: 'x', responses: { 200: null, 201: { content: [] } } } } },
      components: { schemas: { A: null, B: [], C: 'x', D: { properties: [], allOf: {}, oneOf: 'x', required: 'id', items: 5, enum: {}, type: 7 } } },
    },
  ])('[S40] %j is read without falling over', (document) => {
    expect(readOpenApi(document)).toMatchObject({ ok: true })
  })
})
