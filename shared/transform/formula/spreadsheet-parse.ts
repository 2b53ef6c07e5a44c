// The only place that reads a text as a spreadsheet would: its operators, `;` between arguments, doubled quotes; and what people mix in from formulas.
import { MOST_FORMULA_DEPTH } from './ast.ts'
import type { BinaryOperator, FormulaNode, Span } from './ast.ts'
import { isFunctionName } from './functions.ts'
import { readToken } from './lexer.ts'
import type { Token } from './lexer.ts'
import { makeBinary, makeCall, makeCondition, makeFilter, makeLiteral, makeName, makeNegation, makeStep } from './make-node.ts'
import { spreadsheetFunctions } from './spreadsheet-functions.ts'

/** Something that only a spreadsheet has, and what a formula has instead. `picker`: a formula does not do it; `unclear`: it is not called rightly. */
export type SpreadsheetSign = { readonly span: Span; readonly message: string; readonly is: 'rewritten' | 'picker' | 'unclear' }
export type SpreadsheetText = { readonly node: FormulaNode; readonly signs: readonly SpreadsheetSign[] }

/** Values in one text, at most: nobody types more. */
const MOST_VALUES = 300

type Reader = { readonly text: string; token: Token; level: number; values: number; readonly signs: SpreadsheetSign[] }

/** Undefined: it is no spreadsheet formula either. May throw `FormulaRefusal`, from the tokens. */
export function parseSpreadsheet(text: string): SpreadsheetText | undefined {
  const start = /^\s*=/.exec(text)?.[0].length ?? 0
  const reader: Reader = { text, token: readToken(text, start), level: 0, values: 0, signs: [] }
  if (start > 0) reader.signs.push({ span: { from: 0, to: start }, message: 'A formula does not start with `=`.', is: 'rewritten' })
  const node = readChoice(reader)
  return node === undefined || reader.token.is !== 'end' ? undefined : { node, signs: reader.signs }
}

function readChoice(reader: Reader): FormulaNode | undefined {
  if (++reader.level > MOST_FORMULA_DEPTH) return undefined
  const test = readLevel(reader, 0)
  reader.level--
  if (test === undefined || !isAt(reader, '?')) return test
  take(reader)
  const then = readChoice(reader)
  if (then === undefined || !isAt(reader, ':')) return undefined
  take(reader)
  const otherwise = readChoice(reader)
  return otherwise && makeCondition(test, then, otherwise)
}

const LEVELS: readonly (readonly string[])[] = [['or'], ['and'], ['=', '!=', '<', '<=', '>', '>=', '<>'], ['&'], ['+', '-'], ['*', '/', '%'], ['^']]
const OPERATORS: readonly BinaryOperator[] = ['or', 'and', '=', '!=', '<', '<=', '>', '>=', '&', '+', '-', '*', '/', '%']

function readLevel(reader: Reader, level: number): FormulaNode | undefined {
  const operators = LEVELS[level]
  if (operators === undefined) return readSigned(reader)
  let left = readLevel(reader, level + 1)
  for (;;) {
    const operator = readOperator(reader)
    if (left === undefined || operator === undefined || !operators.includes(operator.text)) return left
    reader.token = readToken(reader.text, operator.span.to)
    const right = readLevel(reader, level + 1)
    if (right === undefined) return undefined
    left = join(reader, operator, left, right)
  }
}

function join(reader: Reader, operator: { text: string; span: Span }, left: FormulaNode, right: FormulaNode): FormulaNode | undefined {
  if (operator.text === '^') {
    // `list^(field)` sorts.
    if (reader.text.slice(operator.span.to).trimStart().startsWith('(')) return undefined
    reader.signs.push({ span: operator.span, message: 'A power is written `$power(base, exponent)`.', is: 'rewritten' })
    return makeCall('power', left, right)
  }
  if (operator.text === '<>') {
    reader.signs.push({ span: operator.span, message: 'That two values differ is written `!=`.', is: 'rewritten' })
    return makeBinary('!=', left, right)
  }
  const known = OPERATORS.find((text) => text === operator.text)
  return known && makeBinary(known, left, right)
}

/** `<>` are two signs to the lexer. */
function readOperator(reader: Reader): { text: string; span: Span } | undefined {
  const { token, text } = reader
  if (token.is !== 'operator') return undefined
  const isDifferent = token.text === '<' && text.charAt(token.span.to) === '>'
  return isDifferent ? { text: '<>', span: { from: token.span.from, to: token.span.to + 1 } } : { text: token.text, span: token.span }
}

const startsValue = (token: Token): boolean => (token.is === 'operator' ? '(['.includes(token.text) : token.is !== 'end')

function readSigned(reader: Reader): FormulaNode | undefined {
  if (++reader.level > MOST_FORMULA_DEPTH) return undefined
  const node = isAt(reader, '-') ? readNegation(reader) : readPercent(reader)
  reader.level--
  return node
}

function readNegation(reader: Reader): FormulaNode | undefined {
  take(reader)
  const of = readSigned(reader)
  return of && (of.is === 'literal' && typeof of.value === 'number' ? makeLiteral(-of.value) : makeNegation(of))
}

/** A percent sign with nothing to divide by behind it. */
function readPercent(reader: Reader): FormulaNode | undefined {
  const of = readPath(reader)
  const { span } = reader.token
  if (of === undefined || !isAt(reader, '%') || startsValue(readToken(reader.text, span.to))) return of
  take(reader)
  reader.signs.push({ span, message: 'A percentage is written as a fraction: 20% is `0.2`.', is: 'rewritten' })
  return of.is === 'literal' && typeof of.value === 'number' ? makeLiteral(Number(`${of.value}e-2`)) : makeBinary('/', of, makeLiteral(100))
}

function readPath(reader: Reader): FormulaNode | undefined {
  let node = readStep(reader)
  while (node !== undefined && isAt(reader, '.')) {
    take(reader)
    const to = readStep(reader)
    node = to && makeStep(node, to)
  }
  return node
}

function readStep(reader: Reader): FormulaNode | undefined {
  let node = readValue(reader)
  while (node !== undefined && isAt(reader, '[')) {
    take(reader)
    if (isAt(reader, ']')) {
      take(reader)
      continue
    }
    const by = readChoice(reader)
    if (by === undefined || !isAt(reader, ']')) return undefined
    take(reader)
    node = makeFilter(node, by)
  }
  return node
}

function readValue(reader: Reader): FormulaNode | undefined {
  const { token } = reader
  if (++reader.values > MOST_VALUES) return undefined
  if (token.is === 'operator' && token.text === '(') {
    take(reader)
    const inner = readChoice(reader)
    if (!isAt(reader, ')')) return undefined
    take(reader)
    return inner
  }
  if (token.is === 'operator' || token.is === 'end') return undefined
  take(reader)
  if (token.is === 'literal') return makeLiteral(typeof token.value === 'string' ? token.value + readDoubled(reader, token) : token.value)
  if (isAt(reader, '(')) return readCall(reader, token)
  if (token.is === 'name') return !token.quoted && /^(TRUE|FALSE)$/i.test(token.name) ? makeLiteral(/^t/i.test(token.name)) : makeName(token.name)
  const { span } = token
  return token.name === '' ? { is: 'context', span } : token.name === '$' ? { is: 'root', span } : { is: 'variable', name: token.name, span }
}

/** `"say ""hi"""` comes as several texts with nothing between them. */
function readDoubled(reader: Reader, first: Token): string {
  let more = ''
  let before = first
  for (let { token } = reader; token.is === 'literal' && typeof token.value === 'string' && token.span.from === before.span.to; token = reader.token) {
    if (reader.text.charAt(token.span.from) !== '"') return more
    take(reader)
    reader.signs.push({ span: { from: token.span.from - 1, to: token.span.from + 1 }, message: 'A quote inside a text is written `\\"`.', is: 'rewritten' })
    more += `"${token.value}`
    before = token
  }
  return more
}

function readCall(reader: Reader, callee: Token & { readonly is: 'name' | 'variable' }): FormulaNode | undefined {
  take(reader)
  const name = callee.name.toUpperCase()
  if (name === 'ISNUMBER' && reader.token.is === 'name' && /^(SEARCH|FIND)$/i.test(reader.token.name)) return readSearch(reader, callee, reader.token)
  const args = readArguments(reader)
  if (args === undefined) return undefined
  if (callee.is === 'variable') return isFunctionName(callee.name) ? makeCall(callee.name, ...args) : undefined
  const known = callee.quoted || !Object.hasOwn(spreadsheetFunctions, name) ? undefined : spreadsheetFunctions[name]
  if (known === undefined) return undefined
  const rewritten = known.rewrite(args)
  if (rewritten === undefined || typeof rewritten === 'string') {
    reader.signs.push({ span: callee.span, message: describe(name, rewritten ?? known.hint), is: rewritten === undefined ? 'unclear' : 'picker' })
    // It has to be something, so that the rest is read and its findings come too.
    return makeLiteral(null)
  }
  reader.signs.push({ span: callee.span, message: describe(name, known.hint), is: 'rewritten' })
  return rewritten
}

const describe = (name: string, hint: string): string => `\`${name}\` is a spreadsheet's function. ${hint}`

/** `ISNUMBER(SEARCH(part, text))` is how a spreadsheet asks whether a text has a part; `SEARCH` takes capital letters for small ones. */
function readSearch(reader: Reader, callee: Token, search: Token & { readonly is: 'name' }): FormulaNode | undefined {
  take(reader)
  if (!isAt(reader, '(')) return undefined
  take(reader)
  const [part, text, ...more] = readArguments(reader) ?? []
  if (part === undefined || text === undefined || more.length > 0 || !isAt(reader, ')')) return undefined
  take(reader)
  reader.signs.push({ span: callee.span, message: 'Whether a text has a part is written `$contains(text, part)`.', is: 'rewritten' })
  if (/^find$/i.test(search.name)) return makeCall('contains', text, part)
  return makeCall('contains', makeCall('lowercase', text), makeCall('lowercase', part))
}

function readArguments(reader: Reader): FormulaNode[] | undefined {
  const args: FormulaNode[] = []
  while (!isAt(reader, ')') || args.length > 0) {
    const arg = readChoice(reader)
    if (arg === undefined) return undefined
    args.push(arg)
    if (isAt(reader, ';')) reader.signs.push({ span: reader.token.span, message: 'Arguments have a comma between them.', is: 'rewritten' })
    else if (!isAt(reader, ',')) break
    take(reader)
  }
  if (!isAt(reader, ')')) return undefined
  take(reader)
  return args
}

function take(reader: Reader): void {
  reader.token = readToken(reader.text, reader.token.span.to)
}

function isAt(reader: Reader, operator: string): boolean {
  return reader.token.is === 'operator' && reader.token.text === operator
}
