// Proof that writes on a plain project give what they give in the live document, and that new objects get numbers nobody ever had.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import { buildRandomProject, changeProject } from '../../fixtures/random-projects.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { applyWrites, numberNew } from './apply-writes.ts'
import { objectWrites, writeCells, type CellWrite } from './edits.ts'
import { collectionNames, createProjectDoc, readProject } from './project-doc.ts'
import type { CollectionName, Project } from './project.ts'
import { isReserved } from './reserved-cells.ts'

const origin = { person: 'p', command: 'c' }

test('writes give the same project as in the live document', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), (numbers) => {
      const random = () => numbers.next().value
      const project = buildRandomProject(random)
      const writes = [...listWrites(project, changeProject(project, random)), { home: 'info', object: '', cell: 'purpose', value: 'Changed' } as const]
      const doc = createProjectDoc()
      writeCells(doc, allWrites(project), origin)
      const inDocument = writeCells(doc, writes, origin)
      const applied = applyWrites(project, writes)
      expect(applied.project).toEqual(readProject(doc).project)
      expect(applied.changes).toEqual(inDocument)
      expect(applied.left).toEqual([])
    }),
    { numRuns: 30 },
  )
})

test('the project that was given stays as it is, and lists that are not written stay the same', () => {
  const project = buildProject({ rows: [buildObject('rows', { id: 'r', note: 'old' })] })
  const { project: next } = applyWrites(project, [{ home: 'rows', object: 'r', cell: 'note', value: undefined }])
  expect([project.rows[0]?.note, next.rows[0]?.note, next.questions === project.questions]).toEqual(['old', undefined, true])
})

test('what only the server writes is left out, and told', () => {
  const project = buildProject({ rows: [buildObject('rows', { id: 'r', status: 'ready' })] })
  const writes: CellWrite[] = [
    { home: 'rows', object: 'r', cell: 'status', value: 'approved' },
    { home: 'rows', object: 'r', cell: 'note', value: 'new' },
    { home: 'waivers', object: 'w', cell: 'reason', value: 'because' },
  ]
  const { project: next, left, changes } = applyWrites(project, writes, isReserved)
  expect([next.rows[0]?.status, next.rows[0]?.note, next.waivers]).toEqual(['ready', 'new', []])
  expect([left.map(({ cell }) => cell), changes.map(({ cell }) => cell)]).toEqual([['status', 'reason'], ['note']])
})

test('[DESIGN 9.1] new objects get the next free numbers, also above those of deleted ones', () => {
  const row = (id: string, more: object) => buildObject('rows', { id, ...more })
  const project = buildProject({ rows: [row('a', { number: 3 }), row('b', { number: 7, deleted: true }), row('c', {}), row('d', {})] })
  const withoutNumbers = { ...project, rows: project.rows.map(({ number, ...rest }) => (number === 3 || number === 7 ? { number, ...rest } : rest)) }
  expect(numberNew(withoutNumbers).rows.map(({ id, number }) => [id, number])).toEqual([
    ['a', 3],
    ['b', 7],
    ['c', 8],
    ['d', 9],
  ])
  const settled = numberNew(withoutNumbers)
  expect(numberNew(settled).rows).toBe(settled.rows)
})

function allWrites(project: Project): CellWrite[] {
  return [
    ...Object.entries(project.info).map(([cell, value]) => ({ home: 'info' as const, object: '', cell, value: value as JsonValue })),
    ...collectionNames.flatMap((home) => project[home].flatMap((object) => objectWrites(home, object as never))),
  ]
}

/** What makes one project the other; objects are not taken away. */
function listWrites(from: Project, to: Project): CellWrite[] {
  return collectionNames.flatMap((home: CollectionName) =>
    to[home].flatMap((object) => {
      const before = from[home].find(({ id }) => id === object.id) as Record<string, JsonValue> | undefined
      const cleared = Object.keys(before ?? {}).filter((cell) => !Object.hasOwn(object, cell))
      return [...cleared.map((cell): CellWrite => ({ home, object: object.id, cell, value: undefined })), ...objectWrites(home, object as never)]
    }),
  )
}
