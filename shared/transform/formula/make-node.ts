// The only place that makes formula nodes which stand in no text yet: to print them, or to show a picker as a formula.
import type { JsonScalar } from '../../schema/json-value.ts'
import type { BinaryOperator, FormulaNode } from './ast.ts'
import type { FunctionName } from './functions.ts'

const span = { from: 0, to: 0 }

export const makeLiteral = (value: JsonScalar): FormulaNode => ({ is: 'literal', value, span })
export const makeName = (name: string): FormulaNode => ({ is: 'name', name, span })
export const makeCall = (name: FunctionName, ...args: readonly FormulaNode[]): FormulaNode => ({ is: 'call', name, nameSpan: span, args, span })
export const makeList = (items: readonly FormulaNode[]): FormulaNode => ({ is: 'list', items, span })
export const makeNegation = (of: FormulaNode): FormulaNode => ({ is: 'negate', of, span })
export const makeStep = (from: FormulaNode, to: FormulaNode): FormulaNode => ({ is: 'step', from, to, span })
export const makeFilter = (from: FormulaNode, by: FormulaNode): FormulaNode => ({ is: 'filter', from, by, span })

export function makeBinary(operator: BinaryOperator, left: FormulaNode, right: FormulaNode): FormulaNode {
  return { is: 'binary', operator, operatorSpan: span, left, right, span }
}

export function makeCondition(test: FormulaNode, then: FormulaNode, otherwise?: FormulaNode): FormulaNode {
  return { is: 'condition', test, then, ...(otherwise === undefined ? {} : { otherwise }), span }
}

/** `a & b & c`: at least one. */
export function makeChain(operator: BinaryOperator, first: FormulaNode, ...more: readonly FormulaNode[]): FormulaNode {
  return more.reduce((left, right) => makeBinary(operator, left, right), first)
}
