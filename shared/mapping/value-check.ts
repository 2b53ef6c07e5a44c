// What the checks of values share: what is compared, how a source and several values are named, and why a destination refuses a value.
import type { Field } from '../schema/fields.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import type { FieldType, SchemaNode } from '../schema/schema-graph.ts'
import type { Row } from '../project/field-map.ts'
import type { Term } from '../transform/formula/term.ts'
import type { Expr, PathExpr, RowIr, TableIr } from '../transform/ir.ts'
import { knownOfField, type KnowSource } from './known-value.ts'
import type { MapProblemCode } from './map-rules.ts'
import { printSource } from './source-text.ts'
import { fieldOf, sourceOf, type RowPlace } from './source-origin.ts'
import { checkNumber, checkText } from './validate-scalar.ts'

/** `types`: JSON types that the destination takes. */
export type ValueCheck = RowPlace & {
  readonly row: Row
  readonly ir: RowIr
  readonly field: Field
  readonly types: readonly FieldType[]
  readonly tables: ReadonlyMap<string, TableIr>
  readonly report: (code: MapProblemCode, ...names: string[]) => void
}

export type Leaf = Expr | Term

/** Of sources as their schema describes them. */
export function asTheSchemaSays(place: RowPlace): KnowSource {
  return (path) => knownOfField(path, fieldOf(place, path))
}

/** Why the destination would refuse a value, as a sentence; undefined: it would not. */
export function refusalOf(facts: SchemaNode, value: JsonScalar): string | undefined {
  if (facts.enum !== undefined && !facts.enum.includes(value)) return `it takes only ${listSome(facts.enum.map(String))}.`
  const [found] = typeof value === 'string' ? checkText(facts, value) : typeof value === 'number' ? checkNumber(facts, value) : []
  return found?.message
}

/** A source as people write it. */
export function nameOf(place: RowPlace, path: PathExpr | undefined): string {
  const ref = path === undefined ? undefined : sourceOf(place, path)
  return ref === undefined ? 'What this row makes' : printSource(place.context, ref, place.each)
}

const MOST_SHOWN = 6

/** `a, b and 12 more`. */
export function listSome(values: readonly string[], print: (value: string) => string = (value) => value): string {
  const shown = values.slice(0, values.length > MOST_SHOWN ? MOST_SHOWN - 1 : MOST_SHOWN).map(print)
  return values.length > shown.length ? `${shown.join(', ')} and ${values.length - shown.length} more` : shown.join(', ')
}

export function quoted(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value)
}
