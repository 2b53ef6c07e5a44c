// A row's value as TypeScript: one function per IR node, so that a new node does not compile before it is handled here.
import { compileExpr, createTables, Failure, type Scope as EvaluationScope } from '../../transform/evaluate.ts'
import type { Expr, IssueCode } from '../../transform/ir.ts'
import { fit, typesOf } from '../../transform/static-type.ts'
import { isAlways, isGone, isNever, isThere, noteRefuted, noteTested, testCode, type Narrowed } from './condition-code.ts'
import { dateCode } from './date-code.ts'
import { chain, guardInto, issueCode, orElse, plain, taken, type Guarded, type Missing, type RowPlace } from './guarded-code.ts'
import type { HelperName } from './written-functions.ts'
import { listCode } from './list-code.ts'
import { arithmeticCode } from './number-code.ts'
import { termCode } from './term-code.ts'
import { textCode } from './text-code.ts'
import { operandCode } from './operand-code.ts'
import { literal, sureText, templateText } from './text.ts'
import { helper, nullish, primary, sortOf, sortOfExpr, standIn, wrap, type Code, type Scope } from './writer.ts'

export type { Guarded, Missing, RowPlace } from './guarded-code.ts'

/** Without a `choose` or hook at the top. */
export function guardedCode(scope: Scope, place: RowPlace, expr: Exclude<Expr, { op: 'choose' | 'hook' }>, narrowed: Narrowed = new Set()): Guarded {
  const given = typesOf(expr, scope.writer.tables)
  const code = foldConstant(scope, place, expr) ?? writers[expr.op](scope, place, expr as never, narrowed)
  const isFitting = (expr.op === 'literal' && expr.value === null) || fit(given, place.types) === 'always'
  return isFitting ? code : fitted(scope, place, code)
}

/** With every way to be missing replaced by `missing`. */
export function fullCode(scope: Scope, place: RowPlace, expr: Expr, missing: Missing, narrowed: Narrowed): Code {
  if (expr.op === 'choose') {
    const parts: string[] = []
    for (const one of expr.cases) {
      const test = testCode(scope, one.if, narrowed)
      const inner = new Set(narrowed)
      noteTested(scope, one.if, inner)
      if (isNever(test)) continue
      const value = fullCode(scope, place, one.then, missing, inner)
      if (isAlways(test)) return chain(parts, value)
      parts.push(`${wrap(test, 1)} ? ${wrap(value, 1)}`)
      noteRefuted(scope, one.if, narrowed)
    }
    return chain(parts, expr.otherwise === null ? missing.code() : fullCode(scope, place, expr.otherwise, missing, narrowed))
  }
  if (expr.op === 'hook') return hookCode(scope, expr, missing)
  const guarded = withoutKnown(guardedCode(scope, place, expr, narrowed), narrowed)
  const { onNull } = place.row
  const code = onNull === 'as-missing' ? optionalChain(guarded) : guarded
  const end = endCode(scope, place, code, missing)
  const gone = guarded.guards.find((guard) => isGone(narrowed, guard))
  if (code.guards.length === 0 && gone === undefined) return end
  if (onNull === 'as-missing') {
    if (gone !== undefined) return missing.code()
    const isAbsent = code.guards.map((guard) => `${guard} == null`).join(' || ')
    if (code.maybe === undefined || missing.isUndefined) return chain([`${isAbsent} ? ${wrap(missing.code(), 1)}`], end.prec < 1 ? primary(wrap(end, 1)) : end)
    return orElse(`(${isAbsent} ? undefined : ${wrap(code, 1)})`, wrap(missing.code(), 2))
  }
  const forNull = onNull === 'pass' ? 'null' : issueCode(scope, place, 'null', 'null')
  const settled = (guard: string) => `${guard} === undefined ? ${wrap(missing.code(), 1)} : `
  // Behind what is gone nothing else is asked.
  if (gone !== undefined) {
    const before = guarded.guards.slice(0, guarded.guards.indexOf(gone))
    return { text: `${before.map((guard) => `${settled(guard)}${guard} === null ? ${forNull} : `).join('')}${settled(gone)}${forNull}`, prec: 0 }
  }
  return { text: `${code.guards.map((guard) => `${settled(guard)}${guard} === null ? ${forNull} : `).join('')}${wrap(end, 1)}`, prec: 0 }
}

/** A path that a condition has found to be there; anything longer may stand where TypeScript has forgotten it. */
function withoutKnown(code: Guarded, narrowed: Narrowed): Guarded {
  return code.bare && isThere(narrowed, code.text) && code.guards.every((guard) => isThere(narrowed, guard)) ? { ...code, guards: [], bare: false } : code
}

/** `order.name == null ? undefined : order.name.trim()` as `order.name?.trim()`. */
function optionalChain(code: Guarded): Guarded {
  const [guard, ...others] = code.guards
  const sure = guard === undefined ? undefined : sureText(guard)
  if (guard === undefined || others.length > 0 || sure === undefined || code.bare || code.prec < 9) return code
  if (!code.text.startsWith(`${sure}.`) || code.text.includes(sure, sure.length)) return code
  return { ...code, text: `${guard}?.${code.text.slice(sure.length + 1)}`, guards: [], maybe: code.maybe ?? 'undefined' }
}

/** Where the guards hold. */
function endCode(scope: Scope, place: RowPlace, code: Guarded, missing: Missing): Code {
  if (code.bare) return bareCode(scope, place, code, missing)
  if (code.maybe === undefined && code.hasNulls === undefined) return code
  const { onNull } = place.row
  if (code.hasNulls && onNull === 'pass')
    return missing.isUndefined ? code : primary(`${helper(scope, 'unlessMissing')}(${code.text}, () => ${missing.code().text})`)
  const settled =
    code.hasNulls && onNull === 'problem' ? primary(`${helper(scope, 'unlessNull')}(${code.text}, () => ${issueCode(scope, place, 'null', 'null')})`) : code
  if (!missing.isUndefined) return nullishCode(settled, missing.code())
  return settled === code && (code.maybe === 'nullish' || code.hasNulls) ? nullishCode(code, primary('undefined')) : settled
}

/** The same as `orElse`, with brackets where they are needed. */
function nullishCode(left: Code, right: Code): Code {
  const text = nullish(left, right)
  const start = nullish(left, primary('')).length
  return { text, prec: 1, lines: [text.slice(0, start - 4), `?? ${text.slice(start)}`] }
}

/** A path that may be missing and is taken as it is. */
function bareCode(scope: Scope, place: RowPlace, code: Code, missing: Missing): Code {
  const { onNull } = place.row
  if (onNull === 'pass') return missing.isUndefined ? code : { text: `${code.text} === undefined ? ${wrap(missing.code(), 1)} : ${code.text}`, prec: 0 }
  const usual = orElse(wrap(code, 1), wrap(missing.code(), 2))
  return onNull === 'as-missing' ? usual : { text: `${code.text} === null ? ${issueCode(scope, place, 'null', 'null')} : ${usual.text}`, prec: 0 }
}

type Writers = {
  readonly [Op in Exclude<Expr['op'], 'choose' | 'hook'>]: (scope: Scope, place: RowPlace, expr: Extract<Expr, { op: Op }>, narrowed: Narrowed) => Guarded
}

const writers: Writers = {
  text: textCode,
  list: listCode,
  term: termCode,
  literal: (scope, _place, expr) => plain(operandCode(scope, expr)),
  path: (scope, _place, expr) => taken(operandCode(scope, expr)),
  config: (scope, _place, expr) => taken(operandCode(scope, expr)),
  concat: (scope, place, { parts }) => {
    const guards: string[] = []
    const loose: string[] = []
    const pieces = parts.map((part) => {
      if (part.op === 'literal') return { code: '', text: templateText(part.value === null ? '' : String(part.value)), isLoose: false }
      const { text } = guardInto(operandCode(scope, part), guards)
      const isLoose = sortOfExpr(scope, part) === 'loose'
      if (isLoose) loose.push(text)
      return { code: text, text: `\${${text}}`, isLoose }
    })
    if (parts.every((part) => part.op === 'literal'))
      return { ...primary(literal(parts.map((part) => (part.op === 'literal' ? String(part.value ?? '') : '')).join(''))), guards, bare: false }
    const refused = (code: string) => issueCode(scope, place, 'not-text', code, "''")
    if (loose.length < 2) {
      const texts = pieces.map((piece) => (piece.isLoose ? `\${${helper(scope, 'toText')}(${piece.code}) ?? ${refused(piece.code)}}` : piece.text))
      return { ...primary(`\`${texts.join('')}\``), guards, bare: false }
    }
    // A row has one issue at most: the first part that is no text ends it.
    const tests = [...new Set(loose)].map((code) => `${helper(scope, 'toText')}(${code}) === undefined ? ${refused(code)}`)
    return { ...chain(tests, primary(`\`${pieces.map((piece) => piece.text).join('')}\``)), guards, bare: false }
  },
  lookup: (scope, place, { from, table: id }) => {
    const table = scope.writer.tables.get(id)
    if (table === undefined) throw new Error(`the IR has no table ${id}`)
    const guards: string[] = []
    const operand = guardInto(operandCode(scope, from), guards)
    const name = scope.writer.plan.table(id)
    scope.writer.imports.add(name)
    let source = name
    if (table.byProfile.length > 0) {
      scope.writer.imports.add(`${name}_BY_CUSTOMER`)
      scope.used.add('customer')
      source = `(${name}_BY_CUSTOMER.get(customer) ?? ${name})`
    }
    const sort = sortOfExpr(scope, from)
    const wanted = sortOf([table.from])
    const key =
      sort === wanted
        ? operand.text
        : wanted === 'text'
          ? sort === 'loose' || sort === 'null'
            ? undefined
            : `String(${operand.text})`
          : wanted === 'number'
            ? `${helper(scope, sort === 'text' ? 'decimal' : 'toNumber')}(${operand.text})`
            : undefined
    const found =
      key !== undefined
        ? `${source}.get(${key})`
        : `${helper(scope, 'lookUp')}(${source}, ${helper(scope, wanted === 'text' ? 'toText' : 'asBoolean')}(${operand.text}))`
    const otherwise =
      table.otherwise === null ? issueCode(scope, place, 'not-in-lookup-table', operand.text, standIn([table.to])) : literal(table.otherwise.value)
    return { ...orElse(found, otherwise), guards, bare: false }
  },
  convert: (scope, place, expr) => {
    const guards: string[] = []
    const operand = guardInto(operandCode(scope, expr.from), guards)
    const sort = sortOfExpr(scope, expr.from)
    const or = (text: string, code: IssueCode): Guarded => ({
      ...orElse(text, issueCode(scope, place, code, operand.text, standIn([expr.to]))),
      guards,
      bare: false,
    })
    const number = () => (sort === 'number' ? operand.text : `${helper(scope, sort === 'text' ? 'decimal' : 'toNumber')}(${operand.text})`)
    switch (expr.to) {
      case 'text':
        if (sort === 'loose') return or(`${helper(scope, 'toText')}(${operand.text})`, 'not-text')
        return { ...(sort === 'text' ? operand : primary(`String(${operand.text})`)), guards, bare: false }
      case 'number':
        return sort === 'number' ? { ...operand, guards, bare: false } : or(`${helper(scope, 'finite')}(${number()})`, 'not-a-number')
      case 'integer':
        return or(`${helper(scope, 'safeInteger')}(${number()})`, 'not-an-integer')
      case 'boolean':
        return sort === 'boolean' ? { ...operand, guards, bare: false } : or(`${helper(scope, 'toBoolean')}(${operand.text})`, 'not-a-boolean')
    }
  },
  arithmetic: arithmeticCode,
  date: dateCode,
}

function hookCode(scope: Scope, expr: Extract<Expr, { op: 'hook' }>, missing: Missing): Code {
  const { writer } = scope
  scope.used.add('hooks')
  writer.hooks.set(expr.name, expr)
  const call = `hooks.${writer.plan.value(`hook:${expr.name}`)}(${expr.uses.map((path) => operandCode(scope, path).text).join(', ')})`
  return missing.isUndefined ? primary(call) : { text: `${call} ?? ${wrap(missing.code(), 2)}`, prec: 1 }
}

const checksOf: Record<Exclude<RowPlace['types'][number], 'any'>, HelperName> = {
  text: 'asText',
  number: 'asNumber',
  integer: 'whole',
  boolean: 'asBoolean',
  list: 'asList',
  object: 'asRecord',
  map: 'asRecord',
}

/** A value whose type only the record can tell, checked against what the field takes. */
function fitted(scope: Scope, place: RowPlace, code: Guarded): Guarded {
  const guards = code.bare ? [...code.guards, code.text] : code.guards
  const checks = [...new Set(place.types.map((type) => (type === 'any' ? 'asRecord' : checksOf[type])))]
  const tried = (value: string) => checks.map((check) => `${helper(scope, check)}(${value})`).join(' ?? ')
  const refused = (value: string) => issueCode(scope, place, 'wrong-type', value)
  // A path may be read twice; what is calculated is calculated once.
  if (!code.text.includes('(') && code.hasNulls !== true && code.maybe === undefined)
    return { ...orElse(tried(code.text), refused(code.text)), guards, bare: false }
  if (code.maybe !== undefined || code.hasNulls) {
    const given = helper(scope, code.hasNulls ? 'givenOrNull' : 'given')
    const text = `${given}(${code.text}, (value) => ${tried('value')} ?? ${refused('value')})`
    return { ...primary(text), guards, bare: false, maybe: 'undefined', ...(code.hasNulls ? { hasNulls: true } : {}) }
  }
  const [only] = checks
  const check = checks.length === 1 && only !== undefined ? helper(scope, only) : `(value) => ${tried('value')}`
  return { ...primary(`${helper(scope, 'fitting')}(${code.text}, ${check}, (value) => ${refused('value')})`), guards, bare: false }
}

/** A calculation that reads nothing is done now. */
function foldConstant(scope: Scope, place: RowPlace, expr: Expr): Guarded | undefined {
  if (!isSettled(expr)) return undefined
  const empty: EvaluationScope = { inputs: new Map(), item: undefined, index: 0, config: new Map(), hooks: undefined, profile: undefined, now: '', steps: 0 }
  const value = compileExpr(expr, createTables([]))(empty)
  if (value instanceof Failure) {
    const wrong = expr.from.op === 'literal' ? literal(expr.from.value) : 'null'
    return { ...primary(issueCode(scope, place, value.code, wrong, standIn(typesOf(expr, scope.writer.tables)))), guards: [], bare: false }
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? plain(operandCode(scope, { op: 'literal', value })) : undefined
}

function isSettled(expr: Expr): expr is Extract<Expr, { op: 'convert' | 'text' | 'arithmetic' | 'date' }> {
  const areLiterals = (operands: readonly (Expr | null | undefined)[]) => operands.every((operand) => operand == null || operand.op === 'literal')
  if (expr.op === 'convert' || expr.op === 'text') return areLiterals([expr.from])
  if (expr.op === 'arithmetic') return areLiterals([expr.from, ...expr.steps.map((step) => ('by' in step ? step.by : null))])
  return expr.op === 'date' && areLiterals([expr.from, expr.zone?.from, expr.zone?.to, expr.add?.amount])
}
