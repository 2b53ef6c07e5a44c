// The check before the map, as closures: a record's used values against what the schema says of them. Sources lie.
import { printName } from '../schema/field-path.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import type { Issue, Shape } from '../transform/ir.ts'
import { isOfTypes } from '../transform/static-type.ts'

export type CheckInput = (value: unknown, at: string, issues: Issue[]) => void

/** `at`: where the value stands, with positions: `order.line_items[0]`. */
export function compileCheck(shape: Shape): CheckInput {
  const fields = (shape.fields ?? []).map((field) => ({ name: field.name, at: printStep(field.name), check: compileCheck(field.shape) }))
  const items = shape.items === undefined ? undefined : compileCheck(shape.items)
  const entries = shape.entries === undefined ? undefined : compileCheck(shape.entries)
  const { types, required, nullable } = shape
  const isChecked = !types.includes('any')
  return (value, at, issues) => {
    if (value === undefined || value === null) {
      if (required && !(value === null && nullable)) issues.push({ row: null, path: at, code: 'missing-required', value: null })
      return
    }
    if (isChecked && !isOfTypes(value, types)) return void issues.push({ row: null, path: at, code: 'wrong-type', value })
    for (const field of fields) field.check(readOwn(value, field.name), at + field.at, issues)
    if (items !== undefined && Array.isArray(value)) for (let i = 0; i < value.length; i++) items(value[i], `${at}[${i}]`, issues)
    if (entries !== undefined) for (const [key, entry] of Object.entries(value)) entries(entry, at + printKey(key), issues)
  }
}

/** The key of a map or of a group after the place it stands in: `["EUR"]`. */
export function printKey(key: JsonScalar): string {
  return `[${JSON.stringify(String(key))}]`
}

/** A name after the place it stands in: `.email`. */
export function printStep(name: string): string {
  return `.${printName(name)}`
}

/** Own properties only: `constructor` and `__proto__` of a record are absent unless the record has them. */
export function readOwn(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}
