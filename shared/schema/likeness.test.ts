// How alike names and fields are: words, order, numbers, reasons.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildGraph, field } from '../../fixtures/build.ts'
import { corpusFolder } from '../../fixtures/corpus.ts'
import { compareGraphs } from './compare-graphs.ts'
import { likenessOfFields, likenessOfNames, wordsOfName, type FieldLook } from './likeness.ts'
import { matchBest } from './match-best.ts'
import { LIKELY_RENAMED } from './match-versions.ts'
import type { FieldType } from './schema-graph.ts'

test.each([
  { names: ['placedAt', 'placed_at', 'Placed At', 'placed-at', 'PLACED_AT', 'placed.at'], want: ['placed', 'at'] },
  { names: ['HTTPStatus', 'http_status'], want: ['http', 'status'] },
  { names: ['addressLine1', 'address_line_1', 'AddressLine1'], want: ['address', 'line', '1'] },
  { names: ['qty', 'Quantity'], want: ['quantity'] },
  { names: ['invNo', 'invoice_number', 'InvNum'], want: ['invoice', 'number'] },
  { names: ['custAddr', 'customer-address'], want: ['customer', 'address'] },
  { names: ['Größe', 'größe'], want: ['größe'] },
  { names: ['', '___', '$'], want: [] },
])('[S70] the words of $names are the same however they are written, short forms written out', ({ names, want }) => {
  for (const name of names) expect(wordsOfName(name)).toEqual(want)
})

const anyName = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,20}$/),
  fc.constantFrom('qty', 'total_tax', 'first_name', 'id', '__proto__', 'constructor'),
)

test('[S71] likeness of names is from 0 to 1, the same whichever stands first, and 1 exactly for the same words', () => {
  fc.assert(
    fc.property(anyName, anyName, (a, b) => {
      const likeness = likenessOfNames(a, b)
      expect(likeness).toBeGreaterThanOrEqual(0)
      expect(likeness).toBeLessThanOrEqual(1)
      expect(likenessOfNames(b, a)).toBe(likeness)
      expect(likenessOfNames(a, a)).toBe(1)
      expect(likeness === 1).toBe(wordsOfName(a).join(' ') === wordsOfName(b).join(' '))
    }),
    { numRuns: 500 },
  )
})

test.each([
  { a: 'vat_number', more: 'tax_id', less: 'customer_note' },
  { a: 'email', more: 'email_address', less: 'phone' },
  { a: 'address_1', more: 'address_line_1', less: 'address_2' },
  { a: 'first_name', more: 'given_name', less: 'last_name' },
  { a: 'min_price', more: 'minimum_price', less: 'max_price' },
  { a: 'created_at', more: 'date_created', less: 'updated_at' },
  { a: 'quantity', more: 'quantities', less: 'quality' },
  { a: 'postcode', more: 'zipcode', less: 'postage' },
])('[S71] $a is more like $more than like $less', ({ a, more, less }) => {
  expect(likenessOfNames(a, more)).toBeGreaterThan(likenessOfNames(a, less))
})

const anyLook: fc.Arbitrary<FieldLook> = fc.record(
  {
    name: anyName,
    types: fc.uniqueArray(fc.constantFrom<FieldType>('text', 'number', 'integer', 'object', 'any'), { minLength: 1, maxLength: 2 }),
    format: fc.constantFrom('date', 'uri'),
    description: fc.constantFrom('When it was paid', 'Who pays', ''),
    enum: fc.array(fc.constantFrom('a', 'b', 1, null), { maxLength: 3 }),
    fields: fc.array(anyName, { maxLength: 4 }),
  },
  { requiredKeys: ['name', 'types'] },
)

test('[S72] likeness of fields is from 0 to 1 and the same whichever stands first, with the same reasons', () => {
  fc.assert(
    fc.property(anyLook, anyLook, fc.boolean(), (a, b, samePlace) => {
      const found = likenessOfFields(a, b, samePlace)
      expect(found.likeness).toBeGreaterThanOrEqual(0)
      expect(found.likeness).toBeLessThanOrEqual(1)
      expect(likenessOfFields(b, a, samePlace)).toEqual(found)
    }),
    { numRuns: 500 },
  )
})

test('[S72] a field is like one of another name by its place, type and description, and the reasons say so', () => {
  const look = (name: string, description: string): FieldLook => ({ name, types: ['text'], description })
  const found = likenessOfFields(look('vat_number', 'Number of the buyer for value added tax'), look('tax_id', 'Number of the buyer for value added tax'), true)
  expect(found.reasons).toEqual(['same place', 'same type', 'same description'])
  expect(found.likeness).toBeGreaterThan(0.75)
  expect(likenessOfFields(look('vat_number', 'Number of the buyer'), look('order_key', 'Opens the order page'), true).likeness).toBeLessThan(0.4)
})

const corpus = corpusFolder()
type Element = { readonly id: string; readonly name: string; readonly desc?: string }
type Task = { readonly src: readonly Element[]; readonly tgt: readonly Element[]; readonly gt: readonly (readonly [string, string])[] }

test.runIf(corpus !== undefined)('[S73] on the 34 matching tasks 8 in 10 of the pairs from the threshold on are right', () => {
  const folder = join(corpus ?? '', 'matching')
  const tasks = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Task)
  const look = ({ name, desc = '' }: Element): FieldLook => ({ name, types: ['any'], ...(desc === '' ? {} : { description: desc }) })
  let [right, all] = [0, 0]
  for (const { src, tgt, gt } of tasks) {
    const truth = new Set(gt.map((pair) => JSON.stringify(pair)))
    const pairs = matchBest(src, tgt, (a, b) => likenessOfFields(look(a), look(b), true).likeness, LIKELY_RENAMED)
    all += pairs.length
    right += pairs.filter(({ a, b }) => truth.has(JSON.stringify([a.id, b.id]))).length
  }
  expect(tasks).toHaveLength(34)
  expect(all).toBeGreaterThan(100)
  expect(right / all).toBeGreaterThan(0.8)
})

test('[S73] pairs are matched best first, each once, the same from either side', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 8 }), fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 8 }), (as, bs) => {
      const score = (a: number, b: number) => 1 - Math.abs(a - b) / 10
      const [left, right] = [as.map((value, i) => ({ value, i })), bs.map((value, i) => ({ value, i }))]
      const there = matchBest(left, right, (a, b) => score(a.value, b.value), 0.7)
      const back = matchBest(right, left, (a, b) => score(a.value, b.value), 0.7)
      const pairs = there.map(({ a, b }) => `${a.i} ${b.i}`)
      expect(back.map(({ a, b }) => `${b.i} ${a.i}`).toSorted()).toEqual(pairs.toSorted())
      expect(new Set(there.map(({ a }) => a.i)).size).toBe(there.length)
      expect(new Set(there.map(({ b }) => b.i)).size).toBe(there.length)
      expect(there.map(({ score: found }) => found)).toEqual(there.map(({ score: found }) => found).toSorted((x, y) => y - x))
    }),
  )
})

describe('fields that say the same under another name', () => {
  const fields = (list: Readonly<Record<string, readonly [type: string, description: string]>>) =>
    Object.fromEntries(Object.entries(list).map(([name, [type, description]]) => [name, field(type, { description })]))
  const changes = (before: Parameters<typeof fields>[0], after: Parameters<typeof fields>[0]) =>
    compareGraphs(buildGraph({ objects: { Line: fields(before) } }), buildGraph({ objects: { Line: fields(after) } })).map(({ kind, place, to }) =>
      [kind, place.path, ...(to === undefined ? [] : [to.path])].join(' '),
    )
  const SKU = 'Number of the article in the warehouse'

  test('[S73] two of one type and one description are told as renamed with their likeness, low as it is', () => {
    const [change] = compareGraphs(
      buildGraph({ objects: { Line: fields({ sku: ['text', SKU], qty: ['number', 'How many'] }) } }),
      buildGraph({ objects: { Line: fields({ stock_code: ['text', SKU], qty: ['number', 'How many'] }) } }),
    )
    expect(change).toMatchObject({
      kind: 'renamed',
      place: { path: 'sku' },
      to: { path: 'stock_code' },
      reasons: ['same place', 'same type', 'same description'],
    })
    expect(change?.likeness).toBeLessThan(LIKELY_RENAMED)
  })

  test('[S73] not where another says the same, the type is another, or the description is one word', () => {
    expect(changes({ sku: ['text', SKU], ean: ['text', SKU] }, { stock_code: ['text', SKU] })).toEqual(['removed sku', 'removed ean', 'added stock_code'])
    expect(changes({ sku: ['text', SKU] }, { stock_code: ['number', SKU] })).toEqual(['removed sku', 'added stock_code'])
    expect(changes({ sku: ['text', 'Code'] }, { stock_ref: ['text', 'Code'] })).toEqual(['removed sku', 'added stock_ref'])
    expect(changes({ sku: ['text', ''] }, { stock_code: ['text', ''] })).toEqual(['removed sku', 'added stock_code'])
  })

  test('[S73] a name that is more alike wins', () => {
    expect(changes({ sku: ['text', SKU] }, { stock_code: ['text', 'Another code'], sku_: ['text', SKU] })).toEqual(['renamed sku sku_', 'added stock_code'])
  })
})
