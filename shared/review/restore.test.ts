// Laws and rules of restoring an earlier state, through a real document.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import { createRandom } from '../../fixtures/random-maps.ts'
import { buildRandomProject, changeProject } from '../../fixtures/random-projects.ts'
import type { Row } from '../project/field-map.ts'
import { revertChanges, writeCells } from '../project/edits.ts'
import { createProjectDoc, readProject, type CellChange } from '../project/project-doc.ts'
import { listProjectWrites } from '../project/project-writes.ts'
import type { Project } from '../project/project.ts'
import { isReserved } from '../project/reserved-cells.ts'
import { compareProjects, type ObjectChange } from './compare-projects.ts'
import { planRestore, type RestorePlan, type RestoreScope } from './restore.ts'

const origin = { person: 'p', command: 'c' }

function openDoc(project: Project) {
  const doc = createProjectDoc()
  for (const writes of listProjectWrites(project)) writeCells(doc, writes, origin)
  return doc
}

/** As the page does it: in one command, and taken back again. */
function restore(now: Project, then: Project, scope?: RestoreScope): { plan: RestorePlan; result: Project; undone: Project; changes: readonly CellChange[] } {
  const doc = openDoc(now)
  const plan = planRestore(readProject(doc).project, then, scope)
  const changes = writeCells(doc, plan.writes, origin)
  const result = readProject(doc).project
  revertChanges(doc, changes, origin)
  return { plan, result, undone: readProject(doc).project, changes }
}

const changesOf = (before: Project, after: Project) => compareProjects(before, after).groups.flatMap(({ changes }) => changes)
const tell = (change: ObjectChange) => change.cells.map(({ cell }) => `${change.home} ${change.object} ${cell}`)

/** What only the server writes, or gives once. */
function canNotBeRestored({ home }: ObjectChange, cell: ObjectChange['cells'][number]): boolean {
  if (home === 'waivers' || home === 'signOffs') return true
  if (home === 'rows') return cell.cell === 'approvedBy' || cell.cell === 'approvedAt' || (cell.cell === 'status' && cell.beforeValue === 'approved')
  return home === 'useCases' && cell.cell === 'status' && (cell.beforeValue === 'signed-off' || cell.afterValue === 'signed-off')
}

/** From a seed, which is what a failure prints. */
const seeds = fc.integer({ min: 0, max: 2 ** 30 })
function makePair(seed: number): { readonly then: Project; readonly now: Project } {
  const random = createRandom(seed)
  const then = buildRandomProject(random)
  return { then, now: changeProject(then, random) }
}

describe('laws', () => {
  test('after restoring, only what the server alone writes differs from the earlier state', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { then, now } = makePair(seed)
        const left = changesOf(then, restore(now, then).result)
        expect(left.filter((change) => change.cells.length === 0 || change.cells.some((cell) => !canNotBeRestored(change, cell))).flatMap(tell)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('nothing is written that only the server may write', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { then, now } = makePair(seed)
        const { changes } = restore(now, then)
        expect(changes.filter((change) => isReserved(change) || change.cell === 'number')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('undo gives the state before', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { then, now } = makePair(seed)
        expect(changesOf(now, restore(now, then).undone)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('what is restored once is not restored again', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { then, now } = makePair(seed)
        expect(planRestore(restore(now, then).result, then).writes).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('one object is restored without touching others, besides what it stands in', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { then, now } = makePair(seed)
        const [change] = changesOf(then, now).filter(({ home }) => home === 'useCaseItems' || home === 'lookupEntries' || home === 'goLiveItems')
        if (change === undefined) return
        const { result, plan } = restore(now, then, { of: 'object', home: change.home, object: change.object })
        // Its place among others is theirs too: they may have moved.
        const left = changesOf(then, result).filter(({ home, object, kind }) => home === change.home && object === change.object && kind !== 'moved')
        expect(left).toEqual([])
        expect(plan.writes.filter(({ home }) => !['useCases', 'lookupTables', 'customerProfiles', change.home].includes(home))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})

const row = (id: string, cells: Partial<Row> = {}) => buildObject('rows', { id, number: 1, ...cells })
const project = (parts: Partial<Project>) =>
  buildProject({ fieldMaps: [buildObject('fieldMaps', { id: 'map' }), buildObject('fieldMaps', { id: 'other' })], ...parts })

describe('rules', () => {
  test('what was made since is marked as deleted, what was deleted comes back', () => {
    const then = project({ rows: [row('r1')] })
    const { plan, result } = restore(project({ rows: [row('r1', { deleted: true }), row('r2')] }), then)
    expect([plan.broughtBack, plan.removed, plan.changed].map((counts) => [...counts])).toEqual([[['rows', 1]], [['rows', 1]], []])
    expect(result.rows.map(({ id, deleted }) => [id, deleted])).toEqual([
      ['r1', undefined],
      ['r2', true],
    ])
  })

  test('a row that was approved comes back as ready, with the fingerprint of what was approved', () => {
    const then = project({ rows: [row('r1', { note: 'a', status: 'approved', statusHash: 'then', approvedBy: 'Ana' })] })
    const { plan, result } = restore(project({ rows: [row('r1', { note: 'b', status: 'draft' })] }), then)
    expect(result.rows[0]).toMatchObject({ note: 'a', status: 'ready', statusHash: 'then' })
    expect(result.rows[0]).not.toHaveProperty('approvedBy')
    expect(plan.approvals).toBe(1)
  })

  test('an approval of today does not cover what comes back', () => {
    const of = (statusHash: string, value: string, note: string) =>
      project({ rows: [row('r1', { note, transform: { kind: 'constant', value }, status: 'approved', statusHash })] })
    const then = of('then', 'a', 'old')
    const restored = (now: Project) => restore(now, then).result.rows[0]
    expect(restored(of('now', 'b', 'old'))).toMatchObject({ status: 'ready', statusHash: 'then' })
    expect(restored(of('now', 'a', 'old'))).toMatchObject({ status: 'ready', statusHash: 'then' })
    expect(restored(of('then', 'b', 'old'))).toMatchObject({ status: 'ready', transform: { value: 'a' } })
    // A note is no part of what was approved.
    expect(restored(of('then', 'a', 'new'))).toMatchObject({ status: 'approved', note: 'old' })
  })

  test('a use case that was signed off comes back as agreed, and keeps a signature of today', () => {
    const of = (status?: 'draft' | 'agreed' | 'signed-off') =>
      project({ useCases: [buildObject('useCases', { id: 'u', ...(status === undefined ? {} : { status }) })] })
    for (const status of [undefined, 'draft', 'agreed'] as const)
      expect(restore(of(status), of('signed-off'))).toMatchObject({ plan: { signedUseCases: 1 }, result: { useCases: [{ status: 'agreed' }] } })
    expect(restore(of('signed-off'), of('draft'))).toMatchObject({ plan: { signedUseCases: 1, writes: [] }, result: { useCases: [{ status: 'signed-off' }] } })
  })

  test('waivers and signatures are counted and left', () => {
    const { plan } = restore(project({ waivers: [buildObject('waivers', { id: 'w' })], signOffs: [buildObject('signOffs', { id: 's' })] }), project({}))
    expect(plan).toMatchObject({ writes: [], waivers: 1, signatures: 1 })
  })

  test('one map is restored with its rows, the other is left', () => {
    const then = project({ rows: [row('r1', { note: 'a' }), row('r2', { note: 'a', fieldMap: 'other' })] })
    const now = project({ rows: [row('r1', { note: 'b' }), row('r2', { note: 'b', fieldMap: 'other' })] })
    expect(restore(now, then, { of: 'group', group: 'map:map' }).result.rows.map(({ note }) => note)).toEqual(['a', 'b'])
  })

  test('a row that comes back brings the list and the map that it stands in', () => {
    const list = row('r1', { transform: { kind: 'each', list: { of: 'item', path: '' as never } } })
    const then = project({ rows: [list, row('r2', { parent: 'r1' })] })
    const now = project({
      fieldMaps: [buildObject('fieldMaps', { id: 'map', deleted: true })],
      rows: [{ ...list, deleted: true }, row('r2', { parent: 'r1', deleted: true })],
    })
    const { result } = restore(now, then, { of: 'object', home: 'rows', object: 'r2' })
    expect([...result.rows, ...result.fieldMaps].map(({ id, deleted }) => [id, deleted])).toEqual([
      ['r1', undefined],
      ['r2', undefined],
      ['map', undefined],
    ])
  })

  test('a list that was made since goes with its rows', () => {
    const now = project({ rows: [row('r1'), row('r2', { parent: 'r1' }), row('r3', { parent: 'r2' }), row('r4')] })
    expect(restore(now, project({}), { of: 'object', home: 'rows', object: 'r1' }).result.rows.map(({ deleted }) => deleted)).toEqual([
      true,
      true,
      true,
      undefined,
    ])
  })
})
