// Conditions as TypeScript. A path that was tested before in the same row is compared by `same`, because TypeScript has narrowed it.
import type { JsonScalar } from '../../schema/json-value.ts'
import { compare as compareValues } from '../../transform/evaluate.ts'
import type { Expr, Test } from '../../transform/ir.ts'
import type { Term } from '../../transform/formula/term.ts'
import type { CompareOperator } from '../../transform/transform.ts'
import { operandCode } from './operand-code.ts'
import { mayMiss } from '../../transform/static-type.ts'
import { refutedTexts, termTestCode, testedTexts } from './term-code.ts'
import { helper, primary, sortOfExpr, wrap, type Code, type Scope } from './writer.ts'

/** Texts of paths that an earlier test of the row may have narrowed; with ` is there` behind them those that it found to be there. */
export type Narrowed = Set<string>

export function testCode(scope: Scope, test: Test, narrowed: Narrowed): Code {
  const known = settle(test)
  if (known !== undefined) return primary(String(known))
  switch (test.op) {
    case 'compare':
      return compareCode(scope, test.left, test.operator, test.right, narrowed)
    case 'in':
      return joined(
        valuesOf(test).map((value: JsonScalar) => compareCode(scope, test.left, '=', { op: 'literal', value }, narrowed)),
        2,
      )
    case 'present':
      return presentCode(scope, test.value, narrowed)
    case 'filled':
      return filledCode(scope, test.value, narrowed)
    case 'all': {
      // What holds in one part is narrowed in the next.
      const parts = test.of.filter(isOpen).map((part) => {
        const code = testCode(scope, part, narrowed)
        noteCompared(scope, part, narrowed)
        return code
      })
      return joined(parts, 3)
    }
    case 'any':
      return joined(
        test.of.filter(isOpen).map((part) => testCode(scope, part, narrowed)),
        2,
      )
    case 'not': {
      const inner = testCode(scope, test.of, narrowed)
      noteCompared(scope, test.of, narrowed)
      return isAlways(inner) || isNever(inner) ? primary(String(isNever(inner))) : { text: `!${wrap(inner, 9)}`, prec: 8 }
    }
    case 'term':
      return termTestCode(scope, test.term, narrowed)
  }
}

/** What a condition is on every record; undefined where only the record can tell. Asked before anything is written, so that nothing unused is. */
function settle(test: Test): boolean | undefined {
  switch (test.op) {
    case 'compare':
      if (test.left.op === 'literal' && test.right.op === 'literal') return compareValues(test.left.value, test.operator, test.right.value)
      // Nothing but an absent value equals null, and none is before or after it.
      if ((isNull(test.left) && isAlwaysThere(test.right)) || (isNull(test.right) && isAlwaysThere(test.left))) return test.operator === '!='
      return undefined
    case 'in': {
      const { left } = test
      const values = valuesOf(test)
      if (left.op === 'literal') return values.some((value: JsonScalar) => compareValues(left.value, '=', value))
      return values.length === 0 ? false : undefined
    }
    case 'present':
      if (isAlwaysThere(test.value)) return true
      return test.value.op === 'literal' ? test.value.value !== null : undefined
    case 'filled':
      return test.value.op === 'literal' ? test.value.value !== null && test.value.value !== '' : undefined
    case 'all':
    case 'any': {
      const decides = test.op === 'any'
      const parts = test.of.map(settle)
      return parts.includes(decides) ? decides : parts.includes(undefined) ? undefined : !decides
    }
    case 'not': {
      const inner = settle(test.of)
      return inner === undefined ? undefined : !inner
    }
    case 'term':
      return undefined
  }
}

/** Without a null where there always is a value. */
function valuesOf({ left, values }: Extract<Test, { op: 'in' }>): readonly JsonScalar[] {
  return isAlwaysThere(left) ? values.filter((value) => value !== null) : values
}

function isNull(expr: Expr): boolean {
  return expr.op === 'literal' && expr.value === null
}

/** The check has seen it. */
function isAlwaysThere(expr: Expr): boolean {
  return expr.op === 'path' && !mayMiss(expr)
}

function isOpen(test: Test): boolean {
  return settle(test) === undefined
}

/** Inside a branch, every path that its condition compared counts as narrowed. */
export function noteTested(scope: Scope, test: Test, narrowed: Narrowed): void {
  noteCompared(scope, test, narrowed)
  for (const expr of foundBy(test)) narrowed.add(`${operandCode(scope, expr).text} is there`)
}

function noteCompared(scope: Scope, test: Test, narrowed: Narrowed): void {
  for (const expr of testedBy(test)) narrowed.add(operandCode(scope, expr).text)
  for (const term of termsOf(test)) for (const text of testedTexts(scope, term)) narrowed.add(text)
}

function termsOf(test: Test): Term[] {
  if (test.op === 'term') return [test.term]
  if (test.op === 'not') return termsOf(test.of)
  return test.op === 'all' || test.op === 'any' ? test.of.flatMap(termsOf) : []
}

/** Where the condition does not hold, TypeScript knows that these are null or undefined, and takes nothing from them. */
export function noteRefuted(scope: Scope, test: Test, narrowed: Narrowed): void {
  for (const text of refutedBy(scope, test)) narrowed.add(`${text} is gone`)
}

export function isGone(narrowed: ReadonlySet<string>, path: string): boolean {
  return narrowed.has(`${path} is gone`)
}

function refutedBy(scope: Scope, test: Test): readonly string[] {
  switch (test.op) {
    case 'present':
      return [operandCode(scope, test.value).text]
    case 'compare':
      return test.operator === '!=' && (isNull(test.left) || isNull(test.right)) ? [test.left, test.right].map((side) => operandCode(scope, side).text) : []
    case 'any':
      return test.of.flatMap((part) => refutedBy(scope, part))
    case 'not':
      return test.of.op === 'compare' && test.of.operator === '=' ? refutedBy(scope, { ...test.of, operator: '!=' }) : []
    case 'term':
      return refutedTexts(scope, test.term)
    case 'in':
    case 'filled':
    case 'all':
      return []
  }
}

export function isThere(narrowed: Narrowed, path: string): boolean {
  return narrowed.has(`${path} is there`)
}

/** What cannot be absent where the condition holds. */
function foundBy(test: Test): Expr[] {
  if (test.op === 'all') return test.of.flatMap(foundBy)
  return test.op === 'present' || test.op === 'filled' ? [test.value] : []
}

function testedBy(test: Test): Expr[] {
  if (test.op === 'term') return []
  if ('of' in test) return Array.isArray(test.of) ? test.of.flatMap((part: Test) => testedBy(part)) : testedBy(test.of as Test)
  return 'value' in test ? [test.value] : 'right' in test ? [test.left, test.right] : [test.left]
}

function compareCode(scope: Scope, left: Expr, operator: CompareOperator, right: Expr, narrowed: Narrowed): Code {
  const sorts = [sortOfExpr(scope, left), sortOfExpr(scope, right)] as const
  const [a, b] = [operandCode(scope, left), operandCode(scope, right)]
  if (operator === '=' || operator === '!=') {
    const sign = operator === '=' ? '===' : '!=='
    if (sorts.includes('null')) {
      const other = sorts[0] === 'null' ? b : a
      narrowed.add(other.text)
      return { text: `${wrap(other, 5)} ${operator === '=' ? '==' : '!='} null`, prec: 4 }
    }
    const isPlain = sorts[0] === sorts[1] && sorts[0] !== 'loose' && !(a.optional && b.optional) && !narrowed.has(a.text) && !narrowed.has(b.text)
    if (sorts[0] === 'boolean') for (const one of [a, b]) narrowed.add(one.text)
    // Where this does not hold, TypeScript knows the one value that is left.
    if (isPlain && operator === '!=') for (const one of [a, b]) narrowed.add(one.text)
    if (isPlain) return { text: `${wrap(a, 5)} ${sign} ${wrap(b, 5)}`, prec: 4 }
    return { text: `${operator === '=' ? '' : '!'}${helper(scope, 'same')}(${a.text}, ${b.text})`, prec: operator === '=' ? 9 : 8 }
  }
  const isTight = sorts[0] === sorts[1] && (sorts[0] === 'number' || sorts[0] === 'text') && !narrowed.has(a.text) && !narrowed.has(b.text)
  if (isTight) {
    const guards = [a, b].filter((one) => one.optional).map((one): Code => ({ text: `${wrap(one, 5)} != null`, prec: 4 }))
    return joined([...guards, { text: `${wrap(a, 6)} ${operator} ${wrap(b, 6)}`, prec: 5 }], 3)
  }
  const [first, second] = operator === '<' || operator === '<=' ? [a, b] : [b, a]
  const strictly: Code = primary(`${helper(scope, 'before')}(${first.text}, ${second.text})`)
  if (operator === '<' || operator === '>') return strictly
  const isPresent: Code = { text: `${wrap(a, 5)} != null`, prec: 4 }
  return joined([strictly, { text: `${isPresent.text} && ${helper(scope, 'same')}(${a.text}, ${b.text})`, prec: 3 }], 2)
}

function presentCode(scope: Scope, expr: Expr, narrowed: Narrowed): Code {
  const code = operandCode(scope, expr)
  narrowed.add(code.text)
  return { text: `${wrap(code, 5)} != null`, prec: 4 }
}

function filledCode(scope: Scope, expr: Expr, narrowed: Narrowed): Code {
  const code = operandCode(scope, expr)
  const sort = sortOfExpr(scope, expr)
  const isNarrowed = narrowed.has(code.text)
  narrowed.add(code.text)
  const present: Code = { text: `${wrap(code, 5)} != null`, prec: 4 }
  if (sort === 'number' || sort === 'boolean') return present
  const filled: Code =
    sort === 'text' && !isNarrowed ? { text: `${wrap(code, 5)} !== ''`, prec: 4 } : { text: `!${helper(scope, 'same')}(${code.text}, '')`, prec: 8 }
  return code.optional || sort !== 'text' || isNarrowed ? joined([present, filled], 3) : filled
}

/** A condition that cannot change is never written: TypeScript would not narrow what stands behind it. */
export function isAlways(code: Code): boolean {
  return code.text === 'true' && code.prec === 9
}

export function isNever(code: Code): boolean {
  return code.text === 'false' && code.prec === 9
}

/** At least one part. Only a formula among them may be settled, once it is written. */
function joined(parts: readonly Code[], prec: 2 | 3): Code {
  const decides = prec === 2 ? isAlways : isNever
  const decided = parts.find(decides)
  if (decided !== undefined) return decided
  const open = parts.filter((part) => !isAlways(part) && !isNever(part))
  const [only] = open.length === 0 ? parts : open
  if (open.length < 2 && only !== undefined) return only
  return {
    text: open.map((part) => wrap(part, prec === 2 && part.prec === 2 ? 2 : prec + (part.prec === prec ? 0 : 1))).join(prec === 2 ? ' || ' : ' && '),
    prec,
  }
}
