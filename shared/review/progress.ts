// How far each use case is: the only place that counts its rows by the status that people see, its test cases, its open questions, and how
// its forecast stands to its target.
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import { parseLineAddress } from '../mapping/line.ts'
import { isOpen } from '../mapping/question-lines.ts'
import type { Project } from '../project/project.ts'
import type { FieldMap, Row } from '../project/field-map.ts'
import type { Question, TestCase, TestRun } from '../project/review-parts.ts'
import type { UseCase } from '../project/use-case.ts'
import { stateOfCase, type CaseState } from './case-state.ts'
import { parsePlace } from './place.ts'
import { compareForecast, isDay, type ForecastWords } from './progress-days.ts'
import { statusOfRow, type ShownStatus } from './row-status.ts'

export type StatusCounts = Readonly<Record<ShownStatus, number>> & { readonly total: number }

/** `other`: not run yet, cannot run, blocked, to retest (shared/review/case-state.ts). They add up to `total`. */
export type CaseCounts = { readonly passed: number; readonly failed: number; readonly other: number; readonly total: number }

export type UseCaseProgress = {
  readonly useCase: UseCase
  readonly rows: StatusCounts
  readonly cases: CaseCounts
  readonly openQuestions: number
  /** Undefined: neither a target nor anything to say about it. */
  readonly plan: ForecastWords | undefined
}

export type ProjectProgress = {
  readonly useCases: readonly UseCaseProgress[]
  /** Of the whole project, rows that serve no use case among them. */
  readonly rows: StatusCounts
  readonly cases: CaseCounts
  /** Rows that serve no use case. */
  readonly rowsWithoutUseCase: number
}

export type Outcomes = ReadonlyMap<string, CaseOutcome>

/** Maps and their rows count as long as they are neither deleted nor archived. `outcomes`: undefined until the cases have run. */
export function countProgress(project: Project, outcomes: Outcomes | undefined, today: string): ProjectProgress {
  const useCases = live(project.useCases)
  const maps = new Map(listLiveMaps(project).map((map) => [map.id, map]))
  const asked = listAskedRows(project)
  const ofUseCase = new Map(useCases.map(({ id }) => [id, emptyCounts()]))
  const rows = emptyCounts()
  let rowsWithoutUseCase = 0
  for (const row of project.rows) {
    const map = maps.get(row.fieldMap)
    if (row.deleted === true || map === undefined) continue
    const { shown } = statusOfRow(row, asked.has(row.id))
    let serves = false
    for (const id of row.useCases ?? map.useCases) {
      const counts = ofUseCase.get(id)
      if (counts === undefined) continue
      serves = true
      counts[shown] += 1
      counts.total += 1
    }
    if (!serves) rowsWithoutUseCase += 1
    rows[shown] += 1
    rows.total += 1
  }
  const testCases = live(project.testCases)
  const states = statesOfCases(project, testCases, outcomes)
  const questions = countQuestions(project, maps)
  return {
    useCases: useCases.map((useCase) => ({
      useCase,
      rows: ofUseCase.get(useCase.id) ?? emptyCounts(),
      cases: countCases(
        testCases.filter((one) => one.useCases?.includes(useCase.id) === true),
        states,
      ),
      openQuestions: questions.get(useCase.id) ?? 0,
      plan: compareForecast(useCase.forecast, useCase.targetDate, today),
    })),
    rows,
    cases: countCases(testCases, states),
    rowsWithoutUseCase,
  }
}

/** The latest of the use cases' forecasts, and how many use cases have none. Undefined: no use case has one. */
export function forecastOf(project: Project): { readonly day: string; readonly useCase: UseCase; readonly without: number } | undefined {
  const useCases = live(project.useCases)
  const told = useCases.flatMap((useCase) => (isDay(useCase.forecast) ? [{ day: useCase.forecast, useCase }] : []))
  const latest = told.reduce<(typeof told)[number] | undefined>((best, one) => (best === undefined || one.day > best.day ? one : best), undefined)
  return latest === undefined ? undefined : { ...latest, without: useCases.length - told.length }
}

export function listLiveMaps(project: Pick<Project, 'fieldMaps'>): FieldMap[] {
  return project.fieldMaps.filter((map) => map.deleted !== true && map.archived !== true)
}

/** Ids of rows with an open question: about the row itself, about its field, or one that says it blocks the row. */
export function listAskedRows(project: Pick<Project, 'questions' | 'rows'>): ReadonlySet<string> {
  const rows = new Set<string>()
  const fields = new Set<string>()
  for (const address of listOpenAddresses(project)) {
    const line = parseLineAddress(address)
    if (line?.kind === 'row') rows.add(line.row)
    else if (line?.kind === 'field') fields.add(fieldKey(line.fieldMap, line.path, line.each))
  }
  const { rowsByField } = listNamedRows(project)
  for (const field of fields) {
    const row = rowsByField.get(field)
    if (row !== undefined) rows.add(row.id)
  }
  return rows
}

type NamedRows = { readonly rows: ReadonlyMap<string, Row>; readonly rowsByField: ReadonlyMap<string, Row> }

/** The rows that open questions name, by their ids and by their fields; of a field's several rows, the first. Only these are looked for: rows are many. */
function listNamedRows(project: Pick<Project, 'questions' | 'rows'>): NamedRows {
  const ids = new Set<string>()
  const paths = new Set<string>()
  for (const address of listOpenAddresses(project)) {
    const line = parseLineAddress(address)
    if (line?.kind === 'row') ids.add(line.row)
    else if (line?.kind === 'field') paths.add(line.path)
  }
  const rows = new Map<string, Row>()
  const rowsByField = new Map<string, Row>()
  for (const row of ids.size + paths.size === 0 ? [] : project.rows) {
    if (row.deleted === true) continue
    if (ids.has(row.id)) rows.set(row.id, row)
    if (!paths.has(row.destination)) continue
    const field = fieldKey(row.fieldMap, row.destination, row.parent)
    if (!rowsByField.has(field)) rowsByField.set(field, row)
  }
  return { rows, rowsByField }
}

function listOpenAddresses(project: Pick<Project, 'questions'>): string[] {
  return listOpenQuestions(project).flatMap((question) => [question.at, ...(question.blocks ?? [])])
}

export function listOpenQuestions(project: Pick<Project, 'questions'>): Question[] {
  return project.questions.filter((question) => question.deleted !== true && isOpen(question))
}

const fieldKey = (map: string, path: string, each: string | undefined) => `${map}\n${path}\n${each ?? ''}`

/** Open questions by use case: at it, its steps, its test cases, the maps and rows that serve it. Each counts once for a use case. */
function countQuestions(project: Project, maps: ReadonlyMap<string, FieldMap>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const open = listOpenQuestions(project)
  const { rows, rowsByField } = listNamedRows(project)
  const servedBy = (row: Row | undefined, map: string) => row?.useCases ?? maps.get(map)?.useCases ?? []
  const servedAt = (address: string): readonly string[] => {
    const place = parsePlace(address)
    switch (place?.kind) {
      case 'use-case':
        return [place.id]
      case 'step':
        return project.steps.filter(({ id }) => id === place.id).map(({ useCase }) => useCase)
      case 'test-case':
        return project.testCases.find(({ id }) => id === place.id)?.useCases ?? []
      case 'row': {
        const row = rows.get(place.row)
        return row === undefined ? [] : servedBy(row, row.fieldMap)
      }
      case 'field':
        return servedBy(rowsByField.get(fieldKey(place.fieldMap, place.path, place.each)), place.fieldMap)
      case 'map':
        return servedBy(undefined, place.fieldMap)
      default:
        return []
    }
  }
  for (const question of open) {
    const touched = new Set([question.at, ...(question.blocks ?? [])].flatMap(servedAt))
    for (const id of touched) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

/** Runs and defects by case first, so that many cases and many runs are no product. */
function statesOfCases(project: Project, testCases: readonly TestCase[], outcomes: Outcomes | undefined): ReadonlyMap<string, CaseState> {
  const runs = new Map<string, TestRun[]>()
  for (const run of project.testRuns) {
    const known = runs.get(run.testCase)
    if (known === undefined) runs.set(run.testCase, [run])
    else known.push(run)
  }
  const defects = project.questions.filter(({ kind }) => kind === 'defect')
  return new Map(testCases.map((one) => [one.id, stateOfCase(one, outcomes?.get(one.id), { testRuns: runs.get(one.id) ?? [], questions: defects })]))
}

function countCases(testCases: readonly TestCase[], states: ReadonlyMap<string, CaseState>): CaseCounts {
  const counts = { passed: 0, failed: 0, other: 0, total: testCases.length }
  for (const { id } of testCases) {
    const state = states.get(id)
    counts[state === 'passed' || state === 'failed' ? state : 'other'] += 1
  }
  return counts
}

function emptyCounts() {
  return { draft: 0, question: 0, ready: 0, approved: 0, built: 0, tested: 0, total: 0 }
}

function live<T extends { readonly deleted?: boolean | undefined }>(all: readonly T[]): T[] {
  return all.filter(({ deleted }) => deleted !== true)
}
