// The only place that puts a list in order (SPEC.md, S2): numbers by value, then other texts by code unit, then everything else as it stands.
import { MISSING, NULL, type Outcome } from './outcome.ts'
import { toNumber } from './scalar-conversion.ts'

/** What an item is put in order by: read once, because each is compared many times. */
type Key = { readonly rank: number; readonly number: number; readonly text: string }

const ABSENT: Key = { rank: 3, number: 0, text: '' }

/** A new list. What is missing or null comes last in both directions; equal ones stay as they are. */
export function sortInOrder<T>(items: readonly T[], by: (item: T) => Outcome, descending: boolean): T[] {
  const sign = descending ? -1 : 1
  const keyed = items.map((item) => ({ item, key: keyOf(by(item)) }))
  return keyed.sort((a, b) => compare(a.key, b.key, sign)).map(({ item }) => item)
}

/** A number in text is a number here, as it is when it is added up. */
function keyOf(value: Outcome): Key {
  if (value === MISSING || value === NULL) return ABSENT
  const number = toNumber(value)
  if (!Number.isNaN(number)) return { rank: 0, number, text: '' }
  return typeof value === 'string' ? { rank: 1, number: 0, text: value } : { rank: 2, number: 0, text: '' }
}

function compare(a: Key, b: Key, sign: 1 | -1): number {
  if (a.rank !== b.rank) return a === ABSENT || b === ABSENT ? a.rank - b.rank : sign * (a.rank - b.rank)
  // Not by subtraction: two infinities, of texts with very many digits, are equal.
  if (a.number !== b.number) return a.number < b.number ? -sign : sign
  return a.text === b.text ? 0 : a.text < b.text ? -sign : sign
}
