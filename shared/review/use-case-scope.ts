// Everything that belongs to one use case: the only place that gathers its maps, rows, steps, cases and open questions, and what is still
// open about them when somebody signs. Pure.
import { parseLineAddress } from '../mapping/line.ts'
import { isOpen } from '../mapping/question-lines.ts'
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { FieldMap, Row } from '../project/field-map.ts'
import type { LookupTable } from '../project/lookup-table.ts'
import { compareObjects, printNumber, type Project } from '../project/project.ts'
import type { OpenPoint, Question, TestCase } from '../project/review-parts.ts'
import type { Step } from '../project/use-case.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { stateOfCase } from './case-state.ts'
import { parsePlace, placeAddress } from './place.ts'
import { listAskedRows, type StatusCounts } from './progress.ts'
import type { ReviewProblem } from './review.ts'
import { statusOfRow } from './row-status.ts'

/** Nothing deleted; no archived map, and no row of one. */
export type UseCaseScope = {
  readonly useCase: string
  readonly maps: readonly FieldMap[]
  /** Rows that serve it: those of its maps, unless a row names others; and rows of other maps that name it. */
  readonly rows: readonly Row[]
  readonly steps: readonly Step[]
  readonly testCases: readonly TestCase[]
  /** Tables that its rows take. */
  readonly tables: readonly LookupTable[]
  /** Open ones at any of these, at the use case itself, or said to block one of these. */
  readonly questions: readonly Question[]
}

export function readUseCaseScope(project: Project, useCase: string): UseCaseScope {
  const alive = new Map(project.fieldMaps.filter((map) => map.deleted !== true && map.archived !== true).map((map) => [map.id, map]))
  const maps = [...alive.values()].filter((map) => map.useCases.includes(useCase))
  const rows = project.rows.filter(
    (row) => row.deleted !== true && (row.useCases ?? alive.get(row.fieldMap)?.useCases)?.includes(useCase) === true && alive.has(row.fieldMap),
  )
  const steps = project.steps.filter((step) => step.useCase === useCase && step.deleted !== true).toSorted(compareObjects)
  const testCases = project.testCases.filter((one) => one.deleted !== true && one.useCases?.includes(useCase) === true)
  const taken = new Set(rows.flatMap(tablesOf))
  const tables = project.lookupTables.filter((table) => table.deleted !== true && taken.has(table.id))
  const scope = { useCase, maps, rows, steps, testCases, tables }
  const isInside = createPlaceTest(project, scope)
  const questions = project.questions.filter(
    (question) => question.deleted !== true && isOpen(question) && [question.at, ...(question.blocks ?? [])].some((at) => isInside(at)),
  )
  return { ...scope, questions }
}

/** Whether an address stands inside. A field that is not mapped yet belongs to every use case of its map; a row to those it serves. */
function createPlaceTest(project: Pick<Project, 'rows'>, scope: Omit<UseCaseScope, 'questions'>): (address: string) => boolean {
  const ids = (all: readonly { readonly id: string }[]) => new Set(all.map(({ id }) => id))
  const [maps, rows, steps, testCases, tables] = [ids(scope.maps), ids(scope.rows), ids(scope.steps), ids(scope.testCases), ids(scope.tables)]
  const strangers = new Set(project.rows.flatMap((row) => (row.deleted !== true && maps.has(row.fieldMap) && !rows.has(row.id) ? [fieldKey(row)] : [])))
  return (address) => {
    const place = parsePlace(address)
    switch (place?.kind) {
      case 'row':
        return rows.has(place.row)
      case 'field':
        return maps.has(place.fieldMap) && !strangers.has(`${place.fieldMap}\n${place.path}\n${place.each ?? ''}`)
      case 'map':
        return maps.has(place.fieldMap)
      case 'use-case':
        return place.id === scope.useCase
      case 'step':
        return steps.has(place.id)
      case 'test-case':
        return testCases.has(place.id)
      case 'lookup':
        return tables.has(place.id)
      default:
        return false
    }
  }
}

const fieldKey = (row: Row) => `${row.fieldMap}\n${row.destination}\n${row.parent ?? ''}`

/** Kept for the objects that rows are: they stay the same until a cell changes. */
const knownTables = new WeakMap<Row, readonly string[]>()

function tablesOf(row: Row): readonly string[] {
  const tables = knownTables.get(row) ?? (row.transform === undefined ? [] : listTables(row.transform))
  knownTables.set(row, tables)
  return tables
}

/** At any depth of a transform: alternatives, joined parts, items of a list. */
function listTables(value: JsonValue | Row['transform']): string[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => listTables(item))
  if (typeof value !== 'object' || value === null) return []
  const own = 'kind' in value && value.kind === 'lookup' && 'table' in value && typeof value.table === 'string' ? [value.table] : []
  return [...own, ...Object.values(value).flatMap((part: JsonValue | undefined) => (part === undefined ? [] : listTables(part)))]
}

/** Its rows of one map by the status that people see. */
export function countRows(project: Pick<Project, 'questions' | 'rows'>, scope: UseCaseScope, map: string): StatusCounts {
  const asked = listAskedRows(project)
  const counts = { draft: 0, question: 0, ready: 0, approved: 0, built: 0, tested: 0, total: 0 }
  for (const row of scope.rows) {
    if (row.fieldMap !== map) continue
    counts[statusOfRow(row, asked.has(row.id)).shown] += 1
    counts.total += 1
  }
  return counts
}

/**
 * What somebody who signs now should know: open questions, cases that fail, then errors and warnings that nobody waived.
 * A problem that tells of a failing case stands for it.
 */
export function listOpenPoints(
  project: Project,
  scope: UseCaseScope,
  problems: readonly ReviewProblem[],
  outcomes: ReadonlyMap<string, CaseOutcome> | undefined,
): OpenPoint[] {
  const isInside = createPlaceTest(project, scope)
  const found = problems.filter((one) => one.severity !== 'hint' && one.waiver === undefined && isInside(one.at))
  const told = new Set(found.flatMap(({ at, code }) => (isFailing(code) ? [at] : [])))
  const failing = scope.testCases.filter((one) => stateOfCase(one, outcomes?.get(one.id), project) === 'failed' && !told.has(placeAddress('test-case', one.id)))
  return [
    ...scope.questions.map((question) => point('question-open', question.at, `${printNumber('questions', question.number)}: ${question.text}`)),
    ...failing.map((one) => point(FAILING, placeAddress('test-case', one.id), `${printNumber('testCases', one.number)} fails: ${one.title}`)),
    ...[...found]
      .sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
      .filter(({ code }) => code !== QUESTION_RULE)
      .map((problem) => point(problem.code, problem.at, problem.message)),
  ]
}

/** Codes of the rules that tell of the same as a case or a question itself (rules-of-projects.ts). */
const FAILING = 'test-failing'
const QUESTION_RULE = 'question-on-ready-row'

const isFailing = (code: string) => code === FAILING

function point(code: string, at: string, message: string): OpenPoint {
  return { code, at, message: message.slice(0, 4_000) }
}

/** The line or object that a point stands at, in a word for a narrow list: `R-14`, `T-5`, `Invoice.Date`. */
export function shortPlace(project: Pick<Project, 'rows' | 'testCases' | 'steps' | 'lookupTables'>, address: string): string {
  const line = parseLineAddress(address)
  if (line?.kind === 'row') {
    const row = project.rows.find(({ id }) => id === line.row)
    return row === undefined ? 'a row' : printNumber('rows', row.number)
  }
  if (line?.kind === 'field') return line.path
  const place = parsePlace(address)
  if (place?.kind === 'test-case') return printNumber('testCases', project.testCases.find(({ id }) => id === place.id)?.number)
  if (place?.kind === 'lookup') return printNumber('lookupTables', project.lookupTables.find(({ id }) => id === place.id)?.number)
  if (place?.kind === 'step') return project.steps.find(({ id }) => id === place.id)?.title ?? 'a step'
  return place?.kind === 'use-case' ? 'the use case' : ''
}
