// Everything that is decided about one step, one fact below the other, so that an engineer can write the call from it alone.
import { listStepCells, stepValueWords, type StepSaying } from '../codegen/english-step-cells.ts'
import type { ToldStep } from '../codegen/english-steps.ts'
import { graphOf, resultOfStep } from '../mapping/step-context.ts'
import type { Step, StepParameter } from '../project/use-case.ts'
import { printObjectAddress } from '../schema/fields.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import type { Cell } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { factsOf, mapCell, systemCell, textFact, type Fact } from './told-cells.ts'

type Endpoint = SchemaGraph['endpoints'][number]

/** Cells that are told by a fact of this file. */
const TOLD: ReadonlySet<keyof Step> = new Set(['system', 'schema', 'endpoint', 'fieldMap', 'parameters', 'result', 'failure', 'onFailure', 'alert'])

export function stepFacts(source: DocumentSource, step: Step, told: ToldStep | undefined): Fact[] {
  const { project, findGraph } = source
  const saying: StepSaying = { project, step, findGraph }
  const cells = listStepCells(saying)
  const textOf = (cell: keyof Step) => cells.find((one) => one.cell === cell)?.text
  const graph = graphOf(project, step.schema, findGraph)
  const endpoint = graph?.endpoints.find(({ id }) => id === step.endpoint)
  return factsOf([
    textFact('How it runs', told?.does),
    step.system === undefined ? undefined : { label: 'System', value: systemCell(project, step.system) },
    textFact('Description', textOf('schema')),
    callFact(step, endpoint, graph !== undefined),
    parametersFact(saying, endpoint),
    bodyFact(step, endpoint),
    step.fieldMap === undefined ? undefined : { label: 'Field map', value: mapCell(project, step.fieldMap) },
    ...cells.filter(({ cell }) => !TOLD.has(cell)).map(({ label, text }) => textFact(label, text)),
    resultFact(saying),
    failureFact(textOf('failure'), step),
    textFact('On failure, in words', step.onFailure),
    step.alert !== undefined && told?.failure?.includes(step.alert) === true ? undefined : textFact('Tells', step.alert),
  ])
}

function callFact({ endpoint: id }: Step, endpoint: Endpoint | undefined, isKnown: boolean): Fact | undefined {
  if (id === undefined || id === '') return undefined
  const call: Cell = { text: id, tone: 'mono' }
  if (!isKnown) return { label: 'Call', value: call }
  if (endpoint === undefined) return { label: 'Call', value: [call, { text: 'The description of the system has no such call.', tone: 'warn' }] }
  const summary = endpoint.summary?.trim() ?? ''
  return { label: 'Call', value: summary === '' ? call : [call, { text: summary, tone: 'quiet' }] }
}

/** One below the other, each with where the call takes it; those that the call needs and that nobody filled are told. */
function parametersFact(saying: StepSaying, endpoint: Endpoint | undefined): Fact | undefined {
  const { step } = saying
  const given = step.parameters ?? []
  const place = step.lookup === undefined ? 'values' : 'found'
  const cells: Cell[] = given.map((one) => `${nameOf(one, endpoint)} = ${stepValueWords(saying, one.value, place)}`)
  const missing = endpoint?.parameters.filter(({ name, required }) => required && !given.some((one) => one.name === name)) ?? []
  if (step.kind !== 'trigger')
    cells.push(
      ...missing.map(({ name, in: where }): Cell => ({ text: `${name} (in the ${where}): the call requires it, and nobody said what it is`, tone: 'warn' })),
    )
  return cells.length === 0 ? undefined : { label: 'Parameters', value: cells }
}

function nameOf({ name }: StepParameter, endpoint: Endpoint | undefined): string {
  const where = endpoint?.parameters.find((one) => one.name === name)?.in
  return where === undefined ? name : `${name} (in the ${where})`
}

function bodyFact({ kind, sendMode }: Step, endpoint: Endpoint | undefined): Fact | undefined {
  if (kind !== 'send' || sendMode === 'delete' || endpoint?.request === undefined) return undefined
  return { label: 'Body', value: `${endpoint.request.mediaType}${endpoint.request.required ? '' : ', may be left out'}` }
}

/** Maps take what they read by these names. */
function resultFact(saying: StepSaying): Fact | undefined {
  const result = resultOfStep(saying.project, saying.step, saying.findGraph)
  const name = saying.step.result ?? result?.name
  if (name === undefined || name === '') return undefined
  const object = result?.ref === undefined ? '' : ` (${printObjectAddress(result.ref.object)})`
  return { label: 'Its result is called', value: `${name}${object}` }
}

/** What is told of tries and waits, or that nothing is. */
function failureFact(words: string | undefined, { kind, retries, retryWaits, failure }: Step): Fact | undefined {
  if (kind === 'notify') return textFact('On failure', words)
  const unused = failure !== 'retry' && (retries !== undefined || retryWaits !== undefined) ? ' Tries and waits that are written down are not used.' : ''
  return { label: 'On failure', value: words === undefined ? `Not said: the record ends, as failed.${unused}` : `${words}${unused}` }
}
