// What `item` means inside an `each` row: the only place that follows a row's list to its item.
import { ITEM, parseFieldPath, printFieldPath, type FieldPath } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { Row } from '../project/field-map.ts'
import type { SourceRef } from '../transform/transform.ts'
import { fieldTree, type FieldTree } from './field-tree.ts'
import type { MapContext } from './map-context.ts'

/** Each rows inside each rows, at most; a longer chain of parents is damage. */
export const MOST_NESTED_EACH = 16

export type ItemScope = {
  /** The list from the root of its input, through every list above: `line_items[].taxes`. */
  readonly input: string
  readonly path: FieldPath
  /** Of one item, its own paths relative to it; absent where the schema has no such list. */
  readonly tree?: FieldTree
}

const rowsById = new WeakMap<readonly Row[], ReadonlyMap<string, Row>>()

export function findRow(context: MapContext, id: string): Row | undefined {
  let rows = rowsById.get(context.rows)
  if (rows === undefined) {
    rows = new Map(context.rows.map((row) => [row.id, row]))
    rowsById.set(context.rows, rows)
  }
  return rows.get(id)
}

/** The `each` row that a row stands in; undefined at the top, and where the parent is gone or is no `each`. */
export function eachAbove(context: MapContext, row: Row): Row | undefined {
  const parent = row.parent === undefined ? undefined : findRow(context, row.parent)
  return parent?.transform?.kind === 'each' ? parent : undefined
}

/** True where the row's chain of parents leads to the top through `each` rows only. */
export function hasSoundParents(context: MapContext, row: Row): boolean {
  let here = row
  for (let depth = 0; depth <= MOST_NESTED_EACH; depth++) {
    if (here.parent === undefined) return true
    const above = eachAbove(context, here)
    if (above === undefined) return false
    here = above
  }
  return false
}

/** How many `each` rows a row stands in; a chain longer than is sound counts as that long. */
export function nestingOf(context: MapContext, row: Row): number {
  let depth = 0
  for (let above = eachAbove(context, row); above !== undefined && depth <= MOST_NESTED_EACH; above = eachAbove(context, above)) depth += 1
  return depth
}

export function inputTree(context: MapContext, input: string): FieldTree | undefined {
  const side = context.inputs.find((candidate) => candidate.input.id === input)
  return side?.graph === undefined || side.root === undefined ? undefined : fieldTree(side.graph, side.root.node)
}

/** Undefined where the row is no `each` or its chain is broken. */
export function findItemScope(context: MapContext, each: Row, depth = 0): ItemScope | undefined {
  if (each.transform?.kind !== 'each' || depth > MOST_NESTED_EACH) return undefined
  const { list } = each.transform
  if (list.of === 'input') return scopeOf(list.input, list.path, inputTree(context, list.input)?.find(list.path), inputTree(context, list.input))
  const above = eachAbove(context, each)
  const outer = above === undefined ? undefined : findItemScope(context, above, depth + 1)
  if (outer === undefined) return undefined
  const steps = [parseFieldPath(outer.path), parseFieldPath(list.path)]
  if (!steps.every((parsed) => parsed.ok)) return undefined
  const path = printFieldPath([...(steps[0]?.ok ? steps[0].value : []), ITEM, ...(steps[1]?.ok ? steps[1].value : [])])
  return scopeOf(outer.input, path, outer.tree?.find(list.path), outer.tree)
}

/** The field that a source names; undefined where the schema has none, or is not loaded. */
export function findSourceField(context: MapContext, ref: SourceRef, each?: Row): Field | undefined {
  return sourceTree(context, ref, each)?.find(ref.path)
}

/** The fields among which a source's path is looked up. */
export function sourceTree(context: MapContext, ref: SourceRef, each?: Row): FieldTree | undefined {
  if (ref.of === 'input') return inputTree(context, ref.input)
  return each === undefined ? undefined : findItemScope(context, each)?.tree
}

function scopeOf(input: string, path: FieldPath, list: Field | undefined, tree: FieldTree | undefined): ItemScope {
  const items = list?.facts.types.includes('list') === true ? list.facts.items : undefined
  return { input, path, ...(items === undefined || tree === undefined ? {} : { tree: fieldTree(tree.graph, items) }) }
}
