// The only place that copies values and texts of a document into the graph: bounded in size and depth.
import type { JsonValue } from './json-value.ts'
import type { Place } from './json-pointer.ts'
import type { ProblemList } from './problem-list.ts'
import { isRawObject } from './raw-schema.ts'
import { LONGEST_DESCRIPTION } from './schema-read-error.ts'

/** Of an example, default or constant: levels, and UTF-16 units of its JSON (roughly), at most. A larger one is left out. */
const MOST_VALUE_DEPTH = 32
const LARGEST_VALUE = 32_000
const MOST_ENUM_VALUES = 10_000

/** The value itself, or undefined where it is no JSON or too large to carry along. */
export function keepValue(value: unknown): JsonValue | undefined {
  if (typeof value === 'string') return value.length <= LARGEST_VALUE ? value : undefined
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return isSmall(value) ? (value as JsonValue) : undefined
}

export function keepValues(values: unknown): JsonValue[] | undefined {
  if (!Array.isArray(values)) return undefined
  const kept: JsonValue[] = []
  for (const value of values.slice(0, MOST_ENUM_VALUES)) {
    const copy = keepValue(value)
    if (copy !== undefined) kept.push(copy)
  }
  return kept
}

/** A description as people may read it, cut where it is longer than anybody reads. */
export function keepText(value: unknown, place: Place, problems: ProblemList): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  if (value.length <= LONGEST_DESCRIPTION) return value
  problems.add('text-shortened', place, `The description has ${value.length} characters; the first ${LONGEST_DESCRIPTION} are kept.`)
  // A cut between the halves of a surrogate pair would leave a broken character.
  const end = /[\uD800-\uDBFF]/.test(value[LONGEST_DESCRIPTION - 1] ?? '') ? LONGEST_DESCRIPTION - 1 : LONGEST_DESCRIPTION
  return value.slice(0, end)
}

export function keepNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** Two JSON values say the same. Order of names counts: for enum values that is exact enough. */
export function sameValue(a: JsonValue, b: JsonValue): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
}

function isSmall(root: unknown): boolean {
  let left = LARGEST_VALUE
  const stack: { value: unknown; depth: number }[] = [{ value: root, depth: 1 }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, depth } = next
    left -= typeof value === 'string' ? value.length + 3 : 5
    if (Array.isArray(value)) {
      if (depth > MOST_VALUE_DEPTH || value.length > left) return false
      for (const entry of value) stack.push({ value: entry, depth: depth + 1 })
    } else if (isRawObject(value)) {
      if (depth > MOST_VALUE_DEPTH) return false
      for (const key of Object.keys(value)) {
        left -= key.length + 3
        stack.push({ value: value[key], depth: depth + 1 })
      }
    } else if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean' && value !== null) return false
    if (left < 0) return false
  }
  return true
}
