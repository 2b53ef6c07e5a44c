// The place in a formula that is being written: what its variables are called there, and what TypeScript has narrowed.
import type { Term } from '../../transform/formula/term.ts'
import { entryName, localName } from './local-names.ts'
import { identifier } from './text.ts'
import { bodyOf, closed, type TermCode } from './term-parts.ts'
import { helper, type Scope } from './writer.ts'
import type { HelperName } from './written-functions.ts'

export type TermScope = {
  readonly scope: Scope
  readonly variables: ReadonlyMap<string, TermCode>
  /** Names of parameters and constants around this place, inside the formula. */
  readonly names: Set<string>
  /** Texts of paths that are known to be there: TypeScript has narrowed them. */
  readonly known: ReadonlySet<string>
  /** Texts that have been compared with `===`: TypeScript may have narrowed them to one value. */
  readonly compared: ReadonlySet<string>
  /** Texts of paths that are known to be missing: TypeScript would take nothing from them. */
  readonly gone: ReadonlySet<string>
  /** Constants at the head of the nearest function, in their order. */
  readonly consts: Constant[]
  /** It may not be reached: what could end the formula must not stand in a constant before it. */
  readonly isBranch: boolean
  /** Lists whose items' fields the formula uses, so that they have a type. */
  readonly openLists: ReadonlySet<string>
  /** What fails here makes a condition false as a whole: a number that is none may be compared as it is. */
  readonly isFalseIfFailing?: boolean
  /** Grows where something is written that may end the formula with an issue. */
  readonly state: { ends: number }
  /** The two that call one another, given here so that files need not import in a circle. */
  readonly write: (at: TermScope, term: Term) => TermCode
  readonly test: (at: TermScope, term: Term) => TestCode
}

export type Constant = { readonly name: string; readonly value: string; readonly ends: boolean }

/** The constants that are named, in their order; of the others only what may end the formula. */
export function constTexts(consts: readonly Constant[], body: string): string[] {
  const lines: string[] = []
  for (const { name, value, ends } of consts.toReversed()) {
    const isNamed = [body, ...lines].some((line) => new RegExp(`\\b${name}\\b`).test(line))
    if (isNamed || ends) lines.unshift(isNamed ? `const ${name} = ${value}` : value)
  }
  return lines
}

/** True or false, never missing. `assured`: what is there where it is true. `compared`: as in TermScope; with a `!` also where it is false. */
export type TestCode = TermCode & {
  readonly assured: readonly string[]
  readonly compared: readonly string[]
  /** What is missing where it is false; what is missing where it is true, and there where it is false. */
  readonly refuted: readonly string[]
  readonly lost?: readonly string[]
  readonly kept?: readonly string[]
  /** The opposite, where that is shorter than with a `!`. */
  readonly negated?: string
}

/** Small functions that end the formula with an issue. */
const ENDING: ReadonlySet<HelperName> = new Set<HelperName>([
  'sure',
  'notNull',
  'end',
  'needed',
  'padText',
  'replaceText',
  'formatDigits',
  'writeMillis',
  'parseOffset',
  'readIsoMillis',
  'readByPicture',
])

export function need(at: TermScope, name: HelperName): HelperName {
  if (ENDING.has(name)) at.state.ends += 1
  return helper(at.scope, name)
}

/** Behind a test that held. */
export function behind(at: TermScope, test: TestCode): TermScope {
  return {
    ...at,
    isBranch: true,
    known: new Set([...at.known, ...test.assured]),
    gone: new Set([...at.gone, ...(test.lost ?? [])]),
    compared: new Set([...at.compared, ...test.compared]),
  }
}

/** Where a test did not hold, or was not asked. */
export function beside(at: TermScope, test: TestCode): TermScope {
  return {
    ...at,
    isBranch: true,
    known: new Set([...at.known, ...(test.kept ?? [])]),
    gone: new Set([...at.gone, ...test.refuted]),
    compared: new Set([...at.compared, ...test.compared.filter((text) => text.startsWith('!'))]),
  }
}

export function bindVariable(at: TermScope, name: string, code: TermCode): TermScope {
  return { ...at, variables: new Map([...at.variables, [name, code]]) }
}

/** A constant, named after the variable; the variable itself where it is a mere name. */
export function bindConstant(at: TermScope, name: string, value: TermCode): TermScope {
  const whole = closed(value)
  const text = takeName(at, [identifier(name, 'camel'), `${identifier(name, 'camel')}Value`, 'found'])
  at.consts.push({ name: text, value: whole.text, ends: whole.ends === true })
  const { sure: _, lines: __, hint: ___, ends: ____, ...facts } = whole
  return bindVariable(at, name, { ...facts, text, prec: 9, sure: text, hint: text })
}

export function takeName(at: TermScope, candidates: readonly string[]): string {
  const name = localName(at.scope, candidates, at.names)
  at.names.add(name)
  return name
}

/** `(line) => line.total`. `items`: facts of the list's items. */
export function lambda(
  at: TermScope,
  list: string | undefined,
  variables: readonly { readonly name: string; readonly facts?: Partial<TermCode> }[],
  write: (inner: TermScope) => TermCode,
): { readonly text: string; readonly body: TermCode } {
  const names = new Set(at.names)
  let inner: TermScope = {
    ...at,
    names,
    known: ofVariables(at.known),
    gone: ofVariables(at.gone),
    compared: ofVariables(at.compared),
    consts: [],
    isBranch: false,
    isFalseIfFailing: false,
  }
  const params = variables.map(({ name, facts }, index) => {
    const param = index === 0 ? entryName(at.scope, list, names) : localName(at.scope, [identifier(name, 'camel'), `${identifier(name, 'camel')}Value`], names)
    names.add(param)
    inner = bindVariable(inner, name, { text: param, prec: 9, absent: 'never', guards: [], sure: param, hint: param, ...facts })
    return param
  })
  const body = write(inner)
  const lines = constTexts(inner.consts, body.text)
  const text = lines.length === 0 ? bodyOf(body) : `{ ${lines.join('; ')}; return ${body.text} }`
  return { text: `(${params.join(', ')}) => ${text}`, body }
}

/** Only names of parameters and constants stay narrowed inside a function. */
function ofVariables(texts: ReadonlySet<string>): Set<string> {
  return new Set([...texts].filter((text) => /^!?\w+$/.test(text)))
}
