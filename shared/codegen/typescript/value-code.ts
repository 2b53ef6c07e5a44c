// A row's value as TypeScript: one function per IR node, so that a new node does not compile before it is handled here.
import type { FieldType } from '../../schema/schema-graph.ts'
import { parseDatePattern } from '../../transform/date-pattern.ts'
import { compileExpr, createTables, Failure, type Scope as EvaluationScope } from '../../transform/evaluate.ts'
import { listPaths, type ArithmeticStep, type Expr, type IssueCode, type RowIr } from '../../transform/ir.ts'
import { fit, typesOf } from '../../transform/static-type.ts'
import { isAlways, isNever, noteTested, testCode, type Narrowed } from './condition-code.ts'
import type { HelperName } from './written-functions.ts'
import { listCode } from './list-code.ts'
import { termCode } from './term-code.ts'
import { textCode } from './text-code.ts'
import { operandCode, type OperandCode } from './operand-code.ts'
import { literal, templateText } from './text.ts'
import { helper, placeCode, primary, rowNumber, sortOf, sortOfExpr, standIn, wrap, type Code, type Scope } from './writer.ts'

/** What a row gives when its value is missing; written only where it is needed, so that nothing unused counts as used. */
export type Missing = { readonly isUndefined: boolean; readonly code: () => Code }

/** Valid where none of the guards is null or undefined. `bare`: the code is the guarded path itself. */
export type Guarded = Code & { readonly guards: readonly string[]; readonly bare: boolean }

/** The row being written: where its issues point and what its field takes. */
export type RowPlace = { readonly row: RowIr; readonly types: readonly FieldType[]; readonly destination: string }

/** Without a `choose` or hook at the top. */
export function guardedCode(scope: Scope, place: RowPlace, expr: Exclude<Expr, { op: 'choose' | 'hook' }>): Guarded {
  const given = typesOf(expr, scope.writer.tables)
  const code = writers[expr.op](scope, place, expr as never)
  const isFitting = (expr.op === 'literal' && expr.value === null) || fit(given, place.types) === 'always'
  return isFitting ? code : { ...fitted(scope, place, code), guards: code.bare ? [...code.guards, code.text] : code.guards, bare: false }
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
    }
    return chain(parts, expr.otherwise === null ? missing.code() : fullCode(scope, place, expr.otherwise, missing, narrowed))
  }
  if (expr.op === 'hook') return hookCode(scope, expr, missing)
  const code = guardedCode(scope, place, expr)
  const { onNull } = place.row
  if (code.bare && code.guards.length === 0) return bareCode(scope, place, code, missing)
  if (code.guards.length === 0) return code
  if (onNull === 'as-missing')
    return { text: `${code.guards.map((guard) => `${guard} == null`).join(' || ')} ? ${wrap(missing.code(), 1)} : ${wrap(code, 1)}`, prec: 0 }
  const forNull = onNull === 'pass' ? 'null' : issueCode(scope, place, 'null', 'null')
  return {
    text: `${code.guards.map((guard) => `${guard} === undefined ? ${wrap(missing.code(), 1)} : ${guard} === null ? ${forNull} : `).join('')}${wrap(code, 1)}`,
    prec: 0,
  }
}

/** `parts`: conditions with their values; `last`: what holds otherwise. */
export function chain(parts: readonly string[], last: Code): Code {
  if (parts.length === 0) return last
  const [first = '', ...rest] = [...parts, ...(last.prec === 0 && last.lines !== undefined ? [last.lines[0] ?? ''] : [last.text])]
  const lines = [first, ...rest.map((part) => `: ${part}`), ...(last.prec === 0 ? (last.lines ?? []).slice(1) : [])]
  return { text: lines.join(' '), prec: 0, lines }
}

/** `left ?? right`, which may be broken before the operator. */
function orElse(left: string, right: string): Code {
  return { text: `${left} ?? ${right}`, prec: 1, lines: [left, `?? ${right}`] }
}

/** `problem(issues, 5, 'order.status', 'not-in-lookup-table', order.status, '')` */
export function issueCode(scope: Scope, place: RowPlace, code: IssueCode, value: string, instead = standIn(place.types)): string {
  scope.used.add('issues')
  const [first] = [...listPaths(place.row.value), ...(place.row.when === null ? [] : listPaths(place.row.when))]
  return `${helper(scope, 'problem')}(issues, ${rowNumber(place.row)}, ${placeCode(scope, first, place.destination)}, '${code}', ${value}, ${instead})`
}

/** A path that may be missing and is taken as it is. */
function bareCode(scope: Scope, place: RowPlace, code: Code, missing: Missing): Code {
  const { onNull } = place.row
  if (onNull === 'pass') return missing.isUndefined ? code : { text: `${code.text} === undefined ? ${wrap(missing.code(), 1)} : ${code.text}`, prec: 0 }
  const usual = orElse(wrap(code, 1), wrap(missing.code(), 2))
  return onNull === 'as-missing' ? usual : { text: `${code.text} === null ? ${issueCode(scope, place, 'null', 'null')} : ${usual.text}`, prec: 0 }
}

type Writers = { readonly [Op in Exclude<Expr['op'], 'choose' | 'hook'>]: (scope: Scope, place: RowPlace, expr: Extract<Expr, { op: Op }>) => Guarded }

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
    const folded = foldConstant(scope, place, expr, standIn([expr.to]))
    if (folded !== undefined) return folded
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
  arithmetic: (scope, place, expr) => {
    const folded = foldConstant(scope, place, expr, '0')
    if (folded !== undefined) return folded
    const guards: string[] = []
    const from = guardInto(operandCode(scope, expr.from), guards)
    const start = numberCode(scope, expr.from, from)
    const code = expr.steps.reduce((soFar: Code, step) => stepCode(scope, soFar, step, guards), start)
    const isSafe = sortOfExpr(scope, expr.from) === 'number' && expr.steps.every((step) => step.do === 'round' || step.do === 'absolute')
    if (isSafe) return { ...code, guards, bare: false }
    const paths = listPaths(expr).map((path) => operandCode(scope, path).text)
    const value = paths.length < 2 ? from.text : `[${paths.join(', ')}]`
    return { ...orElse(`${helper(scope, 'finite')}(${code.text})`, issueCode(scope, place, 'not-a-number', value, '0')), guards, bare: false }
  },
  date: (scope, place, expr) => {
    const folded = foldConstant(scope, place, expr, "''")
    if (folded !== undefined) return folded
    const guards: string[] = []
    const operand = guardInto(operandCode(scope, expr.from), guards)
    const sort = sortOfExpr(scope, expr.from)
    const failed = issueCode(scope, place, 'not-a-date', operand.text, "''")
    if (sort === 'number' || sort === 'boolean') return { ...primary(failed), guards, bare: false }
    const pattern = scope.writer.plan.value(`date:${expr.read}`)
    scope.writer.patterns.set(pattern, expr.read)
    const parts = parseDatePattern(expr.write)
    const write = (parts.ok ? parts.value : []).map((part) => ('token' in part ? `\${date.${part.token}}` : templateText(part.text))).join('')
    const text = sort === 'text' ? operand.text : `${helper(scope, 'asText')}(${operand.text}) ?? ''`
    return { ...orElse(`${helper(scope, 'reformatDate')}(${text}, ${pattern}, (date) => \`${write}\`)`, failed), guards, bare: false }
  },
}

function hookCode(scope: Scope, expr: Extract<Expr, { op: 'hook' }>, missing: Missing): Code {
  const { writer } = scope
  scope.used.add('hooks')
  writer.hooks.set(expr.name, expr)
  const call = `hooks.${writer.plan.value(`hook:${expr.name}`)}(${expr.uses.map((path) => operandCode(scope, path).text).join(', ')})`
  return missing.isUndefined ? primary(call) : { text: `${call} ?? ${wrap(missing.code(), 2)}`, prec: 1 }
}

function numberCode(scope: Scope, expr: Expr, operand: Code): Code {
  const sort = sortOfExpr(scope, expr)
  if (sort === 'number') return operand
  return primary(`${helper(scope, sort === 'text' ? 'decimal' : 'toNumber')}(${operand.text})`)
}

const signs = { add: { sign: '+', prec: 6 }, subtract: { sign: '-', prec: 6 }, multiply: { sign: '*', prec: 7 }, divide: { sign: '/', prec: 7 } } as const
const rounders: Record<Extract<ArithmeticStep, { do: 'round' }>['mode'], HelperName> = {
  'half-away-from-zero': 'roundTo',
  'half-even': 'roundHalfEven',
  up: 'roundUp',
  down: 'roundDown',
}

function stepCode(scope: Scope, soFar: Code, step: ArithmeticStep, guards: string[]): Code {
  switch (step.do) {
    case 'round':
      return primary(`${helper(scope, rounders[step.mode])}(${soFar.text}, ${step.decimals})`)
    case 'negate':
      return { text: `-${soFar.prec < 9 ? `(${soFar.text})` : soFar.text}`, prec: 8 }
    case 'scale':
      throw new Error('not yet')
    case 'absolute':
      return primary(`Math.abs(${soFar.text})`)
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const by = numberCode(scope, step.by, guardInto(operandCode(scope, step.by), guards))
      const { sign, prec } = signs[step.do]
      return { text: `${wrap(soFar, prec)} ${sign} ${by.prec === 8 ? `(${by.text})` : wrap(by, prec + 1)}`, prec }
    }
  }
}

/** A value whose type only the record can tell, checked against what the field takes. */
function fitted(scope: Scope, place: RowPlace, code: Code): Code {
  const checks = place.types.map((type): HelperName =>
    type === 'text'
      ? 'asText'
      : type === 'integer'
        ? 'whole'
        : type === 'number'
          ? 'asNumber'
          : type === 'boolean'
            ? 'asBoolean'
            : type === 'list'
              ? 'asList'
              : 'asRecord',
  )
  // What is calculated is calculated once; it can only be a number where a whole one is wanted.
  if (code.prec < 9 && checks.includes('whole'))
    return primary(`${helper(scope, 'fitting')}(${code.text}, ${helper(scope, 'whole')}, (value) => ${issueCode(scope, place, 'wrong-type', 'value')})`)
  const tried = [...new Set(checks)].map((check) => `${helper(scope, check)}(${code.text})`)
  return orElse(tried.join(' ?? '), issueCode(scope, place, 'wrong-type', code.text))
}

/** A calculation that reads nothing is done now. */
function foldConstant(scope: Scope, place: RowPlace, expr: Expr, instead: string): Guarded | undefined {
  if (!('from' in expr) || expr.from.op !== 'literal') return undefined
  if (expr.op === 'arithmetic' && expr.steps.some((step) => 'by' in step && step.by.op !== 'literal')) return undefined
  const empty: EvaluationScope = { inputs: new Map(), item: undefined, index: 0, config: new Map(), hooks: undefined, profile: undefined, now: '', steps: 0 }
  const value = compileExpr(expr, createTables([]))(empty)
  if (value instanceof Failure) return { ...primary(issueCode(scope, place, value.code, literal(expr.from.value), instead)), guards: [], bare: false }
  return { ...plain(operandCode(scope, { op: 'literal', value: value as string | number | boolean })) }
}

function guardInto(operand: OperandCode, guards: string[]): OperandCode {
  if (!operand.optional) return operand
  if (!guards.includes(operand.text)) guards.push(operand.text)
  return { ...operand, text: operand.sure, optional: false }
}

function plain(code: OperandCode): Guarded {
  return { text: code.text, prec: code.prec, guards: [], bare: false }
}

function taken(code: OperandCode): Guarded {
  return { text: code.text, prec: code.prec, guards: [], bare: code.optional }
}
