import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildMap, mapOf, of, ofItem, type Fields } from '../../fixtures/build.ts'
import { printName, type FieldPath } from '../schema/field-path.ts'
import type { SourceRef } from '../transform/transform.ts'
import { findRow } from './item-scope.ts'
import { listSourceFields, parseSource, printSource } from './source-text.ts'

const { context } = buildMap({
  inputs: {
    order: {
      number: 'text',
      order: 'text',
      customer: { name: 'text' },
      billing: { email: 'text' },
      line_items: [{ name: 'text', customer: 'text', taxes: [{ rate: 'number' }] }],
      tags: ['text'],
      extra: 'any',
    },
    customer: { name: 'text', 'odd name': 'text' },
  },
  destination: { Lines: [{ Name: 'text', Taxes: [{ Rate: 'number' }] }] },
  rows: [
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'line_items') },
      rows: [{ to: 'Lines[].Taxes', transform: { kind: 'each', list: ofItem('taxes') } }],
    },
  ],
})
const each = findRow(context, 'r1')
const inner = findRow(context, 'r2')

describe('source texts', () => {
  it.each([
    [of('order', 'number'), undefined, 'number'],
    [of('order', 'billing.email'), undefined, 'billing.email'],
    [of('order', 'order'), undefined, 'order.order'],
    [of('order', 'customer.name'), undefined, 'order.customer.name'],
    [of('customer', 'name'), undefined, 'customer.name'],
    [of('customer', '`odd name`'), undefined, 'customer.`odd name`'],
    [of('order', 'line_items'), undefined, 'line_items[]'],
    [of('order', ''), undefined, 'order'],
    [ofItem('name'), each, 'name'],
    [ofItem('customer'), each, '$.customer'],
    [ofItem(''), each, '$'],
    [ofItem('taxes'), each, 'taxes[]'],
    [of('order', 'number'), each, 'order.number'],
    [ofItem('rate'), inner, 'rate'],
  ] as const)('%j prints as it parses', (ref, row, text) => {
    expect(printSource(context, ref, row)).toBe(text)
    expect(parseSource(context, text, row)).toEqual({ ok: true, value: ref })
  })

  it.each([
    ['line_items', undefined, of('order', 'line_items')],
    ['order.number', undefined, of('order', 'number')],
    [' billing.email ', undefined, of('order', 'billing.email')],
    ['line_items[].name', each, ofItem('name')],
    ['order.line_items[].name', each, ofItem('name')],
    ['extra.anything.below', undefined, of('order', 'extra.anything.below')],
  ] as const)('%j parses too', (text, row, ref) => {
    expect(parseSource(context, text, row)).toEqual({ ok: true, value: ref })
  })

  it.each([
    ['', /Write the name/],
    ['billing..email', /not a source field/],
    ['line_items[0].name', /line_items\[\]\.name/],
    ['Billing.Email', /Did you mean `billing.email`\?/],
    ['nothing', /choose a field from the list/],
  ])('%j is refused, with what to do', (text, message) => {
    const parsed = parseSource(context, text)
    expect(parsed.ok ? '' : parsed.error.message).toMatch(message)
  })

  it('every listed field prints and parses to itself, inside an each and outside', () => {
    for (const row of [undefined, each, inner]) {
      const choices = listSourceFields(context, row)
      expect(choices.length).toBeGreaterThan(8)
      for (const { ref, text } of choices) expect(parseSource(context, text, row)).toEqual({ ok: true, value: ref })
    }
  })

  it("at the top of a map that runs per item or group, plain names are the run's item", () => {
    const inputs = { order: { number: 'text', lines: [{ sku: 'text', parts: ['text'] }], prices: mapOf({ amount: 'number' }) } } as const
    const item = buildMap({ inputs, destination: { D: 'text' }, fieldMap: { runs: 'item', runsOver: of('order', 'lines') } }).context
    const group = buildMap({
      inputs,
      destination: { D: 'text' },
      fieldMap: { runs: 'group', runsOver: of('order', 'lines'), runsBy: 'sku' as FieldPath },
    }).context
    const entry = buildMap({ inputs, destination: { D: 'text' }, fieldMap: { runs: 'item', runsOver: of('order', 'prices') } }).context
    expect([printSource(item, ofItem('sku')), printSource(item, of('order', 'number'))]).toEqual(['sku', 'order.number'])
    expect(parseSource(item, 'lines[].sku')).toEqual({ ok: true, value: ofItem('sku') })
    expect(parseSource(group, 'lines[].sku')).toEqual({ ok: true, value: ofItem('key') })
    expect(parseSource(entry, 'prices{}.amount')).toEqual({ ok: true, value: ofItem('value.amount') })
    for (const [running, names] of [
      [item, ['$', 'sku', 'parts[]', 'order.number', 'order.lines[]', 'order.prices']],
      [group, ['$', 'key', 'items[]', 'order.number', 'order.lines[]', 'order.prices']],
      [entry, ['$', 'key', 'value', 'value.amount', 'order.number', 'order.lines[]', 'order.prices']],
    ] as const) {
      const choices = listSourceFields(running)
      expect(choices.map(({ text }) => text)).toEqual(names)
      for (const { ref, text } of choices) expect(parseSource(running, text)).toEqual({ ok: true, value: ref })
    }
  })

  it('names of any kind survive the round trip', () => {
    const name = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('__proto__', 'order', '$', '[]', '`', 'a.b', 'constructor', 'line_items[]'))
    const property = fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), fc.boolean(), (names, isList) => {
      const fields: Fields = Object.fromEntries(names.map((one) => [one, isList ? ['text'] : { inner: 'text' }]))
      const built = buildMap({ inputs: { order: fields, [names[0] === 'order' ? 'other' : (names[0] ?? 'x')]: { a: 'text' } }, destination: { D: 'text' } })
      for (const one of names) {
        const refs: SourceRef[] = [of('order', printName(one)), ...(isList ? [] : [of('order', `${printName(one)}.inner` as FieldPath)])]
        for (const ref of refs) expect(parseSource(built.context, printSource(built.context, ref))).toEqual({ ok: true, value: ref })
      }
    })
    fc.assert(property, { numRuns: 300 })
  })
})
