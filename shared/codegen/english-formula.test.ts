import { describe, expect, it } from 'vitest'
import { buildMap, buildObject, mapOf, of, ofItem, type RowSetup } from '../../fixtures/build.ts'
import type { Transform } from '../transform/transform.ts'
import { describeInvariant, describeRow, describeRuns } from './english.ts'
import type { FieldPath } from '../schema/field-path.ts'

const inputs = {
  order: {
    number: 'text!',
    status: 'text!',
    total: 'text!',
    fee: 'number',
    billing: { city: 'text', company: 'text' },
    line_items: [{ name: 'text!', price: 'number!', quantity: 'number!', kind: 'text', taxes: [{ id: 'integer!', rate: 'number!' }] }],
    tags: ['text'],
    rates: mapOf('number'),
  },
  contact: { ContactID: 'text!' },
} as const
const project = { configValues: [buildObject('configValues', { id: 'c', name: 'prefix' })] }
const each: RowSetup = { to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') } }

function sentenceOf(transform: Transform, inside: boolean): string {
  const row = (to: string): RowSetup => ({ to, transform })
  const { context } = buildMap({
    inputs,
    destination: { D: 'any', Lines: [{ D: 'any' }] },
    rows: inside ? [{ ...each, rows: [row('Lines[].D')] }] : [row('D')],
    project,
  })
  const stored = context.rows.at(-1)
  if (stored === undefined) throw new Error('there is no row')
  return describeRow(context, stored)
}

describe('the sentence of a formula', () => {
  it.each([
    ['number', "The order's number."],
    ['billing.city', "The order's billing.city."],
    ['contact.ContactID', "The contact's ContactID."],
    ['$config.prefix & "-" & number', 'The config value prefix followed by "-" followed by the order\'s number.'],
    ['$number(total) * 2 + 1', "(The order's total as a number times 2) plus 1."],
    ['2 * (fee + 1)', "2 times (the order's fee plus 1)."],
    ['fee ?? 0', "The order's fee, or 0 where that is missing."],
    ['status = "paid" ? "A" : "B"', 'If the order\'s status is "paid": "A"; otherwise "B".'],
    ['status in ["paid", "sent"] and fee > 0', 'Whether the order\'s status is "paid" or "sent" and the order\'s fee is more than 0.'],
    ['$exists(fee) ? fee : 0', "If the order's fee is there: the order's fee; otherwise 0."],
    ['$sum(line_items.price)', "The sum of the price of each line item in the order's line_items."],
    ['$sum(line_items.(price * quantity))', "The sum of (the line item's price times the line item's quantity) for each line item in the order's line_items."],
    ['line_items[kind = "gift"][0].name', 'The name of the first line item in those of the order\'s line_items where the line item\'s kind is "gift".'],
    ['$count(line_items[quantity > 1])', "The number of entries in those of the order's line_items where the line item's quantity is more than 1."],
    ['$map(line_items, function($l) { $l.price * 2 })', "(The line item's price times 2) for each line item in the order's line_items."],
    [
      '$reduce(line_items.price, function($a, $b) { $a + $b }, 0)',
      "Starting with 0, for each price in the price of each line item in the order's line_items the result becomes: the result so far plus the price.",
    ],
    ['$join(tags, ", ")', 'The order\'s tags joined to one text with ", " between.'],
    ['$substring(number, 0, 3)', "Characters 1 to 3 of the order's number."],
    ['$round(fee, 2)', "The order's fee rounded to 2 decimals, half to the even digit."],
    ['( $net := fee - 1; $net * 2 )', "(The order's fee minus 1) times 2."],
    ['$not($exists(billing.company))', "Whether the order's billing.company is not there."],
    ['-fee', "Minus the order's fee."],
  ])('%s', (text, want) => {
    expect(sentenceOf({ kind: 'formula', text }, false)).toBe(want)
  })

  it('says inside a list what belongs to the item and what to the record', () => {
    expect(sentenceOf({ kind: 'formula', text: 'price * quantity' }, true)).toBe("The line item's price times the line item's quantity.")
    expect(sentenceOf({ kind: 'formula', text: 'order.number & "-" & name' }, true)).toBe(
      'The order\'s number followed by "-" followed by the line item\'s name.',
    )
    expect(sentenceOf({ kind: 'formula', text: '$index + 1' }, true)).toBe('The position of the line item in its list, counted from 0 plus 1.')
  })

  it('says that a formula cannot be read yet', () => {
    expect(sentenceOf({ kind: 'formula', text: '1 +' }, false)).toBe('A formula that cannot be read yet.')
  })
})

describe('the sentences of lists, joins, texts, numbers and dates', () => {
  it.each<[Transform, boolean, string]>([
    [
      { kind: 'list', from: of('order', 'line_items'), take: 'price' as never, then: { do: 'sum' }, steps: [{ do: 'round', decimals: 2, mode: 'half-even' }] },
      false,
      "The sum of the price of each line item in the order's line_items, rounded to 2 decimals, half to the even digit.",
    ],
    [
      {
        kind: 'list',
        from: of('order', 'line_items'),
        where: { test: 'compare', left: { of: 'entry', path: 'kind' as never }, operator: '=', right: { of: 'constant', value: 'gift' } },
        take: 'name' as never,
        then: { do: 'first' },
      },
      false,
      'The name of the first line item in the order\'s line_items, counting only those where the line item\'s kind is "gift".',
    ],
    [
      { kind: 'list', from: of('order', 'tags'), take: '' as never, distinct: true, then: { do: 'join', with: ', ' } },
      false,
      'Each tag in the order\'s tags, each value once, joined to one text with ", " between.',
    ],
    [
      { kind: 'join', list: of('order', 'line_items'), key: 'kind' as never, equals: of('order', 'status'), take: 'name' as never },
      false,
      "The name of the first line item in the order's line_items whose kind is the order's status.",
    ],
    [
      { kind: 'text', from: of('order', 'number'), steps: [{ do: 'trim' }, { do: 'slice', start: 0, length: 10 }, { do: 'replace', find: '-', by: '' }] },
      false,
      'The order\'s number, without spaces at both ends, cut to 10 characters, without every "-".',
    ],
    [
      {
        kind: 'number',
        from: of('order', 'total'),
        read: { decimal: ',', group: '.' },
        steps: [{ do: 'scale', power: -2 }],
        write: { decimals: 2, decimal: '.', group: '' },
      },
      false,
      'The order\'s total as a number (written with a decimal comma and "." between thousands), divided by 100, written with 2 decimals.',
    ],
    [
      {
        kind: 'date',
        from: of('order', 'status'),
        read: 'instant',
        write: 'yyyy-MM-dd',
        zone: { to: { of: 'constant', value: 'Europe/Berlin' } },
        add: { amount: { of: 'constant', value: 14 }, unit: 'days' },
      },
      false,
      "The order's status, read as a moment with its offset (ISO), told as local time in Europe/Berlin, plus 14 days, and written as yyyy-MM-dd.",
    ],
  ])('%j', (transform, inside, want) => {
    expect(sentenceOf(transform, inside)).toBe(want)
  })

  it('names no function and no dollar sign', () => {
    const texts = [
      '$sum(line_items.price)',
      '$exists(fee) ? $string(fee) : $lowercase(number)',
      '$map(tags, function($t) { $trim($t) })',
      '$fromMillis($toMillis(total))',
    ]
    for (const text of texts) expect(sentenceOf({ kind: 'formula', text }, false)).not.toMatch(/\$|\(\)|toMillis|exists|lowercase/)
  })
})

describe('what is said of a whole field map', () => {
  it('says over which entries of the record that is made an invariant goes, and how far its sides may differ', () => {
    const { context } = buildMap({
      inputs,
      destination: { Lines: [{ Amount: 'number', Tax: 'number' }] },
      rows: [
        {
          ...each,
          rows: [
            { to: 'Lines[].Amount', transform: { kind: 'copy', from: ofItem('price') } },
            { to: 'Lines[].Tax', transform: { kind: 'copy', from: ofItem('quantity') } },
          ],
        },
      ],
    })
    expect(describeInvariant(context, { formula: '$sum($result.Lines.(Amount + Tax)) = $number(total)', tolerance: 0.005 })).toBe(
      "the sum of (the line's Amount plus the line's Tax) for each line in the record that is made's Lines is the order's total as a number (both sides may differ by 0.005)",
    )
  })

  it.each([
    [{}, 'Once for each record.'],
    [{ runs: 'item', runsOver: of('order', 'line_items') }, "Once for each line item in the order's line_items."],
    [
      { runs: 'group', runsOver: of('order', 'line_items'), runsBy: 'kind' as FieldPath },
      "Once for each different kind among the line item entries in the order's line_items.",
    ],
  ] as const)('%j', (fieldMap, want) => {
    expect(describeRuns(buildMap({ inputs, destination: { D: 'any' }, fieldMap }).context)).toBe(want)
  })
})
