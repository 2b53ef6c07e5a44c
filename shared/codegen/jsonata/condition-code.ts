// Conditions as JSONata: always true or false, whatever is absent (SPEC.md, T1).
import { printCanonical } from '../../transform/canonical.ts'
import type { Expr, Test } from '../../transform/ir.ts'
import { mayMiss, typesOf } from '../../transform/static-type.ts'
import type { CompareOperator } from '../../transform/transform.ts'
import type { JsonScalar } from '../../schema/json-value.ts'
import { literal } from './text.ts'
import { termTest } from './term-code.ts'
import { call, helper, primary, wrap, type Code, type OfOp, type Scope } from './writer.ts'

type TestOf<Op extends Test['op']> = OfOp<Test, Op>
type Sort = 'text' | 'number' | 'boolean' | 'null' | 'loose'
type Side = { readonly expr: Expr; readonly code: Code; readonly sort: Sort; readonly isSure: boolean }

const TRUE = primary('true')
const FALSE = primary('false')

export function testCode(scope: Scope, test: Test): Code {
  // TypeScript cannot see that the function found by `op` takes this very test; the table's own type says so.
  const write = tests[test.op] as unknown as (scope: Scope, test: Test) => Code
  return write(scope, test)
}

const tests: { readonly [Op in Test['op']]: (scope: Scope, test: TestOf<Op>) => Code } = {
  compare: (scope, { left, operator, right }) => compareCode(scope, sideOf(scope, left), operator, sideOf(scope, right)),
  in: inCode,
  present: (scope, { value }) => presentCode(sideOf(scope, value)),
  filled(scope, { value }) {
    const side = sideOf(scope, value)
    const notEmpty: Code = { text: `${wrap(side.code, 4)} != ""`, prec: 3 }
    return side.isSure ? notEmpty : joined('and', [presentCode(side), notEmpty])
  },
  all: (scope, { of }) =>
    joined(
      'and',
      of.map((part) => testCode(scope, part)),
    ),
  any: (scope, { of }) =>
    joined(
      'or',
      of.map((part) => testCode(scope, part)),
    ),
  not: (scope, { of }) => negated(testCode(scope, of)),
  term: (scope, { term }) => termTest(scope, term),
}

function sideOf(scope: Scope, expr: Expr): Side {
  const types = typesOf(expr, scope.writer.tables)
  const sorts = new Set(
    types.map((type): Sort => (type === 'integer' ? 'number' : type === 'text' || type === 'number' || type === 'boolean' ? type : 'loose')),
  )
  const [only] = sorts
  const isNull = expr.op === 'literal' && expr.value === null
  const sort = isNull ? 'null' : sorts.size === 1 && only !== undefined ? only : 'loose'
  return { expr, code: scope.writer.value(scope, expr, 'pass').code, sort, isSure: !mayMiss(expr) && !isNull }
}

function presentCode({ code, isSure, sort }: Side): Code {
  return sort === 'null' ? FALSE : isSure ? TRUE : { text: `${wrap(code, 4)} != null`, prec: 3 }
}

function compareCode(scope: Scope, left: Side, operator: CompareOperator, right: Side): Code {
  if (operator === '!=') {
    const equal = compareCode(scope, left, '=', right)
    // What is absent is unequal, which `!=` does not say of it.
    return left.isSure && right.isSure && equal.text === `${wrap(left.code, 4)} = ${wrap(right.code, 4)}`
      ? { text: `${wrap(left.code, 4)} != ${wrap(right.code, 4)}`, prec: 3 }
      : negated(equal)
  }
  return operator === '=' ? equalCode(scope, left, right) : orderCode(scope, left, operator, right)
}

function equalCode(scope: Scope, left: Side, right: Side): Code {
  if (left.sort === 'null') return negated(presentCode(right))
  if (right.sort === 'null') return negated(presentCode(left))
  if (printCanonical(left.expr) === printCanonical(right.expr)) return TRUE
  const { sort } = left
  if (sort === right.sort && sort !== 'loose' && (left.isSure || right.isSure)) return { text: `${wrap(left.code, 4)} = ${wrap(right.code, 4)}`, prec: 3 }
  const pair = asNumbers(scope, left, right)
  if (pair !== undefined && (left.isSure || right.isSure)) return { text: `${wrap(pair[0], 4)} = ${wrap(pair[1], 4)}`, prec: 3 }
  return helper(scope.writer, 'same', left.code.text, right.code.text)
}

function orderCode(scope: Scope, left: Side, operator: Exclude<CompareOperator, '=' | '!='>, right: Side): Code {
  if (left.sort === 'null' || right.sort === 'null') return FALSE
  const guards = [left, right].filter((side) => !side.isSure).map(presentCode)
  const pair = left.sort === right.sort && (left.sort === 'text' || left.sort === 'number') ? ([left.code, right.code] as const) : asNumbers(scope, left, right)
  if (pair !== undefined) {
    const order: Code = { text: `${wrap(pair[0], 4)} ${operator} ${wrap(pair[1], 4)}`, prec: 3 }
    // A text that is no number compares with nothing, and what compares with nothing is neither true nor false in jsonata.
    const isOpen = left.sort !== right.sort
    return joined('and', [...guards, isOpen ? { text: `(${order.text}) = true`, prec: 3 } : order])
  }
  const [first, second] = operator === '<' || operator === '<=' ? [left, right] : [right, left]
  const before = helper(scope.writer, 'before', first.code.text, second.code.text)
  if (operator === '<' || operator === '>') return before
  const equal = equalCode(scope, left, right)
  return joined('or', [before, joined('and', [...[left, right].filter((side) => !side.isSure).map(presentCode), equal])])
}

/** Where one side is a number and the other a text: both as numbers. */
function asNumbers(scope: Scope, left: Side, right: Side): readonly [Code, Code] | undefined {
  const decimal = ({ code }: Side) => helper(scope.writer, 'decimal', code.text)
  if (left.sort === 'number' && right.sort === 'text') return [left.code, decimal(right)]
  return left.sort === 'text' && right.sort === 'number' ? [decimal(left), right.code] : undefined
}

function inCode(scope: Scope, { left, values }: TestOf<'in'>): Code {
  const side = sideOf(scope, left)
  const isPlain = (value: JsonScalar) => (side.sort === 'text' && typeof value === 'string') || (side.sort === 'number' && typeof value === 'number')
  if (values.length > 0 && values.every(isPlain)) return { text: `${wrap(side.code, 4)} in [${values.map(literal).join(', ')}]`, prec: 3 }
  return joined(
    'or',
    values.map((value) => equalCode(scope, side, sideOf(scope, { op: 'literal', value }))),
  )
}

function negated(code: Code): Code {
  return code === TRUE ? FALSE : code === FALSE ? TRUE : call('not', code.text)
}

/** No part: what holds of nothing. */
function joined(word: 'and' | 'or', parts: readonly Code[]): Code {
  const settles = word === 'and' ? FALSE : TRUE
  const open = parts.filter((part) => part !== (word === 'and' ? TRUE : FALSE))
  if (open.includes(settles)) return settles
  const [only] = open
  if (only === undefined) return word === 'and' ? TRUE : FALSE
  const prec = word === 'and' ? 2 : 1
  return open.length === 1 ? only : { text: open.map((part) => wrap(part, prec + (part.prec === prec ? 0 : 1))).join(` ${word} `), prec }
}
