// Rules of what is open in a frozen state.
import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { BaselineState } from './baseline-state.ts'
import { listBaselinePoints, listCaseStates } from './baseline-points.ts'

const problem = (severity: 'error' | 'warning' | 'hint', message: string, code = 'text-too-long') => ({ code, severity, at: 'row:r1', row: 1, message })
const state: BaselineState = {
  project: buildProject({
    questions: [
      buildObject('questions', { id: 'q1', number: 1, text: 'Which account?' }),
      buildObject('questions', { id: 'q2', number: 2, status: 'answered' }),
      buildObject('questions', { id: 'q3', number: 3, deleted: true }),
    ],
    testCases: [
      buildObject('testCases', { id: 't1', number: 1 }),
      buildObject('testCases', { id: 't2', number: 2 }),
      buildObject('testCases', { id: 't3', number: 3, kind: 'manual', title: 'By hand' }),
      buildObject('testCases', { id: 't4', number: 4, deleted: true }),
    ],
    testRuns: [buildObject('testRuns', { id: 'run', testCase: 't3', result: 'failed' })],
    waivers: [buildObject('waivers', { id: 'w', code: 'text-too-long', at: 'row:r1', message: 'Waived' })],
  }),
  problems: [
    problem('warning', 'A warning'),
    problem('hint', 'A hint'),
    problem('error', 'An error'),
    problem('warning', 'Waived'),
    problem('error', 'Q-1', 'question-open'),
  ],
  outcomes: [
    { testCase: 't1', outcome: { state: 'failed', differences: [] } },
    { testCase: 't2', outcome: { state: 'passed' } },
    { testCase: 't4', outcome: { state: 'failed', differences: [] } },
  ],
  coverage: [],
}

test('open questions first, then failing cases, then errors and warnings that nobody waived', () => {
  expect(listBaselinePoints(state).map(({ message }) => message)).toEqual([
    'Q-1: Which account?',
    'T-1 fails: An order',
    'T-3 fails: By hand',
    'An error',
    'A warning',
  ])
})

test('a manual case is what its newest run says, and a deleted one is none', () => {
  const outcomes = new Map(state.outcomes.map(({ testCase, outcome }) => [testCase, outcome]))
  expect([...listCaseStates(state.project, outcomes)]).toEqual([
    ['t1', 'failed'],
    ['t2', 'passed'],
    ['t3', 'failed'],
  ])
})
