// The only place that says what a destination would refuse of a record, by its schema with analysts' corrections. Pure; what no rule decides
// for certain (an unknown format, a pattern that is not understood) is no finding.
import type { FieldPath } from '../schema/field-path.ts'
import { printName } from '../schema/field-path.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { NodeId, SchemaGraph, SchemaNode } from '../schema/schema-graph.ts'
import { typeOfValue } from '../schema/schema-read-error.ts'
import { checkNumber, checkText, type ScalarFinding } from './validate-scalar.ts'

/** `error`: the destination would refuse it. `warning`: it may refuse or ignore it. */
export const recordRules = {
  required: 'error',
  type: 'error',
  null: 'error',
  enum: 'error',
  'too-long': 'error',
  'too-short': 'error',
  pattern: 'error',
  'too-large': 'error',
  'too-small': 'error',
  'not-in-steps': 'error',
  format: 'error',
  'too-many-items': 'error',
  'too-few-items': 'error',
  'no-variant': 'error',
  'read-only': 'warning',
  'unknown-field': 'warning',
} as const
export type RecordRule = keyof typeof recordRules

/** `path`: where in the record, with positions (`LineItems[1].TaxType`); '' is the record. `field`: the same in the schema. `message`: a sentence. */
export type RecordFinding = {
  readonly path: string
  readonly field: FieldPath
  readonly code: RecordRule
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** Of `required`: the object that lacks a field, and the field's name. */
  readonly missing?: { readonly in: string; readonly name: string }
}

/** Findings of one record, at most. */
const MOST_FINDINGS = 1_000
const MOST_DEPTH = 64
/** Characters of a value that a sentence shows. */
const MOST_SHOWN = 60

/** In the order of the schema, then of the record. `node`: of the record. */
export function validateRecord(graph: SchemaGraph, node: NodeId, value: JsonValue): RecordFinding[] {
  return checkNode(graph, node, value, { path: '', field: '' as FieldPath, depth: 0, others: NO_NAMES })
}

/** `others`: names that are known besides, because the value is a variant of something with fields of its own. */
type Place = { readonly path: string; readonly field: FieldPath; readonly depth: number; readonly others: ReadonlySet<string> }

const NO_NAMES: ReadonlySet<string> = new Set()

function checkNode(graph: SchemaGraph, node: NodeId, value: JsonValue, place: Place): RecordFinding[] {
  const facts = graph.nodes[node]
  if (facts === undefined || place.depth > MOST_DEPTH) return []
  if (value === null) return allowsNull(graph, facts) ? [] : [at(place, 'null', 'Null is not allowed here.')]
  if (!isOfType(facts, value)) return [at(place, 'type', `${show(value)} is ${typeWords[typeOfValue(value)]}; ${listTypes(facts)} is wanted.`)]
  const own = [
    ...checkAllowed(facts, value, place),
    ...(typeof value === 'string' ? of(place, checkText(facts, value)) : typeof value === 'number' ? of(place, checkNumber(facts, value)) : []),
  ]
  const option = chooseVariant(graph, facts, value, place)
  if (Array.isArray(value)) own.push(...checkList(graph, facts, value, place))
  else if (typeof value === 'object') own.push(...checkObject(graph, facts, value, place, option.names))
  return [...own, ...option.findings].slice(0, MOST_FINDINGS)
}

function checkAllowed(facts: SchemaNode, value: JsonValue, place: Place): RecordFinding[] {
  const allowed = facts.const === undefined ? facts.enum : [facts.const]
  if (allowed === undefined || allowed.length === 0 || allowed.some((one) => isEqual(one, value))) return []
  return [at(place, 'enum', `${show(value)} is not one of the allowed values: ${listWords(allowed.map(show), 6)}.`)]
}

function checkList(graph: SchemaGraph, facts: SchemaNode, value: readonly JsonValue[], place: Place): RecordFinding[] {
  const { minItems, maxItems, items } = facts
  const found: RecordFinding[] = []
  if (maxItems !== undefined && value.length > maxItems) found.push(at(place, 'too-many-items', `${count(value.length, 'item')}: at most ${maxItems} fit.`))
  if (minItems !== undefined && value.length < minItems)
    found.push(at(place, 'too-few-items', `${count(value.length, 'item')}: at least ${minItems} must be there.`))
  if (items === undefined) return found
  for (let index = 0; index < value.length && found.length < MOST_FINDINGS; index++)
    found.push(
      ...checkNode(graph, items, value[index] as JsonValue, {
        path: `${place.path}[${index}]`,
        field: `${place.field}[]` as FieldPath,
        depth: place.depth + 1,
        others: NO_NAMES,
      }),
    )
  return found
}

function checkObject(
  graph: SchemaGraph,
  facts: SchemaNode,
  value: { readonly [name: string]: JsonValue },
  place: Place,
  more: Chosen['names'],
): RecordFinding[] {
  const found: RecordFinding[] = []
  for (const { name, node, required } of facts.properties ?? []) {
    const below = placeOf(place, name)
    const child = graph.nodes[node]
    if (!Object.hasOwn(value, name)) {
      // What the destination sets itself need not be sent.
      if (required && child?.readOnly !== true) found.push({ ...at(below, 'required', 'Required, and nothing fills it.'), missing: { in: place.path, name } })
      continue
    }
    if (child?.readOnly === true) found.push(at(below, 'read-only', 'Read-only: the destination sets it by itself.'))
    found.push(...checkNode(graph, node, value[name] as JsonValue, below))
  }
  if (facts.entries === undefined && (facts.properties === undefined || facts.types.includes('any'))) return found
  const known = namesOf(facts)
  // What neither knows is told once, by the value that has the variants.
  const isVariant = place.others.size > 0
  for (const [name, entry] of Object.entries(value)) {
    if (known.has(name) || place.others.has(name) || more === 'all' || more.has(name)) continue
    const below = placeOf(place, name)
    if (facts.entries !== undefined) found.push(...checkNode(graph, facts.entries, entry, { ...below, field: `${place.field}{}` as FieldPath }))
    else if (!isVariant) found.push(at(below, 'unknown-field', 'The schema has no such field: the destination may refuse or ignore it.'))
  }
  return found
}

/** `names`: fields that the variant knows. */
type Chosen = { readonly findings: readonly RecordFinding[]; readonly names: ReadonlySet<string> | 'all' }
const NONE_CHOSEN: Chosen = { findings: [], names: NO_NAMES }

/** The option that the discriminator names; else the first that nothing is wrong with; else the one with least, and that none fits. */
function chooseVariant(graph: SchemaGraph, facts: SchemaNode, value: JsonValue, place: Place): Chosen {
  const { variants } = facts
  if (variants === undefined || variants.options.length === 0) return NONE_CHOSEN
  const names = namesOf(facts)
  const inside: Place = { ...place, depth: place.depth + 1, others: place.others.size === 0 ? names : new Set([...place.others, ...names]) }
  const tells = variants.discriminator
  if (tells !== undefined && isRecord(value) && Object.hasOwn(value, tells) && variants.options.some((option) => option.discriminatorValue !== undefined)) {
    const named = variants.options.find((option) => option.discriminatorValue === value[tells])
    if (named !== undefined) return chosen(graph, named.node, checkNode(graph, named.node, value, inside))
    const known = variants.options.flatMap(({ discriminatorValue }) => (discriminatorValue === undefined ? [] : [show(discriminatorValue)]))
    return {
      ...NONE_CHOSEN,
      findings: [at(placeOf(place, tells), 'no-variant', `${show(value[tells] as JsonValue)} names no kind that is known: ${listWords(known, 6)}.`)],
    }
  }
  let best: { readonly label: string; readonly node: NodeId; readonly findings: RecordFinding[] } | undefined
  for (const { label, node } of variants.options) {
    const findings = checkNode(graph, node, value, inside)
    if (!findings.some((finding) => finding.severity === 'error')) return chosen(graph, node, findings)
    if (best === undefined || findings.length < best.findings.length) best = { label, node, findings }
  }
  if (best === undefined) return NONE_CHOSEN
  const [first] = best.findings
  const nearest = first === undefined ? '' : ` Nearest is ${best.label}, but for ${first.path === place.path ? 'this' : first.path}: ${first.message}`
  const labels = listWords(
    variants.options.map(({ label }) => label),
    4,
  )
  return { findings: [at(place, 'no-variant', `Fits none of ${labels}.${nearest}`)], names: chosen(graph, best.node, []).names }
}

function chosen(graph: SchemaGraph, node: NodeId, findings: readonly RecordFinding[]): Chosen {
  const facts = graph.nodes[node]
  if (facts === undefined) return { findings, names: NO_NAMES }
  // Variants inside variants, and maps, know more names than can be told here.
  const isOpen = facts.entries !== undefined || facts.variants !== undefined
  return { findings, names: isOpen ? 'all' : namesOf(facts) }
}

const names = new WeakMap<SchemaNode, ReadonlySet<string>>()

function namesOf(facts: SchemaNode): ReadonlySet<string> {
  if (facts.properties === undefined) return NO_NAMES
  const known = names.get(facts) ?? new Set(facts.properties.map(({ name }) => name))
  names.set(facts, known)
  return known
}

function allowsNull(graph: SchemaGraph, facts: SchemaNode): boolean {
  if (facts.nullable === true || facts.types.includes('any') || facts.const === null || facts.enum?.includes(null) === true) return true
  return facts.variants?.options.some((option) => graph.nodes[option.node]?.nullable === true) === true
}

function isOfType({ types }: SchemaNode, value: JsonValue): boolean {
  const type = typeOfValue(value)
  return types.some((wanted) => wanted === 'any' || wanted === type || (wanted === 'number' && type === 'integer') || (wanted === 'map' && type === 'object'))
}

const typeWords = {
  text: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'yes or no',
  object: 'an object',
  map: 'an object',
  list: 'a list',
  any: 'anything',
  null: 'null',
} as const

function listTypes({ types }: SchemaNode): string {
  return types.map((type) => typeWords[type]).join(' or ')
}

function at(place: Pick<Place, 'path' | 'field'>, code: RecordRule, message: string): RecordFinding {
  return { path: place.path, field: place.field, code, severity: recordRules[code], message }
}

function of(place: Place, found: readonly ScalarFinding[]): RecordFinding[] {
  return found.map(({ code, message }) => at(place, code, message))
}

function placeOf(place: Place, name: string): Place {
  const printed = printName(name)
  return {
    path: place.path === '' ? printed : `${place.path}.${printed}`,
    field: (place.field === '' ? printed : `${place.field}.${printed}`) as FieldPath,
    depth: place.depth + 1,
    others: NO_NAMES,
  }
}

function isRecord(value: JsonValue): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Scalars, nearly always. */
function isEqual(a: JsonValue, b: JsonValue): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))
}

function show(value: JsonValue): string {
  const text = JSON.stringify(value)
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text
}

function listWords(words: readonly string[], most: number): string {
  return words.length <= most ? words.join(', ') : `${words.slice(0, most).join(', ')} and ${words.length - most} more`
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}
