// What stands above the rows of a field map: what a record is, when and how often the map runs, what it takes and where the result goes.
import { describeCondition, describeInvariant, describeRuns } from '../codegen/english.ts'
import { listInvariants } from '../mapping/compile-invariants.ts'
import type { InputSide, MapContext, MapSide } from '../mapping/map-context.ts'
import { inputNames } from '../mapping/source-text.ts'
import { stepsOf } from '../mapping/step-context.ts'
import { compareObjects, printNumber } from '../project/project.ts'
import type { Step } from '../project/use-case.ts'
import { printObjectAddress } from '../schema/fields.ts'
import type { MissingPolicy, NullPolicy } from '../transform/transform.ts'
import { chosenUseCases, compiledMap } from './chosen-maps.ts'
import type { Block, Cell } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { printCondition, printTyped } from './map-formula.ts'
import type { MapSample } from './map-sample.ts'
import { factsOf, listFact, textFact, type Fact } from './told-cells.ts'

export function mapFacts(source: DocumentSource, context: MapContext, sample: MapSample): Block {
  const { fieldMap } = context
  const isFull = source.choice.audience !== 'stakeholders'
  const facts: (Fact | undefined)[] = [
    textFact('One record is', fieldMap.oneRecordIs),
    listFact('Applies when', appliesCells(context, isFull)),
    { label: 'Runs', value: runsCells(context, isFull) },
    listFact(
      'Use cases',
      chosenUseCases(source)
        .filter(({ id }) => fieldMap.useCases.includes(id))
        .map((one) => ({ text: `${printNumber('useCases', one.number)} ${one.title}`, to: `use-case:${one.id}` })),
    ),
    listFact(
      context.inputs.length === 1 ? 'Source' : 'Sources',
      context.inputs.map((side, at) => inputCell(context, side, at)),
    ),
    { label: 'Destination', value: { text: printSide(context, context.destination), to: dictionaryTarget(context.destination) } },
    listFact('Run and sent by', stepCells(source, context)),
    isFull ? { label: 'Missing and null', value: policyCells(context) } : undefined,
    listFact('Must hold', invariantCells(context, isFull)),
    isFull ? listFact('Config values', configCells(context)) : undefined,
    isFull ? listFact('Test cases', caseCells(context)) : undefined,
    sample.told === undefined ? undefined : { label: 'Sample and result of', value: sample.told },
    textFact('Note', fieldMap.note),
    listFact('Not found', context.missing),
    listFact('Left out until settled', leftOutCells(context)),
  ]
  return { kind: 'facts', facts: factsOf(facts) }
}

/** Where an object's fields are described. */
export function dictionaryTarget({ ref }: Pick<MapSide, 'ref'>): string {
  return `object:${ref.schema}:${printObjectAddress(ref.object)}`
}

/** `shop_order (WooCommerce REST API v3)`. */
export function printSide({ project }: Pick<MapContext, 'project'>, { ref }: Pick<MapSide, 'ref'>): string {
  const schema = project.schemas.find((version) => version.id === ref.schema)
  const of = [schema?.title, schema?.version].filter((text) => text !== undefined && text !== '').join(' ')
  return `${printObjectAddress(ref.object)}${of === '' ? '' : ` (${of})`}`
}

function inputCell(context: MapContext, side: InputSide, at: number): Cell {
  const { input } = side
  const step = context.project.steps.find(({ id, deleted }) => id === input.fromStep && deleted !== true)
  const name = inputNames(context).get(input.id) ?? input.name
  const parts = [
    `${name}: ${printSide(context, side)}`,
    input.joinedOn === undefined || input.joinedOn.trim() === '' ? '' : input.joinedOn.trim(),
    step === undefined ? '' : `Comes from the step "${step.title}"`,
    at === 0 && context.inputs.length > 1 ? 'Fields without an input’s name are its' : '',
  ]
  return {
    text: `${parts
      .filter((part) => part !== '')
      .join('. ')
      .replaceAll('..', '.')}.`,
    to: dictionaryTarget(side),
  }
}

function appliesCells(context: MapContext, isFull: boolean): Cell[] {
  const { appliesWhen, appliesWhenWords } = context.fieldMap
  const words = appliesWhenWords?.trim() ?? ''
  const cells: Cell[] = words === '' ? [] : [words]
  if (appliesWhen === undefined) return cells
  cells.push(`Exactly: ${describeCondition(context, appliesWhen)}.`)
  if (!isFull) return cells
  const formula = printCondition(context, appliesWhen, undefined, true)
  if (formula !== '') cells.push({ text: formula, tone: 'mono' })
  cells.push('A record for which it does not hold is not mapped: its only issue is "not-applicable".')
  return cells
}

function runsCells(context: MapContext, isFull: boolean): Cell[] {
  const { runs, runsOver, runsBy } = context.fieldMap
  const sentence = describeRuns(context)
  if (!isFull || runsOver === undefined || runs === undefined || runs === 'record') return [sentence]
  const item =
    runs === 'group'
      ? `In the rows, fields without a name before them are those of the group: \`key\` is the value of \`${runsBy ?? ''}\`, \`items\` its entries.`
      : 'In the rows, fields without a name before them are those of that entry.'
  return [sentence, `${item} The result is a list with one record for each; a missing or null list gives an empty one.`]
}

function invariantCells(context: MapContext, isFull: boolean): Cell[] {
  return listInvariants(context).flatMap((one): Cell[] => {
    const said: Cell[] = [`${one.sentence.trim().replace(/[.]$/, '')}. Exactly: ${describeInvariant(context, one)}.`]
    if (isFull) said.push({ text: `${one.formula}${one.tolerance === undefined ? '' : `    tolerance ${one.tolerance}`}`, tone: 'mono' })
    return said
  })
}

/** Each step that runs the map or sends what it makes, with its call and how it finds a record that is there already. */
function stepCells({ project, choice }: DocumentSource, { fieldMap }: MapContext): Cell[] {
  return chosenUseCases({ project, choice })
    .flatMap((useCase) => stepsOf(project, useCase.id).map((step) => ({ step, number: printNumber('useCases', useCase.number) })))
    .filter(({ step }) => step.fieldMap === fieldMap.id)
    .map(({ step, number }) => {
      const system = project.systems.find(({ id, deleted }) => id === step.system && deleted !== true)?.name
      const parts = [
        [step.endpoint, system].filter((text) => text !== undefined && text !== '').join(' of '),
        step.kind === 'send' ? modeWords[step.sendMode ?? 'create'] : '',
        step.matchKey === undefined || step.matchKey === '' ? '' : `key: ${step.matchKey}`,
      ]
      const told = parts.filter((part) => part !== '').join(', ')
      return { text: `${number} ${step.title}${told === '' ? '' : `: ${told}`}`, to: `step:${step.id}` }
    })
}

const modeWords: Readonly<Record<NonNullable<Step['sendMode']>, string>> = {
  create: 'creates it',
  update: 'changes it',
  'create-or-update': 'creates or changes it',
  'find-or-create': 'creates it unless it is there',
  delete: 'deletes it',
}

/** What holds for a row that says nothing of its own; the column beside each row has what holds for it. */
function policyCells({ fieldMap }: MapContext): Cell[] {
  const { onMissing, onNull } = fieldMap
  const missing =
    onMissing === undefined
      ? 'A missing value is a problem where the destination field is required, and leaves the field out where it is not.'
      : `A missing value: ${missingWords(onMissing)}.`
  return [`${missing} ${nullSentences[onNull ?? 'as-missing']} Each row says what holds for it.`]
}

function missingWords(policy: MissingPolicy): string {
  if (policy.then === 'default') return `use ${printTyped(policy.value)}`
  return { omit: 'leave the field out', null: 'send null', problem: 'report a problem' }[policy.then]
}

const nullSentences: Readonly<Record<NullPolicy, string>> = {
  'as-missing': 'A null in a source counts as missing.',
  pass: 'A null in a source is passed on.',
  problem: 'A null in a source is a problem.',
}

/** In one line, which leads to the first. */
function configCells(context: MapContext): Cell[] {
  const { configValues } = context.project
  const names = compiledMap(context).ir.config.map(({ name }) => name)
  const first = configValues.find((one) => one.name === names[0] && one.deleted !== true)
  return names.length === 0 ? [] : [{ text: names.join(', '), ...(first === undefined ? {} : { to: `config:${first.id}` }) }]
}

/** In one line, which leads to the first. */
function caseCells({ project, fieldMap }: MapContext): Cell[] {
  const cases = project.testCases.filter((one) => one.deleted !== true && one.fieldMap === fieldMap.id).toSorted(compareObjects)
  const [first] = cases
  return first === undefined ? [] : [{ text: cases.map((one) => printNumber('testCases', one.number)).join(', '), to: `test-case:${first.id}` }]
}

/** Rows that take part in nothing until their problem is settled (SPEC M5). */
function leftOutCells(context: MapContext): Cell[] {
  const { ir, problems } = compiledMap(context)
  return ir.leftOut.map(({ row, number }) => {
    const why = problems.find((problem) => problem.at === `row:${row}`)?.message ?? 'The list that it stands in is left out.'
    return { text: `${printNumber('rows', number ?? undefined)}: ${why}`, to: `row:${row}`, tone: 'warn' as const }
  })
}
