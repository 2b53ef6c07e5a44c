// The only place that reads simple types: restrictions with their facets, lists and unions.
import type { JsonValue } from '../../../shared/schema/json-value.ts'
import type { FieldType } from '../../../shared/schema/schema-graph.ts'
import { attributeOf, elementsOf, type XmlElement } from '../xml-element.ts'
import { builtInType, type ScalarFacts } from './built-in-types.ts'
import { readDocumentation } from './documentation.ts'
import { printPlaceOf, XSD, type Definition, type Report, type SchemaSet } from './schema-set.ts'
import { createSettler, type Settling } from './settle.ts'

type Mutable = { -readonly [Key in keyof ScalarFacts]: ScalarFacts[Key] }

const ANY: ScalarFacts = { types: ['any'] }
const TEXT: ScalarFacts = { types: ['text'] }
/** 10^15 is the largest power whose neighbours are exact. */
const MOST_DIGITS = 15
/** Characters of what the values of a type mean, together. */
const LONGEST_CODES = 4_000

export type SimpleTypes = {
  /** Of a definition that is an `xs:simpleType`. */
  readonly facts: (definition: Definition) => ScalarFacts
  /** Of a type by its name; undefined where it is no simple type. */
  readonly named: (name: string, from: Definition) => ScalarFacts | undefined
}

export function createSimpleTypes(set: SchemaSet, report: Report): SimpleTypes {
  const settle = createSettler(read)

  function* read(definition: Definition): Settling<Definition, ScalarFacts> {
    const { element } = definition
    const name = attributeOf(element, 'name')
    const description = readDocumentation(element)
    let facts = TEXT
    for (const child of elementsOf(element)) {
      if (child.name === 'restriction') facts = applyFacets((yield* readBase(definition, child)) ?? TEXT, child)
      else if (child.name === 'list') facts = { types: ['list'], item: (yield* readOne(attributeOf(child, 'itemType'), definition, child)) ?? TEXT }
      else if (child.name === 'union') facts = yield* readUnion(definition, child)
    }
    const { name: baseName, ...rest } = facts
    void baseName
    return { ...rest, ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) }
  }

  function* readBase(definition: Definition, derivation: XmlElement): Settling<Definition, ScalarFacts | undefined> {
    const base = attributeOf(derivation, 'base')
    if (definition.redefines !== undefined && base !== undefined && localName(base) === attributeOf(definition.element, 'name'))
      return yield* need(definition.redefines, definition)
    return yield* readOne(base, definition, derivation)
  }

  /** The type that is named, or else stands inside. */
  function* readOne(said: string | undefined, from: Definition, around: XmlElement): Settling<Definition, ScalarFacts | undefined> {
    if (said === undefined) {
      const inside = elementsOf(around).find((child) => child.name === 'simpleType')
      return inside === undefined ? undefined : yield* need(set.definitionOf(from.document, inside), from)
    }
    const found = set.find('type', said, { ...from, element: around })
    if (found.namespace === XSD) return builtInType(found.name) ?? ANY
    if (found.definition === undefined) return ANY
    return found.definition.element.name === 'simpleType' ? yield* need(found.definition, from) : TEXT
  }

  function* readUnion(definition: Definition, union: XmlElement): Settling<Definition, ScalarFacts> {
    const members: ScalarFacts[] = []
    for (const said of (attributeOf(union, 'memberTypes') ?? '').split(/\s+/).filter((each) => each !== ''))
      members.push((yield* readOne(said, definition, union)) ?? ANY)
    for (const child of elementsOf(union))
      if (child.name === 'simpleType') members.push((yield* need(set.definitionOf(definition.document, child), definition)) ?? ANY)
    return joinMembers(members)
  }

  function* need(wanted: Definition, from: Definition): Settling<Definition, ScalarFacts | undefined> {
    const facts = yield wanted
    if (facts === undefined) report('unresolved-reference', printPlaceOf(from), 'This simple type is its own base, in a circle. It is read as text.')
    return facts as ScalarFacts | undefined
  }

  return {
    facts: settle,
    named(name, from) {
      const found = set.find('type', name, from)
      if (found.namespace === XSD) return builtInType(found.name) ?? ANY
      if (found.definition === undefined) return ANY
      return found.definition.element.name === 'simpleType' ? settle(found.definition) : undefined
    },
  }
}

export function localName(said: string): string {
  return said.slice(said.indexOf(':') + 1).trim()
}

/** What a text in the schema is as a value of these types: `0.5` of a number is 0.5. */
export function readValue(said: string, types: readonly FieldType[]): JsonValue {
  if (types.includes('text') || types.includes('any')) return said
  const text = said.trim()
  if (types.includes('boolean') && /^(true|false|0|1)$/.test(text)) return text === 'true' || text === '1'
  if (types.includes('number') || types.includes('integer')) return readNumber(text) ?? said
  return said
}

/** Undefined for what a number of ours cannot hold: INF, NaN, dates, whole numbers beyond 2^53. */
function readNumber(said: string): number | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(said)) return undefined
  const number = Number(said)
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined
}

/** Facets of one step: several patterns or values are alternatives; what the base says stays where nothing stricter is said. */
export function applyFacets(base: ScalarFacts, restriction: XmlElement): ScalarFacts {
  const facts: Mutable = { ...base }
  const values: JsonValue[] = []
  const patterns: string[] = []
  for (const child of elementsOf(restriction)) {
    if (child.namespace !== XSD) continue
    const said = attributeOf(child, 'value') ?? ''
    if (child.name === 'enumeration') values.push(readValue(said, base.types))
    else if (child.name === 'pattern') patterns.push(said)
    else applyFacet(facts, child.name, readNumber(said.trim()))
  }
  if (values.length > 0 && !base.types.includes('list')) {
    facts.enum = [...new Set(values)]
    delete facts.codes
    const codes = readCodes(restriction)
    if (codes !== '') facts.codes = codes
  }
  if (patterns.length > 0)
    facts.pattern = patterns.length === 1 ? patterns.join('') : patterns.map((each) => (each.includes('|') ? `(${each})` : each)).join('|')
  return facts
}

/** `A: active`, a line for each value that is explained. */
function readCodes(restriction: XmlElement): string {
  const lines: string[] = []
  let left = LONGEST_CODES
  for (const child of elementsOf(restriction)) {
    const meaning = child.name === 'enumeration' ? readDocumentation(child) : undefined
    if (meaning === undefined) continue
    const line = `${attributeOf(child, 'value') ?? ''}: ${meaning.replaceAll('\n', ' ')}`
    left -= line.length + 1
    if (left < 0) return [...lines, '…'].join('\n')
    lines.push(line)
  }
  return lines.join('\n')
}

function applyFacet(facts: Mutable, facet: string, number: number | undefined): void {
  if (number === undefined) return
  const numeric = facts.types.includes('number') || facts.types.includes('integer')
  const [least, most] = facts.types.includes('list') ? (['minItems', 'maxItems'] as const) : (['minLength', 'maxLength'] as const)
  switch (facet) {
    case 'length':
      facts[least] = number
      facts[most] = number
      return
    case 'minLength':
      facts[least] = number
      return
    case 'maxLength':
      facts[most] = number
      return
    case 'minInclusive':
      if (!numeric) return
      facts.minimum = number
      delete facts.exclusiveMinimum
      return
    case 'maxInclusive':
      if (!numeric) return
      facts.maximum = number
      delete facts.exclusiveMaximum
      return
    case 'minExclusive':
      if (!numeric) return
      facts.exclusiveMinimum = number
      delete facts.minimum
      return
    case 'maxExclusive':
      if (!numeric) return
      facts.exclusiveMaximum = number
      delete facts.maximum
      return
    case 'fractionDigits':
      if (!numeric || number < 0 || number > MOST_DIGITS) return
      if (number === 0) facts.types = ['integer']
      else facts.multipleOf = Number(`1e-${number}`)
      return
    case 'totalDigits':
      if (!numeric || number < 1 || number > MOST_DIGITS) return
      facts.maximum = Math.min(facts.maximum ?? Infinity, 10 ** number - 1)
      facts.minimum = Math.max(facts.minimum ?? -Infinity, 1 - 10 ** number)
  }
}

/** A union may be any of its members. A member that allows only nothing (`''`) is how a date or number is left empty: the others count. */
function joinMembers(all: readonly ScalarFacts[]): ScalarFacts {
  const filled = all.filter((each) => each.maxLength !== 0 && !(each.enum?.length === 1 && each.enum[0] === ''))
  const [first, ...others] = filled.length > 0 ? filled : all
  if (first === undefined) return TEXT
  if (others.length === 0) return all.length === 1 ? first : without(first, 'minLength')
  const members = [first, ...others]
  const facts: Mutable = { types: [...new Set(members.flatMap((each) => each.types))] }
  if (members.every((each) => each.enum !== undefined)) facts.enum = [...new Set(members.flatMap((each) => each.enum ?? []))]
  if (members.every((each) => each.format === first.format) && first.format !== undefined) facts.format = first.format
  if (members.every((each) => each.maxLength !== undefined)) facts.maxLength = members.reduce((most, each) => Math.max(most, each.maxLength ?? 0), 0)
  const lists = members.find((each) => each.item !== undefined)
  if (lists?.item !== undefined) facts.item = lists.item
  return facts
}

function without(facts: ScalarFacts, fact: 'minLength'): ScalarFacts {
  const { [fact]: left, ...rest } = facts
  void left
  return rest
}
