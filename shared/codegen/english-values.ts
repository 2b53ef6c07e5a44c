// What each kind of transform does, as a phrase in a sentence: one entry a kind, so that a new one does not compile without its words.
import { formulaScope } from '../mapping/formula-scope.ts'
import { inputNames } from '../mapping/source-text.ts'
import { printNumber } from '../project/project.ts'
import { parseFormula } from '../transform/formula/parse.ts'
import type { Condition, ListEnd, NumberForm, NumberStep, SortBy, TextStep, Transform, ValueTransform } from '../transform/transform.ts'
import { formulaWords } from './english-formula.ts'
import { itemNoun, nounOfList, operandWords, possessive, type Saying } from './english-sources.ts'
import { compareWords, decimalsWords, listWords, ordinal, plain, quote, roundingWords, typeWords } from './english-words.ts'

type Phrases = { readonly [K in ValueTransform['kind']]: (saying: Saying, transform: Extract<Transform, { kind: K }>) => string }

export function valueWords(saying: Saying, transform: ValueTransform): string {
  return phrases[transform.kind](saying, transform as never)
}

export function conditionWords(saying: Saying, condition: Condition): string {
  switch (condition.test) {
    case 'compare':
      return `${operandWords(saying, condition.left)} ${compareWords[condition.operator]} ${operandWords(saying, condition.right)}`
    case 'in':
      return `${operandWords(saying, condition.left)} is ${listWords(condition.values.map(quote), 'or')}`
    case 'present':
      return `${operandWords(saying, condition.value)} is there`
    case 'filled':
      return `${operandWords(saying, condition.value)} is filled in`
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) =>
        part.test === 'all' || part.test === 'any' ? `(${conditionWords(saying, part)})` : conditionWords(saying, part),
      )
      return parts.length === 0 ? (condition.test === 'all' ? 'always' : 'never') : listWords(parts, condition.test === 'all' ? 'and' : 'or')
    }
    case 'not':
      return condition.of.test === 'present'
        ? `${operandWords(saying, condition.of.value)} is not there`
        : condition.of.test === 'filled'
          ? `${operandWords(saying, condition.of.value)} is empty`
          : `it is not so that ${conditionWords(saying, condition.of)}`
    case 'formula':
      return formulaPhrase(saying, condition.text).replace(/^whether /, '')
  }
}

const phrases: Phrases = {
  copy: (saying, { from }) => operandWords(saying, from),
  constant: (_saying, { value }) => quote(value),
  config: (saying, { config }) => operandWords(saying, { of: 'config', config }),
  template: (saying, { parts }) =>
    parts.length === 0 ? 'an empty text' : parts.map((part) => (typeof part === 'string' ? quote(part) : operandWords(saying, part))).join(' followed by '),
  lookup: (saying, { from, table }) => `${operandWords(saying, from)}, translated with ${tableWords(saying, table)}`,
  when: (saying, { cases, otherwise }) =>
    [
      ...cases.map((one) => `if ${conditionWords(saying, one.if)}: ${valueWords(saying, one.then)}`),
      otherwise === undefined ? 'otherwise it counts as missing' : `otherwise ${valueWords(saying, otherwise)}`,
    ].join('; '),
  convert: (saying, { from, to }) => `${operandWords(saying, from)} as ${typeWords[to]}`,
  number: (saying, { from, read, steps, write }) =>
    `${operandWords(saying, from)} as a number${read === undefined ? '' : ` (${formWords(read)})`}${stepsWords(saying, steps)}${write === undefined ? '' : `, written with ${decimalsWords(write.decimals)}${writtenWords(write)}`}`,
  date: (saying, { from, read, write, zone, add }) => {
    const place =
      zone === undefined
        ? ''
        : `, ${zone.from === undefined ? '' : `taken as local time in ${zoneWords(saying, zone.from)} and `}told as local time in ${zoneWords(saying, zone.to)}`
    const later =
      add === undefined
        ? ''
        : add.amount.of === 'constant'
          ? `, plus ${operandWords(saying, add.amount)} ${add.unit}`
          : `, plus as many ${add.unit} as ${operandWords(saying, add.amount)} says`
    return `${operandWords(saying, from)}, read as ${readWords(read)}${place}${later}${place === '' && later === '' ? ' and' : ', and'} written as ${writeWords(write)}`
  },
  text: (saying, { from, steps }) => [operandWords(saying, from), ...steps.map(textStepWords)].join(', '),
  list: (saying, transform) => {
    const entry = nounOfList(saying.context, transform.from, saying.each)
    const inner: Saying = { ...saying, entry }
    const list = `${possessive(saying, transform.from)}${transform.where === undefined ? '' : `, counting only those where ${conditionWords(inner, transform.where)}`}`
    const order = transform.sort === undefined ? '' : `, ${sortWords(transform.sort)}`
    const once = transform.distinct === true ? ', each value once' : ''
    const what = transform.take === '' ? `each ${entry}` : `the ${transform.take} of each ${entry}`
    const joined = transform.then.do === 'join' ? ` joined to one text${transform.then.with === '' ? '' : ` with ${quote(transform.then.with)} between`}` : ''
    const extras = `${list}${order}${once}`
    return `${endWords(transform.then, transform.take, what, entry)} ${extras}${joined === '' ? '' : `${extras.includes(', ') ? ',' : ''}${joined}`}${stepsWords(saying, transform.steps ?? [])}`
  },
  join: (saying, { list, key, equals, take }) => {
    const entry = nounOfList(saying.context, list, saying.each)
    const found = `the first ${entry} in ${possessive(saying, list)} whose ${key === '' ? 'value' : key} is ${operandWords(saying, equals)}`
    return take === '' ? found : `the ${take} of ${found}`
  },
  formula: (saying, { text }) => formulaPhrase(saying, text),
  hook: (_saying, { words }) => `what an engineer writes for "${words.trim()}"`,
}

/** `One entry for each line item in the order's line_items`, without the condition. */
export function eachWords(saying: Saying, { list, groupBy, sort, key }: Extract<Transform, { kind: 'each' }>): string {
  const noun = nounOfList(saying.context, list, saying.each)
  const which = groupBy === undefined ? `each ${noun}` : `each different ${groupBy === '' ? 'value' : groupBy} among the ${noun} entries`
  const under = key === undefined ? '' : `, under the name ${operandWords({ ...saying, entry: noun }, key)}`
  return `One entry for ${which} in ${possessive(saying, list)}${sort === undefined ? '' : `, ${sortWords(sort)}`}${under}`
}

function formulaPhrase(saying: Saying, text: string): string {
  const parsed = parseFormula(text)
  if (!parsed.ok) return 'a formula that cannot be read yet'
  const { context, each, result } = saying
  const primary = context.inputs[0]
  const record = primary === undefined ? 'record' : (inputNames(context).get(primary.input.id) ?? 'record')
  const isInList = each !== undefined || (context.fieldMap.runsOver !== undefined && context.fieldMap.runs !== undefined && context.fieldMap.runs !== 'record')
  return formulaWords(parsed.node, formulaScope(context, each, result === undefined ? {} : { result }), {
    item: isInList ? itemNoun(context, each) : record,
    record,
  })
}

function tableWords({ context }: Saying, id: string): string {
  const table = context.project.lookupTables.find((candidate) => candidate.id === id)
  if (table === undefined) return 'a lookup table that is gone'
  const otherwise = table.otherwise === undefined ? 'any other value is reported as a problem' : `any other value gives ${plain(table.otherwise.value)}`
  return `the lookup table ${printNumber('lookupTables', table.number)} ${table.name}; ${otherwise}`
}

function stepsWords(saying: Saying, steps: readonly NumberStep[]): string {
  return steps.map((step) => `, ${stepWords(saying, step)}`).join('')
}

function stepWords(saying: Saying, step: NumberStep): string {
  switch (step.do) {
    case 'add':
      return `plus ${operandWords(saying, step.by)}`
    case 'subtract':
      return `minus ${operandWords(saying, step.by)}`
    case 'multiply':
      return `times ${operandWords(saying, step.by)}`
    case 'divide':
      return `divided by ${operandWords(saying, step.by)}`
    case 'round':
      return `rounded to ${decimalsWords(step.decimals)}, ${roundingWords[step.mode]}`
    case 'scale':
      return step.power < 0 ? `divided by ${10 ** -step.power}` : `times ${10 ** step.power}`
    case 'negate':
      return 'with the sign turned round'
    case 'absolute':
      return 'without its sign'
  }
}

function textStepWords(step: TextStep): string {
  switch (step.do) {
    case 'trim':
      return 'without spaces at both ends'
    case 'upper':
      return 'in capital letters'
    case 'lower':
      return 'in small letters'
    case 'pad':
      return `filled up at the ${step.side === 'start' ? 'front' : 'end'} with ${quote(step.with)} to ${step.length} characters`
    case 'slice':
      if (step.length === undefined) return step.start < 0 ? `only the last ${-step.start} characters` : `from character ${step.start + 1} on`
      return step.start < 0
        ? `at most ${step.length} characters from the ${ordinal(step.start)} on`
        : step.start === 0
          ? `cut to ${step.length} characters`
          : `only characters ${step.start + 1} to ${step.start + step.length}`
    case 'before':
    case 'after':
      return `only what stands ${step.do} the first ${quote(step.text)} (all of it where there is none)`
    case 'part':
      return `only the ${ordinal(step.index)} part of what ${quote(step.separator)} separates`
    case 'replace':
      return step.by === '' ? `without every ${quote(step.find)}` : `with every ${quote(step.find)} replaced by ${quote(step.by)}`
  }
}

function endWords(end: ListEnd, take: string, each: string, entry: string): string {
  switch (end.do) {
    case 'all':
    case 'join':
      return `${each} in`
    case 'first':
    case 'last':
      return take === '' ? `the ${end.do} ${entry} in` : `the ${take} of the ${end.do} ${entry} in`
    case 'count':
      return `the number of ${take === '' ? 'entries' : `${take} values`} in`
    case 'sum':
      return `the sum of ${each} in`
    case 'min':
      return `the smallest of ${each} in`
    case 'max':
      return `the largest of ${each} in`
    case 'average':
      return `the average of ${each} in`
  }
}

function sortWords({ by, descending }: SortBy): string {
  return `in the order of ${by === '' ? 'their values' : `their ${by}`}${descending === true ? ', largest first' : ''}`
}

function formWords({ decimal, group }: NumberForm): string {
  return `written with a decimal ${decimal === ',' ? 'comma' : 'point'}${group === '' ? '' : ` and ${quote(group)} between thousands`}`
}

function writtenWords({ decimal, group }: NumberForm): string {
  return `${decimal === ',' ? ', a decimal comma' : ''}${group === '' ? '' : ` and ${quote(group)} between thousands`}`
}

function zoneWords(saying: Saying, zone: Parameters<typeof operandWords>[1]): string {
  return zone.of === 'constant' ? String(zone.value) : operandWords(saying, zone)
}

const readForms: Readonly<Record<string, string>> = {
  iso: 'an ISO date',
  instant: 'a moment with its offset (ISO)',
  'unix-seconds': 'seconds since 1970',
  'unix-milliseconds': 'milliseconds since 1970',
  'ms-json': 'a date such as /Date(1551981658323)/',
}

function readWords(read: string): string {
  return readForms[read] ?? read
}

function writeWords(write: string): string {
  return write === 'iso' ? 'an ISO date' : write === 'instant' ? 'an ISO moment in UTC' : write
}
