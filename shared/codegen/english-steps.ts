// What happens with one record, step by step, in sentences an engineer can build from: the only place that tells a use case's steps as a plan.
import { resultOfStep, stepsOf } from '../mapping/step-context.ts'
import type { Project } from '../project/project.ts'
import type { Step } from '../project/use-case.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import {
  callWords,
  failureWords,
  kindWords,
  lookupWords,
  mapWords,
  objectWords,
  parametersWords,
  secondsWords,
  shortFailure,
  stepConditionWords,
  systemWords,
  type StepSaying,
} from './english-step-cells.ts'
import { endOf } from './english-words.ts'

/** `depth`: how many steps above it run it for each of their records. `failure`: what happens when it fails, where that is said. */
export type ToldStep = {
  readonly step: string
  readonly position: number
  readonly title: string
  readonly depth: number
  readonly does: string
  readonly failure: string | undefined
}

/** What a card and the picture show of a step: a few words each. */
export type StepCard = {
  readonly position: number
  readonly kind: Step['kind']
  readonly word: string
  readonly title: string
  readonly lines: readonly { readonly text: string; readonly as: 'endpoint' | 'map' | 'words' }[]
  readonly failure: string
}

type FindGraph = (key: string) => SchemaGraph | undefined

/** Of a whole use case, in the order of its steps; steps that are not whole yet say what is open. */
export function tellSteps(project: Project, useCase: string, findGraph: FindGraph): ToldStep[] {
  const steps = stepsOf(project, useCase)
  const lastOfRecord = steps.findLastIndex(({ kind }) => kind !== 'notify')
  let depth = 0
  return steps.map((step, at) => {
    // Notify steps at the end are sent once, whatever became of the records.
    const isLast = step.kind === 'notify' && at > lastOfRecord
    const told: ToldStep = {
      step: step.id,
      position: at + 1,
      title: step.title,
      depth: isLast ? 0 : depth,
      does: sentencesOf({ project, step, findGraph }, isLast),
      failure: step.kind === 'notify' ? undefined : failureSentences(step),
    }
    if (step.kind === 'retrieve' && step.forEach === true) depth += 1
    return told
  })
}

function failureSentences(step: Step): string | undefined {
  const words = step.onFailure === undefined || step.onFailure.trim() === '' ? undefined : `${step.onFailure.trim()}${endOf(step.onFailure)}`
  const told = [failureWords(step), words].filter((text) => text !== undefined)
  return told.length === 0 ? undefined : told.join(' ')
}

export function stepCard(project: Project, step: Step, position: number): StepCard {
  const map = step.fieldMap === undefined ? undefined : project.fieldMaps.find((one) => one.id === step.fieldMap && one.deleted !== true)
  const often = [step.frequency, step.volume].filter((text) => text !== undefined && text !== '').join(', ')
  const lines: StepCard['lines'][number][] = []
  if (step.fieldMap !== undefined) lines.push({ text: map?.name ?? 'a field map that is gone', as: 'map' })
  if (step.endpoint !== undefined && step.endpoint !== '') lines.push({ text: step.endpoint, as: 'endpoint' })
  if (step.kind === 'wait' && step.waitSeconds !== undefined) lines.push({ text: secondsWords(step.waitSeconds), as: 'words' })
  if (step.kind === 'notify' && step.alert !== undefined) lines.push({ text: step.alert, as: 'words' })
  if (step.result !== undefined && step.result !== '') lines.push({ text: `gives ${step.result}${step.forEach === true ? ', each' : ''}`, as: 'words' })
  if (often !== '') lines.push({ text: often, as: 'words' })
  return { position, kind: step.kind, word: kindWords[step.kind], title: step.title, lines, failure: shortFailure(step) }
}

function sentencesOf(saying: StepSaying, isLast: boolean): string {
  const { step } = saying
  const success =
    step.onSuccess === undefined || step.onSuccess === '' || /^(go on|start)\.?$/i.test(step.onSuccess)
      ? ''
      : ` Then: ${step.onSuccess}${endOf(step.onSuccess)}`
  return `${sayers[step.kind](saying, isLast)}${success}`
}

const sayers: Record<Step['kind'], (saying: StepSaying, isLast: boolean) => string> = {
  trigger: (saying) => {
    const { step } = saying
    const starts =
      step.frequency === undefined || step.frequency === '' ? 'Starts a run; it is not said when.' : `Starts a run: ${step.frequency}${endOf(step.frequency)}`
    const result = resultName(saying)
    const calls = step.endpoint === undefined ? '' : ` ${systemOf(saying) ?? 'The system'} calls ${step.endpoint}.`
    return `${starts}${calls}${result === undefined ? '' : ` The record that comes is called ${result}.`}`
  },
  retrieve: (saying) => {
    const { step } = saying
    const object = objectWords(step.object)
    const missing = step.mayBeMissing === true ? ' That nothing is found is no failure.' : ''
    if (step.endpoint === undefined) return `${OPEN_CALL}${missing}`
    if (step.forEach === true) {
      const pages = step.pageSize === undefined ? '' : `, ${step.pageSize} records a page until a page is not full`
      return `${asks(saying)}${pages}. The steps below run once for each record of ${object ?? 'the list in the answer'}, called ${resultName(saying) ?? 'record'}.${missing}`
    }
    return `${asks(saying)}, and keeps ${object ?? 'the record in the answer'} as ${resultName(saying) ?? 'its result'}.${missing}`
  },
  transform: (saying) => {
    const map = mapWords(saying.project, saying.step.fieldMap)
    if (map === undefined) return 'Makes a record; no field map is chosen yet.'
    return `Makes the ${saying.step.result ?? 'record'} with the field map ${map}. A record that has issues goes no further.`
  },
  send: (saying) => sendSentences(saying),
  decide: (saying) => {
    const { condition } = saying.step
    if (condition === undefined) return 'Decides whether the record goes on; the condition is not written yet.'
    return `Goes on only where ${stepConditionWords(saying, condition, 'values')}. Otherwise the record ends here, as skipped.`
  },
  wait: (saying) => {
    const { step } = saying
    if (step.endpoint === undefined)
      return step.waitSeconds === undefined ? 'Waits; it is not said how long, or for what.' : `Waits ${secondsWords(step.waitSeconds)}.`
    const until = step.condition === undefined ? 'its answer meets a condition that is not written yet' : stepConditionWords(saying, step.condition, 'answer')
    return `${asks(saying)}, again and again as said for failures, until ${until}. Keeps ${objectWords(step.object) ?? 'the record in the answer'} as ${resultName(saying) ?? 'its result'}.`
  },
  notify: ({ step }, isLast) => {
    const whom = step.alert === undefined || step.alert === '' ? 'somebody: it is not said whom' : step.alert
    const when = step.notifyWhen === 'failed' ? 'if something failed' : 'always'
    return `Tells ${whom}, ${when}${isLast ? ', once at the end of the run' : ''}.`
  },
}

const OPEN_CALL = 'Asks a system; it is not said which call it makes.'

function sendSentences(saying: StepSaying): string {
  const { step } = saying
  if (step.endpoint === undefined) return 'Sends a record; it is not said which call it makes.'
  const mode = step.sendMode ?? 'create'
  const system = systemOf(saying)
  const map = mapWords(saying.project, step.fieldMap)
  const what =
    mode === 'delete'
      ? ''
      : map === undefined
        ? ', with a record that no field map makes yet'
        : `, with the record of ${map}${inBody(objectWords(step.object))}`
  const call = (endpoint: string, parameters: string, body: string) =>
    `${endpoint}${system === undefined ? '' : ` of ${system}`}${body}${parameters === '' ? '' : `, and ${parameters}`}`
  const send = call(step.endpoint, parametersWords(saying, step.parameters, step.lookup === undefined ? 'values' : 'found'), what)
  const update = step.update === undefined ? send : callWords(saying, step.update.endpoint, step.update.parameters, 'found', objectWords(step.update.object))
  const keeps = mode === 'delete' || resultName(saying) === undefined ? '' : ` The record in the answer is kept as ${resultName(saying)}.`
  if (step.lookup === undefined) {
    const did = {
      create: 'Creates it',
      update: 'Updates it',
      'create-or-update': 'Creates or updates it',
      'find-or-create': 'Finds or creates it',
      delete: 'Deletes it',
    }[mode]
    const key = step.matchKey === undefined || step.matchKey === '' ? undefined : ` What tells that it is the same: ${step.matchKey}${endOf(step.matchKey)}`
    const risk = key ?? (mode === 'create' ? ' It does not look first, so the same record may be made twice.' : '')
    return `${did}: ${mode === 'update' ? update : send}.${risk}${keeps}`
  }
  const looks = `Looks first: ${lookupWords(saying)}.`
  const found: Record<typeof mode, string> = {
    create: `If it is there, ${step.ifFound === 'stop' ? 'that counts as a failure of this step' : 'the record is left out, as skipped'}. If not, creates it: ${send}.`,
    'find-or-create': `If it is there, it is used as it is. If not, creates it: ${send}.`,
    'create-or-update': `If it is there, changes it: ${update}. If not, creates it: ${send}.`,
    update: `If it is there, changes it: ${update}. If not, that counts as a failure of this step.`,
    delete: `If it is there, deletes it: ${send}. If not, there is nothing to do.`,
  }
  return `${looks} ${found[mode]}${keeps}`
}

function inBody(object: string | undefined): string {
  return object === undefined ? '' : ` in ${object}`
}

function asks(saying: StepSaying): string {
  const { step } = saying
  const asked = parametersWords(saying, step.parameters)
  return `Asks ${systemOf(saying) ?? 'the system'} for ${step.endpoint ?? 'a call that is not chosen'}${asked === '' ? '' : `, with ${asked}`}`
}

function systemOf({ project, step }: StepSaying): string | undefined {
  return systemWords(project, step.system)
}

function resultName({ project, step, findGraph }: StepSaying): string | undefined {
  return resultOfStep(project, step, findGraph)?.name
}
