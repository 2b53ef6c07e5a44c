import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { xsd } from '../formats/xsd.ts'
import { listLines, openTexts, readTexts, schemaText } from './read-texts-fixture.ts'

const element = (type: string) => `<xs:complexType name="A"><xs:sequence><xs:element name="x" type="${type}"/></xs:sequence></xs:complexType>`
const short = '<xs:simpleType name="Short"><xs:restriction base="xs:string"><xs:maxLength value="5"/></xs:restriction></xs:simpleType>'
const other = (location: string) => `<xs:import namespace="urn:o"${location === '' ? '' : ` schemaLocation="${location}"`}/>${element('o:Short')}`
const FOUND = ['x text! {"maxLength":5}']

describe('files of one upload refer to each other', () => {
  test.each([
    ['beside each other', 'a.xsd', 'types.xsd', 'types.xsd'],
    ['in folders', 'shop/a.xsd', 'shop/parts/types.xsd', './parts/types.xsd'],
    ['in folders above', 'shop/in/a.xsd', 'parts/types.xsd', '../../parts/types.xsd'],
    ['in other folders than the file says', 'a.xsd', 'elsewhere/types.xsd', '../common/types.xsd'],
    ['by an address, which is not asked', 'a.xsd', 'types.xsd', 'https://example.com/types.xsd?v=1'],
    ['in other letters', 'a.xsd', 'TYPES.XSD', 'types.xsd'],
    ['with backslashes and escapes', 'shop/a.xsd', 'shop/my types.xsd', '.\\my%20types.xsd'],
    ['by the namespace, where no file fits', 'a.xsd', 'types.xsd', 'renamed.xsd'],
    ['by the namespace, where no file is named', 'a.xsd', 'types.xsd', ''],
  ])('%s', (_, a, b, location) => {
    const { graph } = readTexts(xsd, { [a]: schemaText(other(location), 'urn:t', 'xmlns:o="urn:o"'), [b]: schemaText(short, 'urn:o') })
    expect(listLines(graph, 'A')).toEqual(FOUND)
    expect(graph.problems).toEqual([])
  })

  test('of two files of one name the one of the wanted namespace is meant, else the nearer one', () => {
    const texts = {
      'a.xsd': schemaText(`<xs:include schemaLocation="new/types.xsd"/>${element('t:Short')}`),
      'old/types.xsd': schemaText(short.replace('5', '6')),
      'new/types.xsd': schemaText(short),
      'types.xsd': schemaText(short.replace('5', '7'), 'urn:o'),
    }
    expect(listLines(readTexts(xsd, texts).graph, 'A')).toEqual(FOUND)
  })

  test('an included file without a namespace takes on that of each file that includes it', () => {
    const plain = schemaText(
      `${short}<xs:element name="Note"><xs:complexType><xs:sequence><xs:element name="text" type="Short"/><xs:element ref="Note" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>`,
      '',
    )
    const texts = {
      'common.xsd': plain,
      'a.xsd': schemaText(`<xs:include schemaLocation="common.xsd"/>${element('t:Short')}`),
      'b.xsd': schemaText(`<xs:include schemaLocation="common.xsd"/>${element('t:Short').replace('"A"', '"B"')}`, 'urn:b'),
    }
    const { graph } = readTexts(xsd, texts)
    expect([listLines(graph, 'A'), listLines(graph, 'B')]).toEqual([FOUND, FOUND])
    expect(graph.objects.map(({ name }) => name)).toEqual(['Note', 'Note (urn:b)', 'A', 'B'])
    expect(listLines(graph, 'Note')).toEqual(['text text! {"maxLength":5}', 'Note object again'])
    expect(graph.fieldCount).toBe(4)
    expect(graph.problems).toEqual([])
  })

  test('what a file redefines leans on what stood there before, and counts for all', () => {
    const before = `${short}<xs:complexType name="A"><xs:sequence><xs:element name="x" type="t:Short"/></xs:sequence></xs:complexType>
      <xs:complexType name="User"><xs:sequence><xs:element name="a" type="t:A"/></xs:sequence></xs:complexType>
      <xs:group name="G"><xs:sequence><xs:element name="g"/></xs:sequence></xs:group>
      <xs:attributeGroup name="H"><xs:attribute name="h"/></xs:attributeGroup>
      <xs:complexType name="B"><xs:group ref="t:G"/><xs:attributeGroup ref="t:H"/></xs:complexType>`
    const redefine = `<xs:redefine schemaLocation="before.xsd">
        <xs:complexType name="A"><xs:complexContent><xs:extension base="t:A"><xs:sequence><xs:element name="y"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
        <xs:simpleType name="Short"><xs:restriction base="t:Short"><xs:maxLength value="3"/></xs:restriction></xs:simpleType>
        <xs:group name="G"><xs:sequence><xs:group ref="t:G"/><xs:element name="g2"/></xs:sequence></xs:group>
        <xs:attributeGroup name="H"><xs:attributeGroup ref="t:H"/><xs:attribute name="h2"/></xs:attributeGroup>
      </xs:redefine>`
    const { graph } = readTexts(xsd, { 'before.xsd': schemaText(before), 'after.xsd': schemaText(redefine) })
    expect(listLines(graph, 'User')).toEqual(['a object!', 'a.x text! {"maxLength":3}', 'a.y any!'])
    expect(listLines(graph, 'B')).toEqual(['g any!', 'g2 any!', 'h text', 'h2 text'])
    expect(graph.objects.map(({ name }) => name)).toEqual(['A', 'User', 'B'])
    expect(graph.problems).toEqual([])
  })

  test('files that import, include or redefine each other in a circle are read', () => {
    const texts = {
      'a.xsd': schemaText(`<xs:import namespace="urn:o" schemaLocation="o.xsd"/>${element('o:B')}`, 'urn:t', 'xmlns:o="urn:o"'),
      'o.xsd': schemaText(
        '<xs:import namespace="urn:t" schemaLocation="a.xsd"/><xs:complexType name="B"><xs:sequence><xs:element name="back" type="a:A" minOccurs="0"/></xs:sequence></xs:complexType>',
        'urn:o',
        'xmlns:a="urn:t"',
      ),
      'r1.xsd': schemaText('<xs:redefine schemaLocation="r2.xsd"><xs:complexType name="R"/></xs:redefine><xs:include schemaLocation="r1.xsd"/>'),
      'r2.xsd': schemaText('<xs:redefine schemaLocation="r1.xsd"><xs:complexType name="R"/></xs:redefine>'),
    }
    const { graph } = readTexts(xsd, texts)
    expect(listLines(graph, 'A')).toEqual(['x object!', 'x.back object again'])
  })
})

describe('what is missing', () => {
  test('a file that is missing is listed once, with its name and what to do; its types are any', () => {
    const texts = {
      'a.xsd': schemaText(`\n<xs:include schemaLocation="lib/base.xsd"/>${other('types.xsd')}<xs:element name="E" type="t:Gone"/>`, 'urn:t', 'xmlns:o="urn:o"'),
      'b.xsd': schemaText('<xs:include schemaLocation="lib/base.xsd"/>'),
    }
    const { graph } = readTexts(xsd, texts)
    expect(graph.problems).toEqual([
      { code: 'external-reference', at: 'a.xsd, line 2', message: 'lib/base.xsd is not among the uploaded files. Upload this file too.', file: 'lib/base.xsd' },
      { code: 'external-reference', at: 'a.xsd, line 2', message: 'types.xsd is not among the uploaded files. Upload this file too.', file: 'types.xsd' },
    ])
    expect(listLines(graph, 'A')).toEqual(['x any!'])
  })

  test('a namespace without a file is listed too; those that everybody knows are not', () => {
    const known = '<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>'
    const { graph } = readTexts(xsd, { 'a.xsd': schemaText(`${known}${other('')}`, 'urn:t', 'xmlns:o="urn:o"') })
    expect(graph.problems.map(({ file, message }) => [file, message])).toEqual([
      ['urn:o', 'No uploaded file defines the namespace urn:o. Upload this file too.'],
    ])
  })

  test('a name that no file defines is told once, where it is first used', () => {
    const { graph } = readTexts(xsd, {
      'a.xsd': schemaText(`${element('t:Nowhere')}\n${element('t:Nowhere').replace('"A"', '"B"')}${element('Short').replace('"A"', '"C"')}${short}`),
    })
    expect(graph.problems).toEqual([{ code: 'unresolved-reference', at: 'a.xsd, line 1', message: 'No uploaded file defines the type Nowhere of urn:t.' }])
    expect(listLines(graph, 'C')).toEqual(FOUND)
  })

  test('a prefix that nobody declares means the file’s own namespace; a built-in type that is none is told', () => {
    const { graph } = readTexts(xsd, { 'a.xsd': schemaText(`${element('ns:Short')}${element('xs:text').replace('"A"', '"B"')}${short}`) })
    expect([listLines(graph, 'A'), listLines(graph, 'B')]).toEqual([FOUND, ['x any!']])
    expect(graph.problems.map(({ message }) => message)).toEqual(['No uploaded file defines the type text of http://www.w3.org/2001/XMLSchema.'])
  })
})

describe('nothing is fetched', () => {
  const server = createServer()
  let connections = 0
  let port = 0
  beforeAll(async () => {
    server.on('connection', (socket) => {
      connections += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => server.close())

  test('not by any spelling of an address', async () => {
    const hosts = [`http://127.0.0.1:${port}/x.xsd`, `//127.0.0.1:${port}/x.xsd`, `http://0x7f000001:${port}/x.xsd`, `http://[::ffff:127.0.0.1]:${port}/x.xsd`]
    const places = [...hosts, 'file:///etc/passwd', `ftp://127.0.0.1:${port}/x`, `\\\\127.0.0.1@${port}\\x.xsd`, 'data:text/xml,<a/>']
    const body = places.map(
      (place, i) =>
        `<xs:include schemaLocation="${place.replaceAll('<', '&lt;')}"/><xs:import namespace="urn:${i}" schemaLocation="${place.replaceAll('<', '&lt;')}"/>`,
    )
    const { graph } = readTexts(xsd, { 'a.xsd': schemaText(body.join('')) })
    expect(graph.problems.map(({ file }) => file)).toEqual(places)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(connections).toBe(0)
  })
})

test('an XML Schema is told by its root, whatever the file is called', () => {
  const [is, not] = openTexts({ 'a.txt': schemaText(''), 'b.xsd': '<schema/>' })
  expect(is === undefined ? undefined : xsd.recognises(is)).toBe(true)
  expect(not === undefined ? undefined : xsd.recognises(not)).toBe(false)
})

test('the title is the name of the file that no other refers to, without its namespace; the version is kept; places are lines', () => {
  const { graph, places } = readTexts(xsd, {
    'o.xsd': schemaText(short, 'urn:o'),
    'a.xsd': schemaText(`\n\n${other('o.xsd')}`, 'urn:t', 'xmlns:o="urn:o" version="2.1"'),
  })
  expect([graph.title, graph.version, graph.format]).toEqual(['a', '2.1', 'xsd'])
  const node = graph.objects[0]?.node ?? ''
  expect(places.get(node)).toEqual({ file: 'a.xsd', line: 3 })
})
