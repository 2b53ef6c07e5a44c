import { describe, expect, test } from 'vitest'
import { buildOpenApi, objectNode, readGraph } from '../../fixtures/openapi-documents.ts'
import { buildExampleRecord } from './example-record.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const build = (schemas: Record<string, unknown>, name = 'T') => {
  const graph = readGraph(buildOpenApi(schemas))
  return JSON.parse(JSON.stringify(buildExampleRecord(graph, objectNode(graph, name)))) as unknown
}
const value = (schema: unknown) => (build({ T: { type: 'object', properties: { x: schema } } }) as { x?: unknown }).x

describe('example records', () => {
  test.each([
    { given: { const: 'C', example: 'no' }, want: 'C' },
    { given: { type: 'string', example: 'E', default: 'D', enum: ['A'] }, want: 'E' },
    { given: { type: 'string', default: 'D', enum: ['A', 'D'] }, want: 'D' },
    { given: { type: 'string', enum: ['A', 'B'] }, want: 'A' },
    { given: { type: 'number', example: '12' }, want: 1 },
    { given: { type: 'string', format: 'date' }, want: '2026-01-31' },
    { given: { type: 'string', description: 'When it was made, in RFC 3339 format' }, want: '2026-01-31T09:30:00Z' },
    { given: { type: 'string', maxLength: 2 }, want: 'te' },
    { given: { type: 'string', minLength: 6 }, want: 'textxx' },
    { given: { type: 'integer', minimum: 5 }, want: 5 },
    { given: { type: 'integer', maximum: 0 }, want: 0 },
    { given: { type: 'number', exclusiveMinimum: 4, multipleOf: 0.5 }, want: 4.5 },
    { given: { type: 'boolean' }, want: true },
    { given: { type: 'array', items: { type: 'string' }, minItems: 2 }, want: ['text', 'text'] },
    { given: { type: 'object', additionalProperties: { type: 'integer' } }, want: { key: 1 } },
    { given: { anyOf: [{ type: 'string' }, { type: 'object', properties: { a: {} } }] }, want: 'text' },
    { given: {}, want: undefined },
  ])('[S37] $given gives $want', ({ given, want }) => {
    expect(value(given)).toEqual(want)
  })

  test('[S37] a type inside itself is left out, and a fan-out stays small', () => {
    expect(build({ T: { type: 'object', properties: { id: { type: 'integer' }, next: ref('T'), all: { type: 'array', items: ref('T') } } } })).toEqual({
      id: 1,
      all: [],
    })
    const schemas: Record<string, unknown> = { T27: { type: 'object', properties: { leaf: { type: 'string' } } } }
    for (let i = 0; i < 27; i++)
      schemas[i === 0 ? 'T' : `T${i}`] = { type: 'object', properties: { a: ref(`T${i + 1}`), b: ref(`T${i + 1}`), c: ref(`T${i + 1}`) } }
    expect(JSON.stringify(build(schemas)).length).toBeLessThan(100_000)
  })

  test('[S37] a variant carries its discriminator', () => {
    expect(
      build({
        T: { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } },
        Cat: { type: 'object', properties: { kind: { type: 'string' }, lives: { type: 'integer' } } },
        Dog: { type: 'object' },
      }),
    ).toEqual({ kind: 'Cat', lives: 1 })
  })

  test('[S42] a field named __proto__ is a field', () => {
    const graph = readGraph(buildOpenApi({ T: { type: 'object', properties: JSON.parse('{"__proto__":{"type":"string"}}') as object } }))
    expect(JSON.stringify(buildExampleRecord(graph, objectNode(graph, 'T')))).toBe('{"__proto__":"text"}')
  })
})
