// The fields of one object, expanded as they are asked for and kept: the only place that remembers expanded fields.
import { parseFieldPath, printFieldPath, type FieldPath } from '../schema/field-path.ts'
import { isBelow, listFields, rootField, type Field } from '../schema/fields.ts'
import type { NodeId, SchemaGraph } from '../schema/schema-graph.ts'

export type FieldTree = {
  readonly graph: SchemaGraph
  readonly root: Field
  /** One level below, in schema order. */
  readonly children: (field: Field) => readonly Field[]
  readonly find: (path: FieldPath) => Field | undefined
}

// A graph never changes, so what was expanded once stays right; it goes with the graph.
const trees = new WeakMap<SchemaGraph, Map<NodeId, FieldTree>>()

export function fieldTree(graph: SchemaGraph, node: NodeId): FieldTree {
  const known = trees.get(graph) ?? new Map<NodeId, FieldTree>()
  trees.set(graph, known)
  const before = known.get(node)
  if (before !== undefined) return before
  const tree = createTree(graph, rootField(graph, node))
  known.set(node, tree)
  return tree
}

/** Every path above, nearest first, without the root; empty where the text is not a path. */
export function listPathsAbove(path: FieldPath): FieldPath[] {
  const parsed = parseFieldPath(path)
  if (!parsed.ok) return []
  const above: FieldPath[] = []
  for (let length = parsed.value.length - 1; length > 0; length--) above.push(printFieldPath(parsed.value.slice(0, length)))
  return above
}

function createTree(graph: SchemaGraph, root: Field): FieldTree {
  const childrenOf = new Map<FieldPath, readonly Field[]>()
  const found = new Map<FieldPath, Field | undefined>([[root.path, root]])

  function children(field: Field): readonly Field[] {
    const before = childrenOf.get(field.path)
    if (before !== undefined) return before
    const fields = listFields(graph, field)
    childrenOf.set(field.path, fields)
    for (const child of fields) found.set(child.path, child)
    return fields
  }

  function find(path: FieldPath): Field | undefined {
    if (found.has(path)) return found.get(path)
    let field: Field | undefined = root
    while (field !== undefined && field.path !== path) field = children(field).find((child) => child.path === path || isBelow(path, child.path))
    found.set(path, field)
    return field
  }

  return { graph, root, children, find }
}
