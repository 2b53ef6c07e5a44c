// The parts of formulas as TypeScript, but for conditions, lists and functions: one entry for each `op`, so that a new one does not compile before it is handled.
import { parseFieldPath } from '../../schema/field-path.ts'
import type { JsonScalar } from '../../schema/json-value.ts'
import { compileTerm } from '../../transform/formula/evaluate-term.ts'
import { childrenOf } from '../../transform/formula/term-facts.ts'
import type { Term } from '../../transform/formula/term.ts'
import { Failure, MISSING, NULL, type Scope as EvaluationScope } from '../../transform/outcome.ts'
import type { SourceRef } from '../../transform/transform.ts'
import { operandCode } from './operand-code.ts'
import { findShape } from './source-shapes.ts'
import { callCode } from './term-calls.ts'
import { atCode, collectCode, filterCode, foldCode, keepCode, listTermCode, mapCode } from './term-lists.ts'
import { ALWAYS_MISSING, closed, rewritten, sureCode, type Absent, type TermCode } from './term-parts.ts'
import { behind, beside, bindConstant, bindVariable, constTexts, need, type TermScope } from './term-scope.ts'
import { checked, strict, operand } from './term-strict.ts'
import { asTest, equalityCode, orderCode, testOf } from './term-tests.ts'
import { INHERITED, literal, member, propertyName, templateText } from './text.ts'
import type { TypeRef } from './type-refs.ts'
import { nullish, pathCode, primary, sortOf, wrap, type Code } from './writer.ts'

type Of<Op extends Term['op']> = Extract<Term, { op: Op }>
type Writers = { readonly [Op in Term['op']]: (at: TermScope, term: Of<Op>) => TermCode }

const writers: Writers = {
  literal: (_at, { value }) => literalCode(value),
  path: writePath,
  config: (at, { config }) => {
    if (config === null) throw new Error('a formula is written before it is bound')
    const { text, prec, sure, optional } = operandCode(at.scope, config)
    return { text, prec, absent: optional ? 'nullish' : 'never', guards: [], ...(prec === 9 ? { sure } : {}), hint: config.name }
  },
  variable: (at, { name }) => {
    const code = at.variables.get(name)
    if (code === undefined) throw new Error(`a formula has no variable ${name}`)
    return at.known.has(code.text) && code.absent !== 'never' ? { ...code, absent: 'never' } : code
  },
  index: (at) => {
    at.scope.used.add('index')
    return sureCode('index', { isInteger: true, sure: 'index' })
  },
  now: (at) => {
    at.scope.used.add('now')
    return sureCode('now', { sure: 'now' })
  },
  result: writeResult,
  get: writeGet,
  at: atCode,
  collect: collectCode,
  keep: keepCode,
  map: mapCode,
  filter: filterCode,
  fold: foldCode,
  list: listTermCode,
  call: callCode,
  negate: (at, { of }) => {
    const code = operand(at, of)
    return strict(at, [code], ([x = code]) => ({ text: `-${x.prec < 9 ? `(${x.text})` : x.text}`, prec: 8 }), {
      ...(code.number === undefined ? {} : { number: code.number }),
      ...(code.isInteger ? { isInteger: true } : {}),
    })
  },
  arithmetic: writeArithmetic,
  compare: (at, term) => (term.operator === '=' || term.operator === '!=' ? equalityCode(at, term) : orderCode(at, term)),
  logic: testOf,
  in: writeIn,
  text: writeText,
  if: writeIf,
  default: writeDefault,
  let: (at, { name, value, in: inside }) => {
    const code = at.write(at, value)
    const isName = code.guards.length === 0 && (code.isNarrow || /^[\w.?]+$/.test(code.text))
    if (isName || code.absent === 'always') return at.write(bindVariable(at, name, code), inside)
    if (!at.isBranch) return at.write(bindConstant(at, name, checked(at, code)), inside)
    // What may end the formula must not stand in front of the condition.
    const inner: TermScope = { ...at, consts: [], isBranch: false }
    const body = closed(at.write(bindConstant(inner, name, checked(at, code)), inside))
    const { sure: _, ...facts } = body
    return rewritten(facts, `(() => { ${[...constTexts(inner.consts, body.text), `return ${body.text}`].join('; ')} })()`)
  },
  object: writeObject,
}

export function writeTerm(at: TermScope, term: Term): TermCode {
  const before = at.state.ends
  const code = settledCode(at, term) ?? writers[term.op](at, term as never)
  return at.state.ends > before ? { ...code, ends: true } : code
}

const NOTHING: EvaluationScope = { inputs: new Map(), item: undefined, index: 0, config: new Map(), hooks: undefined, profile: undefined, now: '', steps: 0 }

/** What reads nothing is worked out now. */
function settledCode(at: TermScope, term: Term): TermCode | undefined {
  if (term.op === 'literal' || term.op === 'list' || term.op === 'object' || !isSettled(term)) return undefined
  const value = compileTerm(term)(NOTHING)
  if (value === MISSING) return ALWAYS_MISSING
  if (value instanceof Failure) return sureCode(`${need(at, 'end')}<${typeWord(term)}>(${literal(value.code)})`)
  return typeof value === 'object' ? undefined : literalCode(value === NULL ? null : value)
}

/** What TypeScript calls what the term yields. */
function typeWord({ type }: Term): string {
  const words: Partial<Record<string, string>> = { text: 'string', number: 'number', boolean: 'boolean' }
  return (type.kinds.length === 1 ? words[type.kinds[0] ?? ''] : undefined) ?? 'unknown'
}

function isSettled(term: Term): boolean {
  return !LEAVES.has(term.op) && childrenOf(term).every((child) => child.op === 'literal' || isSettled(child))
}

const LEAVES: ReadonlySet<Term['op']> = new Set<Term['op']>(['path', 'config', 'variable', 'index', 'now', 'result'])

export function literalCode(value: Of<'literal'>['value']): TermCode {
  const isNegative = typeof value === 'number' && value < 0
  return sureCode(
    { text: literal(value), prec: isNegative ? 8 : 9 },
    { isNarrow: true, constant: value, ...(Number.isInteger(value) ? { isInteger: true } : {}), ...(value === null ? { hasNull: true } : {}) },
  )
}

function writePath(at: TermScope, { path, nulls, type, ref }: Of<'path'>): TermCode {
  if (path === null) throw new Error('a formula is written before it is bound')
  const { text, sure, optional } = pathCode(at.scope, path)
  const hint = path.steps.at(-1)?.name ?? path.input ?? ''
  // What another row lets through is let through for all.
  const items = type.kinds.includes('list') ? findShape(at.scope, path)?.items : undefined
  const mayHoldNull = items !== undefined && (items.nullable || !items.required)
  const isOpaque =
    type.kinds.includes('list') &&
    (type.items?.kinds.some((kind) => kind === 'object' || kind === 'list' || kind === 'any') ?? true) &&
    !at.openLists.has(listKey(ref)) &&
    items === undefined
  const facts: Partial<TermCode> = {
    hint,
    ...(mayHoldNull ? { nullItems: true } : {}),
    sure,
    ...(path.types.length > 0 && path.types.every((one) => one === 'integer') ? { isInteger: true } : {}),
    ...(isOpaque || type.kinds.includes('any') ? { isLoose: true } : {}),
  }
  // Where nulls are values, one may stand for what is there.
  const hasNull = type.kinds.includes('null') || (nulls === 'value' && optional) ? { hasNull: true as const } : {}
  if (optional && nulls === 'missing' && at.gone.has(text)) return ALWAYS_MISSING
  if (!optional || at.known.has(text)) return sureCode(sure, { ...facts, ...hasNull })
  return { ...primary(text), guards: [], absent: nulls === 'missing' ? 'nullish' : 'undefined', ...(nulls === 'value' ? { hasNull: true } : {}), ...facts }
}

/** Under which the lists are remembered whose items' fields a formula uses. */
export function listKey(ref: SourceRef): string {
  return JSON.stringify([ref.of, ref.of === 'input' ? ref.input : null, ref.path])
}

function writeResult(at: TermScope, { path, type }: Of<'result'>): TermCode {
  at.scope.used.add('result')
  const root = at.scope.writer.plan.value('var:')
  const parsed = path === '' ? undefined : parseFieldPath(path)
  const names = parsed?.ok === true ? parsed.value.flatMap((step) => (step.kind === 'name' ? [step.name] : [])) : []
  const sure = names.reduce((soFar, name) => soFar + member(name), root)
  let made: MadeField = { made: { object: 'destination:' }, isSure: true }
  let text = root
  for (const name of names) {
    text += made.isSure ? member(name) : optionalMember(name)
    made = { ...madeField(at, made.made, name), ...(made.isSure ? {} : { isSure: false }) }
  }
  const facts: Partial<TermCode> = { sure, hint: names.at(-1) ?? root, ...madeFacts(made, type) }
  if (made.isSure || at.known.has(text)) return sureCode(sure, facts)
  return { ...primary(text), absent: 'undefined', guards: [], ...facts }
}

type MadeField = { readonly made: TypeRef | undefined; readonly isSure: boolean }

/** What the map's own rows make. */
function madeField({ scope }: TermScope, from: TypeRef | undefined, name: string): MadeField {
  const object = from !== undefined && 'object' in from ? scope.made?.get(from.object) : undefined
  const property = object?.properties.get(name)
  return { made: property?.type, isSure: property !== undefined && property.times === object?.times }
}

function madeFacts({ made }: Pick<MadeField, 'made'>, { kinds }: Term['type']): Partial<TermCode> {
  const mayBeNull = made === undefined || ('types' in made && (made.nullable || sortOf(made.types) === 'loose'))
  return {
    ...(made === undefined ? {} : { made }),
    ...(mayBeNull && kinds.includes('null') ? { hasNull: true } : {}),
    ...(made !== undefined && 'texts' in made && made.texts !== undefined ? { isNarrow: true } : {}),
  }
}

function writeGet(at: TermScope, { from, name, optional, nulls, type }: Of<'get'>): TermCode {
  const holder = at.write(at, from)
  if (holder.absent === 'always') return ALWAYS_MISSING
  const { made, isSure } = madeField(at, holder.made, name)
  const isOptional = optional && !isSure
  const mayHolderMiss = holder.absent !== 'never' || holder.hasNull === true
  const absent: Absent = nulls === 'missing' && isOptional ? 'nullish' : mayHolderMiss || isOptional ? 'undefined' : 'never'
  const hasNull = made === undefined && (type.kinds.includes('null') || (nulls === 'value' && optional)) ? { hasNull: true as const } : {}
  const facts: Partial<TermCode> = { hint: name, ...hasNull, ...(made === undefined ? {} : madeFacts({ made }, type)) }
  const open = closed(holder)
  if (holder.isLoose)
    return { ...sureCode(`${need(at, 'fieldOf')}(${open.text}, ${literal(name)})`), ...facts, absent: absent === 'never' ? 'undefined' : absent, isLoose: true }
  if (INHERITED.has(name) && optional) return { ...sureCode(`${need(at, 'own')}(${open.text}, ${literal(name)})`), ...facts, absent }
  const text = wrap(open, 9) + (mayHolderMiss ? optionalMember(name) : member(name))
  const sure = holder.sure === undefined ? {} : { sure: holder.sure + member(name) }
  if (nulls === 'missing' && at.gone.has(text)) return ALWAYS_MISSING
  if (at.known.has(text) && holder.sure !== undefined) return sureCode(holder.sure + member(name), { ...facts, ...sure })
  return { ...primary(text), absent, guards: [], ...facts, ...sure }
}

function optionalMember(name: string): string {
  const access = member(name)
  return access.startsWith('[') ? `?.${access}` : `?${access}`
}

const precOf = { '+': 6, '-': 6, '*': 7, '/': 7, '%': 7 } as const

function writeArithmetic(at: TermScope, { operator, left, right }: Of<'arithmetic'>): TermCode {
  const prec = precOf[operator]
  const a = operand(at, left)
  const given = operand(at, right)
  // Behind `/` and `%` what is infinite would come out as a number.
  const b = operator === '/' || operator === '%' ? checked(at, given) : given
  const isWhole = a.isInteger === true && b.isInteger === true && operator !== '/'
  const divides = (operator === '/' || operator === '%') && !(right.op === 'literal' && typeof right.value === 'number' && Math.abs(right.value) >= 1)
  const number = divides || a.number === 'fails' || b.number === 'fails' ? 'fails' : 'overflow'
  // A minus behind a minus would be another sign.
  const second = (y: Code) => (y.prec === 8 ? `(${y.text})` : wrap(y, prec + 1))
  return strict(at, [a, b], ([x = a, y = b]) => ({ text: `${wrap(x, prec)} ${operator} ${second(y)}`, prec }), {
    number,
    ...(isWhole ? { isInteger: true } : {}),
  })
}

function writeIn(at: TermScope, { left, right }: Of<'in'>): TermCode {
  const value = checked(at, at.write(at, left))
  const list = at.write(at, right)
  if (value.absent === 'always' || list.absent === 'always') return sureCode('false')
  const kinds = right.type.items?.kinds.filter((kind) => kind !== 'null').join()
  const isOneKind = left.type.kinds.length === 1 && kinds === left.type.kinds.join() && !value.isLoose && !list.isLoose && value.hasNull !== true
  if (!isOneKind) return sureCode(`${need(at, 'isIn')}(${closedValue(value)}, ${closedValue(list)})`)
  // What is written out has only its own literals as type.
  const isNarrow = right.op === 'list' && value.isNarrow === true
  if (isNarrow) return sureCode(`${need(at, 'isIn')}(${closedValue(value)}, ${closedValue(list)})`)
  return asTest(
    at,
    strict(at, [value, list], ([x = value, items = list]) => primary(`${wrap(items, 9)}.includes(${x.text})`)),
  )
}

function closedValue(code: TermCode): string {
  const whole = closed(code)
  return whole.absent === 'nullish' ? nullish(whole, primary('undefined')) : whole.text
}

function writeText(at: TermScope, { parts }: Of<'text'>): TermCode {
  const pieces = parts.map((part) => {
    return textPiece(at, part)
  })
  return sureCode(`\`${pieces.map(({ text }) => text).join('')}\``, pieces.every(({ isNarrow }) => isNarrow) ? { isNarrow: true } : {})
}

/** As `$string` writes it. */
function printedConstant(value: JsonScalar): string {
  return typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(15))) : String(value)
}

function textPiece(at: TermScope, part: Term): { readonly text: string; readonly isNarrow: boolean } {
  const code = checked(at, operand(at, part))
  if (code.absent === 'always') return { text: '', isNarrow: true }
  if (code.constant !== undefined) return { text: templateText(printedConstant(code.constant)), isNarrow: true }
  const isNumber = part.type.kinds.includes('number') && code.isInteger !== true
  const print = part.type.kinds.length === 1 && !code.isLoose ? 'printNumber' : 'printValue'
  const printed = isNumber || code.isLoose ? strict(at, [code], ([x = code]) => primary(`${need(at, print)}(${x.text})`)) : code
  const text = printed.absent === 'never' && printed.guards.length > 0 ? closed(printed, "''") : closed(printed)
  return { text: text.absent === 'never' ? `\${${text.text}}` : `\${${nullish(text, primary("''"))}}`, isNarrow: code.isNarrow === true }
}

function writeIf(at: TermScope, { test, then, otherwise, type }: Of<'if'>): TermCode {
  const asked = at.test(at, test)
  if (asked.text === 'true') return at.write(at, then)
  if (asked.text === 'false') return otherwise === null ? ALWAYS_MISSING : at.write(at, otherwise)
  const yes = settledNumber(at, type, at.write(behind(at, asked), then))
  const no = otherwise === null ? ALWAYS_MISSING : settledNumber(at, type, at.write(beside(at, asked), otherwise))
  // Of what was asked, TypeScript knows the one value that is left.
  const isNarrow = [yes, no].some(({ text }) => asked.compared.includes(text))
  return { ...choice(asked, yes, no), ...(type.kinds.includes('null') ? { hasNull: true } : {}), ...(isNarrow ? { isNarrow } : {}) }
}

/** Beside values that are no numbers, a number is looked at by itself. */
function settledNumber(at: TermScope, { kinds }: Term['type'], code: TermCode): TermCode {
  const isMixed = kinds.some((kind) => kind !== 'number' && kind !== 'null')
  return isMixed && code.number !== undefined ? checked(at, { ...code, number: 'fails' }) : code
}

/** `asked ? yes : no` */
export function choice(asked: Code, yes: TermCode, no: TermCode): TermCode {
  const isMany = yes.absent === 'empty' || no.absent === 'empty'
  const [a, b] = [yes, no].map((part) => (part.absent === 'always' ? { ...part, text: isMany ? '[]' : 'undefined' } : closed(part)))
  if (a === undefined || b === undefined) return yes
  const absents = [a.absent, b.absent]
  const absent: Absent = isMany
    ? 'empty'
    : absents.every((one) => one === 'always')
      ? 'always'
      : absents.includes('nullish')
        ? 'nullish'
        : absents.some((one) => one !== 'never')
          ? 'undefined'
          : 'never'
  const first = `${wrap(asked, 1)} ? ${wrap(a, 1)}`
  const rest = b.prec === 0 && b.lines !== undefined ? b.lines : [b.text]
  const lines = [first, ...rest.map((line, index) => (index === 0 ? `: ${line}` : line))]
  const numbers = [a.number, b.number]
  return {
    text: lines.join(' '),
    prec: 0,
    lines,
    absent,
    guards: [],
    ...(numbers.includes('fails') ? { number: 'fails' as const } : numbers.includes('overflow') ? { number: 'overflow' as const } : {}),
    ...(a.isInteger && b.isInteger ? { isInteger: true as const } : {}),
    ...(a.isNarrow && b.isNarrow ? { isNarrow: true as const } : {}),
    ...(a.isLoose || b.isLoose ? { isLoose: true as const } : {}),
    ...(a.hasNull || b.hasNull ? { hasNull: true as const } : {}),
    ...(a.failingItems || b.failingItems ? { failingItems: true as const } : {}),
  }
}

function writeDefault(at: TermScope, { when, of, instead, type }: Of<'default'>): TermCode {
  const code = at.write(at, of)
  if (code.absent === 'always') return at.write(at, instead)
  if (when === 'missing' && code.absent === 'never' && code.guards.length === 0) return code
  // A sum of nothing is 0 by itself.
  if (code.ofFilled?.name === 'addUp' && when === 'missing' && instead.op === 'literal' && instead.value === 0) {
    const { ofFilled, ...sum } = code
    return { ...sum, ...primary(`addUp(${ofFilled.list})`), absent: 'never' }
  }
  const gone = when === 'missing' && code.sure !== undefined ? [code.text] : []
  const other = closed(settledNumber(at, type, at.write({ ...at, isBranch: true, gone: new Set([...at.gone, ...gone]) }, instead)))
  if (when === 'missing' && other.absent === 'always') return code
  const whole = closed(settledNumber(at, type, when === 'missing' ? code : checked(at, code)))
  const hasNull = type.kinds.includes('null') || whole.hasNull || other.hasNull ? { hasNull: true as const } : {}
  const numbers = [whole.number, other.number]
  const facts: Partial<TermCode> = {
    ...(numbers.includes('fails') ? { number: 'fails' } : numbers.includes('overflow') ? { number: 'overflow' } : {}),
    ...(whole.isInteger && other.isInteger ? { isInteger: true } : {}),
    ...(whole.isLoose || other.isLoose ? { isLoose: true } : {}),
    ...hasNull,
  }
  const absent = whole.absent === 'empty' && other.absent !== 'never' ? 'empty' : other.absent === 'always' ? 'undefined' : other.absent
  const otherText = other.absent === 'always' ? 'undefined' : other.text
  if (when === 'falsy') {
    const isScalar = of.type.kinds.every((kind) => kind === 'text' || kind === 'number' || kind === 'boolean' || kind === 'null') && !whole.isLoose
    if (isScalar && !whole.isNarrow) return { text: `${wrap(whole, 2)} || ${wrap(other, 3)}`, prec: 2, absent, guards: [], ...facts }
    return {
      ...primary(`${need(at, 'unlessFalse')}(${whole.absent === 'empty' ? filledText(at, whole) : whole.text}, () => ${otherText})`),
      absent,
      guards: [],
      ...facts,
    }
  }
  if (whole.hasNull) return { ...primary(`${need(at, 'unlessMissing')}(${whole.text}, () => ${otherText})`), absent, guards: [], ...facts }
  const value = whole.absent === 'empty' ? primary(filledText(at, whole)) : whole
  return { text: nullish(value, other.absent === 'always' ? primary('undefined') : other), prec: 1, absent, guards: [], ...facts }
}

/** A sequence that is missing where it is empty. */
function filledText(at: TermScope, list: TermCode): string {
  return `${need(at, 'filled')}(${list.text})`
}

function writeObject(at: TermScope, { fields }: Of<'object'>): TermCode {
  const written = fields.map(({ name, value }) => ({ name, code: closed(checked(at, at.write(at, value))) }))
  const made = written.filter(({ code }) => code.absent !== 'always')
  const text = made.length === 0 ? '{}' : `{ ${made.map(({ name, code }) => fieldText(name, code)).join(', ')} }`
  return sureCode(made.some(({ code }) => code.absent !== 'never') ? `${need(at, 'withoutMissing')}(${text})` : text)
}

function fieldText(name: string, code: TermCode): string {
  const value = code.absent === 'nullish' ? nullish(code, primary('undefined')) : code.text
  const key = propertyName(name)
  return key === value ? key : `${key}: ${value}`
}
