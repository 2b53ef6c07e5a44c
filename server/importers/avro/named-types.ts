// The only place that finds the named types of Avro schemas, wherever they are defined, and whom a name means.
import { below, printPlace, type Place } from '../../../shared/schema/json-pointer.ts'
import { isRawObject, rawEntries, rawList, rawText, type RawObject } from '../../../shared/schema/raw-schema.ts'
import { fail, ok, type Result } from '../../../shared/schema/result.ts'
import type { ImportError } from '../import-error.ts'
import { MOST_DOCUMENT_DEPTH } from '../parse-document.ts'

/** A schema where it stands: `namespace` is the one that names inside it belong to. */
export type AvroSchema = { readonly schema: unknown; readonly namespace: string; readonly place: Place }
export type NamedType = AvroSchema & { readonly schema: RawObject; readonly name: string; readonly fullName: string }
export type AvroMessage = { readonly protocol: string; readonly name: string; readonly message: RawObject; readonly namespace: string; readonly place: Place }

export type NamedTypes = {
  /** In the order of their definitions, each full name once. */
  readonly types: readonly NamedType[]
  readonly messages: readonly AvroMessage[]
  readonly fieldCount: number
  readonly find: (name: string, namespace: string) => NamedType | undefined
}

const NAMED = new Set(['record', 'error', 'enum', 'fixed'])

/** `roots`: one for each file: a schema, a list of schemas, or a protocol. */
export function findNamedTypes(roots: readonly AvroSchema[]): Result<NamedTypes, ImportError> {
  const types = new Map<string, NamedType>()
  const aliases = new Map<string, NamedType>()
  const bySimpleName = new Map<string, NamedType[]>()
  const messages: AvroMessage[] = []
  let fieldCount = 0
  const stack = roots.toReversed().map((root) => ({ ...root, level: 1 }))

  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { schema, place, level } = next
    let { namespace } = next
    if (level > MOST_DOCUMENT_DEPTH) return fail({ type: 'TooDeep', at: printPlace(place), limit: MOST_DOCUMENT_DEPTH })
    const inside: AvroSchema[] = []
    if (Array.isArray(schema)) schema.forEach((each, i) => inside.push({ schema: each, namespace, place: below(place, String(i)) }))
    if (isRawObject(schema)) {
      const protocol = rawText(schema['protocol'])
      if (protocol !== undefined) {
        namespace = rawText(schema['namespace']) ?? namespace
        rawList(schema['types']).forEach((each, i) => inside.push({ schema: each, namespace, place: below(place, 'types', String(i)) }))
        for (const [name, message] of rawEntries(schema['messages'])) {
          if (!isRawObject(message)) continue
          const at = below(place, 'messages', name)
          messages.push({ protocol, name, message, namespace, place: at })
          fieldCount += pushFields(inside, message['request'], namespace, below(at, 'request'))
          inside.push({ schema: message['response'], namespace, place: below(at, 'response') })
        }
      }
      const named = readName(schema, namespace, place)
      if (named !== undefined) {
        namespace = named.namespace
        if (!types.has(named.fullName)) {
          types.set(named.fullName, named)
          const same = bySimpleName.get(named.name)
          if (same === undefined) bySimpleName.set(named.name, [named])
          else same.push(named)
          for (const alias of rawList(schema['aliases']))
            if (typeof alias === 'string') aliases.set(alias.includes('.') || namespace === '' ? alias : `${namespace}.${alias}`, named)
        }
        fieldCount += pushFields(inside, schema['fields'], namespace, below(place, 'fields'))
      }
      for (const key of ['type', 'items', 'values'])
        if (typeof schema[key] === 'object') inside.push({ schema: schema[key], namespace, place: below(place, key) })
    }
    for (const each of inside.reverse()) stack.push({ ...each, level: level + 1 })
  }

  return ok({
    types: [...types.values()],
    messages,
    fieldCount,
    find(name, namespace) {
      const own = name.includes('.') || namespace === '' ? name : `${namespace}.${name}`
      const exact = types.get(own) ?? types.get(name) ?? aliases.get(own) ?? aliases.get(name)
      if (exact !== undefined) return exact
      // Schemas that were taken from a registry one by one often lost the namespace around them.
      const same = name.includes('.') ? [] : (bySimpleName.get(name) ?? [])
      return same.length === 1 ? same[0] : undefined
    },
  })
}

function pushFields(inside: AvroSchema[], fields: unknown, namespace: string, place: Place): number {
  const list = rawList(fields).filter(isRawObject)
  list.forEach((field, i) => inside.push({ schema: field['type'], namespace, place: below(place, String(i), 'type') }))
  return list.length
}

function readName(schema: RawObject, around: string, place: Place): NamedType | undefined {
  const said = rawText(schema['name'])
  if (said === undefined || !NAMED.has(rawText(schema['type']) ?? '')) return undefined
  const dot = said.lastIndexOf('.')
  const namespace = dot >= 0 ? said.slice(0, dot) : (rawText(schema['namespace']) ?? around)
  const name = said.slice(dot + 1)
  return { schema, name, namespace, fullName: namespace === '' ? name : `${namespace}.${name}`, place }
}
