// The only place that checks paths: steps from value to value, indexes and predicates. It follows, type by type, when jsonata opens a list and when it does not.
import { printName } from '../../schema/field-path.ts'
import type { FormulaNode } from './ast.ts'
import { requireBoolean } from './check-kinds.ts'
import { checkVariable, openShape } from './check-names.ts'
import { checkNode, fix, makeName, placeInside, report, variableTerm, type Checked, type Place } from './check-place.ts'
import { holdsOfNothing } from './of-nothing.ts'
import { printFormula } from './print.ts'
import { describeShape, isList, isMixed, itemsOf, manyOf, missable, present, typeOfShape, type Shape } from './shape.ts'
import type { Term } from './term.ts'

type NodeOf<Is extends FormulaNode['is']> = Extract<FormulaNode, { readonly is: Is }>

export function checkPath(node: NodeOf<'step'>, place: Place): Checked | undefined {
  const [head, ...steps] = listSteps(node)
  if (head === undefined) return undefined
  let here = checkHead(head, place)
  for (const step of steps) {
    if (here === undefined) return undefined
    here = checkStep(here, step, place)
  }
  return here
}

function listSteps(node: FormulaNode): FormulaNode[] {
  return node.is === 'step' ? [...listSteps(node.from), node.to] : [node]
}

function checkHead(head: FormulaNode, place: Place): Checked | undefined {
  const start = filtered(head)
  if (head.is === 'variable') return consume(checkVariable(head, place, true), head, place)
  if (head.is === 'list') {
    const list = checkNode(head, { ...place, lendsContext: false })
    // jsonata gives the empty list itself, and not nothing.
    if (list !== undefined && list.shape.filled !== true)
      return report(place, 'empty-head', head.span, 'Where this list is empty, there is nothing to take. Use `$map`.')
    return list
  }
  if (opensWithList(head)) {
    return report(place, 'list-head', head.span, 'Put what stands before the point into a variable first: `($part := ...; $part.name)`.')
  }
  const isAbsolute = start.is === 'variable' || start.is === 'context' || start.is === 'root'
  if (start.is === 'name' || isAbsolute) return consume(checkNode(head, place), head, place, start.is === 'name')
  const isListContext = place.context.shape.kinds.includes('list')
  if (isListContext && !place.looksIntoLists) return reportListContext(head, place)
  return consume(checkNode(head, isListContext ? { ...place, looksIntoLists: false } : place), head, place)
}

export function reportListContext(node: FormulaNode, place: Place): undefined {
  return report(place, 'list-context', node.span, 'Here every value is a list of its own. Use `$map($, function($item) { ... })` to go through it.')
}

function filtered(node: FormulaNode): FormulaNode {
  return node.is === 'filter' ? filtered(node.from) : node
}

/** jsonata takes the result of such a head as the list to go through, also where it is one value. */
function opensWithList(head: FormulaNode): boolean {
  if (head.is === 'filter') return filtered(head).is === 'list' || opensWithList(filtered(head))
  return head.is === 'block' && head.items.some((item) => startsWithList(item) || opensWithList(item))
}

function startsWithList(node: FormulaNode): boolean {
  return node.is === 'step' && (listSteps(node)[0]?.is === 'list' || opensWithList(listSteps(node)[0] ?? node))
}

/** One step further: into the value, or into each item of a list. */
function checkStep(from: Checked, step: FormulaNode, place: Place): Checked | undefined {
  const { shape } = from
  const isName = filtered(step).is === 'name'
  if (shape.whole === 'maybe') return report(place, 'whole-list', step.span, 'A path may or may not go into such a list item by item. Use `$map`.')
  if (shape.kinds.includes('any'))
    return report(place, 'unknown-type', step.span, 'Nothing is known of what stands before the point. Import a schema or samples that say what it holds.')
  if (isMixed(shape))
    return report(place, 'sometimes-list', step.span, `What stands before the point is ${describeShape(shape)}: a formula cannot treat both alike.`)
  if (shape.hollow === true && !isName) return reportHollow(step, place)
  if (isList(shape) && shape.whole === undefined) return checkEach(from, step, place)
  if (isName) return consume(checkNode(step, placeInside(place, from, true)), step, place, true)
  return once(from, place, (value) => {
    const each = consume(checkNode(step, placeInside(place, value, false)), step, place, step.is === 'filter')
    if (each === undefined) return undefined
    const result = step.is === 'list' ? { ...each, shape: { ...each.shape, whole: 'always' as const } } : each
    if (!shape.mayMiss) return result
    const test: Term = { op: 'call', type: { kinds: ['boolean'] }, name: 'exists', args: [value.term] }
    const may = missable(result.shape)
    return { term: { op: 'if', type: typeOfShape(may), test, then: result.term, otherwise: null }, shape: may }
  })
}

function reportHollow(step: FormulaNode, place: Place): undefined {
  return report(place, 'hollow-predicate', step.span, 'The condition before this also holds where there is nothing to look at. Begin it with `$exists($) and`.')
}

/** `then` may name the value more than once. */
export function once(value: Checked, place: Place, then: (value: Checked) => Checked | undefined): Checked | undefined {
  if (value.term.op === 'variable' || value.term.op === 'path') return then(value)
  const name = makeName(place, 'here')
  const used = then(variableTerm(name, value.shape))
  return used && { term: { op: 'let', type: used.term.type, name, value: value.term, in: used.term }, shape: used.shape }
}

function checkEach(list: Checked, step: FormulaNode, place: Place): Checked | undefined {
  const as = makeName(place, 'item')
  const item = variableTerm(as, itemsOf(list.shape))
  const isName = filtered(step).is === 'name'
  const each = consume(checkNode(step, placeInside(place, item, isName)), step, place, isName || step.is === 'filter')
  if (each === undefined) return undefined
  if (each.shape.hollow === true) return reportHollow(step, place)
  if (each.shape.kinds.includes('any'))
    return report(
      place,
      'unknown-type',
      step.span,
      'Nothing is known of these values, so a path cannot collect them. Convert them with `$string` or `$number`.',
    )
  // Of one list alone jsonata gives it as it is, unless others are there in which nothing stands at that position.
  if (step.is === 'filter' && each.shape.kinds.includes('list') && each.shape.many !== true) return reportListOfLists(step, place)
  if (each.shape.whole === 'maybe') return report(place, 'whole-list', step.span, 'A path may or may not open such a list. Use `$map`.')
  const isWhole = each.shape.whole === 'always' || step.is === 'list'
  const isFlat = !isWhole && each.shape.kinds.includes('list')
  const items: Shape = isFlat ? openShape(each.shape) : isWhole ? { ...present(each.shape), whole: 'always' } : present(each.shape)
  const shape = manyOf(items)
  return { term: { op: 'collect', type: typeOfShape(shape), from: list.term, as, each: each.term, flat: isFlat }, shape }
}

/** `from[by]`. */
export function checkFilter(node: NodeOf<'filter'>, place: Place): Checked | undefined {
  const from = consume(checkNode(node.from, place), node.from, place, node.from.is === 'filter')
  if (from === undefined) return undefined
  const { shape } = from
  if (shape.kinds.includes('any'))
    return report(place, 'unknown-type', node.by.span, 'Nothing is known of what stands before `[`. Import a schema or samples that say what it holds.')
  if (isMixed(shape))
    return report(place, 'sometimes-list', node.by.span, `What stands before \`[\` is ${describeShape(shape)}: a formula cannot treat both alike.`)
  if (node.by.is === 'literal' && typeof node.by.value === 'number') return checkIndex(from, Math.floor(node.by.value), node, place)
  return isList(shape) ? checkPredicate(from, node, place) : checkOnePredicate(from, node, place)
}

function checkIndex(from: Checked, index: number, node: NodeOf<'filter'>, place: Place): Checked | undefined {
  if (isList(from.shape)) {
    const shape = missable(itemsOf(from.shape))
    return { term: { op: 'at', type: typeOfShape(shape), from: from.term, index }, shape }
  }
  if (index === 0 || index === -1 || from.shape.kinds.length === 0) return from
  return report(place, 'one-value', node.by.span, 'This is one value, not a list: there is nothing at this position.', [
    fix('Leave the position out', { from: node.from.span.to, to: node.span.to }, ''),
  ])
}

function checkPredicate(from: Checked, node: NodeOf<'filter'>, place: Place): Checked | undefined {
  const as = makeName(place, 'item')
  const item = variableTerm(as, itemsOf(from.shape))
  const test = checkTest(node, place, item)
  if (test === undefined) return undefined
  const isHollow = from.shape.hollow === true || (from.shape.mayMiss && holdsOfNothing(test.term, as))
  const shape: Shape = { ...manyOf(itemsOf(from.shape)), ...(isHollow ? { hollow: true } : {}) }
  return { term: { op: 'keep', type: typeOfShape(shape), from: from.term, as, test: test.term }, shape }
}

/** A predicate behind one value: the value where it holds, else missing. */
function checkOnePredicate(from: Checked, node: NodeOf<'filter'>, place: Place): Checked | undefined {
  const name = makeName(place, 'here')
  const value = variableTerm(name, from.shape)
  const test = checkTest(node, place, value)
  if (test === undefined) return undefined
  const isHollow = from.shape.hollow === true || (from.shape.mayMiss && holdsOfNothing(test.term, name))
  const shape: Shape = { ...missable(from.shape), ...(isHollow ? { hollow: true } : {}) }
  const type = typeOfShape(shape)
  const chosen: Term = { op: 'if', type, test: test.term, then: value.term, otherwise: null }
  return { term: { op: 'let', type, name, value: from.term, in: chosen }, shape }
}

function checkTest(node: NodeOf<'filter'>, place: Place, item: Checked): Checked | undefined {
  const test = checkNode(node.by, placeInside(place, item, false))
  if (test === undefined) return undefined
  if (test.shape.kinds.includes('number')) {
    return report(place, 'computed-index', node.by.span, 'In brackets stands a position such as `[0]`, or a condition that is true or false.')
  }
  if (node.by.is === 'literal' && typeof node.by.value === 'string') {
    const field = `.${printName(node.by.value)}`
    const fixes = [fix(`Write ${field}`, { from: node.from.span.to, to: node.span.to }, field)]
    return report(place, 'not-a-condition', node.by.span, `A field is named behind a point: \`${field}\`.`, fixes)
  }
  return requireBoolean(test, node.by, place)
}

/**
 * What jsonata does with a sequence whose only item is a list depends on the record, so nothing may be done with lists that a path collected.
 * `isStep`: the value comes out of a step and goes on to the next.
 */
export function consume(checked: Checked | undefined, node: FormulaNode, place: Place, isStep = false): Checked | undefined {
  if (checked === undefined) return undefined
  const { shape } = checked
  if (shape.many === true && itemsOf(shape).kinds.some((kind) => kind === 'list' || kind === 'any')) return reportListOfLists(node, place)
  if (isStep || shape.hollow !== true) return checked
  const { hollow: _, ...rest } = shape
  return { term: checked.term, shape: rest }
}

function reportListOfLists(node: FormulaNode, place: Place): undefined {
  return report(
    place,
    'list-of-lists',
    node.span,
    `\`${printFormula(node)}\` gives several lists. Say what becomes of them with \`$map\`, or take one of them first.`,
  )
}
