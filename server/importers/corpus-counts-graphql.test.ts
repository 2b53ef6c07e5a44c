import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildClientSchema, printSchema, type IntrospectionQuery } from 'graphql'
import { expect, test } from 'vitest'
import { corpusFolder } from '../../fixtures/corpus.ts'
import { listEnvelopes } from '../../shared/schema/envelopes.ts'
import { expandFields, findObject, rootField } from '../../shared/schema/fields.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { describeImportError } from './import-error.ts'
import { graphql } from './formats/graphql.ts'
import { openText } from './open-files.ts'

const corpus = corpusFolder()
const FILE = 'shopify-customer-account.introspection.json'

/** The shape of the file as far as this test counts it; our reader takes no part in it. */
type Introspection = {
  readonly __schema: {
    readonly queryType: { readonly name: string }
    readonly mutationType: { readonly name: string }
    readonly types: readonly { readonly kind: string; readonly name: string; readonly fields: Named; readonly inputFields: Named; readonly enumValues: Named }[]
  }
}
type Named = readonly { readonly name: string; readonly isDeprecated?: boolean }[] | null

test.skipIf(corpus === undefined)('the introspection of a shop has the counts of a plain walk over its JSON', () => {
  const text = readFileSync(join(corpus ?? '', 'schemas', FILE), 'utf8')
  const { __schema: raw } = JSON.parse(text) as Introspection
  const types = raw.types.filter(({ name }) => !name.startsWith('__'))
  const roots = [raw.queryType.name, raw.mutationType.name]
  const count = (list: readonly Named[]) => list.reduce((sum, each) => sum + (each?.length ?? 0), 0)
  const fieldsOfRoot = (name: string) => types.find((type) => type.name === name)?.fields?.map((field) => field.name) ?? []
  const wanted = {
    queries: fieldsOfRoot(raw.queryType.name).length,
    mutations: fieldsOfRoot(raw.mutationType.name).length,
    objects: types.filter(({ kind, name }) => !['SCALAR', 'ENUM'].includes(kind) && !roots.includes(name)).length,
    fields: count(types.map((type) => type.fields)) + count(types.map((type) => type.inputFields)),
  }

  const opened = openText(FILE, text)
  if (!opened.ok) throw new Error(describeImportError(opened.error))
  expect(graphql.recognises(opened.value)).toBe(true)
  const started = performance.now()
  const read = graphql.read([opened.value], [opened.value], 'shop')
  const milliseconds = Math.round(performance.now() - started)
  if (!read.ok) throw new Error(describeImportError(read.error))
  const { graph, places } = read.value
  const found = {
    queries: graph.endpoints.filter(({ method }) => method === 'QUERY').length,
    mutations: graph.endpoints.filter(({ method }) => method === 'MUTATION').length,
    objects: graph.objects.length,
    fields: graph.fieldCount,
  }
  console.info(['', `| ${FILE} | plain walk | reader |`, '|---|---|---|', ...rows(wanted, found), `| read in ms | | ${milliseconds} |`].join('\n'))
  expect(found).toEqual(wanted)
  expect(graph.problems).toEqual([])

  // Each type has exactly its own fields, in order, and each enum its values.
  for (const type of types) {
    const node = graph.objects.find(({ name }) => name === type.name)?.node
    if (node === undefined || type.kind === 'UNION') continue
    expect(graph.nodes[node]?.properties?.map(({ name }) => name)).toEqual((type.fields ?? type.inputFields ?? []).map(({ name }) => name))
    for (const [i, { isDeprecated }] of (type.fields ?? []).entries())
      expect(graph.nodes[graph.nodes[node]?.properties?.[i]?.node ?? '']?.deprecated ?? false).toBe(isDeprecated)
  }
  const order = rootField(graph, findObject(graph, { kind: 'object', name: 'Order' }) ?? '')
  const fields = new Map(expandFields(graph, order, 3).fields.map((field) => [field.path as string, field]))
  expect(fields.get('totalPrice.amount')?.facts).toMatchObject({ types: ['text'], format: 'decimal' })
  expect(fields.get('processedAt')).toMatchObject({ required: true, facts: { types: ['text'], format: 'date-time' } })
  expect(fields.get('financialStatus')?.facts.enum).toEqual(types.find(({ name }) => name === 'OrderFinancialStatus')?.enumValues?.map(({ name }) => name))
  expect(fields.get('lineItems.nodes[].title')?.facts.types).toEqual(['text'])
  expect(places.get(fields.get('id')?.node ?? '')?.pointer).toMatch(/^#\/__schema\/types\/\d+\/fields\/\d+$/)
  const address = graph.endpoints.find(({ id }) => id === 'MUTATION customerAddressCreate')
  expect(listEnvelopes(graph, address?.responses[0]?.body?.node ?? '')[0]?.envelope).toBe('customerAddress')
  expect(JSON.stringify(graph).length).toBeLessThan(12 * text.length)
})

test.skipIf(corpus === undefined)('the same schema written out in SDL gives the same objects, fields and endpoints', () => {
  const text = readFileSync(join(corpus ?? '', 'schemas', FILE), 'utf8')
  const introspection = JSON.parse(text) as IntrospectionQuery
  const read = (name: string, content: string): SchemaGraph => {
    const opened = openText(name, content)
    if (!opened.ok) throw new Error(describeImportError(opened.error))
    expect(graphql.recognises(opened.value)).toBe(true)
    const result = graphql.read([opened.value], [opened.value], 'shop')
    if (!result.ok) throw new Error(describeImportError(result.error))
    return result.value.graph
  }
  const asked = read(FILE, text)
  const written = read('shop.graphql', printSchema(buildClientSchema(introspection)))
  expect(written.fieldCount).toBe(asked.fieldCount)
  expect(written.problems).toEqual([])
  expect(written.endpoints.map(shapeOfEndpoint)).toEqual(asked.endpoints.map(shapeOfEndpoint))
  expect(written.objects.map(({ name }) => name).toSorted()).toEqual(asked.objects.map(({ name }) => name).toSorted())
  for (const { name } of asked.objects) expect(listFacts(written, name)).toEqual(listFacts(asked, name))
})

function shapeOfEndpoint({ request, responses, ...endpoint }: SchemaGraph['endpoints'][number]): unknown {
  return { ...endpoint, request: request?.required, responses: responses.map(({ status, body }) => [status, body?.required]) }
}

/** Of the fields one level below: all facts but the ids of nodes, which are each graph's own. */
function listFacts(graph: SchemaGraph, object: string): unknown[] {
  const root = rootField(graph, findObject(graph, { kind: 'object', name: object }) ?? '')
  return expandFields(graph, root, 2)
    .fields.map(({ path, required, facts }) => {
      const { properties, items, variants, ...plain } = facts
      return {
        path,
        required,
        ...plain,
        fields: properties?.map(({ name }) => name),
        isList: items !== undefined,
        variants: variants?.options.map(({ label }) => label).toSorted(),
      }
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

function rows<T extends Readonly<Record<string, number>>>(wanted: T, found: T): string[] {
  return Object.keys(wanted).map((name) => `| ${name} | ${wanted[name]} | ${found[name]} |`)
}
