// Rules of what is said about restoring.
import { expect, test } from 'vitest'
import type { RestorePlan } from '../../shared/review/restore.ts'
import { listKept, listRestored } from './restore-words.ts'

const plan = (parts: Partial<RestorePlan>): RestorePlan => ({
  writes: [],
  changed: new Map(),
  broughtBack: new Map(),
  removed: new Map(),
  approvals: 0,
  waivers: 0,
  signatures: 0,
  signedUseCases: 0,
  ...parts,
})

test('each kind of change has its sentence, and none is said of nothing', () => {
  expect(listRestored(plan({}))).toEqual([])
  expect(
    listRestored(
      plan({
        changed: new Map([['rows', 1200] as const, ['people', 1] as const, ['info', 1] as const]),
        broughtBack: new Map([['lookupEntries', 2]]),
        removed: new Map([['people', 2]]),
      }),
    ),
  ).toEqual(['as it was then: 1,200 rows, 1 person, 1 project', 'deleted since, comes back: 2 entries', 'made since, is deleted: 2 people'])
})

test('what only the server writes is said to stay', () => {
  expect(listKept(plan({ changed: new Map([['rows', 3]]) }))).toEqual([])
  expect(listKept(plan({ approvals: 2, signedUseCases: 1, waivers: 1, signatures: 4 }))).toEqual([
    '2 rows that were approved come back as ready: approving is for a person to do again',
    '1 use case keeps what follows from signatures: a sign-off is neither made nor taken back',
    '1 waiver differs and stays as it is',
    '4 signatures differ and stay as they are',
  ])
})
