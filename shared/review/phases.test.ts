// The rule of each phase.
import { describe, expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { Row, RowStatus } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'
import { listPhases, type PhaseName } from './phases.ts'
import type { Review } from './review.ts'

const today = '2026-11-22'
const rows = (...statuses: RowStatus[]): Row[] => statuses.map((status, at) => buildObject('rows', { id: `r${at}`, fieldMap: 'm', status }))
const fieldMaps = [buildObject('fieldMaps', { id: 'm' })]
const find = (name: PhaseName, parts: Partial<Project>, review?: Review, outcomes?: Parameters<typeof listPhases>[2]) => {
  const phase = listPhases(buildProject({ fieldMaps, ...parts }), review, outcomes, today).find((one) => one.name === name)
  return [phase?.done, phase?.total, phase?.isDone, phase?.words]
}
const coverage = (gaps: number): Review => ({
  problems: [],
  coverage: new Map([['m', { source: [], destination: { mapped: 6, notMapped: 2, gaps, undecided: gaps, total: 8 + gaps } }]]),
})

test('use cases are done when all are agreed or signed off', () => {
  const useCases = (['draft', 'agreed', 'signed-off'] as const).map((status) => buildObject('useCases', { id: status, status }))
  expect(find('use-cases', { useCases })).toEqual([2, 3, false, '2 of 3 agreed, 1 signed off'])
  expect(find('use-cases', { useCases: useCases.slice(1) })).toEqual([2, 2, true, '2 of 2 agreed, 1 signed off'])
})
describe('mapping', () => {
  test('counts rows that are ready or further', () => {
    expect(find('mapping', { rows: rows('draft', 'ready', 'approved', 'built', 'tested') })).toEqual([4, 5, false, '4 of 5 rows ready'])
  })
  test('is not done while a required field is open', () => {
    expect(find('mapping', { rows: rows('ready') }, coverage(1))).toEqual([1, 1, false, '1 of 1 rows ready, 8 of 9 fields decided, 1 required field open'])
    expect(find('mapping', { rows: rows('ready') }, coverage(0))).toEqual([1, 1, true, '1 of 1 rows ready, 8 of 8 fields decided'])
  })
})
test('construction is done when all rows are built or tested', () => {
  expect(find('construction', { rows: rows('approved', 'built', 'tested') })).toEqual([2, 3, false, '2 of 3 rows built'])
})
test('testing is done when all rows are tested and every case passes', () => {
  const testCases = [buildObject('testCases', { id: 't' })]
  expect(find('testing', { rows: rows('tested') })).toEqual([1, 1, true, '1 of 1 rows tested, no test case yet'])
  expect(find('testing', { rows: rows('tested'), testCases })).toEqual([1, 1, false, '1 of 1 rows tested, 0 of 1 cases pass'])
  expect(find('testing', { rows: rows('tested'), testCases }, undefined, new Map([['t', { state: 'passed' }]]))[2]).toBe(true)
})
test('go-live is done when all its items are', () => {
  const goLiveItems = [buildObject('goLiveItems', { id: 'a', done: true }), buildObject('goLiveItems', { id: 'b' })]
  expect(find('go-live', { goLiveItems })).toEqual([1, 2, false, '1 of 2 items done'])
})
test('a phase of nothing is not done', () => {
  expect(listPhases(buildProject(), undefined, undefined, today).map(({ isDone }) => isDone)).toEqual([false, false, false, false, false])
})
