// The only place that checks calls of functions: their arguments against the table, and what comes of them.
import type { FormulaNode } from './ast.ts'
import { asMany } from './check-branches.ts'
import { requireNumber, requireOne, requireText, warnMissing } from './check-kinds.ts'
import { openShape } from './check-names.ts'
import { consume } from './check-path.ts'
import { callFix, checkNode, fix, printOperand, report, type Checked, type Place } from './check-place.ts'
import { findBadPicture, findBadZone } from './pictures.ts'
import { functionTable, isFunctionName, printSignature, type FunctionName, type FunctionParam } from './functions.ts'
import { printFormula } from './print.ts'
import {
  BOOLEAN,
  describeShape,
  isList,
  isMixed,
  isWithin,
  itemsOf,
  joinShapes,
  listOf,
  manyOf,
  missable,
  NUMBER,
  present,
  TEXT,
  typeOfShape,
  type Shape,
} from './shape.ts'
import type { Term } from './term.ts'

export type Call = Extract<FormulaNode, { readonly is: 'call' }>
type PlainName = Extract<Term, { op: 'call' }>['name']
type Arg = { readonly node: FormulaNode; readonly checked: Checked }

/** jsonata puts the context in place of a first argument that is left out. */
const takesContext: ReadonlySet<FunctionName> = new Set<FunctionName>([
  'string',
  'substring',
  'substringBefore',
  'substringAfter',
  'lowercase',
  'uppercase',
  'length',
  'trim',
  'pad',
  'contains',
  'replace',
  'split',
  'formatNumber',
  'number',
  'floor',
  'ceil',
  'round',
  'abs',
  'sqrt',
  'power',
  'boolean',
  'not',
  'lookup',
  'toMillis',
  'fromMillis',
])

/** Every function but `$map`, `$filter` and `$reduce`. */
export function checkCall(node: Call, place: Place): Checked | undefined {
  const { name } = node
  if (!isFunctionName(name) || name === 'map' || name === 'filter' || name === 'reduce')
    return report(place, 'unknown-function', node.nameSpan, `There is no function \`$${name}\`.`)
  if (name === 'now') {
    if (node.args.length > 0) return reportArity(node, name, place)
    return { term: { op: 'now', type: typeOfShape(TEXT) }, shape: TEXT }
  }
  const args = checkArgs(node, name, place)
  return args && checkResult(name, args, node, place)
}

export function reportArity(node: Call, name: FunctionName, place: Place): undefined {
  return report(place, 'argument-count', node.span, `The function is called \`${printSignature(name)}\`.`)
}

function checkArgs(node: Call, name: PlainName, place: Place): readonly Arg[] | undefined {
  const { params } = functionTable[name]
  const given = node.args.map((arg) => ({ node: arg, checked: checkNode(arg, place) }))
  const args: Arg[] = []
  for (const { node: arg, checked } of given) if (checked !== undefined) args.push({ node: arg, checked })
  if (args.length < given.length) return undefined
  const least = params.filter((param) => param.optional !== true).length
  if (args.length > params.length) return reportArity(node, name, place)
  const isShort = args.length < least
  if (isShort || (takesContext.has(name) && isShifted(args, params))) {
    const [own] = params
    const fits = own !== undefined && (own.kinds.includes('any') || isWithin(place.context.shape, own.kinds))
    const lends = takesContext.has(name) && args.length + 1 >= least && place.lendsContext && fits
    if (lends) args.unshift({ node: { is: 'context', span: node.nameSpan }, checked: place.context })
    else if (isShort) return reportArity(node, name, place)
  }
  const fitted = args.map((arg, at) => fitArg(arg, params[at], name, at, place))
  const whole: Arg[] = []
  for (const arg of fitted) if (arg !== undefined) whole.push(arg)
  return whole.length < fitted.length ? undefined : whole
}

/** The first argument is left out, which its type shows. */
function isShifted(args: readonly Arg[], params: readonly FunctionParam[]): boolean {
  const [first] = args
  const [own, next] = params
  if (first === undefined || own === undefined || next === undefined || args.length === params.length) return false
  const { shape } = first.checked
  return (
    shape.kinds.length > 0 &&
    !shape.mayMiss &&
    !own.kinds.includes('any') &&
    !shape.kinds.some((kind) => own.kinds.includes(kind)) &&
    isWithin(shape, next.kinds)
  )
}

function fitArg(arg: Arg, param: FunctionParam | undefined, name: PlainName, at: number, place: Place): Arg | undefined {
  if (param === undefined) return undefined
  const { node } = arg
  if (param.picture === true && !(node.is === 'literal' && typeof node.value === 'string'))
    return report(place, 'picture-not-written', node.span, 'A picture is written out as text: what it means has to be known before any record is seen.')
  const bad = param.picture === true && node.is === 'literal' && typeof node.value === 'string' ? findBadPicture(name, node.value) : undefined
  if (bad !== undefined) return report(place, 'bad-picture', node.span, bad)
  const badZone = param.zone === true && node.is === 'literal' && typeof node.value === 'string' ? findBadZone(node.value) : undefined
  if (badZone !== undefined) return reportBadZone(badZone, node, place)
  if (name === 'fromMillis' && at === 0 && isWithin(arg.checked.shape, ['text']))
    return report(place, 'not-a-number', node.span, `\`$${name}\` takes milliseconds, and \`${printFormula(node)}\` is text.`, [
      callFix('Read it as a date', 'toMillis', node),
    ])
  const checked = fitKinds(arg, param, name, place)
  if (checked === undefined) return undefined
  // jsonata does something with it that nobody means: it looks for the word "undefined".
  if (at > 0 && param.optional !== true && name !== 'append' && checked.shape.mayMiss) {
    const byKind = param.kinds.includes('number') ? '0' : '""'
    return report(place, 'argument-may-be-missing', node.span, `\`${printFormula(node)}\` may be missing, and \`$${name}\` needs it. Give a default.`, [
      fix('Give a default', node.span, `${printOperand(node)} ?? ${byKind}`),
    ])
  }
  if (at === 0 && (param.kinds.includes('text') || param.kinds.includes('number')) && name !== 'number')
    warnMissing(checked, node, place, 'the result is then missing')
  return { node, checked }
}

function reportBadZone({ message, instead }: NonNullable<ReturnType<typeof findBadZone>>, node: FormulaNode, place: Place): undefined {
  return report(place, 'bad-zone', node.span, message, instead === undefined ? [] : [fix(`Write ${instead}`, node.span, JSON.stringify(instead))])
}

function fitKinds({ node, checked }: Arg, param: FunctionParam, name: PlainName, place: Place): Checked | undefined {
  if (name === 'exists') return checked
  if (name === 'string') return fitPrintable(checked, node, place)
  if (name === 'type') return requireOne(checked, node, place)
  if (name === 'number') return fitNumeral(checked, node, place)
  if (param.kinds.includes('any')) return consume(checked, node, place)
  if (param.kinds.includes('list')) return fitList(checked, node, param, name, place)
  return param.kinds.includes('number') ? requireNumber(checked, node, place) : requireText(checked, node, place)
}

function fitPrintable(checked: Checked, node: FormulaNode, place: Place): Checked | undefined {
  const one = requireOne(checked, node, place)
  if (one === undefined || isWithin(one.shape, ['text', 'number', 'boolean', 'null', 'any'])) return one
  return report(
    place,
    'not-printable',
    node.span,
    `\`${printFormula(node)}\` is ${describeShape(one.shape)}, and a formula does not write such values as text. Take a field of it.`,
  )
}

function fitNumeral(checked: Checked, node: FormulaNode, place: Place): Checked | undefined {
  const one = requireOne(checked, node, place)
  if (one === undefined || isWithin(one.shape, ['text', 'number', 'boolean', 'any'])) return one
  if (isWithin(one.shape, ['text', 'number', 'boolean', 'null']) && one.shape.kinds.length > 1) return requireNotNull(one, node, place)
  return report(place, 'not-a-number', node.span, `\`${printFormula(node)}\` is ${describeShape(one.shape)}, and cannot be read as a number.`)
}

function requireNotNull(one: Checked, node: FormulaNode, place: Place): Checked {
  place.checking.findings.push({
    severity: 'warning',
    code: 'may-be-null',
    span: node.span,
    message: `\`${printFormula(node)}\` may be null, and the row then has a problem.`,
    fixes: [],
  })
  return one
}

export function fitList(checked: Checked, node: FormulaNode, param: FunctionParam, name: FunctionName, place: Place): Checked | undefined {
  const consumed = consume(checked, node, place)
  if (consumed === undefined) return undefined
  const { shape } = consumed
  const text = printFormula(node)
  if (shape.kinds.includes('any')) {
    return report(place, 'unknown-type', node.span, `The type of \`${text}\` is not known. Import a schema or samples that say what it holds.`)
  }
  if (isMixed(shape)) return report(place, 'sometimes-list', node.span, `\`${text}\` is ${describeShape(shape)}: a formula cannot treat both alike.`)
  if (param.items === undefined) return consumed
  const items = isList(shape) ? itemsOf(shape) : shape
  const wanted = param.items.map((kind) => (kind === 'text' ? 'texts' : `${kind}s`)).join(' or ')
  if (!isWithin(items, param.items)) {
    const fixes = isWithin(items, ['text', 'number', 'boolean']) && isList(shape) ? convertItems(param, node) : []
    return report(place, 'wrong-items', node.span, `\`$${name}\` takes ${wanted}, and what is in \`${text}\` is ${describeShape(items)}.`, fixes)
  }
  if (param.sameKind === true && items.kinds.length > 1) {
    return report(place, 'mixed-items', node.span, `\`$${name}\` takes ${wanted}, but not both at once, and what is in \`${text}\` is ${describeShape(items)}.`)
  }
  return consumed
}

function convertItems(param: FunctionParam, node: FormulaNode) {
  const to = param.items?.includes('number') === true ? 'number' : 'string'
  const title = to === 'number' ? 'Read each as a number' : 'Write each as text'
  return [callFix(title, 'map', node, `, function($item) { $${to}($item) }`)]
}

function checkResult(name: PlainName, args: readonly Arg[], node: Call, place: Place): Checked | undefined {
  const [first, second] = args
  if (first === undefined) return undefined
  const { shape } = first.checked
  if (name === 'append') return second && checkAppend(first, second, node, place)
  if (name === 'lookup') return second && checkLookup(args, first, second, place)
  if (name === 'distinct' && !shape.kinds.includes('list') && !shape.kinds.includes('any')) return first.checked
  if (shape.whole !== undefined && (name === 'distinct' || name === 'reverse' || name === 'sort'))
    return call(name, args, { ...resultShape(name, shape), whole: 'maybe' })
  // A text that has not the form of the picture gives nothing.
  if (name === 'toMillis' && args.length > 1) return call(name, args, missable(NUMBER))
  return call(name, args, resultShape(name, shape))
}

function call(name: PlainName, args: readonly Arg[], shape: Shape | undefined): Checked | undefined {
  return shape && { term: { op: 'call', type: typeOfShape(shape), name, args: args.map((arg) => arg.checked.term) }, shape }
}

function resultShape(name: Exclude<PlainName, 'append' | 'lookup'>, first: Shape): Shape {
  const withMissing = (shape: Shape) => (first.mayMiss ? missable(shape) : shape)
  switch (name) {
    case 'count':
      return NUMBER
    case 'exists':
      return BOOLEAN
    case 'split':
      return withMissing(listOf(TEXT))
    case 'max':
    case 'min':
    case 'average':
      // Nothing comes of an empty list.
      return isList(first) ? missable(NUMBER) : withMissing(NUMBER)
    case 'distinct':
      return first
    case 'reverse':
    case 'sort':
      return withMissing(listOf(isList(first) ? itemsOf(first) : present(first)))
    case 'boolean':
    case 'not':
    case 'contains':
      return withMissing(BOOLEAN)
    case 'length':
    case 'number':
    case 'abs':
    case 'floor':
    case 'ceil':
    case 'round':
    case 'power':
    case 'sqrt':
    case 'sum':
    case 'toMillis':
      return withMissing(NUMBER)
    case 'string':
    case 'substring':
    case 'substringBefore':
    case 'substringAfter':
    case 'uppercase':
    case 'lowercase':
    case 'trim':
    case 'pad':
    case 'join':
    case 'replace':
    case 'type':
    case 'fromMillis':
    case 'formatNumber':
      return withMissing(TEXT)
  }
}

/** `$append` gives the other where one is missing: a list only where that is one, too. */
function checkAppend(first: Arg, second: Arg, node: Call, place: Place): Checked | undefined {
  const [a, b] = [first.checked.shape, second.checked.shape]
  if ([a, b].some((shape) => isMixed(shape) || shape.kinds.includes('any')))
    return report(place, 'sometimes-list', node.span, '`$append` has to know of both whether they are lists.')
  const items = joinShapes(isList(a) ? itemsOf(a) : present(a), isList(b) ? itemsOf(b) : present(b))
  const mayMiss = a.mayMiss && b.mayMiss
  const isPlain = (shape: Shape) => isList(shape) && shape.many !== true
  // What may come alone is a list.
  const isAlwaysList = (!b.mayMiss || isPlain(a)) && (!a.mayMiss || isPlain(b))
  const isWhole = (a.mayMiss && b.whole !== undefined) || (b.mayMiss && a.whole !== undefined)
  if ((!a.mayMiss && !b.mayMiss) || isAlwaysList) return call('append', [first, second], { ...listOf(items), mayMiss, ...(isWhole ? { whole: 'maybe' } : {}) })
  if (!isPlain(a) && !isPlain(b)) {
    const both = [first, second].map((arg) => (isList(arg.checked.shape) ? arg : { node: arg.node, checked: asMany(arg.checked, place) }))
    return call('append', both, { ...manyOf(items), mayMiss })
  }
  return report(place, 'list-or-several', node.span, 'What is given is a list or not, depending on what is missing. Put both into brackets: `[first, second]`.')
}

function checkLookup(args: readonly Arg[], object: Arg, name: Arg, place: Place): Checked | undefined {
  const { shape } = object.checked
  const holder = isList(shape) ? itemsOf(shape) : shape
  if (!isWithin(holder, ['object']))
    return report(place, 'no-fields', object.node.span, `\`${printFormula(object.node)}\` is ${describeShape(holder)} and has no fields.`)
  const found = holder.kinds.length === 0 ? [] : listFields(holder, name.node)
  if (found === undefined) return report(place, 'unknown-field', name.node.span, `\`${printFormula(object.node)}\` has no such field.`)
  const [head, ...rest] = found
  let field = head
  for (const one of rest) field = field && joinShapes(field, one)
  if (field === undefined) return report(place, 'unknown-type', object.node.span, `Nothing is known of the fields of \`${printFormula(object.node)}\`.`)
  if (!isList(shape)) return call('lookup', args, missable(field))
  if (shape.many === true && field.kinds.includes('list'))
    return report(place, 'list-of-lists', object.node.span, 'There are several objects, and the field is a list in each. Use a path instead.')
  return call('lookup', args, manyOf(field.kinds.includes('list') ? openShape(field) : present(field)))
}

/** The field that is named, or where its name is computed all of them. */
function listFields(holder: Shape, name: FormulaNode): readonly Shape[] | undefined {
  if (name.is === 'literal' && typeof name.value === 'string') {
    const field = holder.field?.(name.value)
    return field && [field]
  }
  return (holder.names?.() ?? []).flatMap((each) => holder.field?.(each) ?? [])
}
