// The only place that makes order keys: fractional indexes with jitter, so that two people inserting at one place do not clash.
import { generateKeyBetween, generateNKeysBetween } from 'jittered-fractional-indexing'

export type Ordered = { readonly id: string; readonly order: string }

/**
 * The key of a new object at position `at` of a sorted list (0: first). `rekeyed`: neighbours that need a new key in the same
 * edit, because theirs leave no room between them (equal keys of two people) or are no keys at all. `randomBit` is handed in.
 */
export function placeAt(sorted: readonly Ordered[], at: number, randomBit: () => boolean): { readonly order: string; readonly rekeyed: readonly Ordered[] } {
  const before = sorted[at - 1]?.order ?? null
  const after = sorted[at]?.order ?? null
  const key = keyBetween(before, after, randomBit)
  if (key !== undefined) return { order: key, rekeyed: [] }
  const keys = generateNKeysBetween(null, null, sorted.length + 1, { getRandomBit: randomBit }) as [string, ...string[]]
  const others = keys.filter((_, index) => index !== at)
  return { order: keys[at] ?? keys[0], rekeyed: sorted.map((object, index) => ({ id: object.id, order: others[index] ?? object.order })) }
}

/** Undefined: there is no key between them. */
function keyBetween(before: string | null, after: string | null, randomBit: () => boolean): string | undefined {
  if (before !== null && after !== null && before >= after) return undefined
  try {
    return generateKeyBetween(before, after, { getRandomBit: randomBit })
  } catch {
    // A key that was not made here (a hand-written project file, a damaged cell).
    return undefined
  }
}
