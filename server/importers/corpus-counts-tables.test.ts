// The documentation of a shop, read from its tables: counts held against a plain walk of the text, facts against what one reads there, and its sample orders against both.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { corpusFolder } from '../../fixtures/corpus.ts'
import { factsAt, fieldAt, listPaths, objectNode } from '../../fixtures/openapi-documents.ts'
import { compareEvidence } from '../../shared/schema/compare-evidence.ts'
import { evidenceOf } from '../../shared/schema/evidence-of.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { mergeEvidence } from '../../shared/schema/merge-evidence.ts'
import type { OpenedFile, ReadSchema } from './format-reader.ts'
import { documentationTable } from './formats/documentation-table.ts'
import { samples } from './formats/samples.ts'
import { describeImportError } from './import-error.ts'
import { openText } from './open-files.ts'

const corpus = corpusFolder()
const schemas = join(corpus ?? '', 'schemas')
const folder = join(schemas, 'woocommerce')

function open(path: string): OpenedFile {
  const opened = openText(path.split('/').at(-1) ?? path, readFileSync(path, 'utf8'))
  if (!opened.ok) throw new Error(describeImportError(opened.error))
  return opened.value
}

function readDocs(name: string): ReadSchema {
  const file = open(join(folder, name))
  const read = documentationTable.read([file], [file], 'docs')
  if (!read.ok) throw new Error(describeImportError(read.error))
  return read.value
}

/** Rows of tables by the heading they stand under: lines that begin with a stroke, without the two of the header. */
function countRows(name: string): Map<string, number> {
  const counts = new Map<string, number>()
  let heading = ''
  let above = ''
  for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
    if (/^#+ /.test(line)) heading = line.replaceAll('#', '').trim()
    if (line.startsWith('|')) counts.set(heading, (counts.get(heading) ?? 0) + (above.startsWith('|') ? 1 : -1))
    above = line
  }
  return counts
}

describe.skipIf(corpus === undefined)('the documentation of a shop', () => {
  test.each([
    ['docs_orders.md', 'Order', 6],
    ['docs_order-refunds.md', 'Order refund', 4],
    ['docs_taxes.md', 'Tax rate', 6],
  ])('%s: every row of every table is read once', (name, object, operations) => {
    const { graph } = readDocs(name)
    const rows = countRows(name)
    const fields = [...rows].filter(([heading]) => heading.endsWith('properties')).reduce((sum, [, count]) => sum + count, 0)
    expect(graph.fieldCount).toBe(fields)
    expect(graph.objects.map((each) => each.name)).toEqual([object])
    expect(graph.problems).toEqual([])
    expect(graph.endpoints).toHaveLength(operations)
    // Headings repeat, so all tables of parameters are counted together; parameters in paths stand in no table.
    const text = readFileSync(join(folder, name), 'utf8')
    const tables = text.split('#### Available parameters ####').slice(1)
    const parameters = tables.reduce((sum, after) => sum + (/(?:^\|.*\n)+/m.exec(after)?.[0].trimEnd().split('\n').length ?? 0) - 2, 0)
    expect(graph.endpoints.flatMap((endpoint) => endpoint.parameters.filter((each) => each.in !== 'path'))).toHaveLength(parameters)
    console.info(`${name}: ${operations} endpoints, ${graph.objects.length} object, ${fields} fields, ${parameters} parameters`)
  })

  test('every table of properties stands where its field says', () => {
    const { graph } = readDocs('docs_orders.md')
    const rows = countRows('docs_orders.md')
    const below = (path: string) =>
      listPaths(graph, 'Order', 4).filter((field) => field.path.startsWith(path) && !/[.[]/.test(field.path.slice(path.length))).length
    for (const [path, heading] of [
      ['billing.', 'Billing'],
      ['shipping.', 'Shipping'],
      ['line_items[].', 'Line items'],
      ['line_items[].taxes[].', 'Taxes'],
      ['line_items[].meta_data[].', 'Meta data'],
      ['tax_lines[].', 'Tax lines'],
      ['shipping_lines[].', 'Shipping lines'],
      ['fee_lines[].', 'Fee lines'],
      ['coupon_lines[].', 'Coupon lines'],
      ['refunds[].', 'Refunds'],
    ] as const)
      expect([path, below(path)]).toEqual([path, rows.get(`Order - ${heading} properties`)])
  })

  test('facts as one reads them there', () => {
    const { graph } = readDocs('docs_orders.md')
    expect(factsAt(graph, 'Order', 'id')).toEqual({ types: ['integer'], description: 'Unique identifier for the resource.', readOnly: true })
    expect(factsAt(graph, 'Order', 'parent_id')).toEqual({ types: ['integer'], description: 'Parent order ID.' })
    expect(factsAt(graph, 'Order', 'status').enum).toEqual(['pending', 'processing', 'on-hold', 'completed', 'cancelled', 'refunded', 'failed', 'trash'])
    expect(factsAt(graph, 'Order', 'status').default).toBe('pending')
    expect(factsAt(graph, 'Order', 'currency').enum).toHaveLength(161)
    expect(factsAt(graph, 'Order', 'currency').default).toBe('USD')
    expect(factsAt(graph, 'Order', 'date_created')).toMatchObject({ types: ['text'], format: 'date-time', readOnly: true })
    expect(factsAt(graph, 'Order', 'customer_id').default).toBe(0)
    expect(factsAt(graph, 'Order', 'set_paid')).toMatchObject({ types: ['boolean'], default: false, writeOnly: true })
    expect(fieldAt(graph, 'Order', 'line_items[].taxes').readOnly).toBe(true)
    expect(factsAt(graph, 'Order', 'line_items[].price')).toMatchObject({ types: ['text'], readOnly: true })
    expect(factsAt(graph, 'Order', 'fee_lines[].tax_status').enum).toEqual(['taxable', 'none'])
    expect(factsAt(graph, 'Order', 'billing.country').description).toBe('Country code in ISO 3166-1 alpha-2 format.')
    expect(listPaths(graph, 'Order', 4).filter((field) => field.required)).toEqual([])

    const taxes = readDocs('docs_taxes.md').graph
    expect(factsAt(taxes, 'Tax rate', 'postcode').deprecated).toBe(true)
    expect(factsAt(taxes, 'Tax rate', 'postcodes')).toMatchObject({ types: ['list'], description: 'Postcodes/ZIPs. Introduced in WooCommerce 5.3.' })
    expect(factsAt(taxes, 'Tax rate', 'shipping').default).toBe(true)
    expect(factsAt(taxes, 'Tax rate', 'priority').default).toBe(1)
    expect(taxes.endpoints.map(({ id }) => id)).toContain('DELETE /wp-json/wc/v3/taxes/{id}')

    const refunds = readDocs('docs_order-refunds.md').graph
    expect(factsAt(refunds, 'Order refund', 'line_items[].taxes[].refund_total')).toMatchObject({ types: ['number'], writeOnly: true })
    expect(factsAt(refunds, 'Order refund', 'api_refund')).toMatchObject({ default: true, writeOnly: true })
    expect(factsAt(refunds, 'Order refund', 'amount').readOnly).toBeUndefined()
  })

  test('its sample orders show where the documentation is wrong', () => {
    const { graph } = readDocs('docs_orders.md')
    const node = objectNode(graph, 'Order')
    const files = ['orders_3_list.json', 'orders_4.json', 'taxes_3_list.json', 'order-refunds_3_list.json'].map((name) => open(join(folder, name)))
    const read = samples.read(files, files, 'shop')
    if (!read.ok) throw new Error(describeImportError(read.error))
    expect(read.value.graph.objects.map(({ name }) => name)).toEqual(['orders', 'taxes', 'order-refunds'])
    const orders = read.value.samples[0]?.records ?? []
    expect(orders).toHaveLength(3)

    const sets = [orders.slice(0, 1), orders.slice(1)].map((records) => ({ records: records.length, evidence: evidenceOf(records, { graph, node }) }))
    const { conflicts, undocumented, neverSeenIn } = compareEvidence(graph, node, mergeEvidence(sets), orders.length)
    expect(conflicts.get('line_items[].price' as FieldPath)?.[0]).toMatchObject({ type: 'type', documented: ['text'], observed: [{ type: 'integer' }] })
    expect(conflicts.get('date_completed' as FieldPath)).toMatchObject([{ type: 'null' }])
    expect(conflicts.has('status' as FieldPath)).toBe(false)
    expect(undocumented.map(({ path }) => String(path))).toContain('_links')
    expect(neverSeenIn('set_paid' as FieldPath)).toBe(3)
    expect(neverSeenIn('total' as FieldPath)).toBeUndefined()
  })

  test('examples in the text are evidence of the object', () => {
    const { samples: sets, graph } = readDocs('docs_orders.md')
    expect(sets.length).toBeGreaterThan(4)
    for (const { object } of sets) expect(object).toEqual({ kind: 'object', name: graph.objects[0]?.name })
  })

  test('every other table and sample of the corpus is read or refused with a sentence', () => {
    const names = readdirSync(corpus ?? '', { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.(?:json|jsonl|csv|md|xsd)$/.test(name) && !name.startsWith('jsonata'),
    )
    let read = 0
    for (const name of names) {
      const opened = openText(name, readFileSync(join(corpus ?? '', name), 'utf8'))
      if (!opened.ok) continue
      for (const reader of [documentationTable, samples].filter((each) => each.recognises(opened.value))) {
        const result = reader.read([opened.value], [opened.value], 'x')
        if (result.ok) read += 1
        else expect(describeImportError(result.error)).toMatch(/\.$/)
      }
    }
    expect(read).toBeGreaterThan(40)
  })
})
