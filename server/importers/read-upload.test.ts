// Tests of what a set of files is taken for, and what becomes of those that do not belong to it.
import { describe, expect, test } from 'vitest'
import { makeZip } from '../../fixtures/make-zip.ts'
import type { SchemaFormat } from '../../shared/schema/schema-graph.ts'
import { allFormats } from './formats/all-formats.ts'
import { describeImportError } from './import-error.ts'
import { openFiles } from './open-files.ts'
import { evidenceOfSamples, readOpenedFiles } from './read-upload.ts'

const api = (part = '#/components/schemas/Line') =>
  JSON.stringify({
    openapi: '3.0.0',
    info: { title: 'Shop', version: '1' },
    paths: {},
    components: {
      schemas: { Order: { type: 'object', properties: { line: { $ref: part } } }, Line: { type: 'object', properties: { sku: { type: 'string' } } } },
    },
  })
const line = '{"type":"object","properties":{"sku":{"type":"string"},"price":{"type":"number"}}}'
const table = '# Orders\n\n| Field | Type | Description |\n|---|---|---|\n| id | integer | Its number. |\n| total | number | Sum. |\n'

async function read(files: Readonly<Record<string, string>>, format?: SchemaFormat) {
  const opened = await openFiles(Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) })))
  return opened.ok ? readOpenedFiles(opened.value, allFormats, format) : opened
}
const sentenceOf = async (...given: Parameters<typeof read>) => {
  const result = await read(...given)
  if (result.ok) throw new Error(`read as ${result.value.graph.format}`)
  return describeImportError(result.error)
}

describe('files of one upload', () => {
  test('are parts of the description that names them, whatever they look like alone', async () => {
    const result = await read({ 'api.json': api('line.json'), 'line.json': line })
    expect(result).toMatchObject({ ok: true, value: { graph: { format: 'openapi-3.0', fieldCount: 4, problems: [] } } })
  })

  test('of different kinds that do not name each other are refused, saying which are what', async () => {
    expect(await sentenceOf({ 'api.json': api(), 'orders.json': '[{"id":1}]', 'more.csv': 'id,total\n1,2\n' })).toBe(
      'These files are of different kinds: OpenAPI: api.json; Sample records: orders.json, more.csv. Import each kind by itself; sample records are added to an object after its description.',
    )
    expect(await sentenceOf({ 'a.sql': 'CREATE TABLE a (id int);', 'a.graphql': 'type Query { a: Int }' })).toMatch(
      /GraphQL schema: a\.graphql; SQL tables: a\.sql/,
    )
  })

  test('that only explain are passed by, and that is said', async () => {
    const result = await read({ 'api.json': api(), 'README.md': table, LICENSE: 'Do what you like.' })
    expect(result).toMatchObject({ ok: true, value: { graph: { format: 'openapi-3.0', problems: [{ at: 'README.md' }] } } })
    expect(await read({ 'README.md': table })).toMatchObject({ ok: true, value: { graph: { format: 'table' } } })
  })

  test('are read as the person says', async () => {
    const odd = { 'a.json': line }
    expect(await read(odd)).toMatchObject({ value: { graph: { format: 'json-schema' } } })
    expect(await read(odd, 'samples')).toMatchObject({ value: { graph: { format: 'samples' } } })
    const rows = { 'a.csv': 'field,type\nid,integer\n' }
    expect(await read(rows, 'samples')).toMatchObject({ value: { graph: { format: 'samples' }, samples: [{ records: [{ field: 'id', type: 'integer' }] }] } })
    expect(await read(rows, 'table')).toMatchObject({ value: { graph: { format: 'table' } } })
  })

  test.each<{ format: SchemaFormat }>(allFormats.flatMap(({ formats }) => formats.map((format) => ({ format }))))(
    'said to be $format and being something else, are refused with a sentence or read',
    async ({ format }) => {
      for (const text of ['[1, 2]', '"x"', 'hello world', '<a/>', 'a,b\n1,2\n', '{"a":1}', 'type A { b: Int }', 'CREATE TABLE a (b int)', table]) {
        const result = await read({ 'a.txt': text }, format)
        if (!result.ok) expect(describeImportError(result.error)).toMatch(/^.{20,}[.)]$/s)
      }
    },
  )

  test('come in any order and give the same graph, but for the ids', async () => {
    const files = { 'api.json': api('line.json'), 'line.json': line }
    const [one, other] = [await read(files), await read(Object.fromEntries(Object.entries(files).toReversed()))]
    expect(one.ok && one.value.graph).toEqual(other.ok && other.value.graph)
  })
})

describe('what nobody reads is named', () => {
  test.each([
    { text: 'hello world', says: /this is plain text\. Upload one of: / },
    { text: '<!doctype html><p>Hello</p>', says: /a web page \(HTML\) without a table of fields/ },
    { text: '# Hello\n\n| a |\n|---|\n| b |\n', says: /a\.txt/ },
    { text: '{"asyncapi":"2.6.0","channels":{}}', says: /^a\.txt: AsyncAPI is not read yet\. Upload one of: / },
    { text: '[]', says: /a\.txt holds no records/ },
    { text: '42', says: /a\.txt/ },
  ])('$text', async ({ text, says }) => {
    expect(await sentenceOf({ 'a.txt': text })).toMatch(says)
  })

  test('also where the person says it is something else', async () => {
    expect(await sentenceOf({ 'a.graphql': 'type A { b: Int }' }, 'openapi-3.0')).toMatch(/^a\.graphql .* OpenAPI 3\.0 was expected, and this is GraphQL\. /)
    expect(await sentenceOf({ 'a.json': api() }, 'xsd')).toMatch(/^a\.json .* XML Schema \(XSD\) was expected, and this is OpenAPI 3\.0\.0\. /)
    expect(await sentenceOf({ 'a.sql': 'CREATE TABLE a (id int);' }, 'wsdl')).toMatch(/^a\.sql .* WSDL was expected, and this is SQL\. /)
  })

  test('with every format that could be uploaded', async () => {
    const sentence = await sentenceOf({ 'a.txt': 'hello world' })
    for (const name of ['OpenAPI 3.1', 'Swagger 2.0', 'WSDL', 'Postman collection', 'GraphQL schema', 'SQL tables', 'Protocol Buffers', 'zip'])
      expect(sentence).toContain(name)
  })
})

describe('descriptions of a kind that is not read are named, never taken for records:', () => {
  test.each([
    { name: 'OData metadata (EDMX)', text: '<e:Edmx xmlns:e="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><e:DataServices/></e:Edmx>' },
    { name: 'WADL', text: '<application xmlns="http://wadl.dev.java.net/2009/02"><resources/></application>' },
    { name: 'RELAX NG', text: '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start/></grammar>' },
    { name: 'Schematron', text: '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern/></schema>' },
    { name: 'RAML', text: '#%RAML 1.0\ntitle: Shop\ntypes:\n  Order:\n    properties:\n      id: string\n' },
    { name: 'API Blueprint', text: 'FORMAT: 1A\n# Shop\n\n## Orders [/orders]\n' },
    { name: 'A Google API Discovery document', text: '{"kind":"discovery#restDescription","schemas":{}}' },
  ])('$name', async ({ name, text }) => {
    expect(await sentenceOf({ 'a.txt': text })).toContain(`a.txt: ${name} is not read yet. Upload one of: `)
  })

  test.each(['<application><name>Ada</name></application>', '<description>red</description>', 'FORMAT: A4\ncolour: red\n'])(
    'but %s is a record',
    async (text) => {
      expect(await read({ 'a.txt': text })).toMatchObject({ value: { graph: { format: 'samples' } } })
    },
  )
})

describe('a packed folder', () => {
  const readZip = async (files: Readonly<Record<string, string>>, format?: SchemaFormat) => {
    const opened = await openFiles([{ name: 'a.zip', bytes: makeZip(Object.entries(files).map(([name, content]) => ({ name, content }))) }])
    return opened.ok ? readOpenedFiles(opened.value, allFormats, format) : opened
  }
  const rest = {
    'package.json': '{"name":"shop","version":"1.0.0"}',
    'tsconfig.json': '{ // of ours\n}',
    'examples/a.csv': 'id,total\n1,2\n',
    LICENSE: 'Do what you like.',
  }

  test.each<{ format: SchemaFormat; name: string; text: string }>([
    { format: 'openapi-3.0', name: 'api.json', text: api() },
    { format: 'graphql', name: 'a.graphql', text: 'type Query { a: Int }' },
    { format: 'sql', name: 'a.sql', text: 'CREATE TABLE a (id int);' },
    { format: 'json-schema', name: 'line.json', text: line },
    { format: 'protobuf', name: 'a.proto', text: 'syntax = "proto3"; message A { string id = 1; }' },
  ])('of a description ($format) may hold records and broken files that it does not refer to; they are named', async ({ format, name, text }) => {
    for (const given of [undefined, format]) {
      const result = await readZip({ ...rest, [name]: text }, given)
      expect(result).toMatchObject({ ok: true, value: { graph: { format } } })
      if (given === undefined && result.ok)
        expect(result.value.graph.problems.map(({ message }) => message)).toEqual([
          'package.json, tsconfig.json (broken), examples/a.csv were not read: nothing in the description refers to them. If they describe fields, import them apart.',
        ])
    }
  })

  test('is refused where a part of the description is broken, or nothing else is there', async () => {
    const broken = /^line\.json ends in the middle/
    const besides: readonly (readonly [string, string])[] = [
      ['api.json', api('line.json')],
      ['README.md', table],
      ['package.json', '{"name":"shop"}'],
    ]
    for (const [name, text] of besides) {
      const result = await readZip({ [name]: text, 'line.json': '{"type":' })
      expect(result.ok ? 'read' : describeImportError(result.error)).toMatch(broken)
    }
    const said = await readZip({ 'line.json': '{"type":', 'package.json': '{"name":"shop"}' }, 'json-schema')
    expect(said.ok ? 'read' : describeImportError(said.error)).toMatch(broken)
  })

  test('of two descriptions is refused, whatever a page beside them lists', async () => {
    const result = await readZip({ 'api.json': api(), 'a.graphql': 'type Query { a: Int }', 'README.md': 'See api.json and a.graphql.' })
    expect(result.ok ? 'read' : describeImportError(result.error)).toMatch(
      /^These files are of different kinds: OpenAPI: api\.json; GraphQL schema: a\.graphql\./,
    )
  })
})

describe('samples of a description', () => {
  const call = (name: string, body: string) => ({
    name,
    request: { method: 'GET', url: 'https://shop.example/orders' },
    response: [{ name, code: 200, header: [{ key: 'Content-Type', value: 'application/json' }], body }],
  })
  const collection = (...bodies: string[]) =>
    JSON.stringify({
      info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      item: bodies.map((body, i) => call(`call ${i}`, body)),
    })

  test('are one set for each object', async () => {
    const result = await read({ 'a.json': collection('[{"id":1}]', '[{"id":2,"note":"x"}]') })
    if (!result.ok) throw new Error(describeImportError(result.error))
    const sets = [...evidenceOfSamples(result.value)]
    expect(new Set(sets.map(({ object }) => JSON.stringify(object))).size).toBe(sets.length)
    expect(sets.flatMap(({ evidence }) => evidence).find(({ path }) => path.endsWith('note'))).toMatchObject({ seen: 1, of: 2 })
  })

  test('lose a record that is too large, which is said', async () => {
    const large = JSON.stringify([{ id: 1, note: 'x'.repeat(1_100_000) }])
    const result = await read({ 'a.json': collection('[{"id":1}]', large) })
    if (!result.ok) throw new Error(describeImportError(result.error))
    expect(result.value.graph.problems.map(({ message }) => message).join()).toMatch(/larger than 1 MB.*left out of the evidence/)
    expect(Math.max(...result.value.samples.flatMap(({ records }) => records.map((record) => JSON.stringify(record).length)))).toBeLessThan(1_048_577)
  })
})

test('a zip and its files are read alike', async () => {
  const files = { 'api.json': api('types/line.json'), 'types/line.json': line }
  const zipped = await openFiles([{ name: 'a.zip', bytes: makeZip(Object.entries(files).map(([name, content]) => ({ name, content }))) }])
  const [one, other] = [zipped.ok ? readOpenedFiles(zipped.value, allFormats) : zipped, await read(files)]
  expect(one.ok && one.value.graph).toEqual(other.ok && other.value.graph)
  expect(one.ok && [...one.value.places]).toEqual(other.ok && [...other.value.places])
})
