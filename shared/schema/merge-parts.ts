// The only place that merges the facts of several schemas which all apply (allOf, $ref with siblings) into one node's facts.
import type { JsonValue } from './json-value.ts'
import type { Part, Parts, Reading } from './collect-parts.ts'
import { below, type Place } from './json-pointer.ts'
import type { ProblemList } from './problem-list.ts'
import { isRawObject, rawList, rawText, type RawObject } from './raw-schema.ts'
import { commonTypes, inferredTypes, isOnlyNull, nullStatement, statedTypes } from './raw-types.ts'
import { keepNumber, keepText, keepValue, keepValues, sameValue } from './raw-values.ts'
import type { FieldType, SchemaNode } from './schema-graph.ts'
import { LONGEST_DESCRIPTION } from './schema-read-error.ts'

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
export type NodeFacts = Mutable<SchemaNode>

/** What one keyword of one schema adds to the facts so far. The nearest schema comes first. */
type Merge = (facts: NodeFacts, value: unknown, part: Part, problems: ProblemList) => void

/** Keyed by keyword: a schema is read by the keywords it has, not by asking it for all there are. */
const MERGE: ReadonlyMap<string, Merge> = new Map<string, Merge>([
  ...(['title', 'description', 'format'] as const).map((member): [string, Merge] => [member, nearestText(member)]),
  ...(['minimum', 'exclusiveMinimum', 'minLength', 'minItems'] as const).map((member): [string, Merge] => [member, limit(member, Math.max)]),
  ...(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'] as const).map((member): [string, Merge] => [member, limit(member, Math.min)]),
  ...(['readOnly', 'writeOnly', 'deprecated'] as const).map((member): [string, Merge] => [
    member,
    (facts, value) => {
      if (value === true) facts[member] = true
    },
  ]),
  ['multipleOf', (facts, value) => setNumber(facts, 'multipleOf', keepNumber(value))],
  ['pattern', mergePattern],
  ['enum', mergeEnum],
  ['const', mergeConst],
  // Not `??=`: null is a value here.
  ['default', (facts, value) => setValue(facts, 'default', keepValue(value))],
  ['example', (facts, _, part) => setValue(facts, 'example', exampleOf(part.schema))],
  ['examples', (facts, _, part) => setValue(facts, 'example', exampleOf(part.schema))],
])

/** Everything but children. `types` is empty where the schemas say nothing about the type. */
export function mergeFacts(parts: Parts, reading: Reading): NodeFacts {
  const { problems } = reading
  const { nearest } = parts
  const facts: NodeFacts = { types: mergeTypes(parts, reading) }
  if (mergeNull(parts)) facts.nullable = true
  for (const part of nearest) {
    for (const keyword of Object.keys(part.schema)) MERGE.get(keyword)?.(facts, part.schema[keyword], part, problems)
    spellExclusive(part.schema, facts)
  }
  if (nearest[0] !== undefined) checkRanges(facts, nearest[0].place, undefined, problems)
  if (facts.const === undefined && facts.nullable === true && nearest.some((part) => !part.alternative && isOnlyNull(part.schema))) facts.const = null
  return facts
}

/** How a keyword is read where a value is one plain type. `else`: there is more to it, and mergeFacts reads the whole. */
type LeafKeyword = 'type' | 'text' | 'number' | 'range' | 'flag' | 'nullable' | 'enum' | 'merge' | 'else'

const LEAF: ReadonlyMap<string, LeafKeyword> = new Map<string, LeafKeyword>([
  ['type', 'type'],
  ...(['title', 'description', 'format'] as const).map((keyword): [string, LeafKeyword] => [keyword, 'text']),
  ...(['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const).map((keyword): [string, LeafKeyword] => [keyword, 'range']),
  ...(['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const).map((keyword): [string, LeafKeyword] => [keyword, 'number']),
  ...(['readOnly', 'writeOnly', 'deprecated'] as const).map((keyword): [string, LeafKeyword] => [keyword, 'flag']),
  ...(['nullable', 'x-nullable'] as const).map((keyword): [string, LeafKeyword] => [keyword, 'nullable']),
  ['enum', 'enum'],
  ...(['pattern', 'default', 'example', 'examples'] as const).map((keyword): [string, LeafKeyword] => [keyword, 'merge']),
  ...[
    ...['$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'oneOf', 'anyOf', 'discriminator', 'const'],
    ...['properties', 'required', 'additionalProperties', 'patternProperties', 'unevaluatedProperties', 'items', 'prefixItems', 'unevaluatedItems'],
    ...['not', 'if', 'then', 'else', 'dependentSchemas', 'dependentRequired', 'dependencies', 'contains', 'propertyNames'],
  ].map((keyword): [string, LeafKeyword] => [keyword, 'else']),
])
const LEAF_TYPES: ReadonlyMap<unknown, readonly FieldType[]> = new Map([
  ['string', ['text']],
  ['number', ['number']],
  ['integer', ['integer']],
  ['boolean', ['boolean']],
])

/**
 * The facts of a schema that is one plain type with nothing below or beside it; undefined for every other, which mergeFacts reads.
 * Nine in ten fields are so, and this is what makes large documents quick to read: `token` below `above` is where it stands, because a
 * place is made only for a finding.
 */
export function readLeaf(schema: RawObject, above: Place, token: string | undefined, reading: Reading): NodeFacts | undefined {
  const types = LEAF_TYPES.get(schema['type'])
  if (types === undefined) return undefined
  const facts: NodeFacts = { types }
  let ranged = false
  const keywords = Object.keys(schema)
  // By index: a loop over the list makes an object for each step until the engine has compiled it, and most of the reading is over before.
  for (let i = 0; i < keywords.length; i++) {
    const keyword = keywords[i] as string
    const kind = LEAF.get(keyword)
    if (kind === undefined || kind === 'type') continue
    if (kind === 'else') return undefined
    const value = schema[keyword]
    if (kind === 'text' && typeof value === 'string' && value.length <= LONGEST_DESCRIPTION) {
      if (value !== '') facts[keyword as 'title' | 'description' | 'format'] = value
    } else if (kind === 'flag') {
      if (value === true) facts[keyword as 'readOnly' | 'writeOnly' | 'deprecated'] = true
    } else if (kind === 'nullable') {
      if (value === true) facts.nullable = true
    } else if (kind === 'range' || kind === 'number') {
      // `exclusiveMinimum: true` speaks about the minimum beside it.
      if (value === true) return undefined
      ranged = true
      const number = keepNumber(value)
      if (number !== undefined) facts[keyword as LimitMember | 'multipleOf'] = number
    } else {
      if (kind === 'enum' && rawList(value).includes(null)) return undefined
      MERGE.get(keyword)?.(facts, value, { schema, place: placeBelow(above, token), alternative: false }, reading.problems)
    }
  }
  if (ranged) checkRanges(facts, above, token, reading.problems)
  return facts
}

export function placeBelow(above: Place, token: string | undefined): Place {
  return token === undefined ? above : below(above, token)
}

function mergeTypes({ nearest }: Parts, { problems }: Reading): FieldType[] {
  let types: readonly FieldType[] | undefined
  for (const { schema, place } of nearest) {
    const stated = statedTypes(schema)
    for (const name of stated.unknown) problems.add('unsupported-construct', place, `\`${name}\` is no type of a schema. The type is read as "any".`)
    if (stated.types === undefined) continue
    const common = types === undefined ? stated.types : commonTypes(types, stated.types)
    if (common.length > 0) types = common
    else
      problems.add(
        'conflicting-allOf',
        place,
        `allOf asks for ${(types ?? []).join(' or ')} and ${stated.types.join(' or ')} at once: no value fits both. The first is kept.`,
      )
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
  const first = nearest[0]
  const own = first === undefined ? undefined : nullStatement(first.schema)
  if (own !== undefined) return own
  if (nearest.length < 2) return false
  const statements = nearest
    .slice(1)
    .filter((part) => !part.alternative)
    .map((part) => nullStatement(part.schema))
  return statements.includes(true) && !statements.includes(false)
}

function checkRanges(facts: NodeFacts, above: Place, token: string | undefined, problems: ProblemList): void {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = facts
  const check = (name: string, lower: number, upper: number) =>
    problems.add('conflicting-allOf', placeBelow(above, token), `min${name} ${lower} is above max${name} ${upper}: no value fits.`)
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) check('imum', minimum, maximum)
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength) check('Length', minLength, maxLength)
  if (minItems !== undefined && maxItems !== undefined && minItems > maxItems) check('Items', minItems, maxItems)
}

function nearestText(member: 'title' | 'description' | 'format'): Merge {
  return (facts, value, part, problems) => {
    if (facts[member] !== undefined) return
    const text = keepText(value, part.place, problems)
    if (text !== undefined) facts[member] = text
  }
}

/** Lower limits: the highest counts. Upper limits: the lowest. */
function limit(member: LimitMember, stricter: (a: number, b: number) => number): Merge {
  return (facts, value) => {
    const number = keepNumber(value)
    if (number !== undefined) facts[member] = stricter(facts[member] ?? number, number)
  }
}

type LimitMember = 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum' | 'minLength' | 'maxLength' | 'minItems' | 'maxItems'

/** OpenAPI 3.0 and draft-04 write `exclusiveMinimum: true` beside `minimum`. */
function spellExclusive(schema: RawObject, facts: NodeFacts): void {
  if (schema['exclusiveMinimum'] === true && facts.minimum !== undefined) {
    facts.exclusiveMinimum = facts.minimum
    delete facts.minimum
  }
  if (schema['exclusiveMaximum'] === true && facts.maximum !== undefined) {
    facts.exclusiveMaximum = facts.maximum
    delete facts.maximum
  }
}

function mergePattern(facts: NodeFacts, value: unknown, part: Part, problems: ProblemList): void {
  const pattern = keepText(value, part.place, problems)
  if (pattern === undefined) return
  if (facts.pattern === undefined) facts.pattern = pattern
  else if (pattern !== facts.pattern) problems.add('unsupported-construct', part.place, 'Two patterns apply to this value; only the nearest is shown.')
}

function mergeConst(facts: NodeFacts, raw: unknown, part: Part, problems: ProblemList): void {
  const value = keepValue(raw)
  if (value === undefined) return
  if (facts.const === undefined) facts.const = value
  else if (!sameValue(value, facts.const))
    problems.add('conflicting-allOf', part.place, 'allOf asks for two different constants at once: no value fits both. The first is kept.')
}

function mergeEnum(facts: NodeFacts, raw: unknown, part: Part, problems: ProblemList): void {
  const values = keepValues(raw)?.filter((value) => value !== null)
  if (values === undefined || values.length === 0) return
  const common = facts.enum === undefined ? values : facts.enum.filter((value) => values.some((other) => sameValue(value, other)))
  if (common.length > 0) facts.enum = common
  else problems.add('conflicting-allOf', part.place, 'allOf gives two lists of allowed values with nothing in common: no value fits both. The first is kept.')
}

function setValue(facts: NodeFacts, member: 'default' | 'example', value: JsonValue | undefined): void {
  if (value !== undefined && facts[member] === undefined) facts[member] = value
}

function setNumber(facts: NodeFacts, member: 'multipleOf', value: number | undefined): void {
  if (value !== undefined && facts[member] === undefined) facts[member] = value
}

/** `example`, the first of `examples` as a list (2020-12), or the first of `examples` by name (as media types spell it). */
export function exampleOf(schema: { readonly [key: string]: unknown }): JsonValue | undefined {
  if (Object.hasOwn(schema, 'example')) return keepValue(schema['example'])
  const examples = schema['examples']
  if (Array.isArray(examples)) return keepValue(examples[0])
  if (!isRawObject(examples)) return undefined
  for (const named of Object.values(examples))
    if (isRawObject(named) && Object.hasOwn(named, 'value') && rawText(named['externalValue']) === undefined) return keepValue(named['value'])
  return undefined
}
