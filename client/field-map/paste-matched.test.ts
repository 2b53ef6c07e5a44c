// How a table of a mapping from elsewhere is laid onto a map by names.
import { describe, expect, test } from 'vitest'
import { applyWrites } from '../../fixtures/apply-writes.ts'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import { createMatcher } from '../../shared/spreadsheet/match-fields.ts'
import { giveMatched, guessReading, matchTable, type Reading } from './paste-matched.ts'
import { planCells } from './plan-cells.ts'

const built = buildMap({
  inputs: {
    order: {
      number: 'text',
      date_created: 'text',
      billing: { first_name: 'text', email: 'text' },
      shipping: { email: 'text', city: 'text' },
      line_items: [{ sku: 'text', quantity: 'number' }],
    },
  },
  destination: {
    InvoiceNumber: 'text',
    Date: 'text',
    Contact: { EmailAddress: 'text', First_Name: 'text', City: 'text' },
    Delivery: { City: 'text', EmailAddress: 'text' },
    LineItems: [{ ItemCode: 'text', Quantity: 'number', Description: 'text' }],
    Payments: [{ Amount: 'number' }],
  },
  rows: [
    { to: 'LineItems', transform: { kind: 'each', list: of('order', 'line_items') } },
    { to: 'Payments', transform: { kind: 'each', list: of('order', 'line_items') } },
    { to: 'Payments', transform: { kind: 'each', list: of('order', 'line_items') } },
  ],
})
const matcher = createMatcher(built.context)
const labels = (text: string) => matcher.findTargets(text).map(({ label }) => label)
const match = (table: string[][], reading: Reading = guessReading(table, matcher), chosen = new Map<number, string>()) =>
  matchTable(table, reading, matcher, chosen)

describe('a destination', () => {
  test.each([
    { given: 'InvoiceNumber', want: ['InvoiceNumber'] },
    { given: 'invoice number', want: ['InvoiceNumber'] },
    { given: 'INVOICE_NUMBER *', want: ['InvoiceNumber'] },
    { given: 'Contact.First_Name', want: ['Contact.First_Name'] },
    { given: 'first name', want: ['Contact.First_Name'] },
    { given: 'Contact > City', want: ['Contact.City'] },
    { given: 'City', want: ['Contact.City', 'Delivery.City'] },
    { given: 'LineItems[].ItemCode', want: ['LineItems[].ItemCode'] },
    { given: 'LineItems[0].ItemCode', want: ['LineItems[].ItemCode'] },
    { given: 'lineitems/item-code', want: ['LineItems[].ItemCode'] },
    { given: 'LineItems[]', want: ['LineItems'] },
    { given: 'Amount', want: ['Payments[].Amount, inside R-2', 'Payments[].Amount, inside R-3'] },
    { given: 'Payments', want: ['Payments, 1 of 2', 'Payments, 2 of 2'] },
    { given: 'Destination.Date', want: ['Date'] },
    { given: 'Other.City', want: [] },
    { given: 'Cit', want: [] },
    { given: '', want: [] },
  ])('"$given" is $want', ({ given, want }) => {
    expect(labels(given)).toEqual(want)
  })

  test('inside a list it stands in the row that goes through the list', () => {
    expect(matcher.findTargets('ItemCode')[0]?.line.each?.id).toBe('r1')
  })
})

describe('a source', () => {
  const each = built.context.rows.find((row) => row.id === 'r1')
  test.each([
    { given: 'billing.email', in: undefined, want: { text: 'billing.email', found: true } },
    { given: 'First Name', in: undefined, want: { text: 'billing.first_name', found: true } },
    { given: 'order.number', in: undefined, want: { text: 'order.number', found: true } },
    { given: 'email', in: undefined, want: { text: 'email', found: false } },
    { given: 'nowhere', in: undefined, want: { text: 'nowhere', found: false } },
    { given: 'SKU', in: each, want: { text: 'sku', found: true } },
    { given: 'line_items[].quantity', in: each, want: { text: 'quantity', found: true } },
    { given: 'Number', in: each, want: { text: 'order.number', found: true } },
  ])('"$given" is $want.text, $want.found', ({ given, in: above, want }) => {
    expect(matcher.matchSource(given, above)).toEqual(want)
  })
})

describe('the columns', () => {
  test('are told by their titles', () => {
    const table = [
      ['Source', 'Comment', 'Destination field', 'Status'],
      ['number', 'x', 'InvoiceNumber', 'Ready'],
    ]
    expect(guessReading(table, matcher)).toEqual({ hasTitles: true, roles: ['source', 'note', 'destination', 'status'] })
  })

  test('else by how many cells are names of fields, in whatever order', () => {
    const table = [
      ['number', 'InvoiceNumber', '=number'],
      ['date_created', 'Date', '"EUR"'],
      ['billing.email', 'Contact.EmailAddress', ''],
    ]
    expect(guessReading(table, matcher)).toEqual({ hasTitles: false, roles: ['source', 'destination', 'transform'] })
  })

  test('a first row that names no field is one of titles', () => {
    const table = [
      ['Xero', 'Woo', 'Remark'],
      ['InvoiceNumber', 'number', ''],
      ['Date', 'date_created', 'x'],
    ]
    expect(guessReading(table, matcher)).toEqual({ hasTitles: true, roles: ['destination', 'source', 'note'] })
  })
})

describe('matching', () => {
  const table = [
    ['Destination', 'Source', 'Note'],
    ['InvoiceNumber', 'number', 'as it is'],
    ['City', 'shipping.city', ''],
    ['Contact.EmailAddress', 'e-mail of the payer', ''],
    ['Nowhere', 'number', ''],
    ['ItemCode', 'sku', ''],
    ['invoice number', 'date_created', ''],
    ['', '', ''],
    ['', 'number', ''],
  ]

  test('what matches, what could be several, and what is not found are told apart', () => {
    const { matched, ambiguous, unmatched } = match(table)
    expect(matched.map(({ destination, source }) => [destination, source?.text, source?.found])).toEqual([
      ['InvoiceNumber', 'number', true],
      ['Contact.EmailAddress', 'e-mail of the payer', false],
      ['ItemCode', 'sku', true],
    ])
    expect(ambiguous.map(({ destination, targets }) => [destination, targets.length])).toEqual([['City', 2]])
    expect(unmatched.map(({ at, why }) => [at, why])).toEqual([
      [4, 'No destination field has this name'],
      [6, 'Row 2 is about the same field'],
      [8, 'No destination is named'],
    ])
    expect(matched.length + ambiguous.length + unmatched.length).toBe(7)
  })

  test('what is chosen for an ambiguous row is matched', () => {
    const [city] = match(table).ambiguous
    const { matched, ambiguous } = match(table, undefined, new Map([[2, city?.targets[1]?.line.address ?? '']]))
    expect(ambiguous).toEqual([])
    expect(matched.find(({ at }) => at === 2)?.target.label).toBe('Delivery.City')
  })

  test('writes what was listed in one step, and keeps sources that match no field as text', () => {
    const reading = guessReading(table, matcher)
    const { matched } = match(table, reading)
    let made = 0
    const plan = planCells(giveMatched(matched, reading.roles), {
      context: built.context,
      project: 'p',
      shown: () => '',
      fresh: () => ({ id: `new${++made}`, randomBit: () => false }),
    })
    const after = applyWrites(built, plan.writes)
    const rowAt = (path: string) => after.rows.find((row) => row.destination === path)
    expect(plan).toMatchObject({ taken: 4, locked: 0, kept: 1, refused: [] })
    expect(rowAt('InvoiceNumber')).toMatchObject({ transform: copy(of('order', 'number')), note: 'as it is' })
    expect(rowAt('Contact.EmailAddress')).toMatchObject({ unmatched: 'e-mail of the payer' })
    expect(rowAt('LineItems[].ItemCode')).toMatchObject({ parent: 'r1', transform: copy(ofItem('sku')) })
  })

  test('a list of the table comes before what stands inside of it, whichever is named first', () => {
    const plain = buildMap({ inputs: { order: { line_items: [{ sku: 'text' }] } }, destination: { Lines: [{ Code: 'text' }] } })
    const own = createMatcher(plain.context)
    const lists = [
      ['Lines[].Code', 'line_items[].sku'],
      ['Lines', 'line_items'],
    ]
    const reading: Reading = { hasTitles: false, roles: ['destination', 'source'] }
    let made = 0
    const plan = planCells(giveMatched(matchTable(lists, reading, own, new Map()).matched, reading.roles), {
      context: plain.context,
      project: 'p',
      shown: () => '',
      fresh: () => ({ id: `new${++made}`, randomBit: () => false }),
    })
    const after = applyWrites(plain, plan.writes)
    expect(after.rows.find((row) => row.destination === 'Lines[].Code')).toMatchObject({ parent: 'new1', transform: copy(ofItem('sku')) })
  })
})
