// A field map's test cases as generated code takes them, and the sentence for each that cannot be written.
import type { CaseData } from '../../shared/codegen/typescript/cases-file.ts'
import { ignoredPaths } from '../../shared/codegen/typescript/ignore-code.ts'
import { configOf } from '../../shared/project/config-of.ts'
import { compareObjects, printNumber, type Project } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import type { JsonScalar, JsonValue } from '../../shared/schema/json-value.ts'
import type { MapIr } from '../../shared/transform/ir.ts'
import { isOfType } from '../../shared/transform/scalar-conversion.ts'

/** Given and expected records of test cases, by hash. */
export type FindRecord = (hash: string) => JsonValue | undefined

export function listCases(project: Project, ir: MapIr, findRecord: FindRecord): { readonly cases: CaseData[]; readonly notWritten: string[] } {
  const cases: CaseData[] = []
  const notWritten: string[] = []
  const own = project.testCases.filter((one) => one.deleted !== true && one.kind === 'mapping' && one.fieldMap === ir.map.id)
  for (const testCase of own.toSorted(compareObjects)) {
    const made = caseOf(project, ir, findRecord, testCase)
    if (typeof made === 'string') notWritten.push(`${nameOf(project, testCase)}: ${made}`)
    else cases.push(made)
  }
  return { cases, notWritten }
}

function caseOf(project: Project, ir: MapIr, findRecord: FindRecord, testCase: TestCase): CaseData | string {
  const inputs = testCase.given === undefined ? undefined : findRecord(testCase.given)
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) return 'nothing is given, or its record is not in the project file.'
  const profile = project.customerProfiles.find((one) => one.id === testCase.profile && one.deleted !== true)
  if (testCase.profile !== undefined && profile === undefined) return 'its customer profile is no longer in the project.'
  const config = configFor(project, ir, testCase)
  if (config === undefined) return 'its config values do not fit their types.'
  const expected = expectedOf(project, findRecord, testCase)
  if (expected === undefined) return 'nothing is expected, or what it expects is not in the project file.'
  const ignore = ignoredPaths(testCase.ignore)
  return {
    name: nameOf(project, testCase),
    inputs,
    config,
    ...(profile === undefined ? {} : { customer: profile.name }),
    ...(testCase.now === undefined ? {} : { now: testCase.now }),
    ...(testCase.operation === undefined ? {} : { operation: testCase.operation }),
    ...(ignore.length === 0 || 'issues' in expected ? {} : { ignore }),
    expected,
  }
}

/** `T-1 Order 4101: two products (UC-1)` */
export function nameOf(project: Project, testCase: TestCase): string {
  const useCases = (testCase.useCases ?? []).flatMap((id) => project.useCases.filter((one) => one.id === id && one.deleted !== true))
  const served = useCases.map((useCase) => printNumber('useCases', useCase.number)).join(', ')
  return `${printNumber('testCases', testCase.number)} ${testCase.title}${served === '' ? '' : ` (${served})`}`
}

/** Values that differ from the defaults, of those that the map uses. Undefined where the types of generated code rule one out. */
function configFor(project: Project, ir: MapIr, testCase: TestCase): Record<string, JsonScalar> | undefined {
  const values = configOf(project, testCase.profile)
  for (const { config, value } of testCase.config ?? []) {
    const name = project.configValues.find((one) => one.id === config && one.deleted !== true)?.name
    if (name !== undefined) values.set(name, value)
  }
  const config: Record<string, JsonScalar> = {}
  for (const { name, type, required, default: otherwise } of ir.config) {
    const value = values.get(name) ?? null
    if (value === null ? required && otherwise === null : !isOfType(value, type)) return undefined
    if (value !== null && value !== otherwise) config[name] = value
  }
  return config
}

function expectedOf(project: Project, findRecord: FindRecord, { expectedIssues, expected, compare }: TestCase): CaseData['expected'] | undefined {
  if (expectedIssues !== undefined) {
    const issues = expectedIssues.map(({ row, path, code }) => {
      const number = row == null ? row : project.rows.find((one) => one.id === row && one.deleted !== true)?.number
      return number === undefined && row != null
        ? undefined
        : { ...(number === undefined ? {} : { row: number }), ...(path === undefined ? {} : { path }), code }
    })
    return issues.every((issue) => issue !== undefined) ? { issues } : undefined
  }
  const record = expected === undefined ? undefined : findRecord(expected)
  if (record === undefined) return undefined
  return compare === 'containing' ? { containing: record } : { exactly: record }
}
