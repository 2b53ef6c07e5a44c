import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameOfFile, sortRecords, type SampleSource } from './sort-records.ts'

const order = (number: number) => ({ id: number, number: `${number}`, total: '5', currency: 'EUR', lines: [], billing: {} })
const tax = { id: 1, country: 'US', rate: '4', class: 'x', priority: 1 }
const source = (file: string, name: string | undefined, ...records: Record<string, unknown>[]): SampleSource => ({
  file,
  ...(name === undefined ? {} : { name }),
  records: records.map((record, i) => ({ record, place: { file, pointer: `#/${i}` } })),
})
const said = (sources: SampleSource[], fallback = 'record') =>
  sortRecords(sources, fallback).map(({ name, files, records }) => `${name}: ${records.length} of ${files.join(', ')}`)

describe('records of several kinds', () => {
  test.each([
    ['orders_3_list.json', 'orders'],
    ['a/b/orders_4.json', 'orders'],
    ['order-refunds_3_list.json', 'order-refunds'],
    ['post_Invoices_REQUEST.json', 'Invoices'],
    ['get_Invoices_InvoiceID_200.json', 'Invoices_InvoiceID'],
    ['order12.json', 'order'],
    ['sample-1.json', undefined],
    ['response.json', undefined],
    ['Bestellungen.csv', 'Bestellungen'],
    ['_.json', undefined],
  ])('[S61] %s is called %s', (file, want) => {
    expect(nameOfFile(file)).toBe(want)
  })

  test('[S61] files of one name are one object, others another', () => {
    const sources = [source('orders_3.json', 'orders', order(1), order(2)), source('taxes.json', 'taxes', tax), source('order_4.json', 'order', order(3))]
    expect(said(sources)).toEqual(['orders: 3 of orders_3.json, order_4.json', 'taxes: 1 of taxes.json'])
  })

  test('[S61] a mixed list is told apart by the names that are shared, or by a field that says the kind', () => {
    expect(said([source('mixed.json', undefined, order(1), tax, order(2))])).toEqual(['record: 2 of mixed.json', 'record 2: 1 of mixed.json'])
    const typed = [
      { object: 'charge', id: 1 },
      { object: 'refund', id: 2 },
      { object: 'charge', id: 3 },
    ]
    expect(said([source('mixed.json', undefined, ...typed)])).toEqual(['charge: 2 of mixed.json', 'refund: 1 of mixed.json'])
  })

  test('[S61] records with few of the fields stay with the others', () => {
    expect(said([source('orders.json', 'orders', order(1), { id: 2, total: '7' }, { id: 3, note: 'x' })])).toEqual(['orders: 3 of orders.json'])
  })

  test('[S61] files whose names say nothing join what they look like; the same fields under other names are one object', () => {
    expect(said([source('sample1.json', undefined, order(1)), source('orders.json', 'orders', order(2))])).toEqual(['orders: 2 of orders.json, sample1.json'])
    expect(said([source('customer-anna.json', 'customer-anna', order(1)), source('customer-bob.json', 'customer-bob', order(2))])).toEqual([
      'customer: 2 of customer-anna.json, customer-bob.json',
    ])
  })

  test('[S61] the order of the records in a list changes nothing about the kinds', () => {
    const records = [order(1), tax, order(2), { id: 9, total: '1', currency: 'USD' }, { ...tax, country: 'DE' }, { name: 'x', sku: 'y', weight: 1, height: 2 }]
    const kinds = (list: typeof records) =>
      sortRecords([source('a.json', undefined, ...list)], 'record')
        .map((kind) =>
          kind.records
            .map(({ record }) => JSON.stringify(record))
            .toSorted()
            .join('|'),
        )
        .toSorted()
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }), (shuffled) => {
        expect(kinds(shuffled)).toEqual(kinds(records))
      }),
    )
  })

  test('[S61] records keyed by everything are one kind, soon', () => {
    const records = Array.from({ length: 20_000 }, (_, i) => ({ [`a${i}`]: 1, [`b${i}`]: 2, [`c${i}`]: 3 }))
    expect(said([source('x.json', 'x', ...records)])).toEqual(['x: 20000 of x.json'])
  })
})
