// What test cases say of a project: which fail, which cannot run, and what none of them is about. Of an outcome that is not known yet nothing is told.
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { FieldMap, Row } from '../project/field-map.ts'
import { printNumber, type Project } from '../project/project.ts'
import type { TestCase } from '../project/review-parts.ts'
import { onMap, onPlace, onRow, type ReviewProblem } from './found.ts'
import { live } from './group.ts'

export type Outcomes = ReadonlyMap<string, CaseOutcome>

export function checkCases({ testCases }: Pick<Project, 'testCases'>, outcomes: Outcomes | undefined): ReviewProblem[] {
  return live(testCases).flatMap((testCase) => {
    const outcome = outcomes?.get(testCase.id)
    const title = `${printNumber('testCases', testCase.number)} ${testCase.title}`
    if (outcome?.state === 'failed') {
      const [first] = outcome.differences
      const place = first === undefined || first.path === '' ? 'the record is another one' : `${first.path} is another one`
      const more = outcome.differences.length - 1
      return [onPlace('test-case', testCase.id, 'test-failing', title, more > 0 ? `${place}, and ${more} more` : place)]
    }
    return outcome?.state === 'cannot-run' ? [onPlace('test-case', testCase.id, 'test-cannot-run', title, outcome.message)] : []
  })
}

/** `required`: the rows of a map that fill required fields. A case that names no rows is about its whole map; a flow case about the maps of its use case. */
export function checkTested(
  project: Pick<Project, 'testCases' | 'steps'>,
  outcomes: Outcomes | undefined,
  maps: readonly { readonly fieldMap: FieldMap; readonly required: readonly Row[] }[],
): ReadonlyMap<string, ReviewProblem[]> {
  if (outcomes === undefined) return new Map()
  const cases = live(project.testCases).filter(({ id }) => outcomes.get(id)?.state !== 'cannot-run')
  const named = new Set(cases.flatMap(({ rows }) => rows ?? []))
  const mapsOf = new Map(cases.map((one) => [one.id, listMapsOf(project, one)]))
  return new Map(
    maps.map(({ fieldMap, required }): [string, ReviewProblem[]] => {
      const own = cases.filter(({ id, rows }) => mapsOf.get(id)?.has(fieldMap.id) === true || rows?.some((row) => required.some((one) => one.id === row)))
      if (own.length === 0) return [fieldMap.id, [onMap(fieldMap, 'map-without-test', `${printNumber('fieldMaps', fieldMap.number)} ${fieldMap.name}`)]]
      if (own.some(({ id, rows }) => (rows ?? []).length === 0 && mapsOf.get(id)?.has(fieldMap.id) === true)) return [fieldMap.id, []]
      return [fieldMap.id, required.filter(({ id }) => !named.has(id)).map((row) => onRow(row, 'required-row-untested', row.destination))]
    }),
  )
}

function listMapsOf({ steps }: Pick<Project, 'steps'>, { fieldMap, kind, useCases }: TestCase): ReadonlySet<string> {
  const own = fieldMap === undefined ? [] : [fieldMap]
  if (kind !== 'flow') return new Set(own)
  return new Set([...own, ...live(steps).flatMap((step) => (step.fieldMap !== undefined && useCases?.includes(step.useCase) === true ? [step.fieldMap] : []))])
}
