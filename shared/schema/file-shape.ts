// The only place that tells what part of a description a file of its own holds, and where its schemas and its named types stand.
import type { Located } from './index-schemas.ts'
import { below, type Place } from './json-pointer.ts'
import { listOpenApiSchemas, METHODS, type Kind } from './openapi-places.ts'
import { isRawObject, rawEntries, rawText } from './raw-schema.ts'

export type Definition = Located & { readonly name: string }
/** `named`: names and what they stand for, one below the other or as a list, as a file of shared types has them. */
export type FileKind = Kind | 'named'

const SCHEMA_TYPES = new Set<unknown>(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'])
const MOST_LEVELS_OF_NAMES = 3

export function kindOfFile(value: unknown): FileKind {
  if (!isRawObject(value)) return 'named'
  if (value['swagger'] !== undefined) return 'swagger'
  if (value['openapi'] !== undefined || ['paths', 'webhooks', 'components'].some((key) => isRawObject(value[key]))) return 'document'
  if (looksLikeSchema(value)) return 'schema'
  if (METHODS.some((method) => isRawObject(value[method]) && isRawObject(value[method]['responses']))) return 'pathItem'
  if (typeof value['in'] === 'string' && typeof value['name'] === 'string') return 'parameter'
  if (isRawObject(value['content']) || (typeof value['description'] === 'string' && isRawObject(value['schema']))) return 'response'
  return isRawObject(value['responses']) ? 'operation' : 'named'
}

/** By the keywords that schemas have. A map of types whose names happen to be such words holds objects in their place. */
export function looksLikeSchema(value: unknown): boolean {
  if (!isRawObject(value)) return false
  const { type } = value
  if (SCHEMA_TYPES.has(type) || (Array.isArray(type) && type.length > 0 && type.every((name) => SCHEMA_TYPES.has(name)))) return true
  if (type !== undefined && !isRawObject(type)) return false
  if (['$ref', '$schema'].some((keyword) => typeof value[keyword] === 'string')) return true
  if (['allOf', 'oneOf', 'anyOf', 'enum'].some((keyword) => Array.isArray(value[keyword]))) return true
  return ['properties', '$defs', 'definitions'].some(
    (keyword) => isRawObject(value[keyword]) && Object.values(value[keyword]).every((each) => isRawObject(each) || typeof each === 'boolean'),
  )
}

/** A document that is nothing but named types, or a list of them. Strict, because a sample record is also names and values. */
export function isListOfTypes(value: unknown): boolean {
  const entries: unknown[] = Array.isArray(value) ? value : isRawObject(value) ? Object.values(value) : []
  return (
    entries.length > 0 &&
    entries.every(looksLikeSchema) &&
    entries.some((entry) => isRawObject(entry) && (hasTypedFields(entry) || entry['$schema'] !== undefined))
  )
}

export function hasTypedFields(schema: { readonly [key: string]: unknown }): boolean {
  const fields = isRawObject(schema['properties']) ? Object.values(schema['properties']) : []
  return fields.length > 0 && fields.every((field) => looksLikeSchema(field) || field === true)
}

/** Every schema of the file that does not stand inside another, each once. */
export function* listSchemas(value: unknown, place: Place, kind: FileKind): Generator<Located> {
  const stack: { value: unknown; place: Place; kind: FileKind; level: number }[] = [{ value, place, kind, level: 0 }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { level } = next
    if (next.kind !== 'named') yield* listOpenApiSchemas(next.value, next.place, next.kind)
    else if (level < MOST_LEVELS_OF_NAMES)
      for (const [name, entry] of namedEntries(next.value).toReversed())
        stack.push({ value: entry, place: below(next.place, name), kind: kindOfFile(entry), level: level + 1 })
  }
}

/** The types that the file gives names to, in its order. */
export function listDefinitions(value: unknown, place: Place, kind: FileKind): Definition[] {
  const under = (holder: unknown, ...path: [string, string?]): Definition[] =>
    rawEntries(holder).map(([name, schema]) => {
      const [first, second] = path
      return { name, schema, place: second === undefined ? below(place, first, name) : below(place, first, second, name) }
    })
  if (!isRawObject(value) && !Array.isArray(value)) return []
  if (kind === 'named') return listNamed(value, place)
  if (!isRawObject(value)) return []
  if (kind === 'document') return under(isRawObject(value['components']) ? value['components']['schemas'] : undefined, 'components', 'schemas')
  return [...(kind === 'swagger' ? [] : under(value['$defs'], '$defs')), ...under(value['definitions'], 'definitions')]
}

function listNamed(value: unknown, place: Place): Definition[] {
  const definitions: Definition[] = []
  const stack: { value: unknown; place: Place; level: number }[] = [{ value, place, level: 0 }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { level } = next
    const inner: typeof stack = []
    for (const [key, entry] of namedEntries(next.value)) {
      const at = below(next.place, key)
      if (looksLikeSchema(entry))
        definitions.push({ name: Array.isArray(next.value) ? (nameOf(entry) ?? `type ${Number(key) + 1}`) : key, schema: entry, place: at })
      else if (isRawObject(entry) && level + 1 < MOST_LEVELS_OF_NAMES) inner.push({ value: entry, place: at, level: level + 1 })
    }
    stack.push(...inner.reverse())
  }
  return definitions
}

/** The name that a schema gives itself: its title, else the last part of its id. */
function nameOf(schema: unknown): string | undefined {
  if (!isRawObject(schema)) return undefined
  const id = rawText(schema['$id']) ?? rawText(schema['id'])
  return rawText(schema['title']) ?? (id === undefined ? undefined : bareFileName(id.replace(/#.*$/s, '')))
}

/** `order` of `types/order.schema.json`. */
export function bareFileName(file: string): string | undefined {
  const base = file.split(/[/\\]/).at(-1) ?? ''
  return base.replace(/(\.schema)?\.[A-Za-z0-9]{1,8}$/i, '').slice(0, 200) || undefined
}

function namedEntries(value: unknown): [string, unknown][] {
  return Array.isArray(value) ? value.map((entry, i): [string, unknown] => [String(i), entry]) : rawEntries(value)
}
