// What is different between an expected and an actual record: the only place that compares them for test cases.
import { printName } from '../schema/field-path.ts'
import type { JsonValue } from '../schema/json-value.ts'

/** `path`: with positions (`LineItems[1].TaxType`); '' is the record. Undefined: there is nothing. */
export type Difference = { readonly path: string; readonly expected: JsonValue | undefined; readonly actual: JsonValue | undefined }

export type Comparison = 'exact' | 'containing'

/** In the order of what is expected. Containing: objects by the fields that are named, lists item by item and of the same length. */
export function listDifferences(expected: JsonValue | undefined, actual: JsonValue | undefined, comparison: Comparison, path = ''): Difference[] {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const longest = Math.max(expected.length, actual.length)
    return Array.from({ length: longest }, (_, index) => listDifferences(expected[index], actual[index], comparison, `${path}[${index}]`)).flat()
  }
  if (isObject(expected) && isObject(actual)) {
    const names = comparison === 'exact' ? new Set([...Object.keys(expected), ...Object.keys(actual)]) : Object.keys(expected)
    return [...names].flatMap((name) => {
      const at = path === '' ? printName(name) : `${path}.${printName(name)}`
      return listDifferences(own(expected, name), own(actual, name), comparison, at)
    })
  }
  return expected === actual ? [] : [{ path, expected, actual }]
}

function own(object: { readonly [name: string]: JsonValue }, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
