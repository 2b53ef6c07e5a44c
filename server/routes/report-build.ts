// The only place that takes what an engineer's CI tells of a build: rows become built, runs are kept and raise what they prove.
import type { BuildAnswer, BuildReport } from '../../shared/api/review-routes.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { writeCells } from '../../shared/project/edits.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { readProject } from '../../shared/project/project-doc.ts'
import type { Project } from '../../shared/project/project.ts'
import { printNumber } from '../../shared/project/project.ts'
import { recordRun } from '../../shared/review/case-runs.ts'
import { isAsked, listAskedPlaces } from '../../shared/review/questions.ts'
import { statusOfRow, statusWrites } from '../../shared/review/row-status.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { RouteDeps } from './deps.ts'
import type { LiveDoc } from './live-objects.ts'
import type { Who } from './route.ts'

/** One command. Nothing is taken where a row, a case or an environment is not known: a CI that names the wrong project is told so. */
export async function reportBuild(deps: RouteDeps, project: string, who: Who, report: BuildReport): Promise<Result<BuildAnswer, RouteError>> {
  const origin = { person: who.subject.person, command: deps.newId() }
  const at = deps.now().toISOString()
  return deps.rooms.edit(project, origin, (doc, by): Result<BuildAnswer, RouteError> => {
    const found = readProject(doc).project
    const unknown = findUnknown(found, report)
    if (unknown !== undefined) return fail({ type: 'NotPossible', message: `${unknown} Nothing was changed.` })
    const rows = findRows(found, report.rows ?? [])
    const asked = listAskedPlaces(found.questions)
    const ready = rows.filter((row) => mayBeBuilt(row, asked))
    writeCells(
      doc,
      ready.flatMap((row) => statusWrites(row, 'built')),
      by,
    )
    const { raised, lowered } = keepRuns(doc, report, (run) => ({ ...run, id: deps.newId(), by: who.person.name, at }), by)
    const numbers = (list: readonly Row[]) => list.flatMap(({ number }) => number ?? [])
    const left = rows.filter((row) => !ready.includes(row))
    return ok({ built: ready.length, left: numbers(left), runs: report.runs?.length ?? 0, raised: numbers(raised), lowered: numbers(lowered) })
  })
}

type Run = NonNullable<BuildReport['runs']>[number]
type Kept = Parameters<typeof recordRun>[1]['run']

/** Each run sees what the one before it did. A case's own list of rows says what it proves: the records were seen elsewhere. */
function keepRuns(
  doc: LiveDoc,
  { build, runs = [] }: BuildReport,
  make: (run: Omit<Kept, 'id' | 'by' | 'at'>) => Kept,
  by: Parameters<typeof writeCells>[2],
): { readonly raised: readonly Row[]; readonly lowered: readonly Row[] } {
  const raised: Row[] = []
  const lowered: Row[] = []
  for (const run of runs) {
    const project = readProject(doc).project
    const testCase = findCase(project, run)
    if (testCase === undefined) continue
    const environment = findEnvironment(project, run)
    const effect = recordRun(
      project,
      {
        run: make({
          testCase: testCase.id,
          build,
          result: run.result,
          ...(environment === undefined ? {} : { environment: environment.id }),
          ...(run.note === undefined ? {} : { note: run.note }),
        }),
      },
      new Set(testCase.rows),
    )
    writeCells(doc, effect.writes, by)
    raised.push(...effect.raised)
    lowered.push(...effect.lowered)
  }
  return { raised, lowered }
}

function findUnknown(project: Project, { rows = [], runs = [] }: BuildReport): string | undefined {
  const known = new Set(findRows(project, rows).map(({ number }) => number))
  const row = rows.find((number) => !known.has(number))
  if (row !== undefined) return `There is no row ${printNumber('rows', row)}.`
  for (const run of runs) {
    if (findCase(project, run) === undefined) return `There is no test case ${printNumber('testCases', run.testCase)}.`
    if (run.environment !== undefined && findEnvironment(project, run) === undefined)
      return `There is no environment "${run.environment.slice(0, 100)}". Its name is that under Systems.`
  }
  return undefined
}

function findRows(project: Project, numbers: readonly number[]): Row[] {
  const wanted = new Set(numbers)
  return project.rows.filter(({ number, deleted }) => number !== undefined && wanted.has(number) && deleted !== true)
}

function findCase(project: Project, { testCase }: Run) {
  return project.testCases.find(({ number, deleted }) => number === testCase && deleted !== true)
}

function findEnvironment(project: Project, { environment }: Run) {
  return project.environments.find(({ name, deleted }) => name === environment && deleted !== true)
}

/** What is ready or further, still says what it said then, and waits for no answer. Errors are for people: a CI built it in spite of them. */
function mayBeBuilt(row: Row, asked: ReadonlySet<string>): boolean {
  const { shown } = statusOfRow(row, isAsked(row, asked))
  return shown === 'ready' || shown === 'approved'
}
