// The line of a destination field, listed now or not: for whoever starts from the field, as the destination panel does. Pure.
import { fieldTree, listPathsAbove } from '../../shared/mapping/field-tree.ts'
import { fieldAddress, rowAddress, type Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'

/** Of several rows, and of a list that several rows fill, the first. Undefined: the schema has no such field. */
export function lineOfField(context: MapContext, path: FieldPath): Line | undefined {
  const { graph, root } = context.destination
  const field = graph === undefined || root === undefined ? undefined : fieldTree(graph, root.node).find(path)
  if (field === undefined || path === '') return undefined
  let each: Row | undefined
  for (const above of listPathsAbove(path)) each = rowsAt(context, above, each).find(isEach) ?? each
  const rows = rowsAt(context, path, each)
  // Where several lists feed this one, the line of the list itself stands above its parts, stored or not.
  const row = rows.length > 1 && rows.some(isEach) ? rows.find((one) => one.transform === undefined) : rows[0]
  return {
    address: row === undefined ? fieldAddress(context.fieldMap.id, path, each) : rowAddress(row),
    kind: 'field',
    path,
    label: field.name,
    depth: 0,
    field,
    ...(row === undefined ? {} : { row }),
    ...(each === undefined ? {} : { each }),
    foldable: false,
    folded: false,
  }
}

function rowsAt(context: MapContext, path: FieldPath, each: Row | undefined): readonly Row[] {
  return context.rows.filter((row) => row.destination === path && row.parent === each?.id)
}

function isEach(row: Row): boolean {
  return row.transform?.kind === 'each'
}
