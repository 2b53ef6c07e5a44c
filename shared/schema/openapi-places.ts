// The only place that knows where schemas stand in an OpenAPI document, outside other schemas.
import type { Located } from './index-schemas.ts'
import { below, DOCUMENT, type Place } from './json-pointer.ts'
import { isRawObject } from './raw-schema.ts'

export type Kind =
  | 'document'
  | 'swagger'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'header'
  | 'mediaType'
  | 'encoding'
  | 'callback'
  | 'schema'
/** `one`: the value itself; `map`: each named value below; `list`: each entry. */
type Child = { readonly key: string; readonly holds: 'one' | 'map' | 'list'; readonly kind: Kind }

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const

const one = (key: string, kind: Kind): Child => ({ key, holds: 'one', kind })
const map = (key: string, kind: Kind): Child => ({ key, holds: 'map', kind })
const list = (key: string, kind: Kind): Child => ({ key, holds: 'list', kind })

const CHILDREN: Record<Exclude<Kind, 'callback' | 'schema'>, readonly Child[]> = {
  document: [map('paths', 'pathItem'), map('webhooks', 'pathItem'), map('x-webhooks', 'pathItem'), one('components', 'components')],
  swagger: [map('paths', 'pathItem'), map('definitions', 'schema'), map('parameters', 'parameter'), map('responses', 'response')],
  components: [
    map('schemas', 'schema'),
    map('responses', 'response'),
    map('parameters', 'parameter'),
    map('headers', 'header'),
    map('requestBodies', 'requestBody'),
    map('callbacks', 'callback'),
    map('pathItems', 'pathItem'),
    map('mediaTypes', 'mediaType'),
  ],
  pathItem: [list('parameters', 'parameter'), ...METHODS.map((method) => one(method, 'operation')), map('additionalOperations', 'operation')],
  operation: [list('parameters', 'parameter'), one('requestBody', 'requestBody'), map('responses', 'response'), map('callbacks', 'callback')],
  parameter: [one('schema', 'schema'), map('content', 'mediaType')],
  header: [one('schema', 'schema'), map('content', 'mediaType')],
  requestBody: [map('content', 'mediaType')],
  // Swagger 2.0 has the schema of an answer right there.
  response: [map('headers', 'header'), map('content', 'mediaType'), one('schema', 'schema')],
  mediaType: [one('schema', 'schema'), one('itemSchema', 'schema'), map('encoding', 'encoding')],
  encoding: [map('headers', 'header')],
}

/** Every schema that does not stand inside another schema, each once. `kind`: what `document` is, where it is only a part of a description. */
export function* listOpenApiSchemas(document: unknown, place: Place = DOCUMENT, kind: Kind = 'document'): Generator<Located> {
  const stack: { value: unknown; place: Place; kind: Kind }[] = [{ value: document, place, kind }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, place, kind } = next
    if (kind === 'schema') {
      yield { schema: value, place }
      continue
    }
    if (!isRawObject(value)) continue
    // A callback is itself a map: expression → path item.
    const children = kind === 'callback' ? undefined : CHILDREN[kind]
    if (children === undefined) for (const name of Object.keys(value)) stack.push({ value: value[name], place: below(place, name), kind: 'pathItem' })
    else {
      for (const child of children) {
        if (!Object.hasOwn(value, child.key)) continue
        const held = value[child.key]
        if (child.holds === 'one') stack.push({ value: held, place: below(place, child.key), kind: child.kind })
        else if (child.holds === 'list' ? Array.isArray(held) : isRawObject(held))
          for (const [name, entry] of Object.entries(held as object)) stack.push({ value: entry, place: below(place, child.key, name), kind: child.kind })
      }
    }
  }
}
