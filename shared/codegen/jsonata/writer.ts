// What is known while an expression is written: names, and what has been used so far. The only place that tracks use.
import type { Expr, MapIr, PathExpr, TableIr, Test } from '../../transform/ir.ts'
import type { NullPolicy } from '../../transform/transform.ts'
import type { Names } from './names.ts'
import { literal, step } from './text.ts'
import type { HelperName } from './written-functions.ts'

/** Code and how tightly it binds: 0 `? :`, 1 `or`, 2 `and`, 3 comparison, 4 sum and `&`, 5 product, 6 unary, 7 path and call, 9 one piece. */
export type Code = { readonly text: string; readonly prec: number }

/** What an expression gives when it is written. `null`: missing, or a null from the data. */
export type Value = { readonly code: Code; readonly absent: 'never' | 'missing' | 'null' }

/** The nodes of one variant of a tagged union, also where one type has several tags. */
export type OfOp<Node extends { readonly op: string }, Op> = Node extends unknown ? (Op extends Node['op'] ? Node : never) : never

export type Writer = {
  readonly ir: MapIr
  readonly names: Names
  readonly tables: ReadonlyMap<string, TableIr>
  readonly helpers: Set<HelperName>
  /** Expressions and conditions stand in one another. `nulls`: the row's policy; with `as-missing` a null from the data may already be missing. */
  readonly value: (scope: Scope, expr: Expr, nulls: NullPolicy) => Value
  /** Always true or false. */
  readonly test: (scope: Scope, test: Test) => Code
  /** What is bound once and only where it is used; `index`: by the function that is being written. */
  readonly used: Set<'operation' | 'clock' | 'index'>
  /** `R-3 (UC-1) why`, by the id of a row. */
  readonly note: (id: string) => string
}

/** Where an expression stands. */
export type Scope = {
  readonly writer: Writer
  /** The variable of the nearest item, with the dollar; empty at the top. */
  readonly item: string
  /** For messages: `R-3`. */
  readonly row: string
}

export const PRIMARY = 9
export const CALL = 7

export function primary(text: string): Code {
  return { text, prec: PRIMARY }
}

/** In parentheses where the place binds tighter than the code. */
export function wrap(code: Code, prec: number): string {
  return code.prec < prec ? `(${code.text})` : code.text
}

/** A function of an item, which takes its position where the body asks for it. */
export function itemFunction(writer: Writer, item: string, writeBody: () => string): { readonly parameters: string; readonly body: string } {
  const isAround = writer.used.delete('index')
  const body = writeBody()
  const parameters = writer.used.has('index') ? `${item}, $index` : item
  if (isAround) writer.used.add('index')
  else writer.used.delete('index')
  return { parameters, body }
}

/** A call of one of our functions, which is then written out. */
export function helper(writer: Writer, name: HelperName, ...args: readonly string[]): Code {
  writer.helpers.add(name)
  return call(name, ...args)
}

export function call(name: string, ...args: readonly string[]): Code {
  return { text: `$${name}(${args.join(', ')})`, prec: CALL }
}

/** `$order.billing.email`: missing where anything on the way is. */
export function pathCode(scope: Scope, path: PathExpr): Code {
  const root = path.input !== undefined ? `$${scope.writer.names.of(`in:${path.input}`)}` : path.entry === true ? '$entry' : scope.item
  return { text: root + path.steps.map(({ name }) => step(name)).join(''), prec: path.steps.length === 0 ? PRIMARY : CALL }
}

/** The row, as a message begins with it. */
export function rowText(scope: Scope): string {
  return literal(scope.row)
}

/** An error about this row. */
export function refusal(scope: Scope, code: string): Code {
  return call('error', literal(`${scope.row}: ${code}`))
}

/** `(a, b)` over lines, where one would be long. */
export function indent(text: string, by = 2): string {
  return text.replaceAll('\n', `\n${' '.repeat(by)}`)
}

export const LONGEST_LINE = 120

/** `if ? then : otherwise`, on lines of their own where one would be long. Without `otherwise`: missing. */
export function conditional(test: Code, then: Code, otherwise: Code | undefined): Code {
  const [ask, give] = [wrap(test, 1), wrap(then, 1)]
  const rest = otherwise === undefined ? '' : `: ${otherwise.text}`
  const isLong = (text: string) => text.includes('\n') || text.length > LONGEST_LINE
  if (!isLong(`${ask} ? ${give} ${rest}`)) return { text: `${ask} ? ${give}${rest === '' ? '' : ` ${rest}`}`, prec: 0 }
  const head = isLong(`${ask} ? ${give}`) && !give.startsWith('{') ? `${indent(ask)}\n  ? ${indent(give)}` : `${ask} ? ${give}`
  return { text: `${head}${rest === '' ? '' : `\n  ${rest}`}`, prec: 0 }
}
