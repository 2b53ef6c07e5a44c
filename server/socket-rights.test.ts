// Open sockets whose session or right has ended (T-33).
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { closeCodes } from '../shared/api/wire.ts'
import { buildApp, type TestApp } from './app-fixture.ts'
import { recheckSockets } from './socket-rights.ts'
import { answerUpgrades } from './upgrade.ts'

const DAY = 86_400_000
let server: TestApp
let http: Server
let own: string
let project: string
beforeAll(async () => {
  server = await buildApp()
  project = ((await (await server.ask('POST', '/api/projects', { cookie: await server.signIn('owner'), json: { name: 'Shop' } })).json()) as { id: string }).id
  http = createServer()
  answerUpgrades(http, server.deps)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  own = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
})
afterAll(async () => {
  await server.close()
  http.close()
})

/** An open socket, and the code with which it is closed. */
async function open(cookie: string): Promise<{ readonly socket: WebSocket; readonly closed: Promise<number> }> {
  const socket = new WebSocket(`${own.replace('http', 'ws')}/sync/${project}`, { headers: { origin: own, cookie } })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise((resolve, reject) => socket.once('message', resolve).once('error', reject))
  return { socket, closed }
}

describe('[T-33] an open socket', () => {
  test('is closed at once when its person signs out; another session of the same person goes on', async () => {
    const [cookie, other] = [await server.signIn('editor'), await server.signIn('editor')]
    const [left, stays] = [await open(cookie), await open(other)]
    await server.ask('DELETE', '/api/session', { cookie })
    expect(await left.closed).toBe(closeCodes.notSignedIn)
    expect(stays.socket.readyState).toBe(WebSocket.OPEN)
    stays.socket.terminate()
  })

  describe('that is asked for its rights now and then', () => {
    let stop: () => void
    beforeEach(() => {
      stop = recheckSockets(server.deps, 20)
    })
    afterEach(() => stop())

    test('is closed when its session is over', async () => {
      const socket = await open(await server.signIn('editor'))
      server.setNow(new Date(server.deps.now().getTime() + 91 * DAY))
      expect(await socket.closed).toBe(closeCodes.notSignedIn)
    })

    test('is sent back for its new role when nobody announced the change', async () => {
      const socket = await open(await server.signIn('commenter'))
      await server.deps.sessions.admit('a commenter', 'viewer')
      expect(await socket.closed).toBe(closeCodes.goingAway)
    })

    test('stays while nothing changed', async () => {
      const socket = await open(await server.signIn('viewer'))
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(socket.socket.readyState).toBe(WebSocket.OPEN)
      socket.socket.terminate()
    })
  })
})
