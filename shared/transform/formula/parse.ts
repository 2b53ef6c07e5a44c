// The only place that reads a formula: text to syntax tree, with jsonata 2.2.2's precedences. What is outside the language is refused, never read as something else.
import { LONGEST_FORMULA, MOST_FORMULA_DEPTH } from './ast.ts'
import type { BinaryOperator, FormulaFinding, FormulaNode, QuickFix, Span } from './ast.ts'
import { bindingOf, NEGATION, readsOnBehind } from './binding.ts'
import { checkCall, refuseCallee } from './parse-call.ts'
import { readChain, readRange } from './parse-sugar.ts'
import { readToken } from './lexer.ts'
import type { Token } from './lexer.ts'
import { buildError, FormulaRefusal, refuse, refuseConstruct, replaceFix } from './refused.ts'
import type { RefusedConstruct } from './refused.ts'
import { describeSlip } from './slips.ts'
import { helpWithSpreadsheet } from './spreadsheet-help.ts'

export type ParsedFormula = { readonly ok: true; readonly node: FormulaNode } | { readonly ok: false; readonly findings: readonly FormulaFinding[] }

/** Never throws. Nodes are at most `MOST_FORMULA_DEPTH` deep, so that whoever walks them need not count. */
export function parseFormula(text: string): ParsedFormula {
  if (text.length > LONGEST_FORMULA) {
    const span = { from: LONGEST_FORMULA, to: text.length }
    const message = `A formula has at most ${LONGEST_FORMULA.toLocaleString('en')} characters. Divide it over several rows, or use a lookup table.`
    return { ok: false, findings: [buildError('formula-too-long', span, message)] }
  }
  const read = readFormula(text)
  if (read.ok) return read
  const help = helpWithSpreadsheet(text, (rewritten) => readFormula(rewritten).ok)
  return help === undefined ? read : { ok: false, findings: help }
}

function readFormula(text: string): ParsedFormula {
  try {
    const reader: Reader = { text, token: readToken(text, 0), end: 0, level: 0, depths: new Map(), findings: [] }
    if (isAtEnd(reader))
      refuse('empty-formula', { from: 0, to: text.length }, 'The formula is empty. Write the name of a field, or choose another kind of transform.')
    const node = readExpression(reader, 0)
    if (!isAtEnd(reader)) refuseToken(reader)
    refuseStrayTop(node, text)
    return reader.findings.length === 0 ? { ok: true, node } : { ok: false, findings: reader.findings }
  } catch (problem) {
    if (problem instanceof FormulaRefusal) return { ok: false, findings: [problem.finding] }
    throw problem
  }
}

/** `end`: where the last token that was taken ends. `level`: expressions that are being read. */
type Reader = {
  readonly text: string
  token: Token
  end: number
  level: number
  readonly depths: Map<FormulaNode, number>
  readonly findings: FormulaFinding[]
}

function readExpression(reader: Reader, held: number): FormulaNode {
  reader.level++
  if (reader.level > MOST_FORMULA_DEPTH) refuseDepth(reader.token.span)
  let left = readOperand(reader)
  for (;;) {
    const { token } = reader
    if (token.is !== 'operator' || bindingOf(token.text) <= held) break
    left = readBehind(reader, left, token.text)
  }
  reader.level--
  return left
}

function readOperand(reader: Reader): FormulaNode {
  const { token } = reader
  switch (token.is) {
    case 'literal':
      takeToken(reader)
      return keep(reader, { is: 'literal', value: token.value, span: token.span })
    case 'name':
      takeToken(reader)
      return keep(reader, { is: 'name', name: token.name, span: token.span })
    case 'variable':
      takeToken(reader)
      if (token.name === '') return keep(reader, { is: 'context', span: token.span })
      if (token.name === '$') return keep(reader, { is: 'root', span: token.span })
      return keep(reader, { is: 'variable', name: token.name, span: token.span })
    case 'end':
      return refuse('unexpected-end', token.span, 'The formula ends too early: something is missing here.')
    case 'operator':
      return readPrefix(reader, token.text, token.span)
  }
}

/** A construct that stands where a value is expected, by its first sign. */
const REFUSED_PREFIXES: Readonly<Record<string, RefusedConstruct>> = {
  '*': 'wildcard',
  '**': 'descendants',
  '%': 'parent-operator',
  '/': 'regex',
  '|': 'transform-operator',
  '?': 'partial-application',
}

function readPrefix(reader: Reader, operator: string, span: Span): FormulaNode {
  switch (operator) {
    case '-':
      return readNegation(reader, span)
    case '(':
      return readBlock(reader, span.from)
    case '[': {
      takeToken(reader)
      const items = readItems(reader, ']')
      return keep(reader, { is: 'list', items, span: takeClosing(reader, ']', span) }, items)
    }
    case '{':
      return readObject(reader, span)
    case 'and':
    case 'or':
    case 'in':
      return refuseConstruct('operator-as-name', span, [replaceFix('Put the name into back-quotes', span, `\`${operator}\``)])
    default: {
      const refused = REFUSED_PREFIXES[operator]
      return refused === undefined ? refuseToken(reader) : refuseConstruct(refused, span)
    }
  }
}

function readNegation(reader: Reader, span: Span): FormulaNode {
  takeToken(reader)
  const of = readExpression(reader, NEGATION)
  const whole = { from: span.from, to: of.span.to }
  // A minus before a number is part of the number, so that `[-1]` is a literal index.
  if (of.is === 'literal' && typeof of.value === 'number') return keep(reader, { is: 'literal', value: -of.value, span: whole })
  // jsonata takes `-2[$ > 0]` for `(-2)[$ > 0]`, which nobody means.
  const start = findFiltered(of)
  if (start.is === 'literal' && typeof start.value === 'number') refuse('unexpected', whole, 'Put the number with its minus into parentheses.')
  return keep(reader, { is: 'negate', of, span: whole }, [of])
}

function readBlock(reader: Reader, from: number): FormulaNode {
  const opening = reader.token.span
  takeToken(reader)
  const items: FormulaNode[] = []
  while (!isAt(reader, ')')) {
    items.push(readExpression(reader, 0))
    if (!isAt(reader, ';')) break
    takeToken(reader)
  }
  const span = takeClosing(reader, ')', opening)
  const last = items.at(-1)
  if (last === undefined) return refuse('empty-block', span, 'There is nothing in these parentheses.')
  if (last.is === 'bind') {
    refuse('block-without-value', last.span, 'The parentheses end with a variable. Write behind it what they are to give.', [
      replaceFix('Give the variable', { from: last.span.to, to: last.span.to }, `; $${last.name}`),
    ])
  }
  for (const item of items.slice(0, -1)) {
    if (item.is !== 'bind') refuse('unused-value', item.span, 'Nothing uses this value. Give it a name (`$name := ...;`), or leave it out.')
  }
  return keep(reader, { is: 'block', items, span: { from, to: span.to } }, items)
}

function readObject(reader: Reader, opening: Span): FormulaNode {
  takeToken(reader)
  const fields: { name: FormulaNode; value: FormulaNode }[] = []
  while (!isAt(reader, '}') || fields.length > 0) {
    const name = readExpression(reader, 0)
    if (!isAt(reader, ':')) refuseToken(reader, 'Between the name of a field and its value stands `:`.')
    takeToken(reader)
    fields.push({ name, value: readExpression(reader, 0) })
    if (!isAt(reader, ',')) break
    takeToken(reader)
  }
  const span = takeClosing(reader, '}', opening)
  return keep(
    reader,
    { is: 'object', fields, span },
    fields.flatMap((field) => [field.name, field.value]),
  )
}

function readBehind(reader: Reader, left: FormulaNode, operator: string): FormulaNode {
  const operatorSpan = reader.token.span
  switch (operator) {
    case '.':
      return readStep(reader, left)
    case '[':
      return readFilter(reader, left, operatorSpan)
    case '(':
      return readCall(reader, left, operatorSpan)
    case '?':
      return readCondition(reader, left)
    case ':=':
      return readBind(reader, left, operatorSpan)
    case '@':
      return refuseConstruct('focus-binding', operatorSpan)
    case '#':
      return refuseConstruct('index-binding', operatorSpan)
    case '^':
      return refusePower(reader, operatorSpan)
    case '{':
      return refuseConstruct('grouping', operatorSpan)
    case '~>': {
      takeToken(reader)
      const call = readChain(left, readExpression(reader, bindingOf(operator)), operatorSpan)
      reader.findings.push(...checkCall(call))
      return keep(reader, call, call.args)
    }
    default: {
      takeToken(reader)
      const right = readExpression(reader, readsOnBehind(operator) ? 0 : bindingOf(operator))
      const span = { from: left.span.from, to: right.span.to }
      return keep(reader, { is: 'binary', operator: toBinaryOperator(operator, operatorSpan), operatorSpan, left, right, span }, [left, right])
    }
  }
}

const BINARY_OPERATORS: readonly BinaryOperator[] = ['+', '-', '*', '/', '%', '&', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in', '??', '?:']

function toBinaryOperator(text: string, span: Span): BinaryOperator {
  return BINARY_OPERATORS.find((operator) => operator === text) ?? refuse('unexpected', span, `\`${text}\` is not expected here.`)
}

function readStep(reader: Reader, from: FormulaNode): FormulaNode {
  takeToken(reader)
  const start = findFiltered(from)
  if (start.is === 'literal') refuseLiteralStep(start)
  const to = toStep(reader, readExpression(reader, bindingOf('.')))
  if (to.is === 'negate') refuse('unexpected', to.span, 'A step of a path cannot start with a minus. Put it before the path.')
  return keep(reader, { is: 'step', from, to, span: { from: from.span.from, to: to.span.to } }, [from, to])
}

/** Behind a point jsonata reads a text as a name, and fails on other literals. */
function toStep(reader: Reader, node: FormulaNode): FormulaNode {
  if (node.is === 'filter') {
    const from = toStep(reader, node.from)
    return from === node.from ? node : keep(reader, { ...node, from }, [from, node.by])
  }
  if (node.is !== 'literal') return node
  if (typeof node.value !== 'string' || node.value.includes('`')) return refuseLiteralStep(node)
  return keep(reader, { is: 'name', name: node.value, span: node.span })
}

function refuseLiteralStep({ value, span }: FormulaNode & { readonly is: 'literal' }): never {
  if (typeof value !== 'string') return refuseConstruct('literal-as-step', span)
  return refuseConstruct('text-as-name', span, value.includes('`') ? [] : [replaceFix('Put the name into back-quotes', span, `\`${value}\``)])
}

function findFiltered(node: FormulaNode): FormulaNode {
  return node.is === 'filter' ? findFiltered(node.from) : node
}

function readFilter(reader: Reader, from: FormulaNode, opening: Span): FormulaNode {
  takeToken(reader)
  if (isAt(reader, ']')) {
    const span = { from: opening.from, to: reader.token.span.to }
    refuseConstruct('keep-list', span, [replaceFix('Leave the brackets out', span, '')])
  }
  const by = readExpression(reader, 0)
  const { to } = takeClosing(reader, ']', opening)
  return keep(reader, { is: 'filter', from, by, span: { from: from.span.from, to } }, [from, by])
}

function readCondition(reader: Reader, test: FormulaNode): FormulaNode {
  takeToken(reader)
  const then = readExpression(reader, 0)
  if (!isAt(reader, ':')) return keep(reader, { is: 'condition', test, then, span: { from: test.span.from, to: then.span.to } }, [test, then])
  takeToken(reader)
  const otherwise = readExpression(reader, 0)
  return keep(reader, { is: 'condition', test, then, otherwise, span: { from: test.span.from, to: otherwise.span.to } }, [test, then, otherwise])
}

function readBind(reader: Reader, variable: FormulaNode, operatorSpan: Span): FormulaNode {
  if (variable.is !== 'variable') {
    const fixes = variable.is === 'name' ? [replaceFix('Add the dollar sign', variable.span, `$${variable.name}`)] : []
    refuse('bad-binding', variable.span, '`:=` gives a name to a value. Before it stands a variable such as `$rate`.', fixes)
  }
  takeToken(reader)
  const value = readExpression(reader, bindingOf(':=') - 1)
  const span = { from: variable.span.from, to: value.span.to }
  if (value.is === 'bind') refuse('bad-binding', operatorSpan, 'Give each variable its own value, with `;` between them.')
  return keep(reader, { is: 'bind', name: variable.name, nameSpan: variable.span, value, span }, [value])
}

function readCall(reader: Reader, callee: FormulaNode, opening: Span): FormulaNode {
  if (callee.is === 'name' && ['function', 'λ'].includes(reader.text.slice(callee.span.from, callee.span.to))) return readLambda(reader, callee.span, opening)
  if (callee.is !== 'variable') return refuseCallee(reader.text, callee, opening)
  takeToken(reader)
  const args = readItems(reader, ')')
  const span = { from: callee.span.from, to: takeClosing(reader, ')', opening).to }
  const call = { is: 'call', name: callee.name, nameSpan: callee.span, args, span } as const
  reader.findings.push(...checkCall(call))
  return keep(reader, call, args)
}

function readLambda(reader: Reader, keyword: Span, opening: Span): FormulaNode {
  takeToken(reader)
  const params: string[] = []
  while (!isAt(reader, ')') || params.length > 0) {
    const { token } = reader
    if (token.is !== 'variable' || token.name === '' || token.name === '$')
      refuseToken(reader, 'A function names its parameters as variables: `function($item) { ... }`.')
    else if (params.includes(token.name)) refuse('parameter-twice', token.span, `The parameter \`$${token.name}\` is there twice.`)
    else params.push(token.name)
    takeToken(reader)
    if (!isAt(reader, ',')) break
    takeToken(reader)
  }
  takeClosing(reader, ')', opening)
  if (isAt(reader, '<')) refuseConstruct('function-signature', reader.token.span)
  const brace = reader.token.span
  if (!isAt(reader, '{')) refuseToken(reader, 'What a function does stands in braces: `function($item) { $item.price }`.')
  takeToken(reader)
  const body = readExpression(reader, 0)
  const { to } = takeClosing(reader, '}', brace)
  return keep(reader, { is: 'lambda', params, body, span: { from: keyword.from, to } }, [body])
}

/** Expressions with commas between them, up to a closing sign, which is left. */
function readItems(reader: Reader, closing: string): FormulaNode[] {
  const items: FormulaNode[] = []
  for (let count = 0; count > 0 || !isAt(reader, closing); count++) {
    const item = readExpression(reader, 0)
    const { span } = reader.token
    if (closing === ']' && isAt(reader, '..')) {
      takeToken(reader)
      items.push(...readRange(item, readExpression(reader, 0), span))
    } else items.push(item)
    if (!isAt(reader, ',')) break
    takeToken(reader)
  }
  return items
}

function refusePower(reader: Reader, span: Span): never {
  takeToken(reader)
  return isAt(reader, '(') ? refuseConstruct('order-by', span) : refuse('power-operator', span, 'A power is written `$power(base, exponent)`.')
}

const isHigherOrder = (name: string): boolean => name === 'map' || name === 'filter' || name === 'reduce'

/** Ends the making of a node: its depth is known, and none of its parts stands where its kind may not stand. */
function keep<N extends FormulaNode>(reader: Reader, node: N, parts: readonly FormulaNode[] = []): N {
  let depth = 1
  for (const part of parts) {
    depth = Math.max(depth, 1 + (reader.depths.get(part) ?? 0))
    if (part.is === 'bind' && node.is !== 'block') refuseBinding(part.span)
    if (part.is === 'lambda' && !(node.is === 'call' && isHigherOrder(node.name))) refuseConstruct('function-value', part.span)
  }
  if (depth > MOST_FORMULA_DEPTH) refuseDepth(node.span)
  reader.depths.set(node, depth)
  return node
}

function refuseBinding(span: Span, fixes: readonly QuickFix[] = []): never {
  return refuse('stray-binding', span, 'A variable gets its value inside parentheses, with `;` behind it: `($rate := 0.2; total * $rate)`.', fixes)
}

/** What is no value by itself. */
function refuseStrayTop(node: FormulaNode, text: string): void {
  if (node.is === 'lambda') refuseConstruct('function-value', node.span)
  if (node.is !== 'bind') return
  refuseBinding(node.span, [replaceFix('Put it into parentheses', { from: 0, to: text.length }, `(${text}; $${node.name})`)])
}

function refuseDepth(span: Span): never {
  return refuse('too-deep', span, `The formula is nested more than ${MOST_FORMULA_DEPTH} levels deep. Give parts of it names: \`($part := ...; ...)\`.`)
}

function takeToken(reader: Reader): void {
  reader.end = reader.token.span.to
  reader.token = readToken(reader.text, reader.end)
}

function isAtEnd(reader: Reader): boolean {
  return reader.token.is === 'end'
}

function isAt(reader: Reader, operator: string): boolean {
  return reader.token.is === 'operator' && reader.token.text === operator
}

/** From the opening sign to behind the closing one. */
function takeClosing(reader: Reader, closing: string, opening: Span): Span {
  const { span, is } = reader.token
  if (is === 'end') {
    refuse('unclosed', opening, `What opens here is never closed. Add \`${closing}\`.`, [
      replaceFix(`Add ${closing}`, { from: span.from, to: span.from }, closing),
    ])
  }
  if (!isAt(reader, closing)) refuseToken(reader)
  takeToken(reader)
  return { from: opening.from, to: span.to }
}

function refuseToken(reader: Reader, expected?: string): never {
  const { token, text, end } = reader
  const slip = describeSlip(text, token, end)
  return refuse(slip.code, slip.span, expected !== undefined && slip.code === 'unexpected' ? `${slip.message} ${expected}` : slip.message, slip.fixes)
}
