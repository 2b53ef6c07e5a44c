// The rows of one destination in their order, and the keys that put a row between two of them: the only place that orders rows. Pure.
import type { CellWrite } from '../../shared/project/edits.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { placeAt, type Ordered } from '../../shared/project/order-keys.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'

/** What rows of one order share: alternatives of one destination, parts of one list. */
export type RowPlace = Pick<Row, 'destination' | 'parent'>

export type OrderPlan = {
  /** Ids in their order, with what was planned so far. */
  readonly listAt: (place: RowPlace) => readonly string[]
  readonly insert: (place: RowPlace, id: string, at: number) => void
  readonly remove: (place: RowPlace, id: string) => void
  /** The keys of all that were inserted, and of neighbours that had to make room. */
  readonly writes: () => CellWrite[]
}

export function createOrderPlan(context: Pick<MapContext, 'rows'>, randomBit: () => boolean): OrderPlan {
  const lists = new Map<string, Ordered[]>()
  const orders = new Map<string, string>()
  for (const [key, rows] of groupRows(context.rows, keyOf))
    lists.set(
      key,
      rows.map(({ id, order }) => ({ id, order })),
    )
  const at = (place: RowPlace): Ordered[] => {
    const list = lists.get(keyOf(place)) ?? []
    lists.set(keyOf(place), list)
    return list
  }
  return {
    listAt: (place) => at(place).map(({ id }) => id),
    insert(place, id, index) {
      const list = at(place)
      const { order, rekeyed } = placeAt(list, index, randomBit)
      const other = new Map(rekeyed.map((one) => [one.id, one.order]))
      const next = list.map((one) => ({ id: one.id, order: other.get(one.id) ?? one.order }))
      next.splice(index, 0, { id, order })
      lists.set(keyOf(place), next)
      for (const one of [...rekeyed, { id, order }]) orders.set(one.id, one.order)
    },
    remove(place, id) {
      lists.set(
        keyOf(place),
        at(place).filter((one) => one.id !== id),
      )
      orders.delete(id)
    },
    writes: () => [...orders].map(([id, order]): CellWrite => ({ home: 'rows', object: id, cell: 'order', value: order })),
  }
}

export function isSameRowPlace(a: RowPlace, b: RowPlace): boolean {
  return a.destination === b.destination && a.parent === b.parent
}

/** As they are listed: of a list fed by several others, the first undecided row stands for the list itself and is no part. */
export function listParts({ rows: all }: Pick<MapContext, 'rows'>, place: RowPlace): readonly Row[] {
  const byPlace = places.get(all) ?? groupRows(all, keyOf)
  places.set(all, byPlace)
  const rows = byPlace.get(keyOf(place)) ?? []
  const header = rows.some((row) => row.transform?.kind === 'each') ? rows.find((row) => row.transform === undefined) : undefined
  return rows.filter((row) => row !== header)
}

// Asked for every selected line, of the same rows.
const places = new WeakMap<MapContext['rows'], ReadonlyMap<string, readonly Row[]>>()
const children = new WeakMap<MapContext['rows'], ReadonlyMap<string, readonly Row[]>>()

/** Rows that stand in an `each` row, at any depth, nearest first. */
export function rowsBelow({ rows }: Pick<MapContext, 'rows'>, each: Pick<Row, 'id'>): readonly Row[] {
  const byParent = children.get(rows) ?? groupRows(rows, ({ parent }) => parent)
  children.set(rows, byParent)
  const below: Row[] = []
  const taken = new Set([each.id])
  for (let level: readonly Pick<Row, 'id'>[] = [each]; level.length > 0;) {
    const found: readonly Row[] = level.flatMap(({ id }) => byParent.get(id) ?? []).filter(({ id }) => !taken.has(id))
    for (const { id } of found) taken.add(id)
    below.push(...found)
    level = found
  }
  return below
}

/** Rows without a key are in no group. */
function groupRows(rows: readonly Row[], keyOfRow: (row: Row) => string | undefined): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOfRow(row)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

/** The same for rows of one order. */
export function keyOf({ destination, parent }: RowPlace): string {
  return `${parent ?? ''}:${destination}`
}
