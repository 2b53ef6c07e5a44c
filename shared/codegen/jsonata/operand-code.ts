// How an expression deals with operands that may be absent: the only place that writes guards for them.
import { isConstant } from './constant-code.ts'
import type { Expr } from '../../transform/ir.ts'
import { mayMiss } from '../../transform/static-type.ts'
import type { NullPolicy } from '../../transform/transform.ts'
import { helper, pathCode, primary, wrap, type Code, type Scope, type Value } from './writer.ts'
import { step } from './text.ts'

/** `raw`: may be null, for functions that take null for missing. `soft`: null has become missing. */
export type Operand = { readonly raw: Code; readonly soft: Code }

/**
 * Code over operands. What is absent passes by, and the first absent one decides whether it is missing or null.
 * With one operand that is left to the functions that work on it: they give nothing for nothing.
 */
export function overOperands(
  scope: Scope,
  exprs: readonly Expr[],
  nulls: NullPolicy,
  work: (operands: readonly Operand[]) => Code,
  /** `guard`: work is no function that gives nothing for nothing. */
  by: 'work' | 'guard' = 'work',
): Value {
  const operands = exprs.map((expr) => ({ expr, value: scope.writer.value(scope, expr, nulls) }))
  const doubtful = operands.filter(({ value }) => value.absent !== 'never')
  const given = operands.filter(({ expr }) => !isConstant(expr))
  const plain = (code: Code): Operand => ({ raw: code, soft: code })
  if (doubtful.length === 0) return { code: work(operands.map(({ value }) => plain(value.code))), absent: 'never' }
  if (by === 'work' && given.length === 1 && nulls === 'as-missing') {
    const soft = (value: Value): Operand => ({ raw: value.code, soft: value.absent === 'null' ? helper(scope.writer, 'some', value.code.text) : value.code })
    return { code: work(operands.map(({ value }) => soft(value))), absent: 'missing' }
  }
  const bindings: string[] = []
  const codes = operands.map(({ expr, value }) => {
    if (isShort(expr) || value.absent === 'never') return value.code
    const name = `$${scope.writer.names.local(`given ${expr.op}`)}`
    bindings.push(`${name} := ${value.code.text}`)
    return primary(name)
  })
  const maybe = codes.filter((_, index) => operands[index]?.value.absent !== 'never')
  const test = maybe.map((code) => `${wrap(code, 4)} != null`).join(' and ')
  const then = wrap(work(codes.map(plain)), 1)
  const otherwise = nulls === 'as-missing' ? '' : ` : ${firstAbsent(maybe)}`
  const text = `${test} ? ${then}${otherwise}`
  // What is worked out may raise an error, which an absent operand goes before: those are asked for first.
  const bound = new Set(codes.filter((code, index) => code !== operands[index]?.value.code))
  const plainTest = maybe.filter((one) => !bound.has(one)).map((one) => `${wrap(one, 4)} != null`)
  if (bindings.length > 0 && plainTest.length > 0 && nulls === 'as-missing')
    return { code: { text: `${plainTest.join(' and ')} ? (${bindings.join('; ')}; ${text})`, prec: 0 }, absent: 'missing' }
  const code = bindings.length === 0 ? { text, prec: 0 } : primary(`(${bindings.join('; ')}; ${text})`)
  return { code, absent: nulls === 'as-missing' ? 'missing' : 'null' }
}

/** Known to be absent is one of them. */
function firstAbsent(codes: readonly Code[]): string {
  const [first, ...rest] = codes
  if (first === undefined) return '()'
  return rest.length === 0 ? wrap(first, 1) : `${wrap(first, 4)} != null ? ${firstAbsent(rest)} : ${wrap(first, 1)}`
}

/** May be written twice. */
function isShort(expr: Expr): boolean {
  return expr.op === 'path' || expr.op === 'config' || expr.op === 'literal'
}

export function pathValue(scope: Scope, expr: Extract<Expr, { op: 'path' }>): Value {
  return { code: pathCode(scope, expr), absent: mayMiss(expr) ? 'null' : 'never' }
}

/** Null has become missing where the config values are bound. */
export function configValue(expr: Extract<Expr, { op: 'config' }>): Value {
  return { code: { text: `$config${step(expr.name)}`, prec: 7 }, absent: mayMiss(expr) ? 'missing' : 'never' }
}
