// What becomes of a status that somebody sets.
import { expect, test } from 'vitest'
import { buildObject } from '../../fixtures/build.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import { rowFingerprint, statusOfRow, type Blockers } from '../../shared/review/row-status.ts'
import { tellApproved } from './approve.ts'
import { planStatuses, stampWrites, tellRefused } from './status-edits.ts'

const free: Blockers = { errors: [], openQuestions: 0 }
const status = (object: string, value: string | undefined): CellWrite => ({ home: 'rows', object, cell: 'status', value })
const note: CellWrite = { home: 'rows', object: 'r1', cell: 'note', value: 'why' }

test('an edit without a status passes as it is, whatever stands in the way', () => {
  const plan = planStatuses([note], () => ({ errors: ['It is wrong.'], openQuestions: 1 }))
  expect(plan).toEqual({ writes: [note], approve: [], stamped: [], refused: [] })
})

test('ready and built are kept with their fingerprint, an approval is left to the server, draft is free', () => {
  const plan = planStatuses(
    [note, status('r1', 'ready'), status('r2', 'approved'), status('r3', 'built'), status('r4', undefined), status('r5', 'draft')],
    () => free,
  )
  expect(plan.writes).toEqual([note, status('r1', 'ready'), status('r3', 'built'), status('r4', undefined), status('r5', 'draft')])
  expect(plan).toMatchObject({ approve: ['r2'], stamped: ['r1', 'r3'], refused: [] })
})

const inTheWay: readonly { what: string; blockers: Blockers; value: string; want: string | undefined }[] = [
  { what: 'an error', blockers: { errors: ['Name is too long.'], openQuestions: 0 }, value: 'ready', want: 'R-7 cannot be ready: Name is too long.' },
  { what: 'several errors', blockers: { errors: ['A.', 'B.', 'C.'], openQuestions: 2 }, value: 'approved', want: 'R-7 cannot be approved: A. And 2 more.' },
  { what: 'an open question', blockers: { errors: [], openQuestions: 1 }, value: 'ready', want: 'R-7 cannot be ready: A question is open here.' },
  { what: 'open questions', blockers: { errors: [], openQuestions: 3 }, value: 'built', want: 'R-7 cannot be built: 3 questions are open here.' },
  {
    what: 'nothing but that no run was recorded',
    blockers: free,
    value: 'tested',
    want: 'R-7 cannot be tested: A row is tested by a passing run in a named environment: record one at a test case.',
  },
  { what: 'an error of a row put back to draft', blockers: { errors: ['A.'], openQuestions: 1 }, value: 'draft', want: undefined },
]
test.each(inTheWay)('with $what a row set to $value is told in words', ({ blockers, value, want }) => {
  const plan = planStatuses([note, status('r1', value)], () => blockers)
  expect(tellRefused(plan.refused, () => 7)).toBe(want)
  expect(plan.writes).toEqual(want === undefined ? [note, status('r1', value)] : [note])
})

test('of many rows it is told how many keep their status, and why the first', () => {
  const plan = planStatuses([status('r1', 'ready'), status('r2', 'ready')], () => ({ errors: [], openQuestions: 1 }))
  expect(tellRefused(plan.refused, () => undefined)).toBe('2 rows keep the status they have. R-new cannot be ready: A question is open here.')
})

test('a status holds until what the row says changes; a note, an owner and the order change nothing', () => {
  const row = buildObject('rows', { id: 'r1', transform: { kind: 'constant', value: 'EUR' }, status: 'approved' })
  expect(stampWrites([row])).toEqual([{ home: 'rows', object: 'r1', cell: 'statusHash', value: rowFingerprint(row) }])
  const stamped = { ...row, statusHash: rowFingerprint(row) }
  expect(statusOfRow(stamped, false)).toEqual({ shown: 'approved' })
  expect(statusOfRow({ ...stamped, note: 'why', owner: 'ana', order: 'a9', number: 4 }, false)).toEqual({ shown: 'approved' })
  expect(statusOfRow({ ...stamped, transform: { kind: 'constant', value: 'USD' } }, false)).toEqual({ shown: 'draft', changedSince: 'approved' })
  expect(statusOfRow({ ...stamped, onMissing: { then: 'omit' } }, false)).toEqual({ shown: 'draft', changedSince: 'approved' })
  expect(statusOfRow(stamped, true)).toEqual({ shown: 'question' })
  expect(rowFingerprint({ ...row, transform: { value: 'EUR', kind: 'constant' } })).toBe(rowFingerprint(row))
})

test('what the server approved, left out because it changed, or because of a question is told with numbers', () => {
  const find = (id: string) => buildObject('rows', { id, number: Number(id) })
  expect(tellApproved({ approved: 1, changed: [], blocked: [] }, find)).toBe('1 row is approved.')
  expect(tellApproved({ approved: 0, changed: ['1', '2', '3', '4'], blocked: ['5'] }, find)).toBe(
    '0 rows are approved. Somebody changed R-1, R-2, R-3 and 1 more meanwhile: look again. A question is open at R-5.',
  )
})
