// Conditions of formulas as TypeScript: true or false, where missing counts as false.
import type { Term } from '../../transform/formula/term.ts'
import { closed, guardText, namesOf, sureCode, type TermCode } from './term-parts.ts'
import { behind, beside, need, type TestCode, type TermScope } from './term-scope.ts'
import { checked, strict, operand } from './term-strict.ts'
import { nullish, primary, wrap, type Code } from './writer.ts'

type Compare = Extract<Term, { op: 'compare' }>

export function testOf(at: TermScope, term: Term): TestCode {
  const exact = inside(at)
  switch (term.op) {
    case 'logic': {
      // Where the left one of `or` failed, the right one must not be asked.
      const left = at.test(term.operator === 'and' ? at : exact, term.left)
      const right = at.test(term.operator === 'and' ? behind(at, left) : beside(at, left), term.right)
      return term.operator === 'and' ? both(left, right) : either(left, right)
    }
    case 'call': {
      const [first] = term.args
      if (term.name === 'exists' && first !== undefined) return existsTest(exact, at.write(exact, first))
      if (term.name === 'not' && first !== undefined && isTruth(first)) return notTest(exact, at.write(exact, first))
      if (term.name === 'boolean' && first !== undefined && isTruth(first)) return at.test(exact, first)
      return asTest(exact, at.write(exact, term))
    }
    case 'compare':
      return asTest(at, at.write(term.operator === '!=' ? exact : at, term))
    default:
      return asTest(exact, at.write(exact, term))
  }
}

/** A part of which more is asked than whether it is true. */
function inside(at: TermScope): TermScope {
  return at.isFalseIfFailing === true ? { ...at, isFalseIfFailing: false } : at
}

/** A side of a comparison. NaN is neither equal to nor before or after anything, so that it needs no check where failing is false. */
function comparable(at: TermScope, term: Term, code: TermCode): TermCode {
  if (at.isFalseIfFailing !== true || code.number !== 'fails' || !isNaNIfFailing(term)) return checked(at, code)
  const { number: _, ...rest } = code
  return rest
}

/** What is no number here comes out as NaN, and never as infinite. */
function isNaNIfFailing(term: Term): boolean {
  if (term.op === 'negate') return isNaNIfFailing(term.of)
  return term.op === 'call' && term.name === 'number' && term.args.every(({ type }) => type.kinds.join() === 'text')
}

/** `=` and `!=` as a value: never missing, because they are false where something is. */
export function equalityCode(at: TermScope, term: Compare): TermCode {
  const a = comparable(at, term.left, at.write(inside(at), term.left))
  const b = comparable(at, term.right, at.write(inside(at), term.right))
  return term.operator === '=' ? equalCode(at, term, a, b) : differentCode(at, term, a, b)
}

function equalCode(at: TermScope, term: Compare, a: TermCode, b: TermCode): TestCode {
  const assured = [a, b].flatMap((one) => (one.sure === undefined ? [] : [one.text]))
  const isSettled = (a.absent === 'always' && b.ends !== true) || (b.absent === 'always' && a.ends !== true)
  if (isSettled) return test(sureCode('false'))
  if (a.absent === 'always' || b.absent === 'always' || !isPlain(at, term, a, b))
    return test(sureCode(`${need(at, 'equal')}(${orUndefined(a)}, ${orUndefined(b)})`))
  const guards = [...a.guards, ...b.guards].map(notGuard)
  const mayBothMiss = a.absent !== 'never' && b.absent !== 'never'
  const [ref] = mayBothMiss ? [a, b].filter((one) => one.sure !== undefined) : []
  if (mayBothMiss && ref === undefined) return test(sureCode(`${need(at, 'equal')}(${orUndefined(a)}, ${orUndefined(b)})`))
  const isThere = ref === undefined ? [] : [notGuard({ text: ref.text, nulls: ref.absent === 'nullish' ? 'missing' : 'value' })]
  const sides = [a, b].map((one) => wrap(one === ref ? primary(one.sure ?? one.text) : one, 5))
  // Of true and false, TypeScript also knows the other one where this does not hold.
  const names = [...namesOf(a), ...namesOf(b)]
  const others = term.left.type.kinds.includes('boolean') ? names.map((text) => `!${text}`) : []
  const equal = test(conjunction([...guards, ...isThere, { text: sides.join(' === '), prec: 4 }]), assured, [...names, ...others])
  return guards.length + isThere.length > 0 ? equal : { ...equal, negated: sides.join(' !== ') }
}

function differentCode(at: TermScope, term: Compare, a: TermCode, b: TermCode): TermCode {
  const isSimple = isPlain(at, term, a, b)
  const made = strict(at, [a, b], ([x = a, y = b]) =>
    isSimple ? { text: `${wrap(x, 5)} !== ${wrap(y, 5)}`, prec: 4 } : { text: `!${need(at, 'equal')}(${x.text}, ${y.text})`, prec: 8 },
  )
  // Where this does not hold, TypeScript knows the one value that is left.
  return { ...asTest(at, made), compared: [...namesOf(a), ...namesOf(b)].flatMap((text) => [text, `!${text}`]) } as TermCode
}

/** Both are of one kind that `===` compares, and TypeScript does not know better already. */
function isPlain(at: TermScope, { left, right }: Compare, a: TermCode, b: TermCode): boolean {
  const scalar = (term: Term) => term.type.kinds.length > 0 && term.type.kinds.every((kind) => kind === 'text' || kind === 'number' || kind === 'boolean')
  if (!scalar(left) || !scalar(right) || a.isLoose || b.isLoose || (a.isNarrow && b.isNarrow)) return false
  const isKnown = (code: TermCode) => namesOf(code).some((text) => at.compared.has(text) || at.compared.has(`!${text}`))
  return left.type.kinds.join() === right.type.kinds.join() && !isKnown(a) && !isKnown(b)
}

/** A null that says that something is missing must not equal another. */
function orUndefined(code: TermCode): string {
  const whole = closed(code)
  return whole.absent === 'nullish' ? nullish(whole, primary('undefined')) : whole.text
}

export function orderCode(at: TermScope, term: Compare): TermCode {
  const parts = [term.left, term.right].map((side) => comparable(at, side, operand(inside(at), side)))
  return strict(at, parts, ([x = primary(''), y = primary('')]) => ({ text: `${wrap(x, 6)} ${term.operator} ${wrap(y, 6)}`, prec: 5 }))
}

/** As a test: true only where it is there and true. */
export function asTest(at: TermScope, code: TermCode): TestCode {
  if ('assured' in code) return code as TestCode
  if (code.absent === 'always') return test(sureCode('false'))
  const guards = code.guards.map(notGuard)
  const isSure = code.absent === 'never' && code.hasNull !== true && code.isLoose !== true
  const holds: Code = isSure ? code : isAsked(at, code) ? primary(`${need(at, 'equal')}(${code.text}, true)`) : { text: `${wrap(code, 5)} === true`, prec: 4 }
  return test(
    conjunction([...guards, holds]),
    [...code.guards.map(({ text }) => text), ...(code.sure === undefined ? [] : [code.text])],
    [...namesOf(code).flatMap((text) => [text, `!${text}`]), ...(code.asked ?? [])],
  )
}

/** TypeScript may know already what it is not, and would not have it asked again. */
function isAsked(at: TermScope, code: TermCode): boolean {
  return code.isNarrow === true || [...at.compared].some((text) => code.text.includes(text.replace(/^!/, '')))
}

export function existsTest(at: TermScope, code: TermCode): TestCode {
  const value = checked(at, code)
  if (value.absent === 'always') return test(sureCode('false'))
  const guards = value.guards.map(notGuard)
  const assured = value.guards.map(({ text }) => text)
  // It is there, and may end the formula on the way.
  if (value.absent === 'never' && value.ends === true) return test(conjunction([...guards, { text: `[${value.text}].length > 0`, prec: 5 }]), assured)
  if (value.absent === 'never') return test(guards.length === 0 ? sureCode('true') : conjunction(guards), assured)
  const isThere: Code =
    value.absent === 'empty'
      ? { text: `${wrap(value, 9)}.length > 0`, prec: 5 }
      : { text: `${wrap(value, 5)} ${value.absent === 'nullish' ? '!= null' : '!== undefined'}`, prec: 4 }
  const isExact = guards.length === 0 && value.absent !== 'empty' && value.sure !== undefined
  const exists = test(conjunction([...guards, isThere]), value.sure === undefined ? assured : [...assured, value.text], [], isExact ? [value.text] : [])
  if (guards.length > 0 || value.absent === 'empty') return exists
  return { ...exists, negated: `${wrap(value, 5)} ${value.absent === 'nullish' ? '== null' : '=== undefined'}` }
}

/** Missing is neither true nor false. */
function notTest(at: TermScope, code: TermCode): TestCode {
  if (code.absent === 'always') return test(sureCode('false'))
  const turned = 'negated' in code && typeof code.negated === 'string' ? code.negated : undefined
  if (turned !== undefined) {
    const { assured, refuted, compared } = code as TestCode
    return { ...test({ text: turned, prec: 4 }, [], compared), lost: refuted, kept: assured }
  }
  const guards = code.guards.map(notGuard)
  const known = 'compared' in code ? (code as TestCode).compared : [code.text]
  const isSure = code.absent === 'never' && code.isLoose !== true && code.hasNull !== true
  const isFalse: Code = isSure
    ? { text: `!${wrap(code, 9)}`, prec: 8 }
    : isAsked(at, code)
      ? primary(`${need(at, 'equal')}(${code.text}, false)`)
      : { text: `${wrap(code, 5)} === false`, prec: 4 }
  return test(
    conjunction([...guards, isFalse]),
    code.guards.map(({ text }) => text),
    [...known, ...known.map((text) => `!${text}`)],
  )
}

/** True or false already. */
function isTruth({ type }: Term): boolean {
  return type.kinds.length === 1 && type.kinds[0] === 'boolean'
}

function both(left: TestCode, right: TestCode): TestCode {
  if (left.text === 'true') return right
  if (right.text === 'true' || left.text === 'false') return left
  if (right.text === 'false' && left.ends !== true) return right
  return test(conjunction([left, right]), [...left.assured, ...right.assured], [...left.compared, ...right.compared])
}

function either(left: TestCode, right: TestCode): TestCode {
  if (left.text === 'true' || right.text === 'false') return left
  if (left.text === 'false' || (right.text === 'true' && left.ends !== true)) return right
  const text = [left, right].map((part) => (part.prec === 2 ? part.text : wrap(part, 3))).join(' || ')
  return test({ text, prec: 2 }, [], [...left.compared, ...right.compared], [...left.refuted, ...right.refuted])
}

function conjunction(parts: readonly Code[]): Code {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  const said = new Set<string>()
  const fresh = parts.filter(({ text }) => !said.has(text) && said.add(text))
  return { text: fresh.map((part) => (part.prec === 3 ? part.text : wrap(part, 4))).join(' && '), prec: 3 }
}

function notGuard(guard: TermCode['guards'][number]): Code {
  return {
    text: guardText(guard)
      .replace(/ == null$/, ' != null')
      .replace(/ === undefined$/, ' !== undefined'),
    prec: 4,
  }
}

function test(code: Code, assured: readonly string[] = [], compared: readonly string[] = [], refuted: readonly string[] = []): TestCode {
  return { text: code.text, prec: code.prec, absent: 'never', guards: [], assured, compared, refuted }
}
