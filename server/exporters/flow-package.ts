// Exports a use case's steps as TypeScript: <use-case>.flow.ts and its cases, beside the packages of the field maps that it runs.
import { writeFlowCases, type FlowCaseData } from '../../shared/codegen/typescript/flow-cases.ts'
import { writeFlow } from '../../shared/codegen/typescript/flow-code.ts'
import type { FlowPackage } from '../../shared/codegen/typescript/flow-names.ts'
import { ignoredPaths } from '../../shared/codegen/typescript/ignore-code.ts'
import { packageFacts } from '../../shared/codegen/typescript/package-facts.ts'
import { writeFlowTests, type TestRunner } from '../../shared/codegen/typescript/tests-file.ts'
import { buildFlowPlan, listFlows, printFlowProblem } from '../../shared/mapping/build-flow-plan.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { readFlowExpected, readFlowGiven } from '../../shared/mapping/flow-case.ts'
import type { FlowPlan } from '../../shared/mapping/flow-plan.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import { caseEnvironment } from '../../shared/mapping/run-test-case.ts'
import { compareObjects, printNumber, type Project } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { isOfType } from '../../shared/transform/scalar-conversion.ts'
import { nameOf, type FindRecord } from './typescript-cases.ts'
import { TOOL } from './map-words.ts'
import type { ExportedFile } from './typescript-package.ts'

/** `problems`: one sentence each, with the step it is about. */
export type FlowExportError = { readonly type: 'NoSuchUseCase' } | { readonly type: 'NotAFlow'; readonly problems: readonly string[] }

export type FlowOptions = { readonly tests?: TestRunner | 'none'; readonly findRecord?: FindRecord }

/** Paths lie beside the packages' folders. The same project gives the same bytes anywhere. */
export function exportFlow(
  project: Project,
  useCaseId: string,
  findGraph: (key: string) => SchemaGraph | undefined,
  options: FlowOptions = {},
): Result<readonly ExportedFile[], FlowExportError> {
  const built = buildFlowPlan(project, useCaseId, findGraph)
  const useCase = project.useCases.find(({ id }) => id === useCaseId)
  if (built === undefined || useCase === undefined) return fail({ type: 'NoSuchUseCase' })
  if (built.problems.length > 0) return fail({ type: 'NotAFlow', problems: built.problems.map((problem) => printFlowProblem(project, useCase, problem)) })
  const { plan } = built
  const packages = plan.maps.flatMap(({ id }) => {
    const context = buildMapContext(project, id, findGraph)
    return context === undefined ? [] : [packageFacts(compileMap(context).ir)]
  })
  const words = { tool: TOOL, project: project.info.name, useCase: `${printNumber('useCases', useCase.number)} ${useCase.title}` }
  const flow = writeFlow(plan, packages, words)
  const { cases, notWritten } = listFlowCases(project, plan, packages, findGraph, options.findRecord)
  if (cases.length === 0) return ok([{ path: flow.path, text: flow.text }])
  const { path, text, hasHooks } = writeFlowCases(plan, flow, packages, cases, notWritten)
  const runner = options.tests ?? 'none'
  return ok([{ path: flow.path, text: flow.text }, { path, text }, ...(runner === 'none' ? [] : [writeFlowTests(runner, plan.key, hasHooks)])])
}

/** Every flow of a project whose maps are all among `maps`; `problems`: why the others are not made. */
export function exportFlows(
  project: Project,
  findGraph: (key: string) => SchemaGraph | undefined,
  options: FlowOptions = {},
): { readonly files: ExportedFile[]; readonly problems: { readonly flow: string; readonly message: string }[] } {
  const files: ExportedFile[] = []
  const problems: { flow: string; message: string }[] = []
  for (const useCase of listFlows(project)) {
    const made = exportFlow(project, useCase.id, findGraph, options)
    if (made.ok) files.push(...made.value)
    else if (made.error.type === 'NotAFlow') for (const message of made.error.problems) problems.push({ flow: `uc-${useCase.number ?? 'new'}`, message })
  }
  return { files, problems }
}

function listFlowCases(
  project: Project,
  plan: FlowPlan,
  packages: readonly FlowPackage[],
  findGraph: (key: string) => SchemaGraph | undefined,
  findRecord: FindRecord | undefined,
): { cases: FlowCaseData[]; notWritten: string[] } {
  const cases: FlowCaseData[] = []
  const notWritten: string[] = []
  if (findRecord === undefined) return { cases, notWritten }
  const flows = listFlows(project)
  // A case that names several use cases is about the first that moves data.
  const own = project.testCases.filter(
    (one) => one.deleted !== true && one.kind === 'flow' && flows.find(({ id }) => one.useCases?.includes(id))?.id === plan.useCase.id,
  )
  for (const testCase of own.toSorted(compareObjects)) {
    const made = flowCaseOf(project, plan, packages, findGraph, findRecord, testCase)
    if (typeof made === 'string') notWritten.push(`${nameOf(project, testCase)}: ${made}`)
    else cases.push(made)
  }
  return { cases, notWritten }
}

function flowCaseOf(
  project: Project,
  plan: FlowPlan,
  packages: readonly FlowPackage[],
  findGraph: (key: string) => SchemaGraph | undefined,
  findRecord: FindRecord,
  testCase: TestCase,
): FlowCaseData | string {
  const record = testCase.given === undefined ? undefined : findRecord(testCase.given)
  const wanted = testCase.expected === undefined ? undefined : findRecord(testCase.expected)
  if (record === undefined || wanted === undefined) return 'nothing is given or expected, or it is not in the project file.'
  const given = readFlowGiven(record)
  if (!given.ok) return given.error.message
  const expected = readFlowExpected(wanted)
  if (!expected.ok) return expected.error.message
  const environment = caseEnvironment({ project, findGraph, findRecord, now: '' }, testCase)
  if (environment === undefined) return 'its customer profile is no longer in the project.'
  const config: Record<string, JsonScalar> = {}
  for (const { name, type, required, default: otherwise } of [
    ...packages.flatMap((one) => one.config),
    ...plan.config.map((one) => ({ ...one, required: false })),
  ]) {
    const value = environment.config.get(name) ?? null
    if (value === null ? required && otherwise === null : !isOfType(value, type)) return 'its config values do not fit their types.'
    if (value !== null && value !== otherwise) config[name] = value
  }
  const ignore = ignoredPaths(testCase.ignore)
  return {
    name: nameOf(project, testCase),
    given: given.value,
    expected: expected.value,
    compare: testCase.compare ?? 'exact',
    config,
    ...(ignore.length === 0 ? {} : { ignore }),
    ...(environment.profile === undefined ? {} : { customer: environment.profile }),
    ...(testCase.now === undefined ? {} : { now: testCase.now }),
  }
}
