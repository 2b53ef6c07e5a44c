// Runs test cases of kind flow on the interpreter, with a client that answers as the case says.
import type { JsonValue } from '../schema/json-value.ts'
import type { TestCase } from '../project/review-parts.ts'
import type { MapIr } from '../transform/ir.ts'
import { buildFlowPlan, listFlows, printFlowProblem } from './build-flow-plan.ts'
import { listDifferences, readIgnored, type Difference } from './compare-records.ts'
import { compileMap } from './compile-map.ts'
import { createEvaluator, createMapper } from './evaluate-map.ts'
import { readFlowExpected, readFlowGiven, type FlowExpected, type FlowGiven } from './flow-case.ts'
import type { FlowEndpoint, FlowPlan } from './flow-plan.ts'
import { runFlow, type FlowClient, type FlowEnvironment } from './flow-run.ts'
import { buildMapContext } from './map-context.ts'
import type { Origins } from './watch-run.ts'
import { cannotRun, caseEnvironment, settle, type CaseOutcome, type CaseSetting } from './run-test-case.ts'

type CaseEnvironment = NonNullable<ReturnType<typeof caseEnvironment>>
type ReadyFlow = { readonly plan: FlowPlan; readonly mappers: FlowEnvironment['mappers']; readonly irs: ReadonlyMap<string, MapIr> }

/** A case that ran: what it was to do and what it did, as far as it is compared; `rows`: ids of those that gave a value of a mapped record. */
export type FlowCaseRun = { readonly outcome: CaseOutcome; readonly expected: JsonValue; readonly actual: JsonValue; readonly rows: ReadonlySet<string> }

/** Plans and maps are made once, for all cases of a project. */
export function createFlowCaseRunner(setting: CaseSetting): (testCase: TestCase) => Promise<CaseOutcome> {
  const prepareCase = createPreparation(setting)
  return async (testCase) => {
    const ready = prepareCase(testCase)
    if ('state' in ready) return ready
    const { flow, given, expected, environment } = ready
    return settle(listFlowDifferences(expected, await runGiven(flow, given, expected, environment), testCase))
  }
}

/** The same, told in full. */
export function createFlowCaseExaminer(setting: CaseSetting): (testCase: TestCase) => Promise<FlowCaseRun | CaseOutcome> {
  const prepareCase = createPreparation(setting)
  return async (testCase) => {
    const ready = prepareCase(testCase)
    if ('state' in ready) return ready
    const { flow, given, expected, environment } = ready
    const rows = new Set<string>()
    const run = await runGiven({ ...flow, mappers: watchMappers(flow, rows) }, given, expected, environment)
    const parts = (['calls', 'report', 'messages', 'waits'] as const).filter((part) => expected[part] !== undefined)
    return {
      outcome: settle(listFlowDifferences(expected, run, testCase)),
      expected: Object.fromEntries(parts.map((part) => [part, plain(expected[part])])),
      actual: Object.fromEntries(parts.map((part) => [part, run[part]])),
      rows,
    }
  }
}

function watchMappers({ irs }: ReadyFlow, rows: Set<string>): FlowEnvironment['mappers'] {
  return new Map(
    [...irs].map(([id, ir]) => {
      const evaluate = createEvaluator(ir)
      return [
        id,
        (inputs, environment) => {
          const { result, origins } = evaluate(inputs, environment, { origins: true })
          for (const row of result.ok ? rowsIn(origins) : []) rows.add(row)
          return result
        },
      ]
    }),
  )
}

/** Ids of the rows that gave something of a record. */
export function rowsIn(origins: Origins): Set<string> {
  const rows = new Set<string>()
  for (const places of origins.values()) for (const { row, issue } of places.values()) if (row !== undefined && issue === undefined) rows.add(row)
  return rows
}

type ReadyCase = { readonly flow: ReadyFlow; readonly given: FlowGiven; readonly expected: FlowExpected; readonly environment: CaseEnvironment }

function createPreparation(setting: CaseSetting): (testCase: TestCase) => ReadyCase | Exclude<CaseOutcome, { state: 'passed' | 'failed' }> {
  const flows = new Map<string, ReadyFlow | string>()
  return (testCase) => {
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
    return { flow, given, expected, environment }
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
  const irs = new Map<string, MapIr>()
  for (const { id, name } of built.plan.maps) {
    const context = buildMapContext(project, id, findGraph)
    if (context === undefined || context.missing.length > 0) return `The field map ${name} cannot run: a schema or object of it is missing.`
    irs.set(id, compileMap(context).ir)
  }
  return { plan: built.plan, mappers: new Map([...irs].map(([id, ir]) => [id, createMapper(ir)])), irs }
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
