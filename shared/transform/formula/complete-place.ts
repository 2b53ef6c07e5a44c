// The only place that finds out where in an unfinished formula the caret is: what is typed there, and what is in reach.
import type { Span } from './ast.ts'
import { guessKnown, kindOf, toItem, withParams, withVariable } from './guess-known.ts'
import type { Reach } from './guess-known.ts'
import type { FormulaScope, Known } from './known.ts'
import { readToken } from './lexer.ts'
import type { Token } from './lexer.ts'
import { parseFormula } from './parse.ts'
import { FormulaRefusal } from './refused.ts'

export type CaretPlace = {
  /** The word at the caret, also behind it; empty where there is none. */
  readonly span: Span
  /** Its part before the caret, without a back-quote. */
  readonly typed: string
  readonly reach: Reach
  /** `value`: a value may begin here. `field`: a name behind a point, of this value. `operator`: a value stands before. */
  readonly expects: 'value' | 'operator' | { readonly fieldOf: Known; readonly kind: 'field' | 'config' }
  /** The function whose second argument begins here, where that is a function. */
  readonly lambdaOf: string | undefined
}

/** Undefined: inside a text, a comment or something that is none of the language. */
export function findPlace(text: string, at: number, scope: FormulaScope): CaretPlace | undefined {
  const read = readTokens(text, at)
  if (read === undefined) return undefined
  const { tokens, word } = read
  const scan = scanTokens(text, tokens, scope)
  const last = tokens.at(-1)
  const place = { span: word.span, typed: word.typed, reach: scan.frame.reach, lambdaOf: undefined }
  if (last !== undefined && isSign(last, '.')) {
    const from = guessChain(scan, tokens.length - 2)
    const start = tokens.at(-2)
    const kind = start?.is === 'variable' && start.name === 'config' ? 'config' : 'field'
    return from && { ...place, expects: { fieldOf: toItem(from), kind } }
  }
  if (last !== undefined && endsValue(last)) return { ...place, expects: 'operator' }
  const { call, starts } = scan.frame
  const isSecond = starts.length === 2 && last !== undefined && isSign(last, ',')
  return { ...place, expects: 'value', lambdaOf: isSecond && (call === 'map' || call === 'filter' || call === 'reduce') ? call : undefined }
}

type Word = { readonly span: Span; readonly typed: string }

/** The tokens before the word at the caret, and the word. */
function readTokens(text: string, at: number): { tokens: readonly Token[]; word: Word } | undefined {
  const before = text.slice(0, at)
  const tokens: Token[] = []
  try {
    for (let token = readToken(before, 0); token.is !== 'end'; token = readToken(before, token.span.to)) tokens.push(token)
  } catch (problem) {
    if (!(problem instanceof FormulaRefusal)) throw problem
    if (problem.finding.code !== 'unended-name') return undefined
    const { from } = problem.finding.span
    return { tokens, word: { span: { from, to: at + (text.charAt(at) === '`' ? 1 : 0) }, typed: before.slice(from + 1) } }
  }
  const last = tokens.at(-1)
  if (last === undefined || last.span.to < at || !/[\p{L}\p{N}_$]$/u.test(before)) return { tokens, word: { span: { from: at, to: at }, typed: '' } }
  const typed = before.slice(last.span.from)
  // A number is not a word.
  if (/^[0-9]/.test(typed)) return undefined
  const rest = /^[\p{L}\p{M}\p{N}_]*/u.exec(text.slice(at))?.[0] ?? ''
  return { tokens: tokens.slice(0, -1), word: { span: { from: last.span.from, to: at + rest.length }, typed } }
}

const isSign = (token: Token | undefined, text: string): boolean => token?.is === 'operator' && token.text === text
const endsValue = (token: Token): boolean => (token.is === 'operator' ? ')]}'.includes(token.text) : token.is !== 'end')

/** One open bracket. `starts`: where its arguments or statements begin. */
type Frame = { readonly reach: Reach; readonly call: string | undefined; readonly params: boolean; readonly starts: number[]; readonly opening: number }
type Scan = { readonly text: string; readonly tokens: readonly Token[]; readonly openings: Map<number, number>; frame: Frame; readonly outer: Frame[] }

function scanTokens(text: string, tokens: readonly Token[], scope: FormulaScope): Scan {
  const top: Reach = { scope, context: scope.item, isTop: true, variables: new Map() }
  const scan: Scan = { text, tokens, openings: new Map(), frame: { reach: top, call: undefined, params: false, starts: [0], opening: -1 }, outer: [] }
  for (const [index, token] of tokens.entries()) {
    if (token.is !== 'operator') continue
    if ('([{'.includes(token.text)) openFrame(scan, index, token)
    else if (')]}'.includes(token.text)) closeFrame(scan, index)
    else if (token.text === ',') scan.frame.starts.push(token.span.to)
    else if (token.text === ';') bindStatement(scan, token)
  }
  return scan
}

function openFrame(scan: Scan, index: number, token: Token): void {
  const { reach } = scan.frame
  const before = scan.tokens[index - 1]
  const open = (inside: Reach, more: Partial<Frame> = {}): void => {
    scan.outer.push(scan.frame)
    scan.frame = { reach: inside, call: undefined, params: false, starts: [token.span.to], opening: index, ...more }
  }
  if (before === undefined) return open(reach)
  const isStep = isSign(before, '.')
  if (isStep || (isSign(token, '[') && endsValue(before))) {
    const from = guessChain(scan, isStep ? index - 2 : index - 1)
    return open({ ...reach, context: from === undefined ? kindOf('any') : toItem(from), isTop: false })
  }
  if (isSign(token, '(') && before.is === 'variable') return open(reach, { call: before.name })
  if (isSign(token, '(') && before.is === 'name' && before.name === 'function') return open(reach, { params: true })
  return open(isSign(token, '{') ? reachInLambda(scan, index) : reach)
}

/** `function($item) {`: what its parameters are, where this is such a brace. */
function reachInLambda(scan: Scan, index: number): Reach {
  const { reach, call, starts } = scan.frame
  const opening = scan.openings.get(index - 1)
  const keyword = opening === undefined ? undefined : scan.tokens[opening - 1]
  if (call === undefined || opening === undefined || keyword?.is !== 'name' || keyword.name !== 'function') return reach
  const params = scan.tokens.slice(opening + 1, index - 1).flatMap((token) => (token.is === 'variable' ? [token.name] : []))
  const [from = 0, second = 0] = starts
  return withParams(reach, call, params, guessText(scan.text.slice(from, second - 1), reach))
}

function closeFrame(scan: Scan, index: number): void {
  const outer = scan.outer.pop()
  if (outer === undefined) return
  scan.openings.set(index, scan.frame.opening)
  scan.frame = outer
}

/** `$name := value;` */
function bindStatement(scan: Scan, token: Token): void {
  const { frame } = scan
  const statement = scan.text.slice(frame.starts.at(-1), token.span.from)
  const match = /^\s*\$([\p{L}\p{N}_]+)\s*:=(.*)$/su.exec(statement)
  const reach = match?.[1] === undefined ? frame.reach : withVariable(frame.reach, match[1], guessText(match[2] ?? '', frame.reach))
  scan.frame = { ...frame, reach, starts: [token.span.to] }
}

/** What the path gives whose last token is at `end`. */
function guessChain(scan: Scan, end: number): Known | undefined {
  const last = scan.tokens[end]
  const first = scan.tokens[findChainStart(scan, end)]
  return last && first && guessText(scan.text.slice(first.span.from, last.span.to), scan.frame.reach)
}

function findChainStart(scan: Scan, end: number): number {
  let index = end
  while (index >= 0) {
    const token = scan.tokens[index]
    if (token === undefined) return 0
    const opening = scan.openings.get(index)
    if (opening !== undefined) {
      const before = scan.tokens[opening - 1]
      index = opening
      if (before !== undefined && (isSign(token, ']') ? endsValue(before) : isSign(token, ')') && before.is === 'variable')) {
        index = opening - 1
        if (isSign(token, ']')) continue
      }
    }
    if (!isSign(scan.tokens[index - 1], '.')) return index
    index -= 2
  }
  return 0
}

function guessText(text: string, reach: Reach): Known | undefined {
  const read = parseFormula(text)
  return read.ok ? guessKnown(read.node, reach) : undefined
}
