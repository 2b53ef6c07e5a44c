// Rules of edits: merging, taking back, what is left alone.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { FieldPath } from '../schema/field-path.ts'
import type { JsonValue } from '../schema/json-value.ts'
import {
  addObject,
  addRow,
  deleteObject,
  markNotMapped,
  moveObject,
  revertChanges,
  setCell,
  setInfo,
  setTransform,
  writeCells,
  type CellWrite,
} from './edits.ts'
import type { Row } from './field-map.ts'
import { createProjectDoc, readCell, readCollection, readObject, readProject } from './project-doc.ts'

const ann = { person: 'ann', command: 'a' }
const bob = { person: 'bob', command: 'b' }
const buildRow = (id: string, facts: Partial<Row> = {}): Row => ({ id, fieldMap: 'm1', destination: 'Total' as FieldPath, order: 'a0', ...facts })

function merge(a: Y.Doc, b: Y.Doc): void {
  const [toA, toB] = [Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)), Y.encodeStateAsUpdate(a, Y.encodeStateVector(b))]
  Y.applyUpdate(a, toA)
  Y.applyUpdate(b, toB)
}

/** All that readers give; damage in a fixed order, because it comes in the order of arrival. */
function readAll(doc: Y.Doc): unknown {
  const { project, damage } = readProject(doc)
  return { project, damage: damage.map((each) => JSON.stringify(each)).sort() }
}

const anyWrite: fc.Arbitrary<CellWrite> = fc.record({
  home: fc.constantFrom('rows' as const, 'systems' as const),
  object: fc.constantFrom('x', 'y', '__proto__'),
  cell: fc.constantFrom('note', 'name', 'order'),
  value: fc.option(fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>, { nil: undefined }),
})

test('[P1] edits made apart converge, in whatever order they arrive', () => {
  fc.assert(
    fc.property(fc.array(anyWrite, { maxLength: 20 }), fc.array(anyWrite, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (byAnn, byBob, shuffle) => {
      const [a, b] = [createProjectDoc(), createProjectDoc()]
      const updates: Uint8Array[] = []
      for (const doc of [a, b]) doc.on('update', (update: Uint8Array) => updates.push(update))
      for (const write of byAnn) writeCells(a, [write], ann)
      for (const write of byBob) writeCells(b, [write], bob)
      const [c, d] = [createProjectDoc(), createProjectDoc()]
      for (const update of updates) Y.applyUpdate(c, update)
      for (const update of updates.map((each) => ({ each, at: shuffle.next().value })).sort((x, y) => x.at - y.at)) Y.applyUpdate(d, update.each)
      merge(a, b)
      for (const doc of [b, c, d]) expect(readAll(doc)).toEqual(readAll(a))
    }),
  )
})

test('[P1] two people who set different cells of one object keep both', () => {
  const [a, b] = [createProjectDoc(), createProjectDoc()]
  addRow(a, buildRow('r1'), ann)
  merge(a, b)
  setCell(a, 'rows', 'r1', 'note', 'from Ann', ann)
  setTransform(b, 'r1', { kind: 'constant', value: 1 }, bob)
  merge(a, b)
  expect(readObject(b, 'rows', 'r1')).toMatchObject({ note: 'from Ann', transform: { kind: 'constant', value: 1 } })
  expect(readProject(a)).toEqual(readProject(b))
})

test('[P2] two offline people edit different cells of one unmapped line, and both survive', () => {
  const [a, b] = [createProjectDoc(), createProjectDoc()]
  addRow(a, buildRow('row-of-ann', { note: 'ask the vendor' }), ann)
  addRow(b, buildRow('row-of-bob', { transform: { kind: 'constant', value: 'GBP' } }), bob)
  merge(a, b)
  expect(readCollection(a, 'rows')).toEqual([
    buildRow('row-of-ann', { note: 'ask the vendor' }),
    buildRow('row-of-bob', { transform: { kind: 'constant', value: 'GBP' } }),
  ])
})

test('[P3] writing what stands there already sends nothing', () => {
  const doc = createProjectDoc()
  addRow(doc, buildRow('r1', { transform: { kind: 'constant', value: 1 } }), ann)
  let updates = 0
  doc.on('update', () => (updates += 1))
  expect(addRow(doc, buildRow('r1', { transform: { value: 1, kind: 'constant' } }), ann)).toEqual([])
  expect(updates).toBe(0)
})

test('[P4] taking commands back, newest first, restores the document', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyWrite, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), (commands) => {
      const doc = createProjectDoc()
      // Objects that exist with their required cells, so that no command makes or unmakes one.
      for (const id of ['x', 'y', '__proto__']) {
        addRow(doc, buildRow(id), ann)
        addObject(doc, 'systems', { id, name: 'Shop', order: 'a0' }, ann)
      }
      const keepsRequired = (write: CellWrite) => write.cell === 'note' || write.value !== undefined
      const states = [readAll(doc)]
      const done = commands.map((writes) => {
        const changes = writeCells(doc, writes.filter(keepsRequired), ann)
        states.push(readAll(doc))
        return changes
      })
      for (const changes of done.toReversed()) {
        states.pop()
        expect(revertChanges(doc, changes, ann).skipped).toEqual([])
        expect(readAll(doc)).toEqual(states.at(-1))
      }
    }),
  )
})

test('[P4] a cell that somebody changed since is left alone and listed', () => {
  const doc = createProjectDoc()
  addRow(doc, buildRow('r1', { note: 'old' }), ann)
  const changes = writeCells(
    doc,
    [
      { home: 'rows', object: 'r1', cell: 'note', value: 'mine' },
      { home: 'rows', object: 'r1', cell: 'scope', value: 'global' },
    ],
    ann,
  )
  setCell(doc, 'rows', 'r1', 'note', 'theirs', bob)
  const { reverted, skipped } = revertChanges(doc, changes, ann)
  expect(skipped.map(({ cell }) => cell)).toEqual(['note'])
  expect(reverted.map(({ cell }) => cell)).toEqual(['scope'])
  expect(readObject(doc, 'rows', 'r1')).toEqual(buildRow('r1', { note: 'theirs' }))
})

test('[P4] a command that wrote a cell twice goes back to what stood before both', () => {
  const doc = createProjectDoc()
  setInfo(doc, { name: 'first' }, ann)
  const changes = [...setInfo(doc, { name: 'second' }, ann), ...setInfo(doc, { name: 'third' }, ann)]
  expect(revertChanges(doc, changes, ann).skipped).toEqual([])
  expect(readCell(doc, 'info', '', 'name')).toBe('first')
})

test('[P5] taking back an added object marks it as deleted, and again brings it back whole', () => {
  const doc = createProjectDoc()
  const added = addRow(doc, buildRow('r1', { note: 'n' }), ann)
  setCell(doc, 'rows', 'r1', 'number', 7, { person: 'crosswalk', command: 'a' })
  const undone = revertChanges(doc, added, ann)
  expect(undone.skipped).toEqual([])
  expect(readObject(doc, 'rows', 'r1')).toEqual(buildRow('r1', { note: 'n', number: 7, deleted: true }))
  revertChanges(doc, undone.reverted, ann)
  expect(readObject(doc, 'rows', 'r1')).toEqual(buildRow('r1', { note: 'n', number: 7 }))
})

test('[P5] an added object that somebody put something into since stays', () => {
  const doc = createProjectDoc()
  const added = addRow(doc, buildRow('r1'), ann)
  markNotMapped(doc, 'r1', 'not needed', bob)
  const { reverted, skipped } = revertChanges(doc, added, ann)
  expect(reverted).toEqual([])
  expect(skipped.length).toBeGreaterThan(0)
  expect(readObject(doc, 'rows', 'r1')?.deleted).toBeUndefined()
})

test('[P5] an added row that somebody put a row into since stays, with those it stands in', () => {
  const doc = createProjectDoc()
  const added = [
    ...addRow(doc, buildRow('outer'), ann),
    ...addRow(doc, buildRow('inner', { parent: 'outer' }), ann),
    ...addRow(doc, buildRow('beside', { parent: 'outer' }), ann),
  ]
  addRow(doc, buildRow('theirs', { parent: 'inner' }), bob)
  const { reverted, skipped } = revertChanges(doc, added, ann)
  expect(reverted.map(({ object }) => object)).toEqual(['beside'])
  expect([...new Set(skipped.map(({ object }) => object))]).toEqual(['inner', 'outer'])
})

test('[P5] an added row goes although a row was moved into it by the same command', () => {
  const doc = createProjectDoc()
  addRow(doc, buildRow('moved'), ann)
  const changes = [...addRow(doc, buildRow('list'), ann), ...setCell(doc, 'rows', 'moved', 'parent', 'list', ann)]
  expect(revertChanges(doc, changes, ann).skipped).toEqual([])
  expect(readObject(doc, 'rows', 'list')?.deleted).toBe(true)
  expect(readObject(doc, 'rows', 'moved')).toEqual(buildRow('moved'))
})

test('[P4] a row that somebody moved since stays where they put it', () => {
  const doc = createProjectDoc()
  const place = (destination: string, parent: string | undefined): CellWrite[] => [
    { home: 'rows', object: 'r1', cell: 'destination', value: destination },
    { home: 'rows', object: 'r1', cell: 'parent', value: parent },
  ]
  addRow(doc, buildRow('r1'), ann)
  const moved = writeCells(doc, [...place('Lines[].Code', 'each'), { home: 'rows', object: 'r1', cell: 'note', value: 'moved' }], ann)
  writeCells(doc, place('Lines[].Text', 'each'), bob)
  expect(revertChanges(doc, moved, ann).skipped.map(({ cell }) => cell)).toEqual(['destination', 'parent'])
  expect(readObject(doc, 'rows', 'r1')).toEqual(buildRow('r1', { destination: 'Lines[].Text' as FieldPath, parent: 'each' }))
})

test('[P5] taking back a deletion takes the mark away', () => {
  const doc = createProjectDoc()
  addRow(doc, buildRow('r1'), ann)
  revertChanges(doc, deleteObject(doc, 'rows', 'r1', ann), ann)
  expect(readObject(doc, 'rows', 'r1')).toEqual(buildRow('r1'))
})

test('[P8] moving an object between two of equal order re-keys them and nothing else', () => {
  const doc = createProjectDoc()
  const place = { fieldMap: 'm1' } as const
  for (const row of [
    buildRow('a', { ...place, order: 'a0' }),
    buildRow('b', { ...place, order: 'a1' }),
    buildRow('c', { ...place, order: 'a1' }),
    buildRow('d', { ...place, order: 'a2' }),
  ])
    addRow(doc, row, ann)
  const changes = moveObject(doc, 'rows', readCollection(doc, 'rows'), 'd', 2, () => true, ann)
  expect(readCollection(doc, 'rows').map(({ id }) => id)).toEqual(['a', 'b', 'd', 'c'])
  expect(changes.map(({ object }) => object).sort()).toEqual(['c', 'd'])
})
