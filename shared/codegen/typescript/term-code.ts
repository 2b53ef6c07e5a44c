// Formulas as TypeScript: as a row's value, and as a condition.
import { ITEM, parseFieldPath, printFieldPath } from '../../schema/field-path.ts'
import { listFormulaPaths } from '../../transform/evaluate-formula.ts'
import { childrenOf, listTermSources } from '../../transform/formula/term-facts.ts'
import type { Term } from '../../transform/formula/term.ts'
import type { Expr } from '../../transform/ir.ts'
import type { SourceRef } from '../../transform/transform.ts'
import { operandCode } from './operand-code.ts'
import { issueCall, orElse, type Guarded, type RowPlace } from './guarded-code.ts'
import { safeItems } from './term-calls.ts'
import { numbersCode } from './term-numbers.ts'
import { bodyOf, closed, mayMissCode, rewritten, type TermCode } from './term-parts.ts'
import { constTexts, need, type TermScope, type TestCode } from './term-scope.ts'
import { checked, typedCode } from './term-strict.ts'
import { testOf } from './term-tests.ts'
import { listKey, writeTerm } from './term-values.ts'
import { nullish, pathCode, primary, wrap, type Code, type Scope } from './writer.ts'

type TermExpr = Extract<Expr, { op: 'term' }>

/** `narrowed`: texts of paths that an earlier test of the row compared. */
export function termCode(scope: Scope, place: RowPlace, { term }: TermExpr, narrowed: ReadonlySet<string> = new Set()): Guarded {
  const at = termScope(scope, term, narrowed)
  const written = safeItems(at, typedCode(at, term, at.write(at, term)))
  const { onNull } = place.row
  const nulls = written.hasNull && onNull !== 'as-missing' ? { hasNulls: true as const } : {}
  const given = listFormulaPaths(term).map((path) => {
    const { text, optional } = pathCode(scope, path)
    return optional && !written.guards.some((guard) => guard.text === text) ? `${text} ?? null` : text
  })
  const wrong = given.length === 0 ? 'null' : given.length === 1 ? (given[0] ?? 'null') : `[${given.join(', ')}]`
  const [instead, type] = standInOf(term, written)
  const refused = (code: string) => issueCall(scope, place, code, wrong, instead)
  const numbers = at.state.ends > 0 ? numbersCode(termScope(scope, term, narrowed), term) : undefined
  if (numbers !== undefined) return { ...orElse(wrap(numbers, 1), refused("'not-a-number'")), guards: [], bare: false }
  if (at.state.ends > 0) {
    const whole = closed(written.number === undefined ? written : checked(at, { ...written, number: 'fails' }))
    const text = `${need(at, 'attempt')}${type}(() => ${blockOf(at, filledCode(at, whole))}, (code) => ${refused('code')})`
    return { ...primary(text), guards: [], bare: false, ...maybeOf(whole), ...nulls }
  }
  const isGuarded = at.consts.length === 0 && written.guards.every((guard) => guard.nulls === 'missing') && onNull === 'as-missing'
  const whole = isGuarded ? written : closed(written)
  const code = at.consts.length === 0 ? whole : rewritten(whole, `(() => ${blockOf(at, whole)})()`)
  const guards = whole.guards.map(({ text }) => text)
  if (code.number !== undefined) {
    if (code.absent === 'never') return { ...orElse(`${need(at, 'finite')}(${code.text})`, refused("'not-a-number'")), guards, bare: false, ...nulls }
    if (code.ofFilled !== undefined && at.consts.length === 0) {
      const { filled, name } = code.ofFilled
      const [start, end] = [`${need(at, 'given')}(${filled},`, `(numbers) => ${need(at, 'finite')}(${name}(numbers)) ?? ${refused("'not-a-number'")})`]
      return { text: `${start} ${end}`, prec: 9, lines: [start, end], guards, bare: false, maybe: 'undefined', ...nulls }
    }
    const finite = `${need(at, 'finite')}(value) ?? ${refused("'not-a-number'")}`
    return { ...primary(`${need(at, 'given')}(${code.text}, (value) => ${finite})`), guards, bare: false, maybe: 'undefined', ...nulls }
  }
  if (code.absent === 'always' || (code.text === 'null' && onNull === 'as-missing'))
    return { ...primary('[].at(0)'), guards: [], bare: false, maybe: 'undefined' }
  const isBare = code.absent === 'nullish' && code.sure !== undefined && onNull === 'as-missing' && code.hasNull !== true
  return { ...filledCode(at, code), guards, bare: isBare, ...(isBare ? {} : maybeOf(code)), ...nulls }
}

/** A formula that holds where it gives true. What it compares counts as narrowed. */
export function termTestCode(scope: Scope, term: Term, narrowed: Set<string> = new Set()): Code {
  const at = { ...termScope(scope, term, narrowed), isFalseIfFailing: true }
  const test = at.test(at, term)
  for (const text of testedTexts(scope, term)) narrowed.add(text)
  if (at.state.ends > 0) return primary(`${need(at, 'attempt')}(() => ${blockOf(at, test)}, () => false)`)
  if (at.consts.length > 0) return primary(`(() => ${blockOf(at, test)})()`)
  return test.prec === 0 ? primary(`(${test.text})`) : { text: test.text, prec: test.prec }
}

/** Texts of paths that are missing where the formula does not hold. */
export function refutedTexts(scope: Scope, term: Term): readonly string[] {
  const at = termScope(scope, term, new Set())
  return at.test(at, term).refuted
}

/** Texts of paths that TypeScript may have narrowed where the formula holds, or does not. */
export function testedTexts(scope: Scope, term: Term): string[] {
  if (term.op === 'path') return term.path === null ? [] : [pathCode(scope, term.path).text]
  if (term.op === 'config') return term.config === null ? [] : [operandCode(scope, term.config).text]
  return childrenOf(term).flatMap((child) => testedTexts(scope, child))
}

/**
 * What stands on either side of a comparison, for the issue of an invariant: null where it is missing or no number.
 * `isClose`: of a comparison that looks at that itself.
 */
export function termValueCode(scope: Scope, term: Term, isClose: boolean): Code {
  const plain = termScope(scope, term, new Set())
  const written = plain.write(plain, term)
  if (plain.state.ends === 0 && plain.consts.length === 0) {
    if (isClose) return closed(written)
    if (written.number !== undefined && written.absent === 'never' && written.guards.length === 0)
      return { text: `${need(plain, 'finite')}(${written.text}) ?? null`, prec: 1 }
  }
  const at = termScope(scope, term, new Set())
  const code = closed(checked(at, at.write(at, term)))
  const value = code.absent === 'never' ? code : { text: nullish(code, primary('null')), prec: 1 }
  if (at.state.ends > 0) return primary(`${need(at, 'attempt')}<unknown>(() => ${blockOf(at, value)}, () => null)`)
  return at.consts.length === 0 ? { text: value.text, prec: value.prec } : primary(`(() => ${blockOf(at, value)})()`)
}

function termScope(scope: Scope, term: Term, narrowed: ReadonlySet<string>): TermScope {
  return {
    scope,
    variables: new Map(),
    names: new Set(),
    known: new Set(),
    gone: new Set([...narrowed].flatMap((text) => (text.endsWith(' is gone') ? [text.slice(0, -' is gone'.length)] : []))),
    compared: new Set([...narrowed].flatMap((text) => [text, `!${text}`])),
    consts: [],
    isBranch: false,
    openLists: new Set(listTermSources(term).flatMap(openLists)),
    state: { ends: 0 },
    write: writeTerm,
    test: trackedTest,
  }
}

function trackedTest(at: TermScope, term: Term): TestCode {
  const before = at.state.ends
  const code = testOf(at, term)
  return at.state.ends > before ? { ...code, ends: true } : code
}

/** The lists that a path goes through: of `lines[].taxes[].rate` two. */
function openLists(ref: SourceRef): string[] {
  const parsed = parseFieldPath(ref.path)
  if (!parsed.ok) return []
  return parsed.value.flatMap((step, at) =>
    step === ITEM || step.kind === 'item' ? [listKey({ ...ref, path: printFieldPath(parsed.value.slice(0, at)) })] : [],
  )
}

/** `{ const net = ...; return net * 2 }` where there are constants, else the expression. */
function blockOf(at: TermScope, code: Code): string {
  const lines = constTexts(at.consts, code.text)
  return lines.length === 0 ? bodyOf(code) : `{ ${lines.join('; ')}; return ${code.text} }`
}

/** An empty sequence is missing. */
function filledCode(at: TermScope, code: TermCode): TermCode {
  if (code.absent !== 'empty') return code
  return rewritten(closed(code), `${need(at, 'filled')}(${closed(code).text})`)
}

function maybeOf(code: TermCode): Pick<Guarded, 'maybe'> {
  if (code.absent === 'nullish' || code.hasNull) return { maybe: 'nullish' }
  return code.absent === 'never' ? {} : { maybe: 'undefined' }
}

const words: Partial<Record<string, { readonly type: string; readonly instead: string }>> = {
  text: { type: 'string', instead: "''" },
  number: { type: 'number', instead: '0' },
  boolean: { type: 'boolean', instead: 'false' },
}

/** What stands in for a formula's value in a record that has an issue, and the type that both have where TypeScript would not find it. */
function standInOf({ type }: Term, code: TermCode): [code: string, type: string] {
  const known = type.kinds.filter((kind) => kind !== 'null').map((kind) => words[kind])
  const [first] = known
  if (first === undefined || known.includes(undefined)) return ["''", '<unknown>']
  const isPlain = known.length === 1 && first.type !== 'boolean' && code.hasNull !== true
  const types = [
    ...known.map((word) => word?.type ?? ''),
    ...(code.hasNull || code.absent === 'nullish' ? ['null'] : []),
    ...(mayMissCode(code) ? ['undefined'] : []),
  ]
  return [first.instead, isPlain ? '' : `<${types.join(' | ')}>`]
}
