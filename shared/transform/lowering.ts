// What the kinds have in common: what lowering needs to know of the project, and operands and conditions as IR and as sources.
import type { FieldPath } from '../schema/field-path.ts'
import type { ConfigExpr, Expr, PathExpr, Test } from './ir.ts'
import { toNumber } from './scalar-conversion.ts'
import type { Condition, Operand, SourceRef } from './transform.ts'

/** What lowering needs to know of the project. Each gives undefined after it has reported why. */
export type Lowering = {
  readonly path: (ref: SourceRef) => PathExpr | undefined
  /** A field of the entries of a list, relative to the entry: `path` with `entry: true`. */
  readonly entry: (list: SourceRef, path: FieldPath) => PathExpr | undefined
  readonly config: (id: string) => ConfigExpr | undefined
  /** The id again, where the table exists. */
  readonly table: (id: string) => string | undefined
  /** A name for the row's hook, and what its field takes. */
  readonly hook: () => Pick<Extract<Expr, { op: 'hook' }>, 'name' | 'types'>
  /** Checked and bound. `isTest`: it has to give true or false. */
  readonly formula: (text: string, isTest?: true) => Pick<Extract<Expr, { op: 'term' }>, 'term' | 'text'> | undefined
  readonly report: (code: LoweringProblem, text: string) => void
}

export type LoweringProblem =
  | 'not-a-date-pattern'
  | 'not-a-zone'
  | 'zone-from-missing'
  | 'not-a-number'
  | 'not-a-whole-number'
  | 'not-a-number-form'
  | 'nothing-chosen'
  | 'empty-text'
  | 'steps-without-number'
  | 'formula-in-where'

/** The sources that a formula names, as the checker found them; none where it has errors. */
export type FormulaSources = (text: string) => readonly SourceRef[]

/** A field of a list's entries, seen from where the list is: `line_items[].total`. */
export function entryRef(list: SourceRef, path: FieldPath): SourceRef {
  const joint = path === '' || path.startsWith('[') || path.startsWith('{') ? '' : '.'
  return { ...list, path: `${list.path}[]${joint}${path}` as FieldPath }
}

export function operandSources(operand: Operand): SourceRef[] {
  return operand.of === 'constant' || operand.of === 'config' ? [] : [operand]
}

export function lowerOperand(operand: Operand, lowering: Lowering): Expr | undefined {
  if (operand.of === 'constant') return { op: 'literal', value: operand.value }
  return operand.of === 'config' ? lowering.config(operand.config) : lowering.path(operand)
}

/** A constant is turned into its number here, so that no back-end has to. */
export function lowerNumber(operand: Operand, lowering: Lowering): Expr | undefined {
  if (operand.of !== 'constant') return lowerOperand(operand, lowering)
  const value = toNumber(operand.value)
  if (Number.isFinite(value)) return { op: 'literal', value }
  return void lowering.report('not-a-number', JSON.stringify(operand.value))
}

/** In the order they are written; a source used twice stands twice. */
export function conditionSources(condition: Condition, formulaSources: FormulaSources): SourceRef[] {
  switch (condition.test) {
    case 'compare':
      return [...operandSources(condition.left), ...operandSources(condition.right)]
    case 'in':
      return operandSources(condition.left)
    case 'present':
    case 'filled':
      return operandSources(condition.value)
    case 'all':
    case 'any':
      return condition.of.flatMap((part) => conditionSources(part, formulaSources))
    case 'not':
      return conditionSources(condition.of, formulaSources)
    case 'formula':
      return [...formulaSources(condition.text)]
  }
}

export function lowerCondition(condition: Condition, lowering: Lowering): Test | undefined {
  switch (condition.test) {
    case 'compare': {
      const left = lowerOperand(condition.left, lowering)
      const right = lowerOperand(condition.right, lowering)
      return left === undefined || right === undefined ? undefined : { op: 'compare', left, operator: condition.operator, right }
    }
    case 'in': {
      const left = lowerOperand(condition.left, lowering)
      return left === undefined ? undefined : { op: 'in', left, values: condition.values }
    }
    case 'present':
    case 'filled': {
      const value = lowerOperand(condition.value, lowering)
      return value === undefined ? undefined : { op: condition.test, value }
    }
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => lowerCondition(part, lowering))
      return allKnown(parts) ? { op: condition.test, of: parts } : undefined
    }
    case 'not': {
      const part = lowerCondition(condition.of, lowering)
      return part === undefined ? undefined : { op: 'not', of: part }
    }
    case 'formula': {
      const formula = lowering.formula(condition.text, true)
      return formula === undefined ? undefined : { op: 'term', ...formula }
    }
  }
}

export function allKnown<T>(parts: readonly (T | undefined)[]): parts is readonly T[] {
  return parts.every((part) => part !== undefined)
}
