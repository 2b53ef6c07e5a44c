// Which `list` or `join` a formula may have been written from. Only a proposal: as-formula.ts proves it by writing it again.
import type { Condition, ListEnd, Operand, SourceRef, ValueTransform } from '../transform.ts'
import type { FormulaNode } from './ast.ts'
import { readConditionNode } from './condition-as-formula.ts'
import { entryOfList, namesOfNode, printNames, readOperand, type PickerWords } from './picker-words.ts'

export type ReadListPlace = { readonly variables?: Readonly<Record<string, Operand>> }

type Found = { readonly from: SourceRef; readonly where?: Condition; readonly at?: number; readonly take: SourceRef['path'] }

const ENDS = { count: 'count', sum: 'sum', min: 'min', max: 'max', average: 'average' } as const

export function readListNode(node: FormulaNode, words: PickerWords, place: ReadListPlace): ValueTransform | undefined {
  const { end, values } = endOf(node)
  const isDistinct = values.is === 'call' && values.name === 'distinct'
  const inner = isDistinct ? (values.args[0] ?? values) : values
  const found = readPath(inner.is === 'list' && inner.items[0] !== undefined ? inner.items[0] : inner, words, place)
  if (found === undefined) return undefined
  const { from, where, at, take } = found
  if (at === undefined) return { kind: 'list', from, ...(where === undefined ? {} : { where }), take, ...(isDistinct ? { distinct: true } : {}), then: end }
  // The first entry with a key is a join.
  if (at === 0 && where?.test === 'compare' && where.operator === '=' && where.left.of === 'entry' && where.right.of !== 'entry')
    return { kind: 'join', list: from, key: where.left.path, equals: where.right, take }
  return { kind: 'list', from, ...(where === undefined ? {} : { where }), take, then: { do: at === 0 ? 'first' : 'last' } }
}

/** The function around the values. Without one, all of them. */
function endOf(node: FormulaNode): { readonly end: ListEnd; readonly values: FormulaNode } {
  const [values, separator] = node.is === 'call' ? node.args : []
  if (node.is !== 'call' || values === undefined) return { end: { do: 'all' }, values: node }
  if (node.name === 'join' && separator?.is === 'literal' && typeof separator.value === 'string') return { end: { do: 'join', with: separator.value }, values }
  const end = Object.entries(ENDS).find(([name]) => name === node.name)?.[1]
  return end === undefined ? { end: { do: 'all' }, values: node } : { end: { do: end }, values }
}

/** `lines[kind = "fee"][0].total`: the list, its condition and position, and what is taken of the entries. */
function readPath(node: FormulaNode, words: PickerWords, place: ReadListPlace): Found | undefined {
  const names: string[] = []
  let here = node
  // Without a condition the list is the first part of the path that is one.
  while (here.is === 'step' && here.to.is === 'name' && !isList(here, words)) {
    names.unshift(here.to.name)
    here = here.from
  }
  const filters: FormulaNode[] = []
  let last = here.is === 'step' ? here.to : here
  while (last.is === 'filter') {
    filters.unshift(last.by)
    last = last.from
  }
  const from = readOperand(here.is === 'step' ? { ...here, to: last } : last, words)
  if (from === undefined || from.of === 'constant' || from.of === 'config') return undefined
  const position = filters.at(-1)
  const at = position?.is === 'literal' && (position.value === 0 || position.value === -1) ? position.value : undefined
  const [test, ...others] = at === undefined ? filters : filters.slice(0, -1)
  if (others.length > 0) return undefined
  const where = test === undefined ? undefined : readConditionNode(test, (part) => readInEntry(part, words, place))
  if (test !== undefined && where === undefined) return undefined
  return { from, ...(where === undefined ? {} : { where }), ...(at === undefined ? {} : { at }), take: printNames(names) }
}

function isList(node: FormulaNode, words: PickerWords): boolean {
  const ref = readOperand(node, words)
  return ref !== undefined && ref.of !== 'constant' && ref.of !== 'config' && entryOfList(ref, words) !== undefined
}

/** Inside a condition plain names are the entry's, and other values have been named before. */
function readInEntry(node: FormulaNode, words: PickerWords, { variables = {} }: ReadListPlace): Operand | undefined {
  if (node.is === 'variable' && Object.hasOwn(variables, node.name)) return variables[node.name]
  const path = namesOfNode(node)
  if (path === undefined || path.start?.is === 'variable' || path.start?.is === 'root') return readOperand(node, words)
  return { of: 'entry', path: printNames(path.names) }
}
