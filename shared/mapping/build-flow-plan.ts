// The only place that makes a use case's steps into a plan, and says why it cannot.
import { compareObjects, printNumber, type Project } from '../project/project.ts'
import type { FieldMap } from '../project/field-map.ts'
import type { Step, UseCase } from '../project/use-case.ts'
import type { ObjectAddress, SchemaGraph } from '../schema/schema-graph.ts'
import { printCanonical } from '../transform/canonical.ts'
import { answerOf, envelopeOf, report, treeOf, takeEndpoint, type FlowBuilder, type FoundEndpoint, type KnownResult } from './flow-builder.ts'
import { FLOW_VERSION, type FlowMapping, type FlowNode, type FlowNotify, type FlowPlan, type FlowRule, type FlowStep } from './flow-plan.ts'
import type { FlowProblem } from './flow-rules.ts'
import { sendNode } from './flow-send.ts'
import { callOf, testOf } from './flow-values.ts'
import { buildMapContext } from './map-context.ts'
import { inputNames } from './source-text.ts'

/** With problems the plan holds what is sound, and must not be run. */
export type BuiltFlow = { readonly plan: FlowPlan; readonly problems: readonly FlowProblem[] }

/** The use cases that move data: one of their steps calls an endpoint or runs a map. */
export function listFlows(project: Project): UseCase[] {
  const moves = new Set(project.steps.flatMap((step) => (step.deleted !== true && ['retrieve', 'transform', 'send'].includes(step.kind) ? [step.useCase] : [])))
  return project.useCases.filter((useCase) => useCase.deleted !== true && moves.has(useCase.id))
}

/** Undefined: there is no such use case. */
export function buildFlowPlan(project: Project, useCaseId: string, findGraph: (key: string) => SchemaGraph | undefined): BuiltFlow | undefined {
  const useCase = project.useCases.find((one) => one.id === useCaseId && one.deleted !== true)
  if (useCase === undefined) return undefined
  const steps = project.steps.filter((step) => step.useCase === useCaseId && step.deleted !== true).sort(compareObjects)
  const builder: FlowBuilder = {
    project,
    findGraph,
    steps,
    problems: [],
    results: new Map(),
    endpoints: new Map(),
    maps: new Map(),
    config: new Map(),
  }
  const [first, ...rest] = steps
  const isTriggered = first?.kind === 'trigger'
  if (!isTriggered) report(builder, null, 'no-trigger')
  else noteTrigger(builder, first)
  const afterLast = rest.findLastIndex((step) => step.kind !== 'notify') + 1
  const last = rest.slice(afterLast).flatMap((step) => notifyOf(builder, step))
  const nodes = nodesOf(builder, isTriggered ? rest.slice(0, afterLast) : steps)
  const plan: FlowPlan = {
    flowVersion: FLOW_VERSION,
    key: `uc-${useCase.number ?? 'new'}`,
    useCase: { id: useCase.id, number: useCase.number ?? null, title: useCase.title },
    trigger: {
      step: first === undefined ? { id: '', position: 0, title: '', words: [] } : stepOf(builder, first),
      hasRecord: first !== undefined && builder.results.has(first.id),
    },
    names: Object.fromEntries([...builder.results].map(([id, { name }]) => [id, name])),
    endpoints: [...builder.endpoints.values()],
    maps: [...builder.maps.values()],
    config: [...builder.config.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    nodes,
    last,
  }
  return { plan, problems: builder.problems }
}

/** A schedule gives no record; a webhook does. */
function noteTrigger(builder: FlowBuilder, step: Step): void {
  if (step.endpoint === undefined && step.object === undefined && step.result === undefined) return
  const found = step.endpoint === undefined ? undefined : takeEndpoint(builder, step, step.endpoint)
  // A webhook is called, not a method of the client.
  if (found !== undefined) builder.endpoints.delete(found.key)
  const address: ObjectAddress | undefined =
    step.object ?? (found?.endpoint.request === undefined ? undefined : { kind: 'request', endpoint: found.endpoint.id, envelope: '' })
  const version = builder.project.schemas.find((one) => one.id === step.schema)
  const graph = version === undefined ? undefined : builder.findGraph(version.graph)
  const tree = graph === undefined || address === undefined ? undefined : treeOf(graph, address)
  builder.results.set(step.id, {
    step,
    name: step.result ?? 'trigger',
    ...(step.schema === undefined || address === undefined ? {} : { schema: step.schema, address }),
    ...(tree === undefined ? {} : { tree }),
  })
}

function nodesOf(builder: FlowBuilder, steps: readonly Step[]): FlowNode[] {
  const nodes: FlowNode[] = []
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'retrieve' && step.forEach === true) {
      const each = eachOf(builder, step)
      const inner = nodesOf(builder, steps.slice(index + 1))
      return each === undefined ? nodes : [...nodes, { ...each, nodes: inner }]
    }
    const node = nodeOf(builder, step)
    if (node !== undefined) nodes.push(node)
  }
  return nodes
}

function nodeOf(builder: FlowBuilder, step: Step): FlowNode | undefined {
  switch (step.kind) {
    case 'trigger':
      return report(builder, step, 'second-trigger')
    case 'retrieve':
      return retrieveOf(builder, step)
    case 'transform':
      return transformOf(builder, step)
    case 'send':
      return sendNode(builder, step, {
        mapping: (map, operation) => mappingOf(builder, step, map, operation),
        note: (found) => noteResult(builder, step, found),
        ...ruled(builder, step),
      })
    case 'decide': {
      const test = step.condition === undefined ? report(builder, step, 'no-condition') : testOf(builder, { step }, step.condition)
      return test === undefined ? undefined : { do: 'decide', ...ruled(builder, step), test }
    }
    case 'wait':
      if (step.endpoint !== undefined) return step.condition === undefined ? report(builder, step, 'no-condition') : retrieveOf(builder, step)
      return step.waitSeconds === undefined ? report(builder, step, 'no-wait') : { do: 'wait', ...ruled(builder, step), seconds: step.waitSeconds }
    case 'notify': {
      const [notify] = notifyOf(builder, step)
      return notify
    }
  }
}

function retrieveOf(builder: FlowBuilder, step: Step): FlowNode | undefined {
  const found = takeEndpoint(builder, step, step.endpoint)
  if (found === undefined) return undefined
  const call = callOf(builder, { step }, found, step.parameters ?? [])
  const result = noteResult(builder, step, found)
  const answer = result?.address === undefined ? report(builder, step, 'no-object') : envelopeOf(builder, step, result.address)
  const until = step.kind === 'wait' && step.condition !== undefined ? testOf(builder, { step, own: result }, step.condition) : null
  if (answer === undefined || until === undefined) return undefined
  return { do: 'retrieve', ...ruled(builder, step), call, answer, mayBeMissing: step.mayBeMissing === true, until }
}

function eachOf(builder: FlowBuilder, step: Step): Omit<Extract<FlowNode, { do: 'each' }>, 'nodes'> | undefined {
  const found = takeEndpoint(builder, step, step.endpoint)
  if (found === undefined) return undefined
  const call = callOf(builder, { step, pages: true }, found, step.parameters ?? [])
  const result = noteResult(builder, step, found)
  const answer = result?.address === undefined ? report(builder, step, 'no-object') : envelopeOf(builder, step, result.address)
  const countsPages = call.parameters.some(({ value }) => value.op === 'page')
  if (countsPages && step.pageSize === undefined) report(builder, step, 'page-without-size')
  if (answer === undefined) return undefined
  if (!answer.list) return report(builder, step, 'no-list')
  return { do: 'each', ...ruled(builder, step), call, answer, pageSize: countsPages ? (step.pageSize ?? 1) : null }
}

/** The record in the answer of a call becomes the step's result. */
function noteResult(builder: FlowBuilder, step: Step, found: FoundEndpoint): KnownResult | undefined {
  const address = answerOf(found, step.kind === 'send' ? step.answer : step.object)
  if (address === undefined) return undefined
  const tree = treeOf(found.graph, address)
  const result: KnownResult = { step, name: step.result ?? step.title, schema: found.schema, address, ...(tree === undefined ? {} : { tree }) }
  builder.results.set(step.id, result)
  return result
}

function transformOf(builder: FlowBuilder, step: Step): FlowNode | undefined {
  const map = findMapOf(builder, step)
  if (map === undefined) return undefined
  const sends = builder.steps.slice(builder.steps.indexOf(step) + 1).find((other) => other.kind === 'send' && other.fieldMap === map.id)
  const asks = sends?.sendMode === 'create-or-update' && sends.lookup !== undefined
  if (asks && tellsApart(builder, map)) return report(builder, sends, 'map-before-lookup', map.name)
  const mapping = mappingOf(builder, step, map, sends?.sendMode === 'update' ? 'update' : 'create')
  const { schema, object } = map.destination
  const version = builder.project.schemas.find((one) => one.id === schema)
  const graph = version === undefined ? undefined : builder.findGraph(version.graph)
  const tree = graph === undefined || isMany(map) ? undefined : treeOf(graph, object)
  builder.results.set(step.id, { step, name: step.result ?? step.title, schema, address: object, ...(tree === undefined ? {} : { tree }) })
  return mapping === undefined ? undefined : { do: 'transform', ...ruled(builder, step), mapping }
}

function findMapOf(builder: FlowBuilder, step: Step): FieldMap | undefined {
  if (step.fieldMap === undefined) return report(builder, step, 'no-map')
  const map = builder.project.fieldMaps.find((one) => one.id === step.fieldMap && one.deleted !== true)
  return map ?? report(builder, step, 'unknown-map')
}

/** Undefined: an input has no result to fill it. */
function mappingOf(builder: FlowBuilder, step: Step, map: FieldMap, operation: 'create' | 'update'): FlowMapping | undefined {
  const { project, maps, results } = builder
  maps.set(map.id, { id: map.id, number: map.number ?? null, key: map.key, name: map.name, many: isMany(map) })
  const context = buildMapContext(project, map.id, builder.findGraph)
  if (context === undefined) return undefined
  const names = inputNames(context)
  const inputs = context.inputs.map(({ input }) => {
    const known = [...results.values()].filter((result) => result.step !== step)
    const named = known.filter((result) => result.name === input.name)
    const alike = known.filter((result) => result.schema === input.source.schema && printCanonical(result.address) === printCanonical(input.source.object))
    const said = input.fromStep === undefined ? undefined : results.get(input.fromStep)
    const candidates = said !== undefined ? [said] : named.length > 0 ? named : alike
    const [only] = candidates
    const name = names.get(input.id) ?? input.name
    if (only === undefined) return report(builder, step, 'input-without-result', map.name, name)
    return candidates.length > 1 ? report(builder, step, 'ambiguous-input', map.name, name) : { name, from: only.step.id }
  })
  if (!inputs.every((input) => input !== undefined)) return undefined
  return { map: map.id, inputs, operation: tellsApart(builder, map) ? operation : null }
}

/** True where some row takes part only when a record is created, or only when it is updated. */
function tellsApart(builder: FlowBuilder, map: FieldMap): boolean {
  return builder.project.rows.some((row) => row.fieldMap === map.id && row.deleted !== true && row.on !== undefined)
}

function isMany(map: FieldMap): boolean {
  return map.runs === 'item' || map.runs === 'group'
}

function notifyOf(builder: FlowBuilder, step: Step): FlowNotify[] {
  if (step.alert === undefined || step.alert === '') return report(builder, step, 'nobody-to-tell') ?? []
  return [{ do: 'notify', step: stepOf(builder, step), to: step.alert, when: step.notifyWhen ?? 'always' }]
}

function ruled(builder: FlowBuilder, step: Step): { readonly step: FlowStep; readonly rule: FlowRule } {
  const end = step.failure === 'retry' ? (step.afterRetries ?? 'stop') : (step.failure ?? 'stop')
  if (end === 'alert' && (step.alert ?? '') === '') report(builder, step, 'nobody-to-tell')
  const retries = step.failure === 'retry' ? (step.retries ?? 1) : 0
  return {
    step: stepOf(builder, step),
    rule: {
      retries,
      waits: retries === 0 ? [] : (step.retryWaits ?? []).slice(0, retries),
      then: end === 'skip' ? 'skip' : 'stop',
      alert: step.alert === undefined || step.alert === '' ? null : step.alert,
    },
  }
}

function stepOf(builder: FlowBuilder, step: Step): FlowStep {
  const words = [step.frequency, step.volume, step.whenExists, step.whenDeletedAtSource, step.onSuccess, step.onFailure]
  return {
    id: step.id,
    position: builder.steps.indexOf(step) + 1,
    title: step.title,
    words: words.flatMap((text) => (text === undefined || text === '' ? [] : [text])),
  }
}

/** How a finding about a step is told: its place in the use case, then the sentence. */
export function printFlowProblem(project: Project, useCase: UseCase, problem: FlowProblem): string {
  const steps = project.steps.filter((step) => step.useCase === useCase.id && step.deleted !== true).sort(compareObjects)
  const at = steps.findIndex((step) => step.id === problem.step)
  const place = `${printNumber('useCases', useCase.number)} ${useCase.title}`
  return at < 0 ? `${place}: ${problem.message}` : `${place}, step ${at + 1} ${steps[at]?.title ?? ''}: ${problem.message}`
}
