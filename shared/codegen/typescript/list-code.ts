// The `list` expression as TypeScript: `filter`, `find` and `map` over the list, and what becomes of the values.
import type { Expr, PathExpr, Test } from '../../transform/ir.ts'
import { testCode } from './condition-code.ts'
import { guardInto, issueCode, type Guarded, type RowPlace } from './guarded-code.ts'
import { entryName } from './local-names.ts'
import { operandCode } from './operand-code.ts'
import { literal } from './text.ts'
import type { HelperName } from './written-functions.ts'
import { helper, pathCode, primary, sortOf, type Code, type Entry, type Scope } from './writer.ts'

export type ListExpr = Extract<Expr, { op: 'list' }>
type NumberEnd = 'sum' | 'min' | 'max' | 'average'

export function listCode(scope: Scope, place: RowPlace, expr: ListExpr): Guarded {
  const guards: string[] = []
  const { then } = expr
  const list = guardInto(operandCode(scope, expr.from), guards).text
  const done = (text: string): Guarded => ({ ...primary(text), guards, bare: false })
  const maybe = (text: string): Guarded => ({ ...done(text), maybe: 'undefined' })
  switch (then.do) {
    case 'all':
      return done(valuesCode(scope, expr, list))
    case 'count':
      return done(expr.distinct ? `new Set(${valuesCode(scope, { ...expr, distinct: false }, list)}).size` : `${valuesCode(scope, expr, list)}.length`)
    case 'first':
      return firstCode(scope, expr, list, guards)
    case 'last':
      return maybe(`${valuesCode(scope, expr, list)}.at(-1)`)
    case 'join': {
      const filled = `${helper(scope, 'filled')}(${valuesCode(scope, expr, list)})`
      const separator = literal(then.with)
      if (sortOf(expr.take.types) !== 'loose') return maybe(`${helper(scope, 'given')}(${filled}, (values) => values.join(${separator}))`)
      const notText = issueCode(scope, place, 'not-text', `${helper(scope, 'notText')}(values)`, "''")
      return maybe(`${helper(scope, 'given')}(${filled}, (values) => ${helper(scope, 'joinTexts')}(values, ${separator}) ?? ${notText})`)
    }
    case 'sum':
    case 'min':
    case 'max':
    case 'average':
      return numberEndCode(scope, place, expr, (value) => value)
  }
}

const numberEnds: Record<NumberEnd, HelperName> = { sum: 'sum', min: 'smallest', max: 'largest', average: 'average' }

/** The number that the list's end gives, made into something. `mayFail`: what is made may be an issue, which must not come after one about the list. */
export function numberEndCode(scope: Scope, place: RowPlace, expr: ListExpr, make: (value: Code) => Code, mayFail = false): Guarded {
  const { then } = expr
  const guards: string[] = []
  const list = guardInto(operandCode(scope, expr.from), guards).text
  const values = valuesCode(scope, expr, list)
  if (then.do === 'count') {
    const size = expr.distinct ? `new Set(${valuesCode(scope, { ...expr, distinct: false }, list)}).size` : `${values}.length`
    return { ...make(primary(size)), guards, bare: false }
  }
  const end = helper(scope, numberEnds[then.do as NumberEnd])
  const areNumbers = sortOf(expr.take.types) === 'number'
  const wrong = areNumbers ? 'values' : `${helper(scope, 'notNumber')}(values) ?? values`
  const refused = (instead: string) => issueCode(scope, place, 'not-a-number', wrong, instead)
  const made = (code: string): Code =>
    mayFail
      ? { text: `${helper(scope, 'given')}(${code}, (value) => ${make(primary('value')).text}) ?? ${place.types.includes('text') ? "''" : '0'}`, prec: 1 }
      : make(primary(code))
  if (then.do === 'sum') {
    const sum = `${helper(scope, 'fitting')}(${values}, ${end}, (values) => ${refused(mayFail ? 'undefined' : '0')})`
    return { ...made(sum), guards, bare: false }
  }
  const filled = `${helper(scope, 'filled')}(${values})`
  const given = helper(scope, 'given')
  const isSure = areNumbers && then.do !== 'average'
  const number = isSure ? `${end}(values)` : `${end}(values) ?? ${refused(mayFail ? 'undefined' : '0')}`
  const inner = made(number).text
  const code = inner === `${end}(values)` ? `${given}(${filled}, ${end})` : `${given}(${filled}, (values) => ${inner})`
  return { ...primary(code), guards, bare: false, maybe: 'undefined' }
}

/** The first value that is there: of the first entry that counts, where each has one. */
function firstCode(scope: Scope, expr: ListExpr, list: string, guards: readonly string[]): Guarded {
  const entry: Entry = { name: entryName(scope, listName(expr)), consts: new Map() }
  const inner: Scope = { ...scope, entry }
  const take = pathCode(inner, expr.take)
  const maybe = take.optional ? 'nullish' : 'undefined'
  if (expr.sort !== null || !take.text.startsWith(entry.name)) {
    return { ...primary(`${valuesCode(scope, { ...expr, distinct: false }, list)}[0]`), guards, bare: false, maybe: 'undefined' }
  }
  const rest = take.text.slice(entry.name.length)
  const access = rest === '' || rest.startsWith('?.') ? rest : rest.startsWith('[') ? `?.${rest}` : `?${rest}`
  const isThere: Test[] = take.optional ? [{ op: 'present', value: expr.take }] : []
  const where: Test | null = expr.where === null ? (isThere[0] ?? null) : isThere.length === 0 ? expr.where : { op: 'all', of: [expr.where, ...isThere] }
  const found = where === null ? `${list}[0]` : `${list}.find(${lambda(inner, (body) => testCode(body, where, new Set()).text)})`
  return { ...primary(found + access), guards, bare: false, maybe }
}

/** The values as a list that nobody else holds, or the source's own list where nothing is done to it. */
function valuesCode(scope: Scope, expr: ListExpr, list: string): string {
  const { where, sort, take } = expr
  const name = entryName(scope, listName(expr))
  const body = (write: (inner: Scope) => string) => lambda({ ...scope, entry: { name, consts: new Map() } }, write)
  const passed = where === null ? list : `${list}.filter(${body((inner) => testCode(inner, where, new Set()).text)})`
  const sorted = sort === null ? passed : `${where === null ? `[...${list}]` : passed}.sort(${sorterCode(scope, sort)})`
  const isItself = take.steps.length === 0 && take.nullableItem !== true
  const taken = isItself ? sorted : `${sorted}${takeCode(body, take)}`
  return expr.distinct ? `[...new Set(${taken})]` : taken
}

/** `(a, b) => a.position - b.position` */
function sorterCode(scope: Scope, { by, descending }: NonNullable<ListExpr['sort']>): string {
  const consts: Entry['consts'] = new Map()
  const a = pathCode({ ...scope, entry: { name: 'a', consts } }, by)
  const b = pathCode({ ...scope, entry: { name: 'b', consts } }, by)
  const isPlain = sortOf(by.types) === 'number' && !a.optional && !b.optional
  const plain = descending ? `${b.text} - ${a.text}` : `${a.text} - ${b.text}`
  return `(a, b) => ${withConsts(consts, isPlain ? plain : `${helper(scope, 'compareForOrder')}(${a.text}, ${b.text}${descending ? ', -1' : ''})`)}`
}

function takeCode(body: (write: (inner: Scope) => string) => string, take: PathExpr): string {
  const isOptional = take.nullableItem === true || take.steps.some((step) => step.optional)
  if (!isOptional) return `.map(${body((inner) => pathCode(inner, take).text)})`
  // A list among the values stays one.
  const mayBeList = take.types.includes('any') || take.types.includes('list')
  return `.flatMap(${body((inner) => {
    const { text } = pathCode(inner, take)
    return mayBeList ? `${text} == null ? [] : [${text}]` : `${text} ?? []`
  })})`
}

/** `(tax) => tax.rate > 0`; constants of inherited names come first. */
function lambda(scope: Scope, write: (scope: Scope) => string): string {
  const { entry } = scope
  const code = write(scope)
  return `(${entry?.name ?? ''}) => ${withConsts(entry?.consts ?? new Map(), code)}`
}

function withConsts(consts: Entry['consts'], code: string): string {
  return consts.size === 0 ? code : `{ ${[...consts].map(([name, value]) => `const ${name} = ${value()}; `).join('')}return ${code} }`
}

function listName({ from }: ListExpr): string | undefined {
  return from.steps.at(-1)?.name ?? from.input
}
