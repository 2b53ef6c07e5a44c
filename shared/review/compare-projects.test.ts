// Rules and laws of comparing two states of a project.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildObject, buildProject, copy, of, orderAt } from '../../fixtures/build.ts'
import { createRandom } from '../../fixtures/random-maps.ts'
import { buildRandomProject, changeProject } from '../../fixtures/random-projects.ts'
import type { Row } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { isSameJson } from '../project/edits.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { compareProjects, type ObjectChange, type ProjectDifference } from './compare-projects.ts'
import { comparedHomes } from './compare-projects-homes.ts'
import { findMoved } from './compare-projects-order.ts'

/** From a seed, which is what a failure prints. */
const seeds = fc.integer({ min: 0, max: 2 ** 30 })
function makePair(seed: number): { readonly before: Project; readonly after: Project } {
  const random = createRandom(seed)
  const before = buildRandomProject(random)
  return { before, after: changeProject(before, random) }
}
const all = ({ groups }: ProjectDifference): ObjectChange[] => groups.flatMap(({ changes }) => changes)

describe('laws', () => {
  test('a project compared with itself differs in nothing', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { before } = makePair(seed)
        expect(compareProjects(before, structuredClone(before)).groups).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('every cell that differs between objects that are there is told exactly once, and no other', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { before, after } = makePair(seed)
        const told = all(compareProjects(before, after)).flatMap((change) =>
          change.cells.filter(({ cell }) => cell !== 'order').map(({ cell }) => `${change.home} ${change.object} ${cell}`),
        )
        expect(told.toSorted()).toEqual(listDifferentCells(before, after).toSorted())
      }),
      { numRuns: 60 },
    )
  })

  test('swapped sides swap added with removed, and before with after', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { before, after } = makePair(seed)
        const [there, back] = [all(compareProjects(before, after)), all(compareProjects(after, before))]
        const of = (changes: readonly ObjectChange[], kinds: readonly string[]) =>
          changes
            .filter(({ kind }) => kinds.includes(kind))
            .map(({ home, object }) => `${home} ${object}`)
            .toSorted()
        expect(of(there, ['added', 'brought-back'])).toEqual(of(back, ['removed']))
        expect(of(there, ['removed'])).toEqual(of(back, ['added', 'brought-back']))
        const cells = (changes: readonly ObjectChange[], side: 'before' | 'after') =>
          changes
            .flatMap((change) =>
              change.cells.filter(({ cell }) => cell !== 'order').map((cell) => [change.home, change.object, cell.cell, cell[side]].join(' ')),
            )
            .toSorted()
        expect(cells(there, 'before')).toEqual(cells(back, 'after'))
      }),
      { numRuns: 60 },
    )
  })

  test('the totals of the groups and of the whole count every change once', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { before, after } = makePair(seed)
        const difference = compareProjects(before, after)
        const count = Object.values(difference.totals).reduce((sum, one) => sum + one, 0)
        expect(count).toBe(all(difference).length)
        expect(new Set(difference.groups.map(({ key }) => key)).size).toBe(difference.groups.length)
      }),
      { numRuns: 30 },
    )
  })
})

/** By a plain walk, as the law says it. */
function listDifferentCells(before: Project, after: Project): string[] {
  const found: string[] = []
  const cells = (object: object | undefined) => (object ?? {}) as Record<string, JsonValue | undefined>
  const compare = (home: string, id: string, a: object | undefined, b: object | undefined, silent: readonly string[]) => {
    for (const cell of new Set([...Object.keys(cells(a)), ...Object.keys(cells(b))]))
      if (!silent.includes(cell) && !isSameJson(cells(a)[cell], cells(b)[cell])) found.push(`${home} ${id} ${cell}`)
  }
  compare('info', '', before.info, after.info, [])
  for (const home of comparedHomes) {
    const live = (project: Project) => new Map(project[home].filter((one) => !('deleted' in one && one.deleted === true)).map((one) => [one.id, one]))
    const [then, now] = [live(before), live(after)]
    for (const id of new Set([...then.keys(), ...now.keys()])) compare(home, id, then.get(id), now.get(id), ['id', 'number', 'statusHash', 'deleted', 'order'])
  }
  return found
}

const row = (id: string, cells: Partial<Row>) => buildObject('rows', { id, ...cells })
const map = buildObject('fieldMaps', { id: 'map', number: 1 })
const project = (parts: Partial<Project>) => buildProject({ fieldMaps: [map], ...parts })
const tell = (before: Project, after: Project) =>
  compareProjects(before, after).groups.map(({ title, changes }) => [
    title,
    ...changes.map(({ kind, number, name, cells }) =>
      [kind, number ?? '', name, ...cells.map((cell) => `${cell.name}: ${cell.before} > ${cell.after}`)].join(' | '),
    ),
  ])

describe('what is told', () => {
  test('a row is told by number and destination, its references by name', () => {
    const ana = buildObject('people', { id: 'p1', name: 'Ana Duarte' })
    const before = project({ people: [ana], rows: [row('r1', { number: 14, destination: 'Name' as FieldPath, note: 'old' })] })
    const after = project({ people: [ana], rows: [row('r1', { number: 14, destination: 'Title' as FieldPath, owner: 'p1' })] })
    expect(tell(before, after)).toEqual([['M-1 Order → Invoice', 'changed | R-14 | Title | Destination: Name > Title | Owner:  > Ana Duarte | Note: old > ']])
  })

  test('a rule is told by the sentence that it was then and is now, by each side’s own words', () => {
    const before = project({ rows: [row('r1', { number: 1, transform: copy(of('order', 'a')) })] })
    const after = project({ rows: [row('r1', { number: 1, transform: copy(of('order', 'b')) })] })
    const difference = compareProjects(before, after, { before: () => ({ rule: 'The a.' }), after: () => ({ rule: 'The b.' }) })
    expect(all(difference)[0]?.cells[0]).toMatchObject({
      name: 'Rule',
      before: 'The a.',
      after: 'The b.',
      beforeValue: { kind: 'copy', from: { of: 'input', input: 'order', path: 'a' } },
    })
    const input = buildObject('mapInputs', { id: 'order', name: 'order' })
    expect(all(compareProjects({ ...before, mapInputs: [input] }, { ...after, mapInputs: [input] }))[0]?.cells[0]?.before).toBe('kind: copy, from: order.a')
  })

  test('what was deleted before is brought back, not added', () => {
    const deleted = project({ rows: [row('r1', { number: 1, deleted: true })] })
    const there = project({ rows: [row('r1', { number: 1 })] })
    expect(all(compareProjects(deleted, there))[0]?.kind).toBe('brought-back')
    expect(all(compareProjects(there, deleted))[0]?.kind).toBe('removed')
    expect(all(compareProjects(project({}), there))[0]?.kind).toBe('added')
    expect(all(compareProjects(deleted, project({})))).toEqual([])
  })

  test('one step that is dragged is one line; keys that change no order are none', () => {
    const steps = (ids: readonly string[], shift = 0) =>
      project({
        useCases: [buildObject('useCases', { id: 'use-case', number: 1 })],
        steps: ids.map((id, at) => buildObject('steps', { id, title: id, order: orderAt(at + shift) })),
      })
    expect(tell(steps(['a', 'b', 'c', 'd']), steps(['b', 'c', 'd', 'a']))).toEqual([
      ['UC-1 Invoice each paid order', 'moved |  | a | Place in the list: place 1 of 4 > place 4 of 4'],
    ])
    expect(tell(steps(['a', 'b', 'c', 'd']), steps(['a', 'b', 'c', 'd'], 9))).toEqual([])
  })

  test('numbers and fingerprints say nothing', () => {
    expect(tell(project({ rows: [row('r1', {})] }), project({ rows: [row('r1', { number: 7, statusHash: 'f' })] }))).toEqual([])
  })

  test('groups stand in the order of the page, use cases and maps as they are ordered', () => {
    const before = project({})
    const after = project({
      fieldMaps: [map, buildObject('fieldMaps', { id: 'second', number: 2, name: 'Second', order: 'a1' })],
      rows: [row('r1', { number: 1, fieldMap: 'map' })],
      useCases: [buildObject('useCases', { id: 'u2', number: 2, order: 'a1' }), buildObject('useCases', { id: 'u1', number: 1, title: 'First', order: 'a0' })],
      goLiveItems: [buildObject('goLiveItems', { id: 'g', number: 1 })],
      lookupTables: [buildObject('lookupTables', { id: 'table', number: 3 })],
      lookupEntries: [buildObject('lookupEntries', { id: 'e', from: 'paid', to: 'PAID' })],
    })
    expect(tell(before, after).map(([title]) => title)).toEqual([
      'UC-1 First',
      'UC-2 Invoice each paid order',
      'M-1 Order → Invoice',
      'M-2 Second',
      'Lookup tables',
      'Go-live',
    ])
    expect(tell(before, after)[4]).toEqual([
      'Lookup tables',
      'added | L-3 | Status | Name:  > Status | From:  > text | To:  > text',
      'added |  | Status: paid | Table:  > L-3 Status | From:  > paid | To:  > PAID',
    ])
  })

  test.each([
    { before: 'abcd', after: 'bcda', want: 'a' },
    { before: 'abcd', after: 'dabc', want: 'd' },
    { before: 'abcd', after: 'abcd', want: '' },
    { before: 'abcde', after: 'aebcd', want: 'e' },
    { before: '', after: '', want: '' },
  ])('of $before to $after has moved: $want', ({ before, after, want }) => {
    expect([...findMoved([...before], [...after])].join('')).toBe(want)
  })
})
