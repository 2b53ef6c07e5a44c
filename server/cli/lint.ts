// The only command that prints what is found about a project: every rule, with how the test cases come out.
import { createFlowCaseRunner } from '../../shared/mapping/run-flow-case.ts'
import { createMappingCaseRunner, type CaseOutcome, type CaseSetting } from '../../shared/mapping/run-test-case.ts'
import type { Severity } from '../../shared/mapping/problem.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import { describePlace } from '../../shared/review/place.ts'
import { reviewOnce, type ReviewProblem } from '../../shared/review/review.ts'
import { listUnusedWaivers } from '../../shared/review/waivers.ts'
import { CommandRefusal, plainLine, printJson, type ExitCode, type Output } from './output.ts'
import { readNow, readProject, type ReadProject } from './read-project.ts'

type Flags = { readonly severity?: string; readonly waived?: boolean; readonly json?: boolean }

const severities = ['error', 'warning', 'hint'] as const satisfies readonly Severity[]

/** Exit code 1 when there are errors or warnings that nobody waived, whatever is printed. */
export async function lint(output: Output, path: string, flags: Flags): Promise<ExitCode> {
  const least = severities.find((one) => one === (flags.severity ?? 'hint'))
  if (least === undefined) throw new CommandRefusal(`"${flags.severity}" is not a severity: use ${severities.join(', ')}`)
  const read = await readProject(path)
  const { file, project, findGraph } = read
  const findEvidence = (key: string) => {
    const set = Object.hasOwn(file.samples, key) ? file.samples[key] : undefined
    return set === undefined ? undefined : { records: set.records.length, evidence: set.evidence }
  }
  const review = reviewOnce({ project, findGraph, findEvidence, outcomes: await runCases(read) })
  const told = review.problems.filter(
    ({ severity, waiver }) => severities.indexOf(severity) <= severities.indexOf(least) && (flags.waived === true || waiver === undefined),
  )
  if (flags.json === true) await output.result(printJson(told.map((problem) => toJson(project, problem, flags.waived === true))))
  else
    for (const { place, problems } of groupByPlace(project, told))
      await output.result(`${[place, ...problems.map((one) => printLine(project, one))].map(plainLine).join('\n')}\n\n`)
  const open = review.problems.filter(({ waiver }) => waiver === undefined)
  const waived = review.problems.length - open.length
  output.message(`${severities.map((severity) => countOf(open, severity)).join(', ')}${waived === 0 ? '' : `, ${waived} waived`}.`)
  for (const { code, at, reason } of listUnusedWaivers(project.waivers, review))
    output.message(plainLine(`A waiver is about nothing any more: ${code} at ${describePlace(project, at)} ("${reason}"). Delete it.`))
  return open.some(({ severity }) => severity !== 'hint') ? 1 : 0
}

/** Manual cases are run by people, and say nothing here. */
async function runCases({ project, file, findGraph }: ReadProject): Promise<ReadonlyMap<string, CaseOutcome>> {
  const setting: CaseSetting = {
    project,
    findGraph,
    findRecord: (hash) => (Object.hasOwn(file.records, hash) ? file.records[hash] : undefined),
    now: readNow(undefined),
  }
  const runMapping = createMappingCaseRunner(setting)
  const runFlow = createFlowCaseRunner(setting)
  const outcomes = new Map<string, CaseOutcome>()
  for (const testCase of project.testCases) {
    if (testCase.deleted === true || testCase.kind === 'manual') continue
    outcomes.set(testCase.id, testCase.kind === 'flow' ? await runFlow(testCase) : runMapping(testCase))
  }
  return outcomes
}

/** `map`: its key; null for what belongs to none. */
function toJson(project: Project, { code, severity, map, row, at, message, waiver }: ReviewProblem, withWaiver: boolean): object {
  const key = map === undefined ? undefined : project.fieldMaps.find(({ id }) => id === map)?.key
  const of = { code, severity, map: key ?? null, row, at, message }
  return withWaiver ? { ...of, waiver: waiver === undefined ? null : { reason: waiver.reason, by: waiver.byName, time: waiver.time } } : of
}

/** By field map; what stands around the maps comes last, under the project's name. */
function groupByPlace(project: Project, problems: readonly ReviewProblem[]): { readonly place: string; readonly problems: readonly ReviewProblem[] }[] {
  const groups = new Map<string, ReviewProblem[]>()
  for (const problem of problems) groups.set(problem.map ?? '', [...(groups.get(problem.map ?? '') ?? []), problem])
  return [...groups].map(([id, own]) => {
    const map = project.fieldMaps.find((one) => one.id === id)
    const name = map === undefined ? project.info.name : `${printNumber('fieldMaps', map.number)} ${map.name}`
    const counts = severities.flatMap((severity) => (own.some((one) => one.severity === severity) ? [countOf(own, severity)] : []))
    return { place: `${name}: ${counts.join(', ')}`, problems: own }
  })
}

function printLine(project: Project, { severity, code, at, message, waiver }: ReviewProblem): string {
  const said = waiver === undefined ? '' : ` (waived by ${waiver.byName}: ${waiver.reason})`
  return `  ${severity.padEnd(7)} ${describePlace(project, at)}: ${message} [${code}]${said}`
}

function countOf(problems: readonly ReviewProblem[], severity: Severity): string {
  const count = problems.filter((one) => one.severity === severity).length
  return `${count} ${severity}${count === 1 ? '' : 's'}`
}
