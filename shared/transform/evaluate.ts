// The meaning of IR expressions as closures: no eval, own properties of plain data only, never an exception for bad data.
import type { JsonValue } from '../schema/json-value.ts'
import { compileDate } from './evaluate-date.ts'
import { compileFormula } from './evaluate-formula.ts'
import { compileList } from './evaluate-list.ts'
import { compileArithmetic } from './evaluate-number.ts'
import { compilePath } from './evaluate-path.ts'
import { compileTextSteps } from './evaluate-text.ts'
import { compileTerm } from './formula/evaluate-term.ts'
import { MOST_EXPR_DEPTH, type ConfigExpr, type Expr, type IssueCode, type TableIr, type Test } from './ir.ts'
import {
  Failure,
  isEmptyOrFailed,
  LONGEST_TEXT,
  MISSING,
  MOST_STEPS,
  NULL,
  plainOrUndefined,
  type Evaluate,
  type Outcome,
  type Scope,
  type Table,
  type Tables,
} from './outcome.ts'
import { toBoolean, toKey, toNumber, toText } from './scalar-conversion.ts'
import type { CompareOperator } from './transform.ts'

export { Failure, MISSING, NULL } from './outcome.ts'
export type { Evaluate, Outcome, Scope, Tables } from './outcome.ts'

type Holds = (scope: Scope) => boolean

export function compileExpr(expr: Expr, tables: Tables, depth = 0): Evaluate {
  if (depth > MOST_EXPR_DEPTH) return () => new Failure('too-many-steps', null)
  const inner = (child: Expr) => compileExpr(child, tables, depth + 1)
  switch (expr.op) {
    case 'literal': {
      const { value } = expr
      return () => value
    }
    case 'path':
      return compilePath(expr)
    case 'config':
      return compileConfig(expr)
    case 'concat':
      return counted(compileConcat(expr.parts.map(inner)))
    case 'lookup':
      return counted(compileLookup(inner(expr.from), tables.get(expr.table)))
    case 'choose': {
      const cases = expr.cases.map((one) => ({ holds: compileTest(one.if, tables, depth + 1), then: inner(one.then) }))
      const otherwise: Evaluate = expr.otherwise === null ? () => MISSING : inner(expr.otherwise)
      return counted((scope) => {
        for (const one of cases) if (one.holds(scope)) return one.then(scope)
        return otherwise(scope)
      })
    }
    case 'convert':
      return counted(onValue(inner(expr.from), converters[expr.to]))
    case 'arithmetic':
      return counted(compileArithmetic(expr, inner(expr.from), inner))
    case 'date':
      return counted(compileDate(expr, inner(expr.from), inner))
    case 'text': {
      const change = compileTextSteps(expr.steps)
      return counted(
        onValue(inner(expr.from), (value) => {
          const text = toText(value)
          return text === undefined ? new Failure('not-text', value) : change(text)
        }),
      )
    }
    case 'list':
      return counted(compileList(expr, inner(expr.from), expr.where === null ? null : compileTest(expr.where, tables, depth + 1)))
    case 'term':
      return counted(compileFormula(expr.term))
    case 'hook': {
      const uses = expr.uses.map(inner)
      return counted((scope) => {
        const hook = scope.hooks?.get(expr.name)
        if (hook === undefined) return new Failure('hook', expr.words)
        const value = hook(uses.map((use) => plainOrUndefined(use(scope))))
        return value === undefined ? MISSING : (value as JsonValue)
      })
    }
  }
}

export function compileTest(test: Test, tables: Tables, depth = 0): Holds {
  if (depth > MOST_EXPR_DEPTH) return () => false
  const inner = (child: Expr) => compileExpr(child, tables, depth + 1)
  switch (test.op) {
    case 'compare': {
      const left = inner(test.left)
      const right = inner(test.right)
      const { operator } = test
      if (operator !== '=') return (scope) => compare(left(scope), operator, right(scope))
      return (scope) => {
        const a = left(scope)
        const b = right(scope)
        return typeof a === 'string' && typeof b === 'string' ? a === b : compare(a, '=', b)
      }
    }
    case 'in': {
      const left = inner(test.left)
      return (scope) => {
        const value = left(scope)
        return test.values.some((one) => compare(value, '=', one))
      }
    }
    case 'present': {
      const value = inner(test.value)
      return (scope) => !isAbsent(value(scope))
    }
    case 'filled': {
      const value = inner(test.value)
      return (scope) => {
        const found = value(scope)
        return !isAbsent(found) && found !== ''
      }
    }
    case 'all': {
      const parts = test.of.map((part) => compileTest(part, tables, depth + 1))
      return (scope) => parts.every((part) => part(scope))
    }
    case 'any': {
      const parts = test.of.map((part) => compileTest(part, tables, depth + 1))
      return (scope) => parts.some((part) => part(scope))
    }
    case 'not': {
      const part = compileTest(test.of, tables, depth + 1)
      return (scope) => !part(scope)
    }
    case 'term': {
      const term = compileTerm(test.term)
      return (scope) => term(scope) === true
    }
  }
}

/** Two absent values are equal; nothing is before or after an absent one. A number and a text compare as numbers. */
export function compare(left: Outcome, operator: CompareOperator, right: Outcome): boolean {
  if (operator === '!=') return !compare(left, '=', right)
  if (isAbsent(left) || isAbsent(right)) return operator === '=' && isAbsent(left) && isAbsent(right)
  let a: unknown = left
  let b: unknown = right
  if (typeof a === 'number' && typeof b === 'string') b = toNumber(b)
  else if (typeof a === 'string' && typeof b === 'number') a = toNumber(a)
  if (operator === '=') return a === b
  if (a === b && (operator === '<=' || operator === '>=')) return true
  return (typeof a === 'string' && typeof b === 'string') || (typeof a === 'number' && typeof b === 'number')
    ? ordered[operator](a as string, b as string)
    : false
}

const ordered: Record<Exclude<CompareOperator, '=' | '!='>, (a: string, b: string) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

export function createTables(irs: readonly TableIr[]): Tables {
  const tables = new Map<string, (profile: string | undefined) => Table>()
  for (const ir of irs) {
    const entries = new Map<unknown, JsonValue>(ir.entries)
    const profiles = new Map(ir.byProfile.map(({ profile, entries: own }) => [profile, new Map<unknown, JsonValue>([...ir.entries, ...own])]))
    tables.set(ir.id, (profile) => {
      const found = (profile === undefined ? undefined : profiles.get(profile)) ?? entries
      return { ir, find: (key) => found.get(key) }
    })
  }
  return tables
}

function compileConfig({ name }: ConfigExpr): Evaluate {
  return (scope) => {
    const value = scope.config.get(name)
    return value === undefined ? MISSING : value === null ? NULL : (value as JsonValue)
  }
}

function compileConcat(parts: readonly Evaluate[]): Evaluate {
  return (scope) => {
    const values = parts.map((part) => part(scope))
    for (const value of values) if (isEmptyOrFailed(value)) return value
    let text = ''
    for (const value of values) {
      // A null that a person wrote is no text at all.
      const piece = value === null ? '' : toText(value)
      if (piece === undefined) return new Failure('not-text', plainOrUndefined(value))
      if (text.length + piece.length > LONGEST_TEXT) return new Failure('too-long', text.length + piece.length)
      text += piece
    }
    return text
  }
}

function compileLookup(from: Evaluate, table: ((profile: string | undefined) => Table) | undefined): Evaluate {
  return onValue(from, (value, scope) => {
    const { ir, find } = table?.(scope.profile) ?? {}
    const key = ir === undefined ? undefined : toKey(value, ir.from)
    const found = key === undefined ? undefined : find?.(key)
    if (found !== undefined) return found
    return ir?.otherwise == null ? new Failure('not-in-lookup-table', value) : ir.otherwise.value
  })
}

const converters: Record<'text' | 'number' | 'integer' | 'boolean', (value: JsonValue) => Outcome> = {
  text: (value) => toText(value) ?? new Failure('not-text', value),
  number: (value) => finiteOr(toNumber(value), value, 'not-a-number'),
  integer: (value) => (Number.isSafeInteger(toNumber(value)) ? toNumber(value) + 0 : new Failure('not-an-integer', value)),
  boolean: (value) => toBoolean(value) ?? new Failure('not-a-boolean', value),
}

function finiteOr(number: number, value: JsonValue, code: IssueCode): Outcome {
  return Number.isFinite(number) ? number + 0 : new Failure(code, value)
}

/** Missing, null from the data and issues pass by; a null that a person wrote counts as nothing to work on. */
function onValue(from: Evaluate, work: (value: JsonValue, scope: Scope) => Outcome): Evaluate {
  return (scope) => {
    const value = from(scope)
    return isEmptyOrFailed(value) ? value : work(value, scope)
  }
}

function counted(evaluate: Evaluate): Evaluate {
  return (scope) => ((scope.steps += 1) > MOST_STEPS ? new Failure('too-many-steps', null) : evaluate(scope))
}

function isAbsent(value: Outcome): value is null | typeof MISSING | typeof NULL | Failure {
  return value === MISSING || value === NULL || value === null || value instanceof Failure
}
