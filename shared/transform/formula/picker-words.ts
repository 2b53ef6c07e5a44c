// How a picker's sources and config values are written in a formula, and read from one: names looked up in what the formula can see.
import { parseFieldPath, printFieldPath, type PathStep } from '../../schema/field-path.ts'
import type { JsonScalar } from '../../schema/json-value.ts'
import type { Operand, SourceRef } from '../transform.ts'
import type { BinaryOperator, FormulaNode } from './ast.ts'
import type { FormulaScope, Known, TermKind } from './known.ts'
import { isWritableName } from './print.ts'

/** `configNames`: names by id. `scope`: what formulas of the same row see. */
export type PickerWords = { readonly scope: FormulaScope; readonly configNames: ReadonlyMap<string, string> }

/** A written value: the kinds it may have besides null, and whether it may be missing or null. */
export type Piece = { readonly node: FormulaNode; readonly kinds: readonly TermKind[]; readonly optional: boolean }

type Start = { readonly node: FormulaNode | null; readonly known: Known }

const span = { from: 0, to: 0 }
export const literal = (value: JsonScalar): FormulaNode => ({ span, is: 'literal', value })
export const variable = (name: string): FormulaNode => ({ span, is: 'variable', name })
export const call = (name: string, ...args: readonly FormulaNode[]): FormulaNode => ({ span, is: 'call', name, nameSpan: span, args })
export const binary = (operator: BinaryOperator, left: FormulaNode, right: FormulaNode): FormulaNode => ({
  span,
  is: 'binary',
  operator,
  operatorSpan: span,
  left,
  right,
})
export const filter = (from: FormulaNode, by: FormulaNode): FormulaNode => ({ span, is: 'filter', from, by })
export const listOf = (item: FormulaNode): FormulaNode => ({ span, is: 'list', items: [item] })
export const choice = (test: FormulaNode, then: FormulaNode, otherwise?: FormulaNode): FormulaNode => ({
  span,
  is: 'condition',
  test,
  then,
  ...(otherwise === undefined ? {} : { otherwise }),
})
export const negate = (of: FormulaNode): FormulaNode => ({ span, is: 'negate', of })
export const block = (binds: readonly { readonly name: string; readonly value: FormulaNode }[], last: FormulaNode): FormulaNode => ({
  span,
  is: 'block',
  items: [...binds.map(({ name, value }): FormulaNode => ({ span, is: 'bind', name, nameSpan: span, value })), last],
})

/** The item's own fields by their names, another input's below its name. Undefined where a formula cannot name it, or nothing is known of it. */
export function printSourcePiece(ref: SourceRef, { scope }: PickerWords): Piece | undefined {
  if (ref.of === 'entry') return undefined
  const names = namesOf(ref.path)
  if (names === undefined) return undefined
  const starts: readonly Start[] = [
    // A plain name of the item means the input of that name, where there is one.
    { node: names[0] === undefined || scope.inputs.has(names[0]) ? { span, is: 'context' } : null, known: scope.item },
    ...[...scope.inputs].map(([name, known]): Start => ({ node: { span, is: 'name', name }, known })),
    { node: { span, is: 'root' }, known: scope.root },
  ]
  const start = starts.find(({ known, node }) => isStartOf(known, ref) && (node?.is !== 'name' || isWritableName(node.name)))
  return start === undefined ? undefined : walk(start, names)
}

/** A field of a list's entry, where the entry is the context. */
export function printEntryPiece(path: string, entry: Known): Piece | undefined {
  const names = namesOf(path)
  return names === undefined ? undefined : walk({ node: names.length === 0 ? { span, is: 'context' } : null, known: entry }, names)
}

export function printConfigPiece(id: string, { scope, configNames }: PickerWords): Piece | undefined {
  const name = configNames.get(id)
  const known = name === undefined ? undefined : scope.config.get(name)
  return known === undefined ? undefined : walk({ node: variable('config'), known: configRoot(scope) }, [name ?? ''])
}

/** The source or the config value that a node names; undefined for anything else. Exactly what the print functions write. */
export function readOperand(written: FormulaNode, words: PickerWords): Operand | undefined {
  const node = withoutParentheses(written)
  if (node.is === 'literal') return { of: 'constant', value: node.value }
  const path = namesOfNode(node)
  if (path === undefined) return undefined
  const { scope, configNames } = words
  if (path.start?.is === 'variable') {
    const id = path.start.name === 'config' && path.names.length === 1 ? [...configNames].find(([, name]) => name === path.names[0])?.[0] : undefined
    return id === undefined ? undefined : { of: 'config', config: id }
  }
  const input = path.start === null ? scope.inputs.get(path.names[0] ?? '') : undefined
  const known = input ?? (path.start?.is === 'root' ? scope.root : scope.item)
  const names = input === undefined ? path.names : path.names.slice(1)
  return known.source === undefined ? undefined : { ...known.source, path: printNames(names) }
}

export function withoutParentheses(node: FormulaNode): FormulaNode {
  const only = node.is === 'block' && node.items.length === 1 ? node.items[0] : undefined
  return only === undefined || only.is === 'bind' ? node : withoutParentheses(only)
}

/** Names behind a start (null: a plain name), without positions and conditions. */
export function namesOfNode(node: FormulaNode): { readonly start: FormulaNode | null; readonly names: readonly string[] } | undefined {
  if (node.is === 'name') return { start: null, names: [node.name] }
  if (node.is === 'context' || node.is === 'root' || node.is === 'variable') return { start: node, names: [] }
  if (node.is !== 'step' || node.to.is !== 'name') return undefined
  const before = namesOfNode(node.from)
  return before === undefined ? undefined : { start: before.start, names: [...before.names, node.to.name] }
}

export function printNames(names: readonly string[]): SourceRef['path'] {
  return printFieldPath(names.map((name): PathStep => ({ kind: 'name', name })))
}

/** What is known of a list's entries; undefined where it is no list, or one of lists. */
export function entryOfList(ref: SourceRef, words: PickerWords): Known | undefined {
  const names = namesOf(ref.path)
  const start = [words.scope.item, ...words.scope.inputs.values(), words.scope.root].find((known) => isStartOf(known, ref))
  let list: Known | undefined = start
  for (const name of names ?? []) list = list?.field?.(name)
  return names === undefined ? undefined : list?.items?.()
}

export function stepInto(from: FormulaNode, path: string): FormulaNode | undefined {
  const names = namesOf(path)
  return names?.every(isWritableName) === true
    ? names.reduce((node, name): FormulaNode => ({ span, is: 'step', from: node, to: { span, is: 'name', name } }), from)
    : undefined
}

function walk({ node, known }: Start, names: readonly string[]): Piece | undefined {
  let here: FormulaNode | null = node
  let value: Known | undefined = known
  let optional = isOptional(known)
  for (const name of names) {
    value = value.field?.(name)
    if (value === undefined || !isWritableName(name)) return undefined
    optional ||= isOptional(value)
    here = here === null ? { span, is: 'name', name } : { span, is: 'step', from: here, to: { span, is: 'name', name } }
  }
  return here === null ? undefined : { node: here, kinds: value.kinds.filter((kind) => kind !== 'null'), optional }
}

function isOptional(known: Known): boolean {
  return known.mayMiss || known.kinds.includes('null')
}

function isStartOf({ source }: Known, ref: SourceRef): boolean {
  if (source === undefined || source.path !== '' || source.of !== ref.of) return false
  return source.of !== 'input' || (ref.of === 'input' && source.input === ref.input)
}

function configRoot(scope: FormulaScope): Known {
  return { kinds: ['object'], mayMiss: false, field: (name) => scope.config.get(name) }
}

/** Plain names only: a path through a list is no single value. */
function namesOf(path: string): string[] | undefined {
  const parsed = parseFieldPath(path)
  if (!parsed.ok) return undefined
  const names = parsed.value.flatMap((step) => (step.kind === 'name' ? [step.name] : []))
  return names.length === parsed.value.length ? names : undefined
}
