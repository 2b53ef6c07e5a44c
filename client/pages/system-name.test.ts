// Rules of guessing a system's name from a file's.
import { expect, test } from 'vitest'
import { systemNameOf } from './system-name.ts'

test.each([
  { given: 'woocommerce.openapi.yaml', want: 'Woocommerce' },
  { given: 'xero-accounting-v2.1.json', want: 'Xero accounting' },
  { given: 'orders.ndjson', want: 'Orders' },
  { given: 'openapi.json', want: '' },
  { given: 'stripe.swagger.yml', want: 'Stripe' },
])('$given describes "$want"', ({ given, want }) => {
  expect(systemNameOf(given)).toBe(want)
})
