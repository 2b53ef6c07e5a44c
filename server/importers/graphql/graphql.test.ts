import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listEnvelopes } from '../../../shared/schema/envelopes.ts'
import { expandFields, nodeOf, rootField } from '../../../shared/schema/fields.ts'
import type { SchemaGraph, SchemaNode } from '../../../shared/schema/schema-graph.ts'
import { describeImportError } from '../import-error.ts'
import type { OpenedFile, ReadSchema } from '../format-reader.ts'
import { graphql } from '../formats/graphql.ts'

const sdl = (text: string, name = 'shop.graphql'): OpenedFile => ({ name, syntax: 'graphql', text })

function read(...files: OpenedFile[]): ReadSchema {
  const result = graphql.read(files, files, 'shop')
  if (!result.ok) throw new Error(describeImportError(result.error))
  return result.value
}

function sentence(...files: OpenedFile[]): string {
  const result = graphql.read(files, files, 'shop')
  return result.ok ? 'read' : describeImportError(result.error)
}

function factsOf(graph: SchemaGraph, object: string, path: string): SchemaNode {
  const root = graph.objects.find(({ name }) => name === object)
  if (root === undefined) throw new Error(`there is no ${object}`)
  const field = expandFields(graph, rootField(graph, root.node), 6).fields.find((each) => each.path === path)
  if (field === undefined) throw new Error(`there is no ${path}`)
  return field.facts
}

describe('GraphQL schemas', () => {
  test('queries, mutations and subscriptions are endpoints: arguments go out as one object, the answer is the field', () => {
    const { graph } = read(
      sdl(`
        schema { query: Shop mutation: Changes subscription: News }
        type Shop { "All orders." orders(first: Int = 10, after: String, ids: [ID!]!): [Order!]! @deprecated(reason: "Use search.") }
        type Changes { orderCreate(input: OrderInput!): Order }
        type News { orderPaid: Order! }
        type Order { id: ID! }
        input OrderInput { total: Float! = 1.5, note: String, lines: [[Int!]] }`),
    )
    expect(graph.endpoints.map(({ id, method, path, deprecated, description }) => ({ id, method, path, deprecated, description }))).toEqual([
      { id: 'QUERY orders', method: 'QUERY', path: '/orders', deprecated: true, description: 'All orders.\nDeprecated: Use search.' },
      { id: 'MUTATION orderCreate', method: 'MUTATION', path: '/orderCreate' },
      { id: 'SUBSCRIPTION orderPaid', method: 'SUBSCRIPTION', path: '/orderPaid' },
    ])
    const [orders, create, paid] = graph.endpoints
    const request = nodeOf(graph, orders?.request?.node ?? '')
    expect(request.properties?.map(({ name, required }) => [name, required])).toEqual([
      ['first', false],
      ['after', false],
      ['ids', true],
    ])
    expect(nodeOf(graph, request.properties?.[0]?.node ?? '')).toEqual({ types: ['integer'], format: 'int32', nullable: true, default: 10 })
    expect(nodeOf(graph, orders?.responses[0]?.body?.node ?? '')).toMatchObject({ types: ['list'] })
    expect(create?.request?.required).toBe(true)
    expect(nodeOf(graph, create?.responses[0]?.body?.node ?? '')).toMatchObject({ name: 'Order', nullable: true })
    expect(paid).not.toHaveProperty('request')
    expect(graph.objects.map(({ name }) => name)).toEqual(['Order', 'OrderInput'])
    const input = graph.objects.find(({ name }) => name === 'OrderInput')?.node ?? ''
    expect(nodeOf(graph, input).properties?.map(({ required }) => required)).toEqual([false, false, false])
    expect(factsOf(graph, 'OrderInput', 'total')).toEqual({ types: ['number'], default: 1.5 })
    const lines = factsOf(graph, 'OrderInput', 'lines')
    expect(lines).toMatchObject({ types: ['list'], nullable: true })
    const inner = nodeOf(graph, lines.items ?? '')
    expect(inner).toMatchObject({ types: ['list'], nullable: true })
    expect(nodeOf(graph, inner.items ?? '')).toEqual({ types: ['integer'], format: 'int32' })
  })

  test('several files are one schema, with extensions, and without a Query', () => {
    const { graph, places } = read(
      sdl('type Order implements Node {\n  id: ID!\n}\ninterface Node { id: ID! }', 'a.graphql'),
      sdl('extend type Order { total: Float }\nextend enum Status { late }', 'b.graphql'),
      sdl('enum Status { early }\nextend type Order { status: Status }', 'c.graphql'),
    )
    const order = graph.objects.find(({ name }) => name === 'Order')?.node ?? ''
    const properties = nodeOf(graph, order).properties ?? []
    expect(properties.map(({ name }) => name)).toEqual(['id', 'total', 'status'])
    expect(properties.map(({ node }) => places.get(node))).toEqual([
      { file: 'a.graphql', line: 2 },
      { file: 'b.graphql', line: 1 },
      { file: 'c.graphql', line: 2 },
    ])
    expect(factsOf(graph, 'Order', 'status').enum).toEqual(['late', 'early'])
    expect(graph.endpoints).toEqual([])
    expect(graph.fieldCount).toBe(4)
    expect(graph.problems).toEqual([])
  })

  test('interfaces and unions are variants by type name; one type left is no choice', () => {
    const { graph } = read(
      sdl(`
        interface Sale { id: ID! }
        type Tip implements Sale { id: ID! thanks: String }
        type Fee implements Sale { id: ID! reason: String }
        union Reference = Tip | Fee
        union Only = Tip
        type Order { sale: Sale, reference: Reference!, only: Only }`),
    )
    expect(factsOf(graph, 'Order', 'sale')).toMatchObject({ types: ['object'], name: 'Sale', nullable: true, variants: { kind: 'oneOf' } })
    expect(factsOf(graph, 'Order', 'sale').variants?.options.map(({ label, discriminatorValue }) => [label, discriminatorValue])).toEqual([
      ['Tip', 'Tip'],
      ['Fee', 'Fee'],
    ])
    expect(factsOf(graph, 'Order', 'reference.reason').types).toEqual(['text'])
    expect(factsOf(graph, 'Order', 'only')).not.toHaveProperty('variants')
    expect(factsOf(graph, 'Order', 'only.thanks').nullable).toBe(true)
    expect(JSON.stringify(graph.nodes)).not.toContain('__typename')
  })

  test('scalars of well-known servers have their types; unknown ones are anything, with what is said of them', () => {
    const { graph, places } = read(
      sdl(`
        scalar Money
        "A signed number, sent as a string."
        scalar Decimal
        scalar UnsignedInt64
        scalar Mystery @specifiedBy(url: "https://example.com/mystery")
        type A { money: Money!, decimal: Decimal!, big: UnsignedInt64!, date: Date!, mystery: Mystery!, aws: AWSDateTime!, flag: Boolean!, gone: Gone! }
        scalar Date`),
    )
    expect(factsOf(graph, 'A', 'money')).toEqual({ types: ['text', 'number'], format: 'decimal', name: 'Money' })
    expect(factsOf(graph, 'A', 'decimal').types).toEqual(['text'])
    expect(factsOf(graph, 'A', 'big')).toMatchObject({ types: ['text', 'integer'], format: 'uint64' })
    expect(factsOf(graph, 'A', 'date')).toMatchObject({ types: ['text'], format: 'date' })
    expect(factsOf(graph, 'A', 'mystery')).toMatchObject({ types: ['any'], description: 'Described at https://example.com/mystery' })
    expect(factsOf(graph, 'A', 'aws')).toEqual({ types: ['text'], format: 'date-time' })
    expect(factsOf(graph, 'A', 'gone')).toEqual({ types: ['any'] })
    expect(graph.problems).toEqual([
      {
        code: 'unresolved-reference',
        at: 'shop.graphql, line 7',
        message: 'The type `Gone` is not in this upload; its values may be anything. Upload the file that defines it too.',
      },
    ])
    expect([...places.values()].every(({ line }) => line !== undefined)).toBe(true)
  })

  test('descriptions, older ones in comments too, arguments, meanings of values and reasons of deprecation', () => {
    const { graph } = read(
      sdl(`
        # What was ordered.
        # By whom.
        type Order {
          # Not about this field.

          id: ID! # nor this
          total(currency: Currency = EUR, round: [Boolean!]): Float @deprecated(reason: "Use sum.")
          currency: Currency!
        }
        enum Currency { "Euro." EUR, "Franc." FRF @deprecated(reason: "Gone.") }
        input Pick @oneOf { id: ID, name: String }`),
    )
    const order = graph.objects.find(({ name }) => name === 'Order')
    expect(order?.description).toBe('What was ordered.\nBy whom.')
    expect(factsOf(graph, 'Order', 'id')).toEqual({ types: ['text'] })
    expect(factsOf(graph, 'Order', 'total')).toMatchObject({
      deprecated: true,
      description: 'Deprecated: Use sum.\nArguments: `currency: Currency = "EUR"`, `round: [Boolean!]`.',
    })
    expect(factsOf(graph, 'Order', 'currency').description).toBe('`EUR`: Euro.\n`FRF`: Franc.\nDeprecated values: `FRF` (Gone).')
    expect(nodeOf(graph, graph.objects.find(({ name }) => name === 'Pick')?.node ?? '').description).toBe('Exactly one of these fields is given.')
  })

  test('types in circles cost one node a field', () => {
    const { graph } = read(sdl('type A { b: B!, list: [A!]! }\ntype B { a: A! }'))
    expect(Object.keys(graph.nodes).length).toBeLessThan(8)
    const root = rootField(graph, graph.objects[0]?.node ?? '')
    expect(expandFields(graph, root, 64).fields.length).toBeLessThan(20)
  })

  test('the records of a connection are its nodes, those of a mutation are not its errors', () => {
    const { graph } = read(
      sdl(`
        type Query { orders(first: Int): OrderConnection!, short: ShortConnection! }
        type Mutation { orderCreate: OrderPayload }
        type OrderConnection { edges: [OrderEdge!]!, nodes: [Order!]!, pageInfo: PageInfo! }
        type ShortConnection { edges: [OrderEdge!]!, pageInfo: PageInfo!, totalCount: Int! }
        type OrderEdge { cursor: String!, node: Order! }
        type Order { id: ID!, name: String!, total: Float!, note: String }
        type OrderPayload { order: Order, userErrors: [UserError!]! }
        type UserError { code: String, field: [String!], message: String!, hint: String, link: String }
        type PageInfo { hasNextPage: Boolean!, endCursor: String, a: Int, b: Int, c: Int }`),
    )
    const likeliest = graph.endpoints.map(({ responses }) => listEnvelopes(graph, responses[0]?.body?.node ?? '')[0]?.envelope)
    expect(likeliest).toEqual(['nodes[]', 'edges[].node', 'order'])
  })

  test('a type defined twice in two ways is told; the first is read', () => {
    const { graph } = read(sdl('type A { x: Int }\ninput A { y: Int }'))
    expect(graph.problems).toEqual([
      { code: 'unsupported-construct', at: 'shop.graphql, line 2', message: '`A` is defined twice, as a type and as an input; the first is read.' },
    ])
  })

  test.each([
    { why: 'a broken definition', text: 'type A {\n  x Int\n}', want: 'shop.graphql is not GraphQL: line 2, column 5: Expected ":", found Name "Int".' },
    { why: 'a file that was cut off', text: 'type A {\n  x: In', want: /^shop\.graphql ends in the middle, at line 2, column 8\./ },
    { why: 'queries only', text: 'query { a }', want: /a GraphQL schema was expected, and this is queries without one/ },
    { why: 'an unterminated text', text: 'type A { "x', want: /ends in the middle|is not GraphQL: line 1/ },
    { why: 'a NUL', text: 'type A { \u0000 }', want: /^shop\.graphql is not GraphQL: line 1, column 10: Unexpected character: U\+0000\.$/ },
  ])('$why gets a sentence with file and line', ({ text, want }) => {
    expect(sentence(sdl(text))).toMatch(want)
  })

  test.each([
    { why: 'braces', text: 'type A '.concat('{'.repeat(100_000)) },
    { why: 'lists', text: `type A { x: ${'['.repeat(100_000)}` },
    { why: 'default values', text: `input A { x: Int = ${'{a:'.repeat(100_000)}` },
    { why: 'selections', text: '{a'.repeat(100_000) },
    { why: 'parentheses', text: `type A { x${'('.repeat(5_000_000)}` },
  ])('a hundred thousand nested $why are refused', ({ text }) => {
    expect(sentence(sdl(text))).toBe(
      'shop.graphql is not readable: nested too deeply at line 1: at most 64 levels are read. Give the inner part a name of its own and refer to it.',
    )
  })

  test('names of Object.prototype stay names, and change no prototype', () => {
    const { graph } = read(
      sdl(
        'type __proto__x { a: Int }\ntype constructor { __proto__: constructor, toString: String, hasOwnProperty: [constructor!] }\ninput I { v: J = { __proto__: 1 } }\ninput J { a: Int }',
      ),
    )
    expect(factsOf(graph, 'constructor', '__proto__.toString').types).toEqual(['text'])
    expect(JSON.stringify(factsOf(graph, 'I', 'v').default)).toBe('{"__proto__":1}')
    expect(Object.hasOwn({}, '1')).toBe(false)
  })

  test('a name of a million characters is left out with a problem', () => {
    const long = 'x'.repeat(1_000_000)
    const { graph } = read(sdl(`type Query { ${long}: Int }\ntype ${long} { a: Int }\ntype A { ${long}: Int, b: ${long}y }`))
    expect(graph.objects.map(({ name }) => name)).toEqual(['A'])
    expect(graph.endpoints).toEqual([])
    expect(graph.problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['name-too-long']))
    expect(JSON.stringify(graph.problems).length).toBeLessThan(5_000)
  })

  test('whatever is cut off or put together, nothing is thrown', () => {
    const pieces = [
      'type A ',
      'input A ',
      'interface I ',
      'union U = ',
      'enum E ',
      'scalar S ',
      'extend ',
      'schema ',
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      ':',
      '!',
      '=',
      '|',
      '&',
      '@',
      'a',
      'A',
      'Int',
      '"',
      '"""',
      '#',
      '\n',
      '1',
      '$x',
      'implements ',
      'directive @d on FIELD ',
      '...',
      'query',
      'null',
      '\\',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (given) => {
        sentence(sdl(given.join('')))
        sentence(sdl(`type A { ${given.join('')} }`))
      }),
      { numRuns: 2_000 },
    )
  })

  test('ten thousand fields of a type with ten thousand fields stay small', () => {
    const fields = Array.from({ length: 10_000 }, (_, i) => `"About ${i}." f${i}: A!`).join('\n')
    const { graph } = read(sdl(`type A {\n${fields}\n}`))
    expect(graph.fieldCount).toBe(10_000)
    expect(JSON.stringify(graph).length).toBeLessThan(60_000_000)
  })
})

describe('GraphQL introspection', () => {
  const json = (value: unknown): OpenedFile => ({ name: 'shop.json', syntax: 'json', text: JSON.stringify(value), value })

  test.each([
    { why: 'nothing', types: [] },
    { why: 'values that are no types', types: [null, 1, 'x', [], { kind: 'OBJECT' }, { name: 'A' }, { kind: 'WHAT', name: 'B' }] },
    {
      why: 'fields that are no fields',
      types: [{ kind: 'OBJECT', name: 'A', fields: [null, 1, { name: 1 }, { name: 'x' }, { name: 'y', type: { kind: 'LIST' }, args: 3 }] }],
    },
    {
      why: 'members that are nowhere',
      types: [
        { kind: 'UNION', name: 'U', possibleTypes: [{ name: 'Gone' }, null, 3] },
        { kind: 'ENUM', name: 'E', enumValues: [1, null] },
      ],
    },
    {
      why: 'lists in place of texts',
      types: [
        { kind: 'SCALAR', name: 'S', description: ['x'], specifiedByURL: {} },
        { kind: ['OBJECT'], name: {} },
      ],
    },
  ])('$why is read without a fault', ({ types }) => {
    expect(read(json({ __schema: { queryType: 7, types } })).graph.format).toBe('graphql')
  })

  test('a type around a type around a type without end is anything', () => {
    let type: unknown = { kind: 'SCALAR', name: 'Int' }
    for (let i = 0; i < 100_000; i++) type = { kind: 'LIST', name: null, ofType: type }
    const value = { data: { __schema: { types: [{ kind: 'OBJECT', name: 'A', fields: [{ name: 'x', type }] }] } } }
    const { graph } = read({ name: 'a.json', syntax: 'json', text: '', value })
    expect(graph.fieldCount).toBe(1)
  })

  test('defaults are literals; what is no literal, or nested deeper than anybody writes, is left out', () => {
    const input = (defaultValue: string) => ({ name: 'x', type: { kind: 'SCALAR', name: 'Int' }, defaultValue })
    const defaults = ['[CREATED_AT, "a\\u0041", 1.5, { a: true }]', 'null', '$x', '{', '['.repeat(100_000), 'x'.repeat(100_000)]
    const types = defaults.map((each, i) => ({ kind: 'INPUT_OBJECT', name: `I${i}`, inputFields: [input(each)] }))
    const { graph, places } = read(json({ __schema: { types } }))
    expect(factsOf(graph, 'I0', 'x').default).toEqual(['CREATED_AT', 'aA', 1.5, { a: true }])
    for (const name of ['I1', 'I2', 'I3', 'I4', 'I5']) expect(factsOf(graph, name, 'x')).not.toHaveProperty('default')
    const field = nodeOf(graph, graph.objects[1]?.node ?? '').properties?.[0]?.node ?? ''
    expect(places.get(field)).toEqual({ file: 'shop.json', pointer: '#/__schema/types/1/inputFields/0' })
  })
})
