// Values of a list as JSONata (SPEC.md, S rules).
import type { Expr, PathExpr } from '../../transform/ir.ts'
import type { ListEnd, NullPolicy } from '../../transform/transform.ts'
import { asText } from './as-text.ts'
import { overOperands, type Operand } from './operand-code.ts'
import { literal, step } from './text.ts'
import { call, helper, pathCode, primary, rowText, wrap, type Code, type Scope, type Value } from './writer.ts'

type ListExpr = Extract<Expr, { op: 'list' }>

export function listValue(scope: Scope, expr: ListExpr, nulls: NullPolicy): Value {
  const isOne = expr.then.do === 'first' || expr.then.do === 'last'
  const work = ([list]: readonly Operand[]) => {
    const found = orderedCode(scope, expr, list?.raw.text ?? '()')
    return isOne ? oneCode(scope, expr, found) : endCode(scope, expr, found)
  }
  // A missing list is not an empty one.
  const value = overOperands(scope, [expr.from], nulls, work, 'guard')
  if (isOne) return { ...value, absent: 'null' }
  const isAlwaysThere = expr.then.do === 'all' || expr.then.do === 'count' || expr.then.do === 'sum'
  return value.absent === 'never' && !isAlwaysThere ? { ...value, absent: 'missing' } : value
}

/** In the order of S2. */
export function sortedCode(scope: Scope, list: string, item: string, sort: { readonly by: PathExpr; readonly descending: boolean }): string {
  const { op, steps, types } = sort.by
  const key = (name: string) => pathCode({ ...scope, item: name }, { op, steps, types }).text
  const after = helper(scope.writer, 'after', key(`${item}1`), key(`${item}2`), String(sort.descending))
  return call('sort', list, `function(${item}1, ${item}2) { ${after.text} }`).text
}

function orderedCode(scope: Scope, { from, sort }: ListExpr, found: string): string {
  const list = from.types.every((type) => type === 'list') ? found : helper(scope.writer, 'typed', found, '["array"]', rowText(scope)).text
  return sort === null ? list : sortedCode(scope, list, '$entry', sort)
}

/** The field of the first or last entry that passes. */
function oneCode(scope: Scope, { where, take, then }: ListExpr, list: string): Code {
  const test = where === null ? undefined : scope.writer.test(scope, where)
  // A list of lists would fall apart in a sequence.
  const isNested = take.steps.length === 0 && holdsLists(take)
  const entries =
    test === undefined
      ? list
      : isNested
        ? helper(scope.writer, 'made', list, `function($entry) { ${wrap(test, 1)} ? $entry }`).text
        : call('filter', list, `function($entry) { ${test.text} }`).text
  return { text: `${entries}[${then.do === 'first' ? '0' : '-1'}]${take.steps.map(({ name }) => step(name)).join('')}`, prec: 7 }
}

const NUMBER_ENDS: ReadonlySet<ListEnd['do']> = new Set(['sum', 'min', 'max', 'average'])

function endCode(scope: Scope, expr: ListExpr, list: string): Code {
  const { then, distinct, where, take } = expr
  const convert = converterOf(scope, expr)
  const raw = pathCode(scope, take)
  const isSure = take.steps.length > 0 && take.nullableItem !== true && take.steps.every((one) => !one.optional)
  const soft = isSure ? raw : helper(scope.writer, 'some', raw.text)
  // Values are told apart as they are, before anything becomes of them.
  const isLater = distinct && convert !== undefined
  const value = convert === undefined || isLater ? soft : convert({ raw, soft })
  const body = where === null ? value.text : `${wrap(scope.writer.test(scope, where), 1)} ? ${wrap(value, 1)}`
  const isNested = (convert === undefined || isLater) && holdsLists(take)
  const maker = `function($entry) { ${body} }`
  const taken = isNested ? helper(scope.writer, 'made', list, maker) : call('map', list, maker)
  const some = distinct ? call('distinct', taken.text) : taken
  const one = primary('$value')
  const values = isLater ? call('map', some.text, `function($value) { ${convert({ raw: one, soft: one }).text} }`) : some
  if (then.do === 'join') return call('join', values.text, literal(then.with))
  const whole = isNested && !isLater ? values : primary(`[${values.text}]`)
  return then.do === 'all' ? whole : call(then.do, whole.text)
}

/** What the end makes of each value first. */
function converterOf(scope: Scope, { take, then }: ListExpr): ((value: Operand) => Code) | undefined {
  if (then.do === 'join') return take.types.every((type) => type === 'text') ? undefined : (value) => asText(scope, take, value)
  if (!NUMBER_ENDS.has(then.do) || take.types.every((type) => type === 'number' || type === 'integer')) return undefined
  return ({ raw }) => helper(scope.writer, 'toNumber', raw.text, rowText(scope))
}

function holdsLists({ types }: PathExpr): boolean {
  return types.includes('list') || types.includes('any')
}
