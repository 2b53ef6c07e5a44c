import { describe, expect, test } from 'vitest'
import { buildOpenApi, factsAt, fieldAt, listPaths, objectNode, readGraph } from '../../fixtures/openapi-documents.ts'
import { expandFields, findField, findObject, isBelow, listFields, printObjectAddress, printType, rootField } from './fields.ts'
import type { FieldPath } from './field-path.ts'

const text = { type: 'string' }
const order = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'integer' },
    lines: { type: 'array', items: { type: 'object', required: ['sku'], properties: { sku: text } } },
    prices: { type: 'object', additionalProperties: { type: 'object', properties: { amount: { type: 'number' } } } },
    grid: { type: 'array', items: { type: 'array', items: { type: 'object', properties: { cell: text } } } },
    labels: { type: 'object', additionalProperties: text },
    tags: { type: 'array', items: text },
  },
}
const paths = (object: string, schemas: object, depth = 3) => listPaths(readGraph(buildOpenApi(schemas)), object, depth).map((field) => field.path)

describe('expanding fields', () => {
  test('[S4] one level at a time, in schema order', () => {
    expect(paths('Order', { Order: order }, 1)).toEqual(['id', 'lines', 'prices', 'grid', 'labels', 'tags'])
  })

  test('[S5] lists and maps of objects open to their fields, a list of lists to its item', () => {
    expect(paths('Order', { Order: order })).toEqual([
      'id',
      'lines',
      'lines[].sku',
      'prices',
      'prices{}.amount',
      'grid',
      'grid[]',
      'grid[][].cell',
      'labels',
      'labels{}',
      'tags',
    ])
  })

  test('[S4] a type inside itself is shown once and marked, never opened by itself', () => {
    const graph = readGraph(
      buildOpenApi({
        Node: {
          type: 'object',
          properties: { value: text, parent: { $ref: '#/components/schemas/Node' }, children: { type: 'array', items: { $ref: '#/components/schemas/Node' } } },
        },
      }),
    )
    const fields = listPaths(graph, 'Node', 10)
    expect(fields.map((field) => [field.path, field.recursive])).toEqual([
      ['value', false],
      ['parent', true],
      ['children', true],
    ])
    const children = fields[2]
    expect(children && listFields(graph, children).map((field) => field.path)).toEqual(['children[].value', 'children[].parent', 'children[].children'])
  })

  test('[S4] the limit is reported', () => {
    const graph = readGraph(buildOpenApi({ Order: order }))
    const cut = expandFields(graph, rootField(graph, objectNode(graph, 'Order')), 5, 3)
    expect([cut.fields.length, cut.cut]).toEqual([3, true])
  })

  test('[S4] a path finds its field, and nothing else', () => {
    const graph = readGraph(buildOpenApi({ Order: { type: 'object', properties: { a: { type: 'object', properties: { b: text } }, ab: text, 'a.b': text } } }))
    const root = rootField(graph, objectNode(graph, 'Order'))
    for (const path of ['a', 'a.b', 'ab', '`a.b`']) expect(findField(graph, root, path as FieldPath)?.path).toBe(path)
    expect(findField(graph, root, 'a.c' as FieldPath)).toBeUndefined()
    expect(isBelow('ab' as FieldPath, 'a' as FieldPath)).toBe(false)
  })

  test('[S6] fields of variants carry their labels; one that several have carries all of them', () => {
    const graph = readGraph(
      buildOpenApi({
        Pet: {
          type: 'object',
          required: ['name'],
          properties: { name: text },
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        },
        Cat: { type: 'object', required: ['paws'], properties: { paws: text, lives: text } },
        Dog: { type: 'object', properties: { paws: text } },
      }),
    )
    expect(listPaths(graph, 'Pet').map((field) => [field.path, field.required, field.variants])).toEqual([
      ['name', true, undefined],
      ['paws', false, ['Cat', 'Dog']],
      ['lives', false, ['Cat']],
    ])
  })

  test('[S6] a variant that is itself a choice lends its fields, also in a circle', () => {
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
    const graph = readGraph(
      buildOpenApi({
        A: { type: 'object', properties: { a: text }, oneOf: [ref('B'), ref('C')] },
        B: { type: 'object', properties: { b: text }, oneOf: [ref('A'), ref('C')] },
        C: { type: 'object', properties: { c: text } },
      }),
    )
    expect(listPaths(graph, 'A', 1).map((field) => field.path)).toEqual(['a', 'b', 'c'])
  })

  test('[S7] read-only and write-only hold for everything below', () => {
    const inner = { type: 'object', properties: { deep: text } }
    const graph = readGraph(
      buildOpenApi({ Thing: { type: 'object', properties: { made: { readOnly: true, ...inner }, secret: { writeOnly: true, ...inner } } } }),
    )
    expect(fieldAt(graph, 'Thing', 'made.deep')).toMatchObject({ readOnly: true, writeOnly: false })
    expect(fieldAt(graph, 'Thing', 'secret.deep')).toMatchObject({ readOnly: false, writeOnly: true })
  })

  test('[S35] an address finds the record inside its envelope', () => {
    const graph = readGraph(
      buildOpenApi(
        { Order: order },
        {
          paths: {
            '/orders': {
              post: {
                requestBody: {
                  content: {
                    'application/json': {
                      schema: { type: 'object', properties: { orders: { type: 'array', items: { $ref: '#/components/schemas/Order' } } } },
                    },
                  },
                },
              },
            },
          },
        },
      ),
    )
    const address = { kind: 'request', endpoint: 'POST /orders', envelope: 'orders[]' } as const
    expect(findObject(graph, address)).toBe(objectNode(graph, 'Order'))
    for (const envelope of ['order', 'a..b', 'row:1', '[0]', '__proto__']) expect(findObject(graph, { ...address, envelope })).toBeUndefined()
    expect(printObjectAddress(address)).toBe('POST /orders request, orders[]')
  })

  test('[S15] types are printed as people read them', () => {
    const graph = readGraph(
      buildOpenApi({
        T: { type: 'object', properties: { a: { type: ['string', 'integer'] }, b: { type: 'string', format: 'date' }, c: { type: 'string', enum: ['x'] } } },
      }),
    )
    expect(['a', 'b', 'c'].map((path) => printType(factsAt(graph, 'T', path)))).toEqual(['text or integer', 'date', 'enum'])
  })
})
