// A transform in the few words of a grid cell: one entry a kind, so that a new one does not compile without them.
import type { Row } from '../project/field-map.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { printSource } from '../mapping/source-text.ts'
import type { Condition, NumberStep, Operand, TextStep, Transform } from '../transform/transform.ts'
import { configName, nounOfList } from './english-sources.ts'
import { conditionWords } from './english-values.ts'
import { capital, decimalsWords, listWords, plain, quote } from './english-words.ts'

/** Short, for the grid's cell. */
export function describeTransform(context: MapContext, transform: Transform, each?: Row): string {
  return shortWords[transform.kind](context, transform as never, each)
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
  text: (_context, { steps }) => (steps.length === 0 ? 'To text' : capital(steps.map((step) => textWords[step.do]).join(', '))),
  list: (context, { from, then, take }, each) =>
    `${{ all: 'All', first: 'First', last: 'Last', count: 'Count', sum: 'Sum', min: 'Smallest', max: 'Largest', average: 'Average', join: 'Join' }[then.do]}: ${take === '' ? nounOfList(context, from, each) : take}`,
  join: (context, { list, take }, each) => `From ${nounOfList(context, list, each)}: ${take === '' ? 'the entry' : take}`,
  formula: (_context, { text }) => text,
  hook: (_context, { words }) => `Hook: ${words}`,
  each: (context, transform, each) => `One per ${nounOfList(context, transform.list, each)}`,
  notMapped: (_context, { reason }) => (reason.trim() === '' ? 'Not mapped' : `Not mapped: ${reason}`),
}

function shortStep(context: MapContext, step: NumberStep, each?: Row): string {
  if (step.do === 'scale') return step.power < 0 ? ` / ${10 ** -step.power}` : ` × ${10 ** step.power}`
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
  return conditionWords({ context, each }, condition)
}

const textWords: Record<TextStep['do'], string> = {
  trim: 'trimmed',
  upper: 'capital letters',
  lower: 'small letters',
  pad: 'filled up',
  slice: 'cut',
  before: 'the part before',
  after: 'the part after',
  part: 'one part',
  replace: 'replaced',
}
