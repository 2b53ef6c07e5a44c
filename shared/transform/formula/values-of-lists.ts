// What the functions on lists, objects and values of any kind give: jsonata 2.2.2's values, with limits.
import type { JsonValue } from '../../schema/json-value.ts'
import { Failure, LONGEST_TEXT } from '../outcome.ts'
import { DEEPEST_VALUE, LONGEST_LIST, ofList, takeText } from './function-value.ts'
import type { FunctionResult, FunctionValue } from './function-value.ts'

export const valuesOfLists = {
  string: (args) => (args[0] === undefined ? undefined : printValue(args[0])),
  boolean: (args) => (args[0] === undefined ? undefined : (isTrue(args[0], 0) ?? new Failure('too-many-steps', null))),
  not: (args) => {
    if (args[0] === undefined) return undefined
    const held = isTrue(args[0], 0)
    return held === undefined ? new Failure('too-many-steps', null) : !held
  },
  exists: (args) => args[0] !== undefined,
  type: (args) => (args[0] === undefined ? undefined : nameType(args[0])),
  count: (args) => (args[0] === undefined ? 0 : Array.isArray(args[0]) ? args[0].length : 1),
  lookup: (args) => {
    if (args[0] === undefined) return undefined
    const name = takeText(args[1])
    return name instanceof Failure ? name : lookUp(args[0], name, 0)
  },
  append: ([first, second]) => {
    if (first === undefined) return second
    if (second === undefined) return first
    const items = [...toList(first), ...toList(second)]
    return items.length > LONGEST_LIST ? new Failure('too-long', null) : items
  },
  /** One value that is no list stays one. */
  distinct: (args) => (Array.isArray(args[0]) ? takeDistinct(args[0]) : args[0]),
  reverse: ofList((items) => items.toReversed()),
  sort: ofList((items) => sort(items)),
} satisfies Record<string, FunctionValue>

/** As `$string` and `&` write a value. */
export function printValue(value: JsonValue): string | Failure {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isInteger(value)) return String(value + 0)
  try {
    const text = JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' && !Number.isInteger(inner) ? Number(inner.toPrecision(15)) : inner))
    return text.length > LONGEST_TEXT ? new Failure('too-long', null) : text
  } catch {
    // Only a value nested deeper than the stack gets here.
    return new Failure('too-long', null)
  }
}

/** What counts as true; undefined where it is nested too deeply. */
function isTrue(value: JsonValue, depth: number): boolean | undefined {
  if (Array.isArray(value)) {
    if (depth > DEEPEST_VALUE) return undefined
    let isAny: boolean | undefined = false
    for (const item of value) {
      const held = isTrue(item, depth + 1)
      if (held === undefined) isAny = undefined
      if (held === true) return true
    }
    return isAny
  }
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)
}

function nameType(value: JsonValue): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

function lookUp(from: JsonValue, name: string, depth: number): FunctionResult {
  if (!Array.isArray(from)) return typeof from === 'object' && from !== null && Object.hasOwn(from, name) ? from[name] : undefined
  if (depth > DEEPEST_VALUE) return new Failure('too-many-steps', null)
  const found: JsonValue[] = []
  for (const item of from) {
    const value = lookUp(item, name, depth + 1)
    if (value instanceof Failure) return value
    if (Array.isArray(value)) for (const inner of value) found.push(inner)
    else if (value !== undefined) found.push(value)
  }
  return found.length === 0 ? undefined : found
}

const toList = (value: JsonValue): readonly JsonValue[] => (Array.isArray(value) ? value : [value])

function takeDistinct(items: readonly JsonValue[]): FunctionResult {
  const seen = new Set<unknown>()
  const kept: JsonValue[] = []
  for (const item of items) {
    const key = typeof item === 'object' && item !== null ? printKey(item, 0) : typeof item === 'string' ? `"${item}` : item
    if (key === undefined) return new Failure('too-many-steps', null)
    if (seen.has(key)) continue
    seen.add(key)
    kept.push(item)
  }
  return kept
}

/** The same text for the same value, whatever the order of an object's fields. A list's or an object's never starts with a quote. */
function printKey(value: JsonValue, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (depth > DEEPEST_VALUE) return undefined
  const parts: string[] = []
  const entries = Array.isArray(value) ? value.map((item) => ['', item] as const) : Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [name, inner] of entries) {
    const key = printKey(inner, depth + 1)
    if (key === undefined) return undefined
    parts.push(Array.isArray(value) ? key : `${JSON.stringify(name)}:${key}`)
  }
  return Array.isArray(value) ? `[${parts.join(',')}]` : `{${parts.join(',')}}`
}

function sort(items: readonly JsonValue[]): FunctionResult {
  if (items.length <= 1) return [...items]
  const isAll = (kind: 'number' | 'string'): boolean => items.every((item) => typeof item === kind)
  if (!isAll('number') && !isAll('string')) return new Failure('wrong-type', items.find((item) => typeof item !== typeof items[0]) ?? items[0])
  return items.toSorted(compare)
}

/** jsonata compares texts by their UTF-16 units, as `<` does. */
function compare(a: JsonValue, b: JsonValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return 0
}
