// How a test case stands, for each thing that can have happened to it.
import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { Question, TestRun } from '../project/review-parts.ts'
import { countStates, describeTests, stateOfCase, testsOfUseCase, type CaseState } from './case-state.ts'

const passed: CaseOutcome = { state: 'passed' }
const failed: CaseOutcome = { state: 'failed', differences: [{ path: 'a', expected: 1, actual: 2 }] }
const day = (at: number) => `2026-11-0${at}T09:00:00.000Z`
const run = (at: number, result: TestRun['result']): TestRun => buildObject('testRuns', { id: `run${at}`, at: day(at), result })
const defect = (cells: Partial<Question>): Question => buildObject('questions', { id: 'q', at: 'test-case:case', kind: 'defect', askedAt: day(2), ...cells })

test.each<{ says: string; kind?: 'manual'; outcome?: CaseOutcome; runs?: TestRun[]; defects?: Question[]; want: CaseState }>([
  { says: 'passes here', outcome: passed, want: 'passed' },
  { says: 'fails here', outcome: failed, want: 'failed' },
  { says: 'cannot run', outcome: { state: 'cannot-run', message: '' }, want: 'cannot-run' },
  { says: 'is not known yet', want: 'not-run' },
  { says: 'is manual and nobody ran it', kind: 'manual', outcome: { state: 'not-run', message: '' }, want: 'not-run' },
  { says: 'is manual and passed', kind: 'manual', runs: [run(1, 'passed')], want: 'passed' },
  { says: 'is manual and blocked', kind: 'manual', runs: [run(1, 'passed'), run(2, 'blocked')], want: 'blocked' },
  { says: 'failed and has no defect', kind: 'manual', runs: [run(1, 'failed')], want: 'failed' },
  { says: 'failed and its defect is open', kind: 'manual', runs: [run(2, 'failed')], defects: [defect({})], want: 'failed' },
  { says: 'failed and its defect is only answered', kind: 'manual', runs: [run(2, 'failed')], defects: [defect({ status: 'answered' })], want: 'failed' },
  {
    says: 'failed and its defect was closed after',
    kind: 'manual',
    runs: [run(2, 'failed')],
    defects: [defect({ status: 'closed', closedAt: day(3) })],
    want: 'to-retest',
  },
  {
    says: 'failed again after the defect was closed',
    kind: 'manual',
    runs: [run(2, 'failed'), run(4, 'failed')],
    defects: [defect({ status: 'closed', closedAt: day(3) })],
    want: 'failed',
  },
  {
    says: 'failed, and another defect is open still',
    kind: 'manual',
    runs: [run(2, 'failed')],
    defects: [defect({ status: 'closed', closedAt: day(3) }), defect({ id: 'q2' })],
    want: 'failed',
  },
  {
    says: 'passed after the defect',
    kind: 'manual',
    runs: [run(2, 'failed'), run(4, 'passed')],
    defects: [defect({ status: 'closed', closedAt: day(3) })],
    want: 'passed',
  },
  {
    says: 'failed and an ordinary question was closed',
    kind: 'manual',
    runs: [run(2, 'failed')],
    defects: [{ ...defect({ status: 'closed', closedAt: day(3) }), kind: 'question' }],
    want: 'failed',
  },
  { says: 'passes here and failed outside', outcome: passed, runs: [run(1, 'failed')], want: 'failed' },
  { says: 'fails here and passed outside', outcome: failed, runs: [run(1, 'passed')], want: 'failed' },
  { says: 'passes here and a deleted run failed', outcome: passed, runs: [{ ...run(1, 'failed'), deleted: true }], want: 'passed' },
])('a case that $says is $want', ({ kind, outcome, runs = [], defects = [], want }) => {
  const project = buildProject({ testRuns: runs.map((one) => ({ ...one, testCase: 'case' })), questions: defects })
  expect(stateOfCase({ id: 'case', kind: kind ?? 'mapping' }, outcome, project)).toBe(want)
})

test('the cases of a use case are told in one line', () => {
  const cases = ['a', 'b', 'c', 'd'].map((id) => buildObject('testCases', { id, useCases: id === 'd' ? [] : ['u'] }))
  const states = new Map<string, CaseState>([
    ['a', 'passed'],
    ['b', 'passed'],
    ['c', 'failed'],
    ['d', 'failed'],
  ])
  expect(describeTests(testsOfUseCase('u', cases, states))).toBe('2 pass, 1 fails')
  expect(describeTests(countStates(cases, states))).toBe('2 pass, 2 fail')
  expect(describeTests(testsOfUseCase('other', cases, states))).toBe('no test cases')
})
