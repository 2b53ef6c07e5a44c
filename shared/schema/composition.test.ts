import { describe, expect, test } from 'vitest'
import { buildOpenApi, factsAt, fieldAt, listPaths, readGraph } from '../../fixtures/openapi-documents.ts'

const text = { type: 'string' }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const base = { type: 'object', required: ['id'], properties: { id: { type: 'integer', description: 'inherited' }, note: text } }

describe('allOf', () => {
  test('[S20] fields of all, inherited ones first, required by any', () => {
    const graph = readGraph(
      buildOpenApi({ Base: base, Order: { allOf: [ref('Base'), { properties: { total: { type: 'number' } }, required: ['total', 'note'] }] } }),
    )
    expect(listPaths(graph, 'Order').map((field) => [field.path, field.required])).toEqual([
      ['id', true],
      ['note', true],
      ['total', true],
    ])
    expect(listPaths(graph, 'Base').map((field) => field.required)).toEqual([true, false])
    expect(factsAt(graph, 'Order').types).toEqual(['object'])
  })

  test('[S20] the stricter limit, the nearest description, common types and allowed values', () => {
    const graph = readGraph(
      buildOpenApi({
        T: {
          type: 'object',
          properties: {
            text: {
              description: 'near',
              maxLength: 10,
              allOf: [
                { type: 'string', description: 'far', maxLength: 20, minLength: 1 },
                { maxLength: 5, minLength: 3 },
              ],
            },
            code: { allOf: [{ enum: ['a', 'b', 'c'] }, { enum: ['b', 'c', 'd'] }] },
            number: { allOf: [{ type: 'number' }, { type: 'integer', minimum: 2 }, { maximum: 9 }] },
          },
        },
      }),
    )
    expect(factsAt(graph, 'T', 'text')).toEqual({ types: ['text'], description: 'near', minLength: 3, maxLength: 5 })
    expect(factsAt(graph, 'T', 'code').enum).toEqual(['b', 'c'])
    expect(factsAt(graph, 'T', 'number')).toEqual({ types: ['integer'], minimum: 2, maximum: 9 })
    expect(graph.problems).toEqual([])
  })

  test('[S20] a field in two members has the facts of both, all the way down', () => {
    const graph = readGraph(
      buildOpenApi({
        Base: { type: 'object', properties: { address: { type: 'object', properties: { city: { type: 'string', maxLength: 9 } } } } },
        Order: { allOf: [ref('Base'), { properties: { address: { required: ['city'], properties: { city: { description: 'where' }, zip: text } } } }] },
      }),
    )
    expect(listPaths(graph, 'Order').map((field) => [field.path, field.required])).toEqual([
      ['address', false],
      ['address.city', true],
      ['address.zip', false],
    ])
    expect(factsAt(graph, 'Order', 'address.city')).toEqual({ types: ['text'], maxLength: 9, description: 'where' })
  })

  test.each([
    { why: 'types', given: [{ type: 'string' }, { type: 'integer' }] },
    { why: 'allowed values', given: [{ enum: ['a'] }, { enum: ['b'] }] },
    { why: 'constants', given: [{ const: 'a' }, { const: 'b' }] },
    { why: 'limits', given: [{ type: 'string', minLength: 9 }, { maxLength: 3 }] },
  ])('[S20] conflicting $why are a problem, and the first is kept', ({ given }) => {
    const graph = readGraph(buildOpenApi({ T: { type: 'object', properties: { x: { allOf: given } } } }))
    expect(graph.problems).toMatchObject([{ code: 'conflicting-allOf' }])
    expect(factsAt(graph, 'T', 'x').types).toEqual(['text'])
  })

  test('[S20] allOf in a circle ends, with a problem', () => {
    const graph = readGraph(buildOpenApi({ A: { allOf: [ref('B'), { properties: { a: text } }] }, B: { allOf: [ref('A'), { properties: { b: text } }] } }))
    expect(new Set(listPaths(graph, 'A').map((field) => field.path))).toEqual(new Set(['a', 'b']))
    expect(graph.problems[0]?.code).toBe('unsupported-construct')
  })

  test('[S20] one allOf around a reference keeps the name of its type', () => {
    const graph = readGraph(buildOpenApi({ Base: base, T: { type: 'object', properties: { x: { description: 'mine', allOf: [ref('Base')] } } } }))
    expect(factsAt(graph, 'T', 'x')).toMatchObject({ name: 'Base', description: 'mine' })
  })
})

describe('oneOf and anyOf', () => {
  test.each([
    { given: { oneOf: [text, { type: 'integer' }] }, want: { types: ['text', 'integer'] } },
    {
      given: {
        anyOf: [
          { type: 'string', format: 'date' },
          { type: 'string', format: 'date' },
        ],
      },
      want: { types: ['text'], format: 'date' },
    },
    { given: { type: 'string', oneOf: [{ const: 'CREATE', title: 'made' }, { const: 'UPDATE' }] }, want: { types: ['text'], enum: ['CREATE', 'UPDATE'] } },
    { given: { anyOf: [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }] }, want: { types: ['text'], enum: ['a', 'b', 'c'] } },
    { given: { anyOf: [{ enum: ['a'] }, text] }, want: { types: ['text'] } },
  ])('[S21] $given is one value', ({ given, want }) => {
    expect(factsAt(readGraph(buildOpenApi({ T: { type: 'object', properties: { x: given } } })), 'T', 'x')).toEqual(want)
  })

  test('[S22] an id or the object itself, as public payment APIs have it', () => {
    const graph = readGraph(
      buildOpenApi({
        Charge: { type: 'object', properties: { customer: { anyOf: [{ type: 'string', maxLength: 5000 }, ref('Customer'), { type: 'null' }] } } },
        Customer: { type: 'object', properties: { email: text } },
      }),
    )
    const customer = factsAt(graph, 'Charge', 'customer')
    expect(customer).toMatchObject({ types: ['text', 'object'], nullable: true, variants: { kind: 'anyOf' } })
    expect(customer.variants?.options.map((option) => option.label)).toEqual(['text', 'Customer'])
    expect(fieldAt(graph, 'Charge', 'customer.email').variants).toEqual(['Customer'])
  })

  test('[S22] labels: name, title, type; each once; null and nested choices make no variant of their own', () => {
    const object = { type: 'object', properties: { a: text } }
    const graph = readGraph(
      buildOpenApi({
        T: {
          type: 'object',
          properties: {
            x: {
              oneOf: [ref('Cat'), { ...object, title: 'Card' }, { ...object }, { ...object }, { type: 'null' }, { anyOf: [ref('Dog'), { type: 'boolean' }] }],
            },
          },
        },
        Cat: object,
        Dog: { ...object },
      }),
    )
    expect(factsAt(graph, 'T', 'x').variants?.options.map((option) => option.label)).toEqual(['Cat', 'Card', 'object', 'object 2', 'Dog', 'boolean'])
  })

  test('[S22] options that only say which fields go together are no variants', () => {
    const graph = readGraph(buildOpenApi({ T: { type: 'object', properties: { a: text, b: text }, anyOf: [{ required: ['a'] }, { required: ['b'] }] } }))
    expect(factsAt(graph, 'T').variants).toBeUndefined()
    expect(graph.problems).toEqual([
      {
        code: 'unsupported-construct',
        at: '#/components/schemas/T/anyOf',
        message: 'At least one of these must be given: `a`; `b`. This rule is not shown with the fields.',
      },
    ])
  })

  test('[S22] which fields go together is told once for all options, in their words where they only name fields', () => {
    const messages = (schema: object) =>
      readGraph(buildOpenApi({ T: { type: 'object', properties: { a: text, b: text, c: text }, ...schema } })).problems.map(({ message }) => message)
    expect(messages({ oneOf: [{ required: ['a'] }, { required: ['b', 'c'] }] })).toEqual([
      'Exactly one of these must be given: `a`; `b` and `c`. This rule is not shown with the fields.',
    ])
    expect(messages({ oneOf: [{ required: ['a'] }, { not: { required: ['a'] } }] })).toEqual([
      'These options only say which fields go together; that rule is not shown.',
    ])
    const many = Array.from({ length: 50 }, (_, i) => ({ required: [`f${i}`, 'x'.repeat(500)] }))
    expect(messages({ anyOf: many })).toHaveLength(1)
    expect(messages({ anyOf: many })[0]?.length).toBeLessThan(1_000)
  })

  test('keywords that are not read are told once for each schema', () => {
    const graph = readGraph(buildOpenApi({ T: { type: 'object', properties: { a: text }, if: {}, then: { required: ['a'] }, not: { required: ['b'] } } }))
    expect(graph.problems.map(({ at, message }) => [at, message])).toEqual([
      ['#/components/schemas/T', '`not`, `if`, `then`: not read, so that the rule said there is not shown.'],
    ])
  })

  test('[S22] the items of several lists are a choice too: the fields of all are there', () => {
    const listOf = (name: string) => ({ type: 'array', items: { type: 'object', title: name, required: [name], properties: { [name]: text, all: text } } })
    const graph = readGraph(
      buildOpenApi({
        T: {
          type: 'object',
          properties: {
            lines: { oneOf: [listOf('a'), listOf('b'), { type: 'array', items: text }, text] },
            tuple: { anyOf: [listOf('a'), { type: 'array', items: [{ type: 'object', properties: { c: text } }] }] },
            one: { anyOf: [listOf('a'), text] },
          },
        },
      }),
    )
    expect(listPaths(graph, 'T', 4).map((field) => [field.path, field.variants])).toEqual([
      ['lines', undefined],
      ['lines[]', undefined],
      ['lines[].a', ['a']],
      ['lines[].all', ['a', 'b']],
      ['lines[].b', ['b']],
      ['tuple', undefined],
      ['tuple[]', undefined],
      ['tuple[].a', ['a']],
      ['tuple[].all', ['a']],
      ['tuple[].c', ['object']],
      ['one', undefined],
      ['one[]', ['list']],
      ['one[].a', undefined],
      ['one[].all', undefined],
    ])
    expect(factsAt(graph, 'T', 'lines[]').types).toEqual(['object', 'text'])
  })

  test('[S22] lists of lists that lead back to themselves end', () => {
    const graph = readGraph(
      buildOpenApi({
        A: {
          anyOf: [
            { type: 'array', items: ref('A') },
            { type: 'array', items: ref('B') },
            { type: 'object', properties: { a: ref('B') } },
          ],
        },
        B: {
          anyOf: [
            { type: 'array', items: ref('B') },
            { type: 'array', items: ref('A') },
            { type: 'object', properties: { b: ref('A') } },
          ],
        },
      }),
    )
    expect(Object.keys(graph.nodes).length).toBeLessThan(30)
    expect(listPaths(graph, 'A', 3).map(({ path }) => path)).toContain('a')
  })

  test('[S23] a discriminator gives each variant its value: by mapping, constant, or name', () => {
    const pet = (kind: unknown) => ({ type: 'object', properties: { kind, name: text } })
    const graph = readGraph(
      buildOpenApi({
        Holder: {
          type: 'object',
          properties: {
            pet: {
              oneOf: [ref('Cat'), ref('Dog'), pet({ const: 'fish' }), ref('Bird')],
              discriminator: { propertyName: 'kind', mapping: { pussy: '#/components/schemas/Cat', hound: 'Dog' } },
            },
          },
        },
        Cat: pet(text),
        Dog: pet(text),
        Bird: pet(text),
      }),
    )
    const { variants } = factsAt(graph, 'Holder', 'pet')
    expect(variants?.discriminator).toBe('kind')
    expect(variants?.options.map((option) => option.discriminatorValue)).toEqual(['pussy', 'hound', 'fish', 'Bird'])
    expect(graph.problems).toEqual([])
  })

  test('[S23] a base type with a mapping has its subtypes as variants; a subtype does not', () => {
    const graph = readGraph(
      buildOpenApi({
        Pet: {
          type: 'object',
          required: ['kind'],
          properties: { kind: text },
          discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' } },
        },
        Cat: { allOf: [ref('Pet'), { properties: { lives: { type: 'integer' } } }] },
        Dog: { allOf: [ref('Pet'), { properties: { bark: text } }] },
      }),
    )
    expect(listPaths(graph, 'Pet', 1).map((field) => [field.path, field.variants])).toEqual([
      ['kind', undefined],
      ['lives', ['Cat']],
      ['bark', ['Dog']],
    ])
    expect(factsAt(graph, 'Cat').variants).toBeUndefined()
  })
})
