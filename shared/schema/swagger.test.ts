import { describe, expect, test } from 'vitest'
import { readSwaggerGraph, readSwaggerUpload } from '../../fixtures/description-files.ts'
import { buildOpenApi, factsAt, listPaths, objectNode, readGraph } from '../../fixtures/openapi-documents.ts'
import type { SchemaGraph } from './schema-graph.ts'

const text = { type: 'string' }
const post = (operation: object, document: object = {}) => readSwaggerGraph({ paths: { '/a': { post: operation } }, ...document })
const fieldsOf = (graph: SchemaGraph, node: string | undefined) =>
  graph.nodes[node ?? '']?.properties?.map(({ name, required, node: own }) => [name, required, graph.nodes[own]?.types[0], graph.nodes[own]?.format])

describe('Swagger 2.0', () => {
  test('[S44] parameters are their own schemas; those of the path hold for each operation and give way to its own; all may be references', () => {
    const graph = readSwaggerGraph({
      paths: {
        '/a/{id}': {
          parameters: [
            { $ref: '#/parameters/id' },
            { name: 'page', in: 'query', type: 'integer', minimum: 1 },
            { name: 'body', in: 'body', schema: { $ref: '#/definitions/Old' } },
          ],
          put: {
            parameters: [
              { name: 'page', in: 'query', description: 'Which page.', type: 'integer', maximum: 9 },
              { name: 'tags', in: 'query', type: 'array', items: { type: 'string', enum: ['a', 'b'] }, collectionFormat: 'multi' },
              { name: 'X-Tenant', in: 'header', required: true, type: 'string', pattern: '^t' },
              { name: 'order', in: 'body', required: true, schema: { $ref: '#/definitions/Order' } },
            ],
          },
          get: {},
        },
      },
      parameters: { id: { name: 'id', in: 'path', required: true, type: 'string', format: 'uuid' } },
      definitions: { Order: { type: 'object', properties: { id: text } }, Old: { type: 'object', properties: {} } },
    })
    const [put, get] = graph.endpoints
    expect(put?.parameters.map(({ name, in: where, required, description, node }) => [name, where, required, description, graph.nodes[node]])).toEqual([
      ['id', 'path', true, undefined, { types: ['text'], format: 'uuid' }],
      ['page', 'query', false, 'Which page.', { types: ['integer'], maximum: 9, description: 'Which page.' }],
      ['tags', 'query', false, undefined, expect.objectContaining({ types: ['list'] })],
      ['X-Tenant', 'header', true, undefined, { types: ['text'], pattern: '^t' }],
    ])
    expect(graph.nodes[graph.nodes[put?.parameters[2]?.node ?? '']?.items ?? '']).toMatchObject({ types: ['text'], enum: ['a', 'b'] })
    expect(put?.request).toEqual({ mediaType: 'application/json', required: true, node: objectNode(graph, 'Order') })
    expect(get?.request?.required).toBe(false)
    // One parameter of two operations is one node.
    expect(get?.parameters[0]?.node).toBe(put?.parameters[0]?.node)
    expect(graph.problems).toEqual([])
  })

  test('[S44] form fields are one object; a file is a binary text', () => {
    const form = { name: 'note', in: 'formData', type: 'string', maxLength: 9 }
    const file = { name: 'paper', in: 'formData', type: 'file', required: true, description: 'The paper.' }
    const graph = post({ parameters: [form, file, { name: 'q', in: 'query', type: 'string' }] })
    const request = graph.endpoints[0]?.request
    expect(request).toMatchObject({ mediaType: 'multipart/form-data', required: true })
    expect(fieldsOf(graph, request?.node)).toEqual([
      ['note', false, 'text', undefined],
      ['paper', true, 'text', 'binary'],
    ])
    expect(post({ parameters: [form] }).endpoints[0]?.request).toMatchObject({ mediaType: 'application/x-www-form-urlencoded', required: false })
    expect(post({ consumes: ['application/json', 'multipart/form-data'], parameters: [form] }).endpoints[0]?.request?.mediaType).toBe('multipart/form-data')
  })

  test('[S45] media types of the operation go before those of the document, JSON before others', () => {
    const body = { name: 'b', in: 'body', schema: text }
    const responses = { 200: { description: '', schema: text } }
    const document = { consumes: ['application/xml', 'application/vnd.shop+json'], produces: ['application/json', 'text/csv'] }
    const typesOf = ({ endpoints: [endpoint] }: SchemaGraph) => [endpoint?.request?.mediaType, endpoint?.responses[0]?.body?.mediaType]
    expect(typesOf(post({ parameters: [body], responses }, document))).toEqual(['application/vnd.shop+json', 'application/json'])
    expect(typesOf(post({ parameters: [body], responses, consumes: ['text/plain'], produces: ['text/csv'] }, document))).toEqual(['text/plain', 'text/csv'])
    expect(typesOf(post({ parameters: [body], responses }))).toEqual(['application/json', 'application/json'])
  })

  test('[S45] answers have their schema and the example of their media type; they may be references', () => {
    const graph = post(
      {
        produces: ['application/json'],
        responses: {
          200: { description: 'Here.', schema: { $ref: '#/definitions/A' }, examples: { 'text/plain': 'no', 'application/json': { id: '7' } } },
          204: { description: 'Gone.' },
          404: { $ref: '#/responses/missing' },
          default: { description: 'A file.', schema: { type: 'file' } },
          'x-note': {},
        },
      },
      { responses: { missing: { description: 'Nowhere.', schema: text } }, definitions: { A: { type: 'object', properties: { id: text } } } },
    )
    const responses = graph.endpoints[0]?.responses
    expect(responses?.map(({ status, description, body }) => [status, description, body === undefined ? undefined : graph.nodes[body.node]?.types[0]])).toEqual(
      [
        ['200', 'Here.', 'object'],
        ['204', 'Gone.', undefined],
        ['404', 'Nowhere.', 'text'],
        ['default', 'A file.', 'text'],
      ],
    )
    expect(responses?.[0]?.body?.example).toEqual({ id: '7' })
  })

  test.each([
    { given: { host: 'a.example', basePath: '/v1', schemes: ['https', 'http'] }, want: ['https://a.example/v1', 'http://a.example/v1'] },
    { given: { host: 'a.example:81' }, want: ['https://a.example:81'] },
    { given: { basePath: '/v1/' }, want: ['/v1'] },
    { given: {}, want: [] },
  ])('[S45] $given is served at $want', ({ given, want }) => {
    expect(readSwaggerGraph(given).servers.map(({ url }) => url)).toEqual(want)
  })

  test('[S45] title, version, order of endpoints, named objects and the field count', () => {
    const graph = readSwaggerGraph({
      info: { title: 'Shop', version: 2 },
      paths: {
        '/b': { post: { summary: 'Make', deprecated: true }, get: {} },
        'x-note': {},
        '/a': { get: { responses: { 200: { schema: { properties: { d: text } } } } } },
      },
      definitions: {
        Order: { type: 'object', description: 'An order', properties: { a: text, properties: { type: 'object', properties: { b: text } } } },
        Code: text,
      },
      parameters: { p: { name: 'p', in: 'body', schema: { properties: { c: text } } } },
    })
    expect(graph).toMatchObject({ format: 'swagger-2.0', title: 'Shop', version: '2', fieldCount: 5, objects: [{ name: 'Order', description: 'An order' }] })
    expect(graph.endpoints.map(({ id }) => id)).toEqual(['POST /b', 'GET /b', 'GET /a'])
    expect(graph.endpoints[0]).toMatchObject({ summary: 'Make', deprecated: true })
  })

  test('[S46] x-nullable, as it is spelled before nullable was', () => {
    const graph = readSwaggerGraph({
      definitions: {
        T: {
          type: 'object',
          properties: {
            a: { type: 'string', 'x-nullable': true },
            b: { allOf: [{ $ref: '#/definitions/U' }], 'x-nullable': true },
            c: { type: 'string', 'x-nullable': false },
          },
        },
        U: { type: 'object', properties: { u: text } },
      },
    })
    expect(listPaths(graph, 'T', 1).map(({ path, facts }) => [path, facts.nullable])).toEqual([
      ['a', true],
      ['b', true],
      ['c', undefined],
    ])
    expect(factsAt(graph, 'T', 'b').name).toBe('U')
  })

  test('[S46] a base type has the types that extend it as variants, by their names or by x-discriminator-value', () => {
    const definitions = {
      Pet: { type: 'object', discriminator: 'kind', required: ['kind'], properties: { kind: text } },
      Cat: { allOf: [{ $ref: '#/definitions/Pet' }, { properties: { lives: { type: 'integer' } } }] },
      Dog: { 'x-discriminator-value': 'hound', allOf: [{ $ref: '#/definitions/Pet' }, { properties: { bark: text } }] },
      Puppy: { allOf: [{ $ref: '#/definitions/Dog' }, { properties: { weeks: { type: 'integer' } } }] },
      Home: { type: 'object', properties: { pet: { $ref: '#/definitions/Pet' } } },
    }
    const graph = readSwaggerGraph({ definitions })
    expect(factsAt(graph, 'Pet').variants).toMatchObject({
      discriminator: 'kind',
      options: [
        { label: 'Cat', discriminatorValue: 'Cat' },
        { label: 'Dog', discriminatorValue: 'hound' },
        { label: 'Puppy', discriminatorValue: 'Puppy' },
      ],
    })
    expect(listPaths(graph, 'Home', 2).map(({ path, variants }) => [path, variants])).toEqual([
      ['pet', undefined],
      ['pet.kind', undefined],
      ['pet.lives', ['Cat']],
      ['pet.bark', ['Dog', 'Puppy']],
      ['pet.weeks', ['Puppy']],
    ])
    expect(factsAt(graph, 'Cat').variants).toBeUndefined()
    const openApi = JSON.parse(
      JSON.stringify(definitions)
        .replaceAll('#/definitions/', '#/components/schemas/')
        .replace('"discriminator":"kind"', '"discriminator":{"propertyName":"kind"}'),
    ) as object
    expect(factsAt(readGraph(buildOpenApi(openApi)), 'Pet').variants?.options.map(({ label }) => label)).toEqual(['Cat', 'Dog', 'Puppy'])
  })

  test.each([
    { paths: [], definitions: 5, parameters: null },
    {
      paths: {
        '/a': null,
        '/b': {
          get: [],
          post: { parameters: [null, 5, {}, { in: 'body', name: 'b' }, { in: 'query', name: 7 }], responses: { 200: null, 201: { schema: [], examples: [] } } },
        },
      },
    },
    {
      paths: { '/a': { post: { consumes: 'x', produces: [1], parameters: [{ name: 'a', in: 'cookie', type: 'string' }, { $ref: '#/parameters/a' }] } } },
      parameters: { a: { $ref: '#/parameters/a' } },
    },
    { host: 5, schemes: 'https', basePath: [], info: null },
  ])('[S45] %j is read without falling over', (document) => {
    expect(() => readSwaggerGraph(document)).not.toThrow()
  })

  test('[S53] form fields and parameters know their places', () => {
    const { graph, places } = readSwaggerUpload({
      'api.json': {
        swagger: '2.0',
        paths: {
          '/a': {
            post: {
              parameters: [
                { name: 'note', in: 'formData', type: 'string' },
                { name: 'q', in: 'query', type: 'file' },
              ],
            },
          },
        },
      },
    })
    const [endpoint] = graph.endpoints
    const field = graph.nodes[endpoint?.request?.node ?? '']?.properties?.[0]?.node ?? ''
    expect(places.get(field)).toEqual({ file: 'api.json', pointer: '#/paths/~1a/post/parameters/0' })
    expect(places.get(endpoint?.parameters[0]?.node ?? '')).toEqual({ file: 'api.json', pointer: '#/paths/~1a/post/parameters/1' })
  })
})
