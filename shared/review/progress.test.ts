// Rules of progress by use case.
import { describe, expect, test } from 'vitest'
import { buildObject, buildProject, orderAt } from '../../fixtures/build.ts'
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { Row } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'
import type { Question } from '../project/review-parts.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { countProgress, forecastOf, listAskedRows } from './progress.ts'
import { rowFingerprint } from './row-status.ts'

const today = '2026-11-22'
const row = (id: string, cells: Partial<Row> = {}): Row => buildObject('rows', { id, fieldMap: 'm', destination: id as FieldPath, ...cells })
const question = (at: string, cells: Partial<Question> = {}) => buildObject('questions', { id: `q ${at}`, at, ...cells })
const base = {
  useCases: [buildObject('useCases', { id: 'u1', number: 1 }), buildObject('useCases', { id: 'u2', number: 2, order: 'a1' })],
  fieldMaps: [buildObject('fieldMaps', { id: 'm', useCases: ['u1'] })],
}
const progress = (parts: Partial<Project>, outcomes?: ReadonlyMap<string, CaseOutcome>) => countProgress(buildProject({ ...base, ...parts }), outcomes, today)
const rowsOf = (parts: Partial<Project>) => progress(parts).useCases.map(({ rows }) => rows.total)

describe('rows', () => {
  test('a row counts for the use cases of its map, or for its own where they are narrower', () => {
    expect(rowsOf({ rows: [row('a'), row('b', { useCases: ['u2'] }), row('c', { useCases: [] })] })).toEqual([1, 1])
    expect(progress({ rows: [row('c', { useCases: [] }), row('d', { useCases: ['gone'] })] }).rowsWithoutUseCase).toBe(2)
  })
  test('deleted rows and rows of archived or deleted maps do not count', () => {
    expect(rowsOf({ rows: [row('a', { deleted: true })] })).toEqual([0, 0])
    expect(rowsOf({ fieldMaps: [buildObject('fieldMaps', { id: 'm', useCases: ['u1'], archived: true })], rows: [row('a')] })).toEqual([0, 0])
  })
  test('a row that was changed since its status was set counts as draft', () => {
    const ready = row('a', { status: 'ready' })
    expect(progress({ rows: [{ ...ready, statusHash: rowFingerprint(ready) }] }).rows.ready).toBe(1)
    expect(progress({ rows: [{ ...ready, statusHash: 'another' }] }).rows).toMatchObject({ ready: 0, draft: 1 })
  })
  test('a row with an open question counts as asked, whatever its status', () => {
    const rows = [row('a', { status: 'tested' }), row('b', { status: 'tested' })]
    expect(progress({ rows, questions: [question('row:a')] }).rows).toMatchObject({ question: 1, tested: 1, total: 2 })
    expect(progress({ rows, questions: [question('row:a', { status: 'answered' })] }).rows).toMatchObject({ question: 0, tested: 2 })
  })
  test('a question asks about the row it stands at, those it blocks, and the first row of its field', () => {
    const rows = [
      row('a', { destination: 'Total' as FieldPath, order: orderAt(0) }),
      row('b', { destination: 'Total' as FieldPath, order: orderAt(1) }),
      row('c'),
    ]
    const asked = (...questions: Question[]) => [...listAskedRows(buildProject({ rows, questions }))]
    expect(asked(question('row:c'))).toEqual(['c'])
    expect(asked(question('use-case:u1', { blocks: ['row:b', 'row:c'] }))).toEqual(['b', 'c'])
    expect(asked(question('field:m:Total'))).toEqual(['a'])
    expect(asked(question('field:other:Total'))).toEqual([])
  })
})

describe('test cases', () => {
  const testCases = [
    buildObject('testCases', { id: 't1', useCases: ['u1'] }),
    buildObject('testCases', { id: 't2', useCases: ['u1', 'u2'] }),
    buildObject('testCases', { id: 't3', kind: 'manual', useCases: ['u1'] }),
  ]
  const run = (id: string, at: string, result: 'passed' | 'failed' | 'blocked') => buildObject('testRuns', { id, testCase: 't3', at, result })
  const casesOf = (parts: Partial<Project>, outcomes?: ReadonlyMap<string, CaseOutcome>) =>
    progress({ testCases, ...parts }, outcomes).useCases.map(({ cases }) => cases)

  test('mapping and flow cases are what came out when they ran here', () => {
    const outcomes = new Map<string, CaseOutcome>([
      ['t1', { state: 'passed' }],
      ['t2', { state: 'failed', differences: [] }],
    ])
    expect(casesOf({}, outcomes)).toEqual([
      { passed: 1, failed: 1, other: 1, total: 3 },
      { passed: 0, failed: 1, other: 0, total: 1 },
    ])
    expect(casesOf({})[0]).toEqual({ passed: 0, failed: 0, other: 3, total: 3 })
  })
  test('a manual case is what its newest run says, and a settled defect makes it one to retest', () => {
    const runs = [run('r2', '2026-11-02', 'passed'), run('r1', '2026-11-01', 'failed')]
    expect(casesOf({ testRuns: runs })[0]).toMatchObject({ passed: 1, failed: 0 })
    expect(casesOf({ testRuns: [...runs, run('r3', '2026-11-03', 'blocked')] })[0]).toMatchObject({ passed: 0, failed: 0, other: 3 })
    const failed = [run('r3', '2026-11-03', 'failed')]
    expect(casesOf({ testRuns: failed })[0]).toMatchObject({ failed: 1, other: 2 })
    const questions = [question('test-case:t3', { kind: 'defect', status: 'closed', closedAt: '2026-11-04' })]
    expect(casesOf({ testRuns: failed, questions })[0]).toMatchObject({ failed: 0, other: 3 })
  })
})

test('an open question counts once for each use case that its places belong to', () => {
  const parts = {
    rows: [row('a')],
    steps: [buildObject('steps', { id: 's', useCase: 'u2' })],
    testCases: [buildObject('testCases', { id: 't', useCases: ['u2'] })],
  }
  const counts = (...questions: Question[]) => progress({ ...parts, questions }).useCases.map(({ openQuestions }) => openQuestions)
  expect(counts(question('row:a', { blocks: ['field:m:Total', 'step:s'] }))).toEqual([1, 1])
  expect(counts(question('use-case:u1'), question('test-case:t'), question('config:c'))).toEqual([1, 1])
  expect(counts(question('use-case:u1', { status: 'closed' }))).toEqual([0, 0])
  expect(counts(question('field:m:Total'))).toEqual([1, 0])
  const narrower = { ...parts, rows: [row('a', { destination: 'Total' as FieldPath, useCases: ['u2'] })] }
  expect(progress({ ...narrower, questions: [question('field:m:Total')] }).useCases.map(({ openQuestions }) => openQuestions)).toEqual([0, 1])
})

test('the forecast of a project is the latest of its use cases, with the number of those that have none', () => {
  const useCase = (id: string, forecast?: string) => buildObject('useCases', { id, ...(forecast === undefined ? {} : { forecast }) })
  const of = (...useCases: Project['useCases']) => {
    const { day, useCase: which, without } = forecastOf(buildProject({ useCases })) ?? {}
    return [day, which?.id, without]
  }
  expect(of(useCase('a', '2026-12-01'), useCase('b', '2026-12-09'), useCase('c'))).toEqual(['2026-12-09', 'b', 1])
  expect(of(useCase('a', 'soon'))).toEqual([undefined, undefined, undefined])
})
