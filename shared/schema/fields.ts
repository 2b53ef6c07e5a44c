// Lazy expansion: the fields of a node, one level at a time. The only place that turns graph nodes into fields.
import type { FieldPath, PathStep } from './field-path.ts'
import type { NodeId, ObjectAddress, SchemaGraph, SchemaNode } from './schema-graph.ts'

/** One named value in an object, as the grid, the panels and the exports show it. */
export type Field = {
  /** From the object's root. */
  readonly path: FieldPath
  readonly step: PathStep
  readonly node: NodeId
  readonly facts: SchemaNode
  /** Required by its parent. */
  readonly required: boolean
  /** read-only / write-only here or in any parent. */
  readonly readOnly: boolean
  readonly writeOnly: boolean
  /** Has fields of its own below (through items, entries and variants). */
  readonly expandable: boolean
  /** The same type stands above on this path: expand on demand only. */
  readonly recursive: boolean
  /** Only in these variants of the parent (labels); undefined: always. */
  readonly variants?: readonly string[]
}

export declare function placeholder(graph: SchemaGraph, address: ObjectAddress): NodeId
