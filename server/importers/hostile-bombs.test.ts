// Files that mean to hang, overflow or fill the reader (T-11): each ends with a plain sentence, or is read, while requests are answered.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { describeImportError } from './import-error.ts'
import { createImportFixture, type ImportFixture } from './import-fixture.ts'
import { importSchema } from './import-schema.ts'

vi.setConfig({ testTimeout: 120_000 })
let fixture: ImportFixture
beforeAll(async () => {
  fixture = await createImportFixture()
})
afterAll(() => fixture.close())

const deep = 200_000
const many = 100_000
const nest = (open: string, inner: string, close: string, times: number) => `${open.repeat(times)}${inner}${close.repeat(times)}`
const laughs = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')

/** `says`: of the sentence; absent: either it is read, or refused with a sentence of any kind. */
const bombs: readonly { readonly what: string; readonly make: () => string | Uint8Array; readonly says?: RegExp }[] = [
  { what: 'JSON, 200,000 levels', make: () => nest('{"a":', '1', '}', deep), says: /nested too deeply/ },
  { what: 'an OpenAPI description with 200,000 levels', make: () => `{"openapi":"3.0.0","x":${nest('[', '', ']', deep)}}`, says: /nested too deeply/ },
  {
    what: 'a Swagger description with 200,000 levels',
    make: () => `{"swagger":"2.0","definitions":{"A":${nest('{"allOf":[', '{}', ']}', deep)}}}`,
    says: /nested too deeply/,
  },
  {
    what: 'a JSON Schema with 200,000 levels',
    make: () => `{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"a":${nest('{"items":', '{}', '}', deep)}}}`,
    says: /nested too deeply/,
  },
  {
    what: 'a Postman collection with 200,000 folders in each other',
    make: () =>
      `{"info":{"name":"x","schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[${nest('{"item":[', '', ']}', deep)}]}`,
    says: /nested too deeply/,
  },
  {
    what: 'a HAR recording with 200,000 levels in a body',
    make: () =>
      JSON.stringify({
        log: {
          version: '1.2',
          entries: [
            {
              request: { method: 'GET', url: 'https://a.example/b' },
              response: { status: 200, content: { mimeType: 'application/json', text: nest('[', '', ']', deep) } },
            },
          ],
        },
      }),
  },
  {
    what: 'an Avro schema with 200,000 levels',
    make: () => `{"type":"record","name":"A","fields":[{"name":"a","type":${nest('{"type":"array","items":', '"int"', '}', deep)}}]}`,
    says: /nested too deeply/,
  },
  {
    what: 'a GraphQL introspection with 200,000 levels',
    make: () =>
      `{"data":{"__schema":{"queryType":{"name":"Q"},"types":[{"kind":"OBJECT","name":"Q","fields":[{"name":"a","args":[],"type":${nest('{"kind":"LIST","ofType":', '{"kind":"SCALAR","name":"Int"}', '}', deep)}}]}]}}}`,
    says: /nested too deeply/,
  },
  { what: 'YAML with 20,000 levels', make: () => `a: ${nest('[', '', ']', 20_000)}`, says: /nested too deeply/ },
  {
    what: 'YAML with 3,000 levels by indentation',
    make: () => Array.from({ length: 3_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    says: /nested too deeply/,
  },
  {
    what: 'YAML aliases',
    make: () =>
      [
        'a0: &a0 [x,x,x,x,x,x,x,x,x]',
        ...Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 9 }, () => `*a${i}`).join(',')}]`),
      ].join('\n'),
    says: /aliases/,
  },
  {
    what: 'XML entities that laugh',
    make: () => `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">${laughs}]><lolz>&l12;</lolz>`,
    says: /DOCTYPE|document type/i,
  },
  {
    what: 'an XML entity that is a file',
    make: () => '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    says: /DOCTYPE|document type/i,
  },
  { what: 'XML with 200,000 levels', make: () => nest('<a>', '', '</a>', deep), says: /nested too deeply/ },
  { what: 'XML with 200,000 attributes', make: () => `<a ${Array.from({ length: deep }, (_, i) => `b${i}="1"`).join(' ')}/>` },
  {
    what: 'an XML Schema with 100,000 sequences in each other',
    make: () =>
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:complexType name="A">${nest('<xs:sequence>', '', '</xs:sequence>', many)}</xs:complexType></xs:schema>`,
    says: /nested too deeply/,
  },
  {
    what: 'an XML Schema whose groups hold each other',
    make: () =>
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${Array.from({ length: 40 }, (_, i) => `<xs:group name="g${i}"><xs:sequence>${`<xs:group ref="g${(i + 1) % 40}"/>`.repeat(10)}</xs:sequence></xs:group>`).join('')}<xs:element name="a"><xs:complexType><xs:group ref="g0"/></xs:complexType></xs:element></xs:schema>`,
  },
  {
    what: 'a WSDL with 100,000 messages',
    make: () => `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/">${'<message name="a"><part name="b" type="c"/></message>'.repeat(many)}</definitions>`,
  },
  { what: 'CSV, one line of 20 MB', make: () => `a,b\n${'x,'.repeat(10_000_000)}` },
  { what: 'CSV, a quote that never ends', make: () => `a,b\n1,2\n3,"${'x\n'.repeat(5_000_000)}` },
  { what: 'CSV, 1,000,000 columns', make: () => `${'a,'.repeat(1_000_000)}\n${'1,'.repeat(1_000_000)}\n` },
  { what: 'GraphQL with 100,000 braces', make: () => `type A ${'{ a'.repeat(many)}` },
  { what: 'GraphQL with 100,000 lists in each other', make: () => `type A { a: ${nest('[', 'Int', ']', many)} }` },
  { what: 'GraphQL with 100,000 default values in each other', make: () => `input A { a: Int = ${nest('[', '', ']', many)} }` },
  { what: 'Protocol Buffers with 100,000 messages in each other', make: () => `syntax = "proto3";${nest('message A {', '', '}', many)}` },
  { what: 'Protocol Buffers with 100,000 braces in an option', make: () => `syntax = "proto3"; option (a) = ${nest('{ a: ', '1', '}', many)};` },
  { what: 'SQL with 100,000 brackets', make: () => `CREATE TABLE a (b int CHECK ${nest('(', 'b > 1', ')', many)});` },
  { what: 'SQL with 100,000 brackets that stay open', make: () => `CREATE TABLE a (b int DEFAULT ${'('.repeat(many)}` },
  { what: 'SQL, one table of 100,000 columns', make: () => `CREATE TABLE a (${Array.from({ length: many }, (_, i) => `c${i} int`).join(',')});` },
  { what: 'a web page with 100,000 tables in each other', make: () => `<!doctype html><html><body>${'<table><tr><td>'.repeat(many)}` },
  {
    what: 'a web page with a table of 200,000 rows',
    make: () => `<html><body><table><tr><th>Field</th><th>Type</th></tr>${'<tr><td>a</td><td>text</td></tr>'.repeat(deep)}</table>`,
  },
  { what: 'Markdown with 50,000 quotations in each other', make: () => `# A\n\n${'>'.repeat(50_000)} a\n\n| Field | Type |\n|---|---|\n| a | text |\n` },
  { what: 'Markdown with 100,000 brackets', make: () => `# A\n\n${'['.repeat(many)}\n\n| Field | Type |\n|---|---|\n| a | ${'*'.repeat(many)} |\n` },
]

describe('[T-11] requests are answered in 200 ms while this is read:', () => {
  test.each(bombs)('$what', async ({ make, says }) => {
    const file = fixture.put('bomb', make())
    let result: Awaited<ReturnType<typeof importSchema>> | undefined
    const slowest = await fixture.slowAnswer(async () => (result = await importSchema([file], { limits: { wallMs: 30_000, memoryMb: 1_024 } })))
    if (result?.ok === false) {
      expect(result.error.type, JSON.stringify(result.error).slice(0, 2_000)).not.toMatch(/ReaderCrashed|TimedOut|OutOfMemory/)
      const sentence = describeImportError(result.error)
      expect(sentence.length).toBeLessThan(1_000)
      if (says !== undefined) expect(sentence).toMatch(says)
    } else expect(says).toBeUndefined()
    expect(slowest).toBeLessThan(200)
  })
})
