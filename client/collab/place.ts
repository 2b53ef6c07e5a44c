// Where a new or moved object goes in a list that people order: its key, and the writes that make room for it.
import type { CellWrite } from '../../shared/project/edits.ts'
import { placeAt, placeManyAt, type Ordered } from '../../shared/project/order-keys.ts'
import type { CollectionName } from '../../shared/project/project.ts'

export const randomBit = () => ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & 1) === 1

/** `sorted`: the list without the object itself. `writes` belong into the same edit. */
export function placeIn(
  home: CollectionName,
  sorted: readonly Ordered[],
  at: number = sorted.length,
): { readonly order: string; readonly writes: readonly CellWrite[] } {
  const { order, rekeyed } = placeAt(sorted, at, randomBit)
  return { order, writes: rekeyed.map((one) => ({ home, object: one.id, cell: 'order', value: one.order })) }
}

/** As `placeIn`, for `count` objects that follow one another at the end. */
export function placeManyIn(
  home: CollectionName,
  sorted: readonly Ordered[],
  count: number,
): { readonly orders: readonly string[]; readonly writes: readonly CellWrite[] } {
  const { orders, rekeyed } = placeManyAt(sorted, sorted.length, count, randomBit)
  return { orders, writes: rekeyed.map((one) => ({ home, object: one.id, cell: 'order', value: one.order })) }
}

/** The writes that move an object to position `at` of the list without it. */
export function moveWrites(home: CollectionName, sorted: readonly Ordered[], id: string, at: number): CellWrite[] {
  const { order, writes } = placeIn(
    home,
    sorted.filter((one) => one.id !== id),
    at,
  )
  return [...writes, { home, object: id, cell: 'order', value: order }]
}
