import { describe, expect, it } from 'vitest'
import { buildMap, buildObject, constant, copy, of, ofItem, type RowSetup } from '../../fixtures/build.ts'
import { listLines } from '../mapping/lines.ts'
import { describePolicies, describeRow } from './english.ts'
import { describeTransform } from './english-short.ts'

const project = {
  lookupTables: [
    buildObject('lookupTables', { id: 't', number: 1, name: 'Order status', from: 'text', to: 'text', otherwise: { then: 'default', value: 'DRAFT' } }),
    buildObject('lookupTables', { id: 'p', number: 2, name: 'Tax types' }),
  ],
  configValues: [buildObject('configValues', { id: 'c', name: 'sales_account' })],
}
const inputs = {
  order: {
    number: 'text!',
    status: 'text!',
    total: 'text!',
    note: 'text',
    created: 'text!',
    line_items: [{ total: 'text!', quantity: 'number!', sku: 'text' }],
  },
} as const
const each: RowSetup = { to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') } }
const describeOne = (row: RowSetup, inside = false) => {
  const { context } = buildMap({
    inputs,
    destination: { D: 'text', N: 'text!', Lines: [{ U: 'number' }] },
    rows: inside ? [{ ...each, rows: [row] }] : [row],
    project,
  })
  const stored = context.rows.at(-1)
  if (stored?.transform === undefined) throw new Error('no transform')
  return {
    sentence: describeRow(context, stored),
    short: describeTransform(context, stored.transform, inside ? context.rows[0] : undefined),
    policies: describePolicies(context, stored),
  }
}

describe('the sentence of a row', () => {
  it.each<[RowSetup, boolean, string, string]>([
    [{ to: 'D', transform: copy(of('order', 'number')) }, false, "The order's number.", 'Copy'],
    [{ to: 'D', transform: { kind: 'constant', value: 'ACCREC' } }, false, 'Always "ACCREC".', 'Always ACCREC'],
    [{ to: 'D', transform: { kind: 'template', parts: ['WC-', of('order', 'number')] } }, false, '"WC-" followed by the order\'s number.', '"WC-" and number'],
    [
      { to: 'D', transform: { kind: 'lookup', from: of('order', 'status'), table: 't' } },
      false,
      "The order's status, translated with the lookup table L-1 Order status; any other value gives DRAFT.",
      'Lookup: Order status',
    ],
    [
      { to: 'D', transform: { kind: 'lookup', from: of('order', 'status'), table: 'p' } },
      false,
      "The order's status, translated with the lookup table L-2 Tax types; any other value is reported as a problem.",
      'Lookup: Tax types',
    ],
    [{ to: 'D', transform: { kind: 'config', config: 'c' } }, false, 'The config value sales_account.', 'Config: sales_account'],
    [
      { to: 'D', transform: { kind: 'date', from: of('order', 'created'), read: 'iso', write: 'yyyy-MM-dd' } },
      false,
      "The order's created, read as an ISO date and written as yyyy-MM-dd.",
      'Date as yyyy-MM-dd',
    ],
    [{ to: 'D', transform: { kind: 'convert', from: of('order', 'total'), to: 'number' } }, false, "The order's total as a number.", 'To number'],
    [{ to: 'D', transform: { kind: 'notMapped', reason: 'price is net' } }, false, 'Not mapped: price is net.', 'Not mapped: price is net'],
    [
      { to: 'D', transform: { kind: 'hook', words: 'The due date from the terms.', uses: [] } },
      false,
      'An engineer writes this: The due date from the terms.',
      'Hook: The due date from the terms.',
    ],
    [each, false, "One entry for each line item in the order's line_items.", 'One per line item'],
    [
      { ...each, when: { test: 'compare', left: ofItem('quantity'), operator: '>', right: constant(0) } },
      false,
      "One entry for each line item in the order's line_items, but only where the line item's quantity is more than 0.",
      'One per line item',
    ],
    [
      {
        to: 'Lines[].U',
        transform: {
          kind: 'number',
          from: ofItem('total'),
          steps: [
            { do: 'divide', by: ofItem('quantity') },
            { do: 'round', decimals: 4, mode: 'half-away-from-zero' },
          ],
        },
      },
      true,
      "The line item's total as a number, divided by the line item's quantity, rounded to 4 decimals, half away from zero.",
      'total / quantity, 4 decimals',
    ],
    [
      {
        to: 'D',
        transform: copy(of('order', 'note')),
        when: {
          test: 'all',
          of: [
            { test: 'filled', value: of('order', 'note') },
            { test: 'in', left: of('order', 'status'), values: ['paid', 'sent'] },
          ],
        },
      },
      false,
      'Only if the order\'s note is filled in and the order\'s status is "paid" or "sent": the order\'s note.',
      'Copy',
    ],
    [
      { to: 'D', transform: { kind: 'when', cases: [{ if: { test: 'present', value: of('order', 'note') }, then: { kind: 'constant', value: 'A' } }] } },
      false,
      'If the order\'s note is there: "A"; otherwise it counts as missing.',
      "If the order's note is there: Always A",
    ],
  ])('%j', (row, inside, sentence, short) => {
    const said = describeOne(row, inside)
    expect([said.sentence, said.short]).toEqual([sentence, short])
    expect(said.sentence).not.toMatch(/\$|\bundefined\b|\[object/)
  })

  it('says the policies in force, not only those that somebody set', () => {
    expect(describeOne({ to: 'D', transform: copy(of('order', 'note')) }).policies).toBe('If it is missing: leave the field out. A null counts as missing.')
    expect(describeOne({ to: 'N', transform: copy(of('order', 'note')) }).policies).toBe('If it is missing: report a problem. A null counts as missing.')
    expect(describeOne({ to: 'N', transform: copy(of('order', 'note')), onMissing: { then: 'default', value: '-' }, onNull: 'pass' }).policies).toBe(
      'If it is missing: use "-". A null is passed on.',
    )
  })

  it('never throws, whatever is missing', () => {
    const { context } = buildMap({
      inputs: {},
      destination: {},
      rows: [
        { to: 'a..b', transform: copy(of('gone', '[[')) },
        { to: 'D', transform: { kind: 'lookup', from: ofItem('x'), table: 'gone' } },
        { to: 'E', transform: { kind: 'each', list: ofItem('..') } },
        { to: 'F' },
      ],
    })
    for (const line of listLines(context, { opened: new Set(), folded: new Set() }))
      if (line.row !== undefined) expect(typeof describeRow(context, line.row)).toBe('string')
    expect(describeRow(context, context.rows[3] as never)).toBe('')
  })
})
