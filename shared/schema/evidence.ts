// What sample records show of a field. Documented and observed facts stay apart (README, decisions).
import type { FieldPath } from './field-path.ts'
import type { FieldType } from './schema-graph.ts'
import type { JsonScalar } from './json-value.ts'

/** Distinct values kept a field, at most; `more` says that there were others. */
export const MOST_DISTINCT = 50
/** UTF-16 units of a text that is kept: a longer one is no value that people recognise, and is no distinct value. */
export const LONGEST_KEPT = 200

export type FieldEvidence = {
  readonly path: FieldPath
  /** Present in `seen` of `of` parents. */
  readonly seen: number
  readonly of: number
  /** Observed types with counts, most frequent first; null is counted apart. */
  readonly types: readonly { readonly type: FieldType; readonly count: number }[]
  readonly nulls: number
  readonly distinct: readonly { readonly value: JsonScalar; readonly count: number }[]
  readonly more: boolean
  /** UTF-16 units of the longest text. */
  readonly longest?: number
  /** The longest text itself, the first of several; cut at LONGEST_KEPT. */
  readonly longestText?: string
  readonly minimum?: number
  readonly maximum?: number
}
