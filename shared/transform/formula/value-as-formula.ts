// Picker kinds as formulas, where both give the same for every record. One function for each kind, so that a new kind does not compile without one.
import type { NumberStep, Operand, TextStep, ValueTransform } from '../transform.ts'
import { toNumber } from '../scalar-conversion.ts'
import type { FormulaNode } from './ast.ts'
import { kindOf, printConditionNode } from './condition-as-formula.ts'
import { printJoinNode, printListNode } from './list-as-formula.ts'
import { binary, call, choice, filter, literal, negate, printConfigPiece, printSourcePiece, type Piece, type PickerWords } from './picker-words.ts'

type KindOf<K extends ValueTransform['kind']> = Extract<ValueTransform, { kind: K }>
type Print<K extends ValueTransform['kind']> = (transform: KindOf<K>, words: PickerWords) => Piece | undefined

export function printValueNode(transform: ValueTransform, words: PickerWords): Piece | undefined {
  const print = printers[transform.kind] as (transform: ValueTransform, words: PickerWords) => Piece | undefined
  return print(transform, words)
}

const printers: { readonly [K in ValueTransform['kind']]: Print<K> } = {
  copy: ({ from }, words) => single(printOperand(from, words)),
  constant: ({ value }) => (value === null ? undefined : constantPiece(value)),
  config: ({ config }, words) => single(printConfigPiece(config, words)),
  template: printTemplate,
  lookup: () => undefined,
  when: printWhen,
  convert({ from, to }, words) {
    const piece = printOperand(from, words)
    return to === 'text' && piece !== undefined && isPlainText(piece) ? { ...piece, node: call('string', piece.node), kinds: ['text'] } : undefined
  },
  number({ from, read, steps, write }, words) {
    const piece = printNumber(from, words)
    return piece === undefined || read !== undefined || write !== undefined ? undefined : printSteps(piece, steps, words)
  },
  // Formulas read and write dates by other rules.
  date: () => undefined,
  text({ from, steps }, words) {
    const piece = printOperand(from, words)
    if (piece === undefined || kindOf(piece) !== 'text') return undefined
    let node: FormulaNode | undefined = piece.node
    for (const step of steps) node = node === undefined ? undefined : printTextStep(node, step)
    return node === undefined ? undefined : { node, kinds: ['text'], optional: piece.optional || steps.some((step) => step.do === 'part') }
  },
  list(transform, words) {
    const piece = printListNode(transform, words, (operand) => printOperand(operand, words))
    return piece === undefined ? undefined : printSteps(piece, transform.steps ?? [], words, true)
  },
  join: (transform, words) => printJoinNode(transform, words, (operand) => printOperand(operand, words)),
  formula: () => undefined,
  hook: () => undefined,
}

function printOperand(operand: Operand, words: PickerWords): Piece | undefined {
  if (operand.of === 'constant') return operand.value === null ? undefined : constantPiece(operand.value)
  return operand.of === 'config' ? printConfigPiece(operand.config, words) : printSourcePiece(operand, words)
}

/** A missing part makes the whole text missing, where `&` would leave it out. Numbers are written with fewer digits there. */
function printTemplate({ parts }: KindOf<'template'>, words: PickerWords): Piece | undefined {
  const pieces = parts.map((part) => (typeof part === 'string' ? constantPiece(part) : printOperand(part, words)))
  const [first, ...others] = pieces
  if (first === undefined) return parts.length === 0 ? constantPiece('') : undefined
  if (!isPlainText(first)) return undefined
  let node = others.length === 0 && kindOf(first) !== 'text' ? call('string', first.node) : first.node
  const optional = first.optional ? [first] : []
  for (const piece of others) {
    if (piece === undefined || !isPlainText(piece)) return undefined
    node = binary('&', node, piece.node)
    if (piece.optional) optional.push(piece)
  }
  const [missing, ...more] = optional.map((piece) => call('exists', piece.node))
  if (missing === undefined || others.length === 0) return { node, kinds: ['text'], optional: optional.length > 0 }
  return {
    node: choice(
      more.reduce((left, right) => binary('and', left, right), missing),
      node,
    ),
    kinds: ['text'],
    optional: true,
  }
}

function printWhen({ cases, otherwise }: KindOf<'when'>, words: PickerWords): Piece | undefined {
  const last = otherwise === undefined ? undefined : printValueNode(otherwise, words)
  if (otherwise !== undefined && last === undefined) return undefined
  let node = last?.node
  const kinds = new Set(last?.kinds)
  let optional = last === undefined || last.optional
  for (const one of cases.toReversed()) {
    const test = printConditionNode(one.if, (operand) => printOperand(operand, words))
    const then = printValueNode(one.then, words)
    if (test === undefined || then === undefined) return undefined
    node = choice(test.node, then.node, node)
    for (const kind of then.kinds) kinds.add(kind)
    optional ||= then.optional
  }
  return node === undefined ? undefined : { node, kinds: [...kinds], optional }
}

function printSteps(start: Piece, steps: readonly NumberStep[], words: PickerWords, mayStartFail = false): Piece | undefined {
  if (steps.length > 0 && kindOf(start) !== 'number') return undefined
  let piece: Piece | undefined = start
  let mayFail = mayStartFail
  for (const step of steps) {
    const by = 'by' in step ? printNumber(step.by, words) : undefined
    // What went wrong before a missing value is an issue there, and missing here.
    if (mayFail && by?.optional === true) return undefined
    mayFail ||= by !== undefined
    piece = piece === undefined ? undefined : printStep(piece, step, by)
  }
  return piece
}

const OPERATORS = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const

/** Rounding to decimals is done on binary numbers there, and scaling too. */
function printStep({ node, kinds, optional }: Piece, step: NumberStep, by: Piece | undefined): Piece | undefined {
  switch (step.do) {
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return by === undefined ? undefined : { node: binary(OPERATORS[step.do], node, by.node), kinds, optional: optional || by.optional }
    case 'round':
      return step.decimals === 0 && step.mode === 'half-even' ? { node: call('round', node), kinds, optional } : undefined
    case 'scale':
      return undefined
    case 'negate':
      return { node: negate(node), kinds, optional }
    case 'absolute':
      return { node: call('abs', node), kinds, optional }
  }
}

/** A number in text is read by other rules there; a constant is its number already. */
function printNumber(operand: Operand, words: PickerWords): Piece | undefined {
  if (operand.of === 'constant') return Number.isFinite(toNumber(operand.value)) ? constantPiece(toNumber(operand.value)) : undefined
  const piece = printOperand(operand, words)
  return piece !== undefined && kindOf(piece) === 'number' ? piece : undefined
}

/** `$trim` joins white space inside a text too. */
function printTextStep(node: FormulaNode, step: TextStep): FormulaNode | undefined {
  switch (step.do) {
    case 'trim':
      return undefined
    case 'upper':
      return call('uppercase', node)
    case 'lower':
      return call('lowercase', node)
    case 'pad':
      return step.length === 0 ? node : call('pad', node, literal(step.side === 'end' ? step.length : -step.length), literal(step.with))
    case 'slice':
      return call('substring', node, literal(step.start), ...(step.length === undefined ? [] : [literal(step.length)]))
    case 'before':
      return call('substringBefore', node, literal(step.text))
    case 'after':
      return call('substringAfter', node, literal(step.text))
    case 'part':
      return filter(call('split', node, literal(step.separator)), literal(step.index))
    case 'replace':
      return call('replace', node, literal(step.find), literal(step.by))
  }
}

function constantPiece(value: string | number | boolean): Piece {
  return { node: literal(value), kinds: [typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean'], optional: false }
}

/** Lists and unknown values may come out of a formula in another form. */
function single(piece: Piece | undefined): Piece | undefined {
  return piece === undefined || piece.kinds.includes('list') || piece.kinds.includes('any') ? undefined : piece
}

/** Written alike by templates and by `&`. */
function isPlainText(piece: Piece): boolean {
  return kindOf(piece) === 'text' || kindOf(piece) === 'boolean'
}
