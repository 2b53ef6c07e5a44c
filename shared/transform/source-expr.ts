// What an expression reads: a value of the sources, a config value. Apart from ir.ts, because formulas' terms read them too.
import type { FieldType } from '../schema/schema-graph.ts'

/** One name on the way to a value. `optional`: what stands there may be absent or null. */
export type PathStep = { readonly name: string; readonly optional: boolean }

/** A source value: of the item of the nearest `each`, or of an input by its name. */
export type PathExpr = {
  readonly op: 'path'
  /** Absent: the item. */
  readonly input?: string
  /** The entry of the list that a `list` expression looks at. */
  readonly entry?: true
  readonly steps: readonly PathStep[]
  /** The item may be null: then it has no fields. Absent otherwise, and from the root of an input, which is never null. */
  readonly nullableItem?: true
  /** JSON types that the check lets through; `any`: not checked. */
  readonly types: readonly FieldType[]
}

export type ConfigExpr = { readonly op: 'config'; readonly name: string; readonly type: ScalarType; readonly optional: boolean }

export type ScalarType = 'text' | 'number' | 'integer' | 'boolean'
