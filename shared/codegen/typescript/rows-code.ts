// The rows of one destination field as one TypeScript expression: tried in order, each with its condition and its policies.
import { mayMiss } from '../../transform/static-type.ts'
import type { JsonScalar } from '../../schema/json-value.ts'
import type { Expr, RowIr } from '../../transform/ir.ts'
import { isAlways, isNever, noteRefuted, noteTested, testCode, type Narrowed } from './condition-code.ts'
import { literal } from './text.ts'
import { issueCode, type Missing, type RowPlace } from './guarded-code.ts'
import { fullCode, guardedCode } from './value-code.ts'
import { bracketPieces, joinPieces, markCode, type MarkedCode } from './rows-lines.ts'
import { primary, wrap, type Code, type Scope } from './writer.ts'

type Operation = 'create' | 'update'
type Label = (row: RowIr) => string
/** What has to hold for a value, with the value. */
type Branch = MarkedCode[number]

/** The rows as one expression, undefined where the field is left out. */
export function rowsCode(scope: Scope, places: readonly RowPlace[], label: Label): MarkedCode {
  if (places.every(({ row }) => row.on === null)) return alternatives(scope, places, label)
  scope.used.add('operation')
  const [create = [], update = []] = (['create', 'update'] as const).map((operation) =>
    alternatives(scope, takingPart(places, operation), label, places.map(({ row }) => label(row)).join(', ')),
  )
  return [...bracketed("operation === 'create' ? ", create), ...bracketed(': ', update)]
}

/** One row that is left out when missing, as a condition and a value; undefined where it needs the general form. */
export function guardedRow(scope: Scope, place: RowPlace): { readonly condition: string; readonly value: Code } | undefined {
  const { row } = place
  if (row.onMissing.then !== 'omit' || row.onNull !== 'as-missing' || row.value.op === 'choose' || row.value.op === 'hook') return undefined
  const narrowed: Narrowed = new Set()
  const test = row.when === null ? undefined : testCode(scope, row.when, narrowed)
  if (test !== undefined && (isNever(test) || isAlways(test))) return undefined
  // What cannot be told before it is calculated is calculated into a constant.
  if (guardedCode(draftOf(scope), place, row.value).maybe !== undefined) return undefined
  const code = guardedCode(scope, place, row.value, narrowed)
  const guards = (code.bare ? [...code.guards, code.text] : code.guards).map((guard): Code => ({ text: `${guard} != null`, prec: 4 }))
  // A plain chain of `&&` has said some of the guards already.
  const said = test === undefined || test.text.includes('(') || test.text.includes('||') ? [] : test.text.split(' && ')
  if (row.on !== null) scope.used.add('operation')
  const conditions: Code[] = [
    ...(row.on === null ? [] : [{ text: `operation === '${row.on}'`, prec: 4 }]),
    ...(test === undefined ? [] : [test]),
    ...guards.filter((guard) => !said.includes(guard.text)),
  ]
  return { condition: conditions.map((one) => (conditions.length === 1 ? one.text : wrap(one, 3))).join(' && '), value: code }
}

export function canBeOmitted(rows: readonly RowIr[]): boolean {
  if (rows.some((row) => row.on !== null))
    return (['create', 'update'] as const).some((operation) => canBeOmitted(rows.filter((row) => (row.on ?? operation) === operation).map(onBoth)))
  const last = rows.findIndex((row) => row.when === null)
  const reached = last < 0 ? rows : rows.slice(0, last + 1)
  return rows.length === 0 || reached.some((row, index) => row.onMissing.then === 'omit' && (mayMiss(row.value) || (last < 0 && index === reached.length - 1)))
}

export function canBeNull(row: RowIr): boolean {
  const isWritten =
    row.value.op === 'literal' ? row.value.value === null : row.value.op === 'choose' && JSON.stringify(row.value).includes('{"op":"literal","value":null}')
  return (
    isWritten ||
    row.onMissing.then === 'null' ||
    (row.onMissing.then === 'default' && row.onMissing.value === null) ||
    (row.onNull === 'pass' && mayMiss(row.value))
  )
}

/** A scope in which nothing that is written counts as used. */
function draftOf(scope: Scope): Scope {
  const writer = {
    ...scope.writer,
    helpers: new Set<never>(),
    imports: new Set<string>(),
    patterns: new Map<string, string>(),
    hooks: new Map<string, never>(),
  }
  return { ...scope, writer, used: new Set(), consts: new Map(), outerConsts: new Map() }
}

/** The texts that a field can only have, where its rows give nothing but constants. */
export function textsOf(rows: readonly RowIr[]): readonly string[] | undefined {
  const texts: string[] = []
  for (const { value, when, onMissing } of rows) {
    const own = constantsOf(value)
    if (own === undefined || (onMissing.then === 'problem' && (when !== null || mayMiss(value)))) return undefined
    const all = onMissing.then === 'default' ? [...own, onMissing.value] : own
    for (const one of all) {
      if (typeof one === 'string') texts.push(one)
      else if (one !== null) return undefined
    }
  }
  return texts.length === 0 ? undefined : texts
}

function constantsOf(expr: Expr): JsonScalar[] | undefined {
  if (expr.op === 'literal') return [expr.value]
  if (expr.op !== 'choose') return undefined
  const branches = [...expr.cases.map((one) => one.then), ...(expr.otherwise === null ? [] : [expr.otherwise])].map(constantsOf)
  return branches.some((branch) => branch === undefined) ? undefined : branches.flatMap((branch) => branch ?? [])
}

function takingPart(places: readonly RowPlace[], operation: Operation): RowPlace[] {
  return places.filter(({ row }) => (row.on ?? operation) === operation)
}

function onBoth(row: RowIr): RowIr {
  return { ...row, on: null }
}

function alternatives(scope: Scope, places: readonly RowPlace[], label: Label, otherwise = ''): MarkedCode {
  const narrowed: Narrowed = new Set()
  const branches: Branch[] = []
  for (const place of places) {
    const { row } = place
    const test = row.when === null ? undefined : testCode(scope, row.when, narrowed)
    if (test !== undefined && isNever(test)) continue
    const inside = new Set(narrowed)
    if (row.when !== null) noteTested(scope, row.when, inside)
    const value = fullCode(scope, place, row.value, missingOf(scope, place), inside)
    if (test === undefined || isAlways(test)) return joined(branches, value, label(row))
    branches.push(branchOf(test, value, label(row)))
    if (row.when !== null) noteRefuted(scope, row.when, narrowed)
  }
  const last = places.at(-1)
  if (last === undefined) return markCode(primary('undefined'), otherwise)
  return joined(branches, missingOf(scope, last).code(), label(last.row))
}

function branchOf(test: Code, value: Code, label: string): Branch {
  const [first = value.text, ...rest] = value.prec > 0 && value.lines !== undefined ? value.lines : [wrap(value, 1)]
  return { text: `${wrap(test, 1)} ? ${wrap(value, 1)}`, label, lines: [wrap(test, 1), `? ${first}`, ...rest] }
}

/** `last`: what holds where none of the branches does. */
function joined(branches: readonly Branch[], last: Code, label: string): MarkedCode {
  if (branches.length === 0) return markCode(last, label)
  const isChain = last.prec === 0 && last.lines !== undefined
  const [first = '', ...rest] = isChain ? last.lines : [last.text]
  const ends = { text: first, label, ...(isChain || last.lines === undefined ? {} : { lines: last.lines }) }
  const pieces = [...branches, ends].flatMap((piece, index) => (index === 0 ? [piece] : bracketPieces(': ', [piece], '')))
  return [...pieces, ...rest.map((text) => ({ text, label }))]
}

/** A chain of conditions inside another stands in brackets, for its reader. */
function bracketed(prefix: string, code: MarkedCode): MarkedCode {
  return joinPieces(code).includes(' ? ') ? bracketPieces(`${prefix}(`, code, ')') : bracketPieces(prefix, code, '')
}

function missingOf(scope: Scope, place: RowPlace): Missing {
  const { onMissing } = place.row
  const code = (): Code => {
    if (onMissing.then === 'default') return { text: literal(onMissing.value), prec: typeof onMissing.value === 'number' && onMissing.value < 0 ? 8 : 9 }
    if (onMissing.then === 'problem') return primary(issueCode(scope, place, 'missing', 'null'))
    return primary(onMissing.then === 'null' ? 'null' : 'undefined')
  }
  return { isUndefined: onMissing.then === 'omit', code }
}
