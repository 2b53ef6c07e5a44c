// Rows for create or update only: what is left of a map for one of the two.
import type { EntriesIr, FieldIr, ListIr, ObjectIr, PartIr, ValueIr } from '../transform/ir.ts'

export type Operation = 'create' | 'update'

/** The node without what is for the other operation only: values and lists that nothing fills then are gone, objects stay. */
export function forOperation(node: ObjectIr, operation: Operation): ObjectIr {
  return {
    is: 'object',
    fields: node.fields.flatMap((field): FieldIr[] => {
      const left = leftOf(field.node, operation)
      return left === undefined ? [] : [{ ...field, node: left }]
    }),
  }
}

/** True where some row is for one operation only. */
export function tellsOperations(node: FieldIr['node']): boolean {
  if (node.is === 'object') return node.fields.some((field) => tellsOperations(field.node))
  return node.is === 'value' ? node.rows.some((row) => row.on !== null) : node.parts.some((part) => part.on !== null || tellsOperations(part.item))
}

function leftOf(node: FieldIr['node'], operation: Operation): FieldIr['node'] | undefined {
  if (node.is === 'object') return forOperation(node, operation)
  const left = node.is === 'value' ? rowsOf(node, operation) : node.is === 'list' ? partsOf(node, operation) : entriesOf(node, operation)
  return (left.is === 'value' ? left.rows : left.parts).length === 0 ? undefined : left
}

function rowsOf(node: ValueIr, operation: Operation): ValueIr {
  return { ...node, rows: node.rows.filter((row) => isFor(row, operation)) }
}

function partsOf(node: ListIr, operation: Operation): ListIr {
  return { ...node, parts: node.parts.filter((part) => isFor(part, operation)).map((part) => ({ ...part, item: itemOf(part, operation) })) }
}

function entriesOf(node: EntriesIr, operation: Operation): EntriesIr {
  return { ...node, parts: node.parts.filter((part) => isFor(part, operation)).map((part) => ({ ...part, item: itemOf(part, operation) })) }
}

function itemOf({ item }: PartIr, operation: Operation): PartIr['item'] {
  return item.is === 'object' ? forOperation(item, operation) : rowsOf(item, operation)
}

function isFor({ on }: { readonly on: Operation | null }, operation: Operation): boolean {
  return on === null || on === operation
}
