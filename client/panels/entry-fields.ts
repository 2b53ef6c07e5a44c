// The fields of a list's entries, seen from the row that looks into the list: for completion, and to read what is typed. Pure.
import { listPathsAbove, type FieldTree } from '../../shared/mapping/field-tree.ts'
import { findItemScope, isOpenEnded } from '../../shared/mapping/item-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { parseFieldPath, printFieldPath, type FieldPath } from '../../shared/schema/field-path.ts'
import { printType, type Field } from '../../shared/schema/fields.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { SourceRef, Transform } from '../../shared/transform/transform.ts'
import type { FieldChoice } from './transform-scope.tsx'

const MOST_FIELDS = 500

/** The row that goes through a list, stored or not: what stands in it sees the list's item. */
export function rowOver(context: MapContext, transform: Extract<Transform, { kind: 'each' }>, each: Row | undefined): Row {
  const { id, order } = context.fieldMap
  return { id: `over:${id}`, fieldMap: id, destination: '' as FieldPath, order, transform, ...(each === undefined ? {} : { parent: each.id }) }
}

/** Undefined: the schema has no such list. */
export function entryTree(context: MapContext, list: SourceRef, each: Row | undefined): FieldTree | undefined {
  return list.of === 'entry' ? undefined : findItemScope(context, rowOver(context, { kind: 'each', list }, each))?.tree
}

/** Nearest first; never below a list. */
export function listEntryFields(tree: FieldTree | undefined): FieldChoice[] {
  const queue: Field[] = tree === undefined ? [] : [...tree.children(tree.root)]
  const choices: FieldChoice[] = []
  for (const field of queue) {
    if (choices.length >= MOST_FIELDS) return choices
    choices.push({ text: field.path, type: printType(field.facts), seen: '' })
    if (!field.recursive && !field.facts.types.includes('list') && field.expandable && queue.length < 2 * MOST_FIELDS)
      queue.push(...(tree?.children(field) ?? []))
  }
  return choices
}

/** The empty text is the entry itself. */
export function readEntryPath(tree: FieldTree | undefined, typed: string): Result<FieldPath, { readonly message: string }> {
  const parsed = parseFieldPath(typed.trim())
  if (!parsed.ok) return fail({ message: `"${typed}" is not a field: ${parsed.error.message}.` })
  const path = printFieldPath(parsed.value)
  if (tree === undefined || path === '' || tree.find(path) !== undefined) return ok(path)
  const isOpen = ['' as FieldPath, ...listPathsAbove(path)].some((above) => {
    const facts = tree.find(above)?.facts
    return facts !== undefined && isOpenEnded(facts)
  })
  return isOpen ? ok(path) : fail({ message: `"${typed}" is not a field of the list's entries. Choose one from the list.` })
}
