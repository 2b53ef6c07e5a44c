// The only place that says why a parsed document cannot be read at all. Facts only; the wording is the importers'.
import type { FieldType } from './schema-graph.ts'

/** A schema inside a schema inside a schema ...: levels, at most. */
export const MOST_SCHEMA_DEPTH = 64
/** Nodes of one graph, and schemas looked at in one document, at most. */
export const MOST_NODES = 5_000_000
/** UTF-16 units of a name, at most: a longer one is left out, because a shortened name would be another name. */
export const LONGEST_NAME = 512
/** UTF-16 units kept of a description. */
export const LONGEST_DESCRIPTION = 10_000

export type SchemaReadError =
  /** `at`: JSON pointer. */
  | { readonly type: 'TooDeep'; readonly at: string; readonly limit: number }
  | { readonly type: 'TooManyNodes'; readonly limit: number }
  /** `found` says what the document is, as far as one can tell, e.g. `Swagger 2.0`. */
  | { readonly type: 'UnsupportedFormat'; readonly found: string }
  /** Not what it was said to be. `expected` and `found` in plain words. */
  | { readonly type: 'NotADescription'; readonly expected: string; readonly found: string }

/** `list`, `object`, `text` ...: what a parsed value is, for messages. */
export function typeOfValue(value: unknown): FieldType | 'null' {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return 'object'
}
