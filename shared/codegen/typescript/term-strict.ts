// How parts of a formula are put together where some may be missing, null or no number.
import { localName } from './local-names.ts'
import { ALWAYS_MISSING, bodyOf, closed, mayMissCode, sureCode, type Absent, type Guard, type TermCode } from './term-parts.ts'
import { use, type TermScope } from './term-scope.ts'
import { primary, type Code } from './writer.ts'

/** A number that is one: anything else ends the formula with an issue. */
export function checked(at: TermScope, code: TermCode): TermCode {
  if (code.number !== 'fails') return code
  const whole = closed(code)
  const { number: _, sure: __, ...rest } = whole
  const text = whole.absent === 'never' ? `${use(at, 'sure')}(${whole.text})` : `${use(at, 'given')}(${whole.text}, ${use(at, 'sure')})`
  return { ...rest, ...primary(text), ends: true, absent: whole.absent === 'nullish' ? 'undefined' : whole.absent }
}

/** Where null is a value and none is wanted, it ends the formula with an issue. */
export function withoutNull(at: TermScope, code: TermCode, issue = 'null'): TermCode {
  if (code.hasNull !== true) return code
  const whole = closed(code)
  const { hasNull: _, sure: __, ...rest } = whole
  return { ...rest, ...primary(`${use(at, 'notNull')}(${whole.text}${issue === 'null' ? '' : `, '${issue}'`})`), ends: true }
}

export type Facts = Partial<Pick<TermCode, 'number' | 'isInteger' | 'hint' | 'isLoose' | 'failingItems' | 'hasNull'>> & {
  readonly absent?: 'undefined' | 'empty' | 'nullish'
}

/** Something made of parts that is missing where one of them is. An issue in one goes before a missing other. */
export function strict(at: TermScope, parts: readonly TermCode[], make: (parts: readonly Code[]) => Code, facts: Facts = {}): TermCode {
  if (parts.some((part) => part.absent === 'always') && !parts.some((part) => mayFail(part))) return ALWAYS_MISSING
  const made = (code: Code, guards: readonly Guard[], absent: Absent): TermCode => ({
    ...code,
    guards,
    absent: facts.absent === 'empty' && absent === 'never' ? 'empty' : (facts.absent ?? absent),
    ...omitAbsent(facts),
  })
  const isMixed = parts.some((part, index) => mayFail(part) && parts.some((other, at) => at !== index && mayMissCode(other)))
  if (isMixed && parts.length === 2) {
    const names = listNames(at, parts)
    const values = parts.map((part) => closed(checked(at, part)).text)
    const text = `${use(at, 'both')}(${values.join(', ')}, (${names.join(', ')}) => ${bodyOf(make(names.map(primary)))})`
    return made(primary(text), [], 'undefined')
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
  const body = closed(sureCode(make(codes), { guards }))
  const text = bound.reduceRight((inner, { part, name }) => {
    if (name === undefined) return inner
    const whole = closed(part)
    return `${use(at, 'given')}(${whole.text}, (${name}) => ${bodyOf(primary(inner))})`
  }, bodyOf(body))
  return made(primary(text), [], 'undefined')
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

function omitAbsent({ absent: _, ...facts }: Facts): Omit<Facts, 'absent'> {
  return facts
}
