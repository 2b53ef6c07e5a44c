// The only place that reads oneOf and anyOf: as a union of plain types where no option has fields, else as variants.
import { collectParts, optionsOf, typeName, type Part, type Parts, type Reading } from './collect-parts.ts'
import type { Located } from './index-schemas.ts'
import type { JsonValue } from './json-value.ts'
import { below } from './json-pointer.ts'
import { mergeFacts, type NodeFacts } from './merge-parts.ts'
import { describeRule } from './describe-rule.ts'
import { isRawObject, rawEntries, rawList, rawText, refOf } from './raw-schema.ts'
import { MOST_HOPS } from './resolve-reference.ts'
import type { FieldType, NodeId, Variants } from './schema-graph.ts'

/** `plain`: types and perhaps allowed values, nothing below. `variants`: each option is a node of its own. */
export type Union =
  | { readonly kind: 'plain'; readonly types: readonly FieldType[]; readonly enum?: readonly JsonValue[]; readonly format?: string }
  /** `items`: of those options that are lists, each once. */
  | { readonly kind: 'variants'; readonly types: readonly FieldType[]; readonly variants: Variants; readonly items: readonly Located[] }

type Option = { readonly located: Located; readonly parts: Parts; readonly facts: NodeFacts; readonly plain: boolean; readonly says: boolean }

const MOST_OPTIONS = 2_000
/** Unions directly inside unions are flattened, this many levels. */
const MOST_NESTING = 8
const CHILD_KEYWORDS = ['properties', 'items', 'prefixItems', 'additionalProperties', 'patternProperties', 'oneOf', 'anyOf'] as const

export function readUnion(parts: Parts, reading: Reading, nodeOf: (located: Located) => NodeId): Union | undefined {
  const { problems } = reading
  const unions = listUnions(parts, reading)
  const first = unions[0]
  if (first === undefined) return baseWithSubtypes(parts, reading, nodeOf)
  if (unions.length > 1)
    problems.add('unsupported-construct', first.part.place, 'Several oneOf or anyOf apply to this value at once; their options are listed together.')
  const options: Option[] = []
  const rules: Option[] = []
  // Options that only say which fields are required are a rule, not a kind of value.
  for (const located of flatten(
    unions.flatMap((union) => union.options),
    reading,
  )) {
    const option = readOption(located, reading)
    ;(option.says ? options : rules).push(option)
  }
  if (rules.length > 0) {
    const schemas = rules.map(({ parts: own }) => own.nearest.map(({ schema }) => schema))
    problems.add('unsupported-construct', below(first.part.place, first.kind), describeRule(first.kind, schemas))
  }
  if (options.length === 0) return undefined
  const types = [...new Set(options.flatMap((option) => (option.facts.types.length === 0 ? (['any'] as const) : option.facts.types)))]
  if (options.every((option) => option.plain)) return plainUnion(types, options)
  const discriminator = findDiscriminator(parts)
  return { kind: 'variants', types, variants: toVariants(first.kind, options, discriminator, reading, nodeOf), items: listItems(options) }
}

function listUnions(parts: Parts, reading: Reading): { kind: 'oneOf' | 'anyOf'; part: Part; options: Located[] }[] {
  const unions: { kind: 'oneOf' | 'anyOf'; part: Part; options: Located[] }[] = []
  for (const part of parts.nearest)
    for (const kind of ['oneOf', 'anyOf'] as const) {
      const options = optionsOf(part.schema, part.place, kind, reading)
      // One option left is no choice: collectParts has merged it.
      if (options.length > 1) unions.push({ kind, part, options })
    }
  return unions
}

/** Options that are themselves nothing but a choice give way to their own options. */
function flatten(options: readonly Located[], reading: Reading): Located[] {
  const flat: Located[] = []
  const seen = new Set<unknown>()
  const stack = options.toReversed().map((located) => ({ located, level: 0 }))
  for (let next = stack.pop(); next !== undefined && flat.length < MOST_OPTIONS; next = stack.pop()) {
    const target = followAlias(next.located, reading)
    if (seen.has(target.schema)) continue
    seen.add(target.schema)
    const inner = next.level < MOST_NESTING ? pureChoice(target, reading) : []
    if (inner.length === 0) flat.push(next.located)
    else for (const option of inner.toReversed()) stack.push({ located: option, level: next.level + 1 })
  }
  return flat
}

function pureChoice({ schema, place }: Located, reading: Reading): Located[] {
  if (!isRawObject(schema)) return []
  const keyword = schema['oneOf'] === undefined ? 'anyOf' : 'oneOf'
  const others = Object.keys(schema).filter(
    (key) => key !== keyword && !['title', 'description', 'discriminator', 'example', 'nullable'].includes(key) && !key.startsWith('x-'),
  )
  const options = others.length === 0 ? optionsOf(schema, place, keyword, reading) : []
  return options.length > 1 ? options : []
}

function followAlias(located: Located, reading: Reading): Located {
  let here = located
  for (let hops = 0; hops < MOST_HOPS && isRawObject(here.schema); hops++) {
    const reference = refOf(here.schema)
    const target = reference === undefined ? undefined : reading.references.resolve(reference, here)
    if (target === undefined) break
    here = target
  }
  return here
}

function readOption(located: Located, reading: Reading): Option {
  const parts = collectParts([located], reading)
  const facts = mergeFacts(parts, reading)
  const hasChildren = parts.nearest.some(({ schema }) => CHILD_KEYWORDS.some((keyword) => schema[keyword] !== undefined))
  const plain = !hasChildren && !facts.types.some((type) => type === 'object' || type === 'list')
  const onlyRestricts =
    facts.types.length === 0 &&
    !hasChildren &&
    facts.const === undefined &&
    parts.nearest.some(({ schema }) => schema['required'] !== undefined || schema['not'] !== undefined)
  return { located, parts, facts, plain, says: !onlyRestricts }
}

function listItems(options: readonly Option[]): Located[] {
  const items = new Map<unknown, Located>()
  for (const { parts } of options)
    for (const { schema, place } of parts.nearest)
      for (const keyword of ['items', 'prefixItems']) {
        const raw = schema[keyword]
        const at = below(place, keyword)
        if (isRawObject(raw)) items.set(raw, { schema: raw, place: at })
        else for (const [i, each] of rawList(raw).entries()) if (isRawObject(each)) items.set(each, { schema: each, place: below(at, String(i)) })
      }
  return [...items.values()]
}

function plainUnion(types: readonly FieldType[], options: readonly Option[]): Union {
  const values: JsonValue[] = []
  for (const { facts } of options) {
    const own = facts.const === undefined ? facts.enum : [facts.const]
    if (own === undefined) return { kind: 'plain', types, ...sharedFormat(options) }
    for (const value of own) if (value !== null && !values.includes(value)) values.push(value)
  }
  return { kind: 'plain', types, ...(values.length > 0 ? { enum: values } : {}), ...sharedFormat(options) }
}

function sharedFormat(options: readonly Option[]): { format?: string } {
  const format = options[0]?.facts.format
  return format !== undefined && options.every((option) => option.facts.format === format) ? { format } : {}
}

type Discriminator = { readonly property?: string; readonly mapping: readonly { readonly value: string; readonly reference: string; readonly at: Located }[] }

function findDiscriminator(parts: Parts): Discriminator {
  for (const part of parts.nearest) {
    const raw = part.schema['discriminator']
    // Swagger 2.0 gives the name of the property alone.
    if (typeof raw === 'string') return { property: raw, mapping: [] }
    if (!isRawObject(raw)) continue
    const property = rawText(raw['propertyName'])
    const at: Located = { schema: part.schema, place: below(part.place, 'discriminator') }
    const mapping = rawEntries(raw['mapping']).flatMap(([value, reference]) => (typeof reference === 'string' ? [{ value, reference, at }] : []))
    return property === undefined ? { mapping } : { property, mapping }
  }
  return { mapping: [] }
}

function toVariants(
  kind: 'oneOf' | 'anyOf',
  options: readonly Option[],
  discriminator: Discriminator,
  reading: Reading,
  nodeOf: (located: Located) => NodeId,
): Variants {
  const valueByTarget = new Map<unknown, string>()
  for (const { value, reference, at } of discriminator.mapping) {
    const target = resolveMapping(reference, at, reading)
    if (target !== undefined && !valueByTarget.has(target.schema)) valueByTarget.set(target.schema, value)
  }
  const labels = new Map<string, number>()
  const listed = options.map(({ located, facts }, i) => {
    const name = typeName(located, reading)
    const discriminatorValue =
      discriminator.property === undefined
        ? undefined
        : (valueByTarget.get(followAlias(located, reading).schema) ?? statedValue(located) ?? constantOf(located, discriminator.property, reading) ?? name)
    const wanted = name ?? facts.title ?? discriminatorValue ?? (facts.types.length > 0 ? facts.types.join(' or ') : `option ${i + 1}`)
    const before = labels.get(wanted) ?? 0
    labels.set(wanted, before + 1)
    const label = before === 0 ? wanted : `${wanted} ${before + 1}`
    return { label, node: nodeOf(located), ...(discriminatorValue === undefined ? {} : { discriminatorValue }) }
  })
  return { kind, ...(discriminator.property === undefined ? {} : { discriminator: discriminator.property }), options: listed }
}

/**
 * A base type whose subtypes are listed in its discriminator's mapping, or, where it has none, extend it by allOf. Only at the value itself:
 * a subtype that inherits the discriminator is no choice.
 */
function baseWithSubtypes(parts: Parts, reading: Reading, nodeOf: (located: Located) => NodeId): Union | undefined {
  const own = parts.nearest[0]
  const raw = own?.schema['discriminator']
  if (own === undefined || (!isRawObject(raw) && typeof raw !== 'string')) return undefined
  const discriminator = findDiscriminator({ nearest: [own], inherited: [] })
  const targets =
    discriminator.mapping.length > 0
      ? discriminator.mapping.map(({ reference, at }) => resolveMapping(reference, at, reading))
      : discriminator.property === undefined
        ? []
        : reading.subtypesOf(own.schema)
  const options: Option[] = []
  const seen = new Set<unknown>([own.schema])
  for (const target of targets) {
    if (target === undefined || seen.has(target.schema) || options.length >= MOST_OPTIONS) continue
    seen.add(target.schema)
    options.push(readOption(target, reading))
  }
  if (options.length === 0) return undefined
  return { kind: 'variants', types: ['object'], variants: toVariants('oneOf', options, discriminator, reading, nodeOf), items: [] }
}

/** A mapping's target is a reference, or the bare name of a component. */
function resolveMapping(reference: string, at: Located, reading: Reading): Located | undefined {
  const bare = /^[A-Za-z0-9._-]+$/.test(reference) && !/\.(json|ya?ml)$/i.test(reference)
  const target = reading.references.findNamed(reference, at) ?? reading.references.resolve(bare ? `#/components/schemas/${reference}` : reference, at)
  return target === undefined ? undefined : followAlias(target, reading)
}

/** What many Swagger 2.0 documents say beside a subtype, because their mapping has no place. */
function statedValue({ schema }: Located): string | undefined {
  return isRawObject(schema) ? rawText(schema['x-discriminator-value']) : undefined
}

/** The one value that an inline option allows for the discriminator. */
function constantOf(located: Located, property: string, reading: Reading): string | undefined {
  for (const { schema } of collectParts([located], reading).nearest) {
    const properties = schema['properties']
    if (!isRawObject(properties) || !Object.hasOwn(properties, property)) continue
    const raw = properties[property]
    if (!isRawObject(raw)) continue
    const value = Object.hasOwn(raw, 'const') ? raw['const'] : Array.isArray(raw['enum']) && raw['enum'].length === 1 ? raw['enum'][0] : undefined
    if (typeof value === 'string') return value
  }
  return undefined
}
