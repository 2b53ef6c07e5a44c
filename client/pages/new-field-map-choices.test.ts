import { expect, test } from 'vitest'
import { buildGraph, buildObject, buildProject } from '../../fixtures/build.ts'
import { listObjectChoices, newFieldMapWrites, preferOtherSchemas, refuseKey, suggestInputName, suggestKey, suggestMapName } from './new-field-map-choices.ts'
import { findObjects } from './object-picker.tsx'

const shop = buildGraph({
  objects: { Order: { id: 'integer!', billing: { email: 'text' } } },
  endpoints: { 'GET /orders/{id}': { response: 'Order' }, 'PUT /orders/{id}': { request: 'Order', response: 'Order' } },
})
const books = buildGraph({
  objects: { Invoice: { Type: 'text!', LineItems: [{ Code: 'text' }] } },
  endpoints: { 'POST /Invoices': { request: { Invoices: ['Invoice'] }, response: { Invoices: ['Invoice'] } } },
})
const schemas = [
  buildObject('schemas', { id: 'shop', graph: 'shop' }),
  buildObject('schemas', { id: 'books', graph: 'books', system: 'accounts', order: 'a1' }),
]
const systems = [buildObject('systems', { id: 'system', name: 'Shop' }), buildObject('systems', { id: 'accounts', name: 'Accounts' })]
const find = (key: string) => ({ shop, books })[key]

test('for a destination the record inside the body that is created comes first', () => {
  const [first] = listObjectChoices(schemas, systems, find, 'destination')
  expect(first).toMatchObject({
    label: 'POST /Invoices',
    noun: 'Invoice',
    system: 'Accounts',
    ref: { schema: 'books', object: { kind: 'request', endpoint: 'POST /Invoices', envelope: 'Invoices[]' } },
  })
})

test('for a source the answer of a GET comes first, and other schemas than the destination go before its own', () => {
  const choices = listObjectChoices(schemas, systems, find, 'source')
  expect(choices[0]?.label).toBe('GET /orders/{id}')
  expect(preferOtherSchemas(choices, 'shop')[0]?.ref.schema).toBe('books')
})

test('every word of a search must stand somewhere in path, record or system', () => {
  const choices = listObjectChoices(schemas, systems, find, 'destination')
  expect(findObjects(choices, 'invoice post').map((choice) => choice.label)).toContain('POST /Invoices')
  expect(findObjects(choices, 'invoice nowhere')).toEqual([])
})

test.each([
  { given: ['Order', []] as const, want: 'order' },
  { given: ['Order', ['order']] as const, want: 'order2' },
  { given: ['line-item', []] as const, want: 'lineItem' },
  { given: ['SKUList', []] as const, want: 'skuList' },
  { given: ['3PL', []] as const, want: 'input' },
])('the input of $given.0 is called $want', ({ given, want }) => {
  expect(suggestInputName(given[0], given[1])).toBe(want)
})

test.each([
  { given: 'Order → Invoice', want: 'order-to-invoice' },
  { given: 'Bestellung (Größe)', want: 'bestellung-grosse' },
  { given: '订单', want: 'map' },
  { given: '2 orders', want: 'orders' },
])('the key of "$given" is $want and fits', ({ given, want }) => {
  expect(suggestKey(given, [])).toBe(want)
  expect(refuseKey(want, [])).toBeUndefined()
})

test('a key that is taken gets a number, and a wrong or taken one is refused with what to write', () => {
  expect(suggestKey('Order → Invoice', ['order-to-invoice'])).toBe('order-to-invoice-2')
  expect(refuseKey('Order', [])).toContain('small letters')
  expect(refuseKey('order', ['order'])).toBe('Another field map has this key.')
})

test('the name says what becomes what', () => {
  expect(suggestMapName(['Order', 'Contact'], 'Invoice')).toBe('Order, Contact → Invoice')
})

test('a new map is written with its inputs in order and a new use case', () => {
  let at = 0
  const project = buildProject({ useCases: [buildObject('useCases', { id: 'uc' })] })
  const source = { schema: 'shop', object: { kind: 'object', name: 'Order' } } as const
  const { id, writes } = newFieldMapWrites(
    project,
    {
      name: 'A → B',
      key: 'a-to-b',
      destination: source,
      inputs: [
        { name: 'order', source },
        { name: 'contact', source },
      ],
      useCase: { title: 'Invoice' },
    },
    () => `id${++at}`,
    () => true,
  )
  const useCase = writes.find((write) => write.home === 'useCases' && write.cell === 'title')
  expect(useCase?.value).toBe('Invoice')
  expect(writes.find((write) => write.home === 'fieldMaps' && write.cell === 'useCases')).toMatchObject({ object: id, value: [useCase?.object] })
  const orders = writes.filter((write) => write.home === 'mapInputs' && write.cell === 'order').map((write) => write.value as string)
  expect(orders).toEqual(orders.toSorted())
  expect(new Set(orders).size).toBe(2)
})
