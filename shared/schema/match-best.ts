// Pairs the likeliest of two lists, best pairs first, each once: the only place for it.

export type Match<A, B> = { readonly a: A; readonly b: B; readonly score: number }

/**
 * Pairs whose score is at least `least`. The same pairs whichever list stands first: of equal scores those nearer the beginning come first,
 * and two that are equally near have nothing in common. Costs the product of the lengths: the caller bounds it.
 */
export function matchBest<A, B>(as: readonly A[], bs: readonly B[], score: (a: A, b: B) => number, least: number): Match<A, B>[] {
  const candidates: { readonly i: number; readonly j: number; readonly score: number }[] = []
  for (const [i, a] of as.entries())
    for (const [j, b] of bs.entries()) {
      const found = score(a, b)
      if (found >= least) candidates.push({ i, j, score: found })
    }
  candidates.sort((x, y) => y.score - x.score || x.i + x.j - (y.i + y.j) || x.i - y.i)
  const usedA = new Set<number>()
  const usedB = new Set<number>()
  const matches: Match<A, B>[] = []
  for (const { i, j, score: found } of candidates) {
    if (usedA.has(i) || usedB.has(j)) continue
    usedA.add(i)
    usedB.add(j)
    matches.push({ a: as[i] as A, b: bs[j] as B, score: found })
  }
  return matches
}
