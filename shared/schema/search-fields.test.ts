import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { buildOpenApi, objectNode, readGraph } from '../../fixtures/openapi-documents.ts'
import { printObjectAddress } from './fields.ts'
import { indexFields, indexObject, searchFields, type FieldIndex } from './search-fields.ts'

const text = (description?: string) => ({ type: 'string', ...(description === undefined ? {} : { description }) })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const order = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    billingEmail: text('Where the receipt goes'),
    customer: ref('Customer'),
    lines: { type: 'array', items: { type: 'object', properties: { sku: text('The code of the product'), email_note: text() } } },
    grid: { type: 'array', items: { type: 'array', items: { type: 'object', properties: { cell: text() } } } },
    note: text('An e-mail may be in here: email'),
  },
}
const customer = { type: 'object', properties: { email: text(), referredBy: ref('Customer'), orders: { type: 'array', items: ref('Order') } } }
const graph = readGraph(
  buildOpenApi({ Order: order, Customer: customer, Invoice: { type: 'object', properties: { payer: ref('Customer'), order: ref('Order') } } }),
)
const found = (index: FieldIndex, words: string) =>
  searchFields(index, words, 50).hits.map(({ object, field }) => `${object === undefined ? '' : `${printObjectAddress(object)}: `}${field.path}`)

describe('the index of a description', () => {
  test('[S86] every property definition is in it once, at its shortest place, however often its type is used and whatever circles there are', () => {
    const places = indexFields(graph).fields.map(({ object, field }) => `${object === undefined ? '' : printObjectAddress(object)}: ${field.path}`)
    expect(places).toEqual([...new Set(places)])
    expect(places.filter((place) => place.endsWith('email'))).toEqual(['Customer: email'])
    expect(places).toContain('Order: lines[].sku')
    expect(places).toContain('Order: grid[][].cell')
    expect(places).not.toContain('Invoice: payer.email')
    expect(indexFields(graph)).toBe(indexFields(graph))
  })

  test('[S86] fields of variants that are types of their own are in it once', () => {
    const pets = readGraph(
      buildOpenApi({
        Pet: { oneOf: [ref('Cat'), ref('Dog')] },
        Cat: { type: 'object', properties: { name: text(), meows: text() } },
        Dog: { type: 'object', properties: { name: text(), barks: text() } },
        Owner: { type: 'object', properties: { pet: ref('Pet') } },
      }),
    )
    const names = indexFields(pets).fields.map(({ field }) => field.name)
    expect(names.filter((name) => name === 'meows' || name === 'barks').sort()).toEqual(['barks', 'meows'])
    expect(indexObject(pets, objectNode(pets, 'Owner')).fields.map(({ field }) => field.path)).toEqual(['pet', 'pet.name', 'pet.meows', 'pet.barks'])
  })

  test('[S87] in one object a field stands at its shortest path there, with the number of further places of the same definition', () => {
    const index = indexObject(graph, objectNode(graph, 'Invoice'))
    expect(found(index, 'email')[0]).toBe('payer.email')
    const email = searchFields(index, 'email', 1).hits[0]
    // order.customer and referredBy hold a customer too.
    expect(email?.others).toBe(2)
    expect(searchFields(index, 'payer', 1).hits[0]?.others).toBe(0)
  })

  test('[S86] a chain of any length and a name like __proto__ cost nothing', () => {
    const schemas: Record<string, unknown> = {}
    for (let at = 0; at < 3_000; at++)
      schemas[`T${at}`] = { type: 'object', properties: { [`next${at}`]: ref(`T${(at + 1) % 3_000}`), all: { type: 'array', items: ref('T0') } } }
    const properties = JSON.parse('{"__proto__":{"type":"string"},"constructor":{"type":"string"},"[]":{"type":"string"}}') as object
    const chain = readGraph(buildOpenApi({ ...schemas, Odd: { type: 'object', properties } }))
    expect(indexFields(chain).fields).toHaveLength(6_003)
    expect(found(indexFields(chain), '__proto__')).toEqual(['Odd: `__proto__`'.replaceAll('`', '')])
    // Deeper than anybody looks is left out, at once.
    expect(indexObject(chain, objectNode(chain, 'T0')).fields.length).toBeLessThan(200)
  })
})

describe('searching fields', () => {
  test.each<{ words: string; want: string[] }>([
    // The name itself, its words, the start of a word, then text inside; last what only describes.
    { words: 'email', want: ['Customer: email', 'Order: billingEmail', 'Order: lines[].email_note', 'Order: note'] },
    { words: 'mail', want: ['Order: billingEmail', 'Customer: email', 'Order: lines[].email_note', 'Order: note'] },
    { words: 'Billing EMAIL', want: ['Order: billingEmail'] },
    { words: 'billing_email', want: ['Order: billingEmail'] },
    { words: 'billing-email', want: ['Order: billingEmail'] },
    { words: 'lines[].sku', want: ['Order: lines[].sku'] },
    { words: 'lines code', want: ['Order: lines[].sku'] },
    { words: 'receipt', want: ['Order: billingEmail'] },
    // What stands above is found itself; its fields are asked for by its brackets, or with a word of their own.
    { words: 'lines', want: ['Order: lines'] },
    { words: 'lines[]', want: ['Order: lines[].sku', 'Order: lines[].email_note'] },
    { words: 'lines note', want: ['Order: lines[].email_note'] },
    { words: 'nowhere', want: [] },
    { words: '  ', want: [] },
  ])('[S88] all words have to stand in name, path or description; names come first, and short paths: "$words"', ({ words, want }) => {
    expect(found(indexFields(graph), words)).toEqual(want)
  })

  test('[S88] a hit says where it was found', () => {
    const where = (words: string) => searchFields(indexFields(graph), words, 1).hits[0]?.where
    expect([where('sku'), where('lines[].sku'), where('receipt')]).toEqual(['name', 'path', 'description'])
  })

  test('[S89] at most as many hits as asked for, the best of all, and the number of all', () => {
    const { hits, total } = searchFields(indexFields(graph), 'e', 3)
    expect(hits).toHaveLength(3)
    expect(total).toBeGreaterThan(3)
    expect(hits.map(({ field }) => field.path)).toEqual(
      searchFields(indexFields(graph), 'e', 50)
        .hits.slice(0, 3)
        .map(({ field }) => field.path),
    )
  })

  test('[S89] what was searched before makes no difference', () => {
    const word = fc.constantFrom('_', 'g_', 'g_e', 'l_note', 'e', 'em', 'email', 'e_m', 'order', 'o', 'sku', '[]', 'li', 'line', 'lines[].', 'the', 'receipt')
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 3 }), { maxLength: 6 }), (queries) => {
        for (const words of queries) {
          const fresh = { ...indexFields(graph) }
          expect(found(indexFields(graph), words.join(' '))).toEqual(found(fresh, words.join(' ')))
        }
      }),
    )
  })
})
