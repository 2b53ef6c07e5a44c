// The only place that turns conditions of CHECK into facts of columns.
import type { JsonScalar } from '../../../shared/schema/json-value.ts'
import type { SqlExpression } from './expression.ts'
import type { ValueRules } from './sql-tables.ts'

/** `column`: in small letters. */
export type ColumnRule = { readonly column: string; readonly rules: ValueRules; readonly notNull?: boolean }

/** `complete`: everything that the condition says stands in the rules. */
export type ReadCheck = { readonly found: readonly ColumnRule[]; readonly complete: boolean }

const LENGTHS = new Set(['length', 'len', 'char_length', 'character_length'])
const FLIPPED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '=': '=', '<>': '<>', '!=': '!=' }
/** `upper(x)`, `trim(x)`: what holds of these need not hold of the value. */
const MOST_CONDITIONS = 1_000

export function readCheck(expression: SqlExpression): ReadCheck {
  const found: ColumnRule[] = []
  let complete = true
  const open: SqlExpression[] = [expression]
  for (let next = open.pop(), seen = 0; next !== undefined; next = open.pop(), seen++) {
    if (seen > MOST_CONDITIONS) return { found, complete: false }
    if (next.kind === 'and') {
      open.push(...next.parts.toReversed())
      continue
    }
    const rules = readCondition(next)
    if (rules === undefined) complete = false
    else found.push(...rules)
  }
  return { found, complete }
}

function readCondition(condition: SqlExpression): ColumnRule[] | undefined {
  switch (condition.kind) {
    case 'or':
      return readChoice(condition.parts)
    case 'isNotNull':
      return condition.of.kind === 'column' ? [rule(condition.of.name, {}, true)] : undefined
    case 'in':
      return condition.of.kind === 'column' ? readValues(condition.of.name, condition.values) : undefined
    case 'between': {
      const low = readComparison('>=', condition.of, condition.low)
      const high = readComparison('<=', condition.of, condition.high)
      return low === undefined || high === undefined ? undefined : [low, high]
    }
    case 'compare': {
      const { sign, left, right } = condition
      const found = left.kind === 'literal' ? readComparison(FLIPPED[sign] ?? '', right, left) : readComparison(sign, left, right)
      return found === undefined ? undefined : [found]
    }
    case 'call': {
      const [of, pattern] = condition.given
      if (condition.name !== 'regexp_like' || condition.given.length !== 2 || of?.kind !== 'column' || pattern?.kind !== 'literal') return undefined
      return typeof pattern.value === 'string' ? [rule(of.name, { pattern: pattern.value })] : undefined
    }
    default:
      return undefined
  }
}

/** `x = 'a' OR x = 'b'` is a list of values; `x IS NULL OR ...` says the rest of values that are there. */
function readChoice(parts: readonly SqlExpression[]): ColumnRule[] | undefined {
  const nulls = new Set(parts.flatMap((part) => (part.kind === 'isNull' && part.of.kind === 'column' ? [part.of.name.toLowerCase()] : [])))
  const others = parts.filter((part) => part.kind !== 'isNull')
  const [only] = others
  if (others.length === 1 && only !== undefined && parts.length > 1) {
    const { found, complete } = readCheck(only)
    return complete && found.every(({ column }) => nulls.has(column)) && nulls.size === 1 ? [...found] : undefined
  }
  const values: JsonScalar[] = []
  let name: string | undefined
  for (const part of others) {
    const [found] = readCondition(part) ?? []
    if (found?.rules.enum === undefined || (name !== undefined && found.column !== name)) return undefined
    name = found.column
    values.push(...(found.rules.enum as readonly JsonScalar[]))
  }
  return name === undefined ? undefined : [rule(name, { enum: values })]
}

function readValues(name: string, list: readonly SqlExpression[]): ColumnRule[] | undefined {
  const values: JsonScalar[] = []
  for (const each of list) {
    if (each.kind !== 'literal') return undefined
    if (each.value !== null && !values.includes(each.value)) values.push(each.value)
  }
  return values.length === 0 ? undefined : [rule(name, { enum: values })]
}

function readComparison(sign: string, left: SqlExpression, right: SqlExpression): ColumnRule | undefined {
  if (right.kind !== 'literal' || right.value === null) return undefined
  const { value } = right
  if (left.kind === 'call') return typeof value === 'number' ? readLength(sign, left, value) : undefined
  if (left.kind !== 'column') return undefined
  if (sign === '=') return rule(left.name, { enum: [value] })
  if ((sign === '<>' || sign === '!=') && value === '') return rule(left.name, { minLength: 1 })
  if (sign === '~' && typeof value === 'string') return rule(left.name, { pattern: value })
  if (typeof value !== 'number') return undefined
  switch (sign) {
    case '>=':
      return rule(left.name, { minimum: value })
    case '>':
      return rule(left.name, { exclusiveMinimum: value })
    case '<=':
      return rule(left.name, { maximum: value })
    case '<':
      return rule(left.name, { exclusiveMaximum: value })
    default:
      return undefined
  }
}

function readLength(sign: string, call: Extract<SqlExpression, { kind: 'call' }>, value: number): ColumnRule | undefined {
  const [of] = call.given
  if (!LENGTHS.has(call.name) || call.given.length !== 1 || of?.kind !== 'column' || !Number.isInteger(value) || value < 0) return undefined
  switch (sign) {
    case '=':
      return rule(of.name, { minLength: value, maxLength: value })
    case '>=':
      return rule(of.name, { minLength: value })
    case '>':
      return rule(of.name, { minLength: value + 1 })
    case '<=':
      return rule(of.name, { maxLength: value })
    case '<':
      return rule(of.name, { maxLength: Math.max(0, value - 1) })
    default:
      return undefined
  }
}

function rule(name: string, rules: ValueRules, notNull?: boolean): ColumnRule {
  return { column: name.toLowerCase(), rules, ...(notNull === undefined ? {} : { notNull }) }
}
