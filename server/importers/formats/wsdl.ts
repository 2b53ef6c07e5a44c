// The only place that reads WSDL files, 1.1 and 2.0: operations are endpoints `SOAP /PortType/Operation`, their messages' elements the
// bodies, faults the answers `fault NAME`; elements and complex types of the schemas are objects, as in an XSD.
import { createGraphWriter } from '../../../shared/schema/graph-writer.ts'
import { fail, type Result } from '../../../shared/schema/result.ts'
import type { SchemaGraph } from '../../../shared/schema/schema-graph.ts'
import type { FormatReader, OpenedFile, ReadSchema } from '../format-reader.ts'
import type { ImportError } from '../import-error.ts'
import { readInterfaces } from '../wsdl/read-interfaces.ts'
import { readOperations } from '../wsdl/read-operations.ts'
import { childrenOf, isWsdl, joinDescriptions, listInlineSchemas, readWsdlDocumentation, type ServiceDescriptions, type WsdlFile } from '../wsdl/wsdl-files.ts'
import { attributeOf, elementsOf } from '../xml-element.ts'
import { MOST_PARTICLES } from '../xsd/content-models.ts'
import { readSchemas } from '../xsd/read-schemas.ts'
import { xsd } from './xsd.ts'

export const wsdl: FormatReader = {
  formats: ['wsdl'],
  recognises: ({ xml }) => isWsdl(xml),
  read,
}

function read(own: readonly OpenedFile[], all: readonly OpenedFile[], name: string): Result<ReadSchema, ImportError> {
  const uploaded = [...new Set([...own, ...all])]
  const files = uploaded.filter(wsdl.recognises).flatMap(toFile)
  const schemas = uploaded.filter(xsd.recognises).flatMap(toFile)
  const writer = createGraphWriter()
  const descriptions = joinDescriptions(files, [...files, ...schemas], writer.problem)
  const reading = readSchemas([...files.flatMap(listInlineSchemas), ...schemas], writer)
  const endpoints = [...readOperations(descriptions, reading, writer), ...readInterfaces(descriptions, reading, writer)]
  const objects = reading.objects()
  const tooMany = fail<ImportError>({ type: 'TooManyNodes', limit: MOST_PARTICLES, file: own[0]?.name ?? name })
  if (reading.exceeded()) return tooMany
  const typedParts = descriptions
    .list('message')
    .flatMap(({ element }) => childrenOf(element, 'part').filter((part) => attributeOf(part, 'type') !== undefined))
  const written = writer.finish({
    format: 'wsdl',
    title: titleOf(files, descriptions) ?? name,
    servers: listServers(descriptions),
    endpoints,
    objects,
    fieldCount: reading.fieldCount + typedParts.length,
  })
  // Types without a name are read while the graph is finished.
  if (reading.exceeded()) return tooMany
  return written.ok ? { ok: true, value: { ...written.value, samples: [] } } : written
}

function toFile({ name, xml }: OpenedFile): WsdlFile[] {
  return xml === undefined ? [] : [{ file: name, root: xml }]
}

function titleOf(files: readonly WsdlFile[], descriptions: ServiceDescriptions): string | undefined {
  const names = [...descriptions.list('service').map(({ element }) => element), ...files.map(({ root }) => root)].map((each) => attributeOf(each, 'name'))
  return names.find((each) => each !== undefined && each !== '')
}

function listServers(descriptions: ServiceDescriptions): SchemaGraph['servers'] {
  const servers = new Map<string, SchemaGraph['servers'][number]>()
  for (const { element } of descriptions.list('service'))
    for (const port of [...childrenOf(element, 'port'), ...childrenOf(element, 'endpoint')]) {
      const address = elementsOf(port).find((child) => child.name === 'address')
      const url = (address === undefined ? undefined : attributeOf(address, 'location')) ?? attributeOf(port, 'address')
      if (url === undefined || url === '' || servers.has(url)) continue
      const description = readWsdlDocumentation(port) ?? attributeOf(port, 'name')
      servers.set(url, { url, ...(description === undefined ? {} : { description }) })
    }
  return [...servers.values()]
}
