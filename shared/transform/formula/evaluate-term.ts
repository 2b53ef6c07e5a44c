// The meaning of formulas as closures: no eval, own properties of plain data only, never an exception for bad data.
import { pathSteps } from '../../schema/field-path.ts'
import type { JsonValue } from '../../schema/json-value.ts'
import { Failure, LONGEST_TEXT, MISSING, NULL, type Evaluate, type Scope } from '../outcome.ts'
import { isEqual } from './equal.ts'
import { compileCollect, compileFold, compileKeep, compileList, compileMapOf } from './evaluate-lists.ts'
import { functionValues } from './function-values.ts'
import { slotOf, spent, type Compiling, type Frame, type Run, type Value } from './term-frame.ts'
import type { Term } from './term.ts'
import { isTooLarge } from './value-size.ts'
import { printValue } from './values-of-lists.ts'

type Of<Op extends Term['op']> = Extract<Term, { readonly op: Op }>

/** `term` is bound (bind-term.ts). */
export function compileTerm(term: Term): Evaluate {
  const compiling: Compiling = { slots: new Map(), compile: (part) => compile(part, compiling) }
  const run = limited(term, compile(term, compiling))
  const count = compiling.slots.size
  return (scope) => {
    const value = run({ scope, slots: count === 0 ? NO_SLOTS : Array.from<Value>({ length: count }) })
    return value === undefined ? MISSING : value === null ? NULL : value
  }
}

/** Once, for who compares with jsonata: undefined is missing. `isCollapsed`: of a list with one item, jsonata gives the item. */
export function evaluateTerm(term: Term, scope: Scope): { readonly value: Value; readonly isCollapsed: boolean } {
  const compiling: Compiling = { slots: new Map(), compile: (part) => compile(part, compiling) }
  const run = limited(term, compile(term, compiling))
  const plain = new Set<unknown>()
  const value = run({ scope, slots: [], plain })
  return { value, isCollapsed: term.type.many === true && !plain.has(value) }
}

const NO_SLOTS: Value[] = []

/** What a formula makes has a size, as a text has. A part of a record is as large as it is. */
function limited(term: Term, run: Run): Run {
  if (term.op === 'path' || term.op === 'get' || !term.type.kinds.some((kind) => kind === 'list' || kind === 'object')) return run
  return (frame) => {
    const value = run(frame)
    return typeof value === 'object' && value !== null && !(value instanceof Failure) && isTooLarge(value) ? new Failure('too-long', null) : value
  }
}

function compile(term: Term, compiling: Compiling): Run {
  switch (term.op) {
    case 'literal': {
      const { value } = term
      return () => value
    }
    case 'path':
      return compilePath(term)
    case 'config': {
      const { name } = term
      return ({ scope }) => scope.config.get(name) as JsonValue | undefined
    }
    case 'variable': {
      const slot = slotOf(compiling, term.name)
      return ({ slots }) => slots[slot]
    }
    case 'index':
      return ({ scope }) => scope.index
    case 'result': {
      const names = pathSteps(term.path).map((step) => (step.kind === 'name' ? step.name : ''))
      return ({ scope }) => walk(scope.result, names)
    }
    case 'now':
      return ({ scope }) => scope.now
    case 'get':
      return compileGet(term, compiling)
    case 'collect':
      return compileCollect(term, compiling)
    case 'keep':
    case 'filter':
      return compileKeep(term, compiling)
    case 'map':
      return compileMapOf(term, compiling)
    case 'fold':
      return compileFold(term, compiling)
    case 'list':
      return compileList(term, compiling)
    case 'at':
      return compileAt(term, compiling)
    case 'negate': {
      const of = compiling.compile(term.of)
      return (frame) => {
        const value = of(frame)
        return typeof value === 'number' ? 0 - value : passOr(value, 'not-a-number')
      }
    }
    case 'arithmetic':
      return compileArithmetic(term, compiling)
    case 'compare':
      return term.operator === '=' || term.operator === '!=' ? compileEquality(term, compiling) : compileOrder(term, compiling)
    case 'logic':
      return compileLogic(term, compiling)
    case 'in':
      return compileIn(term, compiling)
    case 'text':
      return compileText(term, compiling)
    case 'if':
      return compileIf(term, compiling)
    case 'default':
      return compileDefault(term, compiling)
    case 'let': {
      const value = compiling.compile(term.value)
      const slot = slotOf(compiling, term.name)
      const inside = compiling.compile(term.in)
      return (frame) => {
        const bound = value(frame)
        if (bound instanceof Failure) return bound
        frame.slots[slot] = bound
        return inside(frame)
      }
    }
    case 'object':
      return compileObject(term, compiling)
    case 'call': {
      return compileCall(term, compiling)
    }
  }
}

/** What is missing or an issue passes; another value is of the wrong type. */
function passOr(value: Value, code: 'not-a-number' | 'not-a-boolean' | 'wrong-type'): Value {
  if (value === undefined || value instanceof Failure) return value
  return new Failure(value === null ? 'null' : code, value)
}

/** Fields of lists are nothing: only paths go into lists. */
function walk(start: unknown, names: readonly string[]): JsonValue | undefined {
  let here = start
  for (const name of names) {
    if (typeof here !== 'object' || here === null || Array.isArray(here) || !Object.hasOwn(here, name)) return undefined
    here = (here as Record<string, unknown>)[name]
  }
  return here as JsonValue | undefined
}

function compilePath({ path, nulls }: Of<'path'>): Run {
  if (path === null) throw new Error('a formula is evaluated before it is bound')
  const names = path.steps.map((step) => step.name)
  const { input } = path
  const start = input === undefined ? ({ scope }: Frame) => scope.item : ({ scope }: Frame) => scope.inputs.get(input)
  if (nulls === 'value') return (frame) => walk(start(frame), names)
  return (frame) => walk(start(frame), names) ?? undefined
}

function compileGet({ from, name, nulls }: Of<'get'>, compiling: Compiling): Run {
  const holder = compiling.compile(from)
  const isNullMissing = nulls === 'missing'
  return (frame) => {
    const value = holder(frame)
    if (typeof value !== 'object' || value === null) return undefined
    if (value instanceof Failure) return value
    if (Array.isArray(value) || !Object.hasOwn(value, name)) return undefined
    const found = value[name]
    return found === null && isNullMissing ? undefined : found
  }
}

function compileAt({ from, index }: Of<'at'>, compiling: Compiling): Run {
  const list = compiling.compile(from)
  return (frame) => {
    const value = list(frame)
    return Array.isArray(value) ? value.at(index) : passOr(value, 'wrong-type')
  }
}

const arithmetic: Record<Of<'arithmetic'>['operator'], (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
}

/** Both sides are looked at before one that is missing counts: the other may be an issue. */
function compileArithmetic(term: Of<'arithmetic'>, compiling: Compiling): Run {
  const left = compiling.compile(term.left)
  const right = compiling.compile(term.right)
  const act = arithmetic[term.operator]
  return (frame) => {
    const a = left(frame)
    const b = right(frame)
    if (typeof a === 'number' && typeof b === 'number') {
      const result = act(a, b)
      // Never negative zero.
      return Number.isFinite(result) ? result + 0 : new Failure('not-a-number', [a, b])
    }
    return failureOf(a, 'not-a-number') ?? failureOf(b, 'not-a-number')
  }
}

/** Of an operand that is no number: the issue, or undefined where it is only missing. */
function failureOf(value: Value, code: 'not-a-number'): Failure | undefined {
  if (typeof value === 'number') return undefined
  const passed = passOr(value, code)
  return passed instanceof Failure ? passed : undefined
}

function compileEquality(term: Of<'compare'>, compiling: Compiling): Run {
  const left = compiling.compile(term.left)
  const right = compiling.compile(term.right)
  const wanted = term.operator === '='
  return (frame) => {
    const a = left(frame)
    const b = right(frame)
    if (a instanceof Failure) return a
    if (b instanceof Failure) return b
    if (a === undefined || b === undefined) return false
    if (typeof a === 'object' && typeof b === 'object' && ((a !== null && isTooLarge(a)) || (b !== null && isTooLarge(b)))) return spent()
    const same = a === b || isEqual(a, b)
    return same === undefined ? spent() : same === wanted
  }
}

const orders: Record<Exclude<Of<'compare'>['operator'], '=' | '!='>, (a: string, b: string) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

function compileOrder(term: Of<'compare'>, compiling: Compiling): Run {
  const left = compiling.compile(term.left)
  const right = compiling.compile(term.right)
  const { operator } = term
  if (operator === '=' || operator === '!=') return compileEquality(term, compiling)
  const holds = orders[operator]
  return (frame) => {
    const a = left(frame)
    const b = right(frame)
    if ((typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')) return holds(a as string, b as string)
    for (const value of [a, b]) {
      if (typeof value === 'number' || typeof value === 'string' || value === undefined) continue
      return passOr(value, 'wrong-type')
    }
    return a === undefined || b === undefined ? undefined : new Failure('wrong-type', b)
  }
}

/** True, false, or an issue: missing and null count as false. */
function holds(value: Value): boolean | Failure {
  if (typeof value === 'boolean') return value
  if (value === undefined || value === null) return false
  return value instanceof Failure ? value : new Failure('not-a-boolean', value)
}

function compileLogic(term: Of<'logic'>, compiling: Compiling): Run {
  const left = compiling.compile(term.left)
  const right = compiling.compile(term.right)
  const decides = term.operator === 'or'
  return (frame) => {
    const first = holds(left(frame))
    return first === decides || first instanceof Failure ? first : holds(right(frame))
  }
}

function compileIn(term: Of<'in'>, compiling: Compiling): Run {
  const left = compiling.compile(term.left)
  const right = compiling.compile(term.right)
  return (frame) => {
    const value = left(frame)
    const list = right(frame)
    if (value instanceof Failure) return value
    if (list instanceof Failure) return list
    if (value === undefined || list === undefined) return false
    return Array.isArray(list) ? list.includes(value) : list === value
  }
}

function compileText(term: Of<'text'>, compiling: Compiling): Run {
  const parts = term.parts.map((part) => compiling.compile(part))
  return (frame) => {
    let text = ''
    let failed: Failure | undefined
    for (const part of parts) {
      const value = part(frame)
      if (value === undefined || failed !== undefined) continue
      const piece = typeof value === 'string' ? value : printPart(value)
      if (piece instanceof Failure) failed = piece
      else if (text.length + piece.length > LONGEST_TEXT) failed = new Failure('too-long', text.length + piece.length)
      else text += piece
    }
    return failed ?? text
  }
}

function printPart(value: JsonValue | Failure): string | Failure {
  if (value instanceof Failure) return value
  if (value === null) return new Failure('null', null)
  return typeof value === 'object' ? new Failure('not-text', value) : printValue(value)
}

function compileIf(term: Of<'if'>, compiling: Compiling): Run {
  const test = compiling.compile(term.test)
  const then = compiling.compile(term.then)
  const otherwise = term.otherwise === null ? () => undefined : compiling.compile(term.otherwise)
  return (frame) => {
    const held = holds(test(frame))
    return held instanceof Failure ? held : held ? then(frame) : otherwise(frame)
  }
}

function compileDefault(term: Of<'default'>, compiling: Compiling): Run {
  const of = compiling.compile(term.of)
  const instead = compiling.compile(term.instead)
  if (term.when === 'missing') {
    return (frame) => {
      const value = of(frame)
      return value === undefined ? instead(frame) : value
    }
  }
  return (frame) => {
    const value = of(frame)
    if (value instanceof Failure) return value
    const held = functionValues.boolean([value])
    return held === true ? value : held instanceof Failure ? held : instead(frame)
  }
}

function compileObject(term: Of<'object'>, compiling: Compiling): Run {
  const fields = term.fields.map(({ name, value }) => ({ name, run: compiling.compile(value) }))
  return (frame) => {
    const made: { [name: string]: JsonValue } = {}
    let failed: Failure | undefined
    for (const { name, run } of fields) {
      const value = run(frame)
      if (value instanceof Failure) failed ??= value
      else if (value !== undefined) setOwn(made, name, value)
    }
    return failed ?? made
  }
}

/** `__proto__` is a name like any other. */
function setOwn(made: { [name: string]: JsonValue }, name: string, value: JsonValue): void {
  if (name === '__proto__') Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true })
  else made[name] = value
}

/** Every argument is looked at: an issue in one is the call's issue, whatever else is missing. */
function compileCall({ name, args, type }: Of<'call'>, compiling: Compiling): Run {
  const runs = args.map((arg) => compiling.compile(arg))
  const act = functionValues[name]
  const goesThrough = name === 'distinct' || name === 'boolean' || name === 'not' || name === 'string'
  const isTracked = type.many === true && (name === 'append' || name === 'distinct')
  return (frame) => {
    const values: (JsonValue | undefined)[] = []
    for (const run of runs) {
      const value = run(frame)
      if (value instanceof Failure) return value
      if (goesThrough && typeof value === 'object' && value !== null && isTooLarge(value)) return spent()
      values.push(value)
    }
    const result = act(values)
    if (isTracked && frame.plain !== undefined && values.every((value) => value !== undefined && (name === 'append' || frame.plain?.has(value) === true)))
      frame.plain.add(result)
    return result
  }
}
