// Endpoints, named objects and property definitions of every real description, counted by a plain walk and compared with what the readers say.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { corpusFolder } from '../../fixtures/corpus.ts'
import { allFormats } from './formats/all-formats.ts'
import { openText } from './open-files.ts'

type Raw = { readonly [key: string]: unknown }
type Counts = { readonly format: string; readonly endpoints: number; readonly objects: number; readonly fields: number }

const FILES = [
  'readme-oas30-complex-nesting.json',
  'readme-oas31-schema-types.json',
  'readme-swagger2-circular.json',
  'square.orders.slice.oas3.json',
  'square.orders.slice.swagger2.json',
  'xero-accounting.invoices.slice.yaml',
  'xero-webhooks.yaml',
]
const corpus = corpusFolder()
const table: Record<string, Counts & { readonly problems: number }> = {}

describe.skipIf(corpus === undefined)('counts of OpenAPI, Swagger and JSON Schema', () => {
  test.each(FILES)('%s', (name) => {
    const text = readFileSync(join(corpus ?? '', 'schemas', name), 'utf8')
    const opened = openText(name, text)
    if (!opened.ok) throw new Error(JSON.stringify(opened.error))
    const reader = allFormats.find((each) => each.recognises(opened.value))
    const read = reader?.read([opened.value], [opened.value], name)
    if (read?.ok !== true) throw new Error(JSON.stringify(read?.error))
    const { graph } = read.value
    const found: Counts = { format: graph.format, endpoints: graph.endpoints.length, objects: graph.objects.length, fields: graph.fieldCount }
    table[name] = { ...found, problems: graph.problems.length }
    expect(found).toEqual(countPlainly(JSON.parse(JSON.stringify(parseYaml(text))) as Raw))
    // A place for every node, and the value there is what the node says it is.
    const root = opened.value.value
    for (const [id, place] of read.value.places) {
      const there = (place.pointer ?? '')
        .split('/')
        .slice(1)
        .reduce<unknown>((at, token) => (at as Raw)[token.replaceAll('~1', '/').replaceAll('~0', '~')], root)
      expect(there, `${id} at ${place.pointer ?? ''}`).toBeDefined()
      const description = (there as Raw)['description']
      const said = graph.nodes[id]?.description
      if (typeof description === 'string' && description !== '') expect(said).toBe(description)
    }
  })

  test('no description of the corpus is left out', () => {
    const names = readdirSync(join(corpus ?? '', 'schemas'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(json|ya?ml)$/.test(name))
    const descriptions = names.filter((name) =>
      /^[\s{]*"?(openapi|swagger|\$schema)"?\s*:/m.test(readFileSync(join(corpus ?? '', 'schemas', name), 'utf8').slice(0, 500)),
    )
    expect(descriptions.toSorted()).toEqual(FILES)
  })

  test('one table', () => {
    if (process.env['CROSSWALK_COUNTS'] === '1') console.info(printTable())
    expect(Object.keys(table)).toEqual(FILES)
  })
})

/** With CROSSWALK_COUNTS=1: what the note of a release says about real descriptions. */
function printTable(): string {
  const rows = Object.entries(table).map(([name, { format, endpoints, objects, fields, problems }]) => [name, format, endpoints, objects, fields, problems])
  const head = ['description', 'format', 'endpoints', 'objects', 'fields', 'problems']
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
const own = (value: unknown, key: string): unknown => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined)

/** By the words of the specifications alone: no part of our readers has a hand in it. */
function countPlainly(document: Raw): Counts {
  const version = typeof document['openapi'] === 'string' ? document['openapi'] : ''
  const swagger = document['swagger'] !== undefined
  const schemas = swagger ? document['definitions'] : own(document['components'], 'schemas')
  let endpoints = 0
  for (const part of ['paths', 'webhooks'])
    for (const item of Object.values(isObject(document[part]) ? document[part] : {}))
      for (const method of Object.keys(item as object))
        if (['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'].includes(method)) endpoints += 1
  return {
    format: swagger ? 'swagger-2.0' : `openapi-${version.slice(0, 3)}`,
    endpoints,
    objects: Object.values(isObject(schemas) ? schemas : {}).filter((schema) => holdsFields(schema, document)).length,
    fields: countFields(document, false),
  }
}

/**
 * Every entry of a `properties` object. Inside one, names are the document's own, so a field named `properties` is no keyword;
 * what stands in an example, a default or allowed values is no schema.
 */
function countFields(value: unknown, names: boolean): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + countFields(entry, false), 0)
  if (!isObject(value)) return 0
  let count = 0
  for (const [key, child] of Object.entries(value)) {
    if (names) {
      count += countFields(child, false)
      continue
    }
    if (['example', 'examples', 'default', 'enum', 'const'].includes(key) || key.startsWith('x-')) continue
    if (key === 'properties' && isObject(child)) count += Object.keys(child).length
    count += countFields(
      child,
      ['properties', 'schemas', 'definitions', 'paths', 'webhooks', 'responses', 'parameters', 'requestBodies', 'headers', 'content'].includes(key),
    )
  }
  return count
}

/** What people would call an object: it has fields or is a map, itself, by allOf, or by an option of its choice. */
function holdsFields(schema: unknown, document: Raw, above: readonly unknown[] = []): boolean {
  if (!isObject(schema) || above.includes(schema)) return false
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const target = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((at, token) => own(at, token.replaceAll('~1', '/').replaceAll('~0', '~')), document)
    return holdsFields(target, document, [...above, schema])
  }
  if (schema['type'] === 'object' || (Array.isArray(schema['type']) && schema['type'].includes('object')) || isObject(schema['properties'])) return true
  if (schema['type'] === undefined && isObject(schema['additionalProperties'])) return true
  return ['allOf', 'oneOf', 'anyOf'].some((keyword) => {
    const members: readonly unknown[] = Array.isArray(schema[keyword]) ? schema[keyword] : []
    return members.some((member) => holdsFields(member, document, [...above, schema]))
  })
}
