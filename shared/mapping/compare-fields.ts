// An expected and an actual record side by side, leaf by leaf: what a person reads. Whether they differ is said by compare-records alone.
import type { FieldPath } from '../schema/field-path.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { isObject, itemOf, memberOf, namesOf, own, type Comparison, type Ignored } from './compare-records.ts'
import type { Origin, Origins } from './watch-run.ts'

/** `ignored`: it is not compared, because the case says so, or because only what is named is compared. */
export type FieldState = 'same' | 'different' | 'missing' | 'extra' | 'ignored'

/** `path`: with positions, `at` in steps; `field`: as the schema has it. Undefined values: nothing is there. */
export type ComparedField = {
  readonly path: string
  readonly at: readonly (string | number)[]
  readonly field: FieldPath
  readonly state: FieldState
  readonly expected: JsonValue | undefined
  readonly actual: JsonValue | undefined
  /** Id of the row that gave the value, or that would. */
  readonly row?: string
  /** A sentence, where it is known. */
  readonly why?: string
}

/** A leaf before anything is known of it but its values. `origin`: as noted when the record was made. `near`: a row that filled a neighbour. */
export type ComparedLeaf = Omit<ComparedField, 'row' | 'why'> & { readonly origin: Origin | undefined; readonly near: string | undefined }

export type CompareOptions = {
  readonly comparison: Comparison
  readonly ignored?: Ignored
  /** Of the actual record, as the same object. */
  readonly origins?: Origins
  readonly describe?: (leaf: ComparedLeaf) => Pick<ComparedField, 'row' | 'why'>
}

/** Leaves shown of one comparison, at most. */
const MOST_FIELDS = 20_000

/**
 * Every leaf of both: scalars, and objects and lists without anything in them. In the order of what is expected; what is not expected stands
 * behind it. No leaf is different, missing or extra exactly where `listDifferences` finds nothing.
 */
export function compareFields(expected: JsonValue | undefined, actual: JsonValue | undefined, options: CompareOptions): ComparedField[] {
  const { comparison, ignored = new Set<string>(), origins, describe } = options
  const fields: ComparedField[] = []

  function tell(place: Place, state: FieldState, want: JsonValue | undefined, got: JsonValue | undefined): void {
    if (fields.length >= MOST_FIELDS) return
    const leaf = { path: place.path, at: place.at, field: place.field as FieldPath, state, expected: want, actual: got }
    fields.push({ ...leaf, ...describe?.({ ...leaf, origin: place.origin, near: place.near }) })
  }

  function walk(want: JsonValue | undefined, got: JsonValue | undefined, place: Place, aside: boolean): void {
    const skips = aside || ignored.has(place.field)
    if (isBranch(want) && (got === undefined || isBranch(got)) && (got === undefined || Array.isArray(want) === Array.isArray(got)))
      return walkInto(want, got, place, skips)
    if (want === undefined && isBranch(got)) return walkInto(undefined, got, place, skips)
    if (skips) return tell(place, 'ignored', want, got)
    if (want === got) return tell(place, 'same', want, got)
    tell(place, want === undefined ? 'extra' : got === undefined ? 'missing' : 'different', want, got)
  }

  /** At least one of the two is there, and where both are, they are of one kind. */
  function walkInto(want: JsonValue | undefined, got: JsonValue | undefined, place: Place, aside: boolean): void {
    const before = fields.length
    if (Array.isArray(want) || Array.isArray(got)) {
      const [left, right] = [Array.isArray(want) ? want : [], Array.isArray(got) ? got : []]
      for (let index = 0; index < Math.max(left.length, right.length); index++)
        walk(left[index], right[index], below(place, got, itemOf(place, index), index), aside)
    } else {
      const [left, right] = [isObject(want) ? want : {}, isObject(got) ? got : {}]
      const named = new Set(Object.keys(left))
      for (const name of namesOf(left, right, true)) {
        const isNamed = want === undefined || comparison === 'exact' || named.has(name)
        walk(own(left, name), own(right, name), below(place, got, memberOf(place, name), name), aside || !isNamed)
      }
    }
    // Nothing is in either of them: they are a leaf themselves. So is what is there alone while nothing below it counts.
    const isAlone = want === undefined || got === undefined
    if (fields.length === before || (isAlone && !aside && !fields.slice(before).some(isDifference)))
      tell(place, aside ? 'ignored' : want === undefined ? 'extra' : got === undefined ? 'missing' : 'same', want, got)
  }

  /** What a row copies as a whole is the row's down to its last value. */
  function below(above: Place, holder: JsonValue | undefined, at: Pick<Place, 'path' | 'field'>, key: string | number): Place {
    const noted = typeof holder === 'object' && holder !== null ? origins?.get(holder) : undefined
    const near = firstRow(noted) ?? above.near
    const inherited = above.origin?.row === undefined ? undefined : { row: above.origin.row }
    return { ...at, at: [...above.at, key], origin: noted?.get(key) ?? inherited, near }
  }

  walk(expected, actual, { path: '', field: '', at: [], origin: undefined, near: undefined }, false)
  return fields
}

function firstRow(noted: ReadonlyMap<string | number, Origin> | undefined): string | undefined {
  for (const { row } of noted?.values() ?? []) if (row !== undefined) return row
  return undefined
}

type Place = {
  readonly path: string
  readonly field: string
  readonly at: readonly (string | number)[]
  readonly origin: Origin | undefined
  readonly near: string | undefined
}

function isBranch(value: JsonValue | undefined): value is JsonValue[] | { [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null
}

export function isDifference({ state }: Pick<ComparedField, 'state'>): boolean {
  return state === 'different' || state === 'missing' || state === 'extra'
}
