// The only place that checks `$map`, `$filter` and `$reduce` with the function given to them.
import type { FormulaNode, Span } from './ast.ts'
import { asList } from './check-branches.ts'
import { checkBody } from './check-build.ts'
import { fitList, reportArity, type Call } from './check-call.ts'
import { requireBoolean } from './check-kinds.ts'
import { checkNode, fix, makeName, printOperand, report, variableTerm, type Checked, type Place } from './check-place.ts'
import { functionTable } from './functions.ts'
import { printFormula } from './print.ts'
import { itemsOf, joinShapes, listOf, manyOf, missable, NUMBER, present, typeOfShape, type Shape } from './shape.ts'
import type { Term } from './term.ts'

type Lambda = Extract<FormulaNode, { readonly is: 'lambda' }>
type ListCall = { readonly list: Checked; readonly lambda: Lambda }

export function checkListCall(node: Call, name: 'map' | 'filter' | 'reduce', place: Place): Checked | undefined {
  const [first, lambda, start] = node.args
  const most = name === 'reduce' ? 3 : 2
  if (first === undefined || lambda === undefined || node.args.length > most) return reportArity(node, name, place)
  if (lambda.is !== 'lambda') return reportNoFunction(name, node.span, [first, lambda], place)
  const checked = checkNode(first, place)
  const [param] = functionTable[name].params
  const list = checked && param && fitList(checked, first, param, name, place)
  if (list === undefined) return undefined
  const given = { list: asList(list, place), lambda }
  if (name === 'reduce') return checkReduce(given, start, place)
  return checkEachOf(given, name, place)
}

/** A path does the same for each item. */
function reportNoFunction(name: 'map' | 'filter' | 'reduce', span: Span, [list, does]: readonly [FormulaNode, FormulaNode], place: Place): undefined {
  const from = printOperand(list)
  const instead = name === 'reduce' ? undefined : `${from}${name === 'map' ? `.(${printFormula(does)})` : `[${printFormula(does)}]`}`
  const message = `What \`$${name}\` does stands here as a function written out: \`function($item) { ... }\`.`
  return report(place, 'function-value', does.span, message, instead === undefined ? [] : [fix(`Write ${instead}`, span, instead)])
}

function checkEachOf({ list, lambda }: ListCall, name: 'map' | 'filter', place: Place): Checked | undefined {
  const { params, body } = lambda
  const [itemName, indexName, wholeName] = params
  if (itemName === undefined || params.length > 3)
    return report(place, 'lambda-arity', lambda.span, `\`$${name}\` gives its function the item, and if wanted the position and the whole list.`)
  // The whole list is named in front, for a function that asks for it.
  const whole = wholeName === undefined ? undefined : variableTerm(makeName(place, wholeName), listOf(itemsOf(list.shape)))
  const item = variableTerm(makeName(place, itemName), itemsOf(list.shape))
  const index = indexName === undefined ? undefined : variableTerm(makeName(place, indexName), NUMBER)
  const checked = checkBody(lambda, [item, index ?? item, whole ?? item], place)
  const each = name === 'map' ? requireMapped(checked, body, place) : checked && requireBoolean(checked, body, place)
  if (each === undefined) return undefined
  const shape = manyOf(name === 'map' ? present(each.shape) : itemsOf(list.shape))
  const common = { type: typeOfShape(shape), from: (whole ?? list).term, as: nameOf(item), index: index === undefined ? null : nameOf(index) }
  const term: Term = name === 'map' ? { op: 'map', ...common, each: each.term } : { op: 'filter', ...common, test: each.term }
  if (whole === undefined) return { term, shape }
  return { term: { op: 'let', type: term.type, name: nameOf(whole), value: list.term, in: term }, shape }
}

function nameOf({ term }: Checked): string {
  return term.op === 'variable' ? term.name : ''
}

function requireMapped(each: Checked | undefined, body: FormulaNode, place: Place): Checked | undefined {
  if (each === undefined) return undefined
  const text = printFormula(body)
  if (each.shape.kinds.includes('any'))
    return report(place, 'unknown-type', body.span, `The type of \`${text}\` is not known. Convert it with \`$string\` or \`$number\`.`)
  if (each.shape.many !== true) return each
  return report(place, 'several-values', body.span, `\`${text}\` may give several values for one item. Put it into brackets to make a list of them.`, [
    fix('Make a list', body.span, `[${text}]`),
  ])
}

function checkReduce({ list, lambda }: ListCall, startNode: FormulaNode | undefined, place: Place): Checked | undefined {
  const { params, body } = lambda
  const [totalName, itemName] = params
  if (totalName === undefined || itemName === undefined || params.length > 2)
    return report(place, 'lambda-arity', lambda.span, '`$reduce` gives its function what it gave before, and the next item: `function($total, $item) { ... }`.')
  const start = startNode === undefined ? undefined : checkNode(startNode, place)
  if (startNode !== undefined && start === undefined) return undefined
  if (start?.shape.many === true) return requireMapped(start, startNode ?? body, place)
  const items = itemsOf(list.shape)
  const first = start === undefined ? items : start.shape.mayMiss ? joinShapes(present(start.shape), items) : start.shape
  const settled = settleTotal(first, items, lambda, place)
  if (settled === undefined) return undefined
  const { total, item, each } = settled
  const mayMiss = list.shape.mayMiss || each.shape.mayMiss || start === undefined || start.shape.mayMiss
  const joined = joinShapes(total.shape, each.shape)
  const shape = mayMiss ? missable(joined) : joined
  return {
    term: {
      op: 'fold',
      type: typeOfShape(shape),
      from: list.term,
      total: nameOf(total),
      as: nameOf(item),
      each: each.term,
      start: start?.term ?? null,
    },
    shape,
  }
}

/** The type of what goes round: what it begins with and what the function gives, which may depend on it. */
function settleTotal(first: Shape, items: Shape, lambda: Lambda, place: Place): { total: Checked; item: Checked; each: Checked } | undefined {
  const { findings } = place.checking
  const [totalName = '', itemName = ''] = lambda.params
  const known = findings.length
  let shape = first
  for (let round = 0; round < 4; round++) {
    findings.length = known
    const total = variableTerm(makeName(place, totalName), shape)
    const item = variableTerm(makeName(place, itemName), items)
    const each = requireMapped(checkBody(lambda, [total, item], place), lambda.body, place)
    if (each === undefined) return undefined
    const joined = joinShapes(shape, each.shape)
    if (isSame(joined, shape)) return { total, item, each }
    shape = joined
  }
  return report(
    place,
    'no-end-of-types',
    lambda.body.span,
    'What this gives changes its type from item to item. Begin with a value of the type that is wanted.',
  )
}

function isSame(a: Shape, b: Shape): boolean {
  return a.mayMiss === b.mayMiss && JSON.stringify(typeOfShape(a)) === JSON.stringify(typeOfShape(b))
}
