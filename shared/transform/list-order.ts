// The only place that puts a list in order (SPEC.md, S2): numbers by value, then other texts by code unit, then everything else as it stands.
import { MISSING, NULL, type Outcome } from './outcome.ts'
import { toNumber } from './scalar-conversion.ts'

/** `sign` -1: the other way round. What is missing or null comes last in both. Equal ones stay in the list's order. */
export function compareForOrder(a: Outcome, b: Outcome, sign: 1 | -1): number {
  const rank = rankOf(a) - rankOf(b)
  if (rank !== 0) return isAbsent(a) || isAbsent(b) ? rank : sign * rank
  const difference = toNumber(a) - toNumber(b)
  if (!Number.isNaN(difference)) return sign * difference
  return typeof a !== 'string' || typeof b !== 'string' || a === b ? 0 : a < b ? -sign : sign
}

/** A number in text is a number here, as it is when it is added up. */
function rankOf(value: Outcome): number {
  if (isAbsent(value)) return 3
  if (!Number.isNaN(toNumber(value))) return 0
  return typeof value === 'string' ? 1 : 2
}

function isAbsent(value: Outcome): boolean {
  return value === MISSING || value === NULL
}
