// What a room refuses, and that others go on undisturbed: hostile and broken clients, too many, too fast, a full disk.
import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { limits } from '../../shared/api/limits.ts'
import { closeCodes } from '../../shared/api/wire.ts'
import { decodeSaved } from '../../shared/api/wire-frames.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { addObject, setCell, setInfo } from '../../shared/project/edits.ts'
import { createProjectDoc, readCell, readProject } from '../../shared/project/project-doc.ts'
import type { Storage } from '../storage/storage.ts'
import { buildDocumentFrame, openRaw, roomsForTests, until, type TestServer } from './collab-fixture.ts'

const { start, connect } = roomsForTests()
const ann = { person: 'ann', command: 'c1' }
const system = { id: 's1', name: 'Shop', order: 'a0' }
const agreed = { id: 'u1', title: 'Orders become invoices', status: 'agreed' as const, order: 'a0' }
const signedOff = { ...agreed, id: 'u2', status: 'signed-off' as const, order: 'a1' }
const row = { id: 'r1', fieldMap: 'm1', destination: 'Total' as FieldPath, order: 'a0' }

/** The update that `change` makes on a document that holds what the server does. */
async function updateOf(server: TestServer, change: (doc: Y.Doc) => void): Promise<Uint8Array> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, (await server.rooms.state('p1')).state)
  let update: Uint8Array | undefined
  doc.on('update', (bytes: Uint8Array) => (update = bytes))
  doc.transact(() => change(doc))
  return update ?? expect.unreachable('no change')
}

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

/** Level by level inside the document: Yjs itself cannot take so deep a value at once. */
function nestMaps(doc: Y.Doc, depth: number): void {
  let map = doc.getMap('systems')
  for (let level = 0; level < depth; level++) {
    const inner = new Y.Map<unknown>()
    map.set('s9', inner)
    map = inner
  }
}

function writeManyCells(doc: Y.Doc, count: number): void {
  const cells = doc.getMap('systems').get('s1') as Y.Map<unknown>
  for (let index = 0; index < count; index++) cells.set(`later ${index}`, index)
}

test.each<{ given: string; change: (doc: Y.Doc) => void }>([
  { given: 'an unknown collection', change: (doc) => doc.getMap('elsewhere').set('a', 1) },
  { given: 'a collection as a list', change: (doc) => doc.getArray('lookupTables').push([1]) },
  { given: 'a collection as text', change: (doc) => doc.getText('lookupTables').insert(0, 'x') },
  { given: 'a number where an object belongs', change: (doc) => doc.getMap('systems').set('s9', 5) },
  { given: 'a list where an object belongs', change: (doc) => doc.getMap('systems').set('s9', new Y.Array()) },
  { given: 'an object inside a cell', change: (doc) => (doc.getMap('systems').get('s1') as Y.Map<unknown>).set('name', new Y.Map()) },
  { given: 'objects nested 20,000 deep', change: (doc) => nestMaps(doc, 20_000) },
  { given: 'a value nested too deep', change: (doc) => (doc.getMap('systems').get('s1') as Y.Map<unknown>).set('later', nested(40)) },
  { given: 'an object in the place of the project’s cells', change: (doc) => doc.getMap('info').set('name', new Y.Map()) },
  { given: 'a value that does not fit', change: (doc) => setCell(doc, 'rows', 'r1', 'status', 'nonsense', ann) },
  { given: 'a text that is too long', change: (doc) => setCell(doc, 'rows', 'r1', 'note', 'x'.repeat(limits.cellTextCharacters + 1), ann) },
  { given: 'bytes in a cell', change: (doc) => (doc.getMap('systems').get('s1') as Y.Map<unknown>).set('later', Uint8Array.from([1])) },
  { given: 'an object without a cell it cannot be without', change: (doc) => setCell(doc, 'rows', 'r9', 'note', 'alone', ann) },
  { given: 'a required cell taken away', change: (doc) => setCell(doc, 'systems', 's1', 'name', undefined, ann) },
  { given: 'an object taken out', change: (doc) => doc.getMap('systems').delete('s1') },
  { given: 'an id that is too long', change: (doc) => addObject(doc, 'systems', { ...system, id: 'x'.repeat(65) }, ann) },
  { given: 'another layout', change: (doc) => doc.getMap('meta').set('layout', 99) },
  { given: 'a sign-off', change: (doc) => setCell(doc, 'useCases', 'u1', 'status', 'signed-off', ann) },
  { given: 'a new use case that is signed off', change: (doc) => addObject(doc, 'useCases', { ...agreed, id: 'u9', status: 'signed-off' }, ann) },
  { given: 'an object with more cells than any has', change: (doc) => writeManyCells(doc, limits.cellsAnObject) },
  { given: 'an embedded document', change: (doc) => doc.getMap('systems').set('s9', new Y.Doc()) },
])('[T-35] $given is refused with 4422; nobody sees it, nothing of it is stored, and editing goes on', async ({ change }) => {
  const server = await start()
  await server.rooms.edit('p1', ann, (doc, origin) => {
    addObject(doc, 'systems', system, origin)
    addObject(doc, 'rows', row, origin)
    for (const useCase of [agreed, signedOff]) addObject(doc, 'useCases', useCase, origin)
  })
  const bob = connect(server, { person: 'bob' })
  await bob.synced()
  const before = await server.rooms.readProject('p1')
  const heard = Y.encodeStateVector(bob.doc)
  const rowsBefore = (await server.storage.readLog('p1', 0)).length
  const hostile = await openRaw(server.url, { person: 'eve' })
  hostile.send(buildDocumentFrame(2, await updateOf(server, change)))
  expect(await hostile.closed).toBe(closeCodes.refusedUpdate)
  expect(Y.encodeStateVector(bob.doc)).toEqual(heard)
  expect((await server.storage.readLog('p1', 0)).length).toBe(rowsBefore)
  expect(await server.rooms.readProject('p1')).toEqual(before)
  setCell(bob.doc, 'systems', 's1', 'name', 'still here', ann)
  await bob.saved()
  expect((await server.rooms.readProject('p1')).systems[0]?.name).toBe('still here')
})

test('[T-35] an edit that arrived in the same tick as a refused one is not lost', async () => {
  const server = await start()
  const bob = connect(server, { person: 'bob' })
  await bob.synced()
  const wrong = await updateOf(server, (doc) => doc.getMap('systems').set('s9', 5))
  const hostile = await openRaw(server.url, { person: 'eve' })
  addObject(bob.doc, 'systems', system, ann)
  hostile.send(buildDocumentFrame(2, wrong))
  setCell(bob.doc, 'systems', 's1', 'vendor', 'after', ann)
  await hostile.closed
  await bob.saved()
  expect((await server.rooms.readProject('p1')).systems).toEqual([{ ...system, vendor: 'after' }])
})

test.each([
  { given: 'random bytes', frame: Uint8Array.from([0, 2, 3, 9, 9, 9]) },
  { given: 'a cut frame', frame: Uint8Array.from([0, 2, 200]) },
  { given: 'an unknown kind', frame: Uint8Array.from([0, 7, 0]) },
  { given: 'a broken command', frame: Uint8Array.from([101, 200]) },
  { given: 'broken presence', frame: Uint8Array.from([1, 3, 1, 1, 1]) },
])('$given is refused with 4422', async ({ frame }) => {
  const server = await start()
  const hostile = await openRaw(server.url)
  hostile.send(frame)
  expect(await hostile.closed).toBe(closeCodes.refusedUpdate)
  await server.rooms.readProject('p1')
})

test('[T-32] a viewer is asked for nothing, hears edits, and is closed with 4403 for any update', async () => {
  const server = await start()
  const bob = connect(server, { person: 'bob' })
  await bob.synced()
  for (const kind of [1, 2] as const) {
    const viewer = await openRaw(server.url, { person: 'vera', role: 'viewer' })
    viewer.send(buildDocumentFrame(0, Y.encodeStateVector(new Y.Doc())))
    await until(() => viewer.frames.some((frame) => frame[0] === 0 && frame[1] === 1))
    expect(viewer.frames.some((frame) => frame[0] === 0 && frame[1] === 0)).toBe(false)
    viewer.send(buildDocumentFrame(kind, await updateOf(server, (doc) => setInfo(doc, { name: 'by a viewer' }, ann))))
    expect(await viewer.closed).toBe(closeCodes.forbidden)
  }
  const viewer = connect(server, { person: 'vera', role: 'viewer' })
  await viewer.synced()
  setInfo(bob.doc, { name: 'by Bob' }, ann)
  await until(() => readCell(viewer.doc, 'info', '', 'name') === 'by Bob')
})

test('an unknown project looks like a forbidden one', async () => {
  const server = await start()
  expect(await (await openRaw(server.url, {}, 'nobody')).closed).toBe(closeCodes.forbidden)
})

test('[R-07] a page of another layout is told to reload', async () => {
  const server = await start()
  expect(await (await openRaw(server.url, { layout: '0' })).closed).toBe(closeCodes.reloadPage)
})

test('[R-10] a copy of a document that was rebuilt since is told so, and merges nothing', async () => {
  const server = await start()
  expect(await (await openRaw(server.url, { epoch: '0' })).closed).toBe(closeCodes.newEpoch)
  const same = await openRaw(server.url, { epoch: '1' })
  await until(() => same.frames.length > 0)
})

test('[T-34] an oversized frame closes its socket with 1009, and the server goes on', async () => {
  const server = await start()
  const raw = await openRaw(server.url)
  raw.send(new Uint8Array(limits.frame + 1))
  expect(await raw.closed).toBe(1009)
  const bob = connect(server)
  await bob.synced()
})

test('[T-34] a broken websocket frame or a connection cut in the middle does not end the server', async () => {
  const server = await start()
  const socket = new WebSocket(`${server.url}/p1`)
  await new Promise((resolve) => socket.on('open', resolve))
  socket.on('error', () => {})
  const wire = (socket as unknown as { _socket: Socket })._socket
  wire.write(Buffer.from([0xff, 0xff, 0xff, 0xff]))
  await new Promise((resolve) => socket.on('close', resolve))
  const another = await openRaw(server.url)
  another.close()
  await another.closed
  await connect(server).synced()
})

test('[T-34] a socket that speaks faster than it may is closed with 4429', async () => {
  const server = await start()
  const raw = await openRaw(server.url)
  for (let index = 0; index < limits.messageBurst + 300; index++) raw.send(buildDocumentFrame(0, Uint8Array.from([0])))
  expect(await raw.closed).toBe(closeCodes.tooFast)
})

test('a person may have so many connections and no more', async () => {
  const server = await start()
  const sockets = await Promise.all(Array.from({ length: limits.connectionsAPerson }, () => openRaw(server.url)))
  expect(await (await openRaw(server.url)).closed).toBe(closeCodes.tooManyConnections)
  const other = await openRaw(server.url, { person: 'bob' })
  await until(() => other.frames.length > 0)
  for (const socket of sockets) socket.close()
})

test('[T-33] sockets of a person whose rights changed are closed at once', async () => {
  const server = await start()
  const [eve, bob] = [await openRaw(server.url, { person: 'eve' }), await openRaw(server.url, { person: 'bob' })]
  server.rooms.closeSockets(({ person }) => person === 'eve', 'forbidden')
  expect(await eve.closed).toBe(closeCodes.forbidden)
  await until(() => bob.frames.length > 0)
})

/** Two updates of one client, the second built on the first. */
function twoUpdates(): [Uint8Array, Uint8Array] {
  const doc = createProjectDoc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  addObject(doc, 'systems', system, ann)
  setCell(doc, 'systems', 's1', 'name', 'Store', ann)
  return updates as [Uint8Array, Uint8Array]
}

test('[T-36] an update that lacks what it builds on is not acknowledged; the missing is asked for, and with it both count', async () => {
  const server = await start()
  const raw = await openRaw(server.url)
  const [first, second] = twoUpdates()
  const asked = () => raw.frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length
  await until(() => asked() === 1)
  raw.send(buildDocumentFrame(2, second))
  await until(() => asked() === 2)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(raw.frames.some((frame) => frame[0] === 100)).toBe(false)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, (await server.rooms.state('p1')).state)
  expect(doc.store.pendingStructs).toBeNull()
  raw.send(buildDocumentFrame(2, first))
  await until(() => raw.frames.some((frame) => decodeSaved(frame) === 2))
  expect((await server.rooms.readProject('p1')).systems).toEqual([{ ...system, name: 'Store' }])
})

test('[T-36] what stays incomplete is dropped with its socket, and is nowhere afterwards', async () => {
  const server = await start(undefined, { parkedMost: 200 })
  const bob = connect(server, { person: 'bob' })
  await bob.synced()
  const raw = await openRaw(server.url, { person: 'eve' })
  raw.send(buildDocumentFrame(2, twoUpdates()[1]))
  expect(await raw.closed).toBe(closeCodes.refusedUpdate)
  addObject(bob.doc, 'systems', { ...system, id: 's2' }, ann)
  await bob.saved()
  expect((await server.rooms.readProject('p1')).systems).toEqual([{ ...system, id: 's2' }])
})

test('[T-36] more than 256 KB that wait for something are dropped at once', async () => {
  const server = await start()
  const doc = createProjectDoc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  addObject(doc, 'systems', system, ann)
  doc.transact(() => {
    for (const cell of ['vendor', 'docsLink', 'auth', 'scopes', 'rateLimits', 'apiVersion', 'endOfLife', 'waitingFor', 'vendorContact'])
      setCell(doc, 'systems', 's1', cell, 'x'.repeat(31_000), ann)
  })
  const raw = await openRaw(server.url, { person: 'eve' })
  raw.send(buildDocumentFrame(2, updates[1] as Uint8Array))
  expect(await raw.closed).toBe(closeCodes.refusedUpdate)
})

test('[T-36] while somebody’s update is parked, others edit and are acknowledged, and none of them is sent away', async () => {
  const server = await start(undefined, { parkedMost: 300 })
  const bob = connect(server, { person: 'bob' })
  await bob.synced()
  const eve = await openRaw(server.url, { person: 'eve' })
  eve.send(buildDocumentFrame(2, twoUpdates()[1]))
  await until(() => eve.frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length === 2)
  addObject(bob.doc, 'systems', { ...system, id: 's2' }, ann)
  await bob.saved()
  const closed = bob.provider.ws
  expect(await eve.closed).toBe(closeCodes.refusedUpdate)
  setCell(bob.doc, 'systems', 's2', 'vendor', 'after', ann)
  await bob.saved()
  expect(bob.provider.ws).toBe(closed)
})

test('who sends refused updates again and again has to wait', async () => {
  const server = await start()
  const wrong = await updateOf(server, (doc) => doc.getMap('elsewhere').set('a', 1))
  const codes: number[] = []
  for (let times = 0; times < 11; times++) {
    const eve = await openRaw(server.url, { person: 'eve' })
    eve.send(buildDocumentFrame(2, wrong))
    codes.push(await eve.closed)
  }
  expect(codes).toEqual([...Array.from({ length: 10 }, () => closeCodes.refusedUpdate), closeCodes.tooFast])
  await connect(server, { person: 'bob' }).synced()
})

test('[T-36] a parked update that does not fit is not blamed on the one who completes it', async () => {
  const server = await start()
  const doc = createProjectDoc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  addObject(doc, 'systems', system, ann)
  setCell(doc, 'systems', 's1', 'name', 5, ann)
  const [eve, bob] = [await openRaw(server.url, { person: 'eve' }), await openRaw(server.url, { person: 'bob' })]
  eve.send(buildDocumentFrame(2, updates[1] as Uint8Array))
  await until(() => eve.frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length === 2)
  bob.send(buildDocumentFrame(2, updates[0] as Uint8Array))
  await until(() => bob.frames.some((frame) => decodeSaved(frame) === 1))
  expect(await eve.closed).toBe(closeCodes.tooSlow)
  expect((await server.rooms.readProject('p1')).systems).toEqual([system])
})

test('[R-03] when the disk is full nothing is acknowledged, clients are told to try again, and afterwards nothing is lost', async () => {
  let isFull = false
  const wrap = (storage: Storage): Storage => ({ ...storage, commit: (writes) => (isFull ? Promise.reject(new Error('SQLITE_FULL')) : storage.commit(writes)) })
  const server = await start(undefined, {}, wrap)
  const a = connect(server)
  await a.synced()
  addObject(a.doc, 'systems', system, ann)
  await a.saved()
  isFull = true
  const closed = new Promise<number | undefined>((resolve) => a.provider.once('connection-close', (event) => resolve(event?.code)))
  const { sent, saved } = a.counts()
  expect(saved).toBe(sent)
  setCell(a.doc, 'systems', 's1', 'name', 'while full', ann)
  expect(await closed).toBe(closeCodes.cannotSave)
  await expect(server.rooms.edit('p1', ann, (doc, origin) => setInfo(doc, { name: 'x' }, origin))).rejects.toThrow('SQLITE_FULL')
  expect((await server.rooms.readProject('p1')).systems).toEqual([system])
  isFull = false
  await a.saved()
  expect((await server.rooms.readProject('p1')).systems).toEqual([{ ...system, name: 'while full' }])
})

test('fuzz: whatever a hostile client does to a document, the project reads the same for all and stays editable', { timeout: 60_000 }, async () => {
  const seed = Date.now() % 1_000_000
  console.info(`hostile client seed ${seed}`)
  let state = seed
  const random = (most: number) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % most
  const server = await start(undefined, { parkedMost: 100 })
  const bob = connect(server, { person: 'bob' })
  await bob.synced()
  addObject(bob.doc, 'systems', system, ann)
  await bob.saved()
  const roots = ['systems', 'rows', 'info', 'meta', 'elsewhere']
  const values = [5, 'text', null, { a: 1 }, [1], new Uint8Array([1]), undefined]
  for (let round = 0; round < 60; round++) {
    const update = await updateOf(server, (doc) => {
      for (let act = 0; act <= random(3); act++) {
        const root = doc.getMap(roots[random(roots.length)] as string)
        const value = values[random(values.length)]
        const key = ['s1', 'r1', 'name', 'layout', '__proto__'][random(5)] as string
        const inner = root.get(key)
        const how = random(4)
        if (how === 0) root.set(key, value)
        else if (how === 1)
          root.set(
            key,
            new Y.Map([
              ['name', value],
              ['order', value],
            ]),
          )
        else if (how === 2 && inner instanceof Y.Map) inner.set('name', value)
        else root.delete(key)
        // A deletion of nothing makes no update.
        root.set('x', random(1_000))
      }
    })
    // Cut or changed bytes now and then.
    if (random(3) === 0) update[random(update.length)] = random(256)
    const raw = await openRaw(server.url, { person: `eve-${round}` })
    raw.send(buildDocumentFrame(2, update))
    // Some happen to be allowed, or to change nothing.
    await Promise.race([raw.closed, until(() => raw.frames.some((frame) => frame[0] === 100))])
    raw.close()
  }
  setCell(bob.doc, 'systems', 's1', 'vendor', 'after', ann)
  await bob.saved()
  await until(() => bob.provider.synced)
  expect(readProject(bob.doc).damage).toEqual([])
  expect(await server.rooms.readProject('p1')).toEqual(readProject(bob.doc).project)
})
