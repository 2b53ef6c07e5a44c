// Who is in a room: identity from the session, one client id a socket, an echo to the sender, gone when the socket is.
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { closeCodes, type Presence } from '../../shared/api/wire.ts'
import { openRaw, roomsForTests, until, type TestClient } from './collab-fixture.ts'

const { start, connect } = roomsForTests()

function seenBy(client: TestClient): Presence[] {
  return [...client.provider.awareness.getStates()].filter(([id]) => id !== client.doc.clientID).map(([, state]) => state as Presence)
}

/** The first state of a client has clock 0, which others never take: a page says where it is at once. */
function enter(client: TestClient): TestClient {
  client.provider.awareness.setLocalState({ at: { page: 'home' } })
  return client
}

function buildPresenceFrame(clientId: number, clock: number, state: unknown): Uint8Array {
  const body = encoding.createEncoder()
  encoding.writeVarUint(body, 1)
  encoding.writeVarUint(body, clientId)
  encoding.writeVarUint(body, clock)
  encoding.writeVarString(body, JSON.stringify(state))
  const frame = encoding.createEncoder()
  encoding.writeVarUint(frame, 1)
  encoding.writeVarUint8Array(frame, encoding.toUint8Array(body))
  return encoding.toUint8Array(frame)
}

test('others see who is where; the user is the session’s, whatever the client says', async () => {
  const server = await start()
  const [a, b] = [connect(server, { person: 'ann' }), connect(server, { person: 'bob' })]
  await Promise.all([a.synced(), b.synced()])
  a.provider.awareness.setLocalState({
    user: { id: 'boss', name: 'The Boss', color: 1 },
    at: { page: 'map', map: 'm1', column: 'source', typing: true, secret: 'x' },
    other: 'x',
  })
  await until(() => seenBy(b).some(({ at }) => at?.page === 'map'))
  expect(seenBy(b)).toEqual([
    { user: { id: 'ann', name: 'ANN', color: expect.any(Number) as number }, at: { page: 'map', map: 'm1', column: 'source', typing: true } },
  ])
})

test('a newcomer hears at once who is there, and people in a room get different colours', async () => {
  const server = await start()
  const clients = ['ann', 'bob'].map((person) => enter(connect(server, { person })))
  await Promise.all(clients.map((client) => client.synced()))
  const cleo = enter(connect(server, { person: 'cleo' }))
  await until(() => seenBy(cleo).length === 2)
  await until(() => seenBy(clients[0] as TestClient).length === 2)
  const colors = [...seenBy(clients[0] as TestClient), ...seenBy(cleo)].map(({ user }) => user.color)
  expect(new Set(colors).size).toBe(3)
})

test('who leaves, or whose connection breaks, is gone for the others', async () => {
  const server = await start()
  const [a, b] = [enter(connect(server, { person: 'ann' })), enter(connect(server, { person: 'bob' }))]
  await until(() => seenBy(b).length === 1 && seenBy(a).length === 1)
  ;(a.provider.ws as unknown as { terminate(): void }).terminate()
  await until(() => seenBy(b).length === 0)
  // Back again: the client raises its clock, as the browser's does on every connection.
  a.provider.on('status', ({ status }) => status === 'connected' && a.provider.awareness.setLocalState(a.provider.awareness.getLocalState()))
  await until(() => seenBy(b).length === 1)
})

test('a lone client hears its own presence, so that it does not take the silence for a broken line', async () => {
  const server = await start()
  const raw = await openRaw(server.url)
  const awareness = new Awareness(new Y.Doc())
  const frame = encoding.createEncoder()
  encoding.writeVarUint(frame, 1)
  encoding.writeVarUint8Array(frame, encodeAwarenessUpdate(awareness, [awareness.clientID]))
  await until(() => raw.frames.length >= 2)
  const before = raw.frames.length
  raw.send(buildPresenceFrame(5, 1, {}))
  await until(() => raw.frames.length > before)
  expect(raw.frames.at(-1)?.[0]).toBe(1)
  awareness.destroy()
})

test('[T-37] the client id of somebody else’s socket cannot be taken', async () => {
  const server = await start()
  const bob = connect(server, { person: 'bob' })
  await bob.synced()
  const eve = await openRaw(server.url, { person: 'eve' })
  const clock = bob.provider.awareness.meta.get(bob.doc.clientID)?.clock ?? 0
  await until(() => eve.frames.length >= 2)
  await new Promise((resolve) => setTimeout(resolve, 60))
  eve.send(buildPresenceFrame(bob.doc.clientID, clock + 10, { at: { page: 'not Bob' } }))
  expect(await eve.closed).toBe(closeCodes.forbidden)
  await bob.synced()
})

test('[T-37] a second client id of one socket, and echoes of others, are passed over', async () => {
  const server = await start()
  const bob = connect(server, { person: 'bob' })
  await bob.synced()
  const eve = await openRaw(server.url, { person: 'eve' })
  eve.send(
    buildPresenceFrame(1, 1, { at: { page: 'one' } }),
    buildPresenceFrame(2, 1, { at: { page: 'two' } }),
    buildPresenceFrame(bob.doc.clientID, 0, {}),
    buildPresenceFrame(bob.doc.clientID, 99, null),
  )
  await until(() => seenBy(bob).length === 1)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(seenBy(bob).map(({ at }) => at?.page)).toEqual(['one'])
})

test('the same person’s page may take its client id back from a socket that is not yet seen to be dead', async () => {
  const server = await start()
  const bob = connect(server, { person: 'bob' })
  const first = await openRaw(server.url, { person: 'ann' })
  first.send(buildPresenceFrame(7, 1, { at: { page: 'before' } }))
  await until(() => seenBy(bob).length === 1)
  const second = await openRaw(server.url, { person: 'ann' })
  second.send(buildPresenceFrame(7, 2, { at: { page: 'after' } }))
  await until(() => seenBy(bob)[0]?.at?.page === 'after')
  first.close()
  await first.closed
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(seenBy(bob)).toHaveLength(1)
})

test('presence of a room is sent together, not frame by frame', async () => {
  const server = await start()
  const listener = await openRaw(server.url, { person: 'bob' })
  const speaker = await openRaw(server.url, { person: 'ann' })
  await until(() => listener.frames.length >= 2)
  const before = listener.frames.length
  for (let clock = 1; clock <= 50; clock++) speaker.send(buildPresenceFrame(9, clock, { at: { page: String(clock) } }))
  await until(() => listener.frames.length > before)
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(listener.frames.length - before).toBeLessThan(10)
})
