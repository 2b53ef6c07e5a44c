// The only place that checks operators.
import type { FormulaNode, Span } from './ast.ts'
import { reportNoCondition, requireBoolean, requireNumber, requireOne, warnMissing } from './check-kinds.ts'
import { callFix, checkNode, fix, placeWhere, printOperand, report, warn, type Checked, type Place } from './check-place.ts'
import { unify } from './check-branches.ts'
import { printFormula } from './print.ts'
import { BOOLEAN, describeShape, isList, isWithin, itemsOf, missable, NUMBER, present, TEXT, typeOfShape, type Shape } from './shape.ts'
import type { Term } from './term.ts'

type NodeOf<Is extends FormulaNode['is']> = Extract<FormulaNode, { readonly is: Is }>
type Binary = NodeOf<'binary'>

const BOOLEAN_TYPE = typeOfShape(BOOLEAN)

export function checkBinary(node: Binary, place: Place): Checked | undefined {
  switch (node.operator) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return checkArithmetic(node, node.operator, place)
    case '&':
      return checkText(node, place)
    case '=':
    case '!=':
      return checkEquality(node, node.operator, place)
    case '<':
    case '<=':
    case '>':
    case '>=':
      return checkOrder(node, node.operator, place)
    case 'and':
    case 'or':
      return checkLogic(node, node.operator, place)
    case 'in':
      return checkIn(node, place)
    case '??':
    case '?:':
      return checkDefault(node, place)
  }
}

function checkBoth(node: Binary, place: Place, require: typeof requireNumber): readonly [Checked, Checked] | undefined {
  const left = require(checkNode(node.left, place), node.left, place)
  const right = require(checkNode(node.right, place), node.right, place)
  return left === undefined || right === undefined ? undefined : [left, right]
}

function checkArithmetic(node: Binary, operator: '+' | '-' | '*' | '/' | '%', place: Place): Checked | undefined {
  if (addsText(node)) return reportAddedText(node, place)
  const both = checkBoth(node, place, requireNumber)
  if (both === undefined) return undefined
  const [left, right] = both
  warnMissing(left, node.left, place, 'the result is then missing')
  warnMissing(right, node.right, place, 'the result is then missing')
  const shape: Shape = left.shape.mayMiss || right.shape.mayMiss ? missable(NUMBER) : NUMBER
  return { term: { op: 'arithmetic', type: typeOfShape(shape), operator, left: left.term, right: right.term }, shape }
}

/** `first + " " + last`: the habit of other languages. */
function addsText({ operator, left, right }: Binary): boolean {
  if (operator !== '+') return false
  return [left, right].some((side) => (side.is === 'literal' ? typeof side.value === 'string' : side.is === 'binary' && side === left && addsText(side)))
}

function reportAddedText(node: Binary, place: Place): undefined {
  const at = { from: node.span.from, to: firstText(node).to }
  const joined = printFormula(joinSum(node))
  return report(place, 'not-a-number', at, 'Texts are joined with `&`; `+` adds numbers.', [fix('Join with &', node.span, joined)])
}

function firstText({ left, right }: Binary): Span {
  return left.is === 'binary' && addsText(left) ? firstText(left) : right.span
}

function joinSum(node: FormulaNode): FormulaNode {
  return node.is === 'binary' && node.operator === '+' ? { ...node, operator: '&', left: joinSum(node.left) } : node
}

export function checkNegate(node: NodeOf<'negate'>, place: Place): Checked | undefined {
  const of = requireNumber(checkNode(node.of, place), node.of, place)
  if (of === undefined) return undefined
  warnMissing(of, node.of, place, 'the result is then missing')
  const shape = of.shape.mayMiss ? missable(NUMBER) : NUMBER
  return { term: { op: 'negate', type: typeOfShape(shape), of: of.term }, shape }
}

function checkText(node: Binary, place: Place): Checked | undefined {
  const parts = listTextParts(node).map((part) => ({ part, checked: requireTextPart(checkNode(part, place), part, place) }))
  const terms: Term[] = []
  for (const { part, checked } of parts) {
    if (checked === undefined) continue
    warnMissing(checked, part, place, 'nothing is then written in its place')
    terms.push(checked.term)
  }
  return terms.length < parts.length ? undefined : { term: { op: 'text', type: typeOfShape(TEXT), parts: terms }, shape: TEXT }
}

/** `a & b & c` is one text of three parts. */
function listTextParts(node: FormulaNode): FormulaNode[] {
  return node.is === 'binary' && node.operator === '&' ? [...listTextParts(node.left), node.right] : [node]
}

function requireTextPart(checked: Checked | undefined, node: FormulaNode, place: Place): Checked | undefined {
  const one = requireOne(checked, node, place)
  if (one === undefined || isWithin(one.shape, ['text', 'number', 'boolean'])) return one
  const text = printFormula(node)
  if (one.shape.kinds.includes('any'))
    return report(place, 'unknown-type', node.span, `The type of \`${text}\` is not known. Write it as text first.`, [
      callFix('Write it as text', 'string', node),
    ])
  if (isWithin(one.shape, ['text', 'number', 'boolean', 'null'])) {
    return report(place, 'null-in-text', node.span, `\`${text}\` may be null, and null is not written into text. Say what is to stand there instead.`, [
      fix('Leave it out where it is null', node.span, `(${printOperand(node)} = null ? "" : ${printOperand(node)})`),
    ])
  }
  const fixes = isList(one.shape) && isWithin(itemsOf(one.shape), ['text']) ? [callFix('Join them', 'join', node, ', ", "')] : []
  return report(place, 'not-a-text', node.span, `\`&\` puts texts, numbers and true or false together, and \`${text}\` is ${describeShape(one.shape)}.`, fixes)
}

function checkEquality(node: Binary, operator: '=' | '!=', place: Place): Checked | undefined {
  const both = checkBoth(node, place, requireOne)
  if (both === undefined) return undefined
  const [left, right] = both
  for (const [checked, side] of [[left, node.left] as const, [right, node.right] as const]) {
    if (!checked.shape.kinds.includes('any')) continue
    return report(place, 'unknown-type', side.span, `The type of \`${printFormula(side)}\` is not known. Convert it before you compare it.`, [
      callFix('Compare it as text', 'string', side),
      callFix('Compare it as a number', 'number', side),
    ])
  }
  if (!canEqual(left.shape, right.shape)) return reportNeverEqual(node, left, right, place)
  if (operator === '!=') {
    warnMissing(left, node.left, place, 'the comparison is then false')
    warnMissing(right, node.right, place, 'the comparison is then false')
  }
  return { term: { op: 'compare', type: BOOLEAN_TYPE, operator, left: left.term, right: right.term }, shape: BOOLEAN }
}

function canEqual(left: Shape, right: Shape): boolean {
  return left.kinds.length === 0 || right.kinds.length === 0 || left.kinds.some((kind) => right.kinds.includes(kind))
}

function reportNeverEqual(node: Binary, left: Checked, right: Checked, place: Place): undefined {
  const [a, b] = [describeShape(left.shape), describeShape(right.shape)]
  if (isWithin(left.shape, ['null']) || isWithin(right.shape, ['null'])) {
    const side = isWithin(left.shape, ['null']) ? node.right : node.left
    return report(
      place,
      'never-equal',
      node.span,
      `\`${printFormula(side)}\` is never null here: a null of the data counts as missing. Ask whether it is there.`,
      [fix('Ask whether it is missing', node.span, node.operator === '=' ? `$not($exists(${printFormula(side)}))` : `$exists(${printFormula(side)})`)],
    )
  }
  return report(
    place,
    'never-equal',
    node.operatorSpan,
    `These can never be equal: the left side is ${a}, the right side ${b}.`,
    convertFixes(node, left, right),
  )
}

/** Text meets a number: either side can be converted. */
function convertFixes(node: Binary, left: Checked, right: Checked) {
  const isText = (one: Checked) => isWithin(one.shape, ['text'])
  const isNumber = (one: Checked) => isWithin(one.shape, ['number'])
  const [text, number] = isText(left) && isNumber(right) ? [node.left, node.right] : isText(right) && isNumber(left) ? [node.right, node.left] : []
  return text === undefined || number === undefined ? [] : [callFix('Compare as numbers', 'number', text), callFix('Compare as text', 'string', number)]
}

function checkOrder(node: Binary, operator: '<' | '<=' | '>' | '>=', place: Place): Checked | undefined {
  const both = checkBoth(node, place, requireOne)
  if (both === undefined) return undefined
  const [left, right] = both
  const fits = (['number', 'text'] as const).some((kind) => isWithin(left.shape, [kind, 'null']) && isWithin(right.shape, [kind, 'null']))
  const isNullAlone = [left, right].some(({ shape }) => shape.kinds.length > 0 && isWithin(shape, ['null']))
  if (!fits || isNullAlone) {
    const message = `Two numbers or two texts can be compared; the left side is ${describeShape(left.shape)}, the right side ${describeShape(right.shape)}.`
    return report(place, 'not-comparable', node.operatorSpan, message, convertFixes(node, left, right))
  }
  for (const [checked, side] of [[left, node.left] as const, [right, node.right] as const]) {
    warnMissing(checked, side, place, 'the comparison is then missing too, which counts as false')
    if (checked.shape.kinds.includes('null')) warn(place, 'may-be-null', side.span, `\`${printFormula(side)}\` may be null, and the row then has a problem.`)
  }
  const shape = left.shape.mayMiss || right.shape.mayMiss ? missable(BOOLEAN) : BOOLEAN
  return { term: { op: 'compare', type: BOOLEAN_TYPE, operator, left: left.term, right: right.term }, shape }
}

function checkLogic(node: Binary, operator: 'and' | 'or', place: Place): Checked | undefined {
  const left = requireBoolean(checkNode(node.left, place), node.left, place)
  const second = checkNode(node.right, operator === 'and' ? placeWhere(node.left, place) : place)
  const right = second !== undefined && isSecondValue(node, second) ? reportSecondValue(node, second, place) : requireBoolean(second, node.right, place)
  if (left === undefined || right === undefined) return undefined
  return { term: { op: 'logic', type: BOOLEAN_TYPE, operator, left: left.term, right: right.term }, shape: BOOLEAN }
}

/** `status = "a" or "b"`. */
function isSecondValue({ operator, left, right }: Binary, { shape }: Checked): boolean {
  return operator === 'or' && right.is === 'literal' && isWithin(shape, ['text', 'number']) && left.is === 'binary' && left.operator === '='
}

function reportSecondValue({ left, right }: Binary, checked: Checked, place: Place): undefined {
  const repeated = left.is === 'binary' ? [fix('Compare it too', right.span, printFormula({ ...left, right }))] : []
  return reportNoCondition(checked, right, place, repeated)
}

const SCALARS = ['text', 'number', 'boolean', 'null'] as const

function checkIn(node: Binary, place: Place): Checked | undefined {
  const left = requireOne(checkNode(node.left, place), node.left, place)
  const right = checkNode(node.right, place)
  if (left === undefined || right === undefined) return undefined
  const items = isList(right.shape) ? itemsOf(right.shape) : right.shape
  for (const [shape, side] of [[left.shape, node.left] as const, [items, node.right] as const]) {
    if (isWithin(shape, SCALARS)) continue
    const code = shape.kinds.includes('any') ? 'unknown-type' : 'not-comparable'
    return report(
      place,
      code,
      side.span,
      `\`in\` looks for text, a number, true or false in a list of such values; \`${printFormula(side)}\` holds ${describeShape(shape)}.`,
    )
  }
  if (!canEqual(left.shape, items)) {
    return report(
      place,
      'never-equal',
      node.operatorSpan,
      `This is never found: the left side is ${describeShape(left.shape)}, and the list holds ${describeShape(items)}.`,
    )
  }
  return { term: { op: 'in', type: BOOLEAN_TYPE, left: left.term, right: right.term }, shape: BOOLEAN }
}

function checkDefault(node: Binary, place: Place): Checked | undefined {
  const of = checkNode(node.left, place)
  const instead = checkNode(node.right, place)
  if (of === undefined || instead === undefined) return undefined
  const when = node.operator === '??' ? 'missing' : 'falsy'
  if (when === 'missing' && !of.shape.mayMiss) {
    const message = `The default can never apply: \`${printFormula(node.left)}\` is never missing.`
    warn(place, 'default-never-applies', { from: node.operatorSpan.from, to: node.span.to }, message, [
      fix('Leave the default out', { from: node.left.span.to, to: node.span.to }, ''),
    ])
  }
  if (when === 'falsy' && of.shape.many === true && itemsOf(of.shape).kinds.includes('list')) return requireOne(of, node.left, place)
  const unified = unify(of, instead, node, place)
  if (unified === undefined) return undefined
  const [first, second, joined] = unified
  const shape: Shape = instead.shape.mayMiss ? missable(joined) : present(joined)
  return { term: { op: 'default', type: typeOfShape(shape), when, of: first.term, instead: second.term }, shape }
}
