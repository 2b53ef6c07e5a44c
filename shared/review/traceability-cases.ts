// Which test cases stand for which rows, and how each came out there: the only place for these rules of the traceability matrix.
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { Row } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'
import type { TestCase } from '../project/review-parts.ts'
import { stateOfCase, type CaseState } from './case-state.ts'
import { groupLive, live } from './group.ts'

/** `none`: the case says nothing about the row. */
export type TraceMark = CaseState | 'none'

/** How a row stands over all of its cases: one that fails counts before one that passes. `untested`: none is about it. */
export type RowVerdict = 'failed' | 'passed' | 'not-run' | 'untested'

export type TraceCases = {
  /** In the project's order. */
  readonly all: readonly TestCase[]
  readonly stateOf: (testCase: string) => CaseState
  /** Of what the row says; none for a row that is not mapped. */
  readonly casesOf: (row: Row) => readonly TestCase[]
  readonly markOf: (row: Row, testCase: TestCase) => TraceMark
  readonly verdictOf: (row: Row) => RowVerdict
}

const NO_CASES: readonly TestCase[] = []

/**
 * A case that names rows is about those; one that names none is about all rows of its map; a flow case about those of the maps that its use
 * cases' steps run. A failing case fails at the rows whose fields differ and agrees at its others; where no row can be told, it fails at all of them.
 */
export function traceCases(project: Project, outcomes: ReadonlyMap<string, CaseOutcome> | undefined): TraceCases {
  const all = live(project.testCases)
  const states = listStates(project, all, outcomes)
  const byRow = new Map<string, TestCase[]>()
  const byMap = new Map<string, TestCase[]>()
  for (const one of all) {
    const named = one.rows ?? []
    for (const row of named) push(byRow, row, one)
    if (named.length === 0) for (const map of listMaps(project, one)) push(byMap, map, one)
  }
  const places = new Map(all.map((one, at) => [one.id, at]))
  const known = new Map<string, readonly TestCase[]>()
  const casesOf = (row: Row): readonly TestCase[] => {
    if (row.transform === undefined || row.transform.kind === 'notMapped') return NO_CASES
    const ofMap = byMap.get(row.fieldMap) ?? NO_CASES
    const own = byRow.get(row.id)
    if (own === undefined) return ofMap
    const both = known.get(row.id) ?? [...new Set([...own, ...ofMap])].sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
    known.set(row.id, both)
    return both
  }
  const failing = listFailingFields(project, all, outcomes, casesOf)
  const markAt = (row: Row, { id }: TestCase): CaseState => {
    const state = states.get(id) ?? 'not-run'
    if (state !== 'failed') return state
    const fields = failing.get(id)
    return fields === undefined || touches(fields, row) ? state : 'passed'
  }
  return {
    all,
    stateOf: (id) => states.get(id) ?? 'not-run',
    casesOf,
    markOf: (row, testCase) => (casesOf(row).includes(testCase) ? markAt(row, testCase) : 'none'),
    verdictOf: (row) => {
      let verdict: RowVerdict = 'untested'
      for (const one of casesOf(row)) {
        const mark = markAt(row, one)
        if (mark === 'failed') return 'failed'
        if (mark === 'passed') verdict = 'passed'
        else if (verdict === 'untested') verdict = 'not-run'
      }
      return verdict
    },
  }
}

/** Runs by case first, so that many cases and many runs are no product. */
function listStates(project: Project, all: readonly TestCase[], outcomes: ReadonlyMap<string, CaseOutcome> | undefined): ReadonlyMap<string, CaseState> {
  const runs = groupLive(project.testRuns, ({ testCase }) => testCase)
  const defects = project.questions.filter(({ kind }) => kind === 'defect')
  return new Map(all.map((one) => [one.id, stateOfCase(one, outcomes?.get(one.id), { testRuns: runs.get(one.id) ?? [], questions: defects })]))
}

function listMaps({ steps }: Pick<Project, 'steps'>, { fieldMap, kind, useCases = [] }: TestCase): ReadonlySet<string> {
  const own = fieldMap === undefined ? [] : [fieldMap]
  if (kind !== 'flow') return new Set(own)
  return new Set([...own, ...live(steps).flatMap((step) => (step.fieldMap !== undefined && useCases.includes(step.useCase) ? [step.fieldMap] : []))])
}

type Fields = { readonly differing: ReadonlySet<string>; readonly above: ReadonlySet<string> }

/** The fields at which failing cases differ, without positions in lists; a case of which no row can be told is left out. */
function listFailingFields(
  project: Project,
  all: readonly TestCase[],
  outcomes: ReadonlyMap<string, CaseOutcome> | undefined,
  casesOf: (row: Row) => readonly TestCase[],
): ReadonlyMap<string, Fields> {
  const failing = new Map<string, Fields>()
  for (const { id } of all) {
    const outcome = outcomes?.get(id)
    if (outcome?.state === 'failed') failing.set(id, readFields(outcome.differences.map(({ path }) => path)))
  }
  if (failing.size === 0) return failing
  const told = new Set<string>()
  for (const row of project.rows) {
    if (row.deleted === true) continue
    for (const { id } of casesOf(row)) {
      const fields = told.has(id) ? undefined : failing.get(id)
      if (fields !== undefined && touches(fields, row)) told.add(id)
    }
  }
  return new Map([...failing].filter(([id]) => told.has(id)))
}

function readFields(paths: readonly string[]): Fields {
  const differing = new Set(paths.map((path) => path.replaceAll(/\[\d+\]/g, '[]')))
  const above = new Set<string>()
  for (const path of differing) {
    let isQuoted = false
    for (let at = 1; at < path.length; at++) {
      const mark = path[at] ?? ''
      if (mark === '`') isQuoted = !isQuoted
      else if (!isQuoted && '.[{'.includes(mark)) above.add(path.slice(0, at))
    }
  }
  return { differing, above }
}

/** Whether one of the fields is the row's, or lies inside what the row fills as a whole. */
function touches({ differing, above }: Fields, { destination, transform }: Row): boolean {
  return differing.has(destination) || differing.has(`${destination}[]`) || (transform?.kind !== 'each' && above.has(destination))
}

function push<K>(lists: Map<K, TestCase[]>, key: K, one: TestCase): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [one])
  else if (!list.includes(one)) list.push(one)
}
