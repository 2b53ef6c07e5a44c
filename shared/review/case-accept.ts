// Takes what came out as what is expected, whole or field by field. Pure; the caller shows what changes before it is written.
import type { JsonValue } from '../schema/json-value.ts'

/** The expected record with the actual value at this place; where nothing came out, nothing is expected there any more. */
export function acceptField(expected: JsonValue | undefined, actual: JsonValue | undefined, at: readonly (string | number)[]): JsonValue | undefined {
  const [step, ...rest] = at
  if (step === undefined) return actual
  const child = acceptField(childOf(expected, step), childOf(actual, step), rest)
  if (typeof step === 'number') {
    const items = Array.isArray(expected) ? expected : []
    if (child !== undefined) return step < items.length ? items.with(step, child) : [...items, child]
    const left = items.toSpliced(step, 1)
    return left.length === 0 && actual === undefined ? undefined : left
  }
  const fields = typeof expected === 'object' && expected !== null && !Array.isArray(expected) ? expected : {}
  if (child !== undefined) return { ...fields, [step]: child }
  const left = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== step))
  return Object.keys(left).length === 0 && actual === undefined ? undefined : left
}

function childOf(value: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined
  return typeof step === 'string' && Object.hasOwn(value, step) ? value[step] : undefined
}
