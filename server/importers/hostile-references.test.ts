// References to other places are never followed (T-18): a listener on this machine records nothing, whatever the format, and what is missing is said.
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { describeImportError } from './import-error.ts'
import { createImportFixture, type ImportFixture } from './import-fixture.ts'
import { importSchema } from './import-schema.ts'

vi.setConfig({ testTimeout: 60_000 })
let fixture: ImportFixture
let listener: Server
let connections = 0
let places: readonly string[] = []

beforeAll(async () => {
  fixture = await createImportFixture()
  // Any protocol: what connects at all is counted.
  listener = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  places = [
    `http://127.0.0.1:${port}/a`,
    `https://localhost:${port}/a.xsd`,
    `//127.0.0.1:${port}/a`,
    `http://0x7f000001:${port}/a`,
    `http://2130706433:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/a`,
    `ftp://127.0.0.1:${port}/a`,
    `jar:http://127.0.0.1:${port}/a!/b`,
    `\\\\127.0.0.1@${port}\\a`,
    'file:///etc/passwd',
    '/etc/passwd',
    '../../../../etc/passwd',
    'data:application/json,{}',
  ]
})
afterAll(() => {
  listener.close()
  fixture.close()
})

const each = (print: (place: string, i: number) => string) => places.map(print).join('\n')
const attribute = (place: string) => place.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
const properties = () => Object.fromEntries(places.map((place, i) => [`f${i}`, { $ref: place }]))

/** `missing`: the places are told as files to upload too. */
const documents: readonly { readonly what: string; readonly make: () => string; readonly missing?: boolean; readonly refused?: RegExp }[] = [
  {
    what: 'OpenAPI: $ref of schemas, paths, parameters; servers; external docs; discriminators',
    missing: true,
    make: () =>
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'A', version: '1', contact: { url: places[0] } },
        servers: places.map((url) => ({ url })),
        externalDocs: { url: places[0] },
        paths: Object.fromEntries(
          places.map((place, i) => [`/p${i}`, i % 2 === 0 ? { $ref: place } : { get: { parameters: [{ $ref: place }], responses: { 200: { $ref: place } } } }]),
        ),
        components: {
          schemas: {
            A: { type: 'object', properties: properties() },
            B: {
              oneOf: [{ $ref: '#/components/schemas/A' }],
              discriminator: { propertyName: 'f0', mapping: Object.fromEntries(places.map((place, i) => [`m${i}`, place])) },
            },
            C: { $id: places[0], $schema: places[0], $ref: 'b', $dynamicRef: places[0] },
          },
          examples: { A: { externalValue: places[0] } },
        },
      }),
  },
  {
    what: 'OpenAPI as YAML',
    missing: true,
    make: () =>
      `openapi: 3.0.0\ninfo: {title: A, version: "1"}\npaths: {}\ncomponents:\n  schemas:\n    A:\n      type: object\n      properties:\n${each((place, i) => `        f${i}: {$ref: ${JSON.stringify(place)}}`)}\n`,
  },
  {
    what: 'Swagger',
    missing: true,
    make: () =>
      JSON.stringify({ swagger: '2.0', info: { title: 'A', version: '1' }, paths: {}, definitions: { A: { type: 'object', properties: properties() } } }),
  },
  {
    what: 'JSON Schema',
    missing: true,
    make: () => JSON.stringify({ $schema: places[0], $id: places[0], type: 'object', properties: properties(), $defs: { A: { $ref: 'other.json' } } }),
  },
  {
    what: 'XML Schema: import, include, redefine, schemaLocation',
    make: () =>
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${places.map((place) => `${attribute(place)} ${attribute(place)}`).join(' ')}" targetNamespace="${places[0]}">
${each((place, i) => `<xs:import namespace="urn:${i}" schemaLocation="${attribute(place)}"/><xs:include schemaLocation="${attribute(place)}"/><xs:redefine schemaLocation="${attribute(place)}"/><xs:override schemaLocation="${attribute(place)}"/>`)}
<xs:element name="a" type="xs:string"/></xs:schema>`,
    missing: true,
  },
  {
    what: 'WSDL: import, soap:address, embedded schemas',
    missing: true,
    make: () =>
      `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" name="A" targetNamespace="urn:a" xmlns:t="urn:a"><types><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a">${each((place) => `<xs:import namespace="urn:b" schemaLocation="${attribute(place)}"/>`)}<xs:element name="a" type="xs:string"/></xs:schema></types>${each((place) => `<import namespace="urn:b" location="${attribute(place)}"/>`)}<message name="m"><part name="p" element="t:a"/></message><portType name="P"><operation name="o"><input message="t:m"/></operation></portType><service name="S">${each((place, i) => `<port name="p${i}" binding="t:b"><soap:address location="${attribute(place)}"/></port>`)}</service></definitions>`,
  },
  {
    what: 'XML records with schemaLocation, stylesheets and XInclude',
    make: () =>
      `<?xml version="1.0"?>${each((place) => `<?xml-stylesheet href="${attribute(place)}"?>`)}<orders xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xi="http://www.w3.org/2001/XInclude" xsi:noNamespaceSchemaLocation="${places[0]}">${each((place) => `<order><id>1</id><xi:include href="${attribute(place)}"/></order>`)}</orders>`,
  },
  { what: 'XML with a document type elsewhere', refused: /document type|DOCTYPE/i, make: () => `<?xml version="1.0"?><!DOCTYPE a SYSTEM "${places[0]}"><a/>` },
  {
    what: 'XML with entities elsewhere',
    refused: /document type|DOCTYPE/i,
    make: () => `<!DOCTYPE a [${each((place, i) => `<!ENTITY e${i} SYSTEM "${place}"><!ENTITY % p${i} SYSTEM "${place}">%p${i};`)}]><a>&e0;</a>`,
  },
  {
    what: 'a web page with scripts, pictures, frames and links',
    make: () =>
      `<!doctype html><html><head><base href="${places[0]}"><meta http-equiv="refresh" content="0;url=${places[0]}">${each((place) => `<link rel="stylesheet" href="${attribute(place)}"><script src="${attribute(place)}"></script>`)}</head><body>${each((place) => `<img src="${attribute(place)}"><iframe src="${attribute(place)}"></iframe><object data="${attribute(place)}"></object>`)}<table><tr><th>Field</th><th>Type</th><th>Description</th></tr>${each((place, i) => `<tr><td>f${i}</td><td>string</td><td><a href="${attribute(place)}">x</a><img src="${attribute(place)}"></td></tr>`)}</table></body></html>`,
  },
  {
    what: 'Markdown with pictures and links',
    make: () =>
      `# A\n\n${each((place) => `![x](<${place}>) <img src="${attribute(place)}">`)}\n\n| Field | Type | Description |\n|---|---|---|\n${each((place, i) => `| f${i} | string | ![x](<${place.replaceAll('|', '')}>) |`)}\n`,
  },
  {
    what: 'a Postman collection',
    make: () =>
      JSON.stringify({
        info: { name: 'A', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
        item: places.map((place, i) => ({
          name: `i${i}`,
          event: [{ listen: 'test', script: { exec: [`pm.sendRequest(${JSON.stringify(place)})`] } }],
          request: {
            method: 'POST',
            url: place,
            header: [{ key: 'Content-Type', value: 'application/json' }],
            body: { mode: 'raw', raw: JSON.stringify({ $ref: place, id: i }) },
          },
          response: [{ name: 'ok', code: 200, originalRequest: { method: 'GET', url: place }, body: JSON.stringify({ next: place }) }],
        })),
      }),
  },
  {
    what: 'a HAR recording',
    make: () =>
      JSON.stringify({
        log: {
          version: '1.2',
          entries: places.map((url) => ({
            request: { method: 'GET', url, headers: [], queryString: [] },
            response: { status: 200, headers: [], redirectURL: url, content: { mimeType: 'application/json', text: JSON.stringify({ next: url }) } },
          })),
        },
      }),
  },
  {
    what: 'GraphQL: import lines and links',
    make: () =>
      `${each((place) => `# import * from ${JSON.stringify(place)}`)}\nextend schema ${each((place) => `@link(url: ${JSON.stringify(place)}, import: ["@key"])`)}\ntype Query { a: String @specifiedBy(url: ${JSON.stringify(places[0])}) }\nscalar Date @specifiedBy(url: ${JSON.stringify(places[0])})\n`,
  },
  {
    what: 'Protocol Buffers: imports',
    missing: true,
    make: () =>
      `syntax = "proto3";\n${each((place) => `import ${JSON.stringify(place)};`)}\nimport public "google/protobuf/any.proto";\nmessage A { string a = 1; }\n`,
  },
  {
    what: 'SQL: included files, copies, links',
    make: () =>
      `\\i /etc/passwd\nCREATE TABLE a (id int);\n${each((place) => `COPY a FROM '${place.replaceAll("'", '')}';\n\\include '${place.replaceAll("'", '')}'`)}\nCREATE FOREIGN TABLE b (id int) SERVER s OPTIONS (url '${places[0]}');\nLOAD DATA INFILE '/etc/passwd' INTO TABLE a;\n`,
  },
  {
    what: 'Avro: names that are places',
    make: () => JSON.stringify({ type: 'record', name: 'A', fields: places.map((place, i) => ({ name: `f${i}`, type: ['null', place], doc: place })) }),
  },
  { what: 'CSV with formulas', make: () => `id,link\n${each((place) => `1,"=WEBSERVICE(""${place}"")"`)}\n` },
  { what: 'JSON records', make: () => JSON.stringify(places.map((place) => ({ $ref: place, href: place, id: 1 }))) },
]

describe('[T-18] nothing is fetched:', () => {
  test.each(documents)('$what', async ({ make, missing, refused }) => {
    const result = await importSchema([fixture.put('a', make())])
    if (!result.ok) {
      expect(result.error.type).not.toBe('ReaderCrashed')
      expect(describeImportError(result.error)).toMatch(refused ?? /never/)
    } else {
      expect(refused).toBeUndefined()
      const named = result.value.graph.problems.filter(({ code }) => code === 'external-reference')
      if (missing === true) expect(named.length).toBeGreaterThan(3)
      // What a file of this machine holds never comes into a graph.
      expect(JSON.stringify(result.value)).not.toMatch(/root:.*:0:0:/)
    }
    expect(connections).toBe(0)
  })

  test('the listener would have noticed', async () => {
    const socket = connect((listener.address() as AddressInfo).port, '127.0.0.1').resume()
    await once(socket, 'close')
    expect(connections).toBe(1)
  })
})
