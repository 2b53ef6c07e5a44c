// Compaction and loading: nothing is lost, ids and clocks stay, offline people still merge, history stays readable.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { limits } from '../../shared/api/limits.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { addObject, setCell, setInfo } from '../../shared/project/edits.ts'
import { createProjectDoc, readCell, readProject } from '../../shared/project/project-doc.ts'
import { createMemoryStorage } from '../storage/memory-storage.ts'
import { buildProjectRecord, roomsForTests, until } from './collab-fixture.ts'
import { compactProject } from './compaction.ts'
import { readStoredDocument } from './load-project.ts'

const { newFolder, start, connect } = roomsForTests()
const ann = { person: 'ann', command: 'c1' }
const row = { id: 'r1', fieldMap: 'm1', destination: 'Total' as FieldPath, order: 'a0' }

test('the log is compacted in the background when it has grown, and everything is still there', { timeout: 60_000 }, async () => {
  const folder = newFolder()
  const server = await start(folder)
  const a = connect(server)
  await a.synced()
  addObject(a.doc, 'rows', row, ann)
  await a.saved()
  for (let index = 0; index <= limits.compactAtLogRows; index++) {
    await server.rooms.edit('p1', { person: 'ann', command: `c${index}` }, (doc, origin) => setCell(doc, 'rows', 'r1', 'note', `note ${index}`, origin))
  }
  await until(async () => (await server.storage.findSnapshot('p1')) !== undefined, 'a snapshot', 30_000)
  const { rows, lastSeq } = await server.storage.measureLog('p1')
  expect(rows).toBeLessThan(limits.compactAtLogRows)
  expect(lastSeq).toBeGreaterThan(limits.compactAtLogRows)
  expect((await server.storage.listCellChanges('p1', { object: 'rows:r1', limit: 2_000 })).filter(({ cell }) => cell === 'note')).toHaveLength(
    limits.compactAtLogRows + 1,
  )
  await server.stop()
  const again = await start(folder)
  expect((await again.rooms.readProject('p1')).rows).toEqual([{ ...row, number: 1, note: `note ${limits.compactAtLogRows}` }])
})

test('a room that is unloaded leaves a compacted project, and loads from it', { timeout: 30_000 }, async () => {
  const server = await start(undefined, { unloadAfter: 0 })
  await server.rooms.edit('p1', ann, (doc, origin) => addObject(doc, 'rows', row, origin))
  await until(async () => (await server.storage.measureLog('p1')).rows === 0, 'an empty log', 20_000)
  expect((await server.rooms.readProject('p1')).rows).toEqual([{ ...row, number: 1 }])
})

test('somebody who was offline during a compaction merges as if there had been none', { timeout: 30_000 }, async () => {
  const server = await start(undefined, { unloadAfter: 0 })
  const a = connect(server)
  await a.synced()
  addObject(a.doc, 'rows', row, ann)
  await until(() => readCell(a.doc, 'rows', 'r1', 'number') === 1)
  await a.saved()
  a.provider.disconnect()
  setCell(a.doc, 'rows', 'r1', 'note', 'written offline', ann)
  await server.rooms.edit('p1', ann, (doc, origin) => setCell(doc, 'rows', 'r1', 'scope', 'global', origin))
  await until(async () => (await server.storage.measureLog('p1')).rows === 0, 'an empty log', 20_000)
  a.provider.connect()
  await a.saved()
  const want = [{ ...row, number: 1, note: 'written offline', scope: 'global' }]
  expect((await server.rooms.readProject('p1')).rows).toEqual(want)
  await until(() => readCell(a.doc, 'rows', 'r1', 'scope') === 'global')
  expect(readProject(a.doc).project.rows).toEqual(want)
})

async function buildStored() {
  const storage = createMemoryStorage()
  await storage.commit([{ write: 'create-project', project: buildProjectRecord('p1') }])
  const doc = createProjectDoc()
  let seq = 0
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const append = async () => {
    for (const update of updates.splice(0))
      await storage.commit([
        { write: 'append-log', project: 'p1', row: { seq: (seq += 1), update, person: 'ann', command: 'c', time: '2026-01-02T03:04:05.678Z' } },
      ])
  }
  return { storage, doc, append }
}

test('compaction keeps client ids and clocks', async () => {
  const { storage, doc, append } = await buildStored()
  setInfo(doc, { name: 'one' }, ann)
  setInfo(doc, { name: 'two' }, ann)
  await append()
  await compactProject(storage, 'p1')
  const loaded = createProjectDoc()
  Y.applyUpdate(loaded, (await storage.findSnapshot('p1'))?.state ?? expect.unreachable('no snapshot'))
  expect(Y.encodeStateVector(loaded)).toEqual(Y.encodeStateVector(doc))
  expect(readCell(loaded, 'info', '', 'name')).toBe('two')
})

test('rows that arrive during a compaction stay in the log', async () => {
  const { storage, doc, append } = await buildStored()
  setInfo(doc, { name: 'one' }, ann)
  await append()
  const slow = {
    ...storage,
    commit: async (writes: Parameters<typeof storage.commit>[0]) => (setInfo(doc, { name: 'meanwhile' }, ann), await append(), storage.commit(writes)),
  }
  await compactProject(slow, 'p1')
  const loaded = createProjectDoc()
  const { updates, logRows } = await readStoredDocument(storage, 'p1')
  expect(logRows).toBe(1)
  Y.applyUpdate(loaded, Y.mergeUpdates(updates as Uint8Array[]))
  expect(readCell(loaded, 'info', '', 'name')).toBe('meanwhile')
})

test('a document that is read while a compaction moves its rows is read whole', async () => {
  const { storage, doc, append } = await buildStored()
  for (let index = 0; index < 5; index++) setInfo(doc, { name: `name ${index}` }, ann)
  await append()
  let compacted = false
  const racing = {
    ...storage,
    readLog: async (project: string, after: number) => {
      if (!compacted) {
        compacted = true
        await compactProject(storage, 'p1')
      }
      return storage.readLog(project, after)
    },
  }
  const { updates } = await readStoredDocument(racing, 'p1')
  const loaded = createProjectDoc()
  Y.applyUpdate(loaded, Y.mergeUpdates(updates as Uint8Array[]))
  expect(readCell(loaded, 'info', '', 'name')).toBe('name 4')
})

test('a log with a gap is refused: opening it would hide what is lost', async () => {
  const { storage, doc, append } = await buildStored()
  for (let index = 0; index < 3; index++) setInfo(doc, { name: `name ${index}` }, ann)
  await append()
  const holed = { ...storage, readLog: async (project: string, after: number) => (await storage.readLog(project, after)).filter(({ seq }) => seq !== 2) }
  await expect(readStoredDocument(holed, 'p1')).rejects.toThrow('gap')
})
