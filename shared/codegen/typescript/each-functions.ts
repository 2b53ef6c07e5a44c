// The functions of generated code that lists need: groups, order, maps with free names. Each at most ten lines.

import { NUMBER_NOISE } from '../../mapping/evaluate-invariants.ts'

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
    code: `/** One group for each text, number or boolean, in the order in which they first appear; items without one are in none. */
function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K | null | undefined): Group<K, T>[] {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key == null || typeof key === 'object') continue
    if (!groups.has(key)) groups.set(key, [])
    groups.get(key)?.push(item)
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
  keyText: {
    needs: ['toText'],
    code: `/** The text of a key; none, or what is no text, is an issue. */
function keyText(value: unknown, row: number | null, path: string, issues: Issue[]): string | undefined {
  const text = toText(value)
  if (text === undefined) issues.push({ row, path, code: value == null ? 'missing' : 'not-text', value: value ?? null })
  return text
}`,
  },
  put: {
    needs: [],
    code: `/** Puts a value under its key. A key that was there before is an issue. */
function put<T>(into: Map<string, T>, key: string | undefined, value: T, row: number | null, path: string, issues: Issue[]): void {
  if (key === undefined) return
  if (into.has(key)) issues.push({ row, path, code: 'duplicate-key', value: key })
  else into.set(key, value)
}`,
  },
  expectClose: {
    needs: [],
    code: `/** Two numbers that differ by no more than that, apart from the noise of binary numbers; else an issue. */
function expectClose(issues: Issue[], path: string, left: unknown, right: unknown, tolerance: number): void {
  const areNumbers = typeof left === 'number' && typeof right === 'number'
  const isClose = areNumbers && Math.abs(left - right) <= tolerance + ${NUMBER_NOISE} * Math.max(Math.abs(left), Math.abs(right))
  if (!isClose) issues.push({ row: null, path, code: 'invariant', value: [left, right].map((side) => (Number.isFinite(side) ? side : null)) })
}`,
  },
} as const satisfies Readonly<Record<string, { readonly needs: readonly string[]; readonly code: string }>>
