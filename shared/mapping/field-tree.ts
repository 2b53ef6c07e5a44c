// The fields of one object, expanded as they are asked for and kept: the only place that remembers expanded fields.
import type { FieldPath } from '../schema/field-path.ts'
import { listFields, rootField, type Field } from '../schema/fields.ts'
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

/** Every path above, nearest last, without the root: `a[].b` is below `a` and `a[]`. Reads no names, so it is fast enough for every row on every edit. */
export function listPathsAbove(path: FieldPath): FieldPath[] {
  const above: FieldPath[] = []
  let isQuoted = path.startsWith('`')
  for (let at = 1; at < path.length; at++) {
    const char = path[at]
    if (char === '`') isQuoted = !isQuoted
    else if (!isQuoted && (char === '.' || char === '[' || char === '{')) above.push(path.slice(0, at) as FieldPath)
  }
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
    let field: Field = root
    for (const step of [...listPathsAbove(path), path]) {
      // A list opens straight to its item's fields: the item itself may be no field of its own.
      children(field)
      const next = found.get(step)
      if (next !== undefined) field = next
    }
    const result = field.path === path ? field : undefined
    found.set(path, result)
    return result
  }

  return { graph, root, children, find }
}
