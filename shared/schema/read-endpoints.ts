// The only place that reads operations and webhooks of an OpenAPI document.
import type { Located } from './index-schemas.ts'
import { below, DOCUMENT, type Place } from './json-pointer.ts'
import { exampleOf } from './merge-parts.ts'
import { METHODS } from './openapi-places.ts'
import type { Reading } from './collect-parts.ts'
import { isRawObject, rawEntries, rawList, rawObject, rawText, type RawObject } from './raw-schema.ts'
import { keepText } from './raw-values.ts'
import type { Body, Endpoint, NodeId, Parameter } from './schema-graph.ts'
import { LONGEST_NAME } from './schema-read-error.ts'

type NodeOf = (located: Located) => NodeId
type PathItem = { readonly kind: 'operation' | 'webhook'; readonly path: string; readonly raw: unknown; readonly place: Place }

const PLACES_OF_PARAMETERS: readonly string[] = ['path', 'query', 'header', 'cookie']
/** References through references, at most: a longer chain is a circle. */
const MOST_HOPS = 64

export function readEndpoints(document: RawObject, reading: Reading, nodeOf: NodeOf): Endpoint[] {
  const endpoints: Endpoint[] = []
  const placeById = new Map<string, true>()
  const shapes = new Set<string>()
  for (const { kind, path, raw, place } of listPathItems(document)) {
    const item = dereference(raw, place, reading)
    if (item === undefined) continue
    const shared = readParameters(rawList(item.raw['parameters']), below(item.place, 'parameters'), reading, nodeOf)
    for (const [method, operation] of listOperations(item.raw)) {
      const at = below(item.place, method)
      const endpoint = readEndpoint({ kind, method, path }, operation, at, shared, reading, nodeOf)
      let id = kind === 'operation' ? `${endpoint.method} ${path}` : `WEBHOOK ${path}`
      if (kind === 'webhook' && placeById.has(id)) id = `${id} ${endpoint.method}`
      // `/orders/{id}` and `/orders/{number}` are the same address to a server.
      const shape = `${kind} ${endpoint.method} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`
      if (placeById.has(id) || shapes.has(shape))
        reading.problems.add('duplicate-endpoint', at, `${id} is described twice, with the same path apart from its parameters' names.`)
      shapes.add(shape)
      if (placeById.has(id)) continue
      placeById.set(id, true)
      endpoints.push({ ...endpoint, id })
    }
  }
  return endpoints
}

/** The media type that a field map is most likely about: JSON first, then forms. */
export function chooseMediaType(types: readonly string[]): string | undefined {
  const rank = (type: string): number => {
    const bare = type.split(';')[0]?.trim().toLowerCase() ?? ''
    if (bare === 'application/json') return 0
    if (bare.endsWith('+json') || bare === 'text/json') return 1
    if (bare.endsWith('/json') || bare.includes('json')) return 2
    if (bare === '*/*' || bare === 'application/*') return 3
    if (bare === 'application/x-www-form-urlencoded') return 4
    if (bare === 'multipart/form-data') return 5
    return 6
  }
  return types.toSorted((a, b) => rank(a) - rank(b))[0]
}

function* listPathItems(document: RawObject): Generator<PathItem> {
  for (const [path, raw] of rawEntries(document['paths']))
    if (!path.startsWith('x-')) yield { kind: 'operation', path, raw, place: below(DOCUMENT, 'paths', path) }
  for (const key of ['webhooks', 'x-webhooks'])
    for (const [path, raw] of rawEntries(document[key])) yield { kind: 'webhook', path, raw, place: below(DOCUMENT, key, path) }
}

function* listOperations(item: RawObject): Generator<[string, RawObject]> {
  for (const [method, operation] of rawEntries(item)) if ((METHODS as readonly string[]).includes(method) && isRawObject(operation)) yield [method, operation]
}

function readEndpoint(
  what: { readonly kind: 'operation' | 'webhook'; readonly method: string; readonly path: string },
  operation: RawObject,
  place: Place,
  shared: ReadonlyMap<string, Parameter>,
  reading: Reading,
  nodeOf: NodeOf,
): Endpoint {
  const { problems } = reading
  const own = readParameters(rawList(operation['parameters']), below(place, 'parameters'), reading, nodeOf)
  const operationId = keepText(operation['operationId'], place, problems)
  const summary = keepText(operation['summary'], place, problems)
  const description = keepText(operation['description'], place, problems)
  const request = readRequest(operation, place, reading, nodeOf)
  if (rawEntries(operation['callbacks']).length > 0)
    problems.add('unsupported-construct', below(place, 'callbacks'), 'Callbacks are not listed as endpoints yet.')
  return {
    id: '',
    kind: what.kind,
    method: what.method.toUpperCase(),
    path: what.path,
    ...(operationId === undefined ? {} : { operationId }),
    ...(summary === undefined ? {} : { summary }),
    ...(description === undefined ? {} : { description }),
    ...(operation['deprecated'] === true ? { deprecated: true } : {}),
    // The operation's own parameter replaces the path's of the same name and place, where that stood.
    parameters: [...new Map([...shared, ...own]).values()],
    ...(request === undefined ? {} : { request }),
    responses: readResponses(operation, place, reading, nodeOf),
  }
}

function readParameters(list: readonly unknown[], place: Place, reading: Reading, nodeOf: NodeOf): Map<string, Parameter> {
  const parameters = new Map<string, Parameter>()
  list.forEach((raw, i) => {
    const found = dereference(raw, below(place, String(i)), reading)
    const name = rawText(found?.raw['name'])
    const where = found?.raw['in']
    if (found === undefined || name === undefined || name.length > LONGEST_NAME || typeof where !== 'string') return
    if (!PLACES_OF_PARAMETERS.includes(where)) {
      reading.problems.add('unsupported-construct', found.place, `A parameter in \`${where.slice(0, 40)}\` is not read.`)
      return
    }
    const content = rawEntries(found.raw['content'])[0]
    const schema: Located =
      content === undefined
        ? { schema: found.raw['schema'] ?? true, place: below(found.place, 'schema') }
        : { schema: rawObject(content[1])?.['schema'] ?? true, place: below(found.place, 'content', content[0], 'schema') }
    const description = keepText(found.raw['description'], found.place, reading.problems)
    parameters.set(`${where}:${name}`, {
      name,
      in: where as Parameter['in'],
      required: where === 'path' || found.raw['required'] === true,
      ...(description === undefined ? {} : { description }),
      node: nodeOf(schema),
    })
  })
  return parameters
}

function readRequest(operation: RawObject, place: Place, reading: Reading, nodeOf: NodeOf): Body | undefined {
  const found = operation['requestBody'] === undefined ? undefined : dereference(operation['requestBody'], below(place, 'requestBody'), reading)
  return found === undefined ? undefined : readBody(found.raw, found.place, found.raw['required'] === true, reading, nodeOf)
}

function readResponses(operation: RawObject, place: Place, reading: Reading, nodeOf: NodeOf): Endpoint['responses'] {
  const responses: Endpoint['responses'][number][] = []
  for (const [status, raw] of rawEntries(operation['responses'])) {
    if (status.startsWith('x-')) continue
    const found = dereference(raw, below(place, 'responses', status), reading)
    if (found === undefined) {
      responses.push({ status })
      continue
    }
    const description = keepText(found.raw['description'], found.place, reading.problems)
    const body = readBody(found.raw, found.place, true, reading, nodeOf)
    responses.push({ status, ...(description === undefined ? {} : { description }), ...(body === undefined ? {} : { body }) })
  }
  return responses
}

function readBody(holder: RawObject, place: Place, required: boolean, reading: Reading, nodeOf: NodeOf): Body | undefined {
  const content = rawObject(holder['content'])
  const mediaType = content === undefined ? undefined : chooseMediaType(Object.keys(content))
  if (content === undefined || mediaType === undefined) return undefined
  const found = dereference(content[mediaType], below(place, 'content', mediaType), reading)
  if (found === undefined || found.raw['schema'] === undefined) return undefined
  const example = exampleOf(found.raw)
  return {
    mediaType,
    required,
    node: nodeOf({ schema: found.raw['schema'], place: below(found.place, 'schema') }),
    ...(example === undefined ? {} : { example }),
  }
}

/** A path item, parameter, request body or response, behind its `$ref` if it has one. The description beside `$ref` counts (3.1). */
function dereference(raw: unknown, place: Place, reading: Reading): { readonly raw: RawObject; readonly place: Place } | undefined {
  let here: Located = { schema: raw, place }
  let description: unknown
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    if (!isRawObject(here.schema)) return undefined
    const reference = rawText(here.schema['$ref'])
    if (reference === undefined) return { raw: description === undefined ? here.schema : { ...here.schema, description }, place: here.place }
    if (reading.dialect.refSiblings) description ??= here.schema['description']
    const target = reading.references.resolve(reference, here)
    if (target === undefined) return undefined
    here = target
  }
  reading.problems.add('unresolved-reference', place, 'This reference leads back to itself.')
  return undefined
}
