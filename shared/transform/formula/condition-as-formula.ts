// Conditions as formulas and back, where both mean the same on every record.
import type { CompareOperator, Condition, Operand } from '../transform.ts'
import type { FormulaNode } from './ast.ts'
import type { TermKind } from './known.ts'
import { binary, call, listOf, literal, withoutParentheses, type Piece } from './picker-words.ts'

/** `definite`: true or false, never missing. */
export type WrittenTest = { readonly node: FormulaNode; readonly definite: boolean }
export type PrintOperand = (operand: Operand) => Piece | undefined
export type ReadOperand = (node: FormulaNode) => Operand | undefined

/** Undefined where a formula would decide otherwise for some record: numbers compared with texts, two values that may both be missing. */
export function printConditionNode(condition: Condition, print: PrintOperand): WrittenTest | undefined {
  switch (condition.test) {
    case 'compare':
      return printComparison(print(condition.left), condition.operator, print(condition.right))
    case 'in': {
      const left = print(condition.left)
      const values = condition.values.map((value) => print({ of: 'constant', value }))
      if (left === undefined || values.length === 0 || !values.every((value) => value !== undefined && isSameKind(left, value))) return undefined
      const list = { ...listOf(literal(null)), items: condition.values.map(literal) }
      return { node: binary('in', left.node, list), definite: true }
    }
    case 'present': {
      const value = print(condition.value)
      return value === undefined ? undefined : { node: call('exists', value.node), definite: true }
    }
    case 'filled': {
      const value = print(condition.value)
      if (value === undefined || kindOf(value) === undefined) return undefined
      const exists = call('exists', value.node)
      return { node: kindOf(value) === 'text' ? binary('and', exists, binary('!=', value.node, literal(''))) : exists, definite: true }
    }
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => printConditionNode(part, print))
      const [first, ...others] = parts
      if (first === undefined) return undefined
      let node = first.node
      for (const part of others) {
        if (part === undefined) return undefined
        node = binary(condition.test === 'all' ? 'and' : 'or', node, part.node)
      }
      return { node, definite: others.length > 0 || first.definite }
    }
    case 'not': {
      const inner = onlyPart(condition.of)
      if (inner.test === 'compare' && inner.operator === '=') return printConditionNode({ ...inner, operator: '!=' }, print)
      const of = printConditionNode(inner, print)
      // Of what is missing `$not` gives nothing, and not true.
      return of?.definite === true ? { node: call('not', of.node), definite: true } : undefined
    }
    case 'formula':
      // A formula that fails makes the condition false, but fails the formula it would stand in.
      return undefined
  }
}

/** What the node may have been printed from; to be proved by printing it again. */
export function readConditionNode(written: FormulaNode, read: ReadOperand): Condition | undefined {
  const node = withoutParentheses(written)
  if (node.is === 'call') {
    const [of] = node.args
    if (of === undefined) return undefined
    if (node.name === 'exists') {
      const value = read(of)
      return value === undefined ? undefined : { test: 'present', value }
    }
    const inner = node.name === 'not' ? readConditionNode(of, read) : undefined
    if (inner === undefined) return undefined
    return inner.test === 'compare' && inner.operator === '=' ? { ...inner, operator: '!=' } : { test: 'not', of: inner }
  }
  if (node.is !== 'binary') return undefined
  switch (node.operator) {
    case 'and':
    case 'or': {
      const left = readConditionNode(node.left, read)
      const right = readConditionNode(node.right, read)
      if (left === undefined || right === undefined) return undefined
      if (node.operator === 'and' && left.test === 'present' && isNotEmpty(node.right, right, left.value)) return { test: 'filled', value: left.value }
      const test = node.operator === 'and' ? 'all' : 'any'
      return { test, of: [...(left.test === test ? left.of : [left]), right] }
    }
    case 'in': {
      const left = read(node.left)
      const items = node.right.is === 'list' ? node.right.items : []
      const values = items.flatMap((item) => (item.is === 'literal' ? [item.value] : []))
      return left === undefined || values.length < items.length ? undefined : { test: 'in', left, values }
    }
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const left = read(node.left)
      const right = read(node.right)
      return left === undefined || right === undefined ? undefined : { test: 'compare', left, operator: node.operator, right }
    }
    default:
      return undefined
  }
}

function onlyPart(condition: Condition): Condition {
  const part = (condition.test === 'all' || condition.test === 'any') && condition.of.length === 1 ? condition.of[0] : undefined
  return part === undefined ? condition : onlyPart(part)
}

/** The one kind of scalar that a value has. */
export function kindOf({ kinds }: Pick<Piece, 'kinds'>): Extract<TermKind, 'text' | 'number' | 'boolean'> | undefined {
  const [kind] = kinds
  return kinds.length === 1 && (kind === 'text' || kind === 'number' || kind === 'boolean') ? kind : undefined
}

function printComparison(left: Piece | undefined, operator: CompareOperator, right: Piece | undefined): WrittenTest | undefined {
  if (left === undefined || right === undefined || !isSameKind(left, right)) return undefined
  const mayMiss = left.optional || right.optional
  if (operator === '=' || operator === '!=') {
    if (left.optional && right.optional) return undefined
    // A missing value is unequal here, and neither equal nor unequal there.
    if (operator === '!=' && mayMiss) return { node: call('not', binary('=', left.node, right.node)), definite: true }
  } else if (kindOf(left) === 'boolean') return undefined
  return { node: binary(operator, left.node, right.node), definite: operator === '=' || operator === '!=' || !mayMiss }
}

function isSameKind(left: Piece, right: Piece): boolean {
  return kindOf(left) !== undefined && kindOf(left) === kindOf(right)
}

/** `x != ""`, of that very x. */
function isNotEmpty(node: FormulaNode, condition: Condition, value: Operand): boolean {
  if (node.is !== 'binary' || node.operator !== '!=' || condition.test !== 'compare') return false
  return condition.right.of === 'constant' && condition.right.value === '' && JSON.stringify(condition.left) === JSON.stringify(value)
}
