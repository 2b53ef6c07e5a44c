// Formulas as JSONata: each operation of a term once. Terms mean what jsonata means, but that a list of one stays a list: that is put right where a list comes out.
import { parseFieldPath } from '../../schema/field-path.ts'
import { childrenOf, mayMissTerm } from '../../transform/formula/term-facts.ts'
import type { Term, TermOp } from '../../transform/formula/term.ts'
import { mayMiss } from '../../transform/static-type.ts'
import { literalCode } from './constant-code.ts'
import { mayRaise } from './raising.ts'
import { literal, step } from './text.ts'
import { call, conditional, helper, pathCode, primary, rowText, wrap, type Code, type Scope, type Value } from './writer.ts'

type TermOf<Op extends TermOp> = Extract<Term, { op: Op }>

/** As a row's value. */
export function termValue(scope: Scope, term: Term): Value {
  return {
    code: counted(term, wholeCode(scope, term)),
    absent: mayMissTerm(term) || term.type.kinds.includes('null') ? 'null' : 'never',
  }
}

/** What overflowed, or was divided by nothing, is an error as soon as it is counted with. */
function counted(term: Term, code: Code): Code {
  const { kinds } = term.type
  const isCalculated = kinds.length > 0 && kinds.every((kind) => kind === 'number') && mayOverflow(term)
  return isCalculated ? { text: `${wrap(code, 4)} + 0`, prec: 4 } : code
}

/** As a condition: only `true` holds. */
export function termTest(scope: Scope, term: Term): Code {
  const code = termCode(scope, term)
  return term.type.kinds.every((kind) => kind === 'boolean') && !mayMissTerm(term) ? code : { text: `${wrap(code, 4)} = true`, prec: 3 }
}

/** With lists as lists, also those of one item. */
export function wholeCode(scope: Scope, term: Term): Code {
  const code = termCode(scope, term)
  if (!term.type.kinds.includes('list') || term.op === 'list' || term.op === 'path') return code
  return term.type.kinds.length === 1 ? helper(scope.writer, 'list', code.text) : code
}

export function termCode(scope: Scope, term: Term): Code {
  // TypeScript cannot see that the function found by `op` takes this very term; the table's own type says so.
  const write = terms[term.op] as unknown as (scope: Scope, term: Term) => Code
  return write(scope, term)
}

const terms: { readonly [Op in TermOp]: (scope: Scope, term: TermOf<Op>) => Code } = {
  literal: (_, { value }) => literalCode(value),
  path(scope, { path, nulls }) {
    if (path === null) throw new Error('a formula is bound before it is written')
    const code = pathCode(scope, path)
    return nulls === 'missing' && mayMiss(path) ? helper(scope.writer, 'some', code.text) : code
  },
  config: (_, { name }) => ({ text: `$config${step(name)}`, prec: 7 }),
  variable: (scope, { name }) => primary(variable(scope, name)),
  index(scope) {
    scope.writer.used.add('index')
    return primary('$index')
  },
  result(_, { path }) {
    const parsed = parseFieldPath(path)
    const names = parsed.ok ? parsed.value.flatMap((one) => (one.kind === 'name' ? [one.name] : [])) : []
    return { text: `$result${names.map(step).join('')}`, prec: names.length === 0 ? 9 : 7 }
  },
  now(scope) {
    scope.writer.used.add('clock')
    return primary('$clock')
  },
  get(scope, { from, name, optional, nulls }) {
    const code: Code = { text: wrap(termCode(scope, from), 7) + step(name), prec: 7 }
    return nulls === 'missing' && optional ? helper(scope.writer, 'some', code.text) : code
  },
  collect(scope, { from, as, each, flat }) {
    const list = termCode(scope, from)
    if (!flat) return call('map', list.text, lambda(scope, [as], each))
    // A step of a path joins lists, and leaves one that stands alone as it is.
    const name = variable(scope, as)
    return { text: `${wrap(list, 7)}.(${name} := $; ${termCode(scope, each).text})`, prec: 7 }
  },
  keep(scope, { from, as, test }) {
    if (!mayRaise(test)) return call('filter', termCode(scope, from).text, lambda(scope, [as], test))
    // A predicate is asked of nothing too, which may be an error.
    return filtered(scope, from, `(${variable(scope, as)} := $; ${termCode(scope, test).text})`)
  },
  at: (scope, { from, index }) => filtered(scope, from, literal(index)),
  negate: (scope, { of }) => ({ text: `-${wrap(termCode(scope, of), 7)}`, prec: 6 }),
  arithmetic(scope, { operator, left, right }) {
    const prec = operator === '+' || operator === '-' ? 4 : 5
    return { text: `${wrap(termCode(scope, left), prec)} ${operator} ${wrap(termCode(scope, right), prec + 1)}`, prec }
  },
  compare(scope, { operator, left, right }) {
    const [a, b] = [left, right].map((side) => wrap(counted(side, termCode(scope, side)), 4))
    return { text: `${a} ${operator} ${b}`, prec: 3 }
  },
  logic(scope, { operator, left, right }) {
    const prec = operator === 'and' ? 2 : 1
    return { text: `${wrap(termCode(scope, left), prec)} ${operator} ${wrap(termCode(scope, right), prec + 1)}`, prec }
  },
  in: (scope, { left, right }) => ({ text: `${wrap(termCode(scope, left), 4)} in ${wrap(termCode(scope, right), 4)}`, prec: 3 }),
  text(scope, { parts }) {
    const codes = parts.map((part) => wrap(termCode(scope, part), 5))
    return { text: codes.length === 1 ? `"" & ${codes.join('')}` : codes.join(' & '), prec: 4 }
  },
  if: (scope, { test, then, otherwise }) =>
    conditional(termCode(scope, test), termCode(scope, then), otherwise === null ? undefined : termCode(scope, otherwise)),
  default(scope, { when, of, instead }) {
    return { text: `${wrap(termCode(scope, of), 4)} ${when === 'missing' ? '??' : '?:'} ${wrap(termCode(scope, instead), 1)}`, prec: 0 }
  },
  let: (scope, { name, value, in: body }) => primary(`(${variable(scope, name)} := ${termCode(scope, value).text}; ${termCode(scope, body).text})`),
  list: (scope, { items }) => primary(`[${items.map((item) => itemCode(scope, item)).join(', ')}]`),
  object: (scope, { fields }) => primary(`{ ${fields.map(({ name, value }) => `${literal(name)}: ${wholeCode(scope, value).text}`).join(', ')} }`),
  map: (scope, { from, as, index, each }) => call('map', termCode(scope, from).text, lambda(scope, index === null ? [as] : [as, index], each)),
  filter: (scope, { from, as, index, test }) => call('filter', termCode(scope, from).text, lambda(scope, index === null ? [as] : [as, index], test)),
  fold: (scope, { from, total, as, each, start }) =>
    call('reduce', termCode(scope, from).text, lambda(scope, [total, as], each), ...(start === null ? [] : [termCode(scope, start).text])),
  call(scope, { name, args }) {
    const codes = args.map((arg) => termCode(scope, arg).text)
    // What is no date at all would be written as text.
    const [first = '()', ...rest] = codes
    return name === 'fromMillis' ? call(name, helper(scope.writer, 'moment', first, rowText(scope)).text, ...rest) : call(name, ...codes)
  },
}

/** Written as one variable, path or call. */
const PLAIN: ReadonlySet<TermOp> = new Set(['variable', 'path', 'get', 'call', 'map', 'filter', 'fold'])

/**
 * `from[by]`. A predicate behind a path belongs to its last step, and one behind parentheses is lost where a function ends in them
 * (jsonata takes what stands inside for the function's last call): so anything but a variable or a call gets a name first.
 */
function filtered(scope: Scope, from: Term, by: string): Code {
  const list = termCode(scope, from)
  const isPlain = PLAIN.has(from.op) || (from.op === 'collect' && !from.flat) || (from.op === 'keep' && !mayRaise(from.test))
  return isPlain ? { text: `${list.text}[${by}]`, prec: 7 } : primary(`($own_list := ${list.text}; $own_list[${by}])`)
}

/** What is `many` is opened, and no other list: jsonata goes by whether a list is written out, and opens every other. */
function itemCode(scope: Scope, item: Term): string {
  const code = termCode(scope, item)
  const isList = item.type.kinds.length === 1 && item.type.kinds[0] === 'list'
  if (item.op === 'list') return item.type.many === true ? `(${code.text})` : code.text
  return isList && item.type.many !== true ? `[${code.text}]` : code.text
}

function lambda(scope: Scope, params: readonly string[], body: Term): string {
  return `function(${params.map((name) => variable(scope, name)).join(', ')}) { ${termCode(scope, body).text} }`
}

/** A formula's own variable must not hide one that the expression around it needs. */
function variable(scope: Scope, name: string): string {
  return `$${scope.writer.names.isTaken(name) || name.startsWith('own_') ? `own_${name}` : name}`
}

/** What overflows on the way is an error in jsonata; only the last step's result is not looked at. */
function mayOverflow(term: Term): boolean {
  const isOwn = term.op === 'arithmetic' || (term.op === 'call' && (term.name === 'sum' || term.name === 'average'))
  return isOwn || childrenOf(term).some(mayOverflow)
}
