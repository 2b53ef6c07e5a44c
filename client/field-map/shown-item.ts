// Which item of which list the preview looks at, from where somebody is: stepping through the items of the nearest list. Pure.
import type { RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'

/** `list`: the `each` row's id, or the map's for its runs. `at` counts from 0. */
export type ShownItem = { readonly list: string; readonly at: number; readonly count: number }

/** The list that the line stands in, or is; else that of the map's runs. Undefined: it is in none, or the list has no items. */
export function shownItem(
  context: MapContext,
  outcomes: ReadonlyMap<string, RowOutcome>,
  items: ReadonlyMap<string, number>,
  line: Line | undefined,
): ShownItem | undefined {
  const each = line?.row?.transform?.kind === 'each' ? line.row.id : line?.each?.id
  if (each !== undefined) return itemOf(each, outcomes.get(each)?.count, items)
  const { fieldMap, rows } = context
  if (fieldMap.runs === undefined || fieldMap.runs === 'record') return undefined
  // Each record gives an outcome of every row at the top.
  const counts = rows.map((row) => (row.parent === undefined && row.transform?.kind !== 'each' ? (outcomes.get(row.id)?.count ?? 0) : 0))
  return itemOf(fieldMap.id, Math.max(0, ...counts), items)
}

function itemOf(list: string, count: number | undefined, items: ReadonlyMap<string, number>): ShownItem | undefined {
  return count === undefined || count === 0 ? undefined : { list, count, at: Math.min(items.get(list) ?? 0, count - 1) }
}
