import { describe, expect, test } from 'vitest'
import { buildOpenApi, factsAt, listPaths, objectNode, readGraph } from '../../fixtures/openapi-documents.ts'
import { expandFields, rootField } from './fields.ts'
import { readJsonSchema } from './read-json-schema.ts'
import { readOpenApi } from './read-openapi.ts'

const text = { type: 'string' }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const nest = (levels: number, wrap: (inner: unknown) => unknown) => {
  let schema: unknown = text
  for (let i = 0; i < levels; i++) schema = wrap(schema)
  return schema
}

describe('hostile documents', () => {
  test.each([
    { why: 'fields', wrap: (inner: unknown) => ({ type: 'object', properties: { a: inner } }) },
    { why: 'items', wrap: (inner: unknown) => ({ type: 'array', items: inner }) },
    { why: 'allOf', wrap: (inner: unknown) => ({ allOf: [inner] }) },
    { why: 'oneOf', wrap: (inner: unknown) => ({ oneOf: [inner, text] }) },
    { why: 'not', wrap: (inner: unknown) => ({ not: inner }) },
    { why: 'definitions', wrap: (inner: unknown) => ({ definitions: { a: inner } }) },
  ])('[S40] $why 200,000 deep are refused with the pointer', ({ wrap }) => {
    for (const levels of [64, 200_000])
      expect(readOpenApi(buildOpenApi({ Deep: nest(levels, wrap) }))).toMatchObject({
        ok: false,
        error: { type: 'TooDeep', limit: 64, at: expect.stringMatching(/^#\/components\/schemas\/Deep\//) as string },
      })
    expect(readOpenApi(buildOpenApi({ Deep: nest(63, wrap) })).ok).toBe(true)
    expect(readJsonSchema(nest(200_000, wrap))).toMatchObject({ ok: false, error: { type: 'TooDeep' } })
  })

  test('[S40] depth anywhere else is harmless', () => {
    const deep = nest(200_000, (inner) => ({ a: [inner] }))
    const graph = readGraph(
      buildOpenApi(
        { T: { type: 'object', properties: { x: { type: 'string', example: deep, default: deep, enum: [deep, 'a'], 'x-note': deep } } } },
        { 'x-deep': deep },
      ),
    )
    expect(factsAt(graph, 'T', 'x')).toEqual({ types: ['text'], enum: ['a'] })
  })

  test('[S41] 28 schemas with 3^27 paths are 28 nodes, and expanding them stops at the limit', () => {
    const schemas: Record<string, unknown> = { S27: { type: 'object', properties: { leaf: text } } }
    for (let i = 0; i < 27; i++) schemas[`S${i}`] = { type: 'object', properties: { a: ref(`S${i + 1}`), b: ref(`S${i + 1}`), c: ref(`S${i + 1}`) } }
    const graph = readGraph(buildOpenApi(schemas))
    expect(Object.keys(graph.nodes)).toHaveLength(29)
    const all = expandFields(graph, rootField(graph, objectNode(graph, 'S0')), 64)
    expect([all.fields.length, all.cut]).toEqual([20_000, true])
  })

  test('[S41] self-references, mutual ones, and circles through allOf and oneOf end', () => {
    const graph = readGraph(
      buildOpenApi({
        Self: { type: 'object', properties: { self: ref('Self') } },
        A: { type: 'object', properties: { b: { type: 'array', items: ref('B') } } },
        B: { type: 'object', properties: { a: { allOf: [ref('A'), { description: 'mine' }] } } },
        Union: { oneOf: [ref('Union'), ref('A'), { anyOf: [ref('Union'), ref('B')] }] },
      }),
    )
    for (const name of ['Self', 'A', 'B', 'Union']) expect(listPaths(graph, name, 20).length).toBeLessThan(50)
  })

  test('[S41] allOf over types in circles, whose fields clash in every combination, stays bounded', () => {
    const schemas: Record<string, unknown> = {}
    const count = 200
    for (let t = 0; t < count; t++) {
      const properties: Record<string, unknown> = {}
      for (let f = 0; f < 10; f++) properties[`f${f}`] = ref(`T${(t * 7 + f * 13 + 1) % count}`)
      schemas[`T${t}`] = t % 2 === 0 ? { type: 'object', properties } : { allOf: [ref(`T${t - 1}`), { type: 'object', properties }] }
    }
    const result = readOpenApi(buildOpenApi(schemas))
    expect(result.ok ? Object.keys(result.value.nodes).length : result.error.type).toSatisfy(
      (answer) => answer === 'TooManyNodes' || (typeof answer === 'number' && answer < 100_000),
    )
  })

  test('[S42] names that mean something to the engine are names, and change nothing', () => {
    const schemas = JSON.parse(
      '{"__proto__":{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"integer"},"$ref":{"type":"string"},"+1":{"type":"string"},"":{"type":"string"}},"required":["__proto__"]}}',
    ) as object
    const graph = readGraph(buildOpenApi(schemas))
    expect(listPaths(graph, '__proto__').map((field) => [field.name, field.required])).toEqual([
      ['__proto__', true],
      ['constructor', false],
      ['$ref', false],
      ['+1', false],
      ['', false],
    ])
    expect(({} as Record<string, unknown>)['type']).toBeUndefined()
  })

  test('[S43] absurd sizes', () => {
    const long = 'x'.repeat(600)
    const graph = readGraph(
      buildOpenApi({
        T: { type: 'object', properties: { [long]: text, ok: { type: 'string', description: 'd'.repeat(20_000), example: 'e'.repeat(100_000) } } },
      }),
    )
    expect(listPaths(graph, 'T').map((field) => field.path)).toEqual(['ok'])
    expect(factsAt(graph, 'T', 'ok').description).toHaveLength(10_000)
    expect(factsAt(graph, 'T', 'ok').example).toBeUndefined()
    expect(graph.problems.map((problem) => problem.code).toSorted()).toEqual(['name-too-long', 'text-shortened'])
  })
})
