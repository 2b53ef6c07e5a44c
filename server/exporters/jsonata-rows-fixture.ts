// A map with only some of its rows: to compare back-ends on what both can say.
import type { FieldIr, MapIr, ObjectIr, PartIr, ValueIr } from '../../shared/transform/ir.ts'

/** By the rows' numbers, `R-3`. Rows of an `each` row go with it. */
export function keepRows(ir: MapIr, rows: ReadonlySet<string>): MapIr {
  return { ...ir, destination: { ...ir.destination, node: keepFields(ir.destination.node, rows) } }
}

function keepFields(node: ObjectIr, rows: ReadonlySet<string>): ObjectIr {
  return {
    is: 'object',
    fields: node.fields.flatMap((field): FieldIr[] => {
      const kept = keepNode(field.node, rows)
      return kept === undefined ? [] : [{ ...field, node: kept }]
    }),
  }
}

function keepNode(node: FieldIr['node'], rows: ReadonlySet<string>): FieldIr['node'] | undefined {
  switch (node.is) {
    case 'object':
      return keepFields(node, rows)
    case 'value':
      return keepValue(node, rows)
    case 'list': {
      const parts = node.parts.flatMap((part) => keepPart(part, rows))
      return parts.length === 0 ? undefined : { ...node, parts }
    }
    case 'entries': {
      const parts = node.parts.flatMap((part) => keepPart(part, rows))
      return parts.length === 0 ? undefined : { ...node, parts }
    }
  }
}

function keepValue(node: ValueIr, rows: ReadonlySet<string>): ValueIr | undefined {
  const kept = node.rows.filter((row) => rows.has(`R-${row.number}`))
  return kept.length === 0 ? undefined : { ...node, rows: kept }
}

function keepPart<P extends PartIr>(part: P, rows: ReadonlySet<string>): P[] {
  const item = part.item.is === 'object' ? keepFields(part.item, rows) : keepValue(part.item, rows)
  return item === undefined || !rows.has(`R-${part.number}`) ? [] : [{ ...part, item }]
}
