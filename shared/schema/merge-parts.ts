// The only place that merges the facts of several schemas which all apply (allOf, $ref with siblings) into one node's facts.
import type { JsonValue } from './json-value.ts'
import type { Parts, Reading } from './collect-parts.ts'
import { isRawObject, rawText } from './raw-schema.ts'
import { commonTypes, inferredTypes, isOnlyNull, nullStatement, statedTypes } from './raw-types.ts'
import { keepNumber, keepText, keepValue, keepValues, sameValue } from './raw-values.ts'
import type { FieldType, SchemaNode } from './schema-graph.ts'

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
export type NodeFacts = Mutable<SchemaNode>

/** Lower limits: the highest counts. Upper limits: the lowest. */
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'] as const
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'] as const

/** Everything but children. `types` is empty where the schemas say nothing about the type. */
export function mergeFacts(parts: Parts, reading: Reading): NodeFacts {
  const facts: NodeFacts = { types: mergeTypes(parts, reading) }
  if (mergeNull(parts)) facts.nullable = true
  mergeTexts(parts, reading, facts)
  mergeLimits(parts, reading, facts)
  mergeValues(parts, reading, facts)
  return facts
}

function mergeTypes({ nearest }: Parts, { problems }: Reading): FieldType[] {
  let types: readonly FieldType[] | undefined
  for (const { schema, place } of nearest) {
    const stated = statedTypes(schema)
    for (const name of stated.unknown) problems.add('unsupported-construct', place, `\`${name}\` is no type of a schema. The type is read as "any".`)
    if (stated.types === undefined) continue
    const common = types === undefined ? stated.types : commonTypes(types, stated.types)
    if (common.length > 0) types = common
    else problems.add('conflicting-allOf', place, `allOf asks for ${(types ?? []).join(' or ')} and ${stated.types.join(' or ')} at once: no value fits both. The first is kept.`)
  }
  if (types !== undefined) return [...types]
  for (const { schema } of nearest) {
    const inferred = inferredTypes(schema)
    if (inferred.length > 0) return inferred
  }
  return []
}

/** What the nearest schema says counts; where it says nothing, all others that say something must allow null. */
function mergeNull({ nearest }: Parts): boolean {
  const [first, ...others] = nearest
  const own = first === undefined ? undefined : nullStatement(first.schema)
  if (own !== undefined) return own
  const statements = others.filter((part) => !part.alternative).map((part) => nullStatement(part.schema))
  return statements.includes(true) && !statements.includes(false)
}

function mergeTexts({ nearest }: Parts, { problems }: Reading, facts: NodeFacts): void {
  for (const { schema, place } of nearest) {
    facts.title ??= keepText(schema['title'], place, problems)
    facts.description ??= keepText(schema['description'], place, problems)
    facts.format ??= keepText(schema['format'], place, problems)
    const pattern = keepText(schema['pattern'], place, problems)
    if (pattern !== undefined && facts.pattern !== undefined && pattern !== facts.pattern)
      problems.add('unsupported-construct', place, 'Two patterns apply to this value; only the nearest is shown.')
    facts.pattern ??= pattern
    if (schema['readOnly'] === true) facts.readOnly = true
    if (schema['writeOnly'] === true) facts.writeOnly = true
    if (schema['deprecated'] === true) facts.deprecated = true
  }
}

function mergeLimits({ nearest }: Parts, { problems }: Reading, facts: NodeFacts): void {
  for (const { schema, place } of nearest) {
    const stated = withNumericExclusive(schema)
    for (const keyword of LOWER) {
      const value = keepNumber(stated[keyword])
      if (value !== undefined) facts[keyword] = Math.max(facts[keyword] ?? value, value)
    }
    for (const keyword of UPPER) {
      const value = keepNumber(stated[keyword])
      if (value !== undefined) facts[keyword] = Math.min(facts[keyword] ?? value, value)
    }
    facts.multipleOf ??= keepNumber(schema['multipleOf'])
    for (const [low, high] of [['minimum', 'maximum'], ['minLength', 'maxLength'], ['minItems', 'maxItems']] as const) {
      const lower = facts[low]
      const upper = facts[high]
      if (lower !== undefined && upper !== undefined && lower > upper && (stated[low] !== undefined || stated[high] !== undefined))
        problems.add('conflicting-allOf', place, `${low} ${lower} is above ${high} ${upper}: no value fits.`)
    }
  }
}

/** OpenAPI 3.0 and draft-04 write `exclusiveMinimum: true` beside `minimum`. */
function withNumericExclusive(schema: { readonly [key: string]: unknown }): { readonly [key: string]: unknown } {
  if (schema['exclusiveMinimum'] !== true && schema['exclusiveMaximum'] !== true) return schema
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...others } = schema
  return {
    ...others,
    ...(exclusiveMinimum === true ? { exclusiveMinimum: minimum } : { exclusiveMinimum, minimum }),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: maximum } : { exclusiveMaximum, maximum }),
  }
}

function mergeValues({ nearest }: Parts, { problems }: Reading, facts: NodeFacts): void {
  for (const { schema, place } of nearest) {
    if (Object.hasOwn(schema, 'const')) {
      const value = keepValue(schema['const'])
      if (value !== undefined && facts.const !== undefined && !sameValue(value, facts.const)) problems.add('conflicting-allOf', place, 'allOf asks for two different constants at once: no value fits both. The first is kept.')
      if (facts.const === undefined && value !== undefined) facts.const = value
    }
    const values = keepValues(schema['enum'])?.filter((value) => value !== null)
    if (values !== undefined && values.length > 0) {
      const before = facts.enum
      const common = before === undefined ? values : before.filter((value) => values.some((other) => sameValue(value, other)))
      if (common.length > 0) facts.enum = common
      else problems.add('conflicting-allOf', place, 'allOf gives two lists of allowed values with nothing in common: no value fits both. The first is kept.')
    }
    // Not `??=`: null is a value here.
    if (facts.default === undefined) facts.default = keepValue(schema['default'])
    if (facts.example === undefined) facts.example = exampleOf(schema)
  }
  if (facts.const === undefined && nearest.some((part) => !part.alternative && isOnlyNull(part.schema))) facts.const = null
  // Undefined members would only take room.
  for (const key of Object.keys(facts) as (keyof NodeFacts)[]) if (facts[key] === undefined) delete facts[key]
}

/** `example`, the first of `examples` as a list (2020-12), or the first of `examples` by name (as media types spell it). */
export function exampleOf(schema: { readonly [key: string]: unknown }): JsonValue | undefined {
  if (Object.hasOwn(schema, 'example')) return keepValue(schema['example'])
  const examples = schema['examples']
  if (Array.isArray(examples)) return keepValue(examples[0])
  if (!isRawObject(examples)) return undefined
  for (const named of Object.values(examples)) if (isRawObject(named) && Object.hasOwn(named, 'value') && rawText(named['externalValue']) === undefined) return keepValue(named['value'])
  return undefined
}
