// Where a path of the IR comes from: the only place that leads it back to its source and the field that it reads.
import { printFieldPath } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { Row } from '../project/field-map.ts'
import type { PathExpr } from '../transform/ir.ts'
import type { SourceRef } from '../transform/transform.ts'
import { findSourceField } from './item-scope.ts'
import type { MapContext } from './map-context.ts'
import { inputNames } from './source-text.ts'

/** Where a row stands: `each` is the row above it. */
export type RowPlace = { readonly context: MapContext; readonly each: Row | undefined }

/** Undefined of a field of a list's entries, which only the list's own transform knows. */
export function sourceOf({ context }: RowPlace, { input, entry, steps }: PathExpr): SourceRef | undefined {
  const path = printFieldPath(steps.map(({ name }) => ({ kind: 'name', name })))
  if (entry === true) return undefined
  if (input === undefined) return { of: 'item', path }
  const id = [...inputNames(context)].find(([, name]) => name === input)?.[0]
  return id === undefined ? undefined : { of: 'input', input: id, path }
}

/** Undefined also where nothing is described. */
export function fieldOf(place: RowPlace, path: PathExpr): Field | undefined {
  const ref = sourceOf(place, path)
  return ref === undefined ? undefined : findSourceField(place.context, ref, place.each)
}
