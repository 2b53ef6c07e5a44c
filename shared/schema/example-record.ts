// The only place that makes up a sample record from a schema, for previews before anybody has uploaded one.
import type { JsonValue } from './json-value.ts'
import type { NodeId, SchemaGraph, SchemaNode } from './schema-graph.ts'
import { typeOfValue } from './schema-read-error.ts'

/** Levels and values of a made-up record, at most: it is for looking at. */
const MOST_DEPTH = 8
const MOST_VALUES = 3_000
const LONGEST_TEXT = 200

const TEXT_BY_FORMAT: ReadonlyMap<string, string> = new Map([
  ['date', '2026-01-31'],
  ['date-time', '2026-01-31T09:30:00Z'],
  ['time', '09:30:00Z'],
  ['uuid', '00000000-0000-4000-8000-000000000001'],
  ['email', 'name@example.com'],
  ['uri', 'https://example.com/'],
  ['url', 'https://example.com/'],
  ['hostname', 'example.com'],
  ['ipv4', '192.0.2.1'],
  ['ipv6', '2001:db8::1'],
  ['byte', 'dGV4dA=='],
])

/**
 * A record of the kind that `node` describes, from its constants, examples, defaults and allowed values, else made up within its limits.
 * Objects have no prototype, because names are data (T-21). A type inside itself is left out.
 */
export function buildExampleRecord(graph: SchemaGraph, node: NodeId): JsonValue {
  let left = MOST_VALUES

  function build(id: NodeId, above: readonly NodeId[]): JsonValue | undefined {
    const facts = graph.nodes[id]
    if (facts === undefined || left <= 0 || above.includes(id) || above.length >= MOST_DEPTH) return undefined
    left -= 1
    const given = givenValue(facts)
    if (given !== undefined) return given
    const here = [...above, id]
    const type = facts.types[0] ?? 'any'
    if (facts.variants !== undefined && facts.properties === undefined && type !== 'list') return buildFirst(facts, here)
    if (type === 'object' || type === 'map') return buildObject(facts, here)
    if (type === 'list') {
      const item = facts.items === undefined ? undefined : build(facts.items, here)
      return item === undefined ? [] : Array.from({ length: Math.min(Math.max(facts.minItems ?? 1, 1), 3) }, () => item)
    }
    return buildScalar(facts)
  }

  function buildFirst(facts: SchemaNode, above: readonly NodeId[]): JsonValue | undefined {
    for (const option of facts.variants?.options ?? []) {
      const value = build(option.node, above)
      if (value !== undefined) return withDiscriminator(value, facts, option.discriminatorValue)
    }
    return undefined
  }

  function buildObject(facts: SchemaNode, above: readonly NodeId[]): JsonValue {
    const record: { [key: string]: JsonValue } = Object.create(null) as { [key: string]: JsonValue }
    for (const { name, node: child } of facts.properties ?? []) {
      const value = build(child, above)
      if (value !== undefined) record[name] = value
    }
    const [option] = facts.variants?.options ?? []
    for (const { name, node: child } of (option === undefined ? undefined : graph.nodes[option.node]?.properties) ?? []) {
      const value = name in record ? undefined : build(child, above)
      if (value !== undefined) record[name] = value
    }
    const entry = facts.entries === undefined ? undefined : build(facts.entries, above)
    if (entry !== undefined && facts.properties === undefined) record['key'] = entry
    return withDiscriminator(record, facts, option?.discriminatorValue)
  }

  return build(node, []) ?? null
}

function givenValue(facts: SchemaNode): JsonValue | undefined {
  if (facts.const !== undefined) return facts.const
  for (const value of [facts.example, facts.default, facts.enum?.[0]]) if (value !== undefined && value !== null && fits(value, facts)) return value
  return undefined
}

/** Documents give examples of another type than they state, often enough: `"12"` for a number. Those would mislead a preview. */
function fits(value: JsonValue, facts: SchemaNode): boolean {
  const type = typeOfValue(value)
  return facts.types.some(
    (stated) => stated === 'any' || stated === type || (stated === 'number' && type === 'integer') || (stated === 'map' && type === 'object'),
  )
}

function buildScalar(facts: SchemaNode): JsonValue | undefined {
  switch (facts.types[0]) {
    case 'text':
      return buildText(facts)
    case 'integer':
    case 'number':
      return buildNumber(facts, facts.types[0] === 'integer')
    case 'boolean':
      return true
    default:
      return undefined
  }
}

function buildText(facts: SchemaNode): string {
  const known = TEXT_BY_FORMAT.get(facts.format ?? statedInWords(facts))
  if (known !== undefined) return known
  const longest = Math.min(facts.maxLength ?? LONGEST_TEXT, LONGEST_TEXT)
  return 'text'.padEnd(Math.min(facts.minLength ?? 0, longest), 'x').slice(0, Math.max(longest, 0))
}

/** Many descriptions name the format of a time only in their text; a preview of anything else would show an issue that no real record has. */
function statedInWords({ description = '' }: SchemaNode): string {
  return /\bRFC[ -]?3339\b/i.test(description) ? 'date-time' : ''
}

function buildNumber(facts: SchemaNode, whole: boolean): number {
  const step = facts.multipleOf !== undefined && facts.multipleOf > 0 ? facts.multipleOf : 1
  const lowest = facts.minimum ?? (facts.exclusiveMinimum === undefined ? undefined : facts.exclusiveMinimum + step)
  const highest = facts.maximum ?? (facts.exclusiveMaximum === undefined ? undefined : facts.exclusiveMaximum - step)
  let value = step
  if (lowest !== undefined && value < lowest) value = Math.ceil(lowest / step) * step
  if (highest !== undefined && value > highest) value = Math.floor(highest / step) * step
  return whole ? Math.trunc(value) : value
}

function withDiscriminator(value: JsonValue, facts: SchemaNode, discriminatorValue: string | undefined): JsonValue {
  const property = facts.variants?.discriminator
  if (property !== undefined && discriminatorValue !== undefined && typeof value === 'object' && value !== null && !Array.isArray(value))
    value[property] = discriminatorValue
  return value
}
