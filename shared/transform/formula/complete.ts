// The only place that proposes what to type next in a formula.
import type { Span } from './ast.ts'
import { LONGEST_FORMULA } from './ast.ts'
import { findPlace } from './complete-place.ts'
import type { CaretPlace } from './complete-place.ts'
import { functionNames, functionTable, printSignature } from './functions.ts'
import type { FunctionName } from './functions.ts'
import { guessVariable, kindOf, toItem } from './guess-known.ts'
import type { FormulaScope, Known, TermKind } from './known.ts'
import { isWritableName, printName } from './print.ts'

export type Completion = {
  readonly label: string
  readonly kind: 'field' | 'input' | 'config' | 'variable' | 'function' | 'keyword' | 'operator'
  /** A type, or a function's signature. */
  readonly detail: string
  readonly documentation: string
  /** What `text` replaces. */
  readonly span: Span
  readonly text: string
}

const MOST_COMPLETIONS = 100

/** The best first. None inside texts and comments. */
export function completeFormula(text: string, at: number, scope: FormulaScope): readonly Completion[] {
  if (text.length > LONGEST_FORMULA) return []
  const place = findPlace(text, Math.max(0, Math.min(at, text.length)), scope)
  if (place === undefined) return []
  const isCalled = text.charAt(place.span.to) === '('
  return listCandidates(place, isCalled)
    .map((candidate, order) => ({ candidate, order, rank: rank(candidate.label, place.typed) }))
    .filter(({ rank: found }) => found < NO_MATCH)
    .toSorted((a, b) => a.rank - b.rank || a.order - b.order)
    .slice(0, MOST_COMPLETIONS)
    .map(({ candidate }) => ({ ...candidate, span: place.span }))
}

type Candidate = Omit<Completion, 'span'>

const NO_MATCH = 4

/** 0: starts as it was typed. 1: in other letters. 2: a part of it starts so. 3: it stands inside. */
function rank(label: string, typed: string): number {
  if (typed === '' || label.startsWith(typed)) return 0
  const bare = typed.replace(/^\$+/, '').toLowerCase()
  // Behind a dollar sign stand only names that have one.
  if (typed.startsWith('$') && !label.startsWith('$')) return NO_MATCH
  const name = label.replace(/^[$`]+/, '').toLowerCase()
  if (name.startsWith(bare)) return 1
  const words = label.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  if (words.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(bare))) return 2
  return bare.length > 1 && name.includes(bare) ? 3 : NO_MATCH
}

function listCandidates(place: CaretPlace, isCalled: boolean): Candidate[] {
  if (place.expects === 'operator') return operators
  if (place.expects !== 'value') return listFields(place.expects.fieldOf, place.expects.kind)
  return [
    ...listLambda(place),
    ...listNamed(place),
    ...listFields(toItem(place.reach.context), 'field'),
    ...listInputs(place),
    ...listGiven(place),
    ...functionNames.map((name) => toFunction(name, isCalled)),
    ...keywords,
  ]
}

/** The function that `$map` needs, ready to be filled in. */
function listLambda({ lambdaOf }: CaretPlace): Candidate[] {
  if (lambdaOf !== 'map' && lambdaOf !== 'filter' && lambdaOf !== 'reduce') return []
  const lambda = functionTable[lambdaOf].params[1]?.lambda
  const params = (lambda?.params ?? []).slice(0, lambda?.least).map((name) => `$${name}`)
  const text = `function(${params.join(', ')}) { `
  return [{ label: 'function', kind: 'keyword', detail: `function(${params.join(', ')}) { ... }`, documentation: functionTable[lambdaOf].summary, text }]
}

/** What the formula itself has named. The innermost comes first. */
function listNamed({ reach }: CaretPlace): Candidate[] {
  const names = [...[...reach.variables.keys()].toReversed(), ...(reach.scope.variables?.keys() ?? [])]
  return names.map((name) => toVariable(name, guessVariable(name, reach), ''))
}

function listGiven({ reach }: CaretPlace): Candidate[] {
  const { scope } = reach
  const given: Candidate[] = []
  if (scope.config.size > 0)
    given.push({ label: '$config', kind: 'config', detail: 'config values', documentation: 'What each customer plugs in.', text: '$config.' })
  if (scope.hasIndex) given.push(toVariable('index', kindOf('number'), 'The position of the item in its list, from 0.'))
  if (scope.result !== undefined) given.push(toVariable('result', scope.result, 'The record that the map made.'))
  given.push(toVariable('', reach.context, 'What is being looked at: the item, or in brackets each of them.'), toVariable('$', scope.root, 'The whole record.'))
  return given
}

function toVariable(name: string, known: Known | undefined, documentation: string): Candidate {
  return { label: `$${name}`, kind: 'variable', detail: known === undefined ? '' : describeKnown(known), documentation, text: `$${name}` }
}

function listFields(of: Known, kind: 'field' | 'config'): Candidate[] {
  return (of.names?.() ?? []).filter(isWritableName).map((name) => {
    const known = of.field?.(name)
    const documentation =
      known?.source === undefined ? '' : `Stands at \`${known.source.path}\`${known.source.of === 'input' ? ` of ${known.source.input}` : ''}.`
    return {
      label: printName(name),
      kind,
      detail: known === undefined ? '' : describeKnown(known),
      documentation,
      text: printName(name),
    }
  })
}

function listInputs({ reach }: CaretPlace): Candidate[] {
  return [...reach.scope.inputs].map(([name, known]) => ({
    label: printName(name),
    kind: 'input',
    detail: describeKnown(known),
    documentation: 'An input of the map.',
    text: printName(name),
  }))
}

function toFunction(name: FunctionName, isCalled: boolean): Candidate {
  const { summary, example, params } = functionTable[name]
  const documentation = `${summary}\n\`${example.formula}\` gives \`${JSON.stringify(example.result)}\`.`
  return {
    label: `$${name}`,
    kind: 'function',
    detail: printSignature(name),
    documentation,
    text: isCalled ? `$${name}` : params.length === 0 ? `$${name}()` : `$${name}(`,
  }
}

const keywords: readonly Candidate[] = ['true', 'false', 'null'].map((label) => ({ label, kind: 'keyword', detail: '', documentation: '', text: label }))

const operators: Candidate[] = (
  [
    ['and', 'both hold'],
    ['or', 'one of them holds'],
    ['in', 'is one of a list'],
    ['&', 'joins texts'],
    ['=', 'is the same'],
    ['!=', 'differs'],
    ['??', 'or else, where it is missing'],
    ['?', 'condition ? value : other value'],
  ] as const
).map(([label, detail]) => ({ label, kind: 'operator', detail, documentation: '', text: label }))

/** `text`, `number or null`, `list of objects`. */
export function describeKnown(known: Known): string {
  const kinds = known.kinds.map((kind) =>
    kind === 'list' && known.items !== undefined ? `list of ${plural(known.items())}` : kind === 'any' ? 'unknown' : kind,
  )
  return `${kinds.join(' or ')}${known.mayMiss ? ', may be missing' : ''}`
}

const PLURALS: Readonly<Record<TermKind, string>> = {
  text: 'texts',
  number: 'numbers',
  boolean: 'booleans',
  object: 'objects',
  list: 'lists',
  null: 'nulls',
  any: 'unknown values',
}

function plural(items: Known): string {
  return items.kinds.map((kind) => PLURALS[kind]).join(' or ')
}
