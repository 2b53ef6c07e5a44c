// The only place that copies the facts of a named type to the fields of that type, so that each field has words and a place of its own.
import type { SchemaNode } from '../../shared/schema/schema-graph.ts'

/** Fields and variants in all copies, at most: past it, fields share the node of their type. Ten thousand fields of a type with ten thousand fields are no schema of anybody. */
const MOST_COPIED = 1_000_000

export type TypeCopies = {
  /** Whether a field of a type with `size` fields and variants gets a node of its own. Each yes is counted. */
  readonly allow: (size: number) => boolean
}

export function createTypeCopies(most = MOST_COPIED): TypeCopies {
  let left = most
  return {
    allow(size) {
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
