// What a picker's parameter reads, as TypeScript: a path, a config value or a literal.
import type { Expr } from '../../transform/ir.ts'
import { printName } from '../../schema/field-path.ts'
import { INHERITED, literal, member } from './text.ts'
import { helper, pathCode, type Code, type Scope } from './writer.ts'

/** `optional`: it may be null or undefined, and TypeScript can narrow the text. `sure`: the text where it is neither. */
export type OperandCode = Code & { readonly sure: string; readonly optional: boolean }

export function operandCode(scope: Scope, expr: Expr): OperandCode {
  if (expr.op === 'path') return { ...pathCode(scope, expr), prec: 9 }
  if (expr.op === 'literal')
    return { text: literal(expr.value), sure: literal(expr.value), prec: typeof expr.value === 'number' && expr.value < 0 ? 8 : 9, optional: false }
  if (expr.op === 'config') {
    scope.used.add('config')
    const text = configText(scope, expr.name)
    const otherwise = scope.writer.ir.config.find((value) => value.name === expr.name)?.default ?? null
    if (otherwise === null) return { text, sure: text, prec: 9, optional: expr.optional }
    const withDefault = `${text} ?? ${literal(otherwise)}`
    return { text: withDefault, sure: withDefault, prec: 1, optional: false }
  }
  // Pickers take only these three; a formula language that nests more gives each inner value a constant of its own.
  throw new Error(`a ${expr.op} is no operand`)
}

/** Names that every object has are read by `own`, into a constant that TypeScript can narrow. */
function configText(scope: Scope, name: string): string {
  if (!INHERITED.has(name)) return `config${member(name)}`
  const constant = scope.writer.plan.value(`own:config.${printName(name)}`)
  scope.outerConsts.set(constant, () => `${helper(scope, 'own')}(config, ${literal(name)})`)
  return constant
}
