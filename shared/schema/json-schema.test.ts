import { describe, expect, test } from 'vitest'
import { listProblems, readJsonSchemaUpload } from '../../fixtures/description-files.ts'
import { buildOpenApi, factsAt, listPaths, objectNode, readGraph } from '../../fixtures/openapi-documents.ts'
import { readJsonSchema } from './read-json-schema.ts'
import { pointerTokens, stepInto } from './json-pointer.ts'
import type { SchemaGraph } from './schema-graph.ts'

const text = { type: 'string' }
const money = { type: 'object', properties: { amount: { type: 'integer' } } }

function read(document: unknown): SchemaGraph {
  const result = readJsonSchema(document)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

describe('JSON Schema', () => {
  test('[S54] draft-04: id and its anchors, definitions, exclusive limits as flags', () => {
    const graph = read({
      $schema: 'http://json-schema.org/draft-04/schema#',
      id: 'http://example.com/order.json#',
      type: 'object',
      properties: {
        id: { type: 'string', description: 'A field called id.' },
        total: { $ref: '#/definitions/money' },
        tax: { $ref: '#tax' },
        fee: { $ref: 'http://example.com/fee.json#/definitions/inner' },
        share: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: true },
      },
      definitions: {
        money,
        tax: { id: '#tax', type: 'number' },
        fee: { id: 'fee.json', definitions: { inner: { type: 'integer' } } },
      },
    })
    expect(graph.problems).toEqual([])
    expect(listPaths(graph, 'root').map(({ path, facts }) => [path, facts.types[0]])).toEqual([
      ['id', 'text'],
      ['total', 'object'],
      ['total.amount', 'integer'],
      ['tax', 'number'],
      ['fee', 'integer'],
      ['share', 'number'],
    ])
    expect(factsAt(graph, 'root', 'share')).toEqual({ types: ['number'], exclusiveMinimum: 0, exclusiveMaximum: 1 })
  })

  test('[S54] later drafts do not take a field of their own called id for an identity', () => {
    const graph = read({
      $schema: 'http://json-schema.org/draft-07/schema#',
      id: 'http://elsewhere.example/x',
      type: 'object',
      properties: { a: { $ref: '#/definitions/a' } },
      definitions: { a: text },
    })
    expect(factsAt(graph, 'root', 'a').types).toEqual(['text'])
    expect(graph.problems).toEqual([])
  })

  test('[S54] 2019-09 and 2020-12: $defs, anchors, recursive references, prefixItems, unevaluatedProperties', () => {
    const graph = read({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'https://example.com/tree',
      $recursiveAnchor: true,
      type: 'object',
      properties: {
        children: { type: 'array', items: { $recursiveRef: '#' } },
        next: { $dynamicRef: '#node' },
        pair: { prefixItems: [text, { $ref: '#money' }] },
        open: { type: 'object', unevaluatedProperties: { type: 'number' } },
      },
      $dynamicAnchor: 'node',
      $defs: { money: { $anchor: 'money', ...money } },
    })
    const root = objectNode(graph, 'root')
    const [children, next] = graph.nodes[root]?.properties ?? []
    expect(graph.nodes[children?.node ?? '']?.items).toBe(root)
    expect(next?.node).toBe(root)
    expect(factsAt(graph, 'root', 'pair[].amount').types).toEqual(['integer'])
    expect(factsAt(graph, 'root', 'open').types).toEqual(['map'])
  })

  test('[S55] a document whose root is only a reference is the type it refers to', () => {
    const graph = read({ $schema: 'http://json-schema.org/draft-07/schema#', $ref: '#/definitions/Order', definitions: { Order: money, Line: money } })
    expect(graph.objects.map(({ name }) => name)).toEqual(['Order', 'Line'])
    const other = readJsonSchemaUpload({ 'start.json': { $ref: 'order.json' }, 'order.json': { title: 'Order', ...money } }).graph
    expect(other.objects.map(({ name }) => name)).toEqual(['Order'])
    expect(listPaths(other, 'Order').map(({ path }) => path)).toEqual(['amount'])
  })

  test.each([
    { why: 'definitions', document: { definitions: { Money: money, Code: text } } },
    { why: '$defs', document: { $schema: 'https://json-schema.org/draft/2020-12/schema', $defs: { Money: money, Code: text } } },
    { why: 'names alone', document: { Money: money, Code: text } },
    {
      why: 'a list',
      document: [
        { title: 'Money', ...money },
        { $id: 'https://example.com/code.schema.json', ...text },
      ],
    },
  ])('[S55] a document that is nothing but types, as $why, has them as objects', ({ document }) => {
    const graph = read(document)
    expect(graph.objects.map(({ name }) => name)).toEqual(['Money'])
    expect(graph.fieldCount).toBe(1)
  })

  test('[S55] types in a bare list refer to each other', () => {
    const graph = read({ Order: { type: 'object', properties: { total: { $ref: '#/Money' } } }, Money: money })
    expect(listPaths(graph, 'Order').map(({ path }) => path)).toEqual(['total', 'total.amount'])
  })

  test('[S56] of two parts with one id or anchor the first counts, and the other is a problem', () => {
    const graph = read({
      type: 'object',
      properties: { a: { $ref: '#x' }, b: { $ref: 'part.json' } },
      $defs: {
        one: { $anchor: 'x', type: 'string' },
        two: { $anchor: 'x', type: 'number' },
        three: { $id: 'part.json', type: 'boolean' },
        four: { $id: 'part.json', type: 'integer' },
      },
    })
    expect(factsAt(graph, 'root', 'a').types).toEqual(['text'])
    expect(factsAt(graph, 'root', 'b').types).toEqual(['boolean'])
    expect(listProblems(graph)).toEqual([
      ['unsupported-construct', '#/$defs/two', undefined],
      ['unsupported-construct', '#/$defs/four', undefined],
    ])
  })

  test.each(['not', 'if', 'then', 'else', 'contains', 'propertyNames', 'dependentSchemas', 'dependencies', 'dependentRequired', 'unevaluatedItems'])(
    '[S59] `%s` is reported where it stands',
    (keyword) => {
      const graph = read({
        type: 'object',
        properties: { a: { type: 'string', [keyword]: { x: { maxLength: 3 } } }, b: { type: 'object', properties: { c: text }, [keyword]: {} } },
      })
      expect(graph.problems.map(({ code, at }) => [code, at])).toEqual([
        ['unsupported-construct', '#/properties/a'],
        ['unsupported-construct', '#/properties/b'],
      ])
      expect(graph.problems[0]?.message).toContain(`\`${keyword}\``)
    },
  )
})

describe('endpoints of OpenAPI', () => {
  test('[S57] callbacks are no endpoints, their fields are counted, and a sentence says so', () => {
    const graph = readGraph({
      openapi: '3.1.0',
      info: {},
      paths: {
        '/a': {
          post: {
            callbacks: {
              done: { '{$request.body#/url}': { post: { requestBody: { content: { 'application/json': { schema: { properties: { a: text } } } } } } } },
            },
          },
        },
      },
    })
    expect(graph.endpoints.map(({ id }) => id)).toEqual(['POST /a'])
    expect(graph.fieldCount).toBe(1)
    expect(graph.problems).toMatchObject([{ code: 'unsupported-construct', at: '#/paths/~1a/post/callbacks' }])
  })

  test('[S57] methods of their own, with the path as it is', () => {
    const graph = readGraph({
      openapi: '3.2.0',
      info: {},
      paths: { '/a': { query: {}, additionalOperations: { COPY: { summary: 'Copy it' }, 'x-list': [] }, get: {} } },
    })
    expect(graph.endpoints.map(({ id, method, summary }) => [id, method, summary])).toEqual([
      ['QUERY /a', 'QUERY', undefined],
      ['COPY /a', 'COPY', 'Copy it'],
      ['GET /a', 'GET', undefined],
    ])
  })

  test.each([
    { given: { example: { id: 1 } }, want: { id: 1 } },
    { given: { examples: { first: { value: { id: 2 } } } }, want: { id: 2 } },
    { given: { examples: { far: { externalValue: 'https://example.com' }, near: { value: { id: 3 } } } }, want: { id: 3 } },
    { given: { examples: { there: { $ref: '#/components/examples/one' } } }, want: { id: 4 } },
    { given: { examples: { nowhere: { $ref: '#/components/examples/none' } } }, want: undefined },
  ])('[S57] a body with $given has the example $want', ({ given, want }) => {
    const graph = readGraph({
      openapi: '3.0.0',
      info: {},
      paths: { '/a': { post: { requestBody: { content: { 'application/json': { schema: { type: 'object' }, ...given } } } } } },
      components: { examples: { one: { value: { id: 4 } } } },
    })
    expect(graph.endpoints[0]?.request?.example).toEqual(want)
  })
})

describe('places', () => {
  test('[S53] every node knows its file and its whole pointer, also in long names, other files, choices and merged fields', () => {
    const long = `a/b~c ${'x'.repeat(400)}`
    const files = {
      'types/order.json': {
        title: 'Order',
        type: 'object',
        properties: {
          [long]: { type: 'object', properties: { [long]: text } },
          total: { $ref: 'money.json' },
          pair: {
            prefixItems: [
              { title: 'First', ...money },
              { title: 'Second', type: 'object', properties: { b: text } },
            ],
          },
          keyed: { patternProperties: { '^a': money, '^b': { type: 'object', properties: { c: text } } } },
          both: { allOf: [{ properties: { x: { type: 'string', maxLength: 3 } } }, { properties: { x: { minLength: 1 } } }] },
        },
      },
      'types/money.json': { title: 'Money', type: 'object', properties: { amount: { type: 'integer' } } },
    }
    // As parsed: no part of it stands in two places.
    const { graph, places } = readJsonSchemaUpload(JSON.parse(JSON.stringify(files)) as typeof files)
    expect(places.size).toBe([...places].length)
    expect(places.size).toBe(Object.keys(graph.nodes).length)
    for (const [id, place] of places) {
      const there = pointerTokens(place.pointer ?? '').reduce<unknown>((at, token) => stepInto(at, token).value, files[place.file as keyof typeof files])
      expect(there, `${id} at ${place.file}${place.pointer}`).toBeDefined()
    }
    const node = (path: string) => listPaths(graph, 'Order', 4).find((field) => field.path === path)?.node ?? ''
    expect(places.get(node('total.amount'))).toEqual({ file: 'types/money.json', pointer: '#/properties/amount' })
    expect(places.get(node('pair[].b'))).toEqual({ file: 'types/order.json', pointer: '#/properties/pair/prefixItems/1/properties/b' })
    expect(places.get(node('keyed{}.c'))).toEqual({ file: 'types/order.json', pointer: '#/properties/keyed/patternProperties/^b/properties/c' })
    expect(places.get(node('both.x'))).toEqual({ file: 'types/order.json', pointer: '#/properties/both/allOf/1/properties/x' })
    expect(places.has('n999')).toBe(false)
    expect(places.get('n999')).toBeUndefined()
  })

  test('[S53] what stands nowhere has no place', () => {
    const graph = readGraph(buildOpenApi({ T: { type: 'object', properties: { yes: true } } }))
    expect(graph.nodes[listPaths(graph, 'T')[0]?.node ?? '']?.types).toEqual(['any'])
  })
})
