// The only place that says in plain English what a row does: for the grid, the row's detail and the Excel sheet.
import type { Row } from '../project/field-map.ts'
import { printNumber } from '../project/project.ts'
import { pathSteps, printFieldPath, type FieldPath } from '../schema/field-path.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import type {
  CompareOperator,
  Condition,
  ConvertType,
  NumberStep,
  Operand,
  RoundingMode,
  SourceRef,
  Transform,
  ValueTransform,
} from '../transform/transform.ts'
import { fieldTree } from '../mapping/field-tree.ts'
import { eachAbove } from '../mapping/item-scope.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { policiesInForce } from '../mapping/policies.ts'
import { inputNames, printSource } from '../mapping/source-text.ts'

/** One plain sentence (or two, where there is a condition) that a stakeholder can agree to. Empty where nothing is decided. */
export function describeRow(context: MapContext, row: Row): string {
  const { transform } = row
  if (transform === undefined) return row.unmatched === undefined ? '' : `Nothing decided yet; somebody wrote ${quote(row.unmatched)}.`
  const each = eachAbove(context, row)
  if (transform.kind === 'notMapped') return `Not mapped${transform.reason.trim() === '' ? '' : `: ${transform.reason.trim()}`}${endOf(transform.reason)}`
  if (transform.kind === 'each') {
    const only = row.when === undefined ? '' : `, but only where ${describeCondition(context, row.when, row)}`
    return `One entry for each ${itemNoun(context, row)} in ${possessive(context, transform.list, each)}${only}.`
  }
  if (transform.kind === 'hook') return `An engineer writes this: ${transform.words.trim()}${endOf(transform.words)}`
  const only = row.when === undefined ? '' : `Only if ${describeCondition(context, row.when, each)}: `
  const isConstant = transform.kind === 'constant' || (transform.kind === 'copy' && transform.from.of === 'constant')
  const sentence = `${only}${isConstant ? 'always ' : ''}${valueWords(context, transform, each)}`
  return `${only === '' ? capital(sentence) : sentence}.`
}

/** Short, for the grid's cell. */
export function describeTransform(context: MapContext, transform: Transform, each?: Row): string {
  return shortWords[transform.kind](context, transform as never, each)
}

export function describeCondition(context: MapContext, condition: Condition, each?: Row): string {
  switch (condition.test) {
    case 'compare':
      return `${operandWords(context, condition.left, each)} ${compareWords[condition.operator]} ${operandWords(context, condition.right, each)}`
    case 'in':
      return `${operandWords(context, condition.left, each)} is ${listWords(condition.values.map(quote), 'or')}`
    case 'present':
      return `${operandWords(context, condition.value, each)} is there`
    case 'filled':
      return `${operandWords(context, condition.value, each)} is filled in`
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) =>
        part.test === 'all' || part.test === 'any' ? `(${describeCondition(context, part, each)})` : describeCondition(context, part, each),
      )
      return parts.length === 0 ? (condition.test === 'all' ? 'always' : 'never') : listWords(parts, condition.test === 'all' ? 'and' : 'or')
    }
    case 'not':
      return condition.of.test === 'present'
        ? `${operandWords(context, condition.of.value, each)} is not there`
        : condition.of.test === 'filled'
          ? `${operandWords(context, condition.of.value, each)} is empty`
          : `it is not so that ${describeCondition(context, condition.of, each)}`
    case 'formula':
      throw new Error('not yet')
  }
}

/** The policies in force, as sentences: `If it is missing: report a problem. An empty (null) value counts as missing.` */
export function describePolicies(context: MapContext, row: Row): string {
  const { kind } = row.transform ?? { kind: 'notMapped' }
  if (kind === 'notMapped') return ''
  const { graph, root } = context.destination
  const field = graph === undefined || root === undefined ? undefined : fieldTree(graph, root.node).find(row.destination)
  const { onMissing, onNull } = policiesInForce(context.fieldMap, row, field?.required === true)
  const missing =
    onMissing.then === 'default'
      ? `use ${quote(onMissing.value)}`
      : { omit: 'leave the field out', null: 'send null', problem: 'report a problem' }[onMissing.then]
  return `If it is missing: ${missing}. ${{ pass: 'A null is passed on.', 'as-missing': 'A null counts as missing.', problem: 'A null is reported as a problem.' }[onNull]}`
}

type Short = { readonly [K in Transform['kind']]: (context: MapContext, transform: Extract<Transform, { kind: K }>, each?: Row) => string }

const shortWords: Short = {
  copy: (context, { from }) =>
    from.of === 'constant' ? `Always ${plain(from.value)}` : from.of === 'config' ? `Config: ${configName(context, from.config)}` : 'Copy',
  constant: (_context, { value }) => `Always ${plain(value)}`,
  config: (context, { config }) => `Config: ${configName(context, config)}`,
  template: (context, { parts }, each) =>
    parts.length === 0
      ? 'Empty text'
      : listWords(
          parts.map((part) => (typeof part === 'string' ? quote(part) : shortOperand(context, part, each))),
          'and',
          ' ',
        ),
  lookup: (context, { table }) => `Lookup: ${context.project.lookupTables.find((candidate) => candidate.id === table)?.name ?? 'removed table'}`,
  when: (context, transform, each) =>
    `${transform.cases.length === 1 ? 'If' : `${transform.cases.length} cases:`} ${transform.cases.map((one) => `${shortCondition(context, one.if, each)}: ${describeTransform(context, one.then, each)}`).join('; ')}${transform.otherwise === undefined ? '' : `; else ${describeTransform(context, transform.otherwise, each)}`}`,
  convert: (_context, { to }) => `To ${to}`,
  number: (context, { from, steps }, each) => {
    const sums = steps.filter((step) => step.do !== 'round')
    const round = steps.findLast((step) => step.do === 'round')
    const head = sums.length === 0 ? 'To number' : `${shortOperand(context, from, each)}${sums.map((step) => shortStep(context, step, each)).join('')}`
    return `${head}${round === undefined ? '' : `, ${decimalsWords(round.decimals)}`}`
  },
  date: (_context, { write }) => `Date as ${write === 'iso' ? 'ISO' : write}`,
  text: () => 'Change text',
  list: () => 'From a list',
  join: () => 'Join on a key',
  formula: (_context, { text }) => text,
  hook: (_context, { words }) => `Hook: ${words}`,
  each: (context, transform, each) => `One per ${nounOf(context, transform.list, each)}`,
  notMapped: (_context, { reason }) => (reason.trim() === '' ? 'Not mapped' : `Not mapped: ${reason}`),
}

function valueWords(context: MapContext, transform: ValueTransform, each?: Row): string {
  switch (transform.kind) {
    case 'copy':
      return operandWords(context, transform.from, each)
    case 'constant':
      return quote(transform.value)
    case 'config':
      return operandWords(context, { of: 'config', config: transform.config }, each)
    case 'template':
      return transform.parts.length === 0
        ? 'an empty text'
        : transform.parts.map((part) => (typeof part === 'string' ? quote(part) : operandWords(context, part, each))).join(' followed by ')
    case 'lookup':
      return `${operandWords(context, transform.from, each)}, translated with ${tableWords(context, transform.table)}`
    case 'when': {
      const cases = transform.cases.map((one) => `if ${describeCondition(context, one.if, each)}: ${valueWords(context, one.then, each)}`)
      return [
        ...cases,
        transform.otherwise === undefined ? 'otherwise it counts as missing' : `otherwise ${valueWords(context, transform.otherwise, each)}`,
      ].join('; ')
    }
    case 'convert':
      return `${operandWords(context, transform.from, each)} as ${typeWords[transform.to]}`
    case 'number':
      return `${operandWords(context, transform.from, each)} as a number${transform.steps.map((step) => `, ${stepWords(context, step, each)}`).join('')}`
    case 'date':
      return `${operandWords(context, transform.from, each)}, read as ${transform.read === 'iso' ? 'an ISO date' : transform.read} and written as ${transform.write === 'iso' ? 'an ISO date' : transform.write}`
    case 'text':
    case 'list':
    case 'join':
    case 'formula':
      throw new Error('not yet')
    case 'hook':
      return `what an engineer writes for "${transform.words.trim()}"`
  }
}

function operandWords(context: MapContext, operand: Operand, each?: Row): string {
  if (operand.of === 'constant') return quote(operand.value)
  if (operand.of === 'config') {
    const value = context.project.configValues.find((candidate) => candidate.id === operand.config)
    return value === undefined ? 'a config value that is gone' : `the config value ${value.name}`
  }
  return possessive(context, operand, each)
}

/** `the order's billing.email`, `the line item's total`, `the order`. */
function possessive(context: MapContext, ref: SourceRef, each?: Row): string {
  const owner = ref.of === 'input' ? (inputNames(context).get(ref.input) ?? 'removed input') : each === undefined ? 'item' : itemNoun(context, each)
  return ref.path === '' ? `the ${owner}` : `the ${owner}'s ${ref.path}`
}

/** What one item of the row's list is called: `line_items` gives `line item`. */
function itemNoun(context: MapContext, each: Row): string {
  return each.transform?.kind === 'each' ? nounOf(context, each.transform.list, eachAbove(context, each)) : 'item'
}

function nounOf(context: MapContext, list: SourceRef, each?: Row): string {
  const name = lastName(list.path)
  if (name === undefined)
    return list.of === 'input' ? (inputNames(context).get(list.input) ?? 'item') : each === undefined ? 'item' : `${itemNoun(context, each)} entry`
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-\s]+/g, ' ')
    .trim()
    .toLowerCase()
  if (!/^[\p{L}\p{N} ]+$/u.test(words)) return 'item'
  return words.endsWith('ies')
    ? `${words.slice(0, -3)}y`
    : /(?:ss|us|is)$/.test(words) || !words.endsWith('s')
      ? words
      : /(?:ch|sh|x|ss)es$/.test(words)
        ? words.slice(0, -2)
        : words.slice(0, -1)
}

function lastName(path: FieldPath): string | undefined {
  const last = path === '' ? undefined : pathSteps(printablePath(path)).findLast((step) => step.kind === 'name')
  return last?.kind === 'name' ? last.name : undefined
}

/** A damaged path is told as it stands. */
function printablePath(path: FieldPath): FieldPath {
  try {
    pathSteps(path)
    return path
  } catch {
    return printFieldPath([{ kind: 'name', name: path }])
  }
}

function tableWords(context: MapContext, id: string): string {
  const table = context.project.lookupTables.find((candidate) => candidate.id === id)
  if (table === undefined) return 'a lookup table that is gone'
  const otherwise = table.otherwise === undefined ? 'any other value is reported as a problem' : `any other value gives ${plain(table.otherwise.value)}`
  return `the lookup table ${printNumber('lookupTables', table.number)} ${table.name}; ${otherwise}`
}

function stepWords(context: MapContext, step: NumberStep, each?: Row): string {
  switch (step.do) {
    case 'add':
      return `plus ${operandWords(context, step.by, each)}`
    case 'subtract':
      return `minus ${operandWords(context, step.by, each)}`
    case 'multiply':
      return `times ${operandWords(context, step.by, each)}`
    case 'divide':
      return `divided by ${operandWords(context, step.by, each)}`
    case 'round':
      return `rounded to ${decimalsWords(step.decimals)}, ${roundingWords[step.mode]}`
    case 'scale':
      throw new Error('not yet')
    case 'negate':
      return 'with the sign turned round'
    case 'absolute':
      return 'without its sign'
  }
}

function shortStep(context: MapContext, step: NumberStep, each?: Row): string {
  if (step.do === 'negate') return ', negated'
  if (step.do === 'absolute') return ', without sign'
  if (step.do === 'round' || !('by' in step)) return ''
  return ` ${{ add: '+', subtract: '−', multiply: '×', divide: '/' }[step.do]} ${shortOperand(context, step.by, each)}`
}

function shortOperand(context: MapContext, operand: Operand, each?: Row): string {
  if (operand.of === 'constant') return typeof operand.value === 'string' ? quote(operand.value) : plain(operand.value)
  return operand.of === 'config' ? configName(context, operand.config) : printSource(context, operand, each)
}

function shortCondition(context: MapContext, condition: Condition, each?: Row): string {
  if (condition.test === 'compare')
    return `${shortOperand(context, condition.left, each)} ${condition.operator} ${shortOperand(context, condition.right, each)}`
  return describeCondition(context, condition, each)
}

function configName(context: MapContext, id: string): string {
  return context.project.configValues.find((candidate) => candidate.id === id)?.name ?? 'removed value'
}

function listWords(parts: readonly string[], last: 'and' | 'or', separator = ', '): string {
  if (parts.length < 2) return parts[0] ?? 'nothing'
  if (separator === ' ') return parts.join(` ${last} `)
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`
}

function quote(value: JsonScalar): string {
  return typeof value === 'string' ? `"${value}"` : plain(value)
}

function plain(value: JsonScalar): string {
  return value === true ? 'yes' : value === false ? 'no' : value === '' ? 'an empty text' : String(value)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A full stop, unless the person's own words end in one. */
function endOf(words: string): string {
  return /[.!?]\s*$/.test(words) ? '' : '.'
}

function decimalsWords(decimals: number): string {
  return decimals === 0 ? 'a whole number' : decimals === 1 ? '1 decimal' : `${decimals} decimals`
}

const compareWords: Record<CompareOperator, string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
}
const typeWords: Record<ConvertType, string> = { text: 'text', number: 'a number', integer: 'a whole number', boolean: 'yes or no' }
const roundingWords: Record<RoundingMode, string> = {
  'half-away-from-zero': 'half away from zero',
  'half-even': 'half to the even digit',
  up: 'always away from zero',
  down: 'towards zero (digits are cut off)',
}
