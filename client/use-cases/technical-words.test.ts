import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findTechnicalWord, hintTechnical } from './technical-words.ts'
import { useCaseTemplates } from './use-case-templates.ts'

test.each([
  { given: 'Send it with POST /Invoices', want: { kind: 'endpoint', word: 'POST /Invoices' } },
  { given: 'GET /orders/{id} gives the order.', want: { kind: 'endpoint', word: 'GET /orders/{id}' } },
  { given: 'See https://docs.example.com/orders.', want: { kind: 'address', word: 'https://docs.example.com/orders' } },
  { given: 'Reads /orders/{id} every hour', want: { kind: 'path', word: '/orders/{id}' } },
  { given: 'The path (/api/v2/customers) is slow', want: { kind: 'path', word: '/api/v2/customers' } },
  { given: 'A POST for each order', want: { kind: 'method', word: 'POST' } },
  { given: 'One GET request an hour', want: { kind: 'method', word: 'GET' } },
  { given: 'line_items[].sku is filled', want: { kind: 'field', word: 'line_items[].sku' } },
  { given: 'The order_id stands in the invoice', want: { kind: 'field', word: 'order_id' } },
  { given: 'The buyer’s billing.email is right', want: { kind: 'field', word: 'billing.email' } },
  { given: 'Contact.EmailAddress is filled', want: { kind: 'field', word: 'Contact.EmailAddress' } },
  { given: 'unitAmount agrees to the cent', want: { kind: 'field', word: 'unitAmount' } },
])('“$given” reads like $want.kind', ({ given, want }) => {
  expect(findTechnicalWord(given)).toEqual(want)
})

test.each([
  'Every paid order has one invoice',
  'Refunds and/or credit notes',
  'Support answers 24/7, or within 4 h/day',
  'From 40 /day to 0',
  'Get paid in 10 days; post the letter, put it away, delete the copy',
  'GET PAID FASTER, POST NOTHING BY HAND',
  'The report.csv of harborlane.example is no longer typed, e.g. at month end',
  'WooCommerce, PayPal, eBay, iPhone, macOS and HubSpot stay as they are',
  'The invoice is closed.Then the buyer gets a mail',
  'Node.js is none of our business',
  'Difference under 1.00 by 6:00 a.m.',
  '',
])('“%s” reads like business', (given) => {
  expect(findTechnicalWord(given)).toBeUndefined()
  expect(hintTechnical(given)).toBeUndefined()
})

test('no template has a technical word', () => {
  const texts = useCaseTemplates.flatMap((template) => [
    template.title,
    template.actor,
    template.story,
    ...template.outcomes,
    ...template.strategy,
    ...template.measures.map(({ text }) => text),
    ...template.exclusions,
    ...template.steps.map(({ title }) => title),
  ])
  expect(texts.flatMap((text) => findTechnicalWord(text) ?? [])).toEqual([])
})

test('what is found stands in the text, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      const found = findTechnicalWord(text)
      if (found !== undefined) expect(text).toContain(found.word)
    }),
  )
})

test.each([
  { given: 'See https://a.example/b', want: 'Add it as a link below' },
  { given: 'order_id is kept', want: 'field map' },
  { given: 'GET /orders', want: 'steps' },
])('the hint about “$given” says where it belongs', ({ given, want }) => {
  expect(hintTechnical(given)).toContain(want)
})
