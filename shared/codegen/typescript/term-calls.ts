// The functions of the formula language as TypeScript: methods where they do exactly the same, small functions where they do not.
import type { Term } from '../../transform/formula/term.ts'
import { openList, writeOpen } from './term-lists.ts'
import { ALWAYS_MISSING, closed, namesOf, rewritten, sureCode, type TermCode } from './term-parts.ts'
import { formatNumberCode, fromMillisCode, toMillisCode } from './term-pictures.ts'
import { need, type TermScope } from './term-scope.ts'
import { argument, checked, operand, strict, type Facts } from './term-strict.ts'
import { existsTest } from './term-tests.ts'
import { literal } from './text.ts'
import type { HelperName } from './written-functions.ts'
import { nullish, primary, wrap, type Code } from './writer.ts'

type Call = Extract<Term, { op: 'call' }>
type Emission = (at: TermScope, args: readonly Term[], call: Call) => TermCode

export function callCode(at: TermScope, call: Call): TermCode {
  return emissions[call.name](at, call.args, call)
}

/** A function of its first argument, missing where that is. The others have to be there. */
function of(issue: 'not-text' | 'not-a-number', make: (at: TermScope, parts: readonly Code[], args: readonly Term[]) => Code, facts: Facts = {}): Emission {
  return (at, args) => {
    const parts = args.map((arg, index) => argument(at, arg, index === 0 ? issue : 'needed'))
    return strict(at, parts, (codes) => make(at, codes, args), facts)
  }
}

const ofText = (make: (at: TermScope, parts: readonly Code[], args: readonly Term[]) => Code, facts: Facts = {}) => of('not-text', make, facts)
const ofNumber = (make: (at: TermScope, parts: readonly Code[], args: readonly Term[]) => Code, facts: Facts = {}) => of('not-a-number', make, facts)

const first = (parts: readonly Code[]): Code => parts[0] ?? primary('undefined')
const texts = (parts: readonly Code[]): string => parts.map(({ text }) => text).join(', ')
const method = (parts: readonly Code[], call: string): Code => primary(`${wrap(first(parts), 9)}.${call}`)
const helped =
  (name: HelperName) =>
  (at: TermScope, parts: readonly Code[]): Code =>
    primary(`${need(at, name)}(${texts(parts)})`)

/** The value of a literal whole number. */
function wholeNumber(term: Term | undefined): number | undefined {
  const value =
    term?.op === 'literal' ? term.value : term?.op === 'negate' && term.of.op === 'literal' && typeof term.of.value === 'number' ? -term.of.value : undefined
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined
}

function literalText(term: Term | undefined): string | undefined {
  return term?.op === 'literal' && typeof term.value === 'string' ? term.value : undefined
}

const emissions: Readonly<Record<Call['name'], Emission>> = {
  string: (at, [arg]) => {
    if (arg === undefined) return ALWAYS_MISSING
    const code = checked(at, at.write(at, arg))
    const [kind] = arg.type.kinds
    if (arg.type.kinds.length > 1 || code.isLoose || code.hasNull) return strict(at, [code], (parts) => helped('printValue')(at, parts))
    if (kind === 'text') return code
    if (kind === 'number' && !code.isInteger) return strict(at, [code], (parts) => helped('printNumber')(at, parts))
    return strict(at, [code], (parts) => primary(kind === 'null' ? "'null'" : `String(${first(parts).text})`))
  },
  length: ofText((_at, parts) => primary(`[...${first(parts).text}].length`), { isInteger: true }),
  substring: ofText((at, parts, [, start, length]) => {
    const from = wholeNumber(start)
    const count = length === undefined ? undefined : wholeNumber(length)
    if (from === undefined || (length !== undefined && (count === undefined || count <= 0))) return helped('substring')(at, parts)
    const end = count === undefined ? '' : from < 0 ? `).slice(0, ${count}` : `, ${from + count}`
    return primary(`[...${first(parts).text}].slice(${from}${end}).join('')`)
  }),
  substringBefore: ofText(helped('textBefore')),
  substringAfter: ofText(helped('textAfter')),
  uppercase: ofText((_at, parts) => method(parts, 'toUpperCase()')),
  lowercase: ofText((_at, parts) => method(parts, 'toLowerCase()')),
  trim: ofText(helped('trimmed')),
  pad: ofText((at, parts, [, width, fill]) => {
    const length = wholeNumber(width)
    const filling = fill === undefined ? ' ' : literalText(fill)
    const isPlain = filling !== undefined && [...filling].length === filling.length && Math.abs(length ?? Infinity) <= 10_000
    if (length === undefined || !isPlain) return primary(`${need(at, 'padText')}(${texts(parts)})`)
    return primary(`${need(at, length < 0 ? 'padStart' : 'padEnd')}(${first(parts).text}, ${Math.abs(length)}, ${literal(filling === '' ? ' ' : filling)})`)
  }),
  contains: (at, args) => {
    const parts = args.map((arg) => checked(at, operand(at, arg, 'not-text')))
    return strict(at, parts, (codes) => method(codes, `includes(${codes[1]?.text ?? "''"})`))
  },
  split: ofText((at, parts, [, , limit]) => {
    const most = wholeNumber(limit)
    const end =
      limit === undefined
        ? ''
        : most !== undefined && most >= 0
          ? `, ${most}`
          : `, ${need(at, 'needed')}(${need(at, 'asCount')}(${parts[2]?.text ?? ''}), 'not-a-number')`
    return method(parts, `split(${parts[1]?.text ?? "''"}${end})`)
  }),
  join: (at, [list, separator]) => {
    if (list === undefined) return ALWAYS_MISSING
    return joinCode(at, list, separator === undefined ? "''" : optional(at, separator).text)
  },
  replace: ofText((at, parts, [, part, instead, limit]) => {
    const found = literalText(part)
    const put = literalText(instead)
    if (found === undefined || found === '' || limit !== undefined) return helped('replaceText')(at, parts)
    // In the text that `replaceAll` puts in, a dollar sign has a meaning.
    const by = put !== undefined && !put.includes('$') ? literal(put) : `() => ${parts[2]?.text ?? "''"}`
    return method(parts, `replaceAll(${literal(found)}, ${by})`)
  }),
  number: (at, [arg]) => {
    if (arg === undefined) return ALWAYS_MISSING
    const code = checked(at, operand(at, arg, 'not-a-number'))
    const [kind] = arg.type.kinds
    if (arg.type.kinds.length === 1 && !code.isLoose) {
      if (kind === 'number') return code
      if (kind === 'boolean') return strict(at, [code], (parts) => primary(`Number(${first(parts).text})`), { isInteger: true })
    }
    const reader = kind === 'text' && arg.type.kinds.length === 1 && !code.isLoose ? 'parseNumber' : 'numberFrom'
    return strict(at, [code], (parts) => helped(reader)(at, parts), { number: 'fails' })
  },
  abs: keptNumber('Math.abs'),
  floor: keptNumber('Math.floor', true),
  ceil: keptNumber('Math.ceil', true),
  round: (at, args) => {
    const [value, decimals] = args
    const places = decimals === undefined ? 0 : wholeNumber(decimals)
    const parts = args.map((arg, index) => (index === 0 ? checked(at, operand(at, arg, 'not-a-number')) : optional(at, arg)))
    if (value === undefined) return ALWAYS_MISSING
    return strict(at, parts, helpedBy(at, 'roundToEven'), { number: 'fails', ...(places !== undefined && places <= 0 ? { isInteger: true } : {}) })
  },
  power: ofNumber((_at, parts) => primary(`Math.pow(${texts(parts)})`), { number: 'fails' }),
  sqrt: ofNumber((_at, parts) => primary(`Math.sqrt(${first(parts).text})`), { number: 'fails' }),
  sum: numbersOf('addUp', 'zero', true),
  max: numbersOf('maximum', 'missing', false),
  min: numbersOf('minimum', 'missing', false),
  average: numbersOf('mean', 'missing', true),
  count: (at, [arg]) => {
    if (arg === undefined) return sureCode('0')
    const code = checked(at, writeOpen(at, arg))
    if (code.absent === 'always') return sureCode('0')
    if (isList(arg)) return sureCode(`${wrap(openList(at, code), 9)}.length`, { isInteger: true })
    const there = existsTest(at, code)
    return sureCode(there.text === 'true' ? '1' : { text: `${wrap(there, 1)} ? 1 : 0`, prec: 0 }, { isInteger: true })
  },
  boolean: (at, [arg]) => truthCode(at, arg, false),
  not: (at, [arg]) => truthCode(at, arg, true),
  exists: (at, [arg]) => (arg === undefined ? sureCode('false') : existsTest(at, at.write(at, arg))),
  type: (at, [arg]) => {
    if (arg === undefined) return ALWAYS_MISSING
    return strict(at, [oneValue(at, checked(at, at.write(at, arg)))], (parts) => helped('typeName')(at, parts))
  },
  lookup: (at, args) => {
    const [object, name] = args
    if (object === undefined || name === undefined) return ALWAYS_MISSING
    const parts = [checked(at, at.write(at, object)), argument(at, name, 'needed')]
    return { ...strict(at, parts, helpedBy(at, 'lookUpField')), absent: 'undefined', isLoose: true }
  },
  append: appendCode,
  distinct: (at, [arg], { type }) => {
    if (arg === undefined) return ALWAYS_MISSING
    const code = at.write(at, arg)
    if (!arg.type.kinds.includes('list')) return code
    if (!isList(arg)) {
      const whole = closed(code)
      const made = `${need(at, 'givenOrNull')}(${whole.text}, (items) => ${need(at, 'distinct')}(items))`
      return { ...sureCode(made), absent: 'undefined', hasNull: true }
    }
    const scalars = type.items?.kinds.every((kind) => kind !== 'object' && kind !== 'list' && kind !== 'any') === true
    return sameList(at, code, (items) => (scalars ? primary(`[...new Set(${items.text})]`) : primary(`${need(at, 'distinct')}(${items.text})`)))
  },
  reverse: (at, [arg]) => listOnly(at, arg, (items) => primary(`[...${wrap(items, 1)}].reverse()`)),
  sort: (at, [arg]) =>
    listOnly(at, arg, (items) =>
      primary(`[...${wrap(items, 1)}].sort(${arg?.type.items?.kinds.includes('number') || arg?.type.kinds.includes('number') ? '(a, b) => a - b' : ''})`),
    ),
  toMillis: toMillisCode,
  fromMillis: fromMillisCode,
  formatNumber: formatNumberCode,
}

function helpedBy(at: TermScope, name: HelperName): (parts: readonly Code[]) => Code {
  return (parts) => helped(name)(at, parts)
}

function keptNumber(name: string, isWhole = false): Emission {
  return (at, args) => {
    const [arg] = args
    if (arg === undefined) return ALWAYS_MISSING
    const code = operand(at, arg, 'not-a-number')
    return strict(at, [code], (parts) => primary(`${name}(${first(parts).text})`), {
      ...(code.number === undefined ? {} : { number: code.number }),
      ...(isWhole || code.isInteger ? { isInteger: true } : {}),
    })
  }
}

/** A later argument that may be left out: undefined where it is missing. */
function optional(at: TermScope, term: Term): TermCode {
  const code = closed(checked(at, operand(at, term, term.type.kinds.includes('text') ? 'not-text' : 'not-a-number')))
  if (code.absent === 'never') return code
  const { sure: _, ...rest } = code
  return {
    ...rest,
    text: code.absent === 'nullish' ? nullish(code, primary('undefined')) : code.absent === 'always' ? 'undefined' : code.text,
    prec: 1,
    absent: 'never',
  }
}

function isList(term: Term): boolean {
  return term.type.kinds.length === 1 && term.type.kinds[0] === 'list'
}

/** The texts of a list (one value is a list of it) as one text; missing where the list is. */
function joinCode(at: TermScope, list: Term, separator: string): TermCode {
  const written = filledItems(at, checked(at, at.write(at, list)), 'not-text')
  if (written.absent === 'always') return ALWAYS_MISSING
  if (!isList(list)) return written
  const code = written.isLoose ? looseList(at, written, 'asTexts') : written
  if (code.absent === 'empty') return sureCode(`${need(at, 'filled')}(${closed(code).text})?.join(${separator})`, { absent: 'undefined' })
  return strict(at, [code], (parts) => method(parts, `join(${separator})`))
}

/** A list whose items have no type, with those that are of one. */
function looseList(at: TermScope, code: TermCode, check: HelperName): TermCode {
  const whole = closed(code)
  const isEmpty = whole.absent === 'empty'
  const made = isEmpty ? `${need(at, check)}(${whole.text})` : `${need(at, 'given')}(${whole.text}, ${need(at, check)})`
  return { ...sureCode(made), absent: isEmpty ? 'empty' : 'undefined' }
}

/** Where an item may be no number, it ends the formula. */
export function safeItems(at: TermScope, code: TermCode): TermCode {
  if (code.failingItems !== true) return code
  const { failingItems: _, sure: __, ...rest } = closed(code)
  return { ...rewritten(rest, `${wrap(rest, 9)}${rest.absent === 'undefined' || rest.absent === 'nullish' ? '?' : ''}.map(${need(at, 'sure')})`), ends: true }
}

/** Where an item may be null and a value is wanted, it ends the formula. */
function filledItems(at: TermScope, code: TermCode, issue: string): TermCode {
  if (code.nullItems !== true) return code
  const { nullItems: _, sure: __, ...rest } = closed(code)
  const mayMiss = rest.absent === 'undefined' || rest.absent === 'nullish'
  return { ...rewritten(rest, `${wrap(rest, 9)}${mayMiss ? '?' : ''}.map((item) => ${need(at, 'notNull')}(item, '${issue}'))`), ends: true }
}

/** A number made of a list's numbers. `isTotal`: what is added up is no number in the end where one item was none. */
function numbersOf(name: HelperName, ofNone: 'zero' | 'missing', isTotal: boolean): Emission {
  return (at, [list]) => {
    if (list === undefined) return ALWAYS_MISSING
    const written = filledItems(at, at.write(at, list), 'not-a-number')
    const number: Facts = isTotal ? { number: written.failingItems || written.number === 'fails' ? 'fails' : 'overflow' } : {}
    const code = isTotal ? written : safeItems(at, checked(at, written))
    if (code.absent === 'always') return ALWAYS_MISSING
    const call = (items: Code) => primary(`${need(at, name)}(${items.text})`)
    if (!isList(list)) return strict(at, [code], (parts) => call(primary(`[${first(parts).text}]`)), number)
    const numbers = code.isLoose ? looseList(at, code, 'asNumbers') : code
    if (numbers.absent !== 'empty' && ofNone === 'zero') return strict(at, [numbers], (parts) => call(first(parts)), number)
    const items = strict(at, [numbers], (parts) => primary(`${need(at, 'filled')}(${first(parts).text})`))
    const filled = closed(items.absent === 'empty' ? { ...items, absent: 'undefined' } : items)
    const made = `${need(at, 'given')}(${filled.text}, ${need(at, name)})`
    return { ...sureCode(made), ...number, absent: 'undefined', ofFilled: { list: closed(numbers).text, filled: filled.text, name } }
  }
}

function truthCode(at: TermScope, arg: Term | undefined, isNot: boolean): TermCode {
  if (arg === undefined) return ALWAYS_MISSING
  const code = oneValue(at, checked(at, at.write(at, arg)))
  const [kind] = arg.type.kinds
  const isOne = arg.type.kinds.length === 1 && !code.isLoose && !code.hasNull && !code.isNarrow
  // Where it is empty (or zero), TypeScript knows that value.
  const asked = isOne ? namesOf(code).map((text) => (isNot ? text : `!${text}`)) : []
  const truth = strict(at, [code], (parts) => {
    const part = first(parts)
    if (isOne && kind === 'boolean') return isNot ? { text: `!${wrap(part, 9)}`, prec: 8 } : part
    if (isOne && kind === 'text') return { text: `${wrap(part, 5)} ${isNot ? '===' : '!=='} ''`, prec: 4 }
    if (isOne && kind === 'number') return { text: `${wrap(part, 5)} ${isNot ? '===' : '!=='} 0`, prec: 4 }
    return { text: `${isNot ? '!' : ''}${need(at, 'isTrue')}(${part.text})`, prec: isNot ? 8 : 9 }
  })
  return { ...truth, asked }
}

/** A sequence as one value: undefined where it is empty. */
function oneValue(at: TermScope, code: TermCode): TermCode {
  if (code.absent !== 'empty') return code
  const list = closed(code)
  return { ...sureCode(`${need(at, 'filled')}(${list.text})`), absent: 'undefined', ...(list.isLoose ? { isLoose: true } : {}) }
}

/** A list of the same items; empty stays empty. */
function sameList(at: TermScope, code: TermCode, make: (items: Code) => Code): TermCode {
  if (code.absent === 'always') return ALWAYS_MISSING
  if (code.isLoose && code.absent === 'empty') return { ...code, ...make(closed(code)), guards: [] }
  // An empty list is there, though nothing is known of its type.
  if (code.isLoose) return strict(at, [looseList(at, code, 'asList')], (parts) => make(first(parts)), { isLoose: true })
  const facts: Facts = { ...(code.failingItems ? { failingItems: true } : {}), ...(code.absent === 'empty' ? { absent: 'empty' } : {}) }
  return strict(at, [code], (parts) => make(first(parts)), facts)
}

function listOnly(at: TermScope, arg: Term | undefined, make: (items: Code) => Code): TermCode {
  if (arg === undefined) return ALWAYS_MISSING
  const code = safeItems(at, filledItems(at, checked(at, at.write(at, arg)), 'wrong-type'))
  if (isList(arg)) return sameList(at, code, make)
  return strict(at, [code], (parts) => primary(`[${first(parts).text}]`))
}

function appendCode(at: TermScope, args: readonly Term[]): TermCode {
  const parts = args.map((arg) => ({ arg, code: closed(safeItems(at, checked(at, at.write(at, arg)))) })).filter(({ code }) => code.absent !== 'always')
  const [one, other] = parts
  if (one === undefined) return ALWAYS_MISSING
  if (other === undefined) return one.code
  const isLoose = one.code.isLoose === true || other.code.isLoose === true
  const isEmpty = one.code.absent === 'empty' && other.code.absent === 'empty'
  const isSimple = parts.every(({ code }) => code.absent === 'never' || code.absent === 'empty') && !isLoose
  if (isSimple && (isEmpty || parts.some(({ code }) => code.absent === 'never')))
    return sureCode(`[${parts.map(({ arg, code }) => (isList(arg) ? `...${wrap(code, 1)}` : code.text)).join(', ')}]`, isEmpty ? { absent: 'empty' } : {})
  const given = parts.map(({ code }) =>
    code.absent === 'empty' ? `${need(at, 'filled')}(${code.text})` : code.absent === 'nullish' ? nullish(code, primary('undefined')) : code.text,
  )
  return sureCode(`${need(at, 'appended')}(${given.join(', ')})`, { absent: 'undefined', isLoose: true })
}
