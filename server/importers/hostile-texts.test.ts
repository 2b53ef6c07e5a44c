// Texts that are encoded in tricky ways, and names that lead elsewhere (T-1B, T-19): read as they are, or refused with a sentence.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { decodeText } from './decode-text.ts'
import { describeImportError } from './import-error.ts'
import { allFormats } from './formats/all-formats.ts'
import { createImportFixture, type ImportFixture } from './import-fixture.ts'
import { importSchema } from './import-schema.ts'
import { openFiles, openText } from './open-files.ts'
import { readOpenedFiles } from './read-upload.ts'

vi.setConfig({ testTimeout: 60_000 })
let fixture: ImportFixture
beforeAll(async () => {
  fixture = await createImportFixture()
})
afterAll(() => fixture.close())

type Encoding = 'UTF-8' | 'UTF-8 with a mark' | 'UTF-16LE' | 'UTF-16BE'
const encodings: readonly Encoding[] = ['UTF-8', 'UTF-8 with a mark', 'UTF-16LE', 'UTF-16BE']

function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'UTF-8') return Buffer.from(text)
  const marked = `\ufeff${text}`
  if (encoding === 'UTF-8 with a mark') return Buffer.from(marked)
  const little = Buffer.from(marked, 'utf16le')
  return encoding === 'UTF-16LE' ? little : little.swap16()
}

/** Texts of each syntax that must read the same however they are encoded and whatever ends their lines. */
const texts: Readonly<Record<string, string>> = {
  json: '{\n  "größe": [1, 2],\n  "日": "💥"\n}\n',
  yaml: 'openapi: 3.0.0\ninfo:\n  title: Größe 日💥\n  version: "1"\npaths: {}\n',
  xml: '<a>\n  <größe>日💥</größe>\n</a>\n',
  html: '<!doctype html>\n<html>\n<body>日💥</body>\n</html>\n',
  csv: 'größe,日\n1,💥\n2,b\n',
  markdown: '# Größe\n\n| 日 | 💥 |\n|---|---|\n| a | b |\n',
  graphql: '# 日💥\ntype Query {\n  a: Int\n}\n',
  protobuf: '// 日💥\nsyntax = "proto3";\nmessage A {\n  string a = 1;\n}\n',
  sql: "-- 日💥\nCREATE TABLE a (\n  b int DEFAULT '日'\n);\n",
}

describe('[T-1B] a text is the same text', () => {
  test.each(Object.entries(texts).flatMap(([syntax, text]) => encodings.map((encoding) => ({ syntax, text, encoding }))))(
    '$syntax in $encoding',
    async ({ syntax, text, encoding }) => {
      const opened = await openFiles([{ name: 'a', bytes: encode(text, encoding) }])
      if (!opened.ok) throw new Error(describeImportError(opened.error))
      expect(opened.value[0]).toMatchObject({ syntax, text })
      for (const ends of ['\r\n', '\r']) {
        const other = await openFiles([{ name: 'a', bytes: encode(text.replaceAll('\n', ends), encoding) }])
        // Comments to the end of the line, rows of tables and lines of YAML need a line end that is one there.
        if (ends === '\r\n' || ['json', 'xml', 'html', 'csv'].includes(syntax)) expect(other.ok && other.value[0]?.syntax, JSON.stringify(ends)).toBe(syntax)
        else expect(other.ok || other.error.type !== undefined).toBe(true)
      }
    },
  )

  test('that goes out in any encoding comes back, with lone surrogates refused or kept as JSON escapes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom(...encodings), (text, encoding) => {
        const decoded = decodeText(encode(text, encoding), 'a')
        if (decoded.ok) expect(decoded.value.text).toBe(text.startsWith('\ufeff') && encoding === 'UTF-8' ? text.slice(1) : text)
        // Only bytes that are another kind of file may be refused.
        else expect(decoded.error.type).toBe('WrongKindOfFile')
      }),
    )
    const lone = openText('a.json', '{"a\\ud800":"\\udc00","b":"\\u0000"}')
    expect(lone.ok && lone.value.value).toEqual({ 'a\ud800': '\udc00', b: '\u0000' })
  })

  test.each([
    { what: 'a lone surrogate in UTF-16', bytes: Uint8Array.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]), says: /not UTF-16LE text/ },
    { what: 'an odd byte at the end of UTF-16', bytes: Uint8Array.from([0xff, 0xfe, 0x41, 0x00, 0x41]), says: /not UTF-16LE text/ },
    { what: 'a surrogate in UTF-8', bytes: Uint8Array.from([0x22, 0xed, 0xa0, 0x80, 0x22]), says: /not UTF-8 text \(byte 1\)/ },
    { what: 'an overlong slash', bytes: Uint8Array.from([0x22, 0xc0, 0xaf, 0x22]), says: /not UTF-8 text \(byte 1\)/ },
    { what: 'Latin-1', bytes: Buffer.from('id,größe\n1,2\n', 'latin1'), says: /not UTF-8 text.*Save it as UTF-8/ },
    { what: 'nothing but a mark', bytes: Uint8Array.from([0xef, 0xbb, 0xbf]), says: /is empty/ },
    { what: 'nothing but zeros', bytes: new Uint8Array(1_000), says: /plain text|is empty|was expected/ },
  ])('$what is refused with its place', async ({ bytes, says }) => {
    const opened = await openFiles([{ name: 'a.json', bytes }])
    const read = opened.ok ? readOpenedFiles(opened.value, allFormats) : opened
    expect(read.ok).toBe(false)
    expect(!read.ok && describeImportError(read.error)).toMatch(says)
  })

  test('XML is read in the encoding that it declares', async () => {
    const declared = (encoding: string) => Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a>größe</a>`, 'latin1')
    const opened = await openFiles([{ name: 'a.xml', bytes: declared('iso-8859-1') }])
    expect(opened.ok && opened.value[0]?.xml?.children).toEqual(['größe'])
    expect(await openFiles([{ name: 'a.xml', bytes: declared('x-user-defined') }])).toMatchObject({ ok: false, error: { type: 'NotText' } })
    expect(await openFiles([{ name: 'a.xml', bytes: declared('UTF-8') }])).toMatchObject({ ok: false, error: { type: 'NotText' } })
  })

  test('a NUL among names and texts stays where it is and cuts nothing off', async () => {
    const result = await importSchema([fixture.put('a.json', '[{"a\\u0000b":"x\\u0000y"}]')])
    if (!result.ok) throw new Error(describeImportError(result.error))
    const { graph, samples } = result.value
    expect(Object.values(graph.nodes).flatMap(({ properties }) => properties?.map(({ name }) => name) ?? [])).toEqual(['a\u0000b'])
    expect(samples[0]?.records).toEqual([{ 'a\u0000b': 'x\u0000y' }])
  })
})

describe('[T-19] the name of a file is only a label', () => {
  test.each(['../../x', '/etc/passwd', 'C:\\x', 'a\u0000b', 'x'.repeat(300), 'a\u202Enosj', '__proto__', 'constructor', ''])('%j', async (name) => {
    const result = await importSchema([fixture.put(name, '[{"id":1}]'), fixture.put('b.json', '[{"id":2}]')])
    expect(result.ok).toBe(true)
    expect(existsSync(join(fixture.folder, '..', 'x'))).toBe(false)
    expect(({} as Record<string, unknown>)['id']).toBeUndefined()
  })
})

describe('names that mean something to the engine', () => {
  const evil = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']
  const jsonObject = `{${evil.map((name) => `${JSON.stringify(name)}:{"type":"string"}`).join(',')}}`
  test.each([
    {
      what: 'OpenAPI',
      text: `{"openapi":"3.0.0","info":{"title":"A","version":"1"},"paths":{},"components":{"schemas":{"A":{"type":"object","properties":${jsonObject}},"__proto__":{"type":"object","properties":${jsonObject}}}}}`,
    },
    {
      what: 'Swagger',
      text: `{"swagger":"2.0","info":{"title":"A","version":"1"},"paths":{},"definitions":{"A":{"type":"object","properties":${jsonObject}},"__proto__":{"type":"object"}}}`,
    },
    { what: 'JSON Schema', text: `{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":${jsonObject}}` },
    { what: 'JSON records', text: `[{${evil.map((name) => `${JSON.stringify(name)}:1`).join(',')}}]` },
    { what: 'YAML records', text: `${evil.map((name) => `- {${name}: 1}`).join('\n')}\n` },
    { what: 'CSV records', text: `${evil.join(',')}\n1,2,3,4,5\n` },
    { what: 'XML records', text: `<r>${`<i>${evil.map((name) => `<${name}>1</${name}>`).join('')}</i>`.repeat(2)}</r>` },
    {
      what: 'XML Schema',
      text: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="__proto__"><xs:complexType><xs:sequence>${evil.map((name) => `<xs:element name="${name}" type="xs:string"/>`).join('')}</xs:sequence></xs:complexType></xs:element></xs:schema>`,
    },
    {
      what: 'GraphQL',
      text: `type Query { ${evil.map((name) => `${name === '__proto__' ? '_proto_' : name}: constructor`).join(' ')} }\ntype constructor { ${evil
        .slice(1)
        .map((name) => `${name}: String`)
        .join(' ')} }`,
    },
    { what: 'SQL', text: `CREATE TABLE "__proto__" (${evil.map((name) => `"${name}" int`).join(', ')});` },
    { what: 'Avro', text: `{"type":"record","name":"constructor","fields":[${evil.map((name) => `{"name":"${name}","type":"string"}`).join(',')}]}` },
    { what: 'Protocol Buffers', text: `syntax = "proto3"; message constructor { ${evil.map((name, i) => `string ${name} = ${i + 1};`).join(' ')} }` },
    {
      what: 'a documentation table',
      text: `# A\n\n| Field | Type | Description |\n|---|---|---|\n${evil.map((name) => `| \`${name}\` | string | x |`).join('\n')}\n`,
    },
  ])('are fields like any other in $what', async ({ text }) => {
    const result = await importSchema([fixture.put('a', text)])
    if (!result.ok) throw new Error(describeImportError(result.error))
    const names = new Set(Object.values(result.value.graph.nodes).flatMap(({ properties }) => properties?.map(({ name }) => name) ?? []))
    for (const name of ['constructor', 'prototype', 'toString', 'hasOwnProperty']) expect(names).toContain(name)
    expect(({} as Record<string, unknown>)['type']).toBeUndefined()
  })
})
