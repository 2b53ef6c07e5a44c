import { describe, expect, test } from 'vitest'
import { buildMain, listProblems, readJsonSchemaUpload, readOpenApiUpload, readSwaggerUpload, type Files } from '../../fixtures/description-files.ts'
import { factsAt, listPaths, objectNode } from '../../fixtures/openapi-documents.ts'
import { expandFields, rootField } from './fields.ts'
import { linkFiles, rootFiles } from './link-files.ts'
import { readOpenApiFiles } from './read-openapi.ts'
import type { SchemaGraph } from './schema-graph.ts'

const text = { type: 'string' }
const money = { type: 'object', properties: { amount: { type: 'integer' }, currency: text } }
const holder = (reference: string) => buildMain({ Holder: { type: 'object', properties: { x: { $ref: reference } } } })
const paths = (graph: SchemaGraph, name = 'Holder') => listPaths(graph, name).map((field) => field.path)

describe('references among uploaded files', () => {
  test.each([
    { why: 'the same folder', main: 'api.yaml', file: 'common.yaml', reference: 'common.yaml#/components/schemas/Money' },
    { why: 'with a dot', main: 'api.yaml', file: 'common.yaml', reference: './common.yaml#/components/schemas/Money' },
    { why: 'a folder below', main: 'api.yaml', file: 'types/common.yaml', reference: 'types/common.yaml#/components/schemas/Money' },
    { why: 'a folder beside', main: 'specs/api.yaml', file: 'types/common.yaml', reference: '../types/common.yaml#/components/schemas/Money' },
    { why: 'a percent sign for a space', main: 'api.yaml', file: 'my types.yaml', reference: 'my%20types.yaml#/components/schemas/Money' },
    { why: 'a space as it is', main: 'api.yaml', file: 'my types.yaml', reference: 'my types.yaml#/components/schemas/Money' },
    { why: 'a name with a percent sign', main: 'api.yaml', file: '50%.yaml', reference: '50%25.yaml#/components/schemas/Money' },
    { why: 'a name with a number sign', main: 'api.yaml', file: 'a#b.yaml', reference: 'a%23b.yaml#/components/schemas/Money' },
    { why: 'a folder that does not fit', main: 'api.yaml', file: 'common.yaml', reference: '../../shared/common.yaml#/components/schemas/Money' },
    {
      why: 'an address whose file was uploaded',
      main: 'api.yaml',
      file: 'common.yaml',
      reference: 'https://example.com/v1/common.yaml?raw=1#/components/schemas/Money',
    },
    { why: 'backslashes', main: 'api.yaml', file: 'types/common.yaml', reference: '.\\types\\common.yaml#/components/schemas/Money' },
  ])('[S47] $why: `$reference` leads from $main to $file', ({ main, file, reference }) => {
    const { graph } = readOpenApiUpload({ [main]: holder(reference), [file]: { components: { schemas: { Money: money } } } })
    expect(paths(graph)).toEqual(['x', 'x.amount', 'x.currency'])
    expect(factsAt(graph, 'Holder', 'x').name).toBe('Money')
    expect(graph.problems).toEqual([])
  })

  test('[S47] references in another file are relative to that file, and lead back too', () => {
    const { graph } = readOpenApiUpload({
      'api.yaml': buildMain({ Order: { type: 'object', properties: { lines: { type: 'array', items: { $ref: 'types/line.yaml' } } } } }),
      'types/line.yaml': { type: 'object', properties: { price: { $ref: 'money.yaml#/Money' }, order: { $ref: '../api.yaml#/components/schemas/Order' } } },
      'types/money.yaml': { Money: money, Other: { type: 'object', properties: { never: text } } },
    })
    expect(paths(graph, 'Order')).toEqual(['lines', 'lines[].price', 'lines[].price.amount', 'lines[].price.currency', 'lines[].order'])
    expect(factsAt(graph, 'Order', 'lines[].order').name).toBe('Order')
    expect(graph.problems).toEqual([])
  })

  test('[S47] path items, parameters, request bodies and responses may stand in files of their own', () => {
    const { graph } = readOpenApiUpload({
      'api.yaml': { openapi: '3.1.0', info: {}, paths: { '/orders': { $ref: 'paths/orders.yaml' } } },
      'paths/orders.yaml': {
        post: {
          parameters: [{ $ref: '../parts.yaml#/parameters/tenant' }],
          requestBody: { $ref: '../parts.yaml#/bodies/order' },
          responses: { 200: { $ref: '../parts.yaml#/responses/order' } },
        },
      },
      'parts.yaml': {
        parameters: { tenant: { name: 'tenant', in: 'header', schema: { $ref: '#/code' } } },
        bodies: { order: { content: { 'application/json': { schema: { $ref: 'order.json' } } } } },
        responses: { order: { description: 'Here.', content: { 'application/json': { schema: { $ref: 'order.json' } } } } },
        code: { type: 'string', maxLength: 4 },
      },
      'order.json': { title: 'Order', type: 'object', properties: { id: text } },
    })
    const [endpoint] = graph.endpoints
    expect(endpoint).toMatchObject({ id: 'POST /orders', parameters: [{ name: 'tenant', in: 'header' }], responses: [{ status: '200', description: 'Here.' }] })
    expect(graph.nodes[endpoint?.parameters[0]?.node ?? '']?.maxLength).toBe(4)
    expect(endpoint?.request?.node).toBe(objectNode(graph, 'Order'))
    expect(endpoint?.responses[0]?.body?.node).toBe(objectNode(graph, 'Order'))
    expect(graph.problems).toEqual([])
  })

  test('[S47] a Swagger document with definitions in another file', () => {
    const { graph } = readSwaggerUpload({
      'api.json': {
        swagger: '2.0',
        info: {},
        paths: { '/a': { get: { responses: { 200: { description: '', schema: { $ref: 'definitions.json#/definitions/Money' } } } } } },
      },
      'definitions.json': { definitions: { Money: money } },
    })
    expect(graph.endpoints[0]?.responses[0]?.body?.node).toBe(objectNode(graph, 'Money'))
  })

  test('[S48] two files of one name: the folder decides, then how much of it fits; where nothing decides, both are named', () => {
    const files = (reference: string): Files => ({
      'specs/api.yaml': holder(reference),
      'specs/v1/money.yaml': { type: 'object', properties: { one: text } },
      'specs/v2/money.yaml': { type: 'object', properties: { two: text } },
    })
    expect(paths(readOpenApiUpload(files('v2/money.yaml')).graph)).toEqual(['x', 'x.two'])
    expect(paths(readOpenApiUpload(files('../elsewhere/v1/money.yaml')).graph)).toEqual(['x', 'x.one'])
    const { graph } = readOpenApiUpload(files('money.yaml'))
    expect(listProblems(graph)).toEqual([['external-reference', '#/components/schemas/Holder/properties/x', 'specs/money.yaml']])
    expect(graph.problems[0]?.message).toMatch(/fits several files of this upload/)
  })

  test('[S48] a name in another folder never means the file itself', () => {
    const { graph } = readOpenApiUpload({ 'a/types.yaml': holder('../b/types.yaml#/components/schemas/Holder') })
    expect(listProblems(graph)).toEqual([['external-reference', '#/components/schemas/Holder/properties/x', 'b/types.yaml']])
    const own = readOpenApiUpload({ 'a/types.yaml': holder('./types.yaml#/components/schemas/Holder') }).graph
    expect(own.nodes[objectNode(own, 'Holder')]?.properties?.[0]?.node).toBe(objectNode(own, 'Holder'))
  })

  test('[S48] by `$id`, whatever the files are called', () => {
    const { graph } = readJsonSchemaUpload({
      'a.json': {
        $id: 'https://example.com/schemas/order.json',
        title: 'Order',
        type: 'object',
        properties: { total: { $ref: 'money.json' }, tax: { $ref: 'parts/tax.json#rate' } },
      },
      'b.json': { $id: 'https://example.com/schemas/money.json', title: 'Money', ...money },
      'c.json': {
        $id: 'https://example.com/bundle.json',
        $defs: { tax: { $id: 'schemas/parts/tax.json', type: 'object', $defs: { r: { $anchor: 'rate', type: 'number' } } } },
      },
    })
    expect(paths(graph, 'Order')).toEqual(['total', 'total.amount', 'total.currency', 'tax'])
    expect(factsAt(graph, 'Order', 'tax').types).toEqual(['number'])
    expect(graph.problems).toEqual([])
  })

  test('[S49] each missing file is one problem, where it is first referred to, with the file to upload', () => {
    const { graph } = readOpenApiUpload({
      'specs/api.yaml': buildMain({
        A: { type: 'object', properties: { a: { $ref: '../types/money.yaml#/Money' }, b: { $ref: '../types/money.yaml#/Other' }, c: { $ref: 'there.yaml' } } },
      }),
      'specs/there.yaml': { type: 'object', properties: { d: { $ref: 'gone.json#/x' } } },
    })
    expect(listProblems(graph)).toEqual([
      ['external-reference', '#/components/schemas/A/properties/a', 'types/money.yaml'],
      ['external-reference', 'specs/there.yaml#/properties/d', 'specs/gone.json'],
    ])
    for (const problem of graph.problems) expect(problem.message).toMatch(/Upload this file too\.$/)
  })

  test('[S49] a pointer to nothing in a file that is there names the file', () => {
    const { graph } = readOpenApiUpload({ 'api.yaml': holder('common.yaml#/Nothing'), 'common.yaml': { Money: money } })
    expect(graph.problems).toMatchObject([{ code: 'unresolved-reference', message: expect.stringContaining('is not in `common.yaml`') as string }])
  })

  test('[S50] the root is the file that no other refers to; where all refer to each other, all are', () => {
    const linked = linkFiles([
      { name: 'common.yaml', value: { openapi: '3.0.0', components: { schemas: { Money: money } } } },
      { name: 'api.yaml', value: holder('common.yaml#/components/schemas/Money') },
      { name: 'other.json', value: { $ref: 'elsewhere.json' } },
    ])
    const own = linked.files.slice(0, 2)
    expect(rootFiles(own, linked).map(({ name }) => name)).toEqual(['api.yaml'])
    const circle = linkFiles([
      { name: 'a.yaml', value: holder('b.yaml') },
      { name: 'b.yaml', value: holder('a.yaml') },
    ])
    expect(rootFiles(circle.files, circle).map(({ name }) => name)).toEqual(['a.yaml', 'b.yaml'])
  })

  test('[S50] each JSON Schema that no other refers to is an object, and so are the types they refer to', () => {
    const { graph } = readJsonSchemaUpload({
      'order.json': { type: 'object', properties: { total: { $ref: 'money.json' } } },
      'invoice.schema.json': {
        title: 'Invoice',
        type: 'object',
        properties: { total: { $ref: 'money.json' }, order: { $ref: 'order-line.json#/definitions/line' } },
      },
      'money.json': money,
      'order-line.json': { definitions: { line: { type: 'object', properties: { sku: text } } } },
    })
    expect(graph.objects.map(({ name }) => name)).toEqual(['order', 'Invoice', 'money', 'line'])
    expect(graph.title).toBe('types')
    expect(graph.fieldCount).toBe(6)
  })

  test('[S51] a component that only refers to a file gives the type its name; clashing names are told apart by their files', () => {
    const { graph } = readOpenApiUpload({
      'api.yaml': buildMain({ Order: { $ref: 'order.v1.yaml' }, Money: money }),
      'order.v1.yaml': { type: 'object', properties: { total: { $ref: 'money.yaml#/Money' } } },
      'money.yaml': { Money: { type: 'object', properties: { cents: text } } },
    })
    expect(graph.objects.map(({ name }) => name)).toEqual(['Order', 'Money', 'Money (money.yaml)'])
    expect(graph.nodes[objectNode(graph, 'Order')]?.name).toBe('Order')
  })

  test('[S52] fields of all files that are referred to are counted once each, also under path items and parameters', () => {
    const { graph } = readOpenApiUpload({
      'api.yaml': { ...(holder('types.yaml#/components/schemas/A') as object), paths: { '/a': { $ref: 'path.yaml' }, '/b': { $ref: 'path.yaml' } } },
      'types.yaml': { components: { schemas: { A: money, B: { type: 'object', properties: { b: { type: 'object', properties: { c: text } } } } } } },
      'path.yaml': {
        get: { responses: { 200: { description: '', content: { 'application/json': { schema: { type: 'object', properties: { d: text } } } } } } },
      },
      'never.yaml': { components: { schemas: { C: money } } },
    })
    expect(graph.fieldCount).toBe(1 + 2 + 2 + 1)
  })

  test('[S58] circles between files, and a file that is nothing but a reference to itself, end', () => {
    const { graph } = readOpenApiUpload({
      'a.json': holder('b.json'),
      'b.json': { $ref: 'c.json' },
      'c.json': { $ref: 'b.json' },
      'd.json': { $ref: 'd.json' },
    })
    expect(factsAt(graph, 'Holder', 'x').types).toEqual(['any'])
    expect(new Set(graph.problems.map(({ code }) => code))).toEqual(new Set(['unresolved-reference']))
    const mutual = readJsonSchemaUpload({
      'node.json': { title: 'Node', type: 'object', properties: { leaf: { $ref: 'leaf.json' } } },
      'leaf.json': { title: 'Leaf', type: 'object', properties: { node: { $ref: 'node.json' }, self: { $ref: '#' } } },
    }).graph
    expect(Object.keys(mutual.nodes)).toHaveLength(2)
  })

  test('[S58] a chain of references is followed, a long one through pointers inside pointers ends', () => {
    const chain: Record<string, unknown> = { Last: money }
    for (let i = 0; i < 200; i++) chain[`R${i}`] = { $ref: i === 199 ? '#/components/schemas/Last' : `#/components/schemas/R${i + 1}` }
    const followed = readOpenApiUpload({ 'a.json': buildMain(chain) }).graph
    expect(objectNode(followed, 'R0')).toBe(objectNode(followed, 'Last'))
    const inside: Record<string, unknown> = {}
    for (let i = 0; i < 20_000; i++) inside[`T${i}`] = { $ref: `#/components/schemas/T${(i + 1) % 20_000}/properties/x` }
    const { graph } = readOpenApiUpload({ 'a.json': buildMain(inside) })
    expect(graph.problems.length).toBeGreaterThan(0)
  })

  test('[S58] 3^27 paths over 28 files are 28 types', () => {
    const files: Record<string, unknown> = { 'api.json': holder('s0.json') }
    for (let i = 0; i < 28; i++) {
      const next = { $ref: `s${i + 1}.json` }
      files[`s${i}.json`] = i === 27 ? money : { type: 'object', properties: { a: next, b: next, c: next } }
    }
    const { graph } = readOpenApiUpload(files)
    expect(Object.keys(graph.nodes).length).toBeLessThan(35)
    expect(expandFields(graph, rootField(graph, objectNode(graph, 'Holder')), 64).cut).toBe(true)
  })

  test('[S58] files and types called __proto__ and constructor are names like any other', () => {
    const { graph } = readOpenApiUpload({
      'api.json': holder('__proto__#/constructor'),
      ['__proto__']: JSON.parse('{"constructor":{"type":"object","properties":{"__proto__":{"type":"string"}}},"__proto__":{"type":"object"}}') as unknown,
    })
    expect(paths(graph)).toEqual(['x', 'x.__proto__'])
    expect(graph.objects.map(({ name }) => name)).toEqual(['Holder', 'constructor', '__proto__'])
    expect(({} as Record<string, unknown>)['type']).toBeUndefined()
  })

  test('[S58] what is too deep in another file is refused with its name', () => {
    let deep: unknown = text
    for (let i = 0; i < 200_000; i++) deep = { allOf: [deep] }
    const linked = linkFiles([
      { name: 'api.json', value: holder('deep.json') },
      { name: 'deep.json', value: deep },
    ])
    const [main] = linked.files
    expect(main === undefined ? undefined : readOpenApiFiles(main, linked)).toMatchObject({
      ok: false,
      error: { type: 'TooDeep', at: expect.stringMatching(/^deep\.json#\/allOf\/0/) as string },
    })
  })
})
