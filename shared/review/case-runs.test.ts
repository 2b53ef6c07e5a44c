// What a recorded run does to rows and questions.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import { writeCells } from '../project/edits.ts'
import { createProjectDoc, readProject } from '../project/project-doc.ts'
import { listProjectWrites } from '../project/project-writes.ts'
import type { Row } from '../project/field-map.ts'
import type { TestRun } from '../project/review-parts.ts'
import { coverRows } from './case-coverage.ts'
import { listDefects, stateOfCase } from './case-state.ts'
import { closeWrites } from './questions.ts'
import { describeEffect, listRowNumbers, recordRun, suggestDefect } from './case-runs.ts'
import { rowFingerprint, statusOfRow } from './row-status.ts'

const row = (id: string, status: Row['status'], cells: Partial<Row> = {}): Row => {
  const made = buildObject('rows', { id, number: Number(id.slice(1)), ...(status === undefined ? {} : { status }), ...cells })
  return status === undefined ? made : { statusHash: rowFingerprint(made), ...made }
}
const project = buildProject({
  environments: [buildObject('environments', { id: 'sandbox' }), buildObject('environments', { id: 'gone', deleted: true })],
  testCases: [buildObject('testCases', { id: 'case', number: 3, title: 'An order' })],
  rows: [
    row('r1', 'built'),
    row('r2', 'tested'),
    row('r3', 'ready'),
    row('r4', 'built', { statusHash: 'another' }),
    row('r5', 'tested', { statusHash: 'another' }),
    row('r6', 'built'),
    row('r7', 'built'),
  ],
  questions: [buildObject('questions', { id: 'q', at: 'row:r6' })],
})
const all = new Set(['r1', 'r2', 'r3', 'r4', 'r5', 'r6'])
const run = (cells: Partial<TestRun>): TestRun => buildObject('testRuns', { id: 'run', testCase: 'case', environment: 'sandbox', ...cells })

test.each<{ says: string; cells: Partial<TestRun>; raised: string[]; lowered: string[] }>([
  { says: 'a passed run in a named environment raises built rows that are covered', cells: { result: 'passed' }, raised: ['r1'], lowered: [] },
  { says: 'a failed run puts tested rows back to built', cells: { result: 'failed' }, raised: [], lowered: ['r2'] },
  { says: 'a blocked run changes no status', cells: { result: 'blocked' }, raised: [], lowered: [] },
  { says: 'a run in no environment changes no status', cells: { result: 'passed', environment: undefined as never }, raised: [], lowered: [] },
  { says: 'a run in an environment that is gone changes no status', cells: { result: 'failed', environment: 'gone' }, raised: [], lowered: [] },
])('$says', ({ cells, raised, lowered }) => {
  const effect = recordRun(project, { run: run(cells) }, all)
  expect([effect.raised.map(({ id }) => id), effect.lowered.map(({ id }) => id)]).toEqual([raised, lowered])
})

test('the run, the statuses and the defect are one set of writes', () => {
  const defect = { id: 'd', order: 'a1', text: 'Wrong date', askedBy: 'Mara' }
  const doc = createProjectDoc()
  const origin = { person: 'mara', command: 'c1' }
  for (const writes of listProjectWrites(project)) writeCells(doc, writes, origin)
  writeCells(doc, recordRun(project, { run: run({ result: 'failed' }), defect }, all).writes, origin)
  const { project: after } = readProject(doc)
  expect(after.testRuns.map(({ id }) => id)).toEqual(['run'])
  expect(after.questions.find(({ id }) => id === 'd')).toMatchObject({ at: 'test-case:case', kind: 'defect', status: 'open', askedAt: run({}).at })
  expect(statusOfRow(after.rows.find(({ id }) => id === 'r2') as Row, false)).toEqual({ shown: 'built' })
})

test('a run that passed opens no defect', () => {
  const { writes } = recordRun(project, { run: run({ result: 'passed' }), defect: { id: 'd', order: 'a1', text: 'x' } }, all)
  expect(writes.some(({ home }) => home === 'questions')).toBe(false)
})

test('the suggested text names the case, the place and the first differences', () => {
  const found = Array.from({ length: 10 }, (_, at) => `Lines[${at}]: differs.`)
  const testCase = buildObject('testCases', { id: 'case', number: 3, title: 'An order' })
  const text = suggestDefect(testCase, 'Xero Sandbox', found, ' Seen twice ')
  expect(text.split('\n')).toEqual(['T-3 An order: failed in Xero Sandbox.', 'Seen twice', ...found.slice(0, 8), 'And 2 more.'])
  expect(suggestDefect(testCase, undefined, [], undefined)).toBe('T-3 An order: failed.')
})

test('rows are listed by their numbers', () => {
  expect([[], ['r1'], ['r1', 'r2', 'r3']].map((ids) => listRowNumbers(project.rows.filter(({ id }) => ids.includes(id))))).toEqual([
    '',
    'R-1',
    'R-1, R-2 and R-3',
  ])
  expect(listRowNumbers(project.rows, 2)).toBe('R-1, R-2 and 5 more')
  expect(describeEffect({ raised: project.rows.slice(0, 1), lowered: [] })).toBe('R-1 is tested now.')
  expect(describeEffect({ raised: [], lowered: [] })).toBeUndefined()
})

describe('coverage', () => {
  const covered = buildProject({
    fieldMaps: [buildObject('fieldMaps', { id: 'map' }), buildObject('fieldMaps', { id: 'old', archived: true })],
    rows: [
      row('r1', undefined, { transform: { kind: 'constant', value: 1 } }),
      row('r2', undefined, { transform: { kind: 'constant', value: 1 } }),
      row('r3', undefined, { transform: { kind: 'constant', value: 1 } }),
      row('r4', undefined, { transform: { kind: 'notMapped', reason: 'no' } }),
      row('r5', undefined),
      row('r6', undefined, { fieldMap: 'old', transform: { kind: 'constant', value: 1 } }),
    ],
    testCases: [buildObject('testCases', { id: 'a', rows: ['r1', 'gone'] }), buildObject('testCases', { id: 'b', rows: ['r3'], deleted: true })],
  })
  const { casesByRow, rowsByCase, uncovered } = coverRows(covered, new Map([['a', ['r2']]]))

  test('a case covers the rows that it names and those whose value came out', () => {
    expect([...(rowsByCase.get('a') ?? [])].toSorted()).toEqual(['r1', 'r2'])
    expect(casesByRow.get('r2')).toEqual(['a'])
  })

  test('rows that say something and that no case covers are listed; what says nothing needs no case', () => {
    expect(uncovered.map(({ id }) => id)).toEqual(['r3'])
  })
})

test('what was recorded last counts, and a closed defect makes its case one to retest, whatever clocks say', () => {
  const clock = fc.constantFrom(
    '2026-11-22T09:00:00.000Z',
    '2026-11-22T09:00:00.001Z',
    '2026-11-21T09:00:00.000Z',
    '2031-01-01T00:00:00.000Z',
    '9990-12-31T23:59:59.998Z',
  )
  const act = fc.record({ result: fc.constantFrom('passed' as const, 'failed' as const, 'blocked' as const, 'close' as const), now: clock })
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 5 }), (acts) => {
      const doc = createProjectDoc()
      const origin = { person: 'mara', command: 'c1' }
      for (const writes of listProjectWrites({ ...project, testCases: [buildObject('testCases', { id: 'case', kind: 'manual' })] }))
        writeCells(doc, writes, origin)
      let last: TestRun['result'] | undefined
      let isOpen = false
      for (const [at, { result, now }] of acts.entries()) {
        const before = readProject(doc).project
        if (result === 'close') {
          for (const defect of listDefects(before.questions, 'case')) if (defect.status === 'open') writeCells(doc, closeWrites(defect, { now }), origin)
          isOpen = false
        } else {
          // Ids fall, so that they do not put runs of the same time in order.
          const defect = { id: `d${at}`, order: `a${at}`, text: 'Wrong' }
          writeCells(doc, recordRun(before, { run: run({ id: `run${9 - at}`, result, at: now }), defect }, all).writes, origin)
          last = result
          isOpen ||= result === 'failed'
        }
        const after = readProject(doc).project
        const shown = stateOfCase(after.testCases[0] ?? expect.unreachable(), undefined, after)
        expect(shown).toBe(last === undefined ? 'not-run' : last === 'failed' && !isOpen ? 'to-retest' : last)
      }
    }),
    { numRuns: 100 },
  )
})
