// The kinds that look into a list (`list` and `join`): their sources and their meaning as IR.
import type { Expr, Test } from './ir.ts'
import { entryRef, lowerCondition, lowerOperand, conditionSources, operandSources, type FormulaSources, type Lowering } from './lowering.ts'
import { lowerSteps, stepSources } from './lower-number.ts'
import { mayMiss } from './static-type.ts'
import type { SourceRef, ValueTransform } from './transform.ts'

type ListTransform = Extract<ValueTransform, { kind: 'list' }>
type JoinTransform = Extract<ValueTransform, { kind: 'join' }>

/** Ends that give a number, so that number steps may follow. */
const NUMBER_ENDS = new Set<string>(['count', 'sum', 'min', 'max', 'average'])

/** Fields of the entries are written from where the list is: `line_items[].total`. */
export function listKindSources({ from, where, sort, take, steps }: ListTransform, formulaSources: FormulaSources): SourceRef[] {
  return [
    from,
    ...(where === undefined ? [] : conditionSources(where, formulaSources).map((ref) => (ref.of === 'entry' ? entryRef(from, ref.path) : ref))),
    ...(sort === undefined ? [] : [entryRef(from, sort.by)]),
    entryRef(from, take),
    ...stepSources(steps ?? []),
  ]
}

export function lowerList({ from, where, sort, take, distinct, then, steps = [] }: ListTransform, lowering: Lowering): Expr | undefined {
  if (steps.length > 0 && !NUMBER_ENDS.has(then.do)) return void lowering.report('steps-without-number', then.do)
  const list = lowering.path(from)
  const test = where === undefined ? null : lowerWhere(from, where, lowering)
  const by = sort === undefined ? null : lowering.entry(from, sort.by)
  const taken = lowering.entry(from, take)
  const after = lowerSteps(steps, lowering)
  if (list === undefined || test === undefined || by === undefined || taken === undefined || after === undefined) return undefined
  const order = by === null ? null : { by, descending: sort?.descending === true }
  const expr: Expr = { op: 'list', from: list, where: test, sort: order, take: taken, distinct: distinct === true, then }
  return after.length === 0 ? expr : { op: 'arithmetic', from: expr, read: null, steps: after, write: null }
}

export function joinSources({ list, key, equals, take }: JoinTransform): SourceRef[] {
  return [list, entryRef(list, key), ...operandSources(equals), entryRef(list, take)]
}

/** The first entry that has the key. What is missing finds none, though two missing values are equal elsewhere. */
export function lowerJoin({ list, key, equals, take }: JoinTransform, lowering: Lowering): Expr | undefined {
  const from = lowering.path(list)
  const left = lowering.entry(list, key)
  const right = lowerOperand(equals, lowering)
  const taken = lowering.entry(list, take)
  if (from === undefined || left === undefined || right === undefined || taken === undefined) return undefined
  const isEqual: Test = { op: 'compare', left, operator: '=', right }
  const where: Test = mayMiss(right) ? { op: 'all', of: [{ op: 'present', value: right }, isEqual] } : isEqual
  return { op: 'list', from, where, sort: null, take: taken, distinct: false, then: { do: 'first' } }
}

/** A formula sees the row's own fields and not the entry's, so it has no place here. */
function lowerWhere(list: SourceRef, where: NonNullable<ListTransform['where']>, lowering: Lowering): Test | undefined {
  return lowerCondition(where, {
    ...lowering,
    path: (ref) => (ref.of === 'entry' ? lowering.entry(list, ref.path) : lowering.path(ref)),
    formula: (text) => void lowering.report('formula-in-where', text),
  })
}
