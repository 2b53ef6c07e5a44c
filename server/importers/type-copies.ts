// The only place that copies the facts of a named type to the fields of that type, so that each field has words and a place of its own.
import type { SchemaNode } from '../../shared/schema/schema-graph.ts'
import { LONGEST_DESCRIPTION } from '../../shared/schema/schema-read-error.ts'

/**
 * Fields, variants, allowed values and lines of text in all copies, at most: past it, fields share the node of their type.
 * Ten thousand fields of a type with ten thousand fields are no schema of anybody.
 */
const MOST_COPIED = 1_000_000
const LINE = 20

export type TypeCopies = {
  /** Whether a field gets a node of its own, of a type with `entries` fields, variants and values, and this description. Each yes is counted. */
  readonly allow: (entries: number, description?: string) => boolean
}

export function createTypeCopies(most = MOST_COPIED): TypeCopies {
  let left = most
  return {
    allow(entries, description = '') {
      const size = entries + Math.floor(Math.min(description.length, LONGEST_DESCRIPTION) / LINE)
      if (size > left) return false
      left -= size
      return true
    },
  }
}

/** The type's facts with the field's own: its words stand for the type's. */
export function copyOfType(
  type: SchemaNode,
  own: { readonly description?: string | undefined; readonly deprecated?: boolean; readonly nullable?: boolean },
): SchemaNode {
  return {
    ...type,
    ...(own.description === undefined ? {} : { description: own.description }),
    ...(own.deprecated === true ? { deprecated: true } : {}),
    ...(own.nullable === true ? { nullable: true } : {}),
  }
}
