// The kinds that look into a list (`list`, `join`), as formulas: paths with a condition, and functions of what they give.
import type { Condition, ListEnd, Operand, ValueTransform } from '../transform.ts'
import type { FormulaNode } from './ast.ts'
import { kindOf, printConditionNode, type WrittenTest } from './condition-as-formula.ts'
import type { Known } from './known.ts'
import {
  binary,
  block,
  call,
  choice,
  entryOfList,
  filter,
  listOf,
  literal,
  printEntryPiece,
  printSourcePiece,
  stepInto,
  variable,
  type Piece,
  type PickerWords,
} from './picker-words.ts'

type ListTransform = Extract<ValueTransform, { kind: 'list' }>
type JoinTransform = Extract<ValueTransform, { kind: 'join' }>
type PrintOperand = (operand: Operand) => Piece | undefined
/** Values that a condition takes from outside the entry: they are named before, because inside it plain names are the entry's. */
type Binds = { readonly name: string; readonly value: FormulaNode }[]

const OBJECTS_TOO = new Set<ListEnd['do']>(['all', 'first', 'last', 'count'])

/** Undefined where there is an order, where entries or values may be lists, and where numbers stand in texts. */
export function printListNode(transform: ListTransform, words: PickerWords, print: PrintOperand): Piece | undefined {
  const { from, where, sort, take, distinct = false, then } = transform
  const list = printSourcePiece(from, words)
  const entry = entryOfList(from, words)
  const taken = entry === undefined ? undefined : printEntryPiece(take, entry)
  if (list === undefined || entry === undefined || taken === undefined || sort !== undefined || !isSingle(entry)) return undefined
  const kind = kindOf(taken)
  if (kind === undefined && (!OBJECTS_TOO.has(then.do) || distinct || taken.kinds.length !== 1 || taken.kinds[0] !== 'object')) return undefined
  const binds: Binds = []
  const test = where === undefined ? null : printWhere(where, entry, binds, print)
  if (test === undefined) return undefined
  const passed = test === null ? list.node : inLast(list.node, test.node)
  const node = printEnd(passed, transform, kind)
  if (node === undefined) return undefined
  // Of a missing list the value is missing; these ends give something of no entries too.
  const isGuarded = list.optional && (then.do === 'all' || then.do === 'count' || then.do === 'sum')
  const named = binds.length === 0 ? node : block(binds, node)
  return {
    node: isGuarded ? choice(call('exists', list.node), named) : named,
    kinds: then.do === 'all' ? ['list'] : then.do === 'join' ? ['text'] : then.do === 'first' || then.do === 'last' ? taken.kinds : ['number'],
    optional: list.optional || (then.do !== 'all' && then.do !== 'count' && then.do !== 'sum'),
  }
}

export function printJoinNode({ list: ref, key, equals, take }: JoinTransform, words: PickerWords, print: PrintOperand): Piece | undefined {
  const list = printSourcePiece(ref, words)
  const entry = entryOfList(ref, words)
  const left = entry === undefined ? undefined : printEntryPiece(key, entry)
  const taken = entry === undefined ? undefined : printEntryPiece(take, entry)
  const binds: Binds = []
  const right = printOutside(equals, binds, print)
  if (list === undefined || entry === undefined || left === undefined || right === undefined || taken === undefined || !isSingle(entry)) return undefined
  if (kindOf(left) === undefined || kindOf(left) !== kindOf(right) || !isSingle(taken)) return undefined
  const found = stepInto(inLast(inLast(list.node, binary('=', left.node, right.node)), literal(0)), take)
  return found === undefined ? undefined : { node: binds.length === 0 ? found : block(binds, found), kinds: taken.kinds, optional: true }
}

function printEnd(passed: FormulaNode, { where, take, distinct, then }: ListTransform, kind: ReturnType<typeof kindOf>): FormulaNode | undefined {
  if (then.do === 'first' || then.do === 'last') return stepInto(inLast(passed, literal(then.do === 'first' ? 0 : -1)), take)
  const taken = stepInto(passed, take)
  if (taken === undefined) return undefined
  const values = distinct === true ? call('distinct', listOf(taken)) : listOf(taken)
  switch (then.do) {
    case 'all':
      return values
    case 'count':
      return call('count', values)
    case 'sum':
      return kind === 'number' ? call('sum', values) : undefined
    case 'min':
    case 'max':
    case 'average':
      // Of no numbers these give nothing, but of an empty list they would have to.
      return kind === 'number' ? call(then.do, distinct === true ? call('distinct', taken) : taken) : undefined
    case 'join':
      // An empty list itself is joined to an empty text there.
      if (where === undefined && take === '') return undefined
      return kind === 'text' ? call('join', distinct === true ? call('distinct', taken) : taken, literal(then.with)) : undefined
  }
}

function printWhere(where: Condition, entry: Known, binds: Binds, print: PrintOperand): WrittenTest | undefined {
  return printConditionNode(where, (operand) => (operand.of === 'entry' ? printEntryPiece(operand.path, entry) : printOutside(operand, binds, print)))
}

function printOutside(operand: Operand, binds: Binds, print: PrintOperand): Piece | undefined {
  const piece = print(operand)
  if (piece === undefined || operand.of === 'constant' || operand.of === 'config') return piece
  const name = binds.length === 0 ? 'value' : `value${binds.length + 1}`
  binds.push({ name, value: piece.node })
  return { ...piece, node: variable(name) }
}

/** A position or a condition belongs to the last name of a path. */
function inLast(node: FormulaNode, by: FormulaNode): FormulaNode {
  return node.is === 'step' ? { ...node, to: filter(node.to, by) } : filter(node, by)
}

/** Of one kind, and no list. A null entry is a value there and none here, so it is another kind. */
function isSingle({ kinds }: Pick<Known, 'kinds'>): boolean {
  return kinds.length === 1 && kinds[0] !== 'list' && kinds[0] !== 'any' && kinds[0] !== 'null'
}
