// The only place that lists the operations and webhooks of an OpenAPI or Swagger document and gives endpoints their ids.
import type { Reading } from './collect-parts.ts'
import type { Located } from './index-schemas.ts'
import { below, DOCUMENT, type Place } from './json-pointer.ts'
import { METHODS } from './openapi-places.ts'
import { isRawObject, rawEntries, rawText, type RawObject } from './raw-schema.ts'
import { keepText } from './raw-values.ts'
import { MOST_HOPS, TOO_MANY_HOPS } from './resolve-reference.ts'
import type { Endpoint } from './schema-graph.ts'

/** A part of a document, behind its `$ref` if it has one. */
export type RawPart = { readonly raw: RawObject; readonly place: Place }
/** What the format itself says of an operation. */
type OperationFacts = Pick<Endpoint, 'parameters' | 'request' | 'responses'>
type PathItem = { readonly kind: Endpoint['kind']; readonly path: string; readonly raw: unknown; readonly place: Place }
type RawOperation = RawPart & { readonly method: string }

/** `readItem`: what holds for all operations of a path, and then each of them. */
export function listEndpoints(document: RawObject, reading: Reading, readItem: (item: RawPart) => (operation: RawPart) => OperationFacts): Endpoint[] {
  const { problems } = reading
  const endpoints: Endpoint[] = []
  const ids = new Set<string>()
  const shapes = new Set<string>()
  for (const { kind, path, raw, place } of listPathItems(document)) {
    const item = dereference(raw, place, reading)
    if (item === undefined) continue
    const readOperation = readItem(item)
    for (const operation of listOperations(item)) {
      const { method } = operation
      let id = kind === 'operation' ? `${method} ${path}` : `WEBHOOK ${path}`
      if (kind === 'webhook' && ids.has(id)) id = `${id} ${method}`
      // `/orders/{id}` and `/orders/{number}` are the same address to a server.
      const shape = `${kind} ${method} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`
      if (ids.has(id) || shapes.has(shape))
        problems.add('duplicate-endpoint', operation.place, `${id} is described twice, with the same path apart from its parameters' names.`)
      shapes.add(shape)
      if (ids.has(id)) continue
      ids.add(id)
      const operationId = keepText(operation.raw['operationId'], operation.place, problems)
      const summary = keepText(operation.raw['summary'], operation.place, problems)
      const description = keepText(operation.raw['description'], operation.place, problems)
      endpoints.push({
        id,
        kind,
        method,
        path,
        ...(operationId === undefined ? {} : { operationId }),
        ...(summary === undefined ? {} : { summary }),
        ...(description === undefined ? {} : { description }),
        ...(operation.raw['deprecated'] === true ? { deprecated: true } : {}),
        ...readOperation(operation),
      })
    }
  }
  return endpoints
}

/** A path item, parameter, request body or response, behind its `$ref` if it has one. The description beside `$ref` counts (3.1). */
export function dereference(raw: unknown, place: Place, reading: Reading): RawPart | undefined {
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
  reading.problems.add('unresolved-reference', place, TOO_MANY_HOPS)
  return undefined
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

/** In document order. Methods that OpenAPI has no word for stand in `additionalOperations` (3.2), as they are sent. */
function* listOperations({ raw: item, place }: RawPart): Generator<RawOperation> {
  for (const [key, held] of rawEntries(item)) {
    if ((METHODS as readonly string[]).includes(key) && isRawObject(held)) yield { raw: held, place: below(place, key), method: key.toUpperCase() }
    else if (key === 'additionalOperations')
      for (const [method, operation] of rawEntries(held)) if (isRawObject(operation)) yield { raw: operation, place: below(place, key, method), method }
  }
}
