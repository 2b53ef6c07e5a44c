// The lines of a tree of fields: what is open, what a search found, what a type inside itself shows. The only place for both trees of the program.
import type { FieldTree } from '../../shared/mapping/field-tree.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { innerFacts, listOptions, type Field } from '../../shared/schema/fields.ts'
import type { FieldHit } from '../../shared/schema/search-fields.ts'

/** `again`: the same type stands above on this path; it opens where a person asks for it. `found`: the search found it itself. */
export type FieldLine = {
  readonly field: Field
  readonly depth: number
  readonly open: boolean
  readonly again: boolean
  readonly found?: FieldHit
}

/** What the trees of both panels know of a line. */
export type TreeItem = {
  readonly key: string
  readonly path: FieldPath
  readonly label: string
  readonly depth: number
  readonly field: Field
  readonly expandable: boolean
  readonly opened: boolean
  /** The same type stands above: it opens where a person asks for it. */
  readonly again: boolean
}

/** Rows that one wish of a person may open at most. */
export const MOST_OPENED = 2_000
/** Rows that a search shows at most: the best. */
export const MOST_FOUND = 200

type Walk = { readonly field: Field; readonly depth: number }

/** Below the root, in schema order; children only of what is open. */
export function listOpenLines(tree: FieldTree, opened: ReadonlySet<string>, below: readonly Field[] = tree.children(tree.root), depth = 0): FieldLine[] {
  const lines: FieldLine[] = []
  const stack: Walk[] = below.toReversed().map((field) => ({ field, depth }))
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { field } = next
    const open = field.expandable && opened.has(field.path)
    lines.push({ field, depth: next.depth, open, again: field.recursive && !open })
    if (open) for (const child of tree.children(field).toReversed()) stack.push({ field: child, depth: next.depth + 1 })
  }
  return lines
}

/** What was found, with what it stands in, in schema order. `changed`: what a person folded or opened since. */
export function listFoundLines(tree: FieldTree, hits: readonly FieldHit[], changed?: ReadonlyMap<string, boolean>): FieldLine[] {
  const found = new Map<FieldPath, FieldHit>(hits.map((hit) => [hit.field.path, hit]))
  return listKeptLines(
    tree,
    hits.map(({ field }) => field),
    changed,
  ).map((line) => {
    const hit = found.get(line.field.path)
    return hit === undefined ? line : { ...line, found: hit }
  })
}

/**
 * Some fields, with what they stand in, in schema order. `changed`: what a person folded or opened since: of an opened one everything is shown.
 * Only that is expanded: a search of each letter must not make the fields of every object in which something was found.
 */
export function listKeptLines(tree: FieldTree, fields: readonly Field[], changed: ReadonlyMap<string, boolean> = new Map()): FieldLine[] {
  const kept = new Map<FieldPath, Map<FieldPath, Field>>()
  for (const field of fields)
    for (let below: Field = field; below.parent !== undefined; below = below.parent) {
      const siblings = kept.get(below.parent.path) ?? new Map<FieldPath, Field>()
      kept.set(below.parent.path, siblings)
      if (siblings.has(below.path)) break
      siblings.set(below.path, below)
    }
  const lines: FieldLine[] = []
  const stack: Walk[] = [{ field: tree.root, depth: -1 }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { field, depth } = next
    const wish = depth < 0 ? undefined : changed.get(field.path)
    const inside = kept.get(field.path)
    const open = depth < 0 || (field.expandable && (wish ?? inside !== undefined))
    if (depth >= 0) lines.push({ field, depth, open, again: field.recursive && !open })
    if (!open) continue
    const children = wish === true ? tree.children(field) : inSchemaOrder(tree, field, [...(inside?.values() ?? [])])
    for (const child of children.toReversed()) stack.push({ field: child, depth: depth + 1 })
  }
  return lines
}

/** For `listKeptLines`: what a person turned round since, of what stands open by itself or not. */
export function turnedSince(fields: readonly Field[], turned: ReadonlySet<string>): ReadonlyMap<string, boolean> {
  if (turned.size === 0) return new Map()
  const above = new Set<string>()
  for (const field of fields) for (let parent = field.parent; parent !== undefined; parent = parent.parent) above.add(parent.path)
  return new Map([...turned].map((path) => [path, !above.has(path)]))
}

/** Of sorted paths, whether one lies below: so that a map of thousands of rows costs a few comparisons a field. */
export function hasBelow(sorted: readonly string[], path: FieldPath): boolean {
  if (path === '') return sorted.length > 0
  return ['.', '[', '{'].some((mark) => {
    const prefix = `${path}${mark}`
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] as string) < prefix) low = middle + 1
      else high = middle
    }
    return sorted[low]?.startsWith(prefix) === true
  })
}

/** As the parent lists them: its own properties, then those of its variants. */
function inSchemaOrder(tree: FieldTree, parent: Field, fields: readonly Field[]): readonly Field[] {
  if (fields.length < 2) return fields
  const owner = innerFacts(tree.graph, parent.node)
  const names = [...(owner.properties ?? []), ...listOptions(tree.graph, owner).flatMap(({ facts }) => facts.properties ?? [])].map(({ name }) => name)
  const rank = new Map<string, number>()
  for (const [at, name] of names.entries()) if (!rank.has(name)) rank.set(name, at)
  return fields.toSorted((a, b) => (rank.get(a.name) ?? names.length) - (rank.get(b.name) ?? names.length))
}

/** What has to be open so that the field can be seen, the nearest last. */
export function pathsAbove(field: Field): FieldPath[] {
  const paths: FieldPath[] = []
  for (let above = field.parent; above !== undefined; above = above.parent) if (above.parent !== undefined) paths.unshift(above.path)
  return paths
}

/** Everything below, but for types inside themselves; `cut`: there was more than one may want to scroll through. */
export function openBelow(tree: FieldTree, field: Field, most = MOST_OPENED): { readonly opened: readonly FieldPath[]; readonly cut: boolean } {
  const opened: FieldPath[] = []
  const queue: Field[] = [field]
  let rows = 0
  for (const next of queue) {
    const children = tree.children(next)
    rows += children.length
    if (rows > most && next !== field) return { opened, cut: true }
    opened.push(next.path)
    queue.push(...children.filter((child) => child.expandable && !child.recursive))
  }
  return { opened, cut: false }
}

/** Of all siblings of a line, those to open: what `*` does. */
export function openSiblings(tree: FieldTree, field: Field): FieldPath[] {
  const siblings = field.parent === undefined ? [] : tree.children(field.parent)
  return siblings.filter((one) => one.expandable && !one.recursive).map((one) => one.path)
}

/** The next line whose name starts with what was typed, from the one after `at` on, around the end. */
export function findByName(lines: readonly { readonly field: Field }[], at: number, typed: string): number | undefined {
  const wanted = typed.toLowerCase()
  for (let step = 1; step <= lines.length; step++) {
    // More letters of one word may stay where they are.
    const next = (at + step - (wanted.length > 1 ? 1 : 0)) % lines.length
    if (lines[next]?.field.name.toLowerCase().startsWith(wanted) === true) return next
  }
  return undefined
}
