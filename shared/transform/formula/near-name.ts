// The only place that guesses which name was meant.

/** The name that differs from `wanted` in at most two letters (one in short names), letter case aside; undefined where none is near. */
export function findNearName(wanted: string, names: Iterable<string>): string | undefined {
  const lower = wanted.toLowerCase()
  let best: string | undefined
  let least = wanted.length <= 3 ? 2 : 3
  for (const name of names) {
    const distance = countEdits(lower, name.toLowerCase(), least)
    if (distance >= least) continue
    best = name
    least = distance
  }
  return best
}

/** Letters to insert, delete, replace or swap with their neighbour; `limit` or more: `limit`. */
function countEdits(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1]
      let edits = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (isSame ? 0 : 1))
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        edits = Math.min(edits, (beforeLast[column - 2] ?? 0) + 1)
      }
      current.push(edits)
    }
    beforeLast = last
    last = current
  }
  return Math.min(last[b.length] ?? limit, limit)
}
