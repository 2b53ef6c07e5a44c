// The functions of generated code that lists need: groups, order, maps with free names. Each at most ten lines.

export const eachHelpers = {
  Entry: { needs: [], code: 'type Entry<T> = { readonly key: string; readonly value: T }' },
  Group: { needs: [], code: 'type Group<K, T> = { readonly key: K; readonly items: readonly T[] }' },
  entriesOf: {
    needs: ['Entry'],
    code: `/** The own names of a record with their values, in its order. */
function entriesOf<T>(record: Readonly<Record<string, T>> | null | undefined): Entry<T>[] {
  return Object.entries(record ?? {}).map(([key, value]) => ({ key, value }))
}`,
  },
  groupBy: {
    needs: ['Group'],
    code: `/** One group for each key, in the order in which keys first appear; items without a key are in none. */
function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K | null | undefined): Group<K, T>[] {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const members = key == null ? undefined : groups.get(key)
    if (members !== undefined) members.push(item)
    else if (key != null) groups.set(key, [item])
  }
  return [...groups].map(([key, members]) => ({ key, items: members }))
}`,
  },
  inOrder: {
    needs: ['compareForOrder'],
    code: `/** The items in the order of their keys, each with its place in the list. */
function inOrder<T>(items: readonly T[], keyOf: (item: T) => unknown, sign: 1 | -1): [item: T, index: number][] {
  const placed = items.map((item, index): [T, number] => [item, index])
  return placed.sort(([a], [b]) => compareForOrder(keyOf(a), keyOf(b), sign))
}`,
  },
  put: {
    needs: ['toText'],
    code: `/** Puts a value under its key. No key, or one that was there before, is an issue. */
function put<T>(into: Map<string, T>, key: unknown, value: T, row: number | null, path: string, issues: Issue[]): void {
  const name = toText(key)
  if (name !== undefined && !into.has(name)) into.set(name, value)
  else issues.push({ row, path, code: name === undefined ? 'missing' : 'duplicate-key', value: name ?? null })
}`,
  },
} as const satisfies Readonly<Record<string, { readonly needs: readonly string[]; readonly code: string }>>
