import { describe, expect, test } from 'vitest'
import { xsd } from '../formats/xsd.ts'
import { listLines, readTexts, schemaText } from './read-texts-fixture.ts'

const read = (body: string) => readTexts(xsd, { 'a.xsd': schemaText(body) }).graph
const lines = (body: string, object = 'A', depth = 3) => listLines(read(body), object, depth)
/** The field `x` of a given simple type. */
const scalar = (type: string, more = '') =>
  lines(`<xs:element name="A"><xs:complexType><xs:sequence>${type}</xs:sequence></xs:complexType></xs:element>${more}`)
const restricted = (base: string, facets: string) =>
  scalar(`<xs:element name="x"><xs:simpleType><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType></xs:element>`)

describe('simple types', () => {
  test.each([
    ['string', 'text'],
    ['token', 'text'],
    ['anyURI', 'text {"format":"uri"}'],
    ['boolean', 'boolean'],
    ['decimal', 'number'],
    ['float', 'number {"format":"float"}'],
    ['integer', 'integer'],
    ['negativeInteger', 'integer {"maximum":-1}'],
    ['positiveInteger', 'integer {"minimum":1}'],
    ['long', 'integer {"format":"int64"}'],
    ['int', 'integer {"format":"int32","minimum":-2147483648,"maximum":2147483647}'],
    ['short', 'integer {"minimum":-32768,"maximum":32767}'],
    ['unsignedByte', 'integer {"minimum":0,"maximum":255}'],
    ['dateTime', 'text {"format":"date-time"}'],
    ['date', 'text {"format":"date"}'],
    ['time', 'text {"format":"time"}'],
    ['duration', 'text {"format":"duration"}'],
    ['gYearMonth', 'text {"format":"gYearMonth"}'],
    ['base64Binary', 'text {"format":"byte"}'],
    ['anyType', 'any'],
    ['NMTOKENS', 'list'],
  ])('xs:%s is %s', (name, facts) => {
    expect(scalar(`<xs:element name="x" type="xs:${name}"/>`)[0]).toBe(`x ${facts.replace(/^(\S+)/, '$1!')}`)
  })

  test.each([
    ['xs:string', '<xs:length value="3"/>', 'text! {"minLength":3,"maxLength":3}'],
    ['xs:string', '<xs:minLength value="1"/><xs:maxLength value="9"/>', 'text! {"minLength":1,"maxLength":9}'],
    ['xs:string', '<xs:pattern value="[A-Z]+"/><xs:pattern value="a|b"/>', 'text! {"pattern":"[A-Z]+|(a|b)"}'],
    ['xs:string', '<xs:enumeration value="a"/><xs:enumeration value="1"/><xs:enumeration value="a"/>', 'text! {"enum":["a","1"]}'],
    ['xs:int', '<xs:enumeration value="1"/><xs:enumeration value="20"/>', /"enum":\[1,20\]/],
    ['xs:decimal', '<xs:minInclusive value="0"/><xs:maxExclusive value="100.5"/>', 'number! {"minimum":0,"exclusiveMaximum":100.5}'],
    ['xs:decimal', '<xs:fractionDigits value="2"/>', 'number! {"multipleOf":0.01}'],
    ['xs:decimal', '<xs:totalDigits value="4"/><xs:fractionDigits value="0"/>', 'integer! {"maximum":9999,"minimum":-9999}'],
    ['xs:unsignedShort', '<xs:totalDigits value="9"/>', 'integer! {"minimum":0,"maximum":65535}'],
    ['xs:date', '<xs:minInclusive value="2020-01-01"/>', 'text! {"format":"date"}'],
    ['xs:double', '<xs:maxInclusive value="INF"/>', 'number! {"format":"double"}'],
    ['xs:NMTOKENS', '<xs:maxLength value="3"/>', 'list! {"maxItems":3}'],
    ['xs:string', '<xs:maxLength value="many"/>', 'text!'],
  ])('%s with %s', (base, facets, want) => {
    const [line] = restricted(base, facets)
    if (typeof want === 'string') expect(line).toBe(`x ${want}`)
    else expect(line).toMatch(want)
  })

  test('a restriction of a restriction keeps what it does not say again', () => {
    const more = `<xs:simpleType name="B"><xs:annotation><xs:documentation>Code.</xs:documentation></xs:annotation>
        <xs:restriction base="xs:string"><xs:maxLength value="9"/><xs:pattern value="[a-z]+"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="C"><xs:restriction base="t:B"><xs:maxLength value="5"/></xs:restriction></xs:simpleType>`
    expect(scalar('<xs:element name="x" type="t:C"/>', more)).toEqual(['x text! {"maxLength":5,"pattern":"[a-z]+"} Code.'])
  })

  test('what the values mean is told after any description, and gone where other values are allowed', () => {
    const value = (code: string, meaning: string) =>
      `<xs:enumeration value="${code}"><xs:annotation><xs:documentation>${meaning}</xs:documentation></xs:annotation></xs:enumeration>`
    const more = `<xs:simpleType name="Kind"><xs:restriction base="xs:string">${value('A', 'Active.')}<xs:enumeration value="B"/>${value('C', 'Closed.')}</xs:restriction></xs:simpleType>
      <xs:simpleType name="Less"><xs:restriction base="t:Kind"><xs:enumeration value="A"/></xs:restriction></xs:simpleType>`
    const described = '<xs:element name="x" type="t:Kind"><xs:annotation><xs:documentation>How it stands.</xs:documentation></xs:annotation></xs:element>'
    expect(scalar(described, more)).toEqual(['x text! {"enum":["A","B","C"]} How it stands.\nA: Active.\nC: Closed.'])
    expect(scalar('<xs:element name="x" type="t:Less"/>', more)).toEqual(['x text! {"enum":["A"]}'])
  })

  test('unions of unions have the types of all members; values where all have some; a member for "left empty" does not count', () => {
    const more = `<xs:simpleType name="One"><xs:restriction base="xs:string"><xs:enumeration value="a"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Two"><xs:union memberTypes="t:One"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="b"/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>
      <xs:simpleType name="Three"><xs:union memberTypes="t:Two xs:int"/></xs:simpleType>
      <xs:simpleType name="Empty"><xs:restriction base="xs:string"><xs:maxLength value="0"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Date"><xs:union memberTypes="t:Empty xs:date"/></xs:simpleType>
      <xs:simpleType name="Many"><xs:list itemType="t:Three"/></xs:simpleType>`
    const of = (name: string) => scalar(`<xs:element name="x" type="t:${name}"/>`, more)
    expect(of('Two')).toEqual(['x text! {"enum":["a","b"]}'])
    expect(of('Three')).toEqual(['x text|integer!'])
    expect(of('Date')).toEqual(['x text! {"format":"date"}'])
    const graph = read(`<xs:complexType name="A"><xs:attribute name="x" type="t:Many"/></xs:complexType>${more}`)
    const list = Object.values(graph.nodes).find(({ types }) => types[0] === 'list')
    expect(graph.nodes[list?.items ?? '']).toMatchObject({ types: ['text', 'integer'], name: 'Three' })
  })
})

describe('elements and attributes', () => {
  test('how often, null, defaults, descriptions in English', () => {
    expect(
      lines(`<xs:element name="A"><xs:complexType><xs:sequence>
        <xs:element name="a" type="xs:int" nillable="true" default="7"/>
        <xs:element name="b" type="xs:boolean" minOccurs="0" fixed="true"/>
        <xs:element name="c" type="xs:string" minOccurs="2" maxOccurs="5"><xs:annotation><xs:documentation xml:lang="fr">Oui</xs:documentation>
          <xs:documentation xml:lang="en-GB">Yes,
             more.

             End.</xs:documentation></xs:annotation></xs:element>
        <xs:element name="gone" type="xs:string" minOccurs="0" maxOccurs="0"/>
      </xs:sequence>
      <xs:attribute name="id" type="xs:ID" use="required"/><xs:attribute name="a"/><xs:attribute name="old" use="prohibited"/>
      <xs:attribute ref="xml:lang" default="en"/>
      </xs:complexType></xs:element>`),
    ).toEqual([
      'a integer!? {"format":"int32","minimum":-2147483648,"maximum":2147483647,"default":7}',
      'b boolean {"const":true}',
      'c list! {"minItems":2,"maxItems":5} Yes, more.\nEnd.',
      'id text!',
      '`@a` text',
      'lang text {"default":"en"}',
    ])
  })

  test('text with attributes is `#text`; text alone is a plain value', () => {
    const graph =
      read(`<xs:complexType name="A"><xs:sequence><xs:element name="price" type="t:Money"/><xs:element name="name" type="t:Name"/><xs:element name="html" type="t:Html"/></xs:sequence></xs:complexType>
      <xs:complexType name="Money"><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="currency" type="xs:string" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
      <xs:complexType name="Cents"><xs:simpleContent><xs:restriction base="t:Money"><xs:fractionDigits value="2"/><xs:attribute name="currency" use="prohibited"/></xs:restriction></xs:simpleContent></xs:complexType>
      <xs:complexType name="Name"><xs:simpleContent><xs:extension base="xs:token"/></xs:simpleContent></xs:complexType>
      <xs:complexType name="Html" mixed="true"><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
      <xs:element name="cents" type="t:Cents"/>`)
    expect(listLines(graph, 'A')).toEqual([
      'price object!',
      'price.`#text` number!',
      'price.currency text!',
      'name text!',
      'html object!',
      'html.`#text` text',
      'html{} any',
    ])
    expect(graph.objects.map(({ name }) => name)).toEqual(['A', 'Money', 'Html'])
  })

  test('a choice makes its members optional, and the description says which exclude each other', () => {
    const graph = read(`<xs:complexType name="A"><xs:annotation><xs:documentation>How it is paid.</xs:documentation></xs:annotation><xs:sequence>
        <xs:element name="amount" type="xs:decimal"/>
        <xs:choice><xs:sequence><xs:element name="card"/><xs:element name="expiry"/></xs:sequence><xs:element name="iban"/>
          <xs:sequence><xs:element name="cash"/><xs:element name="expiry"/></xs:sequence></xs:choice>
        <xs:choice minOccurs="0"><xs:element name="x"/><xs:element name="y"/></xs:choice>
        <xs:choice maxOccurs="unbounded"><xs:element name="p"/><xs:element name="q"/></xs:choice>
      </xs:sequence></xs:complexType>`)
    expect(listLines(graph, 'A')).toEqual(['amount number!', 'card any', 'expiry any', 'iban any', 'cash any', 'x any', 'y any', 'p list', 'q list'])
    expect(graph.objects[0]?.description).toBe('How it is paid.\nExactly one of: card and expiry; iban; cash and expiry.\nAt most one of: x; y.')
  })

  test('an element that stands twice is a list; one that is in every branch of a choice stays required', () => {
    expect(
      lines(`<xs:complexType name="A"><xs:choice>
        <xs:sequence><xs:element name="a"/><xs:element name="b"/><xs:element name="a" minOccurs="0"/></xs:sequence><xs:element name="a"/>
      </xs:choice></xs:complexType>`),
    ).toEqual(['a list! {"minItems":1,"maxItems":2}', 'b any'])
  })

  test('groups in groups and attribute groups are taken in where they are referred to, as often as that says', () => {
    expect(
      lines(`<xs:group name="Inner"><xs:sequence><xs:element name="i"/></xs:sequence></xs:group>
        <xs:group name="Outer"><xs:sequence><xs:element name="o"/><xs:group ref="t:Inner" maxOccurs="3"/></xs:sequence></xs:group>
        <xs:attributeGroup name="G1"><xs:attribute name="g1" use="required"/></xs:attributeGroup>
        <xs:attributeGroup name="G2"><xs:attributeGroup ref="t:G1"/><xs:attribute name="g2"/><xs:anyAttribute/></xs:attributeGroup>
        <xs:complexType name="A"><xs:group ref="t:Outer" minOccurs="0"/><xs:attributeGroup ref="t:G2"/></xs:complexType>`),
    ).toEqual(['o any', 'i list {"maxItems":3}', 'g1 text!', 'g2 text'])
  })

  test('two elements of one name from two namespaces keep both names', () => {
    const texts = {
      'a.xsd': schemaText(
        '<xs:import namespace="urn:o" schemaLocation="o.xsd"/><xs:complexType name="A"><xs:sequence><xs:element name="id" type="xs:int"/><xs:element ref="o:id"/></xs:sequence></xs:complexType>',
        'urn:t',
        'xmlns:o="urn:o"',
      ),
      'o.xsd': schemaText('<xs:element name="id" type="xs:string"/>', 'urn:o'),
    }
    expect(listLines(readTexts(xsd, texts).graph, 'A').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(['id integer!', '`o:id` text!'])
  })
})

describe('derivation', () => {
  const base = `<xs:complexType name="Base"><xs:sequence>
      <xs:element name="id" type="xs:string" minOccurs="0"><xs:annotation><xs:documentation>Identity.</xs:documentation></xs:annotation></xs:element>
      <xs:element name="note" type="xs:string" minOccurs="0"/></xs:sequence>
      <xs:attribute name="lang"/><xs:attribute name="old"/></xs:complexType>`

  test('an extension has the fields of its base first', () => {
    expect(
      lines(
        `${base}<xs:complexType name="A"><xs:complexContent><xs:extension base="t:Base"><xs:sequence><xs:element name="more"/></xs:sequence><xs:attribute name="new"/></xs:extension></xs:complexContent></xs:complexType>`,
      ),
    ).toEqual(['id text Identity.', 'note text', 'more any!', 'lang text', 'old text', 'new text'])
  })

  test('in a restriction its own facts win, what it leaves out or prohibits is gone, descriptions are inherited', () => {
    const extended = `<xs:complexType name="Mid"><xs:complexContent><xs:extension base="t:Base"><xs:sequence><xs:element name="more" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>`
    expect(
      lines(`${base}${extended}<xs:complexType name="A"><xs:complexContent><xs:restriction base="t:Mid"><xs:sequence>
        <xs:element name="id"><xs:simpleType><xs:restriction base="xs:string"><xs:maxLength value="3"/></xs:restriction></xs:simpleType></xs:element>
        <xs:element name="more" type="xs:byte"/></xs:sequence>
        <xs:attribute name="lang" use="required"/><xs:attribute name="old" use="prohibited"/></xs:restriction></xs:complexContent></xs:complexType>`),
    ).toEqual(['id text! {"maxLength":3} Identity.', 'more integer! {"minimum":-128,"maximum":127}', 'lang text!'])
  })

  test('types derived from an abstract one are its variants; `@xsi:type` tells them apart', () => {
    const graph = read(`<xs:complexType name="Party" abstract="true"><xs:sequence><xs:element name="name" type="xs:string"/></xs:sequence></xs:complexType>
      <xs:complexType name="Person"><xs:complexContent><xs:extension base="t:Party"><xs:sequence><xs:element name="born" type="xs:date"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
      <xs:complexType name="Company"><xs:complexContent><xs:extension base="t:Party"><xs:sequence><xs:element name="vat" type="xs:string"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
      <xs:complexType name="Bank"><xs:complexContent><xs:extension base="t:Company"><xs:sequence><xs:element name="bic"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
      <xs:element name="buyer"><xs:complexType><xs:sequence><xs:element name="party" type="t:Party"/></xs:sequence></xs:complexType></xs:element>`)
    expect(listLines(graph, 'buyer').map((line) => line.replace(/ Which of.*/, ''))).toEqual([
      'party object!',
      'party.name text!',
      'party.`@xsi:type` text! {"enum":["Person","Company","Bank"]}',
      'party.born text <Person> {"format":"date"}',
      'party.vat text <Company Bank>',
      'party.bic any <Bank>',
    ])
  })

  test('what may stand for an element stands beside it, and for an abstract one in its place', () => {
    const graph = read(`<xs:element name="payment" abstract="true" type="xs:string"/>
      <xs:element name="card" substitutionGroup="t:payment"/><xs:element name="other" abstract="true" substitutionGroup="t:payment" type="xs:string"/>
      <xs:element name="cash" substitutionGroup="t:other" type="xs:token"/>
      <xs:element name="note" type="xs:string"/><xs:element name="remark" substitutionGroup="t:note"/>
      <xs:complexType name="A"><xs:sequence><xs:element ref="t:payment"/><xs:element ref="t:note" minOccurs="0"/></xs:sequence></xs:complexType>`)
    expect(listLines(graph, 'A')).toEqual(['card text', 'cash text', 'note text', 'remark text'])
    expect(graph.objects[0]?.description).toBe('Exactly one of: card; cash.\nAt most one of: note; remark.')
  })

  test('a type inside itself is a reference, not a copy', () => {
    const graph =
      read(`<xs:complexType name="A"><xs:sequence><xs:element name="child" type="t:A" minOccurs="0" maxOccurs="unbounded"/><xs:element name="name" type="xs:string"/></xs:sequence></xs:complexType>
      <xs:element name="root" type="t:A"/>`)
    expect(listLines(graph, 'A')).toEqual(['child list again', 'name text!'])
    expect(Object.keys(graph.nodes)).toHaveLength(3)
    expect(graph.objects.map(({ name }) => name)).toEqual(['root', 'A'])
  })
})
