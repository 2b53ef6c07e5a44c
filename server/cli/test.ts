// The only command that runs a project's test cases: on closures and, for flows, on the interpreter.
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { createCaseExaminer } from '../../shared/mapping/examine-case.ts'
import { createCaseRunner } from '../../shared/mapping/run-cases.ts'
import type { CaseOutcome, CaseSetting } from '../../shared/mapping/run-test-case.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { coverRows } from '../../shared/review/case-coverage.ts'
import type { Difference } from '../../shared/mapping/compare-records.ts'
import { listLeftOut } from './left-out.ts'
import { CommandRefusal, plainLine, printJson, type ExitCode, type Output } from './output.ts'
import { findMap, findProfile, findUseCase, listKnown, listMaps, readNow, readProject } from './read-project.ts'

type Flags = {
  readonly map?: string
  readonly case?: string
  readonly useCase?: string
  readonly now?: string
  readonly customer?: string
  readonly coverage?: boolean
  readonly json?: boolean
}
type CaseLine = { readonly testCase: TestCase; readonly outcome: CaseOutcome }

/** Exit code 1 when a case failed or cannot run. Cases that people run are listed, and fail nothing. */
export async function testProject(output: Output, path: string, flags: Flags): Promise<ExitCode> {
  const { file, project, findGraph } = await readProject(path)
  const map = flags.map === undefined ? undefined : findMap(project, flags.map)
  const useCase = flags.useCase === undefined ? undefined : findUseCase(project, flags.useCase)
  const cases = project.testCases.filter(
    (testCase) =>
      testCase.deleted !== true &&
      (map === undefined || testCase.fieldMap === map.id) &&
      (useCase === undefined || testCase.useCases?.includes(useCase.id) === true) &&
      (flags.case === undefined || printNumber('testCases', testCase.number) === flags.case),
  )
  if (flags.case !== undefined && cases.length === 0) {
    const known = project.testCases.flatMap(({ deleted, number, title }) => (deleted === true ? [] : [`${printNumber('testCases', number)} ${title}`]))
    throw new CommandRefusal(`there is no test case "${flags.case}"${map === undefined ? '' : ` of ${map.key}`}. ${listKnown(known)}`)
  }
  const profile = flags.customer === undefined ? undefined : findProfile(project, flags.customer)
  const setting: CaseSetting = {
    project,
    findGraph,
    findRecord: (hash) => (Object.hasOwn(file.records, hash) ? file.records[hash] : undefined),
    now: readNow(flags.now),
    ...(profile === undefined ? {} : { profile: profile.id }),
  }
  const run = createCaseRunner(setting)
  const lines: CaseLine[] = []
  // Why a case fails may be that a row takes no part.
  for (const one of listMaps(project).filter((each) => cases.some((testCase) => testCase.fieldMap === each.id))) {
    const context = buildMapContext(project, one.id, findGraph)
    for (const sentence of context === undefined ? [] : listLeftOut(compileMap(context))) output.message(`${one.key}: ${sentence}`)
  }
  for (const testCase of cases) {
    const outcome = await run(testCase)
    lines.push({ testCase, outcome })
    if (flags.json !== true) await output.result(printLine({ testCase, outcome }))
  }
  const totals = countStates(lines)
  const uncovered = flags.coverage === true ? await listUncovered(setting, cases, map?.id) : undefined
  if (flags.json === true)
    await output.result(
      printJson({
        cases: lines.map(lineToJson),
        ...totals,
        ...(uncovered === undefined ? {} : { uncovered: uncovered.map((row) => rowToJson(project, row)) }),
      }),
    )
  else if (uncovered !== undefined) await output.result(printUncovered(project, uncovered))
  const { passed, failed, cannotRun, notRun } = totals
  output.message(`${lines.length} cases: ${passed} passed, ${failed} failed, ${cannotRun} cannot run, ${notRun} run by people.`)
  return failed + cannotRun > 0 ? 1 : 0
}

/** Rows, of the map if one is given, that none of these cases exercises or names. */
async function listUncovered(setting: CaseSetting, cases: readonly TestCase[], map: string | undefined): Promise<Row[]> {
  const examine = createCaseExaminer(setting)
  const exercised = new Map<string, readonly string[]>()
  for (const testCase of cases) exercised.set(testCase.id, (await examine(testCase)).rows)
  const { uncovered } = coverRows({ ...setting.project, testCases: [...cases] }, exercised)
  return uncovered.filter((row) => map === undefined || row.fieldMap === map)
}

function printUncovered(project: Project, rows: readonly Row[]): string {
  if (rows.length === 0) return 'Every row is covered by a case.\n'
  const lines = rows.map((row) => `  ${printNumber('rows', row.number)} ${row.destination} (${keyOfMap(project, row)})`)
  return [`${rows.length} ${rows.length === 1 ? 'row' : 'rows'} in no case:`, ...lines, ''].map(plainLine).join('\n')
}

function rowToJson(project: Project, row: Row): object {
  return { number: row.number ?? null, map: keyOfMap(project, row), destination: row.destination }
}

function keyOfMap(project: Project, { fieldMap }: Row): string {
  return project.fieldMaps.find(({ id }) => id === fieldMap)?.key ?? ''
}

function countStates(lines: readonly CaseLine[]): { passed: number; failed: number; cannotRun: number; notRun: number } {
  const count = (state: CaseOutcome['state']) => lines.filter(({ outcome }) => outcome.state === state).length
  return { passed: count('passed'), failed: count('failed'), cannotRun: count('cannot-run'), notRun: count('not-run') }
}

const stateWords: Record<CaseOutcome['state'], string> = { passed: 'passed', failed: 'FAILED', 'cannot-run': 'CANNOT RUN', 'not-run': 'not run' }

function printLine({ testCase, outcome }: CaseLine): string {
  const details = outcome.state === 'failed' ? outcome.differences.map(printDifference) : 'message' in outcome ? [outcome.message] : []
  return [`${printNumber('testCases', testCase.number)} ${testCase.title}: ${stateWords[outcome.state]}`, ...details.map((text) => `  ${text}`), '']
    .map(plainLine)
    .join('\n')
}

/** In plain words: what is expected and what came, and where. */
function printDifference({ path, expected, actual }: Difference): string {
  const place = path === '' ? 'The record' : path
  if (expected === undefined) return `${place}: nothing is expected, but there is ${show(actual)}.`
  if (actual === undefined) return `${place}: ${show(expected)} is expected, but nothing is there.`
  return `${place}: ${show(expected)} is expected, but it is ${show(actual)}.`
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}

/** A missing value has no member, so that null stays null. */
function lineToJson({ testCase, outcome }: CaseLine): object {
  const { number, title, kind } = testCase
  return { number: number ?? null, title, kind, ...outcome }
}
