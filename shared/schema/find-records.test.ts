import { describe, expect, test } from 'vitest'
import { findRecords } from './find-records.ts'

const order = { number: 7, total: 5, lines: [{ sku: 'A' }], customer: { email: 'a@example.org' } }
const tax = { country: 'US', rate: '4.0', class: 'standard' }

/** The way to each record, the wrapper's name, and what stands beside. */
function said(document: unknown) {
  const search = findRecords(document)
  if ('nothing' in search) return search.nothing
  return search.found.map(({ tokens, name, beside, skipped }) => [
    tokens.map((each) => each.join('.')).join(' '),
    name ?? '-',
    beside.join(' '),
    ...(skipped > 0 ? [skipped] : []),
  ])
}

describe('finding the records of a sample', () => {
  test.each([
    { why: 'a list', given: [order, order], want: [['0 1', '-', '']] },
    { why: 'one record', given: order, want: [['', '-', '']] },
    { why: 'a wrapper with one list', given: { orders: [order] }, want: [['orders.0', 'orders', '']] },
    { why: 'paging beside a list without a name', given: { data: [order], page: { total: 1 } }, want: [['data.0', '-', 'page']] },
    {
      why: 'what answers say',
      given: { Id: 'x', Status: 'OK', ProviderName: 'P', Invoices: [order] },
      want: [['Invoices.0', 'Invoices', 'Id Status ProviderName']],
    },
    { why: 'the count of the list', given: { total: 2, orders: [order, order] }, want: [['orders.0 orders.1', 'orders', 'total']] },
    { why: 'one object in a wrapper', given: { order }, want: [['order', 'order', '']] },
    { why: 'wrappers in wrappers', given: { meta: {}, data: { orders: [order] } }, want: [['data.orders.0', 'orders', 'meta']] },
    {
      why: 'connections of GraphQL',
      given: { data: { orders: { edges: [{ node: order, cursor: 'a' }], pageInfo: {} } } },
      want: [['data.orders.edges.0.node', 'orders', 'pageInfo']],
    },
    {
      why: 'several lists and nothing else',
      given: { orders: [order], taxes: [tax] },
      want: [
        ['orders.0', 'orders', ''],
        ['taxes.0', 'taxes', ''],
      ],
    },
    { why: 'a record with one list', given: { id: 1, lines: [{ sku: 'A', quantity: 1, price: 2 }] }, want: [['', '-', '']] },
    { why: 'a record with a status, a total and lines', given: { status: 'paid', total: 12, lines: [{ sku: 'A' }] }, want: [['', '-', '']] },
    { why: 'items of an order', given: { id: 3, status: 'open', items: [{ sku: 'A' }] }, want: [['', '-', '']] },
    { why: 'what is no record is skipped', given: [order, 1, null, {}], want: [['0', '-', '', 3]] },
  ])('[S60] $why', ({ given, want }) => {
    expect(said(given)).toEqual(want)
  })

  test.each([
    [[], 'an empty list'],
    [{}, 'an empty object'],
    [{ orders: [] }, 'an empty list at orders'],
    [[1, 2], 'a list of plain values'],
    [[{}, {}], 'a list of empty objects'],
    ['x', 'a single value'],
    [null, 'nothing but null'],
  ])('[S60] %j holds no record', (given, want) => {
    expect(said(given)).toBe(want)
  })

  test('[S42] names of wrappers that mean something to the engine are names', () => {
    expect(said(JSON.parse('{"__proto__":[{"a":1}]}'))).toEqual([['__proto__.0', '__proto__', '']])
    expect(said(JSON.parse('{"constructor":{"a":1,"b":2}}'))).toEqual([['constructor', 'constructor', '']])
  })
})
