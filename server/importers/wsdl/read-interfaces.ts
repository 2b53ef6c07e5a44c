// The only place that makes endpoints of the interfaces of a WSDL 2.0.
import type { GraphWriter } from '../../../shared/schema/graph-writer.ts'
import type { Body, Endpoint } from '../../../shared/schema/schema-graph.ts'
import { attributeOf, type XmlElement } from '../xml-element.ts'
import type { SchemaReading } from '../xsd/read-schemas.ts'
import { collectEndpoints, elementBody, endpointTexts } from './endpoints.ts'
import { childrenOf, readWsdlDocumentation, type ServiceDescriptions } from './wsdl-files.ts'

const MEDIA_TYPE = 'application/soap+xml'

export function readInterfaces(descriptions: ServiceDescriptions, reading: SchemaReading, writer: GraphWriter): Endpoint[] {
  const endpoints = collectEndpoints(writer)
  for (const { file, element } of descriptions.list('interface')) {
    const bodyOf = (side: XmlElement | undefined): Body | undefined => {
      const said = side === undefined ? undefined : attributeOf(side, 'element')
      // `#none`, `#any`, `#other`: nothing that a schema describes.
      if (side === undefined || said === undefined || said.startsWith('#')) return undefined
      return { mediaType: MEDIA_TYPE, required: true, node: elementBody(reading, said, side, file, writer) }
    }
    const faults = new Map(childrenOf(element, 'fault').map((fault) => [attributeOf(fault, 'name') ?? '', fault]))
    for (const operation of childrenOf(element, 'operation')) {
      const [output] = childrenOf(operation, 'output')
      const request = bodyOf(childrenOf(operation, 'input')[0])
      const answer = bodyOf(output)
      const failures = childrenOf(operation, 'outfault').map((outfault) => {
        const name = (attributeOf(outfault, 'ref') ?? '').replace(/^.*:/, '')
        const body = bodyOf(faults.get(name))
        return { status: `fault ${name}`, ...(body === undefined ? {} : { body }) }
      })
      const name = attributeOf(operation, 'name') ?? ''
      endpoints.add([attributeOf(element, 'name') ?? '', name], undefined, `${file}, line ${operation.line}`, {
        operationId: name,
        ...endpointTexts(readWsdlDocumentation(operation), undefined),
        parameters: [],
        ...(request === undefined ? {} : { request }),
        responses: [...(output === undefined ? [] : [{ status: '200', ...(answer === undefined ? {} : { body: answer }) }]), ...failures],
      })
    }
  }
  return endpoints.list()
}
