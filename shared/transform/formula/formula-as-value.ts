// Which picker a formula may have been written from. Only a proposal: as-formula.ts proves it by writing it again.
import type { NumberStep, Operand, TextStep, ValueTransform } from '../transform.ts'
import type { FormulaNode } from './ast.ts'
import { readConditionNode } from './condition-as-formula.ts'
import { readListNode, type ReadListPlace } from './formula-as-list.ts'
import { readOperand, withoutParentheses, type PickerWords } from './picker-words.ts'
import { printFormula } from './print.ts'
import { printValueNode } from './value-as-formula.ts'

const STEPS = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' } as const

/** `place`: variables that a block around the node names, by what they stand for. */
export function readValueNode(written: FormulaNode, words: PickerWords, place: ReadListPlace = {}): ValueTransform | undefined {
  const node = withoutParentheses(written)
  const read = (part: FormulaNode) => readOperand(part, words)
  switch (node.is) {
    case 'block':
      return readBlock(node.items, words)
    case 'condition': {
      const guarded = readGuarded(node, words, place)
      return guarded !== undefined && isWrittenAs(guarded, node, words) ? guarded : readWhen(node, words)
    }
    case 'binary':
      return node.operator === '&' ? readTemplate(node, words) : readNumber(node, words, place)
    case 'negate':
      return readNumber(node, words, place)
    case 'call':
      return readNumber(node, words, place) ?? readText(node, words) ?? readListNode(node, words, place) ?? readConversion(node, words)
    case 'filter':
      return readText(node, words) ?? readListNode(node, words, place)
    default: {
      const from = read(node)
      if (from === undefined) return readListNode(node, words, place)
      return from.of === 'constant'
        ? { kind: 'constant', value: from.value }
        : from.of === 'config'
          ? { kind: 'config', config: from.config }
          : { kind: 'copy', from }
    }
  }
}

/** Values named before a list's condition. */
function readBlock(items: readonly FormulaNode[], words: PickerWords): ValueTransform | undefined {
  const last = items.at(-1)
  const variables: Record<string, Operand> = {}
  for (const item of items.slice(0, -1)) {
    const value = item.is === 'bind' ? readOperand(item.value, words) : undefined
    if (item.is !== 'bind' || value === undefined) return undefined
    variables[item.name] = value
  }
  return last === undefined ? undefined : readValueNode(last, words, { variables })
}

/** `$exists(..) ? value`: a template with parts that may be missing, or an end of a list that may be missing. */
function readGuarded(
  { test, then, otherwise }: FormulaNode & { readonly is: 'condition' },
  words: PickerWords,
  place: ReadListPlace,
): ValueTransform | undefined {
  if (otherwise !== undefined || !isExistsTest(test)) return undefined
  const inner = readValueNode(then, words, place)
  return inner?.kind === 'template' || inner?.kind === 'list' ? inner : undefined
}

/** A choice may look like a guard: the picker's own formula tells. */
function isWrittenAs(transform: ValueTransform, node: FormulaNode, words: PickerWords): boolean {
  const piece = printValueNode(transform, words)
  return piece !== undefined && printFormula(piece.node) === printFormula(node)
}

function readWhen({ test, then, otherwise }: FormulaNode & { readonly is: 'condition' }, words: PickerWords): ValueTransform | undefined {
  const condition = readConditionNode(test, (part) => readOperand(part, words))
  const first = readValueNode(then, words)
  const last = otherwise === undefined ? undefined : readValueNode(otherwise, words)
  if (condition === undefined || first === undefined || (otherwise !== undefined && last === undefined)) return undefined
  const one = { if: condition, then: first }
  if (last === undefined) return { kind: 'when', cases: [one] }
  return last.kind === 'when' ? { ...last, cases: [one, ...last.cases] } : { kind: 'when', cases: [one], otherwise: last }
}

function readTemplate(node: FormulaNode, words: PickerWords): ValueTransform | undefined {
  const parts = listParts(node).map((part) => readOperand(part, words))
  const known = parts.flatMap((part) => (part === undefined ? [] : [part.of === 'constant' && typeof part.value === 'string' ? part.value : part]))
  return known.length < parts.length ? undefined : { kind: 'template', parts: known }
}

function listParts(node: FormulaNode): FormulaNode[] {
  return node.is === 'binary' && node.operator === '&' ? [...listParts(withoutParentheses(node.left)), node.right] : [node]
}

/** From the outermost operation inwards, along what is calculated with. */
function readNumber(node: FormulaNode, words: PickerWords, place: ReadListPlace): ValueTransform | undefined {
  const steps: NumberStep[] = []
  let here = node
  for (;;) {
    const step = readNumberStep(here, words)
    if (step === undefined) break
    steps.unshift(step.step)
    here = withoutParentheses(step.from)
  }
  if (steps.length === 0) return undefined
  const from = readOperand(here, words)
  if (from !== undefined) return { kind: 'number', from, steps }
  const inner = readValueNode(here, words, place)
  return inner?.kind === 'list' || inner?.kind === 'number' ? { ...inner, steps: [...(inner.steps ?? []), ...steps] } : undefined
}

function readNumberStep(node: FormulaNode, words: PickerWords): { readonly step: NumberStep; readonly from: FormulaNode } | undefined {
  if (node.is === 'negate') return { step: { do: 'negate' }, from: node.of }
  if (node.is === 'call') {
    const [from, ...others] = node.args
    if (from === undefined || others.length > 0) return undefined
    if (node.name === 'abs') return { step: { do: 'absolute' }, from }
    return node.name === 'round' ? { step: { do: 'round', decimals: 0, mode: 'half-even' }, from } : undefined
  }
  if (node.is !== 'binary' || (node.operator !== '+' && node.operator !== '-' && node.operator !== '*' && node.operator !== '/')) return undefined
  const by = readOperand(node.right, words)
  return by === undefined ? undefined : { step: { do: STEPS[node.operator], by }, from: node.left }
}

function readText(node: FormulaNode, words: PickerWords): ValueTransform | undefined {
  const steps: TextStep[] = []
  let here = node
  for (;;) {
    const step = readTextStep(here)
    if (step === undefined) break
    steps.unshift(step.step)
    here = withoutParentheses(step.from)
  }
  const from = steps.length === 0 ? undefined : readOperand(here, words)
  return from === undefined ? undefined : { kind: 'text', from, steps }
}

function readTextStep(node: FormulaNode): { readonly step: TextStep; readonly from: FormulaNode } | undefined {
  if (node.is === 'filter') {
    const [from, separator, ...others] = node.from.is === 'call' && node.from.name === 'split' ? node.from.args : []
    if (from === undefined || separator === undefined || others.length > 0) return undefined
    const [text, index] = [constantOf(separator), constantOf(node.by)]
    return typeof text === 'string' && isWhole(index) ? { step: { do: 'part', separator: text, index }, from } : undefined
  }
  if (node.is !== 'call') return undefined
  const [from, ...others] = node.args
  const [first, second, ...more] = others.map(constantOf)
  const step = more.length > 0 ? undefined : textStepOf(node.name, first, second, others.length)
  return from === undefined || step === undefined ? undefined : { step, from }
}

function textStepOf(name: string, first: unknown, second: unknown, count: number): TextStep | undefined {
  if (count === 0) return name === 'uppercase' ? { do: 'upper' } : name === 'lowercase' ? { do: 'lower' } : undefined
  if (name === 'substring' && isWhole(first) && count === 1) return { do: 'slice', start: first }
  if (name === 'substring' && isWhole(first) && isWhole(second)) return { do: 'slice', start: first, length: second }
  if (name === 'pad' && isWhole(first) && typeof second === 'string')
    return { do: 'pad', side: first < 0 ? 'start' : 'end', length: Math.abs(first), with: second }
  if (name === 'replace' && typeof first === 'string' && typeof second === 'string') return { do: 'replace', find: first, by: second }
  if (typeof first !== 'string' || count !== 1) return undefined
  return name === 'substringBefore' ? { do: 'before', text: first } : name === 'substringAfter' ? { do: 'after', text: first } : undefined
}

function readConversion({ name, args }: FormulaNode & { readonly is: 'call' }, words: PickerWords): ValueTransform | undefined {
  const [of, ...others] = args
  const from = name !== 'string' || of === undefined || others.length > 0 ? undefined : readOperand(of, words)
  return from === undefined ? undefined : { kind: 'convert', from, to: 'text' }
}

function isExistsTest(node: FormulaNode): boolean {
  if (node.is === 'call') return node.name === 'exists'
  return node.is === 'binary' && node.operator === 'and' && isExistsTest(node.left) && isExistsTest(node.right)
}

function constantOf(node: FormulaNode): unknown {
  return node.is === 'literal' ? node.value : undefined
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value)
}
