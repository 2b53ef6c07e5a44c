// One value of a list, or all of them, as closures (SPEC.md, S rules).
import type { JsonValue } from '../schema/json-value.ts'
import { compileReader } from './evaluate-path.ts'
import type { Expr } from './ir.ts'
import { sortInOrder } from './list-order.ts'
import { Failure, isEmptyOrFailed, LONGEST_TEXT, MISSING, type Evaluate, type Outcome, type Scope } from './outcome.ts'
import { toNumber, toText } from './scalar-conversion.ts'
import type { ListEnd } from './transform.ts'

type ListExpr = Extract<Expr, { op: 'list' }>
type Holds = (scope: Scope) => boolean
type End = (values: readonly JsonValue[]) => Outcome

/** `list` and `where` are the expression's own, compiled; `where` finds the entry in the scope. */
export function compileList(expr: ListExpr, list: Evaluate, where: Holds | null): Evaluate {
  const by = expr.sort === null ? null : compileReader(expr.sort.by)
  const take = compileReader(expr.take)
  const { distinct, sort, then } = expr
  const end = compileEnd(then)
  return (scope) => {
    const found = list(scope)
    if (isEmptyOrFailed(found)) return found
    if (!Array.isArray(found)) return new Failure('wrong-type', found)
    if (by === null && then.do === 'first') {
      for (const entry of found) if (passes(entry, where, scope)) return take(entry)
      return MISSING
    }
    const isWhole = by === null && then.do !== 'last'
    let entries: readonly unknown[] = isWhole || where === null ? found : found.filter((entry) => passes(entry, where, scope))
    if (by !== null) entries = sortInOrder(entries, by, sort?.descending === true)
    if (then.do === 'first' || then.do === 'last') return entries.length === 0 ? MISSING : take(entries.at(then.do === 'first' ? 0 : -1))
    const values: JsonValue[] = []
    for (const entry of entries) {
      if (isWhole && !passes(entry, where, scope)) continue
      const value = take(entry)
      if (!isEmptyOrFailed(value)) values.push(value)
    }
    return end(distinct ? [...new Set(values)] : values)
  }
}

function passes(entry: unknown, where: Holds | null, scope: Scope): boolean {
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
      return ofNumbers((a, b) => a + b, 0)
    case 'average':
      return ofNumbers(
        (a, b) => a + b,
        undefined,
        (total, count) => total / count,
      )
    case 'min':
      return ofNumbers(Math.min)
    case 'max':
      return ofNumbers(Math.max)
    case 'join':
      return (values) => (values.length === 0 ? MISSING : join(values, then.with))
  }
}

/** In the list's order, on binary numbers: what comes out is rounded by a step, not here. One issue, about the first value that is no number. */
function ofNumbers(combine: (a: number, b: number) => number, ofNone?: number, finish = (total: number, _count: number) => total): End {
  return (values) => {
    if (values.length === 0) return ofNone ?? MISSING
    let total = 0
    for (let index = 0; index < values.length; index++) {
      const value = values[index]
      const number = toNumber(value)
      if (!Number.isFinite(number)) return new Failure('not-a-number', value)
      total = index === 0 ? number : combine(total, number)
    }
    // Plus zero, so that it is never negative zero.
    const result = finish(total, values.length) + 0
    return Number.isFinite(result) ? result : new Failure('not-a-number', values)
  }
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
