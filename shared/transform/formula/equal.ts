// The only place that says when two values of a formula are equal: the same content, whatever the order of an object's fields.
import type { JsonValue } from '../../schema/json-value.ts'
import { DEEPEST_VALUE } from './function-value.ts'

/** Undefined: nested too deeply to tell. */
export function isEqual(a: JsonValue, b: JsonValue, depth = 0): boolean | undefined {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  if (depth > DEEPEST_VALUE) return undefined
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return false
    for (let at = 0; at < a.length; at++) {
      const same = isEqual(a[at] ?? null, b[at] ?? null, depth + 1)
      if (same !== true) return same
    }
    return true
  }
  return areObjectsEqual(a as Fields, b as Fields, depth)
}

type Fields = { readonly [name: string]: JsonValue }

function areObjectsEqual(a: Fields, b: Fields, depth: number): boolean | undefined {
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  for (const name of names) {
    if (!Object.hasOwn(b, name)) return false
    const same = isEqual(a[name] ?? null, b[name] ?? null, depth + 1)
    if (same !== true) return same
  }
  return true
}
