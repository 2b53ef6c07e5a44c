// One value of a list, or all of them, as closures (SPEC.md, S rules).
import type { JsonValue } from '../schema/json-value.ts'
import { compileReader } from './evaluate-path.ts'
import type { Expr } from './ir.ts'
import { sortInOrder } from './list-order.ts'
import { Failure, isEmptyOrFailed, LONGEST_TEXT, MISSING, type Evaluate, type Outcome, type Scope } from './outcome.ts'
import { toNumber, toText } from './scalar-conversion.ts'
import type { ListEnd } from './transform.ts'

type ListExpr = Extract<Expr, { op: 'list' }>
type End = (values: readonly JsonValue[]) => Outcome

/** `list` and `where` are the expression's own, compiled; `where` finds the entry in the scope. */
export function compileList(expr: ListExpr, list: Evaluate, where: ((scope: Scope) => boolean) | null): Evaluate {
  const by = expr.sort === null ? null : compileReader(expr.sort.by)
  const take = compileReader(expr.take)
  const descending = expr.sort?.descending === true
  const { do: end } = expr.then
  const ofValues = compileEnd(expr.then)
  return (scope) => {
    const found = list(scope)
    if (isEmptyOrFailed(found)) return found
    if (!Array.isArray(found)) return new Failure('wrong-type', found)
    let entries: readonly unknown[] = found
    if (by === null && end === 'first') {
      for (const entry of entries) if (passes(entry, where, scope)) return take(entry)
      return MISSING
    }
    if (where !== null) entries = entries.filter((entry) => passes(entry, where, scope))
    if (by !== null) entries = sortInOrder(entries, by, descending)
    if (end === 'first' || end === 'last') return entries.length === 0 ? MISSING : take(entries.at(end === 'first' ? 0 : -1))
    const values: JsonValue[] = []
    for (const entry of entries) {
      const value = take(entry)
      if (!isEmptyOrFailed(value)) values.push(value)
    }
    return ofValues(expr.distinct ? [...new Set(values)] : values)
  }
}

function passes(entry: unknown, where: ((scope: Scope) => boolean) | null, scope: Scope): boolean {
  if (where === null) return true
  scope.entry = entry
  return where(scope)
}

function compileEnd(then: ListEnd): End {
  switch (then.do) {
    case 'first':
    case 'last':
    case 'all':
      return (values) => [...values]
    case 'count':
      return (values) => values.length
    case 'sum':
      return ofNumbers((numbers) => sum(numbers))
    case 'average':
      return ofNumbers((numbers) => (numbers.length === 0 ? MISSING : sum(numbers) / numbers.length))
    case 'min':
      return ofNumbers((numbers) => (numbers.length === 0 ? MISSING : numbers.reduce((a, b) => Math.min(a, b)) + 0))
    case 'max':
      return ofNumbers((numbers) => (numbers.length === 0 ? MISSING : numbers.reduce((a, b) => Math.max(a, b)) + 0))
    case 'join':
      return (values) => (values.length === 0 ? MISSING : join(values, then.with))
  }
}

/** One issue, about the first value that is no number. */
function ofNumbers(end: (numbers: readonly number[]) => number | typeof MISSING): End {
  return (values) => {
    const numbers = values.map(toNumber)
    const unreadable = numbers.findIndex((number) => !Number.isFinite(number))
    if (unreadable >= 0) return new Failure('not-a-number', values[unreadable])
    const result = end(numbers)
    return result === MISSING || Number.isFinite(result) ? result : new Failure('not-a-number', values)
  }
}

/** In the list's order, on binary numbers: what comes out is rounded by a step, not here. */
function sum(numbers: readonly number[]): number {
  let total = 0
  for (const number of numbers) total += number
  return total
}

function join(values: readonly JsonValue[], separator: string): Outcome {
  let text = ''
  for (const [index, value] of values.entries()) {
    const piece = toText(value)
    if (piece === undefined) return new Failure('not-text', value)
    const length = text.length + (index === 0 ? 0 : separator.length) + piece.length
    if (length > LONGEST_TEXT) return new Failure('too-long', length)
    text += (index === 0 ? '' : separator) + piece
  }
  return text
}
