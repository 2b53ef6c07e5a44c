// The life of a room under real y-websocket clients and real SQLite files: editing, saving, history, loading and unloading.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { encodeCommand } from '../../shared/api/wire-frames.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { addObject, deleteObject, setCell, setInfo, writeCells } from '../../shared/project/edits.ts'
import { createProjectDoc, readCell, readProject } from '../../shared/project/project-doc.ts'
import { createMemoryStorage } from '../storage/memory-storage.ts'
import { buildProjectRecord, openClient, roomsForTests, startRooms, until } from './collab-fixture.ts'

const { newFolder, start, connect } = roomsForTests()
const ann = { person: 'ann', command: 'c1' }
const system = { id: 's1', name: 'Shop', order: 'a0' }
const buildRow = (id: string) => ({ id, fieldMap: 'm1', destination: 'Total' as FieldPath, order: 'a0' })

test('an edit of one person reaches the other, is acknowledged, and is there after a restart', async () => {
  const folder = newFolder()
  const server = await start(folder)
  const [a, b] = [connect(server), connect(server, { person: 'bob' })]
  await Promise.all([a.synced(), b.synced()])
  addObject(a.doc, 'systems', system, ann)
  await until(() => readCell(b.doc, 'systems', 's1', 'name') === 'Shop')
  await a.saved()
  expect(a.counts().saved).toBeGreaterThan(0)
  a.close()
  b.close()
  await server.stop()
  const again = await start(folder)
  expect((await again.rooms.readProject('p1')).systems).toEqual([system])
})

test('what was acknowledged is on disk at that moment', async () => {
  const server = await start()
  const a = connect(server)
  await a.synced()
  for (let index = 0; index < 20; index++) {
    setCell(a.doc, 'info', '', 'name', `Orders ${index}`, ann)
    await a.saved()
    const doc = createProjectDoc()
    for (const { update } of await server.storage.readLog('p1', 0)) Y.applyUpdate(doc, update)
    expect(readCell(doc, 'info', '', 'name')).toBe(`Orders ${index}`)
  }
})

test('an edit that only deletes is acknowledged too', async () => {
  const server = await start()
  const a = connect(server)
  await a.synced()
  writeCells(a.doc, [{ home: 'info', object: '', cell: 'purpose', value: 'x' }], ann)
  await a.saved()
  const { sent } = a.counts()
  writeCells(a.doc, [{ home: 'info', object: '', cell: 'purpose', value: undefined }], ann)
  expect(a.counts().sent).toBe(sent + 1)
  await a.saved()
  expect((await server.rooms.readProject('p1')).info.purpose).toBeUndefined()
})

test('two who were offline merge, and a third who comes later sees both', async () => {
  const server = await start()
  const [a, b] = [connect(server), connect(server, { person: 'bob' })]
  await Promise.all([a.synced(), b.synced()])
  a.provider.disconnect()
  b.provider.disconnect()
  addObject(a.doc, 'rows', buildRow('row-of-ann'), ann)
  addObject(b.doc, 'rows', buildRow('row-of-bob'), { person: 'bob', command: 'c2' })
  a.provider.connect()
  b.provider.connect()
  await Promise.all([a.saved(), b.saved()])
  const c = connect(server, { person: 'cleo' })
  await c.synced()
  await until(() => readProject(c.doc).project.rows.length === 2 && readProject(a.doc).project.rows.length === 2)
  expect(
    readProject(c.doc)
      .project.rows.map(({ number }) => number ?? 0)
      .toSorted((a, b) => a - b),
  ).toEqual([1, 2])
})

test('history holds each changed cell with the person of the session and the command the client named', async () => {
  const server = await start()
  const a = connect(server, { person: 'ann' })
  await a.synced()
  a.provider.ws?.send(encodeCommand('paste-1') as Uint8Array<ArrayBuffer>)
  addObject(a.doc, 'systems', system, { person: 'somebody-else', command: 'ignored' })
  await a.saved()
  a.provider.ws?.send(encodeCommand('edit-2') as Uint8Array<ArrayBuffer>)
  setCell(a.doc, 'systems', 's1', 'name', 'Store', ann)
  await a.saved()
  const changes = await server.storage.listCellChanges('p1', { object: 'systems:s1', limit: 10 })
  expect(changes.map(({ cell, before, after, person, command }) => [cell, before, after, person, command])).toEqual([
    ['name', 'Shop', 'Store', 'ann', 'edit-2'],
    ['order', undefined, 'a0', 'ann', 'paste-1'],
    ['name', undefined, 'Shop', 'ann', 'paste-1'],
  ])
  const rows = await server.storage.readLog('p1', 0)
  expect(new Set(changes.map(({ seq }) => seq)).size).toBe(2)
  expect(changes.every(({ seq, command }) => rows.some((row) => row.seq === seq && row.command === command))).toBe(true)
})

test('the list of projects follows the document', async () => {
  const server = await start()
  const a = connect(server)
  await a.synced()
  setInfo(a.doc, { name: 'Renamed', purpose: 'why' }, ann)
  addObject(a.doc, 'useCases', { id: 'u1', title: 'One', order: 'a0' }, ann)
  addObject(a.doc, 'useCases', { id: 'u2', title: 'Two', order: 'a1' }, ann)
  deleteObject(a.doc, 'useCases', 'u2', ann)
  await a.saved()
  expect(await server.storage.findProject('p1')).toMatchObject({ name: 'Renamed', purpose: 'why', useCases: 1, fieldMaps: 0 })
  expect((await server.storage.findProject('p1'))?.changedAt).not.toBe(buildProjectRecord('p1').changedAt)
})

test('an edit by the server reaches clients and resolves when it is on disk', async () => {
  const server = await start()
  const a = connect(server)
  await a.synced()
  const given = await server.rooms.edit('p1', { person: 'ann', command: 'rename' }, (doc, origin) => setInfo(doc, { name: 'Renamed' }, origin))
  expect(given).toMatchObject([{ cell: 'name', after: 'Renamed' }])
  expect(await server.storage.findProject('p1')).toMatchObject({ name: 'Renamed' })
  await until(() => readCell(a.doc, 'info', '', 'name') === 'Renamed')
})

test('an edit by the server that throws changes nothing, and the room goes on', async () => {
  const server = await start()
  const a = connect(server)
  await a.synced()
  await expect(server.rooms.edit('p1', ann, () => expect.unreachable('stop'))).rejects.toThrow('stop')
  const halfWay = server.rooms.edit('p1', ann, (doc, origin) => {
    setInfo(doc, { name: 'half-way' }, origin)
    throw new Error('in the middle')
  })
  await expect(halfWay).rejects.toThrow('in the middle')
  setCell(a.doc, 'info', '', 'purpose', 'goes on', ann)
  await a.saved()
  expect((await server.rooms.readProject('p1')).info).toEqual({ name: '', purpose: 'goes on' })
})

test('the server numbers new objects, whatever number a client gives, and never gives one twice', async () => {
  const folder = newFolder()
  const server = await start(folder)
  const a = connect(server)
  await a.synced()
  addObject(a.doc, 'rows', buildRow('r1'), ann)
  addObject(a.doc, 'rows', { ...buildRow('r2'), number: 1 }, ann)
  await until(() => readCell(a.doc, 'rows', 'r2', 'number') === 2)
  setCell(a.doc, 'rows', 'r1', 'number', 99, ann)
  await until(() => readCell(a.doc, 'rows', 'r1', 'number') === 1)
  deleteObject(a.doc, 'rows', 'r2', ann)
  await a.saved()
  a.close()
  await server.stop()
  const again = await start(folder)
  const b = connect(again)
  await b.synced()
  addObject(b.doc, 'rows', buildRow('r3'), ann)
  await until(() => readCell(b.doc, 'rows', 'r3', 'number') === 3)
  await b.saved()
  expect(await again.storage.listCounters('p1')).toEqual(new Map([['rows', 3]]))
})

test('an update over HTTP is checked, stored and sent to everybody', async () => {
  const server = await start()
  const a = connect(server)
  await a.synced()
  const doc = createProjectDoc()
  addObject(doc, 'rows', buildRow('r1'), ann)
  expect(await server.rooms.applyUpdate('p1', 'bob', Y.encodeStateAsUpdate(doc))).toEqual({ ok: true, value: undefined })
  await until(() => readCell(a.doc, 'rows', 'r1', 'number') === 1)
  expect((await server.storage.listCellChanges('p1', { object: 'rows:r1', limit: 1 })).at(-1)?.person).toBe('crosswalk')
  const wrong = new Y.Doc()
  wrong.getMap('elsewhere').set('a', 1)
  expect(await server.rooms.applyUpdate('p1', 'bob', Y.encodeStateAsUpdate(wrong))).toMatchObject({ ok: false, error: { type: 'UpdateRefused' } })
  expect(await server.rooms.applyUpdate('p1', 'bob', Uint8Array.from([1, 2, 3]))).toMatchObject({ ok: false })
})

test('the state keeps its ETag until something changes, and holds what was committed', async () => {
  const server = await start()
  const first = await server.rooms.state('p1')
  expect((await server.rooms.state('p1')).etag).toBe(first.etag)
  await server.rooms.edit('p1', ann, (doc, origin) => setInfo(doc, { name: 'Renamed' }, origin))
  const second = await server.rooms.state('p1')
  expect(second.etag).not.toBe(first.etag)
  const doc = createProjectDoc()
  Y.applyUpdate(doc, second.state)
  expect(readCell(doc, 'info', '', 'name')).toBe('Renamed')
})

test('a reader gets the same value until something changes, and unchanged collections stay the same value', async () => {
  const server = await start()
  await server.rooms.edit('p1', ann, (doc, origin) => addObject(doc, 'systems', system, origin))
  const before = await server.rooms.readProject('p1')
  expect(await server.rooms.readProject('p1')).toBe(before)
  await server.rooms.edit('p1', ann, (doc, origin) => addObject(doc, 'rows', buildRow('r1'), origin))
  const after = await server.rooms.readProject('p1')
  expect(after.systems).toBe(before.systems)
  expect(after.rows).toEqual([{ ...buildRow('r1'), number: 1 }])
})

test('[T-39] 200 people who come, edit and go while the room loads and unloads lose nothing', { timeout: 60_000 }, async () => {
  const server = await start(undefined, { unloadAfter: 0 })
  const loops = async (lane: number) => {
    for (let index = 0; index < 50; index++) {
      const client = openClient(server.url, { person: `p${lane}` })
      await client.synced()
      addObject(client.doc, 'systems', { id: `s${lane}-${index}`, name: 'x', order: 'a0' }, ann)
      await client.saved()
      client.close()
      if (index % 5 === lane) await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  await Promise.all([0, 1, 2, 3].map(loops))
  expect((await server.rooms.readProject('p1')).systems).toHaveLength(200)
})

test('[T-39] a room is never loaded twice at once, also when storage is slow', async () => {
  const storage = createMemoryStorage(() => new Promise((resolve) => setTimeout(resolve, 5)))
  let loads = 0
  const counting = { ...storage, findSnapshot: (project: string) => ((loads += 1), storage.findSnapshot(project)) }
  const server = await startRooms(counting)
  await Promise.all([
    server.rooms.open('p1'),
    server.rooms.readProject('p1'),
    server.rooms.edit('p1', ann, (doc, origin) => setInfo(doc, { name: 'x' }, origin)),
    server.rooms.state('p1'),
  ])
  expect(loads).toBe(1)
  await server.stop()
})

test('[R-11] stopping commits what has arrived and tells clients to come back', async () => {
  const folder = newFolder()
  const server = await start(folder)
  const a = connect(server)
  await a.synced()
  const closed = new Promise<number | undefined>((resolve) => a.provider.once('connection-close', (event) => resolve(event?.code)))
  const edited = server.rooms.edit('p1', ann, (doc, origin) => setInfo(doc, { name: 'in flight' }, origin))
  await server.stop()
  await edited
  expect(await closed).toBe(1012)
  expect((await (await start(folder)).rooms.readProject('p1')).info.name).toBe('in flight')
})
