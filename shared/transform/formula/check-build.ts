// The only place that checks what a formula makes: lists, objects, and blocks with their variables.
import type { FormulaNode } from './ast.ts'
import { openShape } from './check-names.ts'
import { consume, reportListContext } from './check-path.ts'
import { checkNode, fix, makeName, NOTHING_FOUND, report, variableTerm, type Checked, type Place } from './check-place.ts'
import { printFormula } from './print.ts'
import { BOOLEAN, itemsOf, joinAll, joinShapes, listOf, NEVER, NUMBER, present, typeOfShape, type Shape } from './shape.ts'
import type { Term } from './term.ts'

type NodeOf<Is extends FormulaNode['is']> = Extract<FormulaNode, { readonly is: Is }>

export function checkListOf(node: NodeOf<'list'>, place: Place): Checked | undefined {
  const items: Shape[] = []
  let isFilled = false
  const terms: Term[] = []
  for (const item of node.items) {
    const checked = checkItem(item, place)
    if (checked === undefined) continue
    items.push(checked.term.type.many === true ? openShape(checked.shape) : present(checked.shape))
    isFilled ||= checked.term.type.many !== true && !checked.shape.mayMiss
    terms.push(checked.term)
  }
  if (terms.length < node.items.length) return undefined
  const shape: Shape = { ...listOf(joinAll(items) ?? NEVER), ...(isFilled ? { filled: true } : {}) }
  return { term: { op: 'list', type: typeOfShape(shape), items: terms }, shape }
}

/** jsonata opens every list that is not written out inside the brackets. */
function checkItem(node: FormulaNode, place: Place): Checked | undefined {
  const checked = consume(collapseLists(checkNode(node, place), place), node, place)
  if (checked === undefined) return undefined
  const { term, shape } = checked
  if (shape.kinds.includes('any'))
    return report(
      place,
      'unknown-type',
      node.span,
      `The type of \`${printFormula(node)}\` is not known: if it were a list, it would be opened. Convert it first.`,
    )
  if (isBracketed(node)) {
    if (shape.many !== true) return checked
    return report(
      place,
      'several-values',
      node.span,
      'What a condition leaves of a list in brackets is put into a list of its own here. Give it a name first: `($part := ...; [$part])`.',
    )
  }
  return shape.kinds.includes('list') && shape.many !== true ? { term: { ...term, type: { ...term.type, many: true } }, shape } : checked
}

/** Lists that `.[...]` made, of which jsonata gives the only one in place of a sequence of it: what is opened then is that list. */
function collapseLists(lists: Checked | undefined, place: Place): Checked | undefined {
  if (lists?.shape.many !== true || itemsOf(lists.shape).whole !== 'always') return lists
  const inner = itemsOf(lists.shape)
  const shape: Shape = { kinds: ['list'], mayMiss: true, items: () => joinShapes(itemsOf(inner), inner) }
  const type = typeOfShape(shape)
  const name = makeName(place, 'lists')
  const value = variableTerm(name, lists.shape).term
  const number = typeOfShape(NUMBER)
  const count: Term = { op: 'call', type: number, name: 'count', args: [value] }
  const test: Term = { op: 'compare', type: typeOfShape(BOOLEAN), operator: '=', left: count, right: { op: 'literal', type: number, value: 1 } }
  const only: Term = { op: 'at', type: typeOfShape(inner), from: value, index: 0 }
  return { term: { op: 'let', type, name, value: lists.term, in: { op: 'if', type, test, then: only, otherwise: value } }, shape }
}

function isBracketed(node: FormulaNode): boolean {
  return node.is === 'filter' ? isBracketed(node.from) : node.is === 'list'
}

export function checkObjectOf(node: NodeOf<'object'>, place: Place): Checked | undefined {
  if (place.context.shape.kinds.includes('list') && !place.looksIntoLists) return reportListContext(node, place)
  const inside = place.context.shape.kinds.includes('list') ? { ...place, looksIntoLists: false } : place
  const fields: { name: string; value: Term }[] = []
  const shapes = new Map<string, Shape>()
  for (const { name, value } of node.fields) {
    const checked = checkFieldValue(value, inside)
    if (name.is !== 'literal' || typeof name.value !== 'string') {
      report(place, 'computed-name', name.span, 'The name of a field is written as text: `{ "name": ... }`.')
      continue
    }
    if (shapes.has(name.value)) report(place, 'field-twice', name.span, `The field "${name.value}" is there twice.`)
    if (name.value === '_jsonata_lambda' || name.value === '_jsonata_function') report(place, 'reserved-name', name.span, 'jsonata keeps this name for itself.')
    if (checked === undefined) continue
    // Here it stands in what the formula makes.
    const { source: _, ...shape } = checked.shape
    shapes.set(name.value, shape)
    fields.push({ name: name.value, value: checked.term })
  }
  if (fields.length < node.fields.length) return undefined
  const shape: Shape = { kinds: ['object'], mayMiss: false, field: (name) => shapes.get(name), names: () => [...shapes.keys()] }
  return { term: { op: 'object', type: typeOfShape(shape), fields }, shape }
}

function checkFieldValue(node: FormulaNode, place: Place): Checked | undefined {
  const checked = checkNode(node, place)
  if (checked?.shape.many !== true) return checked
  return report(
    place,
    'several-values',
    node.span,
    `\`${printFormula(node)}\` may give several values. Put it into brackets to make a list of them, however many there are.`,
    [fix('Make a list', node.span, `[${printFormula(node)}]`)],
  )
}

/** Each variable is bound in front of what follows; names are made unique, so that an inner one may hide an outer one. */
export function checkBlock(node: NodeOf<'block'>, place: Place): Checked | undefined {
  const bound: { name: string; value: Term }[] = []
  const own = new Set<string>()
  let inside = place
  for (const item of node.items.slice(0, -1)) {
    if (item.is !== 'bind') {
      report(place, 'unused-value', item.span, 'Nothing uses this value. Give it a name (`$name := ...;`), or leave it out.')
      continue
    }
    if (own.has(item.name)) report(place, 'variable-twice', item.nameSpan, `\`$${item.name}\` has a value already. Choose another name.`)
    if (RESERVED.has(item.name)) report(place, 'reserved-variable', item.nameSpan, `\`$${item.name}\` has a meaning of its own. Choose another name.`)
    own.add(item.name)
    const value = checkNode(item.value, inside)
    if (value === undefined) {
      // Findings about what uses it would only repeat this one.
      return undefined
    }
    const name = makeName(place, item.name)
    bound.push({ name, value: value.term })
    inside = { ...inside, found: withoutName(inside.found, item.name), variables: new Map([...inside.variables, [item.name, variableTerm(name, value.shape)]]) }
  }
  const last = node.items.at(-1)
  if (last === undefined || last.is === 'bind') return report(place, 'empty-block', node.span, 'There is nothing in these parentheses.')
  const result = checkNode(last, inside)
  if (result === undefined) return undefined
  let { term } = result
  for (const { name, value } of bound.toReversed()) term = { op: 'let', type: term.type, name, value, in: term }
  return { term, shape: result.shape }
}

/** What was found of another variable of that name says nothing of this one. */
function withoutName(found: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return new Set([...found].filter((text) => !text.includes(`$${name}`)))
}

const RESERVED: ReadonlySet<string> = new Set(['config', 'index', 'result'])

/** A lambda's body, with its parameters bound to these. */
export function checkBody(node: NodeOf<'lambda'>, params: readonly Checked[], place: Place): Checked | undefined {
  const variables = new Map(place.variables)
  for (const [at, param] of node.params.entries()) {
    const bound = params[at]
    if (bound !== undefined) variables.set(param, bound)
  }
  if (cutsLastCall(node.body)) {
    return report(place, 'call-in-brackets', node.body.span, 'Give what stands in the parentheses a name first: `($part := ...; $part[0])`.')
  }
  // jsonata calls the last function of a body without the context.
  return checkNode(node.body, { ...place, isTop: false, lendsContext: false, variables, found: NOTHING_FOUND })
}

/** What ends with a call of a function, as jsonata sees the end of a lambda's body. */
function listEnds(node: FormulaNode): readonly FormulaNode[] {
  if (node.is === 'condition') return [...listEnds(node.then), ...(node.otherwise === undefined ? [] : listEnds(node.otherwise))]
  if (node.is === 'binary' && (node.operator === '??' || node.operator === '?:')) return [...listEnds(node.left), ...listEnds(node.right)]
  const last = node.is === 'block' ? node.items.at(-1) : undefined
  return last === undefined ? [node] : listEnds(last)
}

/** jsonata puts off the last call of a body, also where it stands in parentheses: what stands in brackets behind them then comes too early. */
function cutsLastCall(body: FormulaNode): boolean {
  return listEnds(body).some((end) => {
    let inner = end
    while (inner.is === 'filter') inner = inner.from
    return end.is === 'filter' && inner.is === 'block' && (listEnds(inner).some((last) => last.is === 'call') || cutsLastCall(inner))
  })
}
