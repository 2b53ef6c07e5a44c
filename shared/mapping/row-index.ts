// Rows by the place they fill: the only place that tells which rows stand on a destination field, and which below it.
import type { FieldPath } from '../schema/field-path.ts'
import type { Row } from '../project/field-map.ts'
import { listPathsAbove } from './field-tree.ts'

export type RowIndex = {
  /** Rows of one destination, in their order. `each`: the row they stand in. */
  readonly at: (each: Row | undefined, path: FieldPath) => readonly Row[]
  /** The place is among those that count as decided without a row. */
  readonly also: (each: Row | undefined, path: FieldPath) => boolean
  /** Something is decided below. */
  readonly inside: (each: Row | undefined, path: FieldPath) => boolean
}

/** `also`: further places that count as decided, e.g. those with a question. */
export function indexRows(rows: readonly Row[], also: readonly { readonly each?: string | undefined; readonly path: FieldPath }[] = []): RowIndex {
  const at = new Map<string, Row[]>()
  const inside = new Set<string>()
  const key = (each: string | undefined, path: FieldPath) => `${each ?? ''}:${path}`
  for (const row of rows) {
    const here = key(row.parent, row.destination)
    const others = at.get(here)
    if (others === undefined) at.set(here, [row])
    else others.push(row)
    for (const above of listPathsAbove(row.destination)) inside.add(key(row.parent, above))
  }
  const others = new Set(also.map(({ each, path }) => key(each, path)))
  for (const { each, path } of also) for (const above of listPathsAbove(path)) inside.add(key(each, above))
  return {
    at: (each, path) => at.get(key(each?.id, path)) ?? [],
    also: (each, path) => others.has(key(each?.id, path)),
    inside: (each, path) => inside.has(key(each?.id, path)),
  }
}
