// The source fields of a map with what is decided about each: what is used where, what is left out and why, what nobody decided.
import { listUsedPaths, wholePath } from '../mapping/coverage.ts'
import { listPathsAbove, type FieldTree } from '../mapping/field-tree.ts'
import { inputTree } from '../mapping/item-scope.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { listRowSources } from '../mapping/row-sources.ts'
import type { Row } from '../project/field-map.ts'
import type { FieldPath } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'

export type SourceFieldLine = {
  readonly field: Field
  readonly state: 'used' | 'left out' | 'undecided'
  readonly rows: readonly Row[]
  readonly reason: string
}

/** Direct fields of the input and of every object or list that a decision opened, in schema order; write-only ones do not count. */
export function listSourceFieldLines(context: MapContext, input: string): SourceFieldLine[] {
  const tree = inputTree(context, input)
  if (tree === undefined) return []
  const users = usersByPath(context, input)
  const reasons = new Map(context.decisions.filter((decision) => decision.input === input).map((decision) => [decision.path, decision.reason]))
  const used = new Set(listUsedPaths(context, input))
  const opened = new Set([...used, ...reasons.keys()].flatMap(listPathsAbove))
  const lines: SourceFieldLine[] = []
  // A stack of our own: no schema can overflow the engine's (T-15).
  const stack = childrenOf(tree, tree.root, reasons.get(tree.root.path))
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { field } = next
    const reason = reasons.get(field.path) ?? next.reason
    if (opened.has(field.path)) stack.push(...childrenOf(tree, field, reason))
    // What the map's settings alone ask for has no row.
    else if (used.has(field.path)) lines.push({ field, state: 'used', rows: users.get(field.path) ?? [], reason: '' })
    else if (!field.writeOnly) lines.push({ field, state: reason === undefined ? 'undecided' : 'left out', rows: [], reason: reason ?? '' })
  }
  return lines
}

type Pending = { readonly field: Field; readonly reason: string | undefined }

function childrenOf(tree: FieldTree, parent: Field, reason: string | undefined): Pending[] {
  return tree
    .children(parent)
    .map((field) => ({ field, reason }))
    .reverse()
}

/** The rows that use a field, in their order, by its path from the input's root. */
export function usersByPath(context: MapContext, input: string): ReadonlyMap<FieldPath, readonly Row[]> {
  const users = new Map<FieldPath, Row[]>()
  for (const row of context.rows) {
    for (const { ref, each } of listRowSources(context, row)) {
      const whole = wholePath(context, ref, each)
      if (whole?.input !== input) continue
      const known = users.get(whole.path)
      if (known === undefined) users.set(whole.path, [row])
      else if (!known.includes(row)) known.push(row)
    }
  }
  return users
}
