// The only place that makes graph nodes from raw schemas: one node per location, so cycles and fan-out cost nothing.
import { collectParts, typeName, type Part, type Parts, type Reading } from './collect-parts.ts'
import type { Located } from './index-schemas.ts'
import { below, DOCUMENT, type Place } from './json-pointer.ts'
import { mergeFacts, placeBelow, readLeaf, type NodeFacts } from './merge-parts.ts'
import { hasSiblings, isRawObject, rawList, refOf } from './raw-schema.ts'
import { readUnion } from './read-variants.ts'
import { commonTypes } from './raw-types.ts'
import { MOST_HOPS, TOO_MANY_HOPS } from './resolve-reference.ts'
import { fail, ok, type Result } from './result.ts'
import type { NodeId, Property, SchemaNode } from './schema-graph.ts'
import { LONGEST_NAME, MOST_NODES, type SchemaReadError } from './schema-read-error.ts'

export type NodeBuilder = {
  /** The node of the schema that stands there. It is built by `finish`, not yet. */
  readonly nodeOf: (located: Located) => NodeId
  /** An object whose fields stand apart in the document, as the form fields of Swagger 2.0 do. */
  readonly groupOf: (fields: readonly (Located & { readonly name: string; readonly required: boolean })[], place: Place) => NodeId
  /** Builds what was asked for and all that it leads to. */
  readonly finish: () => Result<BuiltNodes, SchemaReadError>
  /** Where the schema of each node stands; of several merged ones, the nearest. */
  readonly placeOf: (id: NodeId) => Place | undefined
}

export type BuiltNodes = {
  readonly ids: readonly NodeId[]
  readonly find: (id: NodeId) => SchemaNode | undefined
}

/**
 * Several schemas for one field meet only under allOf. Where all of them are references, their fields meet in turn, and in a document with
 * circles every set of types may meet every other: exponentially many. So only this many levels of references are merged; below, the nearest counts.
 */
const MOST_MERGED_REFERENCES = 2
const NOT_READ = [
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'dependentSchemas',
  'dependentRequired',
  'dependencies',
  'unevaluatedItems',
] as const

export function createNodeBuilder(reading: Reading): NodeBuilder {
  const { problems } = reading
  const idBySchema = new Map<object, NodeId>()
  const idByMerge = new Map<string, NodeId>()
  const queue: { readonly number: number; readonly schemas: readonly Located[]; readonly merged: number }[] = []
  // By the number of the node. A node stands at `tokens` below `aboves`, because a large document has many places and few are asked for.
  const built: (SchemaNode | undefined)[] = []
  const aboves: (Place | undefined)[] = []
  const tokens: (string | undefined)[] = []
  const ids: NodeId[] = []
  let work = 0
  let anyNode: NodeId | undefined

  function nodeOf(located: Located): NodeId {
    return nodeBelow(located.schema, located.place, undefined)
  }

  /** The node of the schema that stands at `token` below `above`, or (without `token`) there. */
  function nodeBelow(schema: unknown, above: Place, token: string | undefined): NodeId {
    if (isRawObject(schema)) {
      const known = idBySchema.get(schema)
      if (known !== undefined) return known
      const leaf = readLeaf(schema, above, token, reading)
      // Nothing stands below a leaf, so it needs no place in the queue.
      if (leaf !== undefined) {
        const name = reading.names.get(schema)
        if (name !== undefined) leaf.name = name
        const id = add(leaf, above, token)
        idBySchema.set(schema, id)
        return id
      }
    }
    const target = followAliases({ schema, place: placeBelow(above, token) }, reading)
    if (target === undefined || !isRawObject(target.schema)) {
      if (target !== undefined && typeof target.schema !== 'boolean')
        problems.add('unsupported-construct', target.place, 'A schema should stand here, as an object. It is read as "any".')
      return (anyNode ??= add({ types: ['any'] }, undefined, undefined))
    }
    const before = idBySchema.get(target.schema)
    if (before !== undefined) return before
    const id = enqueue([target], 0)
    idBySchema.set(target.schema, id)
    return id
  }

  /** The node of a value to which all these schemas apply, the nearest last. `merged`: levels of references merged above it. */
  function nodeOfAll(located: readonly Located[], merged: number): NodeId {
    const only = located[0]
    if (located.length === 1 && only !== undefined) return nodeBelow(only.schema, only.place, undefined)
    const distinct = [...new Map(located.map((each) => [each.schema, each])).values()].filter((each) => each.schema !== true)
    const nearest = distinct.at(-1) ?? located[0] ?? { schema: true, place: DOCUMENT }
    if (distinct.length <= 1) return nodeOf(nearest)
    const level = distinct.every((each) => isRawObject(each.schema) && refOf(each.schema) !== undefined) ? merged + 1 : merged
    if (level > MOST_MERGED_REFERENCES) {
      problems.add('not-expanded', nearest.place, 'allOf merges types inside types inside types here; only the nearest is read.')
      return nodeOf(nearest)
    }
    // Order and level count: another order has other descriptions, another level is cut elsewhere.
    const key = `${level}:${[...new Set(distinct.map(nodeOf))].join('&')}`
    const before = idByMerge.get(key)
    if (before !== undefined) return before
    const id = enqueue(distinct.toReversed(), level)
    idByMerge.set(key, id)
    return id
  }

  function enqueue(schemas: readonly Located[], merged: number): NodeId {
    queue.push({ number: ids.length, schemas, merged })
    return add(undefined, schemas[0]?.place, undefined)
  }

  function add(known: SchemaNode | undefined, above: Place | undefined, token: string | undefined): NodeId {
    const id = `n${ids.length + 1}`
    ids.push(id)
    built.push(known)
    aboves.push(above)
    tokens.push(token)
    return id
  }

  function groupOf(fields: readonly (Located & { readonly name: string; readonly required: boolean })[], place: Place): NodeId {
    return add(
      { types: ['object'], properties: fields.map((field) => ({ name: field.name, node: nodeOf(field), required: field.required })) },
      place,
      undefined,
    )
  }

  function finish(): Result<BuiltNodes, SchemaReadError> {
    // The first that was asked for first: so a finding about what several refer to stands where the document refers to it first.
    for (let i = 0; i < queue.length; i++) {
      const next = queue[i]
      if (next === undefined) continue
      if (ids.length > MOST_NODES || work > MOST_NODES) return fail({ type: 'TooManyNodes', limit: MOST_NODES })
      built[next.number] = build(next.schemas, next.merged)
    }
    return ok({ ids, find: (id) => built[numberOf(id)] })
  }

  function placeOf(id: NodeId): Place | undefined {
    const number = numberOf(id)
    const above = aboves[number]
    return above === undefined ? undefined : placeBelow(above, tokens[number])
  }

  function build(schemas: readonly Located[], merged: number): SchemaNode {
    const parts = collectParts(schemas, reading)
    work += parts.nearest.length
    const facts = mergeFacts(parts, reading)
    const first = schemas[0]
    const name = first === undefined ? undefined : typeName(first, reading)
    if (name !== undefined) facts.name = name
    if (isLeaf(parts)) {
      finishTypes(facts)
      return facts
    }
    const entries = readEntries(parts)
    const properties = readProperties(parts, merged)
    if (properties.length > 0) {
      if (facts.types.length === 0 || facts.types.includes('object')) facts.properties = properties
      else if (first !== undefined)
        problems.add('conflicting-allOf', first.place, `This schema has fields, but its type is ${facts.types.join(' or ')}: the fields are left out.`)
    }
    if (entries !== undefined && (facts.types.length === 0 || facts.types.includes('object'))) facts.entries = nodeOfAll(entries, merged)
    addItems(parts, facts, merged)
    addUnion(parts, facts, merged)
    finishTypes(facts)
    for (const { schema, place } of parts.nearest)
      if (Object.keys(schema).some(isNotRead)) {
        const keywords = NOT_READ.filter((keyword) => isRawObject(schema[keyword])).map((keyword) => `\`${keyword}\``)
        if (keywords.length > 0) problems.add('unsupported-construct', place, `${keywords.join(', ')}: not read, so that the rule said there is not shown.`)
      }
    return facts
  }

  /** Of nearly all objects: their fields stand in one schema. */
  function readOwnProperties({ schema, place }: Part): Property[] {
    const raw = schema['properties']
    const properties: Property[] = []
    if (!isRawObject(raw)) return properties
    const required = new Set<unknown>(rawList(schema['required']))
    const above = below(place, 'properties')
    const names = Object.keys(raw)
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string
      if (name.length > LONGEST_NAME) nameTooLong(name, above)
      // `false` forbids the field.
      else if (raw[name] !== false) properties.push({ name, node: nodeBelow(raw[name], above, name), required: required.has(name) })
    }
    return properties
  }

  function nameTooLong(name: string, place: Place): void {
    problems.add('name-too-long', place, `A field name of ${name.length} characters is left out; ${LONGEST_NAME} are allowed.`)
  }

  function readProperties(parts: Parts, merged: number): Property[] {
    const only = parts.inherited[0]
    if (only !== undefined && parts.inherited.length === 1) return readOwnProperties(only)
    const byName = new Map<string, { schema: unknown; above: Place }>()
    // Of the few names that stand in several of the schemas: all of them.
    const shared = new Map<string, Located[]>()
    const required = new Set<string>()
    for (const { schema, place } of parts.inherited) {
      for (const name of rawList(schema['required'])) if (typeof name === 'string') required.add(name)
      const properties = schema['properties']
      if (!isRawObject(properties)) continue
      const above = below(place, 'properties')
      const names = Object.keys(properties)
      for (let i = 0; i < names.length; i++) {
        const name = names[i] as string
        const schema = properties[name]
        const before = byName.get(name)
        if (before !== undefined) {
          const all = shared.get(name) ?? [{ schema: before.schema, place: below(before.above, name) }]
          all.push({ schema, place: below(above, name) })
          shared.set(name, all)
        } else if (name.length <= LONGEST_NAME) byName.set(name, { schema, above })
        else nameTooLong(name, above)
      }
    }
    const properties: Property[] = []
    byName.forEach(({ schema, above }, name) => {
      const all = shared.get(name)
      if (all === undefined ? schema === false : all.some((each) => each.schema === false)) return
      properties.push({ name, node: all === undefined ? nodeBelow(schema, above, name) : nodeOfAll(all, merged), required: required.has(name) })
    })
    return properties
  }

  /** The schemas of a map's values. `additionalProperties: true` beside named properties is the default and says nothing. */
  function readEntries(parts: Parts): Located[] | undefined {
    const hasProperties = parts.nearest.some(({ schema }) => isRawObject(schema['properties']))
    for (const { schema, place } of parts.nearest) {
      const patterns = schema['patternProperties']
      const options: Located[] = isRawObject(patterns)
        ? Object.keys(patterns).map((pattern) => ({ schema: patterns[pattern], place: below(place, 'patternProperties', pattern) }))
        : []
      for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
        const raw = schema[keyword]
        const says = isRawObject(raw) ? !hasProperties || Object.keys(raw).length > 0 : raw === true && !hasProperties
        if (says) options.push({ schema: raw, place: below(place, keyword) })
      }
      if (options.length > 0) return [unionOf(options, place)]
    }
    return undefined
  }

  function addItems(parts: Parts, facts: NodeFacts, merged: number): void {
    if (facts.types.length > 0 && !facts.types.includes('list')) return
    const items: Located[] = []
    for (const { schema, place } of parts.nearest) {
      const tuple = Array.isArray(schema['prefixItems']) ? 'prefixItems' : Array.isArray(schema['items']) ? 'items' : undefined
      if (tuple === undefined) {
        if (isRawObject(schema['items']) || schema['items'] === true) items.push({ schema: schema['items'], place: below(place, 'items') })
        continue
      }
      problems.add('unsupported-construct', below(place, tuple), 'A list with a schema for each position is read as a list whose items may be any of them.')
      const options = rawList(schema[tuple]).map((schema, i): Located => ({ schema, place: below(place, tuple, String(i)) }))
      const rest = tuple === 'prefixItems' ? 'items' : 'additionalItems'
      if (isRawObject(schema[rest])) options.push({ schema: schema[rest], place: below(place, rest) })
      if (options.length > 0) items.push(unionOf(options, below(place, tuple)))
    }
    if (items.length > 0) facts.items = nodeOfAll(items.toReversed(), merged)
  }

  function addUnion(parts: Parts, facts: NodeFacts, merged: number): void {
    const union = readUnion(parts, reading, nodeOf)
    if (union === undefined) return
    const common = facts.types.length === 0 ? union.types : commonTypes(facts.types, union.types)
    if (common.length > 0) facts.types = common
    if (union.kind === 'variants') {
      facts.variants = union.variants
      // Once: lists of lists that lead back to themselves would meet in ever new choices.
      const place = parts.nearest[0]?.place
      if (facts.items === undefined && union.items.length > 1 && merged === 0 && place !== undefined) facts.items = enqueue([unionOf(union.items, place)], 1)
    } else {
      if (union.enum !== undefined) facts.enum ??= union.enum
      if (union.format !== undefined) facts.format ??= union.format
    }
  }

  /** Several possible schemas for one place, as if the document had written anyOf. */
  function unionOf(options: readonly Located[], place: Place): Located {
    const [only] = options
    if (options.length === 1 && only !== undefined) return only
    const schema = { anyOf: options.map((option) => option.schema) }
    reading.unions.set(
      schema,
      options.map((option) => option.place),
    )
    return { schema, place }
  }

  return { nodeOf, groupOf, finish, placeOf }
}

/** From 0, in the order of the ids. */
function numberOf(id: NodeId): number {
  return Number(id.slice(1)) - 1
}

/** Through references that add nothing of their own: they are another name for the same node. Undefined where they lead nowhere. */
function followAliases(located: Located, reading: Reading): Located | undefined {
  let here = located
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    if (!isRawObject(here.schema)) return here
    const reference = refOf(here.schema)
    if (reference === undefined) return here
    if (reading.dialect.refSiblings && hasSiblings(here.schema)) return here
    const target = reading.references.resolve(reference, here)
    if (target === undefined) return undefined
    if (!reading.dialect.refSiblings && hasDescription(here.schema) && !hasDescription(target.schema)) return here
    here = target
  }
  reading.problems.add('unresolved-reference', located.place, TOO_MANY_HOPS)
  return undefined
}

function hasDescription(schema: unknown): boolean {
  return isRawObject(schema) && typeof schema['description'] === 'string' && schema['description'] !== ''
}

/** Keywords after which there may be more to a value than its own facts. */
const MORE = new Set<string>([
  'properties',
  'required',
  'items',
  'prefixItems',
  'additionalProperties',
  'patternProperties',
  'unevaluatedProperties',
  'oneOf',
  'anyOf',
  'discriminator',
  ...NOT_READ,
])

function isLeaf({ nearest }: Parts): boolean {
  return !nearest.some(({ schema }) => Object.keys(schema).some(saysMore))
}

function isNotRead(keyword: string): boolean {
  return (NOT_READ as readonly string[]).includes(keyword)
}

function saysMore(keyword: string): boolean {
  return MORE.has(keyword)
}

function finishTypes(facts: NodeFacts): void {
  if (facts.types.length === 0)
    facts.types = facts.properties !== undefined || facts.entries !== undefined ? ['object'] : facts.items !== undefined ? ['list'] : ['any']
  if (facts.entries !== undefined && facts.properties === undefined && facts.variants === undefined)
    facts.types = facts.types.map((type) => (type === 'object' ? 'map' : type))
}
