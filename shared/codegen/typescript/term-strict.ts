// How parts of a formula are put together where some may be missing, null or no number.
import { localName } from './local-names.ts'
import { ALWAYS_MISSING, bodyOf, closed, mayMissCode, rewritten, sureCode, type Absent, type Guard, type TermCode } from './term-parts.ts'
import { need, type TermScope } from './term-scope.ts'
import { sureText } from './text.ts'
import type { Term } from '../../transform/formula/term.ts'
import type { HelperName } from './written-functions.ts'
import { primary, type Code } from './writer.ts'

/** Without guards, and where the code is one call of what may be missing: `given(order.price, parseNumber)`. */
export function closedIn(at: TermScope, code: TermCode): TermCode {
  const [guard, ...others] = code.guards
  const call = guard === undefined || others.length > 0 || guard.nulls === 'value' || code.absent !== 'never' ? null : /^(\w+)\((.*)\)$/.exec(code.text)
  if (guard === undefined || call?.[1] === undefined || call[2] !== sureText(guard.text)) return closed(code)
  const { sure: _, ...rest } = code
  return { ...rewritten(rest, `${need(at, 'given')}(${guard.text}, ${call[1]})`), guards: [], absent: 'undefined' }
}

/** A number that is one: anything else ends the formula with an issue. */
export function checked(at: TermScope, code: TermCode): TermCode {
  if (code.number === undefined) return code
  const whole = closedIn(at, code)
  const { number: _, sure: __, ...rest } = whole
  const text = whole.absent === 'never' ? `${need(at, 'sure')}(${whole.text})` : `${need(at, 'given')}(${whole.text}, ${need(at, 'sure')})`
  return { ...rewritten(rest, text), ends: true, absent: whole.absent === 'nullish' ? 'undefined' : whole.absent }
}

/** A part that is wanted as what its type says: a null in its place ends the formula with an issue. */
export function operand(at: TermScope, term: Term, issue = 'null'): TermCode {
  const code = typedCode(at, term, at.write(at, term))
  if (code.hasNull !== true) return code
  const whole = closed(code)
  const { hasNull: _, sure: __, ...rest } = whole
  return { ...rewritten(rest, `${need(at, 'notNull')}(${whole.text}${issue === 'null' ? '' : `, '${issue}'`})`), ends: true }
}

/** Of a function. `needed`: what is missing ends the formula. */
export function argument(at: TermScope, term: Term, role: 'not-text' | 'not-a-number' | 'needed'): TermCode {
  const isText = term.type.kinds.includes('text')
  const code = checked(at, operand(at, term, role === 'needed' ? (isText ? 'not-text' : 'not-a-number') : role))
  if (role !== 'needed' || (code.absent === 'never' && code.guards.length === 0)) return code
  const whole = closed(code)
  return { ...rewritten(whole, `${need(at, 'needed')}(${whole.text})`), absent: 'never', ends: true }
}

const checks: Partial<Record<string, HelperName>> = { text: 'asText', number: 'asNumber', boolean: 'asBoolean', list: 'asList' }

/** What has no type for TypeScript gets the one that the formula's check has found. */
export function typedCode(at: TermScope, { type }: Term, code: TermCode): TermCode {
  if (code.isLoose !== true) return code
  const kinds = type.kinds.filter((kind) => kind !== 'null')
  const names = kinds.flatMap((kind) => checks[kind] ?? [])
  if (names.length === 0 || names.length < kinds.length) return code
  const whole = closed(code)
  const [only] = names
  const tried = names.length === 1 && only !== undefined ? need(at, only) : `(value) => ${names.map((name) => `${need(at, name)}(value)`).join(' ?? ')}`
  const isList = names.includes('asList')
  return sureCode(`${need(at, 'given')}(${whole.text}, ${tried})`, { absent: 'undefined', ...(isList ? { isLoose: true } : {}) })
}

export type Facts = Partial<Pick<TermCode, 'number' | 'isInteger' | 'hint' | 'isLoose' | 'failingItems' | 'hasNull'>> & {
  readonly absent?: 'undefined' | 'empty' | 'nullish'
}

/** Something made of parts that is missing where one of them is. An issue in one goes before a missing other. */
export function strict(at: TermScope, parts: readonly TermCode[], make: (parts: readonly Code[]) => Code, facts: Facts = {}): TermCode {
  if (parts.some((part) => part.absent === 'always')) {
    const failing = parts.filter((part) => mayFail(part)).map((part) => closedIn(at, checked(at, part)).text)
    // The others are still looked at, because they may end the formula.
    return failing.length === 0
      ? ALWAYS_MISSING
      : { ...sureCode(`${need(at, 'ignored')}(${failing.join(', ')})`), absent: 'undefined', isLoose: true, ends: true }
  }
  const made = (code: Code, guards: readonly Guard[], absent: Absent): TermCode => ({
    ...code,
    guards,
    absent: facts.absent === 'empty' && absent === 'never' ? 'empty' : (facts.absent ?? absent),
    ...(parts.length === 1 && parts[0]?.hint !== undefined ? { hint: parts[0].hint } : {}),
    ...omitAbsent(facts),
  })
  const isMixed = parts.some((part, index) => mayFail(part) && parts.some((other, at) => at !== index && mayMissCode(other)))
  if (isMixed && parts.length === 2) {
    const names = listNames(at, parts)
    const call = `(${names.join(', ')}) => ${bodyOf(make(names.map(primary)))}`
    // What is no number comes out as none where the other is missing.
    if (facts.number !== undefined && parts.every((part) => part.ends !== true)) {
      const numbers = parts.map((part) => closedIn(at, part).text)
      return { ...made(primary(`${need(at, 'combined')}(${numbers.join(', ')}, ${call})`), [], 'undefined'), number: 'fails' }
    }
    const values = parts.map((part) => closedIn(at, checked(at, part)).text)
    const both = need(at, parts.some((part) => part.hasNull) ? 'bothValues' : 'both')
    return made(primary(`${both}(${values.join(', ')}, ${call})`), [], 'undefined')
  }
  const sure = isMixed ? parts.map((part) => checked(at, part)) : parts
  const bound = sure.map((part, index) => ({ part, name: needsName(part) ? listNames(at, sure)[index] : undefined }))
  const inside = bound.some(({ name }) => name !== undefined)
  const guards: Guard[] = []
  const codes = bound.map(({ part, name }): Code => {
    if (name !== undefined) return primary(name)
    for (const guard of part.guards) if (!guards.some((one) => one.text === guard.text)) guards.push(guard)
    if (part.absent === 'never' || part.absent === 'empty' || part.sure === undefined) return part
    if (!guards.some((one) => one.text === part.text)) guards.push({ text: part.text, nulls: part.absent === 'nullish' ? 'missing' : 'value' })
    return primary(part.sure)
  })
  if (!inside) return made(make(codes), guards, 'never')
  for (const text of lostInside(at, codes)) guards.push({ text, nulls: parts.some((part) => part.ends) ? 'value' : 'missing' })
  const body = closed(sureCode(make(codes), { guards }))
  const text = bound.reduceRight((inner, { part, name }) => {
    if (name === undefined) return inner
    const whole = closed(part)
    return `${need(at, part.hasNull ? 'givenValue' : 'given')}(${whole.text}, (${name}) => ${bodyOf(primary(inner))})`
  }, bodyOf(body))
  return made(primary(text), [], 'undefined')
}

/** Inside a function TypeScript forgets which paths are there. */
function lostInside(at: TermScope, codes: readonly Code[]): string[] {
  return [...at.known].filter((known) => !/^\w+$/.test(known) && codes.some(({ text }) => text.includes(sureText(known))))
}

function mayFail(part: TermCode): boolean {
  return part.number === 'fails' || part.ends === true
}

/** It cannot be narrowed, so a parameter has to hold it. */
function needsName(part: TermCode): boolean {
  return (part.absent === 'undefined' || part.absent === 'nullish' || part.absent === 'always') && part.sure === undefined
}

function listNames(at: TermScope, parts: readonly TermCode[]): string[] {
  const names = new Set(at.names)
  return parts.map((part, index) => {
    const name = localName(at.scope, [part.hint ?? '', ['first', 'second', 'third', 'fourth'][index] ?? 'other', `value${index + 1}`], names)
    names.add(name)
    return name
  })
}

function omitAbsent(facts: Facts): Omit<Facts, 'absent'> {
  const { absent: _, ...others } = facts
  return others
}
