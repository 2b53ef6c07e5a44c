// Rules of guessing a system's name from a file's.
import { expect, test } from 'vitest'
import { systemNameOf } from './system-name.ts'

test.each([
  { given: 'woocommerce.openapi.yaml', want: 'Woocommerce' },
  { given: 'xero-accounting-v2.1.json', want: 'Xero accounting' },
  { given: 'orders.ndjson', want: 'Orders' },
  { given: 'openapi.json', want: '' },
  { given: 'stripe.swagger.yml', want: 'Stripe' },
  { given: 'Z_GET_ORDERS_ANALYSIS.xsd', want: 'Z GET ORDERS ANALYSIS' },
  { given: 'adyen-checkout-v72.postman_collection.json', want: 'Adyen checkout' },
  { given: 'shopify-customer-account.introspection.json', want: 'Shopify customer account' },
  { given: 'square.orders.slice.oas3.json', want: 'Square orders slice' },
  { given: 'docs_orders.md', want: 'Orders' },
  { given: 'api/shop/openapi.yaml', want: '' },
  { given: 'erp.service.wsdl', want: 'Erp service' },
  { given: 'orders.avsc', want: 'Orders' },
  { given: 'crm.proto', want: 'Crm' },
  { given: 'shop.sql', want: 'Shop' },
  { given: 'calls.har', want: 'Calls' },
  { given: 'schema.graphql', want: '' },
  { given: 'fields.csv.txt', want: 'Fields' },
  { given: 'package.zip', want: 'Package' },
  { given: 'capi', want: 'Capi' },
  { given: 'orders_v3.json', want: 'Orders' },
])('$given describes "$want"', ({ given, want }) => {
  expect(systemNameOf(given)).toBe(want)
})
