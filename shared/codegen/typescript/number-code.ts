// The `arithmetic` expression as TypeScript: one calculation, checked once in the end.
import { listPaths, type ArithmeticStep, type Expr } from '../../transform/ir.ts'
import { formPattern } from '../../transform/number-form.ts'
import { typesOf } from '../../transform/static-type.ts'
import type { NumberForm } from '../../transform/transform.ts'
import { guardInto, issueCode, orElse, type Guarded, type RowPlace } from './guarded-code.ts'
import { filledCode, numberEndCode } from './list-code.ts'
import { operandCode } from './operand-code.ts'
import { literal } from './text.ts'
import type { HelperName } from './written-functions.ts'
import { helper, primary, sortOfExpr, wrap, type Code, type Scope } from './writer.ts'

type ArithmeticExpr = Extract<Expr, { op: 'arithmetic' }>

export function arithmeticCode(scope: Scope, place: RowPlace, expr: ArithmeticExpr): Guarded {
  const guards: string[] = []
  const { from, read } = expr
  const isSafe = expr.steps.every(staysFinite)
  const isWhole = read === null && typesOf(from, scope.writer.tables).join() === 'integer'
  const calculated = (start: Code) =>
    expr.steps.reduce(
      (soFar: Code, step, at) => stepCode(scope, soFar, step, guards, { isWhole: isWhole && at === 0, isInside: from.op === 'list' && !isSafe }),
      start,
    )
  const operands = () => expr.steps.flatMap((step) => ('by' in step ? listPaths(step.by) : [])).map((path) => operandCode(scope, path).text)
  if (from.op === 'list') {
    const make = (start: Code): Code =>
      isSafe ? writtenCode(scope, expr, calculated(start)) : checked(scope, place, expr, calculated(start), start.text, [start.text, ...operands()])
    const code = numberEndCode(scope, place, from, make, !isSafe)
    // Where a null is not the same as nothing, it has to be asked first whether the list has an end.
    const end = place.row.onNull === 'as-missing' || code.maybe === undefined || guards.length === 0 ? [] : [filledCode(scope, from)]
    return { ...code, guards: [...new Set([...code.guards, ...end, ...guards])] }
  }
  const operand = guardInto(operandCode(scope, from), guards)
  const code = calculated(read === null ? numberCode(scope, from, operand) : readCode(scope, read, operand))
  if (isSafe && read === null && sortOfExpr(scope, from) === 'number') return { ...writtenCode(scope, expr, code), guards, bare: false }
  const values = [...listPaths(from).map((path) => operandCode(scope, path).text), ...operands()]
  return { ...checked(scope, place, expr, code, operand.text, values), guards, bare: false }
}

/** What is a number before it is one behind it, and never a negative zero. */
function staysFinite(step: ArithmeticStep): boolean {
  if (step.do === 'round' || step.do === 'absolute') return true
  if (step.do === 'scale') return step.power <= 0
  if (!('by' in step) || step.by.op !== 'literal' || typeof step.by.value !== 'number') return false
  return step.do === 'multiply' ? step.by.value > 0 && step.by.value <= 1 : step.do === 'divide' && step.by.value >= 1
}

/** `finite(...) ?? problem(...)`. The issue holds every value that went in. */
function checked(scope: Scope, place: RowPlace, expr: ArithmeticExpr, code: Code, start: string, values: readonly string[]): Code {
  const wrong = values.length < 2 ? start : `[${values.join(', ')}]`
  const finite = `${helper(scope, 'finite')}(${code.text})`
  if (expr.write === null) return orElse(finite, issueCode(scope, place, 'not-a-number', wrong, '0'))
  const made = `${helper(scope, 'given')}(${finite}, (number) => ${writtenCode(scope, expr, primary('number')).text})`
  return orElse(made, issueCode(scope, place, 'not-a-number', wrong, "''"))
}

/** As text, where the number is to be written. */
function writtenCode(scope: Scope, { write, steps }: ArithmeticExpr, code: Code): Code {
  if (write === null) return code
  const { decimals, decimal, group } = write
  const last = steps.at(-1)
  const rounded = last?.do === 'round' && last.decimals <= decimals ? code.text : `${helper(scope, 'roundTo')}(${code.text}, ${decimals})`
  const marks = group === '' ? (decimal === '.' ? '' : `, ${literal(decimal)}`) : `, ${literal(decimal)}, ${literal(group)}`
  return primary(`${helper(scope, 'writeNumber')}(${rounded}, ${decimals}${marks})`)
}

export function numberCode(scope: Scope, expr: Expr, operand: Code): Code {
  const sort = sortOfExpr(scope, expr)
  if (sort === 'number') return operand
  return primary(`${helper(scope, sort === 'text' ? 'decimal' : 'toNumber')}(${operand.text})`)
}

const words: Record<NumberForm['group'] | NumberForm['decimal'], string> = { '': '', '.': 'POINT', ',': 'COMMA', ' ': 'SPACE', "'": 'APOSTROPHE' }

/** Module constants for the forms in which numbers are read: `COMMA_NUMBER`, `COMMA_NUMBER_POINT_GROUPS`. */
export function formName({ decimal, group }: NumberForm): string {
  return `${words[decimal]}_NUMBER${group === '' ? '' : `_${words[group]}_GROUPS`}`
}

function readCode(scope: Scope, form: NumberForm, operand: Code): Code {
  const name = formName(form)
  scope.writer.patterns.set(name, `/${formPattern(form)}/`)
  return primary(`${helper(scope, 'readNumber')}(${operand.text}, ${name})`)
}

const signs = { add: { sign: '+', prec: 6 }, subtract: { sign: '-', prec: 6 }, multiply: { sign: '*', prec: 7 }, divide: { sign: '/', prec: 7 } } as const
const rounders: Record<Extract<ArithmeticStep, { do: 'round' }>['mode'], HelperName> = {
  'half-away-from-zero': 'roundTo',
  'half-even': 'roundHalfEven',
  up: 'roundUp',
  down: 'roundDown',
}

type Around = {
  /** The step is applied to a whole number, of which the power of ten is exact. */
  readonly isWhole: boolean
  /** It stands in a small function, where TypeScript no longer knows what the guards say. */
  readonly isInside: boolean
}

function stepCode(scope: Scope, soFar: Code, step: ArithmeticStep, guards: string[], { isWhole, isInside }: Around): Code {
  switch (step.do) {
    case 'round':
      return primary(`${helper(scope, rounders[step.mode])}(${soFar.text}, ${step.decimals})`)
    case 'negate':
      return { text: `-${soFar.prec < 9 ? `(${soFar.text})` : soFar.text}`, prec: 8 }
    case 'scale':
      if (isWhole) return { text: `${wrap(soFar, 7)} ${step.power < 0 ? '/' : '*'} ${10 ** Math.abs(step.power)}`, prec: 7 }
      return primary(`${helper(scope, 'scaleBy')}(${soFar.text}, ${step.power})`)
    case 'absolute':
      return primary(`Math.abs(${soFar.text})`)
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const operand = operandCode(scope, step.by)
      const sure = guardInto(operand, guards)
      const by = isInside && operand.optional ? primary(`${helper(scope, 'toNumber')}(${operand.text})`) : numberCode(scope, step.by, sure)
      const { sign, prec } = signs[step.do]
      return { text: `${wrap(soFar, prec)} ${sign} ${by.prec === 8 ? `(${by.text})` : wrap(by, prec + 1)}`, prec }
    }
  }
}
