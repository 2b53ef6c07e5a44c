// Runs test cases of kind flow on the interpreter, with a client that answers as the case says.
import type { JsonValue } from '../schema/json-value.ts'
import type { TestCase } from '../project/review-parts.ts'
import { buildFlowPlan, listFlows, printFlowProblem } from './build-flow-plan.ts'
import { listDifferences, readIgnored, type Difference } from './compare-records.ts'
import { compileMap } from './compile-map.ts'
import { createMapper } from './evaluate-map.ts'
import { readFlowExpected, readFlowGiven, type FlowExpected, type FlowGiven } from './flow-case.ts'
import type { FlowEndpoint, FlowPlan } from './flow-plan.ts'
import { runFlow, type FlowClient, type FlowEnvironment } from './flow-run.ts'
import { buildMapContext } from './map-context.ts'
import { cannotRun, caseEnvironment, settle, type CaseOutcome, type CaseSetting } from './run-test-case.ts'

type CaseEnvironment = NonNullable<ReturnType<typeof caseEnvironment>>
type ReadyFlow = { readonly plan: FlowPlan; readonly mappers: FlowEnvironment['mappers'] }

/** Plans and maps are made once, for all cases of a project. */
export function createFlowCaseRunner(setting: CaseSetting): (testCase: TestCase) => Promise<CaseOutcome> {
  const flows = new Map<string, ReadyFlow | string>()
  return async (testCase) => {
    const useCase = listFlows(setting.project).find(({ id }) => testCase.useCases?.includes(id))
    if (useCase === undefined) return cannotRun('Say which use case the case is about: one with steps that move data.')
    const flow = flows.get(useCase.id) ?? prepare(setting, useCase.id)
    flows.set(useCase.id, flow)
    if (typeof flow === 'string') return cannotRun(flow)
    const given = readBy(setting, testCase.given, 'given', readFlowGiven)
    if (typeof given === 'string') return cannotRun(given)
    const expected = readBy(setting, testCase.expected, 'expected', readFlowExpected)
    if (typeof expected === 'string') return cannotRun(expected)
    const environment = caseEnvironment(setting, testCase)
    if (environment === undefined) return cannotRun('The customer profile that the case names is no longer in the project.')
    return settle(listFlowDifferences(expected, await runGiven(flow, given, expected, environment), testCase))
  }
}

/** What a run did, as far as the case says something about it. */
type FlowRun = { readonly calls: JsonValue; readonly report: JsonValue; readonly messages: JsonValue; readonly waits: JsonValue }

async function runGiven({ plan, mappers }: ReadyFlow, given: FlowGiven, expected: FlowExpected, environment: CaseEnvironment): Promise<FlowRun> {
  const { client, calls, messages } = createGivenClient(plan, given)
  const waits: number[] = []
  const { lastRun } = given
  const report = await runFlow(plan, given.trigger, client, {
    ...environment,
    ...(lastRun === undefined ? {} : { lastRun }),
    wait: async (seconds) => void waits.push(seconds),
    mappers,
  })
  const actualCalls = calls.map((call, index) => partOf(call, expected.calls[index]))
  return { calls: plain(actualCalls), report: plain(report), messages: plain(messages), waits: plain(waits) }
}

/** Paths begin with the part of a run: `calls[].body.Invoices[].Date`. */
function listFlowDifferences(expected: FlowExpected, run: FlowRun, { compare = 'exact', ignore }: TestCase): Difference[] {
  const ignored = readIgnored(ignore)
  return [
    ...listDifferences({ calls: plain(expected.calls) }, { calls: run.calls }, compare, ignored),
    ...(expected.report === undefined ? [] : listDifferences({ report: plain(expected.report) }, { report: run.report }, 'containing', ignored)),
    ...(expected.messages === undefined ? [] : listDifferences({ messages: plain(expected.messages) }, { messages: run.messages }, 'exact', ignored)),
    ...(expected.waits === undefined ? [] : listDifferences({ waits: plain(expected.waits) }, { waits: run.waits }, 'exact', ignored)),
  ]
}

/** What it was asked, in order. A call that the case has no answer for fails. */
export function createGivenClient(plan: FlowPlan, given: FlowGiven) {
  const left = new Map(Object.entries(given.answers).map(([endpoint, answers]) => [endpoint, [...answers]]))
  const calls: { endpoint: string; parameters: unknown; body?: unknown }[] = []
  const messages: string[] = []
  const nameOf = (endpoint: FlowEndpoint) => {
    const isAlone = plan.endpoints.every((other) => other === endpoint || other.id !== endpoint.id)
    return isAlone ? endpoint.id : `${endpoint.system} ${endpoint.id}`
  }
  const client: FlowClient = {
    call: async (endpoint, request) => {
      const name = nameOf(endpoint)
      calls.push({ endpoint: name, ...request })
      const next = left.get(name)?.shift()
      if (next === undefined) throw new Error(`The test case has no answer left for ${name}.`)
      if ('failure' in next) throw new Error(next.failure)
      return next.answer
    },
    notify: async ({ to }) => void messages.push(to),
  }
  return { client, calls, messages }
}

/** A call as far as it is to be compared. */
function partOf(call: { readonly endpoint: string; readonly parameters: unknown; readonly body?: unknown }, wanted: FlowExpected['calls'][number] | undefined) {
  const { endpoint, parameters, body } = call
  return {
    endpoint,
    ...(wanted !== undefined && 'parameters' in wanted ? { parameters } : {}),
    ...(wanted !== undefined && 'body' in wanted ? { body } : {}),
  }
}

function prepare({ project, findGraph }: CaseSetting, useCaseId: string): ReadyFlow | string {
  const built = buildFlowPlan(project, useCaseId, findGraph)
  const useCase = project.useCases.find(({ id }) => id === useCaseId)
  if (built === undefined || useCase === undefined) return 'The use case is no longer in the project.'
  if (built.problems.length > 0) return built.problems.map((problem) => printFlowProblem(project, useCase, problem)).join(' ')
  const mappers = built.plan.maps.map(({ id, name }) => {
    const context = buildMapContext(project, id, findGraph)
    return { id, name, mapper: context === undefined || context.missing.length > 0 ? undefined : createMapper(compileMap(context).ir) }
  })
  const gone = mappers.find(({ mapper }) => mapper === undefined)
  if (gone !== undefined) return `The field map ${gone.name} cannot run: a schema or object of it is missing.`
  return { plan: built.plan, mappers: new Map(mappers.flatMap(({ id, mapper }) => (mapper === undefined ? [] : [[id, mapper] as const]))) }
}

function readBy<T>(
  setting: CaseSetting,
  hash: string | undefined,
  what: 'given' | 'expected',
  read: (value: JsonValue) => { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } },
): T | string {
  if (hash === undefined) return `Say what is ${what}.`
  const record = setting.findRecord(hash)
  if (record === undefined) return `What is ${what} is not in the project file.`
  const value = read(record)
  return value.ok ? value.value : value.error.message
}

/** As it would go over the wire: members that are undefined are gone. */
function plain(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue
}
