import { describe, expect, test } from 'vitest'
import { buildOpenApi, factsAt, listPaths, objectNode, readGraph } from '../../fixtures/openapi-documents.ts'
import { readJsonSchema } from './read-json-schema.ts'

const text = { type: 'string' }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

describe('references', () => {
  test('[S10] all references to one location are one node, and circles end', () => {
    const graph = readGraph(
      buildOpenApi({ A: { type: 'object', properties: { b: ref('B'), again: ref('B'), self: ref('A') } }, B: { type: 'object', properties: { a: ref('A') } } }),
    )
    const a = graph.nodes[objectNode(graph, 'A')]
    expect(a?.properties?.map((property) => property.node)).toEqual([objectNode(graph, 'B'), objectNode(graph, 'B'), objectNode(graph, 'A')])
    expect(Object.keys(graph.nodes)).toHaveLength(2)
    expect(graph.problems).toEqual([])
  })

  test('[S10] a reference to a reference is the last node', () => {
    const graph = readGraph(buildOpenApi({ A: ref('B'), B: ref('C'), C: { type: 'object', properties: { x: text } } }))
    expect(graph.objects.map((object) => [object.name, object.node])).toEqual(['A', 'B', 'C'].map((name) => [name, objectNode(graph, 'C')]))
  })

  test.each([
    { version: '3.0.3', description: 'of the type', maxLength: undefined },
    { version: '3.1.0', description: 'of the field', maxLength: 5 },
  ])('[S11] keywords beside $ref in OpenAPI $version', ({ version, description, maxLength }) => {
    const graph = readGraph(
      buildOpenApi(
        {
          T: { type: 'object', properties: { x: { $ref: '#/components/schemas/Code', description: 'of the field', maxLength: 5 } } },
          Code: { ...text, description: 'of the type' },
        },
        {},
        version,
      ),
    )
    const facts = factsAt(graph, 'T', 'x')
    expect([facts.description, facts.maxLength]).toEqual([description, maxLength])
  })

  test('[S11] before 3.1 a description beside $ref is kept where the target has none', () => {
    const graph = readGraph(
      buildOpenApi(
        { T: { type: 'object', properties: { x: { ...ref('Code'), description: 'of the field', maxLength: 5 } } }, Code: { ...text, maxLength: 9 } },
        {},
        '3.0.0',
      ),
    )
    expect(factsAt(graph, 'T', 'x')).toMatchObject({ types: ['text'], description: 'of the field', maxLength: 9, name: 'Code' })
  })

  test('[S11] draft-07 ignores keywords beside $ref, 2020-12 merges them', () => {
    const read = ($schema: string, key: string) => {
      const result = readJsonSchema({ $schema, type: 'object', properties: { x: { $ref: `#/${key}/Code`, maxLength: 3 } }, [key]: { Code: text } })
      return result.ok ? factsAt(result.value, 'root', 'x').maxLength : result.error
    }
    expect(read('http://json-schema.org/draft-07/schema#', 'definitions')).toBeUndefined()
    expect(read('https://json-schema.org/draft/2020-12/schema', '$defs')).toBe(3)
  })

  test.each([
    { given: '#/components/schemas/a~1b', name: 'a/b' },
    { given: '#/components/schemas/a~0b', name: 'a~b' },
    { given: '#/components/schemas/account%20fee', name: 'account fee' },
    { given: '#/components/schemas/a%2Fb', name: 'a/b' },
    { given: '#/components/schemas/50%', name: '50%' },
    { given: '#/components/schemas/50%25', name: '50%' },
    { given: '#/components/schemas/a%25b', name: 'a%25b' },
    { given: '#/components/schemas/constructor', name: 'constructor' },
    { given: '#/components/schemas/__proto__', name: '__proto__' },
    { given: '#/components/schemas/%E6%97%A5', name: '日' },
  ])('[S12] $given finds `$name`', ({ given, name }) => {
    const schemas = JSON.parse(
      `{ ${JSON.stringify(name)}: { "type": "object", "properties": { "found": { "type": "string" } } }, "Root": { "type": "object", "properties": { "x": { "$ref": ${JSON.stringify(given)} } } } }`,
    ) as object
    const graph = readGraph(buildOpenApi(schemas))
    expect(graph.problems).toEqual([])
    expect(listPaths(graph, 'Root').map((field) => field.path)).toEqual(['x', 'x.found'])
  })

  test('[S12] inherited names are not in a document', () => {
    const graph = readGraph(
      buildOpenApi({
        Root: { type: 'object', properties: { x: { $ref: '#/components/schemas/constructor' }, y: { $ref: '#/components/schemas/toString/name' } } },
      }),
    )
    expect(graph.problems.map((problem) => problem.code)).toEqual(['unresolved-reference', 'unresolved-reference'])
  })

  test('[S12] a pointer may go into a field, through another reference and into a list', () => {
    const graph = readGraph(
      buildOpenApi({
        Alias: ref('Order'),
        Order: { type: 'object', properties: { id: { type: 'integer' } }, oneOf: [{ type: 'object', properties: { x: text } }, { type: 'object' }] },
        Root: { type: 'object', properties: { a: { $ref: '#/components/schemas/Alias/properties/id' }, b: { $ref: '#/components/schemas/Order/oneOf/0' } } },
      }),
    )
    expect(factsAt(graph, 'Root', 'a').types).toEqual(['integer'])
    expect(factsAt(graph, 'Root', 'b.x').types).toEqual(['text'])
  })

  test.each([
    'other.yaml#/Foo',
    './common/Address.json',
    'https://example.com/schema.json#/a',
    '//host/x',
    'file:///etc/passwd',
    'ftp://h/x',
    '../x.yaml',
    'data:application/json,{}',
    '\\\\host\\share',
  ])('[S13] %s is reported and becomes any', (reference) => {
    const graph = readGraph(buildOpenApi({ Root: { type: 'object', properties: { x: { $ref: reference } } } }))
    expect(factsAt(graph, 'Root', 'x').types).toEqual(['any'])
    expect(graph.problems).toMatchObject([{ code: 'external-reference', at: '#/components/schemas/Root/properties/x' }])
  })

  test('[S13] a reference to nowhere, or to itself alone, becomes any with a problem', () => {
    const graph = readGraph(
      buildOpenApi({ Root: { type: 'object', properties: { x: ref('Nowhere'), y: ref('Loop') } }, Loop: ref('Loop2'), Loop2: ref('Loop') }),
    )
    expect([factsAt(graph, 'Root', 'x').types, factsAt(graph, 'Root', 'y').types]).toEqual([['any'], ['any']])
    expect(new Set(graph.problems.map((problem) => problem.code))).toEqual(new Set(['unresolved-reference']))
  })

  test('[S14] anchors, bundled $id and both spellings of definitions are found', () => {
    const result = readJsonSchema({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'https://example.com/order.json',
      type: 'object',
      properties: {
        byAnchor: { $ref: '#money' },
        byId: { $ref: 'customer.json' },
        insideId: { $ref: 'https://example.com/customer.json#/$defs/email' },
        byRoot: { $ref: 'https://example.com/order.json#/$defs/code' },
        old: { $ref: '#/definitions/old' },
      },
      $defs: {
        money: { $anchor: 'money', type: 'number' },
        code: { type: 'string', maxLength: 3 },
        customer: {
          $id: 'customer.json',
          type: 'object',
          properties: { mail: { $ref: '#/$defs/email' } },
          $defs: { email: { type: 'string', format: 'email' } },
        },
      },
      definitions: { old: { type: 'boolean' } },
    })
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    const graph = result.value
    expect(graph.problems).toEqual([])
    expect(factsAt(graph, 'root', 'byAnchor').types).toEqual(['number'])
    expect(factsAt(graph, 'root', 'byId.mail').format).toBe('email')
    expect(factsAt(graph, 'root', 'insideId').format).toBe('email')
    expect(factsAt(graph, 'root', 'byRoot').maxLength).toBe(3)
    expect(factsAt(graph, 'root', 'old').types).toEqual(['boolean'])
    expect(graph.objects.map((object) => object.name)).toEqual(['root', 'customer'])
  })
})
