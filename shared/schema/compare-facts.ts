// The only place that compares the facts of one value in two versions, without its children.
import type { JsonValue } from './json-value.ts'
import { limitWords, plainText, shorten, typeWords, valueWords } from './change-words.ts'
import type { ChangeKind, ChangeKindFacts } from './schema-change.ts'
import type { SchemaNode } from './schema-graph.ts'

export type FactChange = {
  readonly kind: ChangeKind
  readonly words: string
  readonly valuesAdded?: readonly string[]
  readonly valuesRemoved?: readonly string[]
}

export function factsOf(node: SchemaNode, required: boolean): ChangeKindFacts {
  const { types, nullable, format, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = node
  const { minLength, maxLength, minItems, maxItems, pattern, readOnly, writeOnly, deprecated, description } = node
  const values = node.const === undefined || node.const === null ? node.enum : [node.const]
  const facts = {
    ...{ types, nullable, format, enum: values, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf },
    ...{ minLength, maxLength, minItems, maxItems, pattern, readOnly, writeOnly, deprecated, description },
    required,
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as ChangeKindFacts
}

const PLAIN = [
  ...(['nullable', 'format', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength'] as const),
  ...(['minItems', 'maxItems', 'pattern', 'readOnly', 'writeOnly', 'deprecated', 'description', 'const'] as const),
] as const

/** Most values are as they were: told without making lists of their facts. */
export function areSameFacts(before: SchemaNode, after: SchemaNode): boolean {
  return (
    PLAIN.every((name) => before[name] === after[name]) &&
    isSameSet(before.types, after.types) &&
    (before.enum === after.enum || JSON.stringify(before.enum) === JSON.stringify(after.enum))
  )
}

/** In the order of `changeKinds`. */
export function compareFacts(before: ChangeKindFacts, after: ChangeKindFacts): FactChange[] {
  const changes: FactChange[] = []
  const add = (kind: ChangeKind, words: string) => changes.push({ kind, words })
  if (!isSameSet(before.types, after.types)) add('retyped', `${typeWords(before.types)} to ${typeWords(after.types)}`)
  if (!before.required && after.required) add('now-required', 'optional to required')
  if (before.required && !after.required) add('now-optional', 'required to optional')
  if (before.nullable !== true && after.nullable === true) add('now-nullable', 'may be null now')
  if (before.nullable === true && after.nullable !== true) add('never-null', 'no longer null')
  const limits = limitWords(before, after)
  if (limits !== '') add('limits', limits)
  const values = compareValues(before, after)
  if (values !== undefined) changes.push(values)
  const access = accessWords(before, after)
  if (access !== '') add('read-only', access)
  if ((before.deprecated === true) !== (after.deprecated === true)) add('deprecated', after.deprecated === true ? 'now deprecated' : 'no longer deprecated')
  const [old, now] = [plainText(before.description ?? ''), plainText(after.description ?? '')]
  if (old !== now) add('description', old === '' ? 'described now' : now === '' ? 'no longer described' : `"${shorten(old)}" to "${shorten(now)}"`)
  return changes
}

function compareValues(before: ChangeKindFacts, after: ChangeKindFacts): FactChange | undefined {
  const [old, now] = [valueTexts(before.enum), valueTexts(after.enum)]
  if (old === undefined && now === undefined) return undefined
  if (old === undefined) return { kind: 'enum', words: `any value to ${listWords(now ?? [])}`, valuesAdded: [], valuesRemoved: [] }
  if (now === undefined) return { kind: 'enum', words: `${listWords(old)} to any value`, valuesAdded: [], valuesRemoved: [] }
  const [oldSet, nowSet] = [new Set(old), new Set(now)]
  const valuesAdded = now.filter((value) => !oldSet.has(value))
  const valuesRemoved = old.filter((value) => !nowSet.has(value))
  if (valuesAdded.length + valuesRemoved.length === 0) return undefined
  return { kind: 'enum', words: valueWords(valuesAdded, valuesRemoved), valuesAdded, valuesRemoved }
}

function listWords(values: readonly string[]): string {
  return values.length === 1 ? `only ${shorten(values[0] ?? '')}` : `one of ${values.length} values`
}

/** Null is not a value of an enumeration but says that there may be none. */
function valueTexts(values: readonly JsonValue[] | undefined): string[] | undefined {
  return values === undefined
    ? undefined
    : [...new Set(values.filter((value) => value !== null).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))))]
}

function accessWords(before: ChangeKindFacts, after: ChangeKindFacts): string {
  const parts: string[] = []
  if ((before.readOnly === true) !== (after.readOnly === true)) parts.push(after.readOnly === true ? 'now read-only' : 'no longer read-only')
  if ((before.writeOnly === true) !== (after.writeOnly === true)) parts.push(after.writeOnly === true ? 'now write-only' : 'no longer write-only')
  return parts.join(', ')
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one))
}
