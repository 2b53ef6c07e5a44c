// What `item` means inside an `each` row, and at the top of a map that runs per item or group: the only place that follows a list to its item.
import { ENTRY, ITEM, parseFieldPath, printFieldPath, type FieldPath, type PathStep } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { FieldMap, Row } from '../project/field-map.ts'
import type { SourceRef } from '../transform/transform.ts'
import { fieldTree, type FieldTree } from './field-tree.ts'
import { entryTree, groupTree } from './item-trees.ts'
import type { MapContext } from './map-context.ts'

/** Each rows inside each rows, at most; a longer chain of parents is damage. */
export const MOST_NESTED_EACH = 16

export type ItemScope = {
  /** The list or map from the root of its input, through every list above: `line_items[].taxes`. */
  readonly input: string
  readonly path: FieldPath
  /** `map`: the item is `{ key, value }`. Undefined: the schema has neither a list nor a map there. */
  readonly over?: 'list' | 'map'
  /** Of one item, its own paths relative to it; absent where the schema has no such list. */
  readonly tree?: FieldTree
  /** The item is a group `{ key, items }`: the list's own items, and the field of them that made the group. */
  readonly group?: { readonly own: ItemScope; readonly by: FieldPath }
}

const rowsById = new WeakMap<readonly Row[], ReadonlyMap<string, Row>>()
const scopes = new WeakMap<MapContext, Map<Row, ItemScope | undefined>>()
const runs = new WeakMap<FieldMap, Row | null>()
const ungrouped = new WeakMap<Row, Row>()

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

/** A map that runs per item or group, as the `each` row that stands above all its rows. Undefined: it runs once per record. */
export function runRow({ fieldMap }: Pick<MapContext, 'fieldMap'>): Row | undefined {
  const known = runs.get(fieldMap)
  if (known !== undefined) return known ?? undefined
  const { id, order, runs: how, runsOver, runsBy } = fieldMap
  const isRun = (how === 'item' || (how === 'group' && runsBy !== undefined)) && runsOver !== undefined
  const row: Row | null = !isRun
    ? null
    : {
        id: `run:${id}`,
        fieldMap: id,
        destination: '' as FieldPath,
        order,
        transform: { kind: 'each', list: runsOver, ...(how === 'group' && runsBy !== undefined ? { groupBy: runsBy } : {}) },
      }
  runs.set(fieldMap, row)
  return row ?? undefined
}

/** An `each` row as if it did not group: its condition, its sort and its group field are about the list's own items. */
export function ownItems(each: Row): Row {
  if (each.transform?.kind !== 'each' || each.transform.groupBy === undefined) return each
  const known = ungrouped.get(each)
  if (known !== undefined) return known
  const { groupBy: _, ...transform } = each.transform
  const row: Row = { ...each, transform }
  ungrouped.set(each, row)
  return row
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
  const known = scopes.get(context) ?? new Map<Row, ItemScope | undefined>()
  scopes.set(context, known)
  if (!known.has(each)) known.set(each, createItemScope(context, each, depth))
  return known.get(each)
}

function createItemScope(context: MapContext, each: Row, depth: number): ItemScope | undefined {
  if (each.transform?.kind !== 'each' || depth > MOST_NESTED_EACH) return undefined
  const { list, groupBy } = each.transform
  if (groupBy !== undefined) {
    const own = createItemScope(context, ownItems(each), depth)
    return own === undefined
      ? undefined
      : {
          input: own.input,
          path: own.path,
          group: { own, by: groupBy },
          ...(own.tree === undefined ? {} : { over: 'list', tree: groupTree(own.tree, groupBy) }),
        }
  }
  if (list.of === 'input') return scopeOf(list.input, list.path, inputTree(context, list.input)?.find(list.path), inputTree(context, list.input))
  const above = insideOf(context, each, eachAbove(context, each))
  const outer = above === undefined ? undefined : findItemScope(context, above, depth + 1)
  const path = outer === undefined ? undefined : pathFromRoot(outer, list.path)
  return outer === undefined || path === undefined ? undefined : scopeOf(outer.input, path, outer.tree?.find(list.path), outer.tree)
}

/** The row whose item `item` means, for what stands directly in `each`: at the top that of the run, if any. `row`: never its own run. */
export function insideOf(context: MapContext, row: Row | undefined, each: Row | undefined): Row | undefined {
  const run = each === undefined ? runRow(context) : undefined
  return each ?? (run === undefined || run.id === row?.id ? undefined : run)
}

/** A path of the item as a path from the root of its input. Undefined: it cannot be read, or is no field of the item. */
export function pathFromRoot(scope: ItemScope, path: FieldPath): FieldPath | undefined {
  const own = parseFieldPath(path)
  const list = parseFieldPath(scope.path)
  if (!own.ok || !list.ok) return undefined
  const [first, ...rest] = own.value
  const name = first?.kind === 'name' ? first.name : undefined
  if (scope.group !== undefined) {
    if (name === 'key') return pathFromRoot(scope.group.own, scope.group.by)
    return name === 'items' && rest[0]?.kind === 'item' ? pathFromRoot(scope.group.own, printFieldPath(rest.slice(1))) : scope.path
  }
  if (scope.over !== 'map') return printFieldPath([...list.value, ITEM, ...own.value])
  const below: readonly PathStep[] = name === 'value' ? [ENTRY, ...rest] : []
  return printFieldPath([...list.value, ...below])
}

/** The field that a source names; undefined where the schema has none, or is not loaded. */
export function findSourceField(context: MapContext, ref: SourceRef, each?: Row): Field | undefined {
  return sourceTree(context, ref, each)?.find(ref.path)
}

/** The fields among which a source's path is looked up. */
export function sourceTree(context: MapContext, ref: SourceRef, each?: Row): FieldTree | undefined {
  if (ref.of === 'input') return inputTree(context, ref.input)
  // An entry's fields are those of a list that only the transform knows.
  if (ref.of === 'entry') return undefined
  const inside = insideOf(context, undefined, each)
  return inside === undefined ? undefined : findItemScope(context, inside)?.tree
}

/** A map whose values are described and that has no other fields: what an `each` can go through besides a list. */
export function isPureMap(facts: Field['facts']): boolean {
  return facts.types.includes('map') && facts.entries !== undefined && facts.properties === undefined
}

/** Any name may stand below: nothing is described, or names are free. */
export function isOpenEnded(facts: Field['facts']): boolean {
  const hasFields = facts.properties !== undefined || facts.variants !== undefined
  return facts.types.includes('any') || facts.types.includes('map') || facts.entries !== undefined || (facts.types.includes('object') && !hasFields)
}

function scopeOf(input: string, path: FieldPath, field: Field | undefined, tree: FieldTree | undefined): ItemScope {
  const { types, items, entries } = field?.facts ?? { types: [] }
  if (tree === undefined || field === undefined) return { input, path }
  if (types.includes('list')) return { input, path, over: 'list', ...(items === undefined ? {} : { tree: fieldTree(tree.graph, items) }) }
  if (isPureMap(field.facts) && entries !== undefined) return { input, path, over: 'map', tree: entryTree(tree.graph, entries) }
  return { input, path }
}
