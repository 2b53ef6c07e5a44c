// The only place that says in plain English what a formula does: no function's name and no `$`, so that who reads it can predict the value.
import { printName } from '../schema/field-path.ts'
import type { FormulaNode } from '../transform/formula/ast.ts'
import type { FunctionName } from '../transform/formula/functions.ts'
import type { FormulaScope, Known } from '../transform/formula/known.ts'
import { functionWords } from './english-functions.ts'
import { compareWords, listWords, nounOfName, ordinal, quote } from './english-words.ts'

/** What things are called: `item` is what a plain name belongs to (`order`, `line item`), `record` the primary input. */
export type FormulaNouns = { readonly item: string; readonly record: string }

/** `text` is a noun phrase. `isOpen`: it has words at its top that would run into what follows, so it may need brackets. `noun`: what one entry of it is called. */
type Phrase = { readonly text: string; readonly isOpen: boolean; readonly known?: Known | undefined; readonly noun?: string | undefined }

type Where = {
  readonly scope: FormulaScope
  readonly nouns: FormulaNouns
  /** What plain names belong to here, with what is known of it; `isInner`: inside a predicate, a step or a lambda. */
  readonly here: { readonly noun: string; readonly known: Known | undefined; readonly isInner: boolean }
  /** Of lambda parameters and bindings, by name. */
  readonly variables: ReadonlyMap<string, Phrase>
}

/** A phrase to stand in a sentence, such as `the order's total as a number, divided by 100`. Never throws. */
export function formulaWords(node: FormulaNode, scope: FormulaScope, nouns: FormulaNouns): string {
  return say(node, { scope, nouns, here: { noun: nouns.item, known: scope.item, isInner: false }, variables: new Map() }).text
}

type Sayers = { readonly [Is in FormulaNode['is']]: (node: Extract<FormulaNode, { is: Is }>, where: Where) => Phrase }

function say(node: FormulaNode, where: Where): Phrase {
  return sayers[node.is](node as never, where)
}

/** As a part of a longer phrase. */
function part(node: FormulaNode, where: Where): string {
  const said = say(node, where)
  return said.isOpen ? `(${said.text})` : said.text
}

const closed = (text: string, more: Partial<Phrase> = {}): Phrase => ({ text, isOpen: false, ...more })
const open = (text: string): Phrase => ({ text, isOpen: true })

const sayers: Sayers = {
  literal: ({ value }) => closed(quote(value)),
  name: ({ name }, where) => nameWords(name, where),
  context: (_node, { here }) => closed(`the ${here.noun}`, { known: here.known, noun: here.noun }),
  root: (_node, { nouns, scope }) => closed(`the ${nouns.record}`, { known: scope.root }),
  variable: ({ name }, where) =>
    where.variables.get(name) ??
    (name === 'index'
      ? closed(`the position of the ${where.nouns.item} in its list, counted from 0`)
      : name === 'result'
        ? closed('the record that is made', { known: where.scope.result })
        : closed(name)),
  step: (node, where) => stepWords(node, where),
  filter: ({ from, by }, where) => {
    const list = say(from, where)
    const position = indexOf(by)
    const noun = list.noun ?? 'entry'
    if (position !== undefined) return closed(`the ${ordinal(position)} ${noun} in ${list.text}`, { known: list.known?.items?.() ?? list.known, noun })
    const inner = inside(where, noun, list.known?.items?.() ?? list.known)
    return closed(`those of ${list.text} where ${testWords(by, inner)}`, { known: list.known, noun })
  },
  negate: ({ of }, where) => open(`minus ${part(of, where)}`),
  binary: (node, where) => binaryWords(node, where),
  condition: ({ test, then, otherwise }, where) =>
    open(`if ${testWords(test, where)}: ${say(then, where).text}; otherwise ${otherwise === undefined ? 'it counts as missing' : say(otherwise, where).text}`),
  block: ({ items }, where) => {
    const variables = new Map(where.variables)
    for (const item of items.slice(0, -1)) if (item.is === 'bind') variables.set(item.name, say(item.value, { ...where, variables }))
    const last = items.at(-1)
    return last === undefined ? closed('nothing') : say(last, { ...where, variables })
  },
  bind: ({ value }, where) => say(value, where),
  list: ({ items }, where) =>
    items.length === 0
      ? closed('an empty list')
      : closed(
          `the list of ${listWords(
            items.map((item) => part(item, where)),
            'and',
          )}`,
        ),
  object: ({ fields }, where) =>
    closed(
      `a record with ${listWords(
        fields.map(({ name, value }) => `${name.is === 'literal' ? String(name.value) : part(name, where)}: ${part(value, where)}`),
        'and',
      )}`,
    ),
  lambda: ({ body }, where) => say(body, where),
  call: (node, where) => callWords(node, where),
}

function nameWords(name: string, where: Where): Phrase {
  const { here, scope } = where
  const input = scope.inputs.get(name)
  const own = here.known?.field?.(name)
  if (input !== undefined && (!here.isInner || own === undefined)) return closed(`the ${name}`, { known: input, noun: nounOfName(name) })
  return closed(`the ${here.noun}'s ${printName(name)}`, { known: own, noun: nounOfName(name) })
}

function stepWords({ from, to }: Extract<FormulaNode, { is: 'step' }>, where: Where): Phrase {
  if (from.is === 'variable' && from.name === 'config' && to.is === 'name') return closed(`the config value ${to.name}`)
  const before = say(from, where)
  const isList = before.known?.kinds.includes('list') === true || from.is === 'filter'
  const items = before.known?.items?.() ?? before.known
  const noun = before.noun ?? 'entry'
  if (to.is !== 'name') {
    const inner = inside(where, isList ? noun : (before.noun ?? where.here.noun), isList ? items : before.known)
    return isList ? closed(`${part(to, inner)} for each ${noun} in ${before.text}`, { noun: 'entry' }) : say(to, inner)
  }
  const known = (isList ? items : before.known)?.field?.(to.name)
  const name = printName(to.name)
  const next = nounOfName(to.name)
  if (isList && indexOfLast(from) === undefined)
    return closed(`the ${name} of each ${noun} in ${before.text}`, { known: known === undefined ? undefined : asList(known), noun: next })
  // `the order's billing` and `city` read as one path.
  const isPath = before.text.includes("'s ") && !before.text.includes(' in ')
  return closed(before.text.includes(' in ') ? `the ${name} of ${before.text}` : `${before.text}${isPath ? '.' : "'s "}${name}`, { known, noun: next })
}

/** A field of each entry is a list again. */
function asList(known: Known): Known {
  return known.kinds.includes('list') ? known : { kinds: ['list'], mayMiss: true, items: () => known }
}

const signs = { '+': 'plus', '-': 'minus', '*': 'times', '/': 'divided by', '&': 'followed by' } as const

function binaryWords(node: Extract<FormulaNode, { is: 'binary' }>, where: Where): Phrase {
  const { operator, left, right } = node
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '&': {
      // What binds as it is read, from the left, needs no brackets.
      const isChain = left.is === 'binary' && (operator === '&' ? left.operator === '&' : isSameRank(left.operator, operator))
      return open(`${isChain ? say(left, where).text : part(left, where)} ${signs[operator]} ${part(right, where)}`)
    }
    case '%':
      return closed(`what is left over when ${part(left, where)} is divided by ${part(right, where)}`)
    case '??':
      return open(`${say(left, where).text}, or ${part(right, where)} where that is missing`)
    case '?:':
      return open(`${say(left, where).text}, or ${part(right, where)} where that is missing, empty, zero or false`)
    case 'and':
    case 'or':
    case 'in':
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return open(`whether ${testWords(node, where)}`)
  }
}

function isSameRank(left: string, right: string): boolean {
  return ('+-'.includes(left) && '+-'.includes(right)) || ('*/'.includes(left) && '*/'.includes(right))
}

/** After `if` or `where`. */
function testWords(node: FormulaNode, where: Where): string {
  if (node.is === 'block' && node.items.length === 1 && node.items[0] !== undefined) return testWords(node.items[0], where)
  if (node.is === 'literal') return node.value === true ? 'always' : 'never'
  if (node.is === 'call' && node.args[0] !== undefined) {
    const of = part(node.args[0], where)
    if (node.name === 'exists') return `${of} is there`
    if (node.name === 'not') return negated(node.args[0], where)
    if (node.name === 'contains' && node.args[1] !== undefined) return `${of} contains ${part(node.args[1], where)}`
    if (node.name === 'boolean') return `${of} is neither missing, empty, zero nor false`
  }
  if (node.is === 'binary') {
    const { operator, left, right } = node
    if (operator === 'and' || operator === 'or') {
      const join = (one: FormulaNode) =>
        one.is === 'binary' && (one.operator === 'and' || one.operator === 'or') && one.operator !== operator
          ? `(${testWords(one, where)})`
          : testWords(one, where)
      return `${join(left)} ${operator} ${join(right)}`
    }
    if (operator === 'in')
      return right.is === 'list'
        ? `${part(left, where)} is ${listWords(
            right.items.map((item) => part(item, where)),
            'or',
          )}`
        : `${part(left, where)} is among ${part(right, where)}`
    if (operator in compareWords) return `${part(left, where)} ${compareWords[operator as keyof typeof compareWords]} ${part(right, where)}`
  }
  return `${part(node, where)} is true`
}

function negated(node: FormulaNode, where: Where): string {
  if (node.is === 'call' && node.name === 'exists' && node.args[0] !== undefined) return `${part(node.args[0], where)} is not there`
  return `it is not so that ${testWords(node, where)}`
}

function callWords(node: Extract<FormulaNode, { is: 'call' }>, where: Where): Phrase {
  const { name, args } = node
  const [first, second, third] = args
  if (first !== undefined && second?.is === 'lambda') {
    const list = say(first, where)
    const noun = list.noun ?? 'entry'
    const items = list.known?.items?.() ?? list.known
    const entry = closed(`the ${noun}`, { known: items, noun })
    const [one, two] = second.params
    if (name === 'reduce') {
      const total = closed('the result so far')
      const inner = bind(where, [
        [one, total],
        [two, entry],
      ])
      const start = third === undefined ? `the first ${noun}` : part(third, where)
      return open(
        `starting with ${start}, for each ${third === undefined ? 'further ' : ''}${noun} in ${list.text} the result becomes: ${say(second.body, inner).text}`,
      )
    }
    const position = closed(`the position of the ${noun} in the list, counted from 0`)
    const inner = bind(where, [
      [one, entry],
      [two, position],
    ])
    if (name === 'filter') return closed(`those of ${list.text} where ${testWords(second.body, inner)}`, { known: list.known, noun })
    return closed(`${part(second.body, inner)} for each ${noun} in ${list.text}`, { noun: 'entry' })
  }
  if (name === 'exists' || name === 'not' || name === 'contains' || name === 'boolean') return open(`whether ${testWords(node, where)}`)
  const words = (functionWords as Partial<Record<string, (typeof functionWords)[keyof typeof functionWords]>>)[name as FunctionName]
  if (words === undefined) return closed('something that is not known here')
  const list = first === undefined ? undefined : say(first, where)
  const text = words(
    args.map((arg) => part(arg, where)),
    args.map((arg) =>
      arg.is === 'literal' ? arg.value : arg.is === 'negate' && arg.of.is === 'literal' && typeof arg.of.value === 'number' ? -arg.of.value : undefined,
    ),
  )
  const keepsList = name === 'distinct' || name === 'reverse' || name === 'sort' || name === 'append'
  return { text, isOpen: text.includes(', '), ...(keepsList && list !== undefined ? { known: list.known, noun: list.noun } : {}) }
}

function inside(where: Where, noun: string, known: Known | undefined): Where {
  return { ...where, here: { noun, known, isInner: true } }
}

function bind(where: Where, pairs: readonly (readonly [string | undefined, Phrase])[]): Where {
  const variables = new Map(where.variables)
  for (const [name, phrase] of pairs) if (name !== undefined) variables.set(name, phrase)
  return { ...where, variables }
}

function indexOf(node: FormulaNode): number | undefined {
  if (node.is === 'literal' && typeof node.value === 'number') return node.value
  return node.is === 'negate' && node.of.is === 'literal' && typeof node.of.value === 'number' ? -node.of.value : undefined
}

/** One entry was taken, so what follows is about one. */
function indexOfLast(node: FormulaNode): number | undefined {
  if (node.is === 'block' && node.items.length === 1 && node.items[0] !== undefined) return indexOfLast(node.items[0])
  return node.is === 'filter' ? indexOf(node.by) : undefined
}
