import { describe, expect, test } from 'vitest'
import { describeImportError } from '../import-error.ts'
import { openText } from '../open-files.ts'
import { xsd } from '../formats/xsd.ts'
import { listLines, openTexts, readTexts, schemaText } from './read-texts-fixture.ts'

const read = (body: string) => readTexts(xsd, { 'a.xsd': schemaText(body) }).graph
const extension = (name: string, base: string, field: string) =>
  `<xs:complexType name="${name}"><xs:complexContent><xs:extension base="t:${base}"><xs:sequence><xs:element name="${field}" type="xs:string"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>`
const times = (count: number, make: (i: number) => string) => Array.from({ length: count }, (_, i) => make(i)).join('')

describe('circles end with a problem', () => {
  test('of extensions', () => {
    const graph = read(`${extension('A', 'B', 'a')}${extension('B', 'C', 'b')}${extension('C', 'A', 'c')}${extension('D', 'D', 'd')}`)
    expect(listLines(graph, 'A')).toContain('a text!')
    expect(listLines(graph, 'D')).toEqual(['d text!'])
    expect(graph.problems.map(({ code }) => code)).toEqual(['unresolved-reference', 'unresolved-reference'])
  })

  test('of groups, attribute groups and simple types', () => {
    const graph = read(`<xs:group name="G"><xs:sequence><xs:element name="g"/><xs:group ref="t:H"/></xs:sequence></xs:group>
      <xs:group name="H"><xs:sequence><xs:element name="h"/><xs:group ref="t:G"/></xs:sequence></xs:group>
      <xs:attributeGroup name="I"><xs:attributeGroup ref="t:I"/><xs:attribute name="i" type="t:S"/></xs:attributeGroup>
      <xs:simpleType name="S"><xs:union memberTypes="t:S t:R"/></xs:simpleType>
      <xs:simpleType name="R"><xs:restriction base="t:R"><xs:maxLength value="2"/></xs:restriction></xs:simpleType>
      <xs:complexType name="A"><xs:group ref="t:G"/><xs:attributeGroup ref="t:I"/></xs:complexType>`)
    expect(listLines(graph, 'A').map((line) => line.split(' ')[0])).toEqual(['g', 'h', 'i'])
    expect(graph.problems.length).toBeGreaterThan(1)
  })

  test('of elements that stand for each other, and of an abstract type that derives from its own variant', () => {
    const graph = read(`<xs:element name="a" substitutionGroup="t:b"/><xs:element name="b" substitutionGroup="t:a"/>
      <xs:complexType name="X" abstract="true"><xs:complexContent><xs:extension base="t:Y"/></xs:complexContent></xs:complexType>
      <xs:complexType name="Y"><xs:complexContent><xs:extension base="t:X"><xs:attribute name="y"/></xs:extension></xs:complexContent></xs:complexType>
      <xs:complexType name="A"><xs:sequence><xs:element ref="t:a"/><xs:element name="x" type="t:X"/></xs:sequence></xs:complexType>`)
    expect(listLines(graph, 'A').map((line) => line.split(' ')[0])).toEqual(['a', 'b', 'x', 'x.y', 'x.`@xsi:type`'])
  })
})

describe('size and depth', () => {
  test('300 levels in one file are refused with the line', () => {
    const opened = openText('a.xsd', `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:complexType name="A">\n${'<xs:sequence>'.repeat(300)}`)
    expect(opened.ok ? '' : describeImportError(opened.error)).toMatch(/nested too deeply at line 2: at most 256 levels/)
  })

  test('250 levels of sequences, and of types inside elements, are read', () => {
    const levels = 120
    const inner = times(levels, (i) => `<xs:element name="e${i}"><xs:complexType>`) + '</xs:complexType></xs:element>'.repeat(levels)
    const graph = read(`<xs:complexType name="A">${'<xs:sequence>'.repeat(250)}<xs:element name="x"/>${'</xs:sequence>'.repeat(250)}</xs:complexType>
      <xs:complexType name="B"><xs:sequence>${inner.replaceAll('<xs:element', '<xs:element')}</xs:sequence></xs:complexType>`)
    expect(listLines(graph, 'A')).toEqual(['x any!'])
  })

  test('a chain of 500 types, each with its own field, has all of them', () => {
    const graph = read(times(500, (i) => extension(`T${i}`, `T${i + 1}`, `f${i}`)) + '<xs:complexType name="T500"/>')
    expect(graph.nodes[graph.objects[0]?.node ?? '']?.properties).toHaveLength(500)
  })

  test('inheritance that would fill the memory is refused', () => {
    const [file] = openTexts({ 'a.xsd': schemaText(times(3_000, (i) => extension(`T${i}`, `T${i + 1}`, `f${i}`))) })
    const result = file === undefined ? undefined : xsd.read([file], [file], 'upload')
    expect(result?.ok === false ? describeImportError(result.error) : '').toMatch(/^a\.xsd is not readable: more than 1,000,000 values/)
  })

  test('groups that hold groups twice, thirty levels deep, cost one reading each', () => {
    const groups = times(
      30,
      (i) =>
        `<xs:group name="G${i}"><xs:sequence><xs:element name="e${i}"/><xs:group ref="t:G${i + 1}"/><xs:group ref="t:G${i + 1}"/></xs:sequence></xs:group>`,
    )
    const graph = read(
      `${groups}<xs:group name="G30"><xs:choice><xs:element name="end"/><xs:element name="stop"/></xs:choice></xs:group><xs:complexType name="A"><xs:group ref="t:G0"/></xs:complexType>`,
    )
    expect(listLines(graph, 'A')).toHaveLength(32)
    expect(JSON.stringify(graph).length).toBeLessThan(20_000)
  })

  test('10,000 global types and elements are objects', () => {
    const graph = read(
      times(
        10_000,
        (i) =>
          `<xs:element name="e${i}" type="t:T${i}"/><xs:complexType name="T${i}"><xs:sequence><xs:element name="next" type="t:T${(i + 1) % 10_000}" minOccurs="0"/></xs:sequence></xs:complexType>`,
      ),
    )
    expect(graph.objects).toHaveLength(20_000)
    expect(graph.fieldCount).toBe(10_000)
    expect(graph.problems).toEqual([])
  })

  test('5,000 elements that may stand for one are listed up to a limit, with a problem', () => {
    const graph = read(`<xs:element name="head" abstract="true"/>${times(5_000, (i) => `<xs:element name="m${i}" substitutionGroup="t:head"/>`)}
      ${times(50, (i) => `<xs:complexType name="A${i}"><xs:sequence><xs:element ref="t:head"/></xs:sequence></xs:complexType>`)}`)
    expect(listLines(graph, 'A1')).toHaveLength(200)
    expect(graph.problems.map(({ code }) => code)).toEqual(['not-expanded'])
  })

  test('as many occurrences as one can write stay a number', () => {
    const groups = times(
      40,
      (i) =>
        `<xs:group name="G${i}"><xs:sequence minOccurs="999999999" maxOccurs="999999999"><xs:group ref="t:G${i + 1}" minOccurs="0" maxOccurs="unbounded"/><xs:group ref="t:G${i + 1}"/></xs:sequence></xs:group>`,
    )
    const graph = read(
      `${groups}<xs:group name="G40"><xs:sequence><xs:element name="x" maxOccurs="99999999999999"/></xs:sequence></xs:group><xs:complexType name="A"><xs:group ref="t:G0"/></xs:complexType>`,
    )
    expect(listLines(graph, 'A')).toEqual(['x list! {"minItems":1000000000}'])
  })
})

test('elements and attributes that refer to each other although they have names are those names', () => {
  const graph = read(`<xs:element name="a" ref="t:b"/><xs:element name="b" ref="t:a"/><xs:attribute name="c" ref="t:c" type="xs:int"/>
    <xs:complexType name="A"><xs:sequence><xs:element ref="t:a"/><xs:element name="d" ref="t:b"/></xs:sequence><xs:attribute ref="t:c"/></xs:complexType>`)
  expect(listLines(graph, 'A').map((line) => line.split(' {')[0])).toEqual(['a any!', 'd any!', 'c integer'])
})

test('names that objects know are names only', () => {
  const graph =
    read(`<xs:complexType name="__proto__"><xs:sequence><xs:element name="__proto__" type="t:constructor"/><xs:element name="toString" type="xs:hasOwnProperty"/></xs:sequence>
    <xs:attribute name="constructor"/></xs:complexType><xs:simpleType name="constructor"><xs:restriction base="xs:int"/></xs:simpleType>`)
  expect(listLines(graph, '__proto__').map((line) => line.split(' {')[0])).toEqual(['__proto__ integer!', 'toString any!', 'constructor text'])
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('what makes no sense is read as far as it goes', () => {
  const graph = read(`<xs:element/><xs:element name="e" type=""/><xs:element name="f" ref="t:f" type="x:y:z"/><xs:complexType name=""/><xs:complexType name="A">
      <xs:sequence minOccurs="-1" maxOccurs="x"><xs:element/><xs:element ref=""/><xs:element name="ok" type="t:A"/><xs:group/><xs:nonsense/></xs:sequence>
      <xs:attribute/><xs:attribute ref="t:nowhere"/><xs:attributeGroup/></xs:complexType>
    <xs:simpleType name="S"/><xs:complexType name="B"><xs:simpleContent/></xs:complexType><xs:complexType name="C"><xs:complexContent><xs:restriction/></xs:complexContent></xs:complexType>
    <xs:complexType name="D"><xs:simpleContent><xs:extension base="t:A"/></xs:simpleContent></xs:complexType><xs:redefine/><xs:include/><xs:import/>`)
  expect(listLines(graph, 'A').map((line) => line.split(' ')[0])).toContain('ok')
})
