// The only place for what is read as something longer: a chain of calls, and a range of whole numbers.
import type { FormulaNode, Span } from './ast.ts'
import { refuse, refuseConstruct } from './refused.ts'

type Call = FormulaNode & { readonly is: 'call' }

/** `name ~> $trim()` is `$trim(name)`: jsonata gives what stands before as the first argument. */
export function readChain(left: FormulaNode, right: FormulaNode, operatorSpan: Span): Call {
  if (right.is !== 'call') return refuse('chain-without-call', operatorSpan, 'Behind `~>` stands a call of a function: `name ~> $trim()`.')
  return { ...right, args: [left, ...right.args], span: { from: left.span.from, to: right.span.to } }
}

/** Items that a range stands for, at most. */
const LONGEST_RANGE = 100

/** `1..5`: between two whole numbers that are written out. From a larger to a smaller one there is nothing. */
export function readRange(first: FormulaNode, last: FormulaNode, operatorSpan: Span): FormulaNode[] {
  const [from, to] = [wholeNumber(first), wholeNumber(last)]
  if (from === undefined || to === undefined) return refuseConstruct('range', operatorSpan)
  const length = Math.max(0, to - from + 1)
  if (length > LONGEST_RANGE) return refuse('range-too-long', operatorSpan, `A range has at most ${LONGEST_RANGE} numbers.`)
  const span = { from: first.span.from, to: last.span.to }
  return Array.from({ length }, (_, at) => ({ is: 'literal', value: from + at, span }))
}

function wholeNumber(node: FormulaNode): number | undefined {
  return node.is === 'literal' && Number.isSafeInteger(node.value) ? Number(node.value) : undefined
}
