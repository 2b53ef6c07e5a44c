// The meaning of IR expressions as closures: no eval, own properties of plain data only, never an exception for bad data.
import type { JsonValue } from '../schema/json-value.ts'
import { parseDatePattern, parseReadPattern, readDate, writeDate } from './date-pattern.ts'
import { roundTo } from './decimal.ts'
import { Failure, LONGEST_TEXT, MISSING, MOST_STEPS, NULL, type Evaluate, type Outcome, type Scope, type Table, type Tables } from './outcome.ts'
import { changeText } from './evaluate-text.ts'
import { compileTerm } from './formula/evaluate-term.ts'
import { listPaths, MOST_EXPR_DEPTH, type ArithmeticStep, type ConfigExpr, type Expr, type IssueCode, type PathExpr, type TableIr, type Test } from './ir.ts'
import { toBoolean, toKey, toNumber, toText } from './scalar-conversion.ts'
import type { CompareOperator } from './transform.ts'

export { Failure, LONGEST_TEXT, MISSING, MOST_STEPS, NULL } from './outcome.ts'
export type { Evaluate, Outcome, Scope, Table, Tables } from './outcome.ts'

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
      return counted(compileArithmetic(expr, tables, depth))
    case 'date':
      return counted(compileDate(inner(expr.from), expr.read, expr.write))
    case 'text': {
      const { steps } = expr
      return counted(
        onValue(inner(expr.from), (value) => {
          const text = toText(value)
          return text === undefined ? new Failure('not-text', value) : changeText(text, steps)
        }),
      )
    }
    case 'list':
      throw new Error('not yet')
    case 'term':
      return counted(compileTerm(expr.term))
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
      return (scope) => compare(left(scope), operator, right(scope))
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

function compilePath(expr: PathExpr): Evaluate {
  const names = expr.steps.map((step) => step.name)
  const { input } = expr
  const [first] = names
  const walk = (start: unknown): Outcome => {
    let here = start
    for (let i = 0; i < names.length; i++) {
      if (typeof here !== 'object' || here === null) return MISSING
      const name = names[i] as string
      here = Object.hasOwn(here, name) ? (here as Record<string, unknown>)[name] : undefined
    }
    return here === undefined ? MISSING : here === null ? NULL : (here as JsonValue)
  }
  if (input !== undefined) return (scope) => walk(scope.inputs.get(input))
  if (names.length !== 1 || first === undefined) return (scope) => walk(scope.item)
  return ({ item }) => {
    const value = typeof item === 'object' && item !== null && Object.hasOwn(item, first) ? (item as Record<string, unknown>)[first] : undefined
    return value === undefined ? MISSING : value === null ? NULL : (value as JsonValue)
  }
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

/** One issue for the whole calculation, with the values that went in: NaN and infinity never leave it. */
function compileArithmetic(expr: Extract<Expr, { op: 'arithmetic' }>, tables: Tables, depth: number): Evaluate {
  const from = compileExpr(expr.from, tables, depth + 1)
  const steps = expr.steps.map((step) => ({ step, by: 'by' in step ? compileExpr(step.by, tables, depth + 1) : undefined }))
  const paths = listPaths(expr).map((path) => compilePath(path))
  return (scope) => {
    const start = from(scope)
    if (isEmptyOrFailed(start)) return start
    let value = toNumber(start)
    for (const { step, by } of steps) {
      const operand = by?.(scope)
      if (operand !== undefined && isEmptyOrFailed(operand)) return operand
      value = applyStep(value, step, operand === undefined ? Number.NaN : toNumber(operand))
    }
    if (Number.isFinite(value)) return value + 0
    return new Failure('not-a-number', paths.length < 2 ? start : paths.map((path) => plainOrUndefined(path(scope)) ?? null))
  }
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
      throw new Error('not yet')
    case 'negate':
      return -value
    case 'absolute':
      return Math.abs(value)
  }
}

function compileDate(from: Evaluate, read: string, write: string): Evaluate {
  const form = parseReadPattern(read)
  const parts = parseDatePattern(write)
  return onValue(from, (value) => {
    const date = typeof value === 'string' && form.ok ? readDate(value, form.value) : undefined
    return date === undefined || !parts.ok ? new Failure('not-a-date', value) : writeDate(date, parts.value)
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

function isEmptyOrFailed(value: Outcome): value is typeof MISSING | typeof NULL | Failure {
  return value === MISSING || value === NULL || value instanceof Failure
}

function plainOrUndefined(value: Outcome): unknown {
  return value === MISSING || value instanceof Failure ? undefined : value === NULL ? null : value
}
