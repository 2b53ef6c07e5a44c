// Which source fields have the names of open destination fields.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyWrites } from '../../fixtures/apply-writes.ts'
import { buildMap, copy, field, of, ofItem } from '../../fixtures/build.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { Fresh } from '../../shared/spreadsheet/row-writes.ts'
import { findSameNames, writeSameNames } from './same-names.ts'

const party = { first_name: 'text', lastName: 'text', email: 'text', 'e-mail': 'text', city: 'text', tags: ['text'], meta: { note: 'text' } } as const
const built = buildMap({
  inputs: {
    order: {
      number: 'text',
      currency: 'text',
      billing: party,
      shipping: { city: 'text', phone: 'text' },
      line_items: [{ sku: 'text', qty: 'number', Name: 'text', name: 'text' }],
    },
  },
  destination: {
    Number: 'text',
    Billing: {
      FirstName: 'text',
      last_name: 'text',
      Email: 'text',
      City: 'text',
      Phone: 'text',
      Tags: ['text'],
      Vat: 'text',
      Fixed: field('text', { readOnly: true }),
    },
    Contact: { FirstName: 'text', City: 'text', Meta: { Note: 'text' } },
    Lines: [{ Sku: 'text', Quantity: 'number', Name: 'text', Currency: 'text' }],
  },
  rows: [
    { to: 'Billing.City', transform: copy(of('order', 'shipping.city')) },
    { to: 'Billing.last_name', note: 'ask' },
    { to: 'Contact', transform: copy(of('order', 'billing')) },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') } },
  ],
})
const lines = listLines(built.context, { opened: new Set(['field:map:Contact', 'field:map:Contact.Meta']), folded: new Set() })
const at = (path: string): Line => lines.find((line) => line.path === path) ?? lost(path)
function lost(what: string): never {
  throw new Error(`no line ${what}`)
}
const createFresh = (): (() => Fresh) => {
  let made = 0
  return () => ({ id: `new${++made}`, randomBit: () => false })
}
const found = (...paths: readonly string[]) =>
  Object.fromEntries(
    findSameNames(built.context, paths.map(at), lines).fields.map(({ place, choices, sure }) => [
      place.destination,
      `${choices.map(({ text }) => text).join(' | ')}${sure ? '' : '?'}`,
    ]),
  )

test('the object of the same name is where names are looked for; a name elsewhere is for a person to choose', () => {
  expect(found('Billing')).toEqual({
    'Billing.FirstName': 'billing.first_name',
    'Billing.last_name': 'billing.lastName',
    'Billing.Email': 'billing.email | billing.e-mail?',
    'Billing.Phone': 'shipping.phone?',
    'Billing.Tags': 'billing.tags[]',
    'Billing.Vat': '?',
  })
})

test('names of an item are those of its list, and the very same name wins over one that is like it', () => {
  expect(found('Lines')).toEqual({ 'Lines[].Sku': 'sku', 'Lines[].Quantity': 'qty', 'Lines[].Name': 'Name', 'Lines[].Currency': '?' })
})

test('an object that was copied as a whole gives way to its fields, and objects listed below are looked into', () => {
  const names = findSameNames(built.context, [at('Contact')], lines)
  expect(names.fields.map(({ place }) => place.destination)).toEqual(['Contact.FirstName', 'Contact.City', 'Contact.Meta.Note'])
  const edit = writeSameNames(
    built.context,
    names.fields.flatMap((named) => (named.sure && named.choices[0] !== undefined ? [{ named, ref: named.choices[0].ref }] : [])),
    names.wholes,
    createFresh(),
  )
  expect(edit.message).toBe('Mapped 3 fields of the same name. Contact is filled field by field now, not copied as a whole.')
  const after = applyWrites(built, edit.writes)
  expect(after.rows.some((row) => row.destination === 'Contact')).toBe(false)
  expect(after.rows.find((row) => row.destination === 'Contact.Meta.Note')?.transform).toEqual(copy(of('order', 'billing.meta.note')))
})

test('a row that people wrote on keeps its id when its field is mapped', () => {
  const names = findSameNames(built.context, [at('Billing')], lines)
  const last = names.fields.find(({ place }) => place.destination === 'Billing.last_name') ?? lost('last_name')
  const edit = writeSameNames(built.context, [{ named: last, ref: of('order', 'billing.lastName') }], names.wholes, createFresh())
  expect(applyWrites(built, edit.writes).rows.find((row) => row.id === 'r2')).toMatchObject({ note: 'ask', transform: copy(of('order', 'billing.lastName')) })
})

test('what is mapped already is never touched, whatever is selected', () => {
  fc.assert(
    fc.property(fc.subarray(lines, { minLength: 1 }), (chosen) => {
      const names = findSameNames(built.context, chosen, lines)
      const edit = writeSameNames(
        built.context,
        names.fields.flatMap((named) => named.choices.map(({ ref }) => ({ named, ref })).slice(0, 1)),
        names.wholes,
        createFresh(),
      )
      const wholes = new Set(names.wholes.map(({ id }) => id))
      const after = applyWrites(built, edit.writes)
      for (const row of built.context.rows)
        if (row.transform !== undefined && !wholes.has(row.id)) expect(after.rows.find(({ id }) => id === row.id)).toEqual(row)
      expect(names.wholes.every(({ id }) => id === 'r3')).toBe(true)
      expect(new Set(names.fields.map(({ place }) => `${place.parent} ${place.destination}`)).size).toBe(names.fields.length)
    }),
  )
})

test('single fields of a selection are matched in the object they stand in', () => {
  expect(found('Billing.FirstName', 'Number')).toEqual({ 'Billing.FirstName': 'billing.first_name', Number: 'number' })
  expect(ofItem('sku').of).toBe('item')
})
