// What the source cell offers.
import { describe, expect, test } from 'vitest'
import { buildMap, copy, field, of } from '../../fixtures/build.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { createCompletion } from './complete-source.ts'
import { lineOfField } from './line-of-field.ts'

const { context } = buildMap({
  inputs: {
    order: {
      id: 'integer',
      status: field('text', { enum: ['pending', 'paid'] }),
      date_created: field('text', { format: 'date-time', description: 'When the order was placed' }),
      datePaid: field('text', { format: 'date-time' }),
      customer_id: 'integer',
      total: field('text', { description: 'Grand total with taxes' }),
      discount_total: 'text',
      billing: { email: 'text', first_name: 'text', city: 'text' },
      shipping: { first_name: 'text', city: 'text' },
      line_items: [{ id: 'integer', sku: 'text', total: 'text' }],
      parent: 'Source',
    },
    contact: { id: 'text', email: 'text', emailStatus: 'text' },
  },
  destination: {
    Number: 'text!',
    OrderDate: field('text', { format: 'date' }),
    Contact: { EmailAddress: 'text!', City: 'text' },
    BillingCity: 'text',
    Lines: [{ ItemCode: 'text!', Sku: 'text!' }],
    Zzz: 'boolean',
  },
  rows: [
    { to: 'Number', transform: copy(of('order', 'id')) },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') } },
  ],
})

function ask(to: string, typed: string, used: readonly string[] = []) {
  const line = lineOfField(context, to as FieldPath)
  if (line === undefined) throw new Error(`no line ${to}`)
  return createCompletion({ context, line, isUsed: ({ path }) => used.includes(path), most: 50 })(typed)
}
const texts = (to: string, typed: string) => ask(to, typed).shown.map(({ text }) => text)
const named = (typed: string) =>
  ask('Zzz', typed)
    .shown.filter(({ how }) => how === 'named')
    .map(({ text }) => text)

describe('what is typed', () => {
  test.each([
    {
      rule: 'the same name first, then names that begin so, then words of a name',
      typed: 'email',
      want: ['contact.email', 'billing.email', 'contact.emailStatus'],
    },
    { rule: 'the path itself before everything', typed: 'contact.email', want: ['contact.email', 'contact.emailStatus'] },
    { rule: 'parts of a path by their beginnings', typed: 'bil.em', want: ['billing.email'] },
    { rule: 'an object and a dot: what is in it', typed: 'shipping.', want: ['shipping.first_name', 'shipping.city'] },
    { rule: 'several words in any order', typed: 'first bill', want: [] },
    { rule: 'case, blanks and underscores do not matter', typed: 'Customer ID', want: ['customer_id'] },
    { rule: 'words of camel case', typed: 'paid', want: ['datePaid'] },
    { rule: 'first letters of the words', typed: 'dc', want: ['date_created'] },
    { rule: 'inside a name', typed: 'count_t', want: ['discount_total'] },
    { rule: 'nothing', typed: 'zebra', want: [] },
  ])('$rule: $typed', ({ typed, want }) => {
    expect(named(typed)).toEqual(want)
  })

  test('words above, types, values and descriptions are found too, but never meant by themselves', () => {
    const weak = (typed: string) =>
      ask('Zzz', typed)
        .shown.filter(({ how }) => how === 'weak')
        .map(({ text }) => text)
    expect(weak('first bill')).toEqual(['billing.first_name'])
    expect(weak('grand')).toEqual(['total'])
    expect(weak('pending')).toEqual(['status'])
    expect(weak('date-time').toSorted()).toEqual(['datePaid', 'date_created'])
  })

  test('fields below a list come last, and are not meant by themselves', () => {
    expect(texts('Zzz', 'total')).toEqual(['total', 'discount_total', 'line_items[].total'])
    expect(ask('Zzz', 'sku').shown).toMatchObject([{ text: 'line_items[].sku', how: 'weak' }])
  })

  test('inside an each the item comes first, and its list is not offered twice', () => {
    expect(texts('Lines[].Sku', 'sku')).toEqual(['sku'])
    expect(texts('Lines[].Sku', 'id')[0]).toBe('id')
    expect(texts('Lines[].Sku', 'id')).toEqual(expect.arrayContaining(['order.id', 'contact.id']))
    expect(texts('Lines[].Sku', '')).not.toContain('order.line_items[].sku')
  })

  test('a type inside itself goes on as far as its path is typed', () => {
    expect(texts('Zzz', 'parent.parent.to')).toEqual(['parent.parent.total'])
    expect(texts('Zzz', 'parent.')).toContain('parent.billing')
  })

  test('of equal fit the likelier for the destination comes first', () => {
    expect(texts('BillingCity', 'city').slice(0, 2)).toEqual(['billing.city', 'shipping.city'])
    expect(texts('Contact.City', 'email')[0]).toBe('contact.email')
  })
})

describe('nothing typed', () => {
  const likely = (to: string, used?: readonly string[]) =>
    ask(to, '', used)
      .shown.filter(({ how }) => how === 'likely')
      .map(({ text }) => text)

  test('the likeliest fields for this destination come first', () => {
    expect(likely('Contact.EmailAddress').slice(0, 2)).toEqual(['contact.email', 'billing.email'])
    expect(likely('OrderDate')[0]).toBe('date_created')
    expect(likely('BillingCity')[0]).toBe('billing.city')
  })

  test('what a row reads already is a little less likely', () => {
    expect(likely('OrderDate', ['date_created'])).toContain('date_created')
    const scored = likely('Contact.EmailAddress', ['email'])
    expect(scored.indexOf('billing.email')).toBeLessThan(scored.indexOf('contact.email'))
  })

  test('where nothing is alike nothing is suggested, and every field is offered once, nearest first', () => {
    expect(likely('Zzz')).toEqual([])
    const all = texts('Zzz', '')
    expect(all.slice(0, 3)).toEqual(['id', 'status', 'date_created'])
    expect(new Set(all).size).toBe(all.length)
    const withLikely = texts('BillingCity', '')
    expect(new Set(withLikely).size).toBe(withLikely.length)
  })
})
