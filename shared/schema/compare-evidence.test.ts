import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildOpenApi, objectNode, readGraph } from '../../fixtures/openapi-documents.ts'
import { compareEvidence } from './compare-evidence.ts'
import { evidenceOf } from './evidence-of.ts'
import { MOST_DISTINCT, type FieldEvidence } from './evidence.ts'
import type { FieldPath } from './field-path.ts'
import { mergeEvidence } from './merge-evidence.ts'
import { readSampleObjects } from './read-samples.ts'

const graph = readGraph(
  buildOpenApi({
    Order: {
      type: 'object',
      required: ['id', 'placed'],
      properties: {
        id: { type: 'string', maxLength: 3 },
        total: { type: 'number', minimum: 0 },
        status: { type: 'string', enum: ['open', 'paid'] },
        placed: { type: 'string', format: 'date' },
        note: { type: ['string', 'null'] },
        free: {},
        customer: { type: 'object', required: ['email'], properties: { email: { type: 'string' }, phone: { type: 'string' } } },
        lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' }, quantity: { type: 'integer' } } } },
        payment: {
          oneOf: [
            { title: 'Card', type: 'object', properties: { last4: { type: 'string', maxLength: 4 } } },
            { title: 'Bank', type: 'object', properties: { iban: { type: 'string' } } },
          ],
        },
        meta: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
  }),
)
const node = objectNode(graph, 'Order')
const compare = (...records: unknown[]) => compareEvidence(graph, node, evidenceOf(records, { graph, node }), records.length)
const conflictsOf = (...records: unknown[]) => Object.fromEntries([...compare(...records).conflicts].filter(([path]) => path !== 'placed' && path !== 'id'))

describe('samples held against a description', () => {
  test('[S65] what fits says nothing', () => {
    const fitting = {
      id: 'a',
      placed: '2026-01-01',
      total: 5,
      status: 'paid',
      note: null,
      free: { a: [{ b: null }] },
      customer: { email: 'x' },
      lines: [{ sku: 'A', quantity: 1 }],
      payment: { iban: 'x' },
      meta: { a: 'b' },
    }
    const { undocumented, conflicts, neverSeenIn } = compare(fitting)
    expect([undocumented, [...conflicts]]).toEqual([[], []])
    expect(neverSeenIn('customer.phone' as FieldPath)).toBe(1)
    expect(neverSeenIn('customer.email' as FieldPath)).toBeUndefined()
  })

  test('[S65] other types, null, other values, too long, out of range, absent', () => {
    expect(
      conflictsOf(
        { id: 'abcd', total: '5', status: 'lost', note: 1, customer: null, lines: [{ sku: 7, quantity: 1.5 }], payment: { last4: '12345' }, meta: { a: 1 } },
        { id: 'x', total: -1, customer: { phone: 'x' }, lines: {} },
      ),
    ).toEqual({
      total: [
        { type: 'type', documented: ['number'], observed: [{ type: 'text', count: 1 }] },
        { type: 'range', limit: 0, value: -1, side: 'minimum' },
      ],
      status: [{ type: 'values', values: [{ value: 'lost', count: 1 }] }],
      note: [{ type: 'type', documented: ['text'], observed: [{ type: 'integer', count: 1 }] }],
      customer: [{ type: 'null', count: 1 }],
      'customer.email': [{ type: 'absent', count: 1, of: 1 }],
      lines: [{ type: 'type', documented: ['list'], observed: [{ type: 'object', count: 1 }] }],
      'lines[].sku': [{ type: 'type', documented: ['text'], observed: [{ type: 'integer', count: 1 }] }],
      'lines[].quantity': [{ type: 'type', documented: ['integer'], observed: [{ type: 'number', count: 1 }] }],
      'payment.last4': [{ type: 'length', maxLength: 4, longest: 5 }],
      'meta{}': [{ type: 'type', documented: ['text'], observed: [{ type: 'integer', count: 1 }] }],
    })
    expect(compare({ id: 'abcd' }, {}).conflicts.get('id' as FieldPath)).toEqual([
      { type: 'length', maxLength: 3, longest: 4 },
      { type: 'absent', count: 1, of: 2 },
    ])
    expect(compare({ id: '😀😀😀' }).conflicts.has('id' as FieldPath)).toBe(false)
    expect(compare({ id: 'a' }, { id: 'b' }).conflicts.get('placed' as FieldPath)).toEqual([{ type: 'absent', count: 2, of: 2 }])
  })

  test('[S65] fields that are not documented, with their types; fields that no sample has', () => {
    const { undocumented, neverSeenIn } = compare({ extra: { deep: 1 }, lines: [{ colour: 'red' }], customer: { email: 'x' } }, { lines: [] })
    expect(undocumented.map(({ path, types }) => `${path} ${types.map(({ type }) => type).join(' ')}`)).toEqual([
      'extra object',
      'extra.deep integer',
      'lines[].colour text',
    ])
    expect([neverSeenIn('total' as FieldPath), neverSeenIn('lines[].sku' as FieldPath), neverSeenIn('payment.iban' as FieldPath)]).toEqual([2, 1, 0])
    expect(compareEvidence(graph, node, []).neverSeenIn('total' as FieldPath)).toBeUndefined()
  })
})

describe('evidence of several sets', () => {
  const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, true, false, 'a', 'bb', '', '2026-01-01', 'x'.repeat(250)),
      fc.integer({ min: -5, max: 5 }),
      fc.constant(1.5),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'a b'), tie('value'), { maxKeys: 4 }),
  })).object
  const tidy = (evidence: readonly FieldEvidence[]) =>
    evidence.map((each) => ({
      ...each,
      types: each.types.toSorted((a, b) => (a.type < b.type ? -1 : 1)),
      distinct: each.distinct.toSorted((a, b) => (`${typeof a.value}${String(a.value)}` < `${typeof b.value}${String(b.value)}` ? -1 : 1)),
    }))
  const set = (records: readonly unknown[]) => ({ records: records.length, evidence: evidenceOf(records) })

  test('[S66] the evidence of the parts, merged, is the evidence of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.array(value, { maxLength: 6 }), { minLength: 1, maxLength: 4 }), (sets) => {
        expect(tidy(mergeEvidence(sets.map(set)))).toEqual(tidy(evidenceOf(sets.flat())))
      }),
      { numRuns: 500 },
    )
  })

  test('[S66] distinct values beyond the limit are said to be left out', () => {
    const records = Array.from({ length: 80 }, (_, id) => ({ id }))
    const [merged] = mergeEvidence([set(records.slice(0, 40)), set(records.slice(40))])
    expect([merged?.distinct.length, merged?.more, merged?.seen, merged?.maximum]).toEqual([MOST_DISTINCT, true, 80, 79])
    const [kept] = mergeEvidence([set(records.slice(0, 40)), set(records.slice(0, 40))])
    expect([kept?.distinct.length, kept?.more, kept?.distinct[0]?.count]).toEqual([40, false, 2])
  })

  test('[S66] a set without a field counts among its parents', () => {
    expect(mergeEvidence([set([{}, {}]), set([{ a: 1 }])]).map(({ path, seen, of }) => [path, seen, of])).toEqual([['a', 1, 3]])
    expect(mergeEvidence([])).toEqual([])
  })

  test('[S64] the longest text is kept itself, cut at 200 and never inside a character', () => {
    expect(evidenceOf([{ a: 'x' }, { a: 'yyy' }, { a: 'zzz' }])[0]).toMatchObject({ longest: 3, longestText: 'yyy' })
    const long = `${'x'.repeat(199)}😀😀`
    expect(evidenceOf([{ a: long }])[0]).toMatchObject({ longest: 203, longestText: 'x'.repeat(199) })
  })
})

describe('places of samples', () => {
  test('[S67] every field stands where it was seen first; an object for each kind', () => {
    const records = [{ a: 1 }, { a: 2, lines: [{ sku: 'A' }, { sku: 'B', 'b/c': 1 }] }]
    const read = readSampleObjects(
      [
        { name: 'order', records, places: [0, 1].map((i) => ({ file: 'orders.json', pointer: `#/${i}` })) },
        { name: 'tax', description: 'Taken from `taxes`.', records: [{ rate: 1 }], places: [{ file: 'taxes.csv', line: 2 }], columns: ['never', 'rate'] },
      ],
      'Shop',
    )
    if (!read.ok) throw new Error(read.error.type)
    const { graph: made, places } = read.value
    expect(made).toMatchObject({
      title: 'Shop',
      format: 'samples',
      fieldCount: 6,
      objects: [{ name: 'order' }, { name: 'tax', description: 'Taken from `taxes`.' }],
    })
    expect([...places.values()].map(({ file, pointer, line }) => `${file} ${pointer ?? line}`)).toEqual([
      'orders.json #/0',
      'taxes.csv 2',
      'orders.json #/0/a',
      'orders.json #/1/lines',
      'taxes.csv 2',
      'taxes.csv 2',
      'orders.json #/1/lines/0',
      'orders.json #/1/lines/0/sku',
      'orders.json #/1/lines/1/b~1c',
    ])
  })
})
