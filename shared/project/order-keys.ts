// The only place that makes order keys: fractional indexes with jitter, so that two people inserting at one place do not clash.
import { generateNKeysBetween } from 'jittered-fractional-indexing'

export type Ordered = { readonly id: string; readonly order: string }

/** Longer keys mean that one place was inserted at over and over: the list is then spread anew. */
const LONGEST = 64

/**
 * The key of a new object at position `at` of a sorted list (0: first). `rekeyed`: neighbours that need a new key in the same
 * edit, because theirs leave no room between them (equal keys of two people) or are no keys at all. `randomBit` is handed in.
 */
export function placeAt(sorted: readonly Ordered[], at: number, randomBit: () => boolean): { readonly order: string; readonly rekeyed: readonly Ordered[] } {
  const { orders, rekeyed } = placeManyAt(sorted, at, 1, randomBit)
  return { order: orders[0] as string, rekeyed }
}

/** As `placeAt`, for `count` objects that follow one another. */
export function placeManyAt(
  sorted: readonly Ordered[],
  at: number,
  count: number,
  randomBit: () => boolean,
): { readonly orders: readonly string[]; readonly rekeyed: readonly Ordered[] } {
  // The neighbours to re-key: from `low` up to, not including, `high`.
  let low = at
  while (low > 0 && !isOrderKey(sorted[low - 1]?.order)) low -= 1
  let high = at
  const floor = sorted[low - 1]?.order
  while (high < sorted.length && !(isOrderKey(sorted[high]?.order) && (floor === undefined || floor < (sorted[high]?.order as string)))) high += 1
  try {
    const placed = spread(sorted, low, high, at, count, randomBit)
    if (placed.orders.every((order) => order.length <= LONGEST)) return placed
  } catch {
    // A neighbour's text passed as a key but leaves no room (characters outside the alphabet).
  }
  return spread(sorted, 0, sorted.length, at, count, randomBit)
}

function spread(
  sorted: readonly Ordered[],
  low: number,
  high: number,
  at: number,
  count: number,
  randomBit: () => boolean,
): { orders: string[]; rekeyed: Ordered[] } {
  const moved = sorted.slice(low, high)
  const keys = generateNKeysBetween(sorted[low - 1]?.order ?? null, sorted[high]?.order ?? null, moved.length + count, { getRandomBit: randomBit })
  const orders = keys.splice(at - low, count)
  return { orders, rekeyed: moved.map(({ id }, index) => ({ id, order: keys[index] as string })) }
}

/** Whether a text is a key that others can be made next to: hand-written project files and damaged cells hold other texts. */
export function isOrderKey(text: string | undefined): boolean {
  if (text === undefined) return false
  try {
    generateNKeysBetween(text, null, 1, { jitterBits: 0 })
    return true
  } catch {
    return false
  }
}
