// The only place that parses conditions and defaults of SQL, as far as they can become facts of a field.
import type { JsonScalar } from '../../../shared/schema/json-value.ts'
import type { SqlToken } from './sql-lexer.ts'

export type SqlExpression =
  | { readonly kind: 'literal'; readonly value: JsonScalar }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly SqlExpression[] }
  | { readonly kind: 'compare'; readonly sign: string; readonly left: SqlExpression; readonly right: SqlExpression }
  | { readonly kind: 'in'; readonly of: SqlExpression; readonly values: readonly SqlExpression[] }
  | { readonly kind: 'between'; readonly of: SqlExpression; readonly low: SqlExpression; readonly high: SqlExpression }
  | { readonly kind: 'isNull' | 'isNotNull'; readonly of: SqlExpression }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly SqlExpression[] }
  | { readonly kind: 'list'; readonly items: readonly SqlExpression[] }
  /** Understood as far as it goes on, not as far as it means something here. */
  | { readonly kind: 'other' }

/** Parentheses inside parentheses, and words of one condition, at most. */
const MOST_DEPTH = 64
const MOST_WORDS = 20_000

const COMPARISONS = new Set(['=', '<', '>', '<=', '>=', '<>', '!=', '~', '~*', '!~'])
const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '||'])
const OTHER: SqlExpression = { kind: 'other' }

/** Undefined where the words are no condition that we know; nothing is thrown. `textInDoubleQuotes`: as MySQL has it. */
export function parseExpression(tokens: readonly SqlToken[], textInDoubleQuotes: boolean): SqlExpression | undefined {
  if (tokens.length === 0 || tokens.length > MOST_WORDS) return undefined
  let at = 0
  let failed = false
  const said = (): string => tokens[at]?.word ?? ''
  const take = (word: string): boolean => {
    if (said() !== word) return false
    at += 1
    return true
  }
  const give = (): SqlExpression => {
    failed = true
    return OTHER
  }
  const whole = parseOr(0)
  return failed || at < tokens.length ? undefined : whole

  function parseOr(depth: number): SqlExpression {
    const parts = [parseAnd(depth)]
    while (!failed && take('OR')) parts.push(parseAnd(depth))
    return parts.length === 1 ? (parts[0] ?? OTHER) : { kind: 'or', parts }
  }

  function parseAnd(depth: number): SqlExpression {
    const parts = [parsePredicate(depth)]
    while (!failed && take('AND')) parts.push(parsePredicate(depth))
    return parts.length === 1 ? (parts[0] ?? OTHER) : { kind: 'and', parts }
  }

  function parsePredicate(depth: number): SqlExpression {
    let negated = false
    while (take('NOT')) negated = !negated
    const left = parseSum(depth)
    if (failed) return OTHER
    const found = parseTail(left, depth)
    return negated ? (found.kind === 'isNull' ? { kind: 'isNotNull', of: found.of } : OTHER) : found
  }

  function parseTail(left: SqlExpression, depth: number): SqlExpression {
    const sign = said()
    if (COMPARISONS.has(sign)) {
      at += 1
      const any = take('ANY') || take('SOME')
      const right = parseSum(depth)
      if (!any) return { kind: 'compare', sign, left, right }
      return sign === '=' && right.kind === 'list' ? { kind: 'in', of: left, values: right.items } : OTHER
    }
    if (take('IS')) {
      const isNot = take('NOT')
      if (take('NULL')) return { kind: isNot ? 'isNotNull' : 'isNull', of: left }
      return take('TRUE') || take('FALSE') ? OTHER : give()
    }
    const negated = take('NOT')
    if (take('BETWEEN')) {
      const low = parseSum(depth)
      if (!take('AND')) return give()
      const high = parseSum(depth)
      return negated ? OTHER : { kind: 'between', of: left, low, high }
    }
    if (take('IN')) {
      const list = parseSum(depth)
      const values = list.kind === 'list' ? list.items : [list]
      return negated ? OTHER : { kind: 'in', of: left, values }
    }
    if (take('REGEXP') || take('RLIKE')) {
      const right = parseSum(depth)
      return negated ? OTHER : { kind: 'compare', sign: '~', left, right }
    }
    if (take('LIKE') || take('ILIKE') || take('GLOB')) {
      parseSum(depth)
      if (take('ESCAPE')) parseSum(depth)
      return OTHER
    }
    return negated ? give() : left
  }

  /** Sums are understood only as far as to know where they end. */
  function parseSum(depth: number): SqlExpression {
    let left = parseOperand(depth)
    while (!failed && ARITHMETIC.has(said())) {
      at += 1
      parseOperand(depth)
      left = OTHER
    }
    return left
  }

  function parseOperand(depth: number): SqlExpression {
    if (depth > MOST_DEPTH) return give()
    let value = parseAtom(depth)
    for (;;) {
      if (failed) return OTHER
      if (take('::')) skipType()
      else if (take('COLLATE')) at += 1
      else if (said() === '[') {
        // An item of a list.
        while (at < tokens.length && !take(']')) at += 1
        value = OTHER
      } else return value
    }
  }

  function parseAtom(depth: number): SqlExpression {
    const token = tokens[at]
    if (token === undefined) return give()
    at += 1
    if (token.kind === 'text') return { kind: 'literal', value: token.text }
    if (token.kind === 'number') return Number.isFinite(Number(token.text)) ? { kind: 'literal', value: Number(token.text) } : OTHER
    if (token.kind === 'name') {
      if (textInDoubleQuotes && said() !== '.' && said() !== '(' && isDoubleQuoted(token)) return { kind: 'literal', value: token.text }
      return parseNamed(token, depth)
    }
    if (token.word === '(') return parseGroup(')', depth)
    if (token.word === '+') return parseOperand(depth + 1)
    if (token.word === '-') {
      const value = parseOperand(depth + 1)
      return value.kind === 'literal' && typeof value.value === 'number' ? { kind: 'literal', value: -value.value } : OTHER
    }
    if (token.kind !== 'word') return give()
    switch (token.word) {
      case 'NULL':
        return { kind: 'literal', value: null }
      case 'TRUE':
      case 'FALSE':
        return { kind: 'literal', value: token.word === 'TRUE' }
      case 'ARRAY':
        return take('[') ? parseGroup(']', depth, true) : give()
      case 'CASE':
      case 'SELECT':
      case 'EXISTS':
        return give()
      case 'CAST':
        return parseCast(depth)
      default:
        return parseNamed(token, depth)
    }
  }

  /** A parenthesis around one value is that value; several are a list. */
  function parseGroup(close: string, depth: number, isList = false): SqlExpression {
    const items: SqlExpression[] = []
    if (take(close)) return { kind: 'list', items }
    do items.push(parseOr(depth + 1))
    while (!failed && take(','))
    if (failed || !take(close)) return give()
    return items.length === 1 && !isList ? (items[0] ?? OTHER) : { kind: 'list', items }
  }

  function parseCast(depth: number): SqlExpression {
    if (!take('(')) return give()
    const value = parseOr(depth + 1)
    if (failed || !take('AS')) return give()
    skipType()
    return take(')') ? value : give()
  }

  function parseNamed(first: SqlToken, depth: number): SqlExpression {
    let name = first.text
    while (said() === '.') {
      at += 1
      name = tokens[at]?.text ?? name
      at += 1
    }
    if (!take('(')) return { kind: 'column', name }
    if (take(')')) return { kind: 'call', name: name.toLowerCase(), given: [] }
    const given = parseGroup(')', depth, true)
    return given.kind === 'list' ? { kind: 'call', name: name.toLowerCase(), given: given.items } : OTHER
  }

  /** Behind `::` and `AS`: `character varying(20)[]`, `timestamp without time zone`, `public.status`. */
  function skipType(): void {
    at += 1
    while (said() === '.') at += 2
    if (!take('VARYING')) take('PRECISION')
    if (said() === '(') while (at < tokens.length && !take(')')) at += 1
    if (take('WITH') || take('WITHOUT')) {
      take('TIME')
      take('ZONE')
    }
    while (take('[')) while (at < tokens.length && !take(']')) at += 1
  }
}

function isDoubleQuoted(token: SqlToken): boolean {
  return token.quote === '"'
}
