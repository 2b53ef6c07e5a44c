// The simple fields of a record as a form: which there are, and what writing one of them changes.
import { expect, test } from 'vitest'
import { buildGraph, field } from '../../fixtures/build.ts'
import { listFormFields, setFormField } from './form-fields.ts'

const graph = buildGraph({
  objects: {
    Order: {
      id: 'integer!',
      note: 'text',
      status: field('text', { enum: ['open', 'paid'] }),
      billing: { email: 'text!', company: 'text' },
      shipping: { city: 'text' },
      lines: [{ sku: 'text' }],
    },
  },
})
const form = listFormFields(graph, 'o-Order', { status: 'paid', billing: { email: 'a@b.c' }, lines: [{ sku: 'x' }] })

test('what the record has and what is required comes first, then the other simple fields', () => {
  expect(form.fields.map(({ path, value }) => `${path}=${String(value)}`)).toEqual([
    'id=undefined',
    'status=paid',
    'billing.email=a@b.c',
    'note=undefined',
    'billing.company=undefined',
  ])
})

test('a field knows its type and its allowed values', () => {
  expect(form.fields.map(({ type }) => type)).toEqual(['integer', 'text', 'text', 'text', 'text'])
  expect(form.fields[1]?.allowed).toEqual(['open', 'paid'])
})

test('what is no simple value stays JSON', () => {
  expect(form.rest).toEqual([{ path: 'lines', words: 'a list of 1' }])
})

test.each([
  [{}, ['id'], 4, { id: 4 }],
  [{ a: 1 }, ['billing', 'email'], 'x', { a: 1, billing: { email: 'x' } }],
  [{ billing: { email: 'x' } }, ['billing', 'email'], undefined, {}],
  [{ billing: { email: 'x', city: 'y' } }, ['billing', 'email'], undefined, { billing: { city: 'y' } }],
  [{ a: 1 }, ['b'], undefined, { a: 1 }],
] as const)('%j with %j set to %j', (record, at, value, want) => {
  expect(setFormField(record, at, value)).toEqual(want)
})
