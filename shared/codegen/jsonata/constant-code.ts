// Expressions whose value is known before any record is seen: worked out here, so that both back-ends cannot differ in them.
import { compileExpr, createTables, Failure, MISSING, NULL } from '../../transform/evaluate.ts'
import type { Expr } from '../../transform/ir.ts'
import type { JsonScalar } from '../../schema/json-value.ts'
import { literal } from './text.ts'
import { primary, refusal, type Code, type Scope } from './writer.ts'

/** True where nothing of a record, the settings or the clock goes in. */
export function isConstant(expr: Expr): boolean {
  switch (expr.op) {
    case 'literal':
      return true
    case 'concat':
      return expr.parts.every(isConstant)
    case 'convert':
    case 'text':
      return isConstant(expr.from)
    case 'arithmetic':
      return isConstant(expr.from) && expr.steps.every((step) => !('by' in step) || isConstant(step.by))
    case 'date':
      return [expr.from, expr.zone?.from, expr.zone?.to, expr.add?.amount].every((part) => part == null || isConstant(part))
    // A customer may have entries of its own.
    case 'lookup':
    case 'path':
    case 'config':
    case 'choose':
    case 'list':
    case 'term':
    case 'hook':
      return false
  }
}

/** What the closures give, written as a literal; an issue as an error. Only for constant expressions. */
export function constantCode(scope: Scope, expr: Expr): Code {
  const given = compileExpr(
    expr,
    createTables([]),
  )({ inputs: new Map(), item: undefined, index: 0, config: new Map(), hooks: undefined, profile: undefined, now: '', steps: 0 })
  if (given instanceof Failure) return refusal(scope, given.code)
  if (given === MISSING || given === NULL) return primary('()')
  return literalCode(given as JsonScalar)
}

/** A minus binds as the operator that it is. */
export function literalCode(value: JsonScalar): Code {
  const text = literal(value)
  return { text, prec: text.startsWith('-') ? 6 : 9 }
}
