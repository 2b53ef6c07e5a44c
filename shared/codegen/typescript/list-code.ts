// The `list` expression as TypeScript: `filter`, `find` and `map` over the list, and what becomes of the values.
import type { Expr, PathExpr, Test } from '../../transform/ir.ts'
import { testCode } from './condition-code.ts'
import { guardInto, issueCode, orElse, type Guarded, type RowPlace } from './guarded-code.ts'
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
    case 'last':
      return entryCode(scope, expr, list, guards)
    case 'join': {
      const filled = `${helper(scope, 'filled')}(${valuesCode(scope, expr, list)})`
      const separator = literal(then.with)
      if (sortOf(expr.take.types) !== 'loose') return maybe(`${filled}?.join(${separator})`)
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

const numberEnds: Record<Exclude<NumberEnd, 'sum'>, HelperName> = { min: 'smallest', max: 'largest', average: 'average' }
/** Of numbers, of which every one has an end. */
const sureEnds: Partial<Record<ListExpr['then']['do'], HelperName>> = { min: 'minimum', max: 'maximum' }

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
  const refused = (wrong: string) => issueCode(scope, place, 'not-a-number', wrong, mayFail ? 'undefined' : '0')
  const made = (code: Code): Code =>
    mayFail
      ? { text: `${helper(scope, 'given')}(${code.text}, (value) => ${make(primary('value')).text}) ?? ${place.types.includes('text') ? "''" : '0'}`, prec: 1 }
      : make(code)
  if (then.do === 'sum') {
    return { ...made(primary(`${helper(scope, 'sum')}(${values}, (bad) => ${refused('bad')})`)), guards, bare: false }
  }
  const areNumbers = sortOf(expr.take.types) === 'number'
  const end = helper(scope, (areNumbers ? sureEnds[then.do] : undefined) ?? numberEnds[then.do as Exclude<NumberEnd, 'sum'>])
  const wrong = areNumbers ? 'values' : `${helper(scope, 'notNumber')}(values) ?? values`
  const filled = `${helper(scope, 'filled')}(${values})`
  const given = helper(scope, 'given')
  const isSure = areNumbers && then.do !== 'average'
  const number = isSure ? primary(`${end}(values)`) : orElse(`${end}(values)`, refused(wrong))
  const inner = made(number).text
  const code = inner === `${end}(values)` ? `${given}(${filled}, ${end})` : `${given}(${filled}, (values) => ${inner})`
  return { ...primary(code), guards, bare: false, maybe: 'undefined' }
}

/** The list's values, undefined where there are none. */
export function filledCode(scope: Scope, expr: ListExpr): string {
  return `${helper(scope, 'filled')}(${valuesCode(scope, expr, operandCode(scope, expr.from).sure)})`
}

/** `order.taxes.find((tax) => tax.id === 7)?.rate`: of one entry what is asked of it, also a null. */
function entryCode(scope: Scope, expr: ListExpr, list: string, guards: readonly string[]): Guarded {
  const { where, sort, take, then } = expr
  const inner = entryScope(scope, expr)
  const { text, optional } = pathCode(inner, take)
  const isFound = then.do === 'first' && where !== null && sort === null
  const entry = isFound ? `${list}.find(${whereCode(scope, expr, where)})` : `${entriesCode(scope, expr, list)}${then.do === 'first' ? '[0]' : '.at(-1)'}`
  const name = inner.entry.name
  const isAccess = text === name || text.startsWith(`${name}.`) || text.startsWith(`${name}?.`) || text.startsWith(`${name}[`)
  const rest = text.slice(name.length)
  const access = rest === '' || rest.startsWith('?.') ? rest : rest.startsWith('[') ? `?.${rest}` : `?${rest}`
  const code = isAccess ? entry + access : `${helper(scope, 'given')}(${entry}, ${lambda(inner, () => text)})`
  return { ...primary(code), guards, bare: false, maybe: optional ? 'nullish' : 'undefined', ...(optional ? { hasNulls: true } : {}) }
}

function entriesCode(scope: Scope, expr: ListExpr, list: string): string {
  const { where, sort } = expr
  const passed = where === null ? list : `${list}.filter(${whereCode(scope, expr, where)})`
  return sort === null ? passed : `${where === null ? `[...${list}]` : passed}.sort(${sorterCode(scope, sort)})`
}

function whereCode(scope: Scope, expr: ListExpr, where: Test): string {
  const inner = entryScope(scope, expr)
  return lambda(inner, () => testCode(inner, where, new Set()).text)
}

/** What the entries hold, without what is missing or null. */
function valuesCode(scope: Scope, expr: ListExpr, list: string): string {
  const { take } = expr
  const entries = entriesCode(scope, expr, list)
  const isItself = take.steps.length === 0 && take.nullableItem !== true
  const taken = isItself ? entries : `${entries}${takeCode(entryScope(scope, expr), take)}`
  return expr.distinct ? `[...new Set(${taken})]` : taken
}

type EntryScope = Scope & { readonly entry: Entry }

function entryScope(scope: Scope, { from }: ListExpr): EntryScope {
  return { ...scope, entry: { name: entryName(scope, from.steps.at(-1)?.name ?? from.input), consts: new Map() } }
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

function takeCode(inner: EntryScope, take: PathExpr): string {
  const { text, optional } = pathCode(inner, take)
  if (!optional) return `.map(${lambda(inner, () => text)})`
  // A list among the values stays one.
  const mayBeList = take.types.includes('any') || take.types.includes('list')
  return `.flatMap(${lambda(inner, () => (mayBeList ? `${text} == null ? [] : [${text}]` : `${text} ?? []`))})`
}

/** `(tax) => tax.rate > 0`; constants of inherited names come first. */
function lambda({ entry }: EntryScope, write: () => string): string {
  const code = write()
  return `(${entry.name}) => ${withConsts(entry.consts, code)}`
}

function withConsts(consts: Entry['consts'], code: string): string {
  const lines = [...consts].filter(([name]) => code.includes(name)).map(([name, value]) => `const ${name} = ${value()}; `)
  return lines.length === 0 ? code : `{ ${lines.join('')}return ${code} }`
}
