// Where a part of a formula stands while it is checked: its context, its variables, and where findings go. The only place that makes names of variables.
import type { FormulaFinding, FormulaNode, QuickFix, Span } from './ast.ts'
import type { FormulaScope } from './known.ts'
import { printFormula } from './print.ts'
import { present, typeOfShape, type Shape } from './shape.ts'
import type { Term } from './term.ts'

export type Checked = { readonly term: Term; readonly shape: Shape }

/** What is shared by all parts of one formula. */
export type Checking = {
  readonly scope: FormulaScope
  readonly nulls: 'missing' | 'value'
  readonly findings: FormulaFinding[]
  readonly usedNames: Set<string>
  /** The checker of any part, so that the files for single constructs need not import one another. */
  readonly check: (node: FormulaNode, place: Place) => Checked | undefined
}

export type Place = {
  readonly checking: Checking
  /** `$`, and the context of plain names. */
  readonly context: Checked
  /** At the formula's top, where inputs win over the item's fields. */
  readonly isTop: boolean
  /** A name stands directly for a field of each item, where the context is a list. False: jsonata's answer depends on how the list came about. */
  readonly looksIntoLists: boolean
  /** The context may stand for the first argument of a function that is left out. */
  readonly lendsContext: boolean
  readonly variables: ReadonlyMap<string, Checked>
  /** What a condition has found to be there, as it is printed. */
  readonly found: ReadonlySet<string>
}

/** Undefined: a finding says why. */
export function checkNode(node: FormulaNode, place: Place): Checked | undefined {
  const checked = place.checking.check(node, place)
  if (checked?.shape.mayMiss !== true || place.found.size === 0 || !place.found.has(printFormula(node))) return checked
  return { term: checked.term, shape: present(checked.shape) }
}

export const NOTHING_FOUND: ReadonlySet<string> = new Set()

/** The place where a condition holds: what it asks for by `$exists` is there. */
export function placeWhere(test: FormulaNode, place: Place): Place {
  const found = listFound(test)
  return found.length === 0 ? place : { ...place, found: new Set([...place.found, ...found]) }
}

function listFound(test: FormulaNode): string[] {
  if (test.is === 'binary' && test.operator === 'and') return [...listFound(test.left), ...listFound(test.right)]
  if (test.is === 'block' && test.items.length === 1) return test.items.flatMap(listFound)
  const [asked] = test.is === 'call' && test.name === 'exists' ? test.args : []
  return asked === undefined ? [] : [printFormula(asked)]
}

export function report(place: Place, code: string, span: Span, message: string, fixes: readonly QuickFix[] = []): undefined {
  place.checking.findings.push({ severity: 'error', code, span, message, fixes })
  return undefined
}

export function warn(place: Place, code: string, span: Span, message: string, fixes: readonly QuickFix[] = []): void {
  place.checking.findings.push({ severity: 'warning', code, span, message, fixes })
}

export function fix(title: string, span: Span, text: string): QuickFix {
  return { title, edit: { span, text } }
}

/** `$number(total)` in place of `total`. */
export function callFix(title: string, name: string, node: FormulaNode, more = ''): QuickFix {
  return fix(title, node.span, `$${name}(${printFormula(node)}${more})`)
}

/** The text of a part, safe to stand before an operator or `[`. */
export function printOperand(node: FormulaNode): string {
  const text = printFormula(node)
  return ['literal', 'name', 'context', 'root', 'variable', 'block', 'call'].includes(node.is) ? text : `(${text})`
}

/** A name for a variable that no other variable of the formula has: letters, digits and `_`. */
export function makeName(place: Place, wanted: string): string {
  const { usedNames } = place.checking
  const plain = wanted.replaceAll(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d|$)/, '_')
  let name = plain
  for (let count = 2; usedNames.has(name); count++) name = `${plain}${count}`
  usedNames.add(name)
  return name
}

export function variableTerm(name: string, shape: Shape): Checked {
  return { term: { op: 'variable', type: typeOfShape(shape), name }, shape }
}

/** The place inside a predicate, a step or an object, with another context. */
export function placeInside(place: Place, context: Checked, looksIntoLists: boolean): Place {
  return { ...place, context, isTop: false, looksIntoLists, lendsContext: true, found: NOTHING_FOUND }
}
