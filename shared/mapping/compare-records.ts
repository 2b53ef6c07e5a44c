// What is different between an expected and an actual record: the only place that compares them for test cases.
import { parseFieldPath, printFieldPath, printName } from '../schema/field-path.ts'
import type { JsonValue } from '../schema/json-value.ts'

/** `path`: with positions (`LineItems[1].TaxType`); '' is the record. Undefined: there is nothing. */
export type Difference = { readonly path: string; readonly expected: JsonValue | undefined; readonly actual: JsonValue | undefined }

export type Comparison = 'exact' | 'containing'

/** Field paths that are not compared, with all that is below them. */
export type Ignored = ReadonlySet<string>

const NOTHING: Ignored = new Set()

/** What is no field path ignores nothing. */
export function readIgnored(paths: readonly string[] | undefined): Ignored {
  if (paths === undefined || paths.length === 0) return NOTHING
  return new Set(
    paths.flatMap((text) => {
      const steps = parseFieldPath(text)
      return steps.ok ? [printFieldPath(steps.value) as string] : []
    }),
  )
}

/** In the order of what is expected. Containing: objects by the fields that are named, lists item by item and of the same length. */
export function listDifferences(
  expected: JsonValue | undefined,
  actual: JsonValue | undefined,
  comparison: Comparison,
  ignored: Ignored = NOTHING,
): Difference[] {
  return differencesAt(expected, actual, comparison, ignored, { path: '', field: '' })
}

/** `field`: the path without positions. */
type Place = { readonly path: string; readonly field: string }

function differencesAt(expected: JsonValue | undefined, actual: JsonValue | undefined, comparison: Comparison, ignored: Ignored, place: Place): Difference[] {
  if (ignored.has(place.field)) return []
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const longest = Math.max(expected.length, actual.length)
    return Array.from({ length: longest }, (_, index) => differencesAt(expected[index], actual[index], comparison, ignored, itemOf(place, index))).flat()
  }
  if (isObject(expected) && isObject(actual))
    return namesOf(expected, actual, comparison === 'exact').flatMap((name) =>
      differencesAt(own(expected, name), own(actual, name), comparison, ignored, memberOf(place, name)),
    )
  return expected === actual ? [] : [{ path: place.path, expected, actual }]
}

export function itemOf({ path, field }: Place, index: number): Place {
  return { path: `${path}[${index}]`, field: `${field}[]` }
}

export function memberOf({ path, field }: Place, name: string): Place {
  const printed = printName(name)
  return path === '' ? { path: printed, field: printed } : { path: `${path}.${printed}`, field: `${field}.${printed}` }
}

type Fields = { readonly [name: string]: JsonValue }

/** What is expected comes first, in its order. */
export function namesOf(expected: Fields, actual: Fields, isWhole: boolean): string[] {
  return isWhole ? [...new Set([...Object.keys(expected), ...Object.keys(actual)])] : Object.keys(expected)
}

export function own(object: Fields, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

export function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
