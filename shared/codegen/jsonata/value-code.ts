// Expressions as JSONata: each operation of the IR once. Missing is an absent value, an issue is an error.
import type { Expr } from '../../transform/ir.ts'
import { typesOf } from '../../transform/static-type.ts'
import type { NullPolicy } from '../../transform/transform.ts'
import { arithmeticValue } from './arithmetic-code.ts'
import { asText } from './as-text.ts'
import { constantCode, isConstant, literalCode } from './constant-code.ts'
import { dateValue } from './date-code.ts'
import { listValue } from './list-code.ts'
import { configValue, overOperands, pathValue, type Operand } from './operand-code.ts'
import { termValue } from './term-code.ts'
import { literal } from './text.ts'
import { textValue } from './text-code.ts'
import { conditional, helper, pathCode, primary, rowText, wrap, type Code, type Scope, type Value } from './writer.ts'

type ExprOf<Op extends Expr['op']> = Extract<Expr, { op: Op }>

/** `nulls`: the row's policy. With `as-missing` a null from the data may already be missing in what is given. */
export function valueOf(scope: Scope, expr: Expr, nulls: NullPolicy): Value {
  if (isConstant(expr)) return { code: constantCode(scope, expr), absent: 'never' }
  // TypeScript cannot see that the function found by `op` takes this very expression; the table's own type says so.
  const write = values[expr.op] as unknown as (scope: Scope, expr: Expr, nulls: NullPolicy) => Value
  return write(scope, expr, nulls)
}

const values: { readonly [Op in Expr['op']]: (scope: Scope, expr: ExprOf<Op>, nulls: NullPolicy) => Value } = {
  literal: (_, { value }) => ({ code: literalCode(value), absent: 'never' }),
  path: (scope, expr) => pathValue(scope, expr),
  config: (_, expr) => configValue(expr),
  concat: concatValue,
  lookup: lookupValue,
  choose: (scope, { cases, otherwise }, nulls) => {
    const branches = cases.map((one) => ({ test: scope.writer.test(scope, one.if), then: valueOf(scope, one.then, nulls).code }))
    const last = otherwise === null ? undefined : valueOf(scope, otherwise, nulls).code
    return { code: branches.reduceRight<Code | undefined>((rest, { test, then }) => conditional(test, then, rest), last) ?? primary('()'), absent: 'null' }
  },
  convert: (scope, expr, nulls) => overOperands(scope, [expr.from], nulls, ([from]) => convertCode(scope, expr, from)),
  arithmetic: (scope, expr, nulls) => arithmeticValue(scope, expr, nulls),
  date: (scope, expr, nulls) => dateValue(scope, expr, nulls),
  text: (scope, expr, nulls) => textValue(scope, expr, nulls),
  list: (scope, expr, nulls) => listValue(scope, expr, nulls),
  term: (scope, { term }) => termValue(scope, term),
  hook: (scope, { uses }) => ({
    code: { text: `${helper(scope.writer, 'hook', rowText(scope)).text}(${uses.map((path) => pathCode(scope, path).text).join(', ')})`, prec: 7 },
    absent: 'missing',
  }),
}

function concatValue(scope: Scope, { parts }: ExprOf<'concat'>, nulls: NullPolicy): Value {
  // A null that a person wrote is no text at all.
  const texts = joinLiterals(parts.filter((part) => !(part.op === 'literal' && (part.value === null || part.value === ''))))
  const work = (operands: readonly Operand[]): Code => {
    const codes = texts.flatMap((part, index) => (operands[index] === undefined ? [] : [asText(scope, part, operands[index])]))
    const [only] = codes
    if (only === undefined) return primary('""')
    return codes.length === 1 ? only : { text: codes.map((code) => wrap(code, 5)).join(' & '), prec: 4 }
  }
  // `&` takes what is missing for an empty text.
  return overOperands(scope, texts, nulls, work, texts.length > 1 ? 'guard' : 'work')
}

function joinLiterals(parts: readonly Expr[]): Expr[] {
  const joined: Expr[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.op === 'literal' && last?.op === 'literal') joined[joined.length - 1] = { op: 'literal', value: `${last.value}${part.value}` }
    else joined.push(part)
  }
  return joined
}

function lookupValue(scope: Scope, { from, table: id }: ExprOf<'lookup'>, nulls: NullPolicy): Value {
  const { tables, names } = scope.writer
  const table = tables.get(id)
  if (table === undefined) throw new Error('a lookup names a table that is not in the IR')
  const of = table.from === 'integer' ? 'number' : table.from
  return overOperands(scope, [from], nulls, ([operand]) => {
    const raw = operand?.raw ?? primary('()')
    const isKey = of === 'text' && typesOf(from, tables).every((type) => type === 'text')
    const key = isKey ? raw.text : helper(scope.writer, 'key', raw.text, literal(of)).text
    const variable = `$${names.of(`table:${id}`)}`
    return table.otherwise === null
      ? helper(scope.writer, 'lookUp', variable, key, rowText(scope))
      : helper(scope.writer, 'lookUpOr', variable, key, literal(table.otherwise.value))
  })
}

function convertCode(scope: Scope, { from, to }: ExprOf<'convert'>, operand: Operand | undefined): Code {
  const { raw, soft } = operand ?? { raw: primary('()'), soft: primary('()') }
  const types = typesOf(from, scope.writer.tables)
  const isAlready = (...given: readonly string[]) => types.length > 0 && types.every((type) => given.includes(type))
  switch (to) {
    case 'text':
      return asText(scope, from, { raw, soft })
    case 'number':
      return isAlready('number', 'integer') ? soft : helper(scope.writer, 'toNumber', raw.text, rowText(scope))
    case 'integer':
      return helper(scope.writer, 'toInteger', raw.text, rowText(scope))
    case 'boolean':
      return isAlready('boolean') ? soft : helper(scope.writer, 'toBoolean', raw.text, rowText(scope))
  }
}
