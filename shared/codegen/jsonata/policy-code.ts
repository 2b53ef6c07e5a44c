// One destination value from its rows: the only place where a row's policies for missing and null are written.
import type { JsonScalar } from '../../schema/json-value.ts'
import type { FieldType } from '../../schema/schema-graph.ts'
import { printCanonical } from '../../transform/canonical.ts'
import type { Expr, RowIr, Test, ValueIr } from '../../transform/ir.ts'
import { fit, isOfTypes, typesOf } from '../../transform/static-type.ts'
import { literalCode } from './constant-code.ts'
import { literal } from './text.ts'
import { conditional, helper, primary, refusal, rowText, wrap, type Code, type Scope, type Writer } from './writer.ts'

type Place = { readonly writer: Writer; readonly item: string }
const NOTHING = primary('()')

/** Undefined: nothing is ever written there. */
export function valueNodeCode(place: Place, node: ValueIr): Code | undefined {
  const [updating, creating] = (['update', 'create'] as const).map((operation) => node.rows.filter((row) => row.on === null || row.on === operation))
  if (node.rows.every((row) => row.on === null)) return rowsCode(place, node, node.rows)
  place.writer.used.add('operation')
  const code = { text: '$operation = "update"', prec: 3 }
  const update = rowsCode(place, node, updating ?? []) ?? NOTHING
  const create = rowsCode(place, node, creating ?? [])
  return conditional(code, update, create)
}

/** The first row whose condition holds; where none does, the last one's policy for missing. */
function rowsCode(place: Place, node: ValueIr, rows: readonly RowIr[]): Code | undefined {
  const last = rows.at(-1)
  if (last === undefined) return undefined
  const whenNone = last.when === null ? undefined : missingCode(scopeOf(place, last), last)
  return rows.reduceRight<Code | undefined>((rest, row) => {
    const scope = scopeOf(place, row)
    const settled = settle(scope, node.types, row, row.value)
    if (row.when === null) return settled
    const test = place.writer.test(scope, row.when)
    return conditional(test, settled, rest)
  }, whenNone)
}

function scopeOf({ writer, item }: Place, row: { readonly number: number | null }): Scope {
  return { writer, item, row: rowLabel(row) }
}

export function rowLabel({ number }: { readonly number: number | null }): string {
  return number === null ? 'R-new' : `R-${number}`
}

/** A null that a person wrote is a value, and the policy is asked in each branch of its own. */
function settle(scope: Scope, types: readonly FieldType[], row: RowIr, expr: Expr): Code {
  if (expr.op === 'choose') {
    const last = expr.otherwise === null ? missingCode(scope, row) : settle(scope, types, row, expr.otherwise)
    return (
      expr.cases.reduceRight<Code | undefined>((rest, one) => conditional(scope.writer.test(scope, one.if), settle(scope, types, row, one.then), rest), last) ??
      NOTHING
    )
  }
  if (expr.op === 'literal') return expr.value === null || isOfTypes(expr.value, types) ? literalCode(expr.value) : refusal(scope, 'wrong-type')
  const { code, absent } = scope.writer.value(scope, expr, row.onNull)
  const typed = fit(typesOf(expr, scope.writer.tables), types) === 'always' ? code : typedCode(scope, code, types)
  if (absent === 'never' || asksFor(row.when, expr)) return typed
  // A hook gives null as a value of its own.
  if (expr.op === 'hook') return ifMissing(scope, typed, row, 'kept')
  if (absent === 'missing') return ifMissing(scope, typed, row, 'none')
  switch (row.onNull) {
    case 'as-missing':
      return ifMissing(scope, typed, row, 'dropped')
    case 'pass':
      return ifMissing(scope, typed, row, 'kept')
    case 'problem':
      return ifMissing(scope, helper(scope.writer, 'refuseNull', typed.text, rowText(scope)), row, 'none')
  }
}

/** True where the row's own condition says that the value is there. */
function asksFor(when: Test | null, expr: Expr): boolean {
  if (when === null || expr.op !== 'path') return false
  if (when.op === 'present' || when.op === 'filled') return printCanonical(when.value) === printCanonical(expr)
  return when.op === 'all' && when.of.some((part) => asksFor(part, expr))
}

/** `nulls`: there are none, they stay, or they count as missing. */
function ifMissing(scope: Scope, code: Code, row: RowIr, nulls: 'none' | 'kept' | 'dropped'): Code {
  const { writer } = scope
  const { onMissing } = row
  switch (onMissing.then) {
    case 'omit':
      return nulls === 'dropped' ? helper(writer, 'some', code.text) : code
    case 'problem':
      return helper(writer, nulls === 'kept' ? 'present' : 'required', code.text, rowText(scope))
    case 'null':
    case 'default': {
      const otherwise: JsonScalar = onMissing.then === 'default' ? onMissing.value : null
      return helper(writer, nulls === 'kept' ? 'instead' : 'given', code.text, literal(otherwise))
    }
  }
}

function missingCode(scope: Scope, { onMissing }: RowIr): Code | undefined {
  if (onMissing.then === 'omit') return undefined
  return onMissing.then === 'problem' ? refusal(scope, 'missing') : literalCode(onMissing.then === 'default' ? onMissing.value : null)
}

const JSON_TYPES: Record<FieldType, string> = {
  text: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  list: 'array',
  object: 'object',
  map: 'object',
  any: 'any',
}

/** As jsonata calls them, each once. */
export function typeList(types: readonly FieldType[]): string {
  const names = new Set(types.map((type) => JSON_TYPES[type]))
  // Every integer is a number.
  return `[${[...names]
    .filter((name) => name !== 'integer' || !names.has('number'))
    .map(literal)
    .join(', ')}]`
}

function typedCode(scope: Scope, code: Code, types: readonly FieldType[]): Code {
  return helper(scope.writer, 'typed', wrap(code, 0), typeList(types), rowText(scope))
}
