// The only place that writes a formula from its syntax tree: one line, parentheses only where the tree would be read differently without them.
import type { JsonScalar } from '../../schema/json-value.ts'
import type { FormulaNode } from './ast.ts'
import { bindingOf, HIGHEST, NEGATION, readsOnBehind } from './binding.ts'

/**
 * `parseFormula(printFormula(node))` is `node` but for spans, for every node that `parseFormula` can give. What it cannot give (a sum before a point)
 * is put into parentheses, which come back as a block. A field's name with a back-quote in it cannot be written: see `isWritableName`.
 */
export function printFormula(node: FormulaNode): string {
  switch (node.is) {
    case 'literal':
      return printLiteral(node.value)
    case 'name':
      return printName(node.name)
    case 'context':
      return '$'
    case 'root':
      return '$$'
    case 'variable':
      return `$${node.name}`
    case 'step':
      return `${isPathPart(node.from) || node.from.is === 'step' ? printFormula(node.from) : inParentheses(node.from)}.${printPathPart(node.to)}`
    case 'filter':
      return `${node.from.is === 'literal' && !isNegative(node.from) ? printFormula(node.from) : printPathPart(node.from)}[${printFormula(node.by)}]`
    case 'negate':
      return `-${startsWithNumber(node.of) || holdOf(node.of) < NEGATION ? inParentheses(node.of) : printFormula(node.of)}`
    case 'binary':
      return `${printLeft(node.left, holdOf(node))} ${node.operator} ${printRight(node)}`
    case 'condition':
      return printCondition(node)
    case 'block':
      return `(${node.items.map(printFormula).join('; ')})`
    case 'bind':
      return `$${node.name} := ${printFormula(node.value)}`
    case 'list':
      return `[${node.items.map(printFormula).join(', ')}]`
    case 'object':
      return node.fields.length === 0 ? '{}' : `{ ${node.fields.map((field) => `${printBeforeColon(field.name)}: ${printFormula(field.value)}`).join(', ')} }`
    case 'lambda':
      return `function(${node.params.map((param) => `$${param}`).join(', ')}) { ${printFormula(node.body)} }`
    case 'call':
      return `$${node.name}(${node.args.map(printFormula).join(', ')})`
  }
}

/** A plain name where it can stand as it is, else in back-quotes. */
export function printName(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !WORDS.has(name) ? name : `\`${name}\``
}

/** Back-quotes have no escape, so a name with one in it is out of reach, but for `$lookup`. */
export function isWritableName(name: string): boolean {
  return !name.includes('`')
}

export function printLiteral(value: JsonScalar): string {
  return Object.is(value, -0) ? '-0' : JSON.stringify(value)
}

const WORDS = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function', 'λ'])

function holdOf(node: FormulaNode): number {
  switch (node.is) {
    case 'binary':
      return bindingOf(node.operator)
    case 'condition':
      return bindingOf('?')
    case 'bind':
      return bindingOf(':=')
    case 'negate':
      return NEGATION
    case 'literal':
      return isNegative(node) ? NEGATION : HIGHEST
    default:
      return HIGHEST
  }
}

/** A minus before it would become part of the number. */
const startsWithNumber = (node: FormulaNode): boolean =>
  node.is === 'filter' ? startsWithNumber(node.from) : node.is === 'literal' && typeof node.value === 'number'
const isNegative = (node: FormulaNode): boolean => node.is === 'literal' && typeof node.value === 'number' && (node.value < 0 || Object.is(node.value, -0))

/** May stand before `[` and behind a point as it is. */
function isPathPart(node: FormulaNode): boolean {
  switch (node.is) {
    case 'name':
    case 'context':
    case 'root':
    case 'variable':
    case 'block':
    case 'list':
    case 'object':
    case 'call':
    case 'filter':
      return true
    default:
      return false
  }
}

function printPathPart(node: FormulaNode): string {
  return isPathPart(node) ? printFormula(node) : inParentheses(node)
}

function inParentheses(node: FormulaNode): string {
  return `(${printFormula(node)})`
}

function printLeft(node: FormulaNode, binding: number): string {
  return holdOf(node) < binding || readsOn(node) ? inParentheses(node) : printFormula(node)
}

function printRight(node: FormulaNode & { readonly is: 'binary' }): string {
  if (readsOnBehind(node.operator)) return printFormula(node.right)
  return isRightWrapped(node) ? inParentheses(node.right) : printFormula(node.right)
}

function isRightWrapped(node: FormulaNode & { readonly is: 'binary' }): boolean {
  return holdOf(node.right) <= bindingOf(node.operator)
}

/** Its last part would take in whatever stands behind it. */
function readsOn(node: FormulaNode): boolean {
  if (node.is === 'condition') return true
  if (node.is !== 'binary') return false
  return readsOnBehind(node.operator) || (!isRightWrapped(node) && readsOn(node.right))
}

function printCondition({ test, then, otherwise }: FormulaNode & { readonly is: 'condition' }): string {
  const start = `${printLeft(test, bindingOf('?') + 1)} ? `
  return otherwise === undefined ? start + printFormula(then) : `${start}${printBeforeColon(then)} : ${printFormula(otherwise)}`
}

function printBeforeColon(node: FormulaNode): string {
  return takesColon(node) ? inParentheses(node) : printFormula(node)
}

/** It ends with a condition that has no second value yet. */
function takesColon(node: FormulaNode): boolean {
  if (node.is === 'condition') return node.otherwise === undefined ? true : takesColon(node.otherwise)
  if (node.is !== 'binary') return false
  return (readsOnBehind(node.operator) || !isRightWrapped(node)) && takesColon(node.right)
}
