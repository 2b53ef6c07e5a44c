// Rules of the one list of what systems wait for.
import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { Environment, Prerequisite, System } from '../project/people-and-systems.ts'
import type { Project } from '../project/project.ts'
import { countReady, isMissing, listBlockedColumns, listPrerequisites } from './prerequisites.ts'

const today = '2026-11-22'
const people = [buildObject('people', { id: 'ana', name: 'Ana Duarte' }), buildObject('people', { id: 'priya', name: 'Priya Nair' })]
const system = (cells: Partial<System> = {}) => buildObject('systems', { id: 's', name: 'Xero', ...cells })
const environment = (cells: Partial<Environment>) => buildObject('environments', { id: 'e', system: 's', name: 'demo company', ...cells })
const prerequisite = (cells: Partial<Prerequisite>) =>
  buildObject('prerequisites', { id: 'p', system: 's', kind: 'credentials', title: 'read-only key', ...cells })
const listed = (parts: Partial<Project>) => listPrerequisites(buildProject({ people, systems: [system()], ...parts }), today)
const words = (parts: Partial<Project>) => listed(parts).map((item) => [item.column, item.title, item.state, item.words, item.due].join(' | '))

test.each<[Partial<Environment>, string]>([
  [{}, 'sandbox | demo company | not-asked | not asked for | '],
  [{ access: 'none', neededBy: '2026-11-16' }, 'sandbox | demo company | not-asked | not asked for | 6 days late'],
  [{ access: 'requested', requestedOn: '2026-11-09' }, 'sandbox | demo company | requested | requested 9 Nov, 13 days ago | '],
  [{ access: 'requested', requestedOn: 'last week', neededBy: '2026-12-01' }, 'sandbox | demo company | requested | requested last week | due in 9 days'],
  [{ access: 'granted', grantedOn: '2026-11-04', neededBy: '2026-11-01' }, 'sandbox | demo company | granted | granted 4 Nov | '],
  [{ access: 'not-needed', kind: 'production' }, 'production | demo company | not-needed | not needed | '],
])('access %j reads %s', (cells, want) => {
  expect(words({ environments: [environment(cells)] })).toEqual([want])
})

test.each<[Partial<Prerequisite>, string]>([
  [{}, 'credentials | read-only key | not-asked | not asked for | '],
  [{ state: 'granted', holder: 'priya' }, 'credentials | read-only key | granted | held by Priya Nair | '],
  [{ state: 'granted', holder: 'priya', grantedOn: '2026-11-04' }, 'credentials | read-only key | granted | held by Priya Nair, granted 4 Nov | '],
  [{ state: 'granted', kind: 'expertise', title: 'Tax', holder: 'ana' }, 'expertise | Tax | granted | Ana Duarte | '],
  [{ state: 'granted', kind: 'other', title: 'Contract' }, 'other | Contract | granted | granted | '],
])('a prerequisite %j reads %s', (cells, want) => {
  expect(words({ prerequisites: [prerequisite(cells)] })).toEqual([want])
})

test('what is needed counts, what is not needed does not, and only what is granted is ready', () => {
  const items = listed({
    environments: [environment({ access: 'granted' }), environment({ id: 'e2', access: 'not-needed' })],
    prerequisites: [prerequisite({ state: 'requested' }), prerequisite({ id: 'p2' })],
  })
  expect(countReady(items)).toEqual({ ready: 1, total: 3 })
})

test('days late are told of what is not there, never of what is granted or not needed', () => {
  const late = Object.fromEntries(
    listed({
      prerequisites: (['not-asked', 'requested', 'granted', 'not-needed'] as const).map((state) => prerequisite({ id: state, state, neededBy: '2026-11-21' })),
    }).map(({ state, overdue }) => [state, overdue]),
  )
  expect(late).toEqual({ 'not-asked': 1, requested: 1, granted: undefined, 'not-needed': undefined })
})

test('experts, schemas and samples are told though nobody wrote a prerequisite about them, and hold nothing up', () => {
  const parts = {
    systems: [system({ experts: ['ana', 'gone'], outsideExperts: 'Tax office' })],
    schemas: [buildObject('schemas', { id: 'v', system: 's', title: 'Accounting API', version: '2.0' })],
  }
  expect(words(parts)).toEqual([
    'expertise | Ana Duarte, outside: Tax office | granted |  | ',
    'documents | Accounting API 2.0 | not-asked | no samples yet | ',
  ])
  expect(listed(parts).filter(isMissing)).toEqual([])
  const sampleSets = [buildObject('sampleSets', { id: 'set', schema: 'v', count: 50 })]
  expect(words({ ...parts, sampleSets })[1]).toBe('documents | Accounting API 2.0 | granted | 50 sample records | ')
  expect(words({ ...parts, prerequisites: [prerequisite({ kind: 'expertise', title: 'Tax' })] })).toContain('expertise | Tax | not-asked | not asked for | ')
})

test('what the vendor owes is missing; written as prerequisites, these stand for it', () => {
  const systems = [system({ waitingFor: 'Approval of the app' })]
  const vendor = (parts: Partial<Project>) => listed({ systems, ...parts }).map((item) => [item.title, isMissing(item)])
  expect(vendor({})).toEqual([['Approval of the app', true]])
  expect(vendor({ prerequisites: [prerequisite({ kind: 'vendor', title: 'App approval', state: 'granted' })] })).toEqual([['App approval', false]])
})

test('deleted systems, environments and prerequisites are in no list', () => {
  const deleted = true
  expect(listed({ systems: [system({ deleted })], environments: [environment({})] })).toEqual([])
  expect(listed({ environments: [environment({ deleted })], prerequisites: [prerequisite({ deleted })] })).toEqual([])
})

test('a system is blocked as long as none of its environments, or none of its credentials, is granted', () => {
  const blocked = (parts: Partial<Project>) => listBlockedColumns(listed(parts), 's')
  expect(blocked({})).toEqual([])
  expect(blocked({ environments: [environment({ access: 'requested' })], prerequisites: [prerequisite({})] })).toEqual(['sandbox', 'credentials'])
  expect(blocked({ environments: [environment({ access: 'requested' }), environment({ id: 'e2', access: 'granted' })] })).toEqual([])
  expect(blocked({ environments: [environment({ kind: 'production' })], prerequisites: [prerequisite({ state: 'not-needed' })] })).toEqual([])
})
