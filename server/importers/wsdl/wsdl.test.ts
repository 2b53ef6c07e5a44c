import { describe, expect, test } from 'vitest'
import { listEnvelopes, listObjectAddresses } from '../../../shared/schema/envelopes.ts'
import type { SchemaGraph } from '../../../shared/schema/schema-graph.ts'
import { wsdl } from '../formats/wsdl.ts'
import { listLines, openTexts, readTexts, schemaText } from '../xsd/read-texts-fixture.ts'

const NAMES =
  'xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:http="http://schemas.xmlsoap.org/wsdl/http/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" xmlns:s="urn:s"'
const wsdlText = (body: string) => `<w:definitions ${NAMES} targetNamespace="urn:s" name="Shop">${body}</w:definitions>`
const schema = schemaText(`<xs:element name="Get"><xs:complexType><xs:sequence><xs:element name="id" type="xs:int"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="GetResponse"><xs:complexType><xs:sequence><xs:element name="order" type="t:Order"/></xs:sequence></xs:complexType></xs:element>
  <xs:complexType name="Order"><xs:sequence><xs:element name="total" type="xs:decimal"/><xs:element name="note" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType>
  <xs:element name="Wrong"><xs:complexType><xs:sequence><xs:element name="code" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="Session" type="xs:string"/>`)
const messages = `<w:message name="In"><w:part name="head" element="t:Session"/><w:part name="body" element="t:Get"/></w:message>
  <w:message name="Out"><w:part name="body" element="t:GetResponse"/></w:message><w:message name="Bad"><w:part name="fault" element="t:Wrong"/></w:message>`
const portType = `<w:portType name="Orders"><w:operation name="Get"><w:documentation>Gets an order. It must be open.</w:documentation>
  <w:input message="s:In"/><w:output message="s:Out"/><w:fault name="Wrong" message="s:Bad"/></w:operation></w:portType>`
const binding = (soap: string, style = 'document') => `<w:binding name="B" type="s:Orders"><${soap}:binding style="${style}" transport="x"/>
  <w:operation name="Get"><${soap}:operation soapAction="urn:get"/><w:input><${soap}:header message="s:In" part="head" use="literal"/><${soap}:body use="literal"/></w:input><w:output><${soap}:body use="literal"/></w:output></w:operation></w:binding>`
const service = `<w:service name="ShopService"><w:port name="P" binding="s:B"><soap:address location="https://a.example/soap"/></w:port>
  <w:port name="P12" binding="s:B"><soap12:address location="https://a.example/soap12"/></w:port></w:service>`
const read = (body: string, more: Readonly<Record<string, string>> = {}): SchemaGraph => readTexts(wsdl, { 'a.wsdl': wsdlText(body), ...more }).graph
const fieldsOf = (graph: SchemaGraph, node: string | undefined) => (graph.nodes[node ?? '']?.properties ?? []).map(({ name }) => name)

describe('operations', () => {
  const graph = read(`<w:types>${schema}</w:types>${messages}${portType}${binding('soap')}${service}`)

  test('are endpoints with bodies, headers, faults, the action and the first sentence of their documentation', () => {
    const [endpoint] = graph.endpoints
    expect(endpoint).toMatchObject({
      id: 'SOAP /Orders/Get',
      method: 'SOAP',
      path: '/Orders/Get',
      operationId: 'Get',
      summary: 'Gets an order.',
      description: 'Gets an order. It must be open.\nSOAPAction: urn:get',
      parameters: [{ name: 'Session', in: 'header', required: false }],
      request: { mediaType: 'text/xml', required: true },
      responses: [{ status: '200' }, { status: 'fault Wrong' }],
    })
    expect(fieldsOf(graph, endpoint?.request?.node)).toEqual(['id'])
    expect(fieldsOf(graph, endpoint?.responses[1]?.body?.node)).toEqual(['code'])
    expect(listEnvelopes(graph, endpoint?.responses[0]?.body?.node ?? '')[0]?.envelope).toBe('order')
    expect([graph.title, graph.format, graph.problems]).toEqual(['ShopService', 'wsdl', []])
  })

  test('faults stand last among what can be mapped', () => {
    const labels = listObjectAddresses(graph).map(({ label }) => label)
    expect(labels.slice(0, 2)).toEqual(['SOAP /Orders/Get request', 'SOAP /Orders/Get response 200, order'])
    expect(labels.at(-1)).toBe('SOAP /Orders/Get response fault Wrong')
  })

  test('addresses of ports are servers; elements and types of the schemas are objects', () => {
    expect(graph.servers).toEqual([
      { url: 'https://a.example/soap', description: 'P' },
      { url: 'https://a.example/soap12', description: 'P12' },
    ])
    expect(graph.objects.map(({ name }) => name)).toEqual(['Get', 'GetResponse', 'Wrong', 'Order'])
    expect(listLines(graph, 'Order')).toEqual(['total number!', 'note text'])
    expect(graph.fieldCount).toBe(5)
  })

  test('calls (rpc) hold their parts by name, also lists in the encoding of SOAP', () => {
    const rpc = `<w:message name="In"><w:part name="id" type="xs:int"/><w:part name="lines" type="t:Lines"/></w:message><w:message name="Out"><w:part name="return" type="t:Order"/></w:message><w:message name="Bad"/>`
    const lines = `<xs:complexType name="Lines"><xs:complexContent><xs:restriction base="e:Array" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/">
      <xs:attribute ref="e:arrayType" w:arrayType="t:Order[]"/></xs:restriction></xs:complexContent></xs:complexType></xs:schema>`
    const called = read(`<w:types>${schema.replace('</xs:schema>', lines)}</w:types>${rpc}${portType}${binding('soap', 'rpc')}`)
    const [endpoint] = called.endpoints
    expect(fieldsOf(called, endpoint?.request?.node)).toEqual(['id', 'lines'])
    const list = called.nodes[called.nodes[endpoint?.request?.node ?? '']?.properties?.[1]?.node ?? '']
    expect(list?.types).toEqual(['list'])
    expect(fieldsOf(called, list?.items)).toEqual(['total', 'note'])
    expect(fieldsOf(called, endpoint?.responses[0]?.body?.node)).toEqual(['return'])
    expect(called.problems).toEqual([])
  })

  test('overloaded ones are told apart by their input; those of GET and POST are left out with a problem', () => {
    const many = `<w:portType name="Orders"><w:operation name="Get"><w:input name="One" message="s:In"/></w:operation><w:operation name="Get"><w:input name="Two" message="s:Out"/></w:operation>
      <w:operation name="Get"><w:input name="Two" message="s:Out"/></w:operation></w:portType>
      <w:portType name="OrdersHttpGet"/><w:binding name="H" type="s:OrdersHttpGet"><http:binding verb="GET"/></w:binding>`
    const got = read(`<w:types>${schema}</w:types>${messages}${many}${binding('soap12')}`)
    expect(got.endpoints.map(({ id, request }) => [id, request?.mediaType])).toEqual([
      ['SOAP /Orders/Get', 'application/soap+xml'],
      ['SOAP /Orders/Get/Two', 'application/soap+xml'],
    ])
    expect(got.problems.map(({ code }) => code)).toEqual(['duplicate-endpoint', 'unsupported-construct'])
  })
})

describe('several files', () => {
  test('schemas in several blocks and files, and descriptions in several files, refer to each other', () => {
    const { graph } = readTexts(wsdl, {
      'shop.wsdl': wsdlText(`<w:import namespace="urn:s" location="parts/types.wsdl"/>${portType}${binding('soap')}${service}`),
      'parts/types.wsdl': wsdlText(
        `<w:types>${schemaText('<xs:import namespace="urn:t"/><xs:element name="Other" type="t:Order"/>', 'urn:x', 'xmlns:t2="urn:t"').replace('xmlns:t="urn:x"', 'xmlns:t="urn:t"')}
         <xs:schema><xs:import namespace="urn:t" schemaLocation="orders.xsd"/></xs:schema></w:types>${messages}`,
      ),
      'parts/orders.xsd': schema,
    })
    expect(graph.problems).toEqual([])
    expect(graph.endpoints.map(({ id }) => id)).toEqual(['SOAP /Orders/Get'])
    expect(fieldsOf(graph, graph.endpoints[0]?.request?.node)).toEqual(['id'])
    expect(listLines(graph, 'Other')).toEqual(['total number!', 'note text'])
  })

  test('files that are missing are listed', () => {
    const graph = read(
      `<w:import namespace="urn:m" location="messages.wsdl"/><w:types><xs:schema><xs:import namespace="urn:t" schemaLocation="orders.xsd"/></xs:schema></w:types>${portType}${binding('soap')}`,
    )
    expect(graph.problems.map(({ code, file, at }) => [code, file, at])).toEqual([
      ['external-reference', 'messages.wsdl', 'a.wsdl, line 1'],
      ['external-reference', 'orders.xsd', 'a.wsdl, line 1'],
    ])
    expect(graph.endpoints).toMatchObject([{ id: 'SOAP /Orders/Get', responses: [{ status: '200' }, { status: 'fault Wrong' }] }])
  })
})

test('WSDL 2.0: operations of interfaces', () => {
  const text = `<description xmlns="http://www.w3.org/ns/wsdl" xmlns:t="urn:t" targetNamespace="urn:s"><types>${schema}</types>
    <interface name="Orders"><fault name="Wrong" element="t:Wrong"/><operation name="Get"><documentation>Gets.</documentation><input element="t:Get"/><output element="#none"/><outfault ref="t:Wrong"/></operation></interface>
    <service name="S" interface="t:Orders"><endpoint name="E" binding="t:B" address="https://a.example/2"/></service></description>`
  const { graph } = readTexts(wsdl, { 'a.wsdl': text })
  expect(graph.endpoints).toMatchObject([{ id: 'SOAP /Orders/Get', summary: 'Gets.', responses: [{ status: '200' }, { status: 'fault Wrong' }] }])
  expect(fieldsOf(graph, graph.endpoints[0]?.request?.node)).toEqual(['id'])
  expect(fieldsOf(graph, graph.endpoints[0]?.responses[1]?.body?.node)).toEqual(['code'])
  expect(graph.servers).toEqual([{ url: 'https://a.example/2', description: 'E' }])
})

test('what makes no sense is read as far as it goes; other XML is no WSDL', () => {
  const graph =
    read(`<w:message/><w:portType><w:operation/></w:portType><w:portType name="P"><w:operation name="O"><w:input/><w:output message="x:y"/><w:fault/></w:operation></w:portType>
    <w:binding type="s:P"><soap:binding/><w:operation name="O"><w:input><soap:header message="s:none" part="p"/><soap:body parts=""/></w:input></w:operation></w:binding><w:service><w:port/></w:service><w:import/>`)
  expect(graph.endpoints.map(({ id }) => id)).toEqual(['SOAP //', 'SOAP /P/O'])
  const [other] = openTexts({ 'a.wsdl': '<definitions xmlns="urn:else"/>' })
  expect(other === undefined ? undefined : wsdl.recognises(other)).toBe(false)
})

test('many empty schemas and bindings take no time to speak of', () => {
  const graph = read(
    `<w:types>${'<xs:schema><xs:import/></xs:schema>'.repeat(5_000)}</w:types>${'<w:portType name="P"/>'.repeat(5_000)}${'<w:binding type="s:P"/>'.repeat(5_000)}`,
  )
  expect(graph.problems.map(({ code }) => code)).toContain('not-expanded')
})
