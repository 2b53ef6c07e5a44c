import { describe, expect, test } from 'vitest'
import { buildOpenApi, factsAt, listPaths, readGraph } from '../../fixtures/openapi-documents.ts'

const read = (schema: unknown, version = '3.1.0') =>
  readGraph(
    buildOpenApi(
      {
        T: { type: 'object', properties: { x: schema } },
        Address: { type: 'object', properties: { city: { type: 'string' } } },
        Old: { type: 'string', nullable: true },
      },
      {},
      version,
    ),
  )
const facts = (schema: unknown, version?: string) => factsAt(read(schema, version), 'T', 'x')
const address = { $ref: '#/components/schemas/Address' }

describe('types', () => {
  test.each([
    { given: { type: 'string' }, want: ['text'] },
    { given: { type: ['string', 'integer'] }, want: ['text', 'integer'] },
    { given: { properties: { a: {} } }, want: ['object'] },
    { given: { items: { type: 'string' } }, want: ['list'] },
    { given: { enum: ['a', 'b'] }, want: ['text'] },
    { given: { enum: [1, 2.5] }, want: ['number'] },
    { given: { enum: [1, 'a'] }, want: ['integer', 'text'] },
    { given: { const: true }, want: ['boolean'] },
    { given: { maxLength: 5 }, want: ['text'] },
    { given: { format: 'int64' }, want: ['integer'] },
    { given: { format: 'date-time' }, want: ['text'] },
    { given: { minimum: 1 }, want: ['number'] },
    { given: { type: 'object' }, want: ['object'] },
    { given: { description: 'says nothing' }, want: ['any'] },
    { given: {}, want: ['any'] },
    { given: { type: 'file' }, want: ['any'] },
  ])('[S15] $given is $want', ({ given, want }) => {
    expect(facts(given).types).toEqual(want)
  })

  test.each([
    { given: { type: 'string', nullable: true }, version: '3.0.0', want: ['text'] },
    { given: { type: ['string', 'null'] }, want: ['text'] },
    { given: { type: ['null', 'integer', 'string'] }, want: ['integer', 'text'] },
    { given: { oneOf: [{ type: 'string' }, { type: 'null' }] }, want: ['text'] },
    { given: { anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] }, want: ['text', 'integer'] },
    { given: { anyOf: [address, { type: 'null' }] }, want: ['object'] },
    { given: { oneOf: [{ type: 'null' }, address] }, want: ['object'] },
    { given: { oneOf: [address, { enum: [null] }] }, want: ['object'] },
    { given: { allOf: [address], nullable: true }, version: '3.0.0', want: ['object'] },
    { given: { $ref: '#/components/schemas/Old' }, version: '3.0.0', want: ['text'] },
    { given: { $ref: '#/components/schemas/Old', description: 'mine' }, version: '3.0.0', want: ['text'] },
    { given: { enum: ['a', null] }, want: ['text'] },
    { given: { type: 'string', enum: ['a', null] }, want: ['text'] },
    { given: { type: 'null' }, want: ['any'] },
    { given: { const: null }, want: ['any'] },
    { given: { allOf: [{ type: ['string', 'null'] }, { maxLength: 3 }] }, want: ['text'] },
  ])('[S15] $given may be null', ({ given, version, want }) => {
    expect(facts(given, version)).toMatchObject({ types: want, nullable: true })
  })

  test.each([
    { type: 'string' },
    { allOf: [{ type: ['string', 'null'] }, { type: 'string' }] },
    { type: 'string', nullable: false },
    address,
    { oneOf: [{ type: 'string' }, { type: 'integer' }] },
    { enum: ['a'] },
  ])('[S15] %j may not be null', (given) => {
    expect(facts(given).nullable).toBeUndefined()
  })

  test('[S15] null is never among the allowed values; a value that is only null is the constant null', () => {
    expect(facts({ enum: ['a', null] }).enum).toEqual(['a'])
    expect(facts({ type: 'null' }).const).toBeNull()
    expect(facts({ const: null }).const).toBeNull()
  })

  test('[S15] a nullable reference has the fields and the name of its target', () => {
    const graph = read({ anyOf: [address, { type: 'null' }] })
    expect(factsAt(graph, 'T', 'x')).toMatchObject({ name: 'Address', nullable: true })
    expect(factsAt(graph, 'T', 'x').variants).toBeUndefined()
    expect(listPaths(graph, 'T').map((field) => field.path)).toEqual(['x', 'x.city'])
    expect(factsAt(graph, 'Address').nullable).toBeUndefined()
  })

  test('[S16] maps, and entries beside named fields', () => {
    expect(facts({ type: 'object', additionalProperties: { type: 'number' } }).types).toEqual(['map'])
    expect(facts({ type: 'object', additionalProperties: true }).types).toEqual(['map'])
    expect(facts({ type: 'object', additionalProperties: false }).entries).toBeUndefined()
    expect(facts({ patternProperties: { '^x': { type: 'number' } } }).types).toEqual(['map'])
    expect(facts({ type: 'object', properties: { a: {} }, additionalProperties: true }).entries).toBeUndefined()
    const both = read({ type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'number' } })
    expect(factsAt(both, 'T', 'x').types).toEqual(['object'])
    expect(listPaths(both, 'T').map((field) => field.path)).toEqual(['x', 'x.a', 'x{}'])
    const several = read({ patternProperties: { '^a': { type: 'string' }, '^b': { type: 'number' } } })
    expect(factsAt(several, 'T', 'x{}').types).toEqual(['text', 'number'])
  })

  test.each([{ prefixItems: [{ type: 'string' }, { type: 'integer' }] }, { type: 'array', items: [{ type: 'string' }, { type: 'integer' }] }])(
    '[S17] %j is a list of either',
    (given) => {
      const graph = read(given)
      const list = factsAt(graph, 'T', 'x')
      expect(list.types).toEqual(['list'])
      expect(graph.nodes[list.items ?? '']?.types).toEqual(['text', 'integer'])
      expect(graph.problems).toMatchObject([{ code: 'unsupported-construct' }])
    },
  )

  test('[S18] boolean schemas', () => {
    const graph = readGraph(buildOpenApi({ T: { type: 'object', properties: { yes: true, no: false, list: { type: 'array', items: true } } } }))
    expect(listPaths(graph, 'T').map((field) => [field.path, field.facts.types[0]])).toEqual([
      ['yes', 'any'],
      ['list', 'list'],
    ])
  })

  test('[S19] facts are kept as documented', () => {
    const documented = {
      type: 'string',
      title: 'Code',
      description: 'A code',
      format: 'code',
      pattern: '^[A-Z]+$',
      minLength: 1,
      maxLength: 9,
      enum: ['A', 'B'],
      default: 'A',
      example: 'B',
      readOnly: true,
      writeOnly: true,
      deprecated: true,
    }
    const { type: _, ...same } = documented
    expect(facts(documented)).toEqual({ types: ['text'], ...same })
    expect(facts({ type: 'number', minimum: 0, maximum: 9, multipleOf: 0.01 })).toEqual({ types: ['number'], minimum: 0, maximum: 9, multipleOf: 0.01 })
    expect(facts({ type: 'array', items: {}, minItems: 1, maxItems: 3 })).toMatchObject({ minItems: 1, maxItems: 3 })
    expect(facts({ type: 'string', default: null }).default).toBeNull()
  })

  test('[S19] both spellings of exclusive limits', () => {
    expect(facts({ type: 'number', minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: true }, '3.0.0')).toEqual({
      types: ['number'],
      exclusiveMinimum: 1,
      exclusiveMaximum: 5,
    })
    expect(facts({ type: 'number', exclusiveMinimum: 1 })).toEqual({ types: ['number'], exclusiveMinimum: 1 })
    expect(facts({ type: 'number', minimum: 1, exclusiveMinimum: false }, '3.0.0')).toEqual({ types: ['number'], minimum: 1 })
  })

  test.each([
    { given: { example: 'a' }, want: 'a' },
    { given: { examples: ['a', 'b'] }, want: 'a' },
    { given: { examples: { one: { value: 'a' } } }, want: 'a' },
    { given: { example: 0 }, want: 0 },
    { given: {}, want: undefined },
  ])('[S19] $given has the example $want', ({ given, want }) => {
    expect(facts({ type: 'string', ...given }).example).toEqual(want)
  })
})
