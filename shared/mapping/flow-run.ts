// Runs a plan over an injected client: the interpreter, for flow test cases. Generated flow code does the same (shared/codegen/typescript/flow-code.ts).
import type { JsonValue } from '../schema/json-value.ts'
import { readOwn } from './check-input.ts'
import type { Environment, MappingResult } from './evaluate-map.ts'
import {
  flowWords,
  type FlowCall,
  type FlowDone,
  type FlowEnd,
  type FlowEndpoint,
  type FlowEnvelope,
  type FlowMapping,
  type FlowMessage,
  type FlowNode,
  type FlowNotify,
  type FlowPlan,
  type FlowReport,
  type FlowRule,
  type FlowSend,
  type FlowStep,
} from './flow-plan.ts'
import { holdsIn, valueIn, type Results } from './flow-evaluate.ts'

export type FlowRequest = { readonly parameters: Readonly<Record<string, unknown>>; readonly body?: unknown }

/** A call that fails throws. */
export type FlowClient = {
  readonly call: (endpoint: FlowEndpoint, request: FlowRequest) => Promise<unknown>
  readonly notify: (message: FlowMessage) => Promise<void>
}

export type FlowEnvironment = Environment & {
  /** When the last successful run began, ISO 8601. */
  readonly lastRun?: string
  readonly wait: (seconds: number) => Promise<void>
  /** By the field map's id. */
  readonly mappers: ReadonlyMap<string, (inputs: ReadonlyMap<string, unknown>, environment: Environment) => MappingResult>
}

/** One record on its way. */
type State = {
  readonly plan: FlowPlan
  readonly client: FlowClient
  readonly environment: FlowEnvironment
  readonly record: unknown
  readonly results: Map<string, unknown>
  readonly report: { readonly done: FlowDone[]; readonly skipped: FlowEnd[]; readonly failed: FlowEnd[] }
}
type Ruled = { readonly step: FlowStep; readonly rule: FlowRule }
type Issues = FlowEnd['issues']
/** Undefined: the record ended. */
type Received = { readonly answer: unknown } | undefined

const MOST_PAGES = 10_000

/** Never throws for what the rules cover. `record`: what started the run. */
export async function runFlow(plan: FlowPlan, record: unknown, client: FlowClient, environment: FlowEnvironment): Promise<FlowReport> {
  const state: State = { plan, client, environment, record, results: new Map(), report: { done: [], skipped: [], failed: [] } }
  if (plan.trigger.hasRecord) state.results.set(plan.trigger.step.id, record)
  await runNodes(state, plan.nodes)
  for (const notify of plan.last) await tell(state, notify)
  return state.report
}

async function runNodes(state: State, nodes: readonly FlowNode[]): Promise<void> {
  for (const node of nodes) if (!(await runNode(state, node))) return
}

/** False: the record ended here. */
async function runNode(state: State, node: FlowNode): Promise<boolean> {
  switch (node.do) {
    case 'retrieve':
      return runRetrieve(state, node)
    case 'each':
      return runEach(state, node)
    case 'transform': {
      const made = await mapped(state, node, node.mapping)
      if (made !== undefined) state.results.set(node.step.id, made.value)
      return made !== undefined
    }
    case 'send':
      return runSend(state, node)
    case 'decide':
      if (holdsIn(node.test, facts(state))) return true
      leaveOut(state, node.step, flowWords['does-not-hold'])
      return false
    case 'wait':
      await state.environment.wait(node.seconds)
      return true
    case 'notify':
      await tell(state, node)
      return true
  }
}

async function runRetrieve(state: State, node: Extract<FlowNode, { do: 'retrieve' }>): Promise<boolean> {
  const { until } = node
  const holds = (answer: unknown) =>
    until === null || holdsIn(until, facts({ ...state, results: new Map([...state.results, [node.step.id, recordIn(node.answer, answer)?.record]]) }))
  const received = await receive(state, node, node.call, undefined, holds)
  if (received === undefined) return false
  const found = recordIn(node.answer, received.answer)
  if (found === undefined || (found.record === undefined && !node.mayBeMissing)) return fail(state, node, flowWords['no-record'])
  state.results.set(node.step.id, found.record)
  return true
}

async function runEach(state: State, node: Extract<FlowNode, { do: 'each' }>): Promise<boolean> {
  const records: unknown[] = []
  for (let page = 1; ; page++) {
    if (page > MOST_PAGES) return fail(state, node, flowWords['many-pages'])
    const received = await receive(state, node, node.call, undefined, () => true, page)
    if (received === undefined) return false
    const items = listIn(node.answer.names, received.answer)
    if (items === undefined) return fail(state, node, flowWords['no-record'])
    records.push(...items)
    if (node.pageSize === null || items.length < node.pageSize) break
  }
  for (const record of records) await runNodes({ ...state, record, results: new Map([...state.results, [node.step.id, record]]) }, node.nodes)
  return true
}

async function runSend(state: State, node: Extract<FlowNode, { do: 'send' }>): Promise<boolean> {
  const { lookup, found, absent } = node
  if (lookup !== null && found !== null) {
    const received = await receive(state, node, lookup.call)
    if (received === undefined) return false
    const candidates = lookup.answer.list ? listIn(lookup.answer.names, received.answer) : [readAt(received.answer, lookup.answer.names)]
    if (candidates === undefined) return fail(state, node, flowWords['no-record'])
    const { where } = lookup
    const known = candidates.find((one) => one != null && (where === null || holdsIn(where, { ...facts(state), candidate: one })))
    if (known !== undefined) {
      state.results.set(node.step.id, known)
      if (found.then === 'send') return send(state, node, found.send, found.did)
      if (found.then === 'stop') return fail(state, node, flowWords.found)
      if (found.then === 'skip') return leaveOut(state, node.step, flowWords.found)
      done(state, node.step, 'found', known)
      return true
    }
  }
  if (absent.then === 'stop') return fail(state, node, flowWords['not-found'])
  return absent.then === 'send' ? send(state, node, absent.send, absent.did) : true
}

async function send(state: State, node: Ruled, { call, body, answer }: FlowSend, did: FlowDone['did']): Promise<boolean> {
  const made = body?.of.from === 'map' ? await mapped(state, node, body.of.mapping) : { value: body === null ? undefined : state.results.get(body.of.step) }
  if (made === undefined) return false
  const content = body === null ? undefined : { body: wrap(made.value, body.envelope) }
  const received = await receive(state, node, call, content)
  if (received === undefined) return false
  const found = answer === null ? { record: received.answer } : recordIn(answer, received.answer)
  if (found === undefined || (answer !== null && found.record === undefined)) return fail(state, node, flowWords['no-record'])
  state.results.set(node.step.id, found.record)
  done(state, node.step, did, found.record)
  return true
}

/** Undefined: the record ended. */
async function mapped(state: State, node: Ruled, { map, inputs, operation }: FlowMapping): Promise<{ readonly value: JsonValue } | undefined> {
  const mapper = state.environment.mappers.get(map)
  if (mapper === undefined) throw new Error(`the flow was started without the field map ${map}`)
  const given = new Map(inputs.map(({ name, from }) => [name, state.results.get(from)]))
  const result = mapper(given, { ...state.environment, operation: operation ?? 'create' })
  if (result.ok) return result
  if (result.issues.every(({ code }) => code === 'not-applicable')) leaveOut(state, node.step, flowWords['not-applicable'], result.issues)
  else await fail(state, node, flowWords.issues, result.issues)
  return undefined
}

/** Makes a call, again after a pause where the rule says so. */
async function receive(
  state: State,
  node: Ruled,
  call: FlowCall,
  content?: { readonly body: unknown },
  holds: (answer: unknown) => boolean = () => true,
  page = 1,
): Promise<Received> {
  const endpoint = state.plan.endpoints.find(({ key }) => key === call.endpoint)
  if (endpoint === undefined) throw new Error(`the plan has no endpoint ${call.endpoint}`)
  const parameters: Record<string, unknown> = {}
  for (const { name, required, value } of call.parameters) {
    const given = valueIn(value, { ...facts(state), page })
    if (given === undefined && required) return void (await fail(state, node, flowWords['no-parameter']))
    if (given !== undefined) Object.defineProperty(parameters, name, { value: given, enumerable: true, configurable: true, writable: true })
  }
  const { retries, waits } = node.rule
  for (let tries = 0; ; tries++) {
    try {
      const answer = await state.client.call(endpoint, { parameters, ...content })
      if (holds(answer)) return { answer }
      throw new Error(flowWords['not-yet'])
    } catch (cause) {
      if (tries >= retries) return void (await fail(state, node, cause instanceof Error ? cause.message : String(cause)))
      await state.environment.wait(waits[Math.min(tries, waits.length - 1)] ?? 0)
    }
  }
}

function facts(state: State): Results {
  const { config, lastRun } = state.environment
  return { plan: state.plan, results: state.results, config, ...(lastRun === undefined ? {} : { lastRun }) }
}

function done(state: State, { position, title }: FlowStep, did: FlowDone['did'], answer: unknown): void {
  state.report.done.push({ record: state.record, step: position, title, did, answer })
}

/** Ends the record without a failure. */
function leaveOut(state: State, { position, title }: FlowStep, why: string, issues: Issues = []): false {
  state.report.skipped.push({ record: state.record, step: position, title, why, issues })
  return false
}

/** Ends the record as the rule says. */
async function fail(state: State, { step, rule }: Ruled, why: string, issues: Issues = []): Promise<false> {
  const end: FlowEnd = { record: state.record, step: step.position, title: step.title, why, issues }
  const isSkipped = rule.then === 'skip'
  state.report[isSkipped ? 'skipped' : 'failed'].push(end)
  if (rule.alert !== null) await notify(state, step, rule.alert, { done: [], skipped: isSkipped ? [end] : [], failed: isSkipped ? [] : [end] })
  return false
}

async function tell(state: State, { step, to, when }: FlowNotify): Promise<void> {
  if (when === 'always' || state.report.failed.length > 0) await notify(state, step, to, state.report)
}

async function notify(state: State, { position, title }: FlowStep, to: string, report: FlowReport): Promise<void> {
  try {
    await state.client.notify({ to, step: position, title, report })
  } catch (cause) {
    const why = `${to} could not be told: ${cause instanceof Error ? cause.message : String(cause)}`
    state.report.failed.push({ record: state.record, step: position, title, why, issues: [] })
  }
}

/** Undefined: there is no list where one should be. `record` undefined: there is none. */
function recordIn({ names, list }: FlowEnvelope, answer: unknown): { readonly record: unknown } | undefined {
  if (!list) return { record: readAt(answer, names) }
  const items = listIn(names, answer)
  return items === undefined ? undefined : { record: items[0] ?? undefined }
}

function listIn(names: readonly string[], answer: unknown): readonly unknown[] | undefined {
  const list = readAt(answer, names)
  return Array.isArray(list) ? list : undefined
}

function readAt(value: unknown, names: readonly string[]): unknown {
  return names.reduce(readOwn, value) ?? undefined
}

function wrap(record: unknown, { names, list }: FlowEnvelope): unknown {
  const content = list && !Array.isArray(record) ? [record] : record
  return names.toReversed().reduce<unknown>((inner, name) => ({ [name]: inner }), content)
}
