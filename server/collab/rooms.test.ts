// The room server under real y-websocket clients and real SQLite files.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { addObject, setCell, setInfo } from '../../shared/project/edits.ts'
import { readCell } from '../../shared/project/project-doc.ts'
import { openSqliteStorage } from '../storage/sqlite-storage.ts'
import { openClient, startRooms, until, type TestClient, type TestServer } from './collab-fixture.ts'
import type { RoomsOptions } from './rooms.ts'

const cleanUps: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-rooms-'))
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function start(folder = newFolder(), options: Partial<RoomsOptions> = {}): Promise<TestServer> {
  const storage = await openSqliteStorage(folder)
  const server = await startRooms(storage, options)
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= server.stop().then(() => storage.close()))
  cleanUps.push(stop)
  return { ...server, stop }
}

function connect(server: TestServer, params: Record<string, string> = {}): TestClient {
  const client = openClient(server.url, params)
  cleanUps.push(() => client.close())
  return client
}

const ann = { person: 'ann', command: 'c1' }
const system = { id: 's1', name: 'Shop', order: 'a0' }

test('an edit of one person reaches the other, is acknowledged, and is there after a restart', async () => {
  const folder = newFolder()
  const server = await start(folder)
  const [a, b] = [connect(server), connect(server, { person: 'bob' })]
  await Promise.all([a.synced(), b.synced()])
  addObject(a.doc, 'systems', system, ann)
  await until(() => readCell(b.doc, 'systems', 's1', 'name') === 'Shop')
  await a.saved()
  a.close()
  b.close()
  await server.stop()
  const again = await start(folder)
  expect((await again.rooms.readProject('p1')).systems).toEqual([system])
})

test('an edit by the server reaches clients and resolves when it is on disk', async () => {
  const server = await start()
  const a = connect(server)
  await a.synced()
  await server.rooms.edit('p1', { person: 'ann', command: 'rename' }, (doc, origin) => setInfo(doc, { name: 'Renamed' }, origin))
  await until(() => readCell(a.doc, 'info', '', 'name') === 'Renamed')
  setCell(a.doc, 'info', '', 'name', 'Again', ann)
  await a.saved()
  expect((await server.rooms.readProject('p1')).info.name).toBe('Again')
})
