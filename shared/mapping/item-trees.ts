// The items that a map makes itself, as fields: `{ key, value }` of a source map, `{ key, items }` of a group. The only place that adds to a graph.
import type { FieldPath } from '../schema/field-path.ts'
import type { NodeId, SchemaGraph, SchemaNode } from '../schema/schema-graph.ts'
import { fieldTree, type FieldTree } from './field-tree.ts'

// A graph never changes, so what was added to it once stays right; it goes with the graph.
const trees = new WeakMap<SchemaGraph, Map<string, FieldTree>>()

/** `value`: the node of the map's values. */
export function entryTree(graph: SchemaGraph, value: NodeId): FieldTree {
  return remember(graph, `entry ${value}`, (root) =>
    extend(graph, {
      [`${root} key`]: { types: ['text'] },
      [root]: {
        types: ['object'],
        properties: [
          { name: 'key', node: `${root} key`, required: true },
          { name: 'value', node: value, required: true },
        ],
      },
    }),
  )
}

/** `own`: the fields of the list's own item. A group has always a key. */
export function groupTree(own: FieldTree, by: FieldPath): FieldTree {
  return remember(own.graph, `group ${own.root.node} ${by}`, (root) => {
    const key = own.find(by)
    return extend(own.graph, {
      ...(key === undefined ? {} : { [`${root} key`]: { ...key.facts, nullable: false } }),
      [`${root} items`]: { types: ['list'], items: own.root.node },
      [root]: {
        types: ['object'],
        properties: [
          ...(key === undefined ? [] : [{ name: 'key', node: `${root} key`, required: true }]),
          { name: 'items', node: `${root} items`, required: true },
        ],
      },
    })
  })
}

function remember(graph: SchemaGraph, name: string, make: (root: NodeId) => SchemaGraph): FieldTree {
  const known = trees.get(graph) ?? new Map<string, FieldTree>()
  trees.set(graph, known)
  const before = known.get(name)
  if (before !== undefined) return before
  const tree = fieldTree(make(name), name)
  known.set(name, tree)
  return tree
}

/** The schema's own nodes shine through: copying those of a large schema would cost more than all the rest. */
function extend(graph: SchemaGraph, nodes: Record<NodeId, SchemaNode>): SchemaGraph {
  return { ...graph, nodes: Object.setPrototypeOf(nodes, graph.nodes) }
}
