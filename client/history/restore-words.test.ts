// Rules of what is said about restoring.
import { expect, test } from 'vitest'
import type { RestorePlan } from '../../shared/review/restore.ts'
import { listKept, listRestored } from './restore-words.ts'

const plan = (parts: Partial<RestorePlan>): RestorePlan => ({
  writes: [],
  changed: 0,
  broughtBack: 0,
  removed: 0,
  approvals: 0,
  waivers: 0,
  signatures: 0,
  signedUseCases: 0,
  ...parts,
})

test('each kind of change has its sentence, and none is said of nothing', () => {
  expect(listRestored(plan({}))).toEqual([])
  expect(listRestored(plan({ changed: 1, broughtBack: 2, removed: 1 }))).toEqual([
    '1 object gets the content of then',
    '2 objects that were deleted since come back',
    '1 object that was made since is deleted',
  ])
})

test('what only the server writes is said to stay', () => {
  expect(listKept(plan({ changed: 3 }))).toEqual([])
  expect(listKept(plan({ approvals: 2, signedUseCases: 1, waivers: 1, signatures: 4 }))).toEqual([
    '2 rows that were approved come back as ready: approving is for a person to do again',
    '1 use case keeps what follows from signatures: a sign-off is neither made nor taken back',
    '1 waiver differs and stays as it is',
    '4 signatures differ and stay as they are',
  ])
})
