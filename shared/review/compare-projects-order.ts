// Which objects of an ordered list have moved: the fewest that explain the new order, so that one drag is one line and re-keyed neighbours are none.

/** Both hold the same ids in their two orders. Answers those that are not part of the longest run that kept its order. */
export function findMoved(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const placeBefore = new Map(before.map((id, at) => [id, at]))
  const places = after.map((id) => placeBefore.get(id) ?? -1)
  // Patience: `ends[n]` is where in `after` the best run of length n + 1 ends.
  const ends: number[] = []
  const previous: number[] = []
  for (const [at, place] of places.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((places[ends[middle] ?? 0] ?? 0) < place) low = middle + 1
      else high = middle
    }
    previous[at] = low === 0 ? -1 : (ends[low - 1] ?? -1)
    ends[low] = at
  }
  const kept = new Set<string>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) kept.add(after[at] ?? '')
  return new Set(after.filter((id) => !kept.has(id)))
}
