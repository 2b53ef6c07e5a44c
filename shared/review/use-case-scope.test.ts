import { describe, expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { FieldPath } from '../schema/field-path.ts'
import type { ReviewProblem } from './review.ts'
import { countRows, listOpenPoints, readUseCaseScope, shortPlace } from './use-case-scope.ts'

const path = (text: string) => text as FieldPath
const project = buildProject({
  useCases: [buildObject('useCases', { id: 'u', number: 1 }), buildObject('useCases', { id: 'v', number: 2, order: 'a1' })],
  fieldMaps: [
    buildObject('fieldMaps', { id: 'm', number: 1, useCases: ['u'] }),
    buildObject('fieldMaps', { id: 'other', number: 2, useCases: ['v'], order: 'a1' }),
    buildObject('fieldMaps', { id: 'old', number: 3, useCases: ['u'], archived: true, order: 'a2' }),
  ],
  rows: [
    buildObject('rows', {
      id: 'r1',
      number: 1,
      fieldMap: 'm',
      destination: path('a'),
      transform: { kind: 'lookup', from: { of: 'constant', value: 'x' }, table: 't' },
    }),
    buildObject('rows', { id: 'r2', number: 2, fieldMap: 'm', destination: path('b'), useCases: ['v'] }),
    buildObject('rows', { id: 'r3', number: 3, fieldMap: 'other', destination: path('c'), useCases: ['u', 'v'] }),
    buildObject('rows', { id: 'r4', number: 4, fieldMap: 'other', destination: path('d') }),
    buildObject('rows', { id: 'r5', number: 5, fieldMap: 'old', destination: path('a') }),
    buildObject('rows', { id: 'r6', number: 6, fieldMap: 'm', destination: path('e'), deleted: true }),
  ],
  steps: [buildObject('steps', { id: 's', useCase: 'u', title: 'Get it' }), buildObject('steps', { id: 's2', useCase: 'v' })],
  lookupTables: [buildObject('lookupTables', { id: 't', number: 1 }), buildObject('lookupTables', { id: 't2', number: 2 })],
  testCases: [
    buildObject('testCases', { id: 'c', number: 1, useCases: ['u'] }),
    buildObject('testCases', { id: 'by-hand', number: 2, useCases: ['u'], kind: 'manual', order: 'a1' }),
    buildObject('testCases', { id: 'c2', number: 3, useCases: ['v'], order: 'a2' }),
  ],
  testRuns: [
    buildObject('testRuns', { id: 'run1', testCase: 'by-hand', result: 'passed', at: '2026-11-01T00:00:00.000Z' }),
    buildObject('testRuns', { id: 'run2', testCase: 'by-hand', result: 'failed', at: '2026-11-02T00:00:00.000Z' }),
  ],
  questions: ['use-case:u', 'row:r1', 'row:r2', 'field:m:z', 'field:m:b', 'field:other:z', 'step:s', 'test-case:c', 'lookup:t', 'system:x'].map((at, index) =>
    buildObject('questions', { id: at, number: index + 1, at, text: 'Why?' }),
  ),
})
const scope = readUseCaseScope(project, 'u')
const outcomes = new Map<string, CaseOutcome>([
  ['c', { state: 'failed', differences: [] }],
  ['c2', { state: 'failed', differences: [] }],
])
const problem = (at: string, severity: ReviewProblem['severity'], code = 'some-rule'): ReviewProblem => ({
  at,
  severity,
  code,
  row: null,
  message: `${code} at ${at}`,
})

describe('what belongs to a use case', () => {
  test('rows of its maps and rows that name it; none of an archived map, none that was deleted', () => {
    expect(scope.rows.map(({ id }) => id)).toEqual(['r1', 'r3'])
    expect(scope.maps.map(({ id }) => id)).toEqual(['m'])
  })
  test('its own steps and cases, and the tables that its rows take', () => {
    expect([scope.steps, scope.testCases, scope.tables].map((all) => all.map(({ id }) => id))).toEqual([['s'], ['c', 'by-hand'], ['t']])
  })
  test('questions at any of these; a field with a row of another use case is not among them', () => {
    expect(scope.questions.map(({ at }) => at).toSorted()).toEqual(['field:m:z', 'lookup:t', 'row:r1', 'step:s', 'test-case:c', 'use-case:u'])
  })
  test('a question elsewhere that says it blocks one of these is among them; a closed one is not', () => {
    const question = buildObject('questions', { id: 'q', at: 'system:x', blocks: ['step:s'] })
    expect(readUseCaseScope({ ...project, questions: [question] }, 'u').questions).toHaveLength(1)
    expect(readUseCaseScope({ ...project, questions: [{ ...question, status: 'closed' }] }, 'u').questions).toHaveLength(0)
  })
})

describe('what is open when somebody signs', () => {
  const codes = (problems: readonly ReviewProblem[]) => listOpenPoints(project, scope, problems, outcomes).map(({ code, at }) => `${code} ${at}`)
  test('questions, failing cases, errors, then warnings', () => {
    const points = codes([problem('row:r1', 'warning'), problem('row:r3', 'error'), problem('row:r2', 'error')])
    expect(points.slice(6)).toEqual(['test-failing test-case:c', 'test-failing test-case:by-hand', 'some-rule row:r3', 'some-rule row:r1'])
    expect(points.slice(0, 6).every((one) => one.startsWith('question-open'))).toBe(true)
  })
  test('hints and waived problems are no open points', () => {
    const waiver = buildObject('waivers', { id: 'w' })
    expect(codes([problem('row:r1', 'hint'), { ...problem('row:r1', 'error'), waiver }])).toHaveLength(8)
  })
  test('a failing case that a problem tells of, and a question that a problem tells of, are told once', () => {
    const points = codes([problem('test-case:c', 'error', 'test-failing'), problem('row:r1', 'error', 'question-on-ready-row')])
    expect(points.filter((one) => one.endsWith('test-case:c'))).toEqual(['question-open test-case:c', 'test-failing test-case:c'])
    expect(points).toHaveLength(8)
  })
})

test.each([
  ['row:r1', 'R-1'],
  ['field:m:a.b', 'a.b'],
  ['test-case:c', 'T-1'],
  ['step:s', 'Get it'],
  ['lookup:t', 'L-1'],
  ['use-case:u', 'the use case'],
  ['nonsense', ''],
])('%s is %s in a narrow list', (address, want) => {
  expect(shortPlace(project, address)).toBe(want)
})

test('rows are counted for one map by the status that people see, and only those of the use case', () => {
  expect(countRows(project, scope, 'm')).toEqual({ draft: 0, question: 1, ready: 0, approved: 0, built: 0, tested: 0, total: 1 })
  expect(countRows(project, scope, 'other')).toMatchObject({ draft: 1, total: 1 })
})
