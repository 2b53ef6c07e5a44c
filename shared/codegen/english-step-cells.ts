// What a step's cells say, in words: its values, its conditions, its calls, what it does when it fails. The only place that words them,
// for the page, the picture and the Excel sheet.
import { CANDIDATE, stepContext, type StepPlace } from '../mapping/step-context.ts'
import { printNumber, type Project } from '../project/project.ts'
import type { Step, StepOperand, StepParameter, StepValue } from '../project/use-case.ts'
import type { Condition } from '../transform/transform.ts'
import type { ObjectAddress, SchemaGraph } from '../schema/schema-graph.ts'
import { conditionWords } from './english-values.ts'
import { operandWords, type Saying } from './english-sources.ts'
import { capital, endOf, listWords, quote } from './english-words.ts'

/** A project, one of its steps, and the schemas as far as they are at hand: without them only names of fields are told, not what they are. */
export type StepSaying = { readonly project: Project; readonly step: Step; readonly findGraph: (key: string) => SchemaGraph | undefined }

export const sendWords: Record<NonNullable<Step['sendMode']>, string> = {
  create: 'Create',
  update: 'Update',
  'create-or-update': 'Create or update',
  'find-or-create': 'Find or create',
  delete: 'Delete',
}

export const kindWords: Record<Step['kind'], string> = {
  trigger: 'Trigger',
  retrieve: 'Retrieve',
  transform: 'Transform',
  send: 'Send',
  decide: 'Decide',
  wait: 'Wait',
  notify: 'Notify',
}

const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
] as const

/** `10 minutes`, `90 seconds`: in the largest unit that it is a whole number of. */
export function secondsWords(seconds: number): string {
  const [size, unit] = UNITS.find(([size]) => seconds >= size && seconds % size === 0) ?? [1, 'second']
  const count = seconds / size
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

export function stepValueWords(saying: StepSaying, value: StepValue, place: StepPlace = 'values'): string {
  switch (value.of) {
    case 'template':
      return value.parts.length === 0
        ? 'an empty text'
        : value.parts.map((part) => (typeof part === 'string' ? quote(part) : operandOf(saying, part, place))).join(' followed by ')
    case 'last-run': {
      const less = value.less === undefined || value.less === 0 ? '' : `, less ${secondsWords(value.less)}`
      return `when the last successful run began${less} (${value.first === undefined ? 'left out on the first run' : `on the first run ${value.first}`})`
    }
    case 'page':
      return 'the page, counted from 1'
    default:
      return operandOf(saying, value, place)
  }
}

/** `id = the webhook's id, dp = 2`. Empty where there are none. */
export function parametersWords(saying: StepSaying, parameters: readonly StepParameter[] | undefined, place: StepPlace = 'values'): string {
  return (parameters ?? []).map(({ name, value }) => `${name} = ${stepValueWords(saying, value, place)}`).join(', ')
}

export function stepConditionWords(saying: StepSaying, condition: Condition, place: StepPlace): string {
  return conditionWords(sayingOf(saying, place), condition)
}

/** `Contacts[] of the answer`; `the answer itself`. Undefined: nobody chose. */
export function objectWords(object: ObjectAddress | undefined): string | undefined {
  if (object === undefined) return undefined
  if (object.kind === 'object') return object.name
  const body = object.kind === 'request' ? 'the request' : 'the answer'
  return object.envelope === '' ? `${body} itself` : object.envelope === '[]' ? `the list that is ${body}` : `${object.envelope} of ${body}`
}

export function mapWords(project: Project, id: string | undefined): string | undefined {
  if (id === undefined) return undefined
  const map = project.fieldMaps.find((one) => one.id === id && one.deleted !== true)
  return map === undefined ? 'a field map that is gone' : `${printNumber('fieldMaps', map.number)} ${map.name}`
}

export function systemWords(project: Project, id: string | undefined): string | undefined {
  return id === undefined ? undefined : (project.systems.find((one) => one.id === id && one.deleted !== true)?.name ?? 'a system that is gone')
}

const endWords = { skip: 'the record is left out, as skipped', stop: 'the record ends, as failed', alert: 'the record ends, as failed' } as const

/** `Tries again 3 times, after 1 minute, 2 minutes and from then on 4 minutes; then the record is left out, as skipped.` Undefined: nothing is said. */
export function failureWords(step: Step): string | undefined {
  if (step.failure === undefined) return undefined
  const tell = (end: 'skip' | 'stop' | 'alert') =>
    step.alert === undefined || step.alert === ''
      ? end === 'alert'
        ? ' Somebody is alerted; it is not said who.'
        : ''
      : ` Tell ${step.alert}${endOf(step.alert)}`
  if (step.failure !== 'retry') return `${capital(endWords[step.failure])}.${tell(step.failure)}`
  const retries = step.retries ?? 1
  const end = step.afterRetries ?? 'stop'
  const times = retries === 1 ? 'once' : retries === 2 ? 'twice' : `${retries} times`
  return `Tries again ${times}${waitsWords(retries, step.retryWaits)}; then ${endWords[end]}.${tell(end)}`
}

function waitsWords(retries: number, waits: readonly number[] | undefined): string {
  const used = (waits ?? []).slice(0, retries)
  if (used.length === 0) return ', at once'
  if (new Set(used).size === 1) return retries === 1 ? `, after ${secondsWords(used[0] ?? 0)}` : `, ${secondsWords(used[0] ?? 0)} apart`
  const said = used.map(secondsWords)
  return used.length < retries ? `, after ${said.join(', ')} and so on` : `, after ${listWords(said, 'and')}`
}

/** The few words of the failure lane: the analyst's own where they are short. */
export function shortFailure(step: Step): string {
  const { failure, retries = 1, afterRetries = 'stop', alert } = step
  if (failure === undefined) return step.onFailure ?? 'not said yet'
  const ends = { skip: 'skip', stop: 'stop', alert: 'alert' } as const
  if (failure === 'retry') return `retry ${retries}×, then ${ends[afterRetries]}`
  return failure === 'alert' ? `alert ${alert ?? 'nobody yet'}` : `${ends[failure]} this record`
}

/** `cell`: which cell it words; those that only go with another one (tries, waits) are worded with it. */
export type StepFact = { readonly cell: keyof Step; readonly label: string; readonly text: string }

/** Everything that is stored of a step besides its kind and title, in the order of its form; nothing of it is left out. */
export function listStepCells(saying: StepSaying): StepFact[] {
  const { project, step } = saying
  const { lookup, update } = step
  const version = project.schemas.find((one) => one.id === step.schema)
  const place: StepPlace = lookup === undefined ? 'values' : 'found'
  const cells: readonly (readonly [keyof Step, string, string | undefined])[] = [
    ['system', 'System', systemWords(project, step.system)],
    [
      'schema',
      'Schema',
      step.schema === undefined
        ? undefined
        : version === undefined
          ? 'a schema that is gone'
          : [version.title, version.version].filter(Boolean).join(', version '),
    ],
    ['endpoint', 'Endpoint', step.endpoint],
    ['object', step.kind === 'send' ? 'Record in the request' : 'Record', objectWords(step.object)],
    ['answer', 'Record in the answer', objectWords(step.answer)],
    ['fieldMap', 'Field map', mapWords(project, step.fieldMap)],
    ['sendMode', 'Way of sending', step.sendMode === undefined ? undefined : sendWords[step.sendMode]],
    ['matchKey', 'Match key', step.matchKey],
    ['parameters', 'Parameters', parametersWords(saying, step.parameters, place)],
    ['selection', 'Which', step.selection],
    ['sort', 'Sorted by', step.sort],
    ['pageSize', 'Page size', step.pageSize === undefined ? undefined : String(step.pageSize)],
    ['firstLoad', 'First load', step.firstLoad],
    ['forEach', 'For each record', yes(step.forEach, 'the steps after it run once for each')],
    ['mayBeMissing', 'Nothing found', yes(step.mayBeMissing, 'is no failure')],
    ['lookup', 'Looks first', lookup === undefined ? undefined : lookupWords(saying)],
    [
      'ifFound',
      'If it is found',
      step.ifFound === undefined ? undefined : step.ifFound === 'skip' ? 'the record is left out, as skipped' : 'that counts as a failure',
    ],
    ['update', 'Changed by', update === undefined ? undefined : callWords(saying, update.endpoint, update.parameters, 'found', objectWords(update.object))],
    ['whenExists', 'If it is there already', step.whenExists],
    ['whenDeletedAtSource', 'If deleted at the source', step.whenDeletedAtSource],
    [
      'condition',
      'Condition',
      step.condition === undefined ? undefined : stepConditionWords(saying, step.condition, step.kind === 'wait' ? 'answer' : 'values'),
    ],
    ['waitSeconds', 'Waits', step.waitSeconds === undefined ? undefined : secondsWords(step.waitSeconds)],
    ['notifyWhen', 'Sent', step.notifyWhen === undefined ? undefined : step.notifyWhen === 'failed' ? 'only when something failed' : 'always'],
    ['result', 'Its result is called', step.result],
    ['frequency', 'Frequency', step.frequency],
    ['volume', 'Volume', step.volume],
    ['onSuccess', 'On success', step.onSuccess],
    ['failure', 'On failure', failureWords(step)],
    ['onFailure', 'On failure, in words', step.onFailure],
    ['alert', 'Tells', step.alert],
  ]
  return cells.flatMap(([cell, label, text]) => (text === undefined || text === '' ? [] : [{ cell, label, text }]))
}

/** `GET /Contacts, with searchTerm = the order's email, in Contacts[] of the answer, where the candidate's EmailAddress is ...`. */
export function lookupWords(saying: StepSaying): string {
  const { lookup } = saying.step
  if (lookup === undefined) return ''
  const where = lookup.where === undefined ? 'the first one' : `the one where ${stepConditionWords(saying, lookup.where, 'candidate')}`
  return `${callWords(saying, lookup.endpoint, lookup.parameters, 'values', objectWords(lookup.answer))}: ${where}`
}

export function callWords(saying: StepSaying, endpoint: string, parameters: readonly StepParameter[] | undefined, place: StepPlace, object?: string): string {
  const asked = parametersWords(saying, parameters, place)
  return `${endpoint}${asked === '' ? '' : `, with ${asked}`}${object === undefined ? '' : `, in ${object}`}`
}

function operandOf(saying: StepSaying, operand: StepOperand, place: StepPlace): string {
  return operandWords(sayingOf(saying, place), operand)
}

function sayingOf({ project, step, findGraph }: StepSaying, place: StepPlace): Saying {
  const context = stepContext(project, step, place, findGraph)
  return { context, each: undefined, entry: context.inputs.find(({ input }) => input.id === CANDIDATE)?.input.name ?? 'candidate' }
}

function yes(cell: boolean | undefined, words: string): string | undefined {
  return cell === true ? words : undefined
}
