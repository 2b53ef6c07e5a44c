// The only place that makes one type of two: of a condition's branches, and of a value and its default.
import type { FormulaNode } from './ast.ts'
import { requireBoolean } from './check-kinds.ts'
import { checkNode, makeName, placeWhere, report, type Checked, type Place } from './check-place.ts'
import { isList, joinShapes, listOf, manyOf, missable, present, typeOfShape, type Shape } from './shape.ts'
import type { Term } from './term.ts'

export function checkCondition(node: Extract<FormulaNode, { readonly is: 'condition' }>, place: Place): Checked | undefined {
  const test = requireBoolean(checkNode(node.test, place), node.test, place)
  const then = checkNode(node.then, placeWhere(node.test, place))
  if (node.otherwise === undefined) {
    if (test === undefined || then === undefined) return undefined
    const shape = missable(then.shape)
    return { term: { op: 'if', type: typeOfShape(shape), test: test.term, then: then.term, otherwise: null }, shape }
  }
  const otherwise = checkNode(node.otherwise, place)
  if (test === undefined || then === undefined || otherwise === undefined) return undefined
  const unified = unify(then, otherwise, node, place)
  if (unified === undefined) return undefined
  const [first, second, shape] = unified
  return { term: { op: 'if', type: typeOfShape(shape), test: test.term, then: first.term, otherwise: second.term }, shape }
}

/** Both as sequences where one of them is. A list that is none cannot stand beside a sequence: of one item, jsonata would keep the first and open the second. */
export function unify(a: Checked, b: Checked, node: FormulaNode, place: Place): readonly [Checked, Checked, Shape] | undefined {
  if ((a.shape.many === true) === (b.shape.many === true)) return [a, b, joinShapes(a.shape, b.shape)]
  const other = a.shape.many === true ? b : a
  if (other.shape.kinds.includes('list') || other.shape.kinds.includes('any')) {
    return report(
      place,
      'list-or-several',
      node.span,
      'One of the two is a list, the other the values that a path finds. Put the path into brackets, `[...]`, to make a list of it.',
    )
  }
  const left = a.shape.many === true ? a : asMany(a, place)
  const right = b.shape.many === true ? b : asMany(b, place)
  return [left, right, { ...joinShapes(left.shape, right.shape), mayMiss: a.shape.mayMiss || b.shape.mayMiss }]
}

/** One value as a sequence of it; missing where it is. */
export function asMany(one: Checked, place: Place): Checked {
  const shape: Shape = { ...manyOf(present(one.shape)), mayMiss: one.shape.mayMiss }
  return { term: keepAll(wrap(one), shape, place), shape }
}

/** One value as a list of it; missing where it is. */
export function asList(one: Checked, place: Place): Checked {
  if (isList(one.shape)) return one
  const shape = { ...listOf(present(one.shape)), mayMiss: one.shape.mayMiss }
  return { term: one.shape.mayMiss ? keepAll(wrap(one), shape, place) : wrap(one), shape }
}

function wrap(one: Checked): Term {
  return { op: 'list', type: typeOfShape(listOf(present(one.shape))), items: [one.term] }
}

/** An empty list becomes nothing. */
function keepAll(list: Term, shape: Shape, place: Place): Term {
  const as = makeName(place, 'item')
  return { op: 'keep', type: typeOfShape(shape), from: list, as, test: { op: 'literal', type: { kinds: ['boolean'] }, value: true } }
}
