import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { corpusFolder } from '../../fixtures/corpus.ts'
import { fieldAt, listPaths, objectNode } from '../../fixtures/openapi-documents.ts'
import { listEnvelopes, listObjectAddresses } from '../../shared/schema/envelopes.ts'
import { evidenceOf } from '../../shared/schema/evidence-of.ts'
import { buildExampleRecord } from '../../shared/schema/example-record.ts'
import { expandFields, findObject, rootField } from '../../shared/schema/fields.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { describeImportError } from './import-error.ts'
import { openText } from './open-files.ts'
import { allFormats } from './formats/all-formats.ts'
import { readOpenedFiles, readSampleUpload, type ReadRecords } from './read-upload.ts'

const corpus = corpusFolder()
const folder = join(corpus ?? '', 'schemas')

function readSchema(name: string): SchemaGraph {
  const opened = openText(name, readFileSync(join(folder, name), 'utf8'))
  const result = opened.ok ? readOpenedFiles([opened.value], allFormats) : opened
  if (!result.ok) throw new Error(describeImportError(result.error))
  return result.value.graph
}

async function readRecords(name: string): Promise<ReadRecords> {
  const result = await readSampleUpload({ files: [{ name, path: join(folder, name) }], maxBytes: 10_000_000 }, () => undefined)
  if (!result.ok) throw new Error(describeImportError(result.error))
  return result.value
}

const counts = (graph: SchemaGraph) => [graph.format, graph.endpoints.length, graph.fieldCount, graph.problems.length]

describe.skipIf(corpus === undefined)('real descriptions', () => {
  test('the accounting API: endpoints, envelopes, read-only fields and the circle of types', () => {
    const graph = readSchema('xero-accounting.invoices.slice.yaml')
    expect(counts(graph)).toEqual(['openapi-3.0', 25, 411, 0])
    expect(graph.servers[0]?.url).toBe('https://api.xero.com/api.xro/2.0')
    const post = graph.endpoints.find((endpoint) => endpoint.id === 'POST /Invoices')
    expect(post?.parameters.map((parameter) => [parameter.in, parameter.name])).toContainEqual(['header', 'xero-tenant-id'])
    expect(listEnvelopes(graph, post?.request?.node ?? '')[0]).toEqual({ envelope: 'Invoices[]', node: objectNode(graph, 'Invoice') })
    expect(listObjectAddresses(graph).map((choice) => choice.label)).toContain('POST /Invoices request, Invoices[]')
    expect(findObject(graph, { kind: 'request', endpoint: 'POST /Invoices', envelope: 'Invoices[]' })).toBe(objectNode(graph, 'Invoice'))

    const invoice = listPaths(graph, 'Invoice', 1)
    expect(invoice).toHaveLength(42)
    expect(invoice.slice(0, 5).map((field) => field.path)).toEqual(['Type', 'Contact', 'LineItems', 'Date', 'DueDate'])
    expect(invoice.some((field) => field.required)).toBe(false)
    expect(fieldAt(graph, 'Invoice', 'Type').facts.enum).toContain('ACCREC')
    expect(fieldAt(graph, 'Invoice', 'Total')).toMatchObject({ readOnly: true, facts: { types: ['number'], format: 'double' } })
    expect(fieldAt(graph, 'Invoice', 'Contact').facts.name).toBe('Contact')
    expect(fieldAt(graph, 'Invoice', 'LineItems[].UnitAmount').facts.types).toEqual(['number'])
    expect(Object.keys(graph.nodes).length).toBeLessThan(600)
    const whole = expandFields(graph, rootField(graph, objectNode(graph, 'Invoice')), 64)
    expect(whole.fields.some((field) => field.recursive)).toBe(true)
  })

  test('the accounting API: an example invoice can be made', () => {
    const graph = readSchema('xero-accounting.invoices.slice.yaml')
    const record = buildExampleRecord(graph, objectNode(graph, 'Invoice')) as Record<string, unknown>
    expect(record).toMatchObject({ Type: 'ACCPAY', LineItems: [{ LineItemID: '00000000-0000-0000-0000-000000000000' }] })
    expect(JSON.stringify(record).length).toBeLessThan(200_000)
  })

  test('the orders API: money is a whole number, wrapped orders, nullable and limited fields', () => {
    const graph = readSchema('square.orders.slice.oas3.json')
    expect(counts(graph)).toEqual(['openapi-3.0', 11, 583, 0])
    expect(fieldAt(graph, 'Money', 'amount').facts).toMatchObject({ types: ['integer'], format: 'int64' })
    expect(fieldAt(graph, 'Order', 'line_items[].base_price_money.amount').facts.types).toEqual(['integer'])
    expect(fieldAt(graph, 'OrderLineItem', 'quantity')).toMatchObject({ required: true, facts: { types: ['text'] } })
    expect(fieldAt(graph, 'OrderLineItem', 'uid').facts).toMatchObject({ nullable: true, maxLength: 60 })
    expect(fieldAt(graph, 'Order', 'location_id').required).toBe(true)
    const create = graph.endpoints.find((endpoint) => endpoint.id === 'POST /v2/orders')
    expect(listEnvelopes(graph, create?.request?.node ?? '')[0]).toEqual({ envelope: 'order', node: objectNode(graph, 'Order') })
    const search = graph.endpoints.find((endpoint) => endpoint.id === 'POST /v2/orders/search')
    expect(listEnvelopes(graph, search?.responses[0]?.body?.node ?? '')[0]?.envelope).toBe('orders[]')
    expect(graph.objects.map((object) => object.name)).not.toContain('Currency')
  })

  test('nested lists, maps and choices in 3.0', () => {
    const graph = readSchema('readme-oas30-complex-nesting.json')
    expect(counts(graph)).toEqual(['openapi-3.0', 5, 25, 0])
    const put = graph.endpoints.find((endpoint) => endpoint.id === 'PUT /anything/top-level-array')
    expect(listEnvelopes(graph, put?.request?.node ?? '')[0]).toEqual({ envelope: '[]', node: objectNode(graph, 'ObjectOfEverything') })
    const either = graph.nodes[objectNode(graph, 'MultischemaOfEverything')]
    expect(either?.variants?.options).toHaveLength(6)
  })

  test('every spelling of types in 3.1', () => {
    const graph = readSchema('readme-oas31-schema-types.json')
    expect(counts(graph)).toEqual(['openapi-3.1', 23, 124, 3])
    const bodyFields = (id: string) => {
      const node = graph.endpoints.find((endpoint) => endpoint.id === id)?.request?.node ?? ''
      return new Map(expandFields(graph, rootField(graph, node), 1).fields.map((field) => [field.name, field]))
    }
    const mixed = bodyFields('POST /anything/mixed')
    expect(mixed.get('string and number')?.facts.types).toEqual(['text', 'number'])
    expect(mixed.get('boolean and null')?.facts).toMatchObject({ types: ['boolean'], nullable: true })
    expect(bodyFields('POST /anything/null').get('stock')?.facts).toEqual({ types: ['any'], nullable: true, const: null })
    const objects = bodyFields('POST /anything/objects')
    expect(objects.get('object (additionalProperties)')?.facts.types).toEqual(['map'])
    expect(objects.get('object (without an explicit `type`)')?.facts.types).toEqual(['object'])
    expect(objects.get('object (without an explicit `type`)')?.path).toBe('`object (without an explicit ``type``)`')
    expect(bodyFields('POST /anything/circular').get('circular')?.facts.name).toBe('Circular')
    const strings = bodyFields('POST /anything/strings')
    expect(strings.get('nullable')?.facts.nullable).toBe(true)
    expect(strings.get('default (null)')?.facts.default).toBeNull()
    expect(strings.get('required')?.required).toBe(true)
    expect(strings.get('enum (with empty option)')?.facts.enum).toEqual(['', 'available', 'pending', 'sold'])
    expect(graph.problems.map((problem) => problem.code)).toEqual(['conflicting-allOf', 'conflicting-allOf', 'conflicting-allOf'])
  })

  test('webhooks without any path', () => {
    const graph = readSchema('xero-webhooks.yaml')
    expect(counts(graph)).toEqual(['openapi-3.1', 4, 16, 0])
    expect(graph.endpoints.map((endpoint) => endpoint.id)).toEqual(['WEBHOOK invoices', 'WEBHOOK subscriptions', 'WEBHOOK contacts', 'WEBHOOK creditNotes'])
    expect(fieldAt(graph, 'WebhookEvent', 'events[].eventType').facts.enum).toEqual(['CREATE', 'UPDATE'])
    expect(fieldAt(graph, 'WebhookEvent', 'events').required).toBe(true)
  })

  test.each([
    ['readme-oas30-complex-nesting.json', 'openapi-3.0'],
    ['readme-oas31-schema-types.json', 'openapi-3.1'],
    ['readme-swagger2-circular.json', 'swagger-2.0'],
    ['square.orders.slice.oas3.json', 'openapi-3.0'],
    ['square.orders.slice.swagger2.json', 'swagger-2.0'],
    ['xero-accounting.invoices.slice.yaml', 'openapi-3.0'],
    ['xero-webhooks.yaml', 'openapi-3.1'],
    ['adyen-checkout-v72.postman_collection.json', 'postman'],
    ['shopify-customer-account.introspection.json', 'graphql'],
    ['xsd-sap/RFCTypes.xsd', 'xsd'],
    ['xsd-sap/Z_GET_ORDERS_ANALYSIS.xsd', 'xsd'],
    ['woocommerce/docs_orders.md', 'table'],
    ['woocommerce/docs_taxes.md', 'table'],
    ['woocommerce/orders_4.json', 'samples'],
    ['stripe-samples/charge.json', 'samples'],
    ['xero-samples/post_Contacts_400.json', 'samples'],
  ])('%s is known as %s by what it holds', (name, format) => {
    expect(readSchema(name).format).toBe(format)
  })

  test('every sample file is read, and its example and evidence fit', async () => {
    const names = ['stripe-samples', 'xero-samples', 'woocommerce'].flatMap((each) => readdirSync(join(folder, each)).map((name) => join(each, name)))
    const samples = names.filter((name) => name.endsWith('.json'))
    expect(samples.length).toBeGreaterThan(15)
    for (const name of samples) {
      const { graph, evidence, records } = await readRecords(name)
      const raw = JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown
      // Records may lie in a thin wrapper.
      expect(records.length).toBeGreaterThanOrEqual(Array.isArray(raw) ? raw.length : 1)
      expect(graph.fieldCount).toBeGreaterThan(2)
      expect(evidence.every((each) => each.seen <= each.of && each.nulls <= each.seen)).toBe(true)
    }
  })

  test('the shop orders: texts that hold numbers, dates, lines seen in every order', async () => {
    const { graph, evidence, records } = await readRecords('woocommerce/orders_3_list.json')
    const [object] = graph.objects
    const at = (path: string) => evidence.find((each) => each.path === path)
    expect(at('total')).toMatchObject({ seen: 2, of: 2, types: [{ type: 'text', count: 2 }], distinct: [{ value: '29.35' }, { value: '39.00' }] })
    expect(at('id')).toMatchObject({ types: [{ type: 'integer' }] })
    expect(at('billing.first_name')).toMatchObject({ seen: 2, of: 2 })
    expect(at('line_items[].sku')?.seen).toBe(at('line_items[]')?.seen)
    expect(fieldAt(graph, object?.name ?? '', 'date_created').facts.format).toBe('date-time')
    expect(evidenceOf(records)).toEqual(evidence)
  })
})
