// One loaded document: what it takes, what spoils it, what it tells of itself.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { limits } from '../../shared/api/limits.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { addObject, addRow, deleteObject, setInfo } from '../../shared/project/edits.ts'
import { createProjectDoc } from '../../shared/project/project-doc.ts'
import { loadLiveDocument, SERVER_PERSON } from './live-document.ts'

const ann = { person: 'ann', command: 'c1' }
const buildRow = (id: string) => ({ id, fieldMap: 'm1', destination: 'Total' as FieldPath, order: 'a0' })

test('an empty document is stamped on loading, and a stored one is not written again', () => {
  const first = loadLiveDocument([], new Map(), 'a')
  expect(first.repairs).toHaveLength(1)
  const again = loadLiveDocument([Y.encodeStateAsUpdate(first.doc)], new Map(), 'b')
  expect(again.repairs).toEqual([])
})

test('numbers that the server adds are steps of their own, under the author’s command', () => {
  const live = loadLiveDocument([], new Map(), 'a')
  const applied = live.apply(ann, false, (doc) => addRow(doc, buildRow('r1'), ann))
  expect(applied.ok && applied.steps.map(({ origin, changes }) => [origin.person, origin.command, changes.map(({ cell }) => cell)])).toEqual([
    ['ann', 'c1', ['fieldMap', 'destination', 'order']],
    [SERVER_PERSON, 'c1', ['number']],
  ])
})

test('a project holds so many rows and no more', { timeout: 60_000 }, () => {
  const live = loadLiveDocument([], new Map(), 'a')
  const add = (from: number, to: number) =>
    live.apply(ann, false, (doc) =>
      doc.transact(() => {
        for (let index = from; index < to; index++) addRow(doc, buildRow(`r${index}`), ann)
      }, ann),
    )
  expect(add(0, limits.storedRowsMost).ok).toBe(true)
  expect(add(limits.storedRowsMost, limits.storedRowsMost + 1)).toMatchObject({
    ok: false,
    isSpoilt: true,
    fault: `a project holds at most ${limits.storedRowsMost} rows`,
  })
})

test('a document may grow to so many bytes and no more', () => {
  const live = loadLiveDocument([], new Map(), 'a')
  expect(live.findSizeFault(limits.document - 1_000)).toBeUndefined()
  expect(live.findSizeFault(limits.document)).toContain('grown to the most')
})

test('the record of the project follows: names, and counts without what is deleted or archived', () => {
  const live = loadLiveDocument([], new Map(), 'a')
  live.takeRecordChanges()
  live.apply(ann, false, (doc) => {
    setInfo(doc, { name: 'Orders' }, ann)
    addObject(doc, 'useCases', { id: 'u1', title: 'One', order: 'a0' }, ann)
    addObject(doc, 'useCases', { id: 'u2', title: 'Two', order: 'a1' }, ann)
    deleteObject(doc, 'useCases', 'u2', ann)
  })
  expect(live.takeRecordChanges()).toEqual({ name: 'Orders', purpose: '', useCases: 1 })
  expect(live.takeRecordChanges()).toEqual({})
})

test('a document of a newer layout is not opened', () => {
  const doc = createProjectDoc()
  doc.getMap('meta').set('layout', 99)
  expect(() => loadLiveDocument([Y.encodeStateAsUpdate(doc)], new Map(), 'a')).toThrow('written by a newer Crosswalk')
})
