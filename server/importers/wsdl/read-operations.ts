// The only place that makes endpoints of the operations of a WSDL 1.1: `SOAP /PortType/Operation`, whatever ports serve it.
import type { GraphWriter } from '../../../shared/schema/graph-writer.ts'
import type { Body, Endpoint, NodeId, Parameter } from '../../../shared/schema/schema-graph.ts'
import { attributeOf, elementsOf, type XmlElement } from '../xml-element.ts'
import type { SchemaReading } from '../xsd/read-schemas.ts'
import { collectEndpoints, elementBody, endpointTexts, outsideSchemas } from './endpoints.ts'
import { childrenOf, findSoap, listSoap, readWsdlDocumentation, SOAP_1_1, SOAP_1_2, type ServiceDescriptions, type WsdlPart } from './wsdl-files.ts'

type Port = { readonly portType: WsdlPart; readonly binding?: WsdlPart }
type Exchange = { readonly port: Port; readonly operation: XmlElement; readonly bound?: XmlElement; readonly mediaType: string; readonly rpc: boolean }

export function readOperations(descriptions: ServiceDescriptions, { nodes, set }: SchemaReading, writer: GraphWriter): Endpoint[] {
  const endpoints = collectEndpoints(writer)
  const bindings = new Map<WsdlPart, WsdlPart[]>()
  for (const binding of descriptions.list('binding')) {
    const portType = descriptions.find('portType', attributeOf(binding.element, 'type') ?? '', binding)
    if (portType === undefined) continue
    const same = bindings.get(portType)
    if (same === undefined) bindings.set(portType, [binding])
    else same.push(binding)
  }
  for (const portType of descriptions.list('portType')) {
    const all = bindings.get(portType) ?? []
    const binding = all.find(({ element }) => elementsOf(element).some(isSoapBinding))
    if (binding === undefined && all.length > 0) {
      const name = attributeOf(portType.element, 'name') ?? ''
      writer.problem('unsupported-construct', `${portType.file}, line ${portType.element.line}`, `${name} is not bound to SOAP. Its operations are left out.`)
      continue
    }
    const port: Port = { portType, ...(binding === undefined ? {} : { binding }) }
    for (const operation of childrenOf(portType.element, 'operation')) readOperation(toExchange(port, operation))
  }
  return endpoints.list()

  function readOperation(exchange: Exchange): void {
    const { port, operation, bound } = exchange
    const { file } = port.portType
    const [input] = childrenOf(operation, 'input')
    const [output] = childrenOf(operation, 'output')
    const request = readBody(exchange, input, 'input')
    const answer = readBody(exchange, output, 'output')
    const faults = childrenOf(operation, 'fault').map((fault) => {
      const body = readBody(exchange, fault, 'fault')
      const description = readWsdlDocumentation(fault)
      const name = attributeOf(fault, 'name')
      const status = name === undefined ? 'fault' : `fault ${name}`
      return { status, ...(description === undefined ? {} : { description }), ...(body === undefined ? {} : { body }) }
    })
    const action = attributeOf(findSoap(bound, 'operation') ?? operation, 'soapAction')
    const documentation = readWsdlDocumentation(operation) ?? readWsdlDocumentation(bound)
    const name = attributeOf(operation, 'name') ?? ''
    endpoints.add([attributeOf(port.portType.element, 'name') ?? '', name], attributeOf(input ?? operation, 'name'), `${file}, line ${operation.line}`, {
      operationId: name,
      ...endpointTexts(documentation, action),
      parameters: readHeaders(exchange),
      ...(request === undefined ? {} : { request }),
      responses: [...(output === undefined ? [] : [{ status: '200', ...(answer === undefined ? {} : { body: answer }) }]), ...faults],
    })
  }

  function readBody({ port, operation, bound, mediaType, rpc }: Exchange, io: XmlElement | undefined, side: 'input' | 'output' | 'fault'): Body | undefined {
    const said = io === undefined ? undefined : attributeOf(io, 'message')
    const message = said === undefined || io === undefined ? undefined : descriptions.find('message', said, { ...port.portType, element: io })
    if (message === undefined) return undefined
    const boundSide = side === 'fault' || bound === undefined ? undefined : childrenOf(bound, side)[0]
    const parts = bodyParts(message, boundSide)
    const [first] = parts
    if (first === undefined) return undefined
    // A document is one element. A call, and a message of several parts, holds each part by its name.
    const wrapped = rpc && side !== 'fault' && parts.some((part) => attributeOf(part, 'type') !== undefined)
    if (parts.length === 1 && !wrapped) return { mediaType, required: true, node: nodeOfPart(message, first) }
    const properties = parts.map((part) => ({ name: attributeOf(part, 'name') ?? '', node: nodeOfPart(message, part), required: true }))
    const name = attributeOf(operation, 'name') ?? ''
    const place = { file: message.file, line: message.element.line }
    return { mediaType, required: true, node: writer.value({ types: ['object'], name: side === 'output' ? `${name}Response` : name, properties }, place) }
  }

  function nodeOfPart({ file }: WsdlPart, part: XmlElement): NodeId {
    const element = attributeOf(part, 'element')
    if (element !== undefined) return elementBody({ nodes, set }, element, part, file, writer)
    const type = attributeOf(part, 'type')
    return type === undefined ? writer.value({ types: ['any'] }) : nodes.ofTypeName(type, outsideSchemas(file, part))
  }

  /** Parts that stand in the header of the envelope. */
  function readHeaders({ port, bound }: Exchange): Parameter[] {
    const input = bound === undefined ? undefined : childrenOf(bound, 'input')[0]
    const names = new Set<string>()
    return listSoap(input, 'header').flatMap((header): Parameter[] => {
      const said = attributeOf(header, 'message')
      const message = said === undefined ? undefined : descriptions.find('message', said, { ...(port.binding ?? port.portType), element: header })
      const wanted = attributeOf(header, 'part')
      const part = message === undefined ? undefined : childrenOf(message.element, 'part').find((each) => attributeOf(each, 'name') === wanted)
      if (message === undefined || part === undefined) return []
      const name = (attributeOf(part, 'element') ?? wanted ?? '').replace(/^.*:/, '')
      if (names.has(name)) return []
      names.add(name)
      return [{ name, in: 'header', required: false, node: nodeOfPart(message, part) }]
    })
  }
}

function toExchange(port: Port, operation: XmlElement): Exchange {
  const name = attributeOf(operation, 'name')
  const input = attributeOf(childrenOf(operation, 'input')[0] ?? operation, 'name')
  const named = port.binding === undefined ? [] : childrenOf(port.binding.element, 'operation').filter((each) => attributeOf(each, 'name') === name)
  // Overloaded operations are told apart by the name of their input.
  const bound = named.find((each) => attributeOf(childrenOf(each, 'input')[0] ?? each, 'name') === input) ?? named[0]
  const soap = port.binding === undefined ? undefined : elementsOf(port.binding.element).find(isSoapBinding)
  const style = attributeOf(findSoap(bound, 'operation') ?? operation, 'style') ?? (soap === undefined ? undefined : attributeOf(soap, 'style'))
  return {
    port,
    operation,
    ...(bound === undefined ? {} : { bound }),
    mediaType: soap?.namespace === SOAP_1_2 ? 'application/soap+xml' : 'text/xml',
    rpc: style === 'rpc',
  }
}

/** The parts that the body lists, else all that are not in the header. */
function bodyParts(message: WsdlPart, boundSide: XmlElement | undefined): XmlElement[] {
  const parts = childrenOf(message.element, 'part')
  const listed = attributeOf(findSoap(boundSide, 'body') ?? message.element, 'parts')
  if (listed !== undefined) {
    const names = new Set(listed.split(/\s+/))
    return parts.filter((part) => names.has(attributeOf(part, 'name') ?? ''))
  }
  const inHeader = new Set(
    listSoap(boundSide, 'header')
      .filter((header) => attributeOf(header, 'message')?.replace(/^.*:/, '') === attributeOf(message.element, 'name'))
      .map((header) => attributeOf(header, 'part')),
  )
  return parts.filter((part) => !inHeader.has(attributeOf(part, 'name')))
}

function isSoapBinding({ namespace, name }: XmlElement): boolean {
  return name === 'binding' && (namespace === SOAP_1_1 || namespace === SOAP_1_2)
}
