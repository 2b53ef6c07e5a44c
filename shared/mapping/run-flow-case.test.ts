// What the flows of the vectors do, run by the interpreter; and that a wrong expectation is told.
import { expect, test } from 'vitest'
import { buildFlowProject, flowVectors } from '../../fixtures/flow-vectors.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { createFlowCaseRunner } from './run-flow-case.ts'

const { project, findGraph, findRecord, records } = buildFlowProject()
const setting = { project, findGraph, findRecord, now: '2026-03-02T09:00:00.000Z' }
const run = createFlowCaseRunner(setting)

test.each(flowVectors.map(({ title }, index) => ({ title, index })))('$title', async ({ index }) => {
  const testCase = project.testCases.find(({ number }) => number === index + 1)
  expect(testCase).toBeDefined()
  if (testCase !== undefined) expect(await run(testCase)).toEqual({ state: 'passed' })
})

const [first] = project.testCases
const withExpected = async (expected: JsonValue, compare: 'exact' | 'containing' = 'exact') => {
  const { findRecord: find } = { findRecord: (hash: string) => (hash === 'mine' ? expected : records[hash]) }
  return first === undefined ? undefined : createFlowCaseRunner({ ...setting, findRecord: find })({ ...first, expected: 'mine', compare })
}

test('a call that is not expected, or that asks for something else, is told with its place', async () => {
  const calls = flowVectors[0]?.expected.calls ?? []
  expect(await withExpected({ calls: calls.slice(0, 4) as unknown as JsonValue })).toEqual({
    state: 'failed',
    differences: [{ path: 'calls[4]', expected: undefined, actual: { endpoint: 'PUT /Payments' } }],
  })
  const changed = [{ endpoint: 'GET /orders/{id}', parameters: { id: 8 } }, ...calls.slice(1)]
  expect(await withExpected({ calls: changed as unknown as JsonValue }, 'containing')).toEqual({
    state: 'failed',
    differences: [{ path: 'calls[0].parameters.id', expected: 8, actual: 7 }],
  })
})

test.each<{ expected: JsonValue; says: RegExp }>([
  { expected: [], says: /must be an object/ },
  { expected: { calls: [{}] }, says: /`calls` must be a list/ },
  { expected: { calls: [], report: { done: [{}] } }, says: /`report` must hold/ },
  { expected: { calls: [], waits: ['x'] }, says: /`waits`/ },
])('an expectation of another shape cannot run: $says', async ({ expected, says }) => {
  expect(await withExpected(expected)).toEqual({ state: 'cannot-run', message: expect.stringMatching(says) })
})
