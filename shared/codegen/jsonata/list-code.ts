// Values of a list as JSONata (SPEC.md, S rules).
import type { Expr, PathExpr } from '../../transform/ir.ts'
import type { NullPolicy } from '../../transform/transform.ts'
import { asText } from './as-text.ts'
import { overOperands, type Operand } from './operand-code.ts'
import { literal } from './text.ts'
import { call, helper, pathCode, rowText, wrap, type Code, type Scope, type Value } from './writer.ts'

type ListExpr = Extract<Expr, { op: 'list' }>

export function listValue(scope: Scope, expr: ListExpr, nulls: NullPolicy): Value {
  // A missing list is not an empty one.
  const work = ([list]: readonly Operand[]) => endCode(expr, takenCode(scope, expr, list?.raw.text ?? '()'))
  const value = overOperands(scope, [expr.from], nulls, work, 'guard')
  return value.absent === 'never' && !isAlwaysThere(expr) ? { ...value, absent: 'missing' } : value
}

function isAlwaysThere({ then }: ListExpr): boolean {
  return then.do === 'all' || then.do === 'count' || then.do === 'sum'
}

/** The values taken, as a sequence: none is missing, and one stands alone. */
function takenCode(scope: Scope, expr: ListExpr, from: string): Code {
  const { writer } = scope
  const list = expr.from.types.every((type) => type === 'list') ? from : helper(writer, 'typed', from, '["array"]', rowText(scope)).text
  const sorted = expr.sort === null ? list : sortedCode(scope, list, '$entry', expr.sort)
  const value = takeCode(scope, expr)
  const taken = expr.where === null ? value.text : `${wrap(writer.test(scope, expr.where), 1)} ? ${wrap(value, 1)}`
  // A list of lists would fall apart in a sequence.
  const maker = `function($entry) { ${taken} }`
  return holdsLists(expr.take) ? helper(writer, 'made', sorted, maker) : call('map', sorted, maker)
}

function takeCode(scope: Scope, { take, then }: ListExpr): Code {
  const raw = pathCode(scope, take)
  const soft = take.steps.some((step) => step.optional) || take.nullableItem === true || take.steps.length === 0 ? helper(scope.writer, 'some', raw.text) : raw
  switch (then.do) {
    case 'sum':
    case 'min':
    case 'max':
    case 'average':
      return take.types.every((type) => type === 'number' || type === 'integer') ? soft : helper(scope.writer, 'toNumber', raw.text, rowText(scope))
    case 'join':
      return asText(scope, take, { raw, soft })
    case 'all':
    case 'first':
    case 'last':
    case 'count':
      return soft
  }
}

/** In the order of S2. */
export function sortedCode(scope: Scope, list: string, item: string, sort: { readonly by: PathExpr; readonly descending: boolean }): string {
  const { op, steps, types } = sort.by
  const key = (name: string) => pathCode({ ...scope, item: name }, { op, steps, types }).text
  const after = helper(scope.writer, 'after', key(`${item}1`), key(`${item}2`), String(sort.descending))
  return call('sort', list, `function(${item}1, ${item}2) { ${after.text} }`).text
}

function endCode({ then, distinct, take }: ListExpr, taken: Code): Code {
  const some = distinct ? call('distinct', taken.text) : taken
  const list = `[${some.text}]`
  switch (then.do) {
    case 'all':
      return holdsLists(take) ? some : { text: list, prec: 9 }
    case 'first':
      return { text: `${holdsLists(take) ? wrap(some, 8) : list}[0]`, prec: 7 }
    case 'last':
      return { text: `${holdsLists(take) ? wrap(some, 8) : list}[-1]`, prec: 7 }
    case 'join':
      return call('join', some.text, literal(then.with))
    case 'count':
    case 'sum':
    case 'min':
    case 'max':
    case 'average':
      return call(then.do, list)
  }
}

function holdsLists({ types }: PathExpr): boolean {
  return types.includes('list') || types.includes('any')
}
