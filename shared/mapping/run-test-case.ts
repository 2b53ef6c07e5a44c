// Runs test cases of kind mapping on closures, and says in which way the result differs from what is expected. Pure: the clock is an argument.
import type { JsonScalar, JsonValue } from '../schema/json-value.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { configOf } from '../project/config-of.ts'
import { printNumber, type Project } from '../project/project.ts'
import type { ExpectedIssue, TestCase } from '../project/review-parts.ts'
import type { Issue } from '../transform/ir.ts'
import { listDifferences, readIgnored, type Difference } from './compare-records.ts'
import { compileMap } from './compile-map.ts'
import { createMapper, type Environment, type MappingResult } from './evaluate-map.ts'
import { issueWords } from './issue-words.ts'
import { buildMapContext } from './map-context.ts'

export type CaseSetting = {
  readonly project: Project
  readonly findGraph: (key: string) => SchemaGraph | undefined
  /** Given and expected records, by hash. */
  readonly findRecord: (hash: string) => JsonValue | undefined
  /** ISO 8601, UTC; for cases that say none. */
  readonly now: string
  /** Id of the customer profile for cases that name none. */
  readonly profile?: string
}

export type CaseOutcome =
  | { readonly state: 'passed' }
  /** At least one difference. */
  | { readonly state: 'failed'; readonly differences: readonly Difference[] }
  /** `not-run`: a person has to. `cannot-run`: the case is not whole. */
  | { readonly state: 'not-run' | 'cannot-run'; readonly message: string }

/** What a case runs a map or a flow with: the defaults, over them the profile's values, over them its own. Undefined where its profile is gone. */
export function caseEnvironment(setting: CaseSetting, testCase: TestCase): (Environment & { readonly config: ReadonlyMap<string, JsonScalar> }) | undefined {
  const { project } = setting
  const id = testCase.profile ?? setting.profile
  const profile = id === undefined ? undefined : project.customerProfiles.find((one) => one.id === id && one.deleted !== true)
  if (id !== undefined && profile === undefined) return undefined
  const config = configOf(project, id)
  for (const own of testCase.config ?? []) {
    const value = project.configValues.find((one) => one.id === own.config && one.deleted !== true)
    if (value !== undefined) config.set(value.name, own.value)
  }
  return {
    config,
    now: testCase.now ?? setting.now,
    ...(profile === undefined ? {} : { profile: profile.name }),
    ...(testCase.operation === undefined ? {} : { operation: testCase.operation }),
  }
}

/** Maps are compiled once, for all cases of a project. */
export function createMappingCaseRunner(setting: CaseSetting): (testCase: TestCase) => CaseOutcome {
  const mappers = new Map<string, ReturnType<typeof createMapper> | string>()
  const findMapper = (id: string) => {
    const known = mappers.get(id) ?? compileForCases(setting, id)
    mappers.set(id, known)
    return known
  }
  return (testCase) => {
    if (testCase.fieldMap === undefined) return cannotRun('Say which field map the case is about.')
    const mapper = findMapper(testCase.fieldMap)
    if (typeof mapper === 'string') return cannotRun(mapper)
    const given = testCase.given === undefined ? undefined : setting.findRecord(testCase.given)
    if (given === undefined) return cannotRun(testCase.given === undefined ? 'Say what is given.' : 'The given record is not in the project file.')
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return cannotRun('What is given must be an object with the inputs by name.')
    const environment = caseEnvironment(setting, testCase)
    if (environment === undefined) return cannotRun('The customer profile that the case names is no longer in the project.')
    if (testCase.expectedIssues !== undefined) return compareIssues(setting.project, testCase.expectedIssues, mapper(given, environment))
    const expected = testCase.expected === undefined ? undefined : setting.findRecord(testCase.expected)
    if (expected === undefined) return cannotRun(testCase.expected === undefined ? 'Say what is expected.' : 'The expected record is not in the project file.')
    return compareRecord(expected, mapper(given, environment), testCase)
  }
}

function compileForCases({ project, findGraph }: CaseSetting, id: string): ReturnType<typeof createMapper> | string {
  const context = buildMapContext(project, id, findGraph)
  if (context === undefined || context.fieldMap.deleted === true) return 'The field map that the case is about is no longer in the project.'
  return context.missing.length > 0 ? context.missing.join(' ') : createMapper(compileMap(context).ir)
}

function compareRecord(expected: JsonValue, result: MappingResult, { compare = 'exact', ignore }: TestCase): CaseOutcome {
  return settle(result.ok ? listDifferences(expected, result.value, compare, readIgnored(ignore)) : result.issues.map((issue) => unexpected(issue)))
}

/** Each expected issue needs one of its own, and none may be left over. */
function compareIssues(project: Project, expected: readonly ExpectedIssue[], result: MappingResult): CaseOutcome {
  const left = result.ok ? [] : [...result.issues]
  const differences: Difference[] = []
  for (const one of expected) {
    const row = one.row == null ? one.row : project.rows.find(({ id, deleted }) => id === one.row && deleted !== true)?.number
    if (row === undefined && one.row != null) return cannotRun('A row that the case expects an issue of is no longer in the project.')
    const at = left.findIndex((issue) => issue.code === one.code && (row === undefined || issue.row === row) && (one.path ?? issue.path) === issue.path)
    if (at >= 0) left.splice(at, 1)
    else differences.push({ path: one.path ?? '', expected: printIssue(one.code, row), actual: result.ok ? 'a record' : 'no such issue' })
  }
  return settle([...differences, ...left.map(unexpected)])
}

function unexpected(issue: Issue): Difference {
  return { path: issue.path, expected: 'no issue', actual: `${printIssue(issue.code, issue.row)}: ${issueWords[issue.code](issue.value)}` }
}

function printIssue(code: string, row: number | null | undefined): string {
  return row == null ? `issue ${code}` : `issue ${code} of ${printNumber('rows', row)}`
}

export function settle(differences: readonly Difference[]): CaseOutcome {
  return differences.length === 0 ? { state: 'passed' } : { state: 'failed', differences }
}

export function cannotRun(message: string): Extract<CaseOutcome, { message: string }> {
  return { state: 'cannot-run', message }
}
