import { describe, expect, it } from 'vitest'
import { buildMap, copy, field, mapOf, of, ofItem } from '../../fixtures/build.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { countCoverage, listUsedPaths } from './coverage.ts'

const inputs = {
  order: { a: 'text', b: 'text', billing: { email: 'text', city: 'text' }, lines: [{ x: 'text', y: 'text' }], secret: field('text', { writeOnly: true }) },
} as const
const destination = {
  A: 'text!',
  B: 'text!',
  Contact: { Name: 'text', Email: 'text' },
  Lines: [{ X: 'text', Y: 'text!' }],
  Id: field('text', { readOnly: true }),
} as const

describe('coverage', () => {
  it('counts direct fields, and an unopened object or list as one', () => {
    const { context } = buildMap({ inputs, destination })
    expect(countCoverage(context)).toEqual({
      source: [{ input: 'order', used: 0, leftOut: 0, undecided: 4, total: 4 }],
      destination: { mapped: 0, notMapped: 0, gaps: 2, undecided: 4, total: 4 },
    })
  })

  it('opens what a decision is inside of, through every list above', () => {
    const rows = [
      { to: 'A', transform: copy(of('order', 'billing.email')) },
      {
        to: 'Lines',
        transform: { kind: 'each', list: of('order', 'lines') },
        rows: [{ to: 'Lines[].X', transform: copy(ofItem('x')), when: { test: 'present', value: ofItem('y') } }],
      },
    ] as const
    const { context } = buildMap({ inputs, destination, rows })
    expect(countCoverage(context)).toEqual({
      source: [{ input: 'order', used: 3, leftOut: 0, undecided: 3, total: 6 }],
      destination: { mapped: 2, notMapped: 0, gaps: 2, undecided: 3, total: 5 },
    })
  })

  it('lets a reason cover the subtree unless a child says otherwise', () => {
    const rows = [
      { to: 'Contact', transform: { kind: 'notMapped', reason: 'by another map' } },
      { to: 'Contact.Name', transform: copy(of('order', 'a')) },
    ] as const
    const { context } = buildMap({ inputs, destination, rows, leftOut: { order: { billing: 'private', 'billing.city': 'private too' } } })
    const { source, destination: counted } = countCoverage(context)
    expect(source[0]).toEqual({ input: 'order', used: 1, leftOut: 2, undecided: 2, total: 5 })
    expect(counted).toEqual({ mapped: 1, notMapped: 1, gaps: 2, undecided: 3, total: 5 })
  })

  it('counts what formulas, groups, orders, keys, runs, applies when and invariants use', () => {
    const { context } = buildMap({
      inputs: {
        order: {
          status: 'text',
          total: 'number',
          lines: [{ sku: 'text', price: 'number', rank: 'number', unused: 'text' }],
          prices: mapOf({ amount: 'number', unused: 'text' }),
          other: 'text',
        },
      },
      destination: { Sum: 'number', Groups: [{ Code: 'text', Sum: 'number' }], Bag: mapOf('number') },
      fieldMap: { appliesWhen: { test: 'formula', text: 'status = "paid"' } },
      rows: [
        { to: 'Sum', transform: { kind: 'formula', text: '$sum(lines.price)' } },
        {
          to: 'Groups',
          transform: { kind: 'each', list: of('order', 'lines'), groupBy: 'sku' as FieldPath, sort: { by: 'rank' as FieldPath } },
          rows: [{ to: 'Groups[].Sum', transform: { kind: 'formula', text: '$sum(items.price)' } }],
        },
        {
          to: 'Bag',
          transform: { kind: 'each', list: of('order', 'prices'), key: ofItem('key') },
          rows: [{ to: 'Bag{}', transform: { kind: 'formula', text: 'value.amount' } }],
        },
      ],
      invariants: [{ sentence: 'It adds up', formula: '$result.Sum = total' }],
    })
    expect(listUsedPaths(context, 'order').sort()).toEqual([
      'lines',
      'lines[].price',
      'lines[].rank',
      'lines[].sku',
      'prices',
      'prices{}.amount',
      'status',
      'total',
    ])
    expect(countCoverage(context).source).toEqual([{ input: 'order', used: 6, leftOut: 0, undecided: 3, total: 9 }])
  })
})
