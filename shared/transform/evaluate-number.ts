// Calculations as closures (SPEC.md, N rules).
import { roundTo, scaleBy } from './decimal.ts'
import { compilePath } from './evaluate-path.ts'
import { listPaths, type ArithmeticStep, type Expr } from './ir.ts'
import { createNumberReader, writeNumber } from './number-form.ts'
import { Failure, isEmptyOrFailed, MISSING, NULL, plainOrUndefined, type Evaluate, type Outcome, type Scope } from './outcome.ts'
import { toNumber } from './scalar-conversion.ts'

type ArithmeticExpr = Extract<Expr, { op: 'arithmetic' }>

/** One issue for the whole calculation, with the values that went in: NaN and infinity never leave it. */
export function compileArithmetic(expr: ArithmeticExpr, from: Evaluate, compileOperand: (expr: Expr) => Evaluate): Evaluate {
  const { read, write } = expr
  const readText = read === null ? undefined : createNumberReader(read)
  const steps = expr.steps.map((step) => ({ step, by: 'by' in step ? compileOperand(step.by) : undefined }))
  const values = valuesThatGoIn(expr, from)
  return (scope) => {
    const start = from(scope)
    if (isEmptyOrFailed(start)) return start instanceof Failure ? (findEmpty(steps, scope) ?? start) : start
    let value = readText !== undefined && typeof start === 'string' ? readText(start) : toNumber(start)
    for (const { step, by } of steps) {
      const operand = by?.(scope)
      if (operand !== undefined && isEmptyOrFailed(operand)) return operand
      value = applyStep(value, step, operand === undefined ? Number.NaN : toNumber(operand))
    }
    if (Number.isFinite(value)) return write === null ? value + 0 : writeNumber(value, write)
    return new Failure('not-a-number', values.length < 2 ? start : values.map((one) => plainOrNull(one(scope))))
  }
}

/** What is missing goes before what went wrong. */
function findEmpty(steps: readonly { readonly by: Evaluate | undefined }[], scope: Scope): Outcome | undefined {
  for (const { by } of steps) {
    const operand = by?.(scope)
    if (operand === MISSING || operand === NULL) return operand
  }
  return undefined
}

/** Of a list what its end gave, not the list. */
function valuesThatGoIn(expr: ArithmeticExpr, from: Evaluate): Evaluate[] {
  const operands = expr.steps.flatMap((step) => ('by' in step ? listPaths(step.by) : []))
  return [...(expr.from.op === 'list' ? [from] : listPaths(expr.from).map(compilePath)), ...operands.map(compilePath)]
}

function plainOrNull(value: Outcome): unknown {
  return plainOrUndefined(value) ?? null
}

function applyStep(value: number, step: ArithmeticStep, by: number): number {
  switch (step.do) {
    case 'add':
      return value + by
    case 'subtract':
      return value - by
    case 'multiply':
      return value * by
    case 'divide':
      return value / by
    case 'round':
      return roundTo(value, step.decimals, step.mode)
    case 'scale':
      return scaleBy(value, step.power)
    case 'negate':
      return -value
    case 'absolute':
      return Math.abs(value)
  }
}
