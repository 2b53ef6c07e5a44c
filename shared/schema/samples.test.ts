import { describe, expect, test } from 'vitest'
import { buildOpenApi, factsAt, listPaths, objectNode, readGraph } from '../../fixtures/openapi-documents.ts'
import { evidenceOf } from './evidence-of.ts'
import { readSamples } from './read-samples.ts'

const records = [
  {
    id: 1,
    total: '10.00',
    paid: '2026-01-05T10:00:00',
    note: null,
    lines: [
      { sku: 'A', quantity: 1 },
      { sku: 'B', quantity: 2.5 },
    ],
    tags: [],
  },
  { id: 2, total: 12, paid: '2026-01-06T11:30:00Z', lines: [{ sku: 'A' }], tags: ['x', 'y'], extra: true },
  { id: 3, total: '1.5', paid: null, lines: [] },
]

describe('samples', () => {
  test('[S31] become an object with optional fields, observed types, null and an example', () => {
    const { graph } = readSamples(records, 'order')
    expect(graph).toMatchObject({ format: 'samples', title: 'order', fieldCount: 9, problems: [] })
    expect(listPaths(graph, 'order').map((field) => [field.path, field.facts.types.join(' '), field.facts.nullable === true, field.required])).toEqual([
      ['id', 'integer', false, false],
      ['total', 'text integer', false, false],
      ['paid', 'text', true, false],
      ['note', 'any', true, false],
      ['lines', 'list', false, false],
      ['lines[].sku', 'text', false, false],
      ['lines[].quantity', 'number', false, false],
      ['tags', 'list', false, false],
      ['extra', 'boolean', false, false],
    ])
    expect(factsAt(graph, 'order', 'paid')).toMatchObject({ format: 'date-time', example: '2026-01-05T10:00:00' })
  })

  test('[S32] evidence: seen in how many parents, types, nulls, values, lengths and range', () => {
    const evidence = new Map(evidenceOf(records).map((each) => [String(each.path), each]))
    expect(evidence.get('id')).toEqual({
      path: 'id',
      seen: 3,
      of: 3,
      types: [{ type: 'integer', count: 3 }],
      nulls: 0,
      distinct: [1, 2, 3].map((value) => ({ value, count: 1 })),
      more: false,
      minimum: 1,
      maximum: 3,
    })
    expect(evidence.get('total')).toMatchObject({
      types: [
        { type: 'text', count: 2 },
        { type: 'integer', count: 1 },
      ],
      longest: 5,
    })
    expect(evidence.get('note')).toMatchObject({ seen: 1, of: 3, nulls: 1, types: [] })
    expect(evidence.get('lines[].sku')).toMatchObject({
      seen: 3,
      of: 3,
      distinct: [
        { value: 'A', count: 2 },
        { value: 'B', count: 1 },
      ],
    })
    expect(evidence.get('lines[].quantity')).toMatchObject({ seen: 2, of: 3, minimum: 1, maximum: 2.5 })
    expect(evidence.get('tags[]')).toMatchObject({ seen: 2, of: 2 })
    expect([...evidence.keys()]).toEqual(['id', 'total', 'paid', 'note', 'lines', 'lines[]', 'lines[].sku', 'lines[].quantity', 'tags', 'tags[]', 'extra'])
  })

  test('[S32] distinct values stop at 50 and say so; long texts are no distinct values', () => {
    const [evidence] = evidenceOf(Array.from({ length: 60 }, (_, id) => ({ id })))
    expect([evidence?.distinct.length, evidence?.more]).toEqual([50, true])
    expect(evidenceOf([{ a: 'x'.repeat(300) }])[0]).toMatchObject({ distinct: [], more: true, longest: 300 })
  })

  test('[S33] names that a documented map holds are its entries', () => {
    const graph = readGraph(
      buildOpenApi({
        Order: {
          type: 'object',
          properties: {
            id: { type: 'integer' },
            meta: { type: 'object', additionalProperties: { type: 'object', properties: { value: { type: 'string' } } } },
          },
        },
      }),
    )
    const sample = [{ id: 1, meta: { a: { value: 'x' }, b: { value: 'y', other: 1 } }, unknown: true }]
    expect(evidenceOf(sample, { graph, node: objectNode(graph, 'Order') }).map((each) => [each.path, each.seen, each.of])).toEqual([
      ['id', 1, 1],
      ['meta', 1, 1],
      ['meta{}', 2, 2],
      ['meta{}.value', 2, 2],
      ['meta{}.other', 1, 2],
      ['unknown', 1, 1],
    ])
    expect(evidenceOf(sample).map((each) => each.path)).toContain('meta.a.value')
  })

  test('[S31] records that are no objects, and none at all', () => {
    expect(readSamples([1, 'a', null]).graph.objects).toHaveLength(1)
    expect(readSamples([]).evidence).toEqual([])
    expect(factsAt(readSamples([[{ a: 1 }]]).graph, 'record').types).toEqual(['list'])
  })

  test('[S40] values deeper than 64 levels are left out with a problem', () => {
    let deep: unknown = 1
    for (let i = 0; i < 50_000; i++) deep = { a: deep }
    const { graph } = readSamples([deep])
    expect(Object.keys(graph.nodes).length).toBeLessThan(70)
    expect(graph.problems).toMatchObject([{ code: 'not-expanded' }])
  })

  test('[S42] names that mean something to the engine are names', () => {
    const { graph, evidence } = readSamples([JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"x":1}},"":2}')])
    expect(listPaths(graph, 'record').map((field) => field.path)).toEqual([
      '__proto__',
      '__proto__.polluted',
      'constructor',
      'constructor.prototype',
      'constructor.prototype.x',
      '``',
    ])
    expect(evidence.map((each) => each.path)).toContain('__proto__.polluted')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
