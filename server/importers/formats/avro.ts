// The only place that reads Avro: schemas (one, or a list, in a file) and protocols. Records are objects, messages of a protocol are
// endpoints `RPC /Protocol/message`. A union of null and one type is that type, nullable; a field with a default need not be filled.
import { createGraphWriter, type GraphWriter } from '../../../shared/schema/graph-writer.ts'
import { below, printPlace } from '../../../shared/schema/json-pointer.ts'
import { isRawObject, rawList, rawText } from '../../../shared/schema/raw-schema.ts'
import { fail, type Result } from '../../../shared/schema/result.ts'
import type { Endpoint, NamedObject } from '../../../shared/schema/schema-graph.ts'
import { LONGEST_NAME } from '../../../shared/schema/schema-read-error.ts'
import { createAvroNodes, toSource, type AvroNodes } from '../avro/avro-nodes.ts'
import { findNamedTypes, type AvroMessage, type AvroSchema, type NamedTypes } from '../avro/named-types.ts'
import type { FormatReader, OpenedFile, ReadSchema } from '../format-reader.ts'
import type { ImportError } from '../import-error.ts'

const MEDIA_TYPE = 'avro/binary'

export const avro: FormatReader = {
  formats: ['avro'],
  recognises: ({ syntax, value }) => (syntax === 'json' || syntax === 'yaml') && isAvro(value),
  read,
}

function read(own: readonly OpenedFile[], all: readonly OpenedFile[], name: string): Result<ReadSchema, ImportError> {
  const files = [...new Set([...own, ...all.filter(avro.recognises)])]
  const roots = files.map((file): AvroSchema => ({ schema: file.value, namespace: '', place: { token: file.name } }))
  const named = findNamedTypes(roots)
  if (!named.ok) return fail({ ...named.error })
  const writer = createGraphWriter()
  const nodes = createAvroNodes(named.value, writer)
  const endpoints = named.value.messages.map((message) => readMessage(message, named.value, nodes, writer))
  const objects = listObjects(named.value, nodes, writer)
  const written = writer.finish({
    format: 'avro',
    title: titleOf(roots[0], named.value) ?? name,
    endpoints: [...new Map(endpoints.map((endpoint) => [endpoint.id, endpoint])).values()],
    objects,
    fieldCount: named.value.fieldCount,
  })
  return written.ok ? { ok: true, value: { ...written.value, samples: [] } } : written
}

/** A named type, a list of such, an array or map of such, or a protocol: what sample records and JSON Schemas are not. */
function isAvro(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isNamedType)
  if (!isRawObject(value)) return false
  if (isNamedType(value)) return true
  if (value['type'] === 'array') return isNamedType(value['items'])
  if (value['type'] === 'map') return isNamedType(value['values'])
  return rawText(value['protocol']) !== undefined && (isRawObject(value['messages']) || (Array.isArray(value['types']) && value['types'].every(isNamedType)))
}

function isNamedType(value: unknown): boolean {
  if (!isRawObject(value) || rawText(value['name']) === undefined) return false
  switch (value['type']) {
    case 'record':
    case 'error':
      return (
        Array.isArray(value['fields']) &&
        value['fields'].every((field) => isRawObject(field) && rawText(field['name']) !== undefined && field['type'] !== undefined)
      )
    case 'enum':
      return Array.isArray(value['symbols']) && value['symbols'].every((symbol) => typeof symbol === 'string')
    case 'fixed':
      return typeof value['size'] === 'number'
    default:
      return false
  }
}

function titleOf(first: AvroSchema | undefined, named: NamedTypes): string | undefined {
  const schema = first?.schema
  const protocol = isRawObject(schema) ? rawText(schema['protocol']) : undefined
  return protocol ?? named.types.find((type) => type.schema === schema)?.fullName ?? (named.types.length === 1 ? named.types[0]?.fullName : undefined)
}

/** Records, by their own name; by their full name where another record has it already. */
function listObjects(named: NamedTypes, nodes: AvroNodes, writer: GraphWriter): NamedObject[] {
  const objects = new Map<string, NamedObject>()
  for (const type of named.types) {
    if (type.schema['type'] !== 'record' && type.schema['type'] !== 'error') continue
    const name = objects.has(type.name) ? type.fullName : type.name
    if (name.length > LONGEST_NAME) {
      writer.problem('name-too-long', printPlace(type.place), `A name of ${name.length} characters is left out.`)
      continue
    }
    const description = rawText(type.schema['doc'])
    objects.set(name, { name, node: nodes.of(type), ...(description === undefined ? {} : { description }) })
  }
  return [...objects.values()]
}

function readMessage({ protocol, name, message, namespace, place }: AvroMessage, named: NamedTypes, nodes: AvroNodes, writer: GraphWriter): Endpoint {
  const path = `/${protocol}/${name}`
  const inside = (schema: unknown, key: string): AvroSchema => ({ schema, namespace, place: below(place, key) })
  const properties = nodes.properties(message['request'], inside(message, 'request'))
  const request = properties.length === 0 ? undefined : writer.value({ types: ['object'], name, properties }, toSource(below(place, 'request')))
  const { response } = message
  const silent = response === undefined || response === 'null' || message['one-way'] === true
  const errors = rawList(message['errors']).flatMap((error, i) => {
    const said = typeof error === 'string' ? error : isRawObject(error) ? rawText(error['name']) : undefined
    const body = { mediaType: MEDIA_TYPE, required: true, node: nodes.of({ ...inside(error, 'errors'), place: below(place, 'errors', String(i)) }) }
    return said === undefined ? [] : [{ status: `fault ${named.find(said, namespace)?.name ?? said}`, body }]
  })
  const description = rawText(message['doc'])
  return {
    id: `RPC ${path}`,
    kind: 'operation',
    method: 'RPC',
    path,
    operationId: name,
    ...(description === undefined ? {} : { description }),
    parameters: [],
    ...(request === undefined ? {} : { request: { mediaType: MEDIA_TYPE, required: true, node: request } }),
    responses: [
      { status: '200', ...(silent ? {} : { body: { mediaType: MEDIA_TYPE, required: true, node: nodes.of(inside(response, 'response')) } }) },
      ...errors,
    ],
  }
}
