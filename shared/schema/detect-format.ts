// The only place that tells what a parsed document is.
import { hasTypedFields, isListOfTypes } from './file-shape.ts'
import { isRawObject, rawText, type RawObject } from './raw-schema.ts'

export type DetectedFormat =
  /** `name`: what it is, in words for a message. */
  | { readonly kind: 'openapi-3.0' | 'openapi-3.1' | 'swagger-2.0' | 'json-schema' | 'samples'; readonly name: string }
  /** Known, and not read. */
  | { readonly kind: 'unsupported'; readonly name: string }
  | { readonly kind: 'unknown'; readonly name: string }

const SCHEMA_TYPES = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'])

export function detectFormat(document: unknown): DetectedFormat {
  if (isListOfTypes(document)) return { kind: 'json-schema', name: 'a list of JSON Schemas' }
  if (Array.isArray(document))
    return document.some(isRawObject) ? { kind: 'samples', name: 'sample records' } : { kind: 'unknown', name: 'a list without records' }
  if (!isRawObject(document)) return { kind: 'unknown', name: document === null || document === undefined ? 'an empty document' : 'a single value' }
  return (
    detectOpenApi(document) ??
    detectOther(document) ??
    (isJsonSchema(document) ? { kind: 'json-schema', name: 'a JSON Schema' } : { kind: 'samples', name: 'a sample record' })
  )
}

function detectOpenApi(document: RawObject): DetectedFormat | undefined {
  // YAML without quotes gives a number: `openapi: 3.1`.
  const version = typeof document['openapi'] === 'number' ? document['openapi'].toFixed(1) : rawText(document['openapi'])?.trim()
  if (version !== undefined) {
    if (/^3\.0(\.|$|-)/.test(version)) return { kind: 'openapi-3.0', name: `OpenAPI ${version}` }
    if (/^3\.[12](\.|$|-)/.test(version)) return { kind: 'openapi-3.1', name: `OpenAPI ${version}` }
    return { kind: 'unsupported', name: `OpenAPI ${version.slice(0, 20)}` }
  }
  if (Object.hasOwn(document, 'swagger')) {
    const swagger = typeof document['swagger'] === 'number' ? document['swagger'].toFixed(1) : rawText(document['swagger'])?.trim()
    if (swagger !== undefined && ['paths', 'definitions', 'info'].some((key) => isRawObject(document[key])))
      return { kind: /^2\.0(\.|$)/.test(swagger) ? 'swagger-2.0' : 'unsupported', name: `Swagger ${swagger.slice(0, 20)}` }
  }
  return undefined
}

function detectOther(document: RawObject): DetectedFormat | undefined {
  if (rawText(document['asyncapi']) !== undefined) return { kind: 'unsupported', name: 'AsyncAPI' }
  const info = document['info']
  if (isRawObject(info) && Array.isArray(document['item']) && rawText(info['schema'])?.includes('getpostman.com') === true)
    return { kind: 'unsupported', name: 'A Postman collection' }
  const answer = isRawObject(document['data']) ? document['data'] : document
  if (isRawObject(answer['__schema']) && Array.isArray(answer['__schema']['types'])) return { kind: 'unsupported', name: 'A GraphQL introspection result' }
  const other = OTHERS.find(({ holds }) => holds(document))
  return other === undefined ? undefined : { kind: 'unsupported', name: other.name }
}

/** Descriptions that would else pass for one sample record of many fields. Two signs each: one alone may be a field of anybody. */
const OTHERS: readonly { readonly name: string; readonly holds: (document: RawObject) => boolean }[] = [
  {
    name: 'A Google API Discovery document',
    holds: ({ kind, resources, schemas }) => kind === 'discovery#restDescription' && (isRawObject(resources) || isRawObject(schemas)),
  },
  { name: 'A service model of AWS', holds: ({ metadata, operations, shapes }) => [metadata, operations, shapes].every(isRawObject) },
  { name: 'Smithy', holds: ({ smithy, shapes }) => rawText(smithy) !== undefined && isRawObject(shapes) },
  { name: 'Arazzo', holds: ({ arazzo, sourceDescriptions: sources }) => rawText(arazzo) !== undefined && Array.isArray(sources) },
  { name: 'An OpenAPI overlay', holds: ({ overlay, actions }) => rawText(overlay) !== undefined && Array.isArray(actions) },
  { name: 'OpenRPC', holds: ({ openrpc, methods }) => rawText(openrpc) !== undefined && Array.isArray(methods) },
  { name: 'An export of Insomnia', holds: ({ __export_format: version, resources }) => version !== undefined && Array.isArray(resources) },
  { name: 'A Postman environment', holds: ({ _postman_variable_scope: scope, values }) => scope !== undefined && Array.isArray(values) },
  {
    name: 'A Postman collection of version 1',
    holds: ({ order, requests }) =>
      Array.isArray(order) && Array.isArray(requests) && requests.some((each) => isRawObject(each) && each['collectionId'] !== undefined),
  },
]

function isJsonSchema(document: RawObject): boolean {
  if (rawText(document['$schema'])?.includes('json-schema.org') === true) return true
  if (isRawObject(document['$defs'])) return true
  if (isOnlyReference(document)) return true
  const { type } = document
  const typed = typeof type === 'string' ? SCHEMA_TYPES.has(type) : Array.isArray(type) && type.length > 0 && type.every((name) => SCHEMA_TYPES.has(name))
  if (isRawObject(document['definitions'])) return typed || document['$ref'] !== undefined || Object.values(document['definitions']).some(looksTyped)
  if (typed)
    return ['properties', 'items', 'enum', 'allOf', 'oneOf', 'anyOf', 'additionalProperties', 'patternProperties'].some(
      (keyword) => typeof document[keyword] === 'object',
    )
  if (type === undefined && hasTypedFields(document) && ['required', 'additionalProperties'].some((keyword) => document[keyword] !== undefined)) return true
  return ['allOf', 'oneOf', 'anyOf'].some((keyword) => Array.isArray(document[keyword]) && document[keyword].length > 0 && document[keyword].every(isRawObject))
}

/** `{ "$ref": "order.json" }`, with nothing that a record would have. */
function isOnlyReference(document: RawObject): boolean {
  const { $ref: reference } = document
  return (
    typeof reference === 'string' &&
    /[#/.]/.test(reference) &&
    Object.keys(document).every((key) => key.startsWith('$') || key === 'title' || key === 'description')
  )
}

function looksTyped(schema: unknown): boolean {
  return isRawObject(schema) && (isRawObject(schema['properties']) || (typeof schema['type'] === 'string' && SCHEMA_TYPES.has(schema['type'])))
}
