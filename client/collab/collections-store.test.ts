// The project as plain values with stable identities.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addObject, deleteObject, setCell, setInfo, writeCells } from '../../shared/project/edits.ts'
import { createProjectDoc, readProject } from '../../shared/project/project-doc.ts'
import { createCollectionsStore } from './collections-store.ts'

const origin = { person: 'ana', command: 'c' }
const person = (id: string, name: string, order: string) => ({ id, name, order })

function storeWithPeople() {
  const doc = createProjectDoc()
  for (const [id, order] of [
    ['p1', 'a0'],
    ['p2', 'a1'],
    ['p3', 'a2'],
  ] as const)
    addObject(doc, 'people', person(id, id, order), origin)
  return { doc, store: createCollectionsStore(doc) }
}

describe('the collections store', () => {
  test('an object keeps its identity until one of its cells changes, a list until one of its objects does', () => {
    const { doc, store } = storeWithPeople()
    const before = store.list('people')
    const systems = store.list('systems')
    expect(store.list('people')).toBe(before)
    setCell(doc, 'people', 'p2', 'name', 'Ben', origin)
    const after = store.list('people')
    expect(after).not.toBe(before)
    expect(after.map((one) => one.name)).toEqual(['p1', 'Ben', 'p3'])
    expect([after[0] === before[0], after[1] === before[1], after[2] === before[2]]).toEqual([true, false, true])
    expect(store.list('systems')).toBe(systems)
  })
  test('objects that come, move and go are listed in order; deleted ones are left out but still found', () => {
    const { doc, store } = storeWithPeople()
    store.list('people')
    setCell(doc, 'people', 'p1', 'order', 'a9', origin)
    addObject(doc, 'people', person('p0', 'new', 'Zz'), origin)
    deleteObject(doc, 'people', 'p2', origin)
    expect(store.list('people').map((one) => one.id)).toEqual(['p0', 'p3', 'p1'])
    expect(store.find('people', 'p2')?.deleted).toBe(true)
    setCell(doc, 'people', 'p2', 'deleted', undefined, origin)
    expect(store.list('people').map((one) => one.id)).toEqual(['p0', 'p2', 'p3', 'p1'])
  })
  test('only listeners of what changed are called', () => {
    const { doc, store } = storeWithPeople()
    const heard: string[] = []
    store.subscribe('people', () => heard.push('people'))
    store.subscribe('systems', () => heard.push('systems'))
    const stop = store.subscribe('info', () => heard.push('info'))
    setCell(doc, 'people', 'p1', 'name', 'x', origin)
    setInfo(doc, { name: 'n' }, origin)
    stop()
    setInfo(doc, { name: 'm' }, origin)
    expect(heard).toEqual(['people', 'info'])
    expect(store.info().name).toBe('m')
  })
  test('a damaged object is left out and comes back when it is mended', () => {
    const { doc, store } = storeWithPeople()
    setCell(doc, 'people', 'p1', 'name', 5, origin)
    expect(store.list('people').map((one) => one.id)).toEqual(['p2', 'p3'])
    setCell(doc, 'people', 'p1', 'name', 'well', origin)
    expect(store.list('people').map((one) => one.id)).toEqual(['p1', 'p2', 'p3'])
  })
  test('after any edits it holds what reading the whole document gives', () => {
    const write = fc.record({
      home: fc.constantFrom('people' as const, 'systems' as const),
      object: fc.constantFrom('x', 'y', 'z'),
      cell: fc.constantFrom('name', 'order', 'deleted', 'contact'),
      value: fc.constantFrom('a0', 'a1', true, undefined),
    })
    fc.assert(
      fc.property(fc.array(fc.array(write, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), (edits) => {
        const doc = createProjectDoc()
        const store = createCollectionsStore(doc)
        for (const writes of edits) {
          writeCells(doc, writes, origin)
          expect(store.project()).toEqual(readProject(doc).project)
        }
      }),
      { numRuns: 60 },
    )
  })
})
