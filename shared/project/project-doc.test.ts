// Rules of reading the live document: nothing it holds may throw (T-35).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { FieldPath } from '../schema/field-path.ts'
import { addObject, setCell, writeCells } from './edits.ts'
import { collectionNames, createProjectDoc, listCellChanges, listLostWrites, readProject, watchCells, type CellChange } from './project-doc.ts'
import { listProjectWrites } from './project-writes.ts'
import { compareObjects } from './project.ts'

const ann = { person: 'ann', command: 'a' }
const names = [...collectionNames, 'info', 'meta', 'elsewhere']
const keys = ['a', '__proto__', 'constructor', 'id', 'order', 'transform', 'deleted', '']

/** What a hostile client may do with the document's roots: wrong types of root, wrong values, nesting. */
type HostileAct = {
  readonly root: string
  readonly as: 'map' | 'array' | 'text'
  readonly key: string
  readonly value: string | Uint8Array
  readonly inside: 'value' | 'map' | 'array' | 'text' | 'deep'
}
const hostileAct: fc.Arbitrary<HostileAct> = fc.record({
  root: fc.constantFrom(...names),
  as: fc.constantFrom('map' as const, 'array' as const, 'text' as const),
  key: fc.constantFrom(...keys),
  value: fc.oneof(fc.jsonValue(), fc.constant(new Uint8Array([1])), fc.double()) as fc.Arbitrary<string>,
  inside: fc.constantFrom('value' as const, 'map' as const, 'array' as const, 'text' as const, 'deep' as const),
})

function perform(doc: Y.Doc, { root, as, key, value, inside }: HostileAct): void {
  const content = (): unknown => {
    if (inside === 'value') return value
    if (inside === 'array') return Y.Array.from([value])
    if (inside === 'text') return new Y.Text('text')
    let map = new Y.Map(Object.entries({ name: value, order: value, [key]: value, destination: 5, fieldMap: {} }))
    for (let depth = 0; inside === 'deep' && depth < 50; depth++) map = new Y.Map([['a', map]])
    return map
  }
  // A root opened as another type than before throws here, at the attacker's; each act has its own document.
  if (as === 'map') doc.getMap(root).set(key, content())
  else if (as === 'array') doc.getArray(root).push([content()])
  else doc.getText(root).insert(0, 'text')
}

test('[P6] readers and history never throw on what a hostile client wrote', () => {
  fc.assert(
    fc.property(fc.array(hostileAct, { minLength: 1, maxLength: 12 }), (acts) => {
      const doc = createProjectDoc()
      addObject(doc, 'systems', { id: 's1', name: 'Shop', order: 'a0' }, ann)
      const seen: CellChange[] = []
      doc.on('afterTransaction', (transaction) => seen.push(...listCellChanges(doc, transaction)))
      for (const act of acts) {
        const hostile = new Y.Doc()
        perform(hostile, act)
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(hostile))
      }
      const { project, damage } = readProject(doc)
      for (const home of collectionNames) for (const object of project[home]) expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
      expect(JSON.stringify([project, damage, seen])).toBeTypeOf('string')
    }),
    { numRuns: 300 },
  )
})

test('[P6] a cell that does not fit is left out and listed, the rest of its object stays', () => {
  const doc = createProjectDoc()
  addObject(doc, 'rows', { id: 'r1', fieldMap: 'm1', destination: 'Total' as FieldPath, order: 'a0' }, ann)
  setCell(doc, 'rows', 'r1', 'transform', { kind: 'copy' }, ann)
  setCell(doc, 'rows', 'r1', 'status', 'nonsense', ann)
  const { project, damage } = readProject(doc)
  expect(project.rows).toEqual([{ id: 'r1', fieldMap: 'm1', destination: 'Total', order: 'a0' }])
  expect(damage.map(({ home, object, cell }) => [home, object, cell])).toEqual([
    ['rows', 'r1', 'transform'],
    ['rows', 'r1', 'status'],
  ])
})

test('[P6] an object without a cell it cannot be without is left out and listed', () => {
  const doc = createProjectDoc()
  writeCells(doc, [{ home: 'rows', object: 'r1', cell: 'note', value: 'alone' }], ann)
  const { project, damage } = readProject(doc)
  expect(project.rows).toEqual([])
  expect(damage).toMatchObject([{ home: 'rows', object: 'r1', cell: 'fieldMap' }])
})

test('[P7] objects come by order, then id, by code unit', () => {
  const doc = createProjectDoc()
  const orders: readonly [string, string][] = [
    ['b', 'a1'],
    ['a', 'a1'],
    ['c', 'Zz'],
    ['B', 'a1'],
    ['ä', 'a0'],
  ]
  for (const [id, order] of orders) addObject(doc, 'systems', { id, name: id, order }, ann)
  expect(readProject(doc).project.systems.map(({ id }) => id)).toEqual(['c', 'ä', 'B', 'a', 'b'])
})

test('[P7] the order of any two objects is total', () => {
  const object = fc.record({ id: fc.string(), order: fc.string() })
  fc.assert(
    fc.property(fc.uniqueArray(object, { selector: ({ id }) => id }), (objects) => {
      expect([...objects].sort(compareObjects)).toEqual([...objects].reverse().sort(compareObjects))
    }),
  )
})

test('watchers are told each cell that changed, also those of objects that come, with what stood before', () => {
  const doc = createProjectDoc()
  const seen: CellChange[] = []
  watchCells(doc, (changes) => seen.push(...changes))
  addObject(doc, 'systems', { id: 's1', name: 'Shop', order: 'a0' }, ann)
  setCell(doc, 'systems', 's1', 'name', 'Store', ann)
  setCell(doc, 'info', '', 'name', 'Orders', ann)
  expect(seen.map(({ home, object, cell, before, after }) => [home, object, cell, before, after])).toEqual([
    ['systems', 's1', 'name', undefined, 'Shop'],
    ['systems', 's1', 'order', undefined, 'a0'],
    ['systems', 's1', 'name', 'Shop', 'Store'],
    ['info', '', 'name', undefined, 'Orders'],
  ])
})

test('[P10] a project written into an empty document reads back equal', () => {
  const doc = createProjectDoc()
  for (let index = 0; index < 1_200; index++)
    addObject(doc, 'systems', { id: `s${index}`, name: `System ${index}`, order: `a${index % 7}`, ...(index % 5 === 0 ? { deleted: true } : {}) }, ann)
  setCell(doc, 'systems', 's1', 'colorOfANewerVersion', { nested: ['kept'] }, ann)
  setCell(doc, 'info', '', 'name', 'Orders', ann)
  const { project } = readProject(doc)
  const copy = createProjectDoc()
  for (const writes of listProjectWrites(project)) writeCells(copy, writes, ann)
  expect(readProject(copy)).toEqual({ project, damage: [] })
})

/** A cell of one row, written apart by two people; gives what the copy whose write stands is told of the other's write. */
function hearLost(throughServer: boolean): unknown[] {
  const start = createProjectDoc()
  addObject(start, 'rows', { id: 'r1', fieldMap: 'm', destination: 'A' as FieldPath, order: 'a0' }, ann)
  const copy = (client: number) => {
    const doc = createProjectDoc()
    doc.clientID = client
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(start))
    return doc
  }
  const [loser, winner, server] = [copy(1), copy(2), copy(3)]
  setCell(loser, 'rows', 'r1', 'note', 'lost', ann)
  setCell(winner, 'rows', 'r1', 'note', 'stands', ann)
  const heard: unknown[] = []
  if (throughServer) for (const from of [loser, winner]) Y.applyUpdate(server, Y.encodeStateAsUpdate(from))
  winner.on('afterTransaction', (transaction) => heard.push(...listLostWrites(winner, transaction).map(({ value }) => value)))
  Y.applyUpdate(winner, Y.encodeStateAsUpdate(throughServer ? server : loser))
  return heard
}

test('a write that was lost is told with its value, and not at all where the value is already thrown away', () => {
  expect(hearLost(false)).toEqual(['lost'])
  expect(hearLost(true)).toEqual([])
})
