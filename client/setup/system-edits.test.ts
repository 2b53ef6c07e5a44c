// Rules of edits to systems.
import { expect, test } from 'vitest'
import { buildObject } from '../../fixtures/build.ts'
import { accessWrites, askedWrites, describeEnvironmentUses, describeSystemUses, systemDeletion } from './system-edits.ts'

const today = '2026-11-22'
const environment = buildObject('environments', { id: 'e', system: 's' })
const prerequisite = buildObject('prerequisites', { id: 'p', system: 's' })
const cells = (writes: readonly { readonly cell: string; readonly value: unknown }[]) => Object.fromEntries(writes.map(({ cell, value }) => [cell, value]))

test('a new state brings today as its day, and leaves a day that stands', () => {
  expect(cells(accessWrites(environment, 'requested', today))).toEqual({ access: 'requested', requestedOn: today })
  expect(cells(accessWrites({ ...environment, requestedOn: 'last week' }, 'requested', today))).toEqual({ access: 'requested' })
  expect(cells(askedWrites(prerequisite, 'granted', today))).toEqual({ state: 'granted', grantedOn: today })
  expect(cells(askedWrites({ ...prerequisite, grantedOn: '2026-11-01' }, 'granted', today))).toEqual({ state: 'granted' })
  expect(cells(askedWrites(prerequisite, 'not-needed', today))).toEqual({ state: 'not-needed' })
})

const parts = {
  environments: [environment, buildObject('environments', { id: 'e2', system: 'other' })],
  prerequisites: [prerequisite, buildObject('prerequisites', { id: 'p2', system: 's' })],
  schemas: [buildObject('schemas', { id: 'v', system: 's' })],
  steps: [buildObject('steps', { id: 'a', system: 's' }), buildObject('steps', { id: 'b', system: 's' }), buildObject('steps', { id: 'c' })],
  testRuns: [buildObject('testRuns', { id: 'r', environment: 'e' }), buildObject('testRuns', { id: 'r2' })],
}

test('a system is deleted with its environments and prerequisites, and nothing else', () => {
  expect(systemDeletion(parts, 's').map(({ home, object, cell, value }) => `${home} ${object} ${cell} ${value === true}`)).toEqual([
    'systems s deleted true',
    'environments e deleted true',
    'prerequisites p deleted true',
    'prerequisites p2 deleted true',
  ])
})

test('what deleting a system touches is told by kind', () => {
  expect(describeSystemUses(parts, 's')).toEqual([
    '1 environment is deleted with it',
    '2 prerequisites are deleted with it',
    '1 schema stays, without a system',
    '2 steps name it and have to be given another',
    '1 test run was made in its environments',
  ])
  expect(describeSystemUses(parts, 'nobody')).toEqual([])
})

test('an environment that no test run names is deleted without a word', () => {
  expect(describeEnvironmentUses(parts.testRuns, 'e')).toBe('1 test run names it')
  expect(describeEnvironmentUses(parts.testRuns, 'e2')).toBeUndefined()
})
