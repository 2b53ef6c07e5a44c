import { describe, expect, test } from 'vitest'
import { buildGraph, field } from '../../fixtures/build.ts'
import { fieldTree } from '../../shared/mapping/field-tree.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { findObject } from '../../shared/schema/fields.ts'
import { indexObject, searchFields } from '../../shared/schema/search-fields.ts'
import { findByName, listFoundLines, listOpenLines, openBelow, openSiblings, pathsAbove, type FieldLine } from './field-lines.ts'

const graph = buildGraph({
  objects: {
    Order: { id: 'integer!', customer: 'Customer', lines: [{ sku: 'text', note: 'text' }] },
    Customer: { email: field('text', { description: 'Where receipts go' }), referredBy: 'Customer', address: { city: 'text' } },
  },
})
const node = findObject(graph, { kind: 'object', name: 'Order' }) ?? ''
const tree = fieldTree(graph, node)
const paths = (lines: readonly FieldLine[]) => lines.map((line) => `${line.depth} ${line.field.path}${line.open ? ' open' : ''}${line.again ? ' again' : ''}`)
const found = (text: string, changed?: ReadonlyMap<string, boolean>) =>
  paths(listFoundLines(tree, searchFields(indexObject(graph, node), text, 50).hits, changed))

describe('what is open', () => {
  test('lists one level, and below it only what was opened, in schema order', () => {
    expect(paths(listOpenLines(tree, new Set()))).toEqual(['0 id', '0 customer', '0 lines'])
    expect(paths(listOpenLines(tree, new Set(['customer', 'lines'])))).toEqual([
      '0 id',
      '0 customer open',
      '1 customer.email',
      '1 customer.referredBy again',
      '1 customer.address',
      '0 lines open',
      '1 lines[].sku',
      '1 lines[].note',
    ])
  })

  test('a type inside itself opens as far as a person asks for it', () => {
    const lines = paths(listOpenLines(tree, new Set(['customer', 'customer.referredBy', 'customer.referredBy.referredBy'])))
    expect(lines).toContain('1 customer.referredBy open')
    expect(lines).toContain('3 customer.referredBy.referredBy.email')
    expect(lines).toContain('3 customer.referredBy.referredBy.referredBy again')
  })

  test('opening everything below leaves out types inside themselves, stops at a bound and says so', () => {
    expect(openBelow(tree, tree.root)).toEqual({ opened: ['', 'customer', 'lines', 'customer.address'], cut: false })
    expect(openBelow(tree, tree.root, 5)).toEqual({ opened: [''], cut: true })
    const customer = tree.find('customer' as FieldPath)
    expect(customer && openSiblings(tree, customer)).toEqual(['customer', 'lines'])
  })
})

describe('what was found', () => {
  test('stands with what it is in, in schema order', () => {
    expect(found('receipts')).toEqual(['0 customer open', '1 customer.email'])
    expect(found('note')).toEqual(['0 lines open', '1 lines[].note'])
    expect(found('e')).toEqual(['0 customer open', '1 customer.email', '1 customer.referredBy again', '1 customer.address', '0 lines open', '1 lines[].note'])
    expect(found('nowhere')).toEqual([])
  })

  test('may be folded, and opened to see everything in it', () => {
    expect(found('receipts', new Map([['customer', false]]))).toEqual(['0 customer'])
    expect(found('receipts', new Map([['customer', true]]))).toEqual([
      '0 customer open',
      '1 customer.email',
      '1 customer.referredBy again',
      '1 customer.address',
    ])
    expect(
      found(
        'receipts',
        new Map([
          ['customer', true],
          ['customer.address', true],
        ]),
      ),
    ).toContain('2 customer.address.city')
  })

  test('the way to a field is known', () => {
    const city = tree.find('customer.address.city' as FieldPath)
    expect(city && pathsAbove(city)).toEqual(['customer', 'customer.address'])
  })
})

test('typing a name goes to the next line that starts with it', () => {
  const lines = listOpenLines(tree, new Set(['customer']))
  expect(findByName(lines, 0, 'r')).toBe(3)
  expect(findByName(lines, 3, 'r')).toBe(3)
  expect(findByName(lines, 3, 're')).toBe(3)
  expect(findByName(lines, 4, 'c')).toBe(1)
  expect(findByName(lines, 0, 'zz')).toBeUndefined()
})
