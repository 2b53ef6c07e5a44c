// Calculations as JSONata.
import { typesOf } from '../../transform/static-type.ts'
import type { ArithmeticStep, Expr } from '../../transform/ir.ts'
import { formPattern } from '../../transform/number-form.ts'
import type { NullPolicy, RoundingMode } from '../../transform/transform.ts'
import { literalCode } from './constant-code.ts'
import { overOperands, type Operand } from './operand-code.ts'
import { literal, regularExpression } from './text.ts'
import { call, helper, primary, rowText, wrap, type Code, type Scope, type Value } from './writer.ts'
import type { HelperName } from './written-functions.ts'

type ArithmeticExpr = Extract<Expr, { op: 'arithmetic' }>

const ROUNDING: Record<RoundingMode, HelperName> = { 'half-away-from-zero': 'roundHalfUp', 'half-even': 'roundHalfEven', up: 'roundUp', down: 'roundDown' }

export function arithmeticValue(scope: Scope, expr: ArithmeticExpr, nulls: NullPolicy): Value {
  const operands = [expr.from, ...expr.steps.flatMap((step) => ('by' in step ? [step.by] : []))]
  return overOperands(scope, operands, nulls, (given) => {
    const [from, ...by] = given
    let next = 0
    const number = expr.steps.reduce(
      (code, step) => stepCode(scope, step, code, 'by' in step ? asNumber(scope, step.by, by[next++]) : undefined),
      readCode(scope, expr, from),
    )
    const { write: form } = expr
    if (form === null) return number
    return helper(scope.writer, 'writeNumber', number.text, literal(form.decimals), literal(form.decimal), literal(form.group))
  })
}

function readCode(scope: Scope, { from, read }: ArithmeticExpr, operand: Operand | undefined): Code {
  if (read === null) return asNumber(scope, from, operand)
  return helper(scope.writer, 'readNumber', operand?.raw.text ?? '()', regularExpression(formPattern(read)), rowText(scope))
}

function asNumber(scope: Scope, expr: Expr, operand: Operand | undefined): Code {
  const { raw, soft } = operand ?? { raw: primary('()'), soft: primary('()') }
  if (expr.op === 'literal' && typeof expr.value === 'number') return literalCode(expr.value)
  const types = typesOf(expr, scope.writer.tables)
  const isNumber = types.length > 0 && types.every((type) => type === 'number' || type === 'integer')
  return isNumber ? soft : helper(scope.writer, 'toNumber', raw.text, rowText(scope))
}

function stepCode(scope: Scope, step: ArithmeticStep, code: Code, by: Code | undefined): Code {
  const operand = by ?? primary('()')
  switch (step.do) {
    case 'add':
      return { text: `${wrap(code, 4)} + ${wrap(operand, 5)}`, prec: 4 }
    case 'subtract':
      return { text: `${wrap(code, 4)} - ${wrap(operand, 5)}`, prec: 4 }
    case 'multiply':
      return { text: `${wrap(code, 5)} * ${wrap(operand, 6)}`, prec: 5 }
    case 'divide':
      // Only a number that is known not to be zero can be divided by without a look.
      return step.by.op === 'literal' && step.by.value !== 0
        ? { text: `${wrap(code, 5)} / ${wrap(operand, 6)}`, prec: 5 }
        : helper(scope.writer, 'divided', code.text, operand.text, rowText(scope))
    case 'round':
      return helper(scope.writer, ROUNDING[step.mode], code.text, literal(step.decimals))
    case 'scale':
      return helper(scope.writer, 'scaled', code.text, literal(step.power))
    case 'negate':
      return { text: `-${wrap(code, 7)}`, prec: 6 }
    case 'absolute':
      return call('abs', code.text)
  }
}
