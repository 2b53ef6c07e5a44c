// The only place that turns one scalar into another: the rules of `convert`, of templates and of lookup keys (SPEC.md, C rules).
import type { JsonScalar } from '../schema/json-value.ts'
import { readDecimal } from './decimal.ts'
import type { ScalarType } from './ir.ts'

/** Text as it is, a number by its shortest digits, `true` or `false`; undefined for everything else. */
export function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** NaN where the value is no finite number and no decimal text. */
export function toNumber(value: unknown): number {
  return typeof value === 'number' ? value : typeof value === 'string' ? readDecimal(value) : Number.NaN
}

const TRUE = new Set<unknown>([true, 1, 'true', 'yes', '1'])
const FALSE = new Set<unknown>([false, 0, 'false', 'no', '0'])

/** true/false, yes/no and 1/0, in any case of letters; undefined for everything else. */
export function toBoolean(value: unknown): boolean | undefined {
  const plain = typeof value === 'string' ? value.toLowerCase() : value
  return TRUE.has(plain) ? true : FALSE.has(plain) ? false : undefined
}

/** A lookup table's key for a value: the value on the table's own type, or undefined where it has none. */
export function toKey(value: unknown, type: ScalarType): JsonScalar | undefined {
  if (type === 'text') return toText(value)
  if (type === 'boolean') return typeof value === 'boolean' ? value : undefined
  const number = toNumber(value)
  return Number.isNaN(number) ? undefined : number
}

/** True where a constant is of a type. */
export function isOfType(value: JsonScalar, type: ScalarType): boolean {
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === (type === 'text' ? 'string' : type)
}
