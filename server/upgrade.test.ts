// Tests of /sync: who gets a socket, who is refused before the upgrade, and who is told why after it.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { closeCodes } from '../shared/api/wire.ts'
import { buildApp, type TestApp } from './app-fixture.ts'
import { answerUpgrades } from './upgrade.ts'

let server: TestApp
let http: Server
let own: string
let project: string
let cookie: string
beforeAll(async () => {
  server = await buildApp()
  cookie = await server.signIn('editor')
  project = ((await (await server.ask('POST', '/api/projects', { cookie, json: { name: 'Shop' } })).json()) as { id: string }).id
  http = createServer()
  answerUpgrades(http, server.deps)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  own = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
})
afterAll(async () => {
  await server.close()
  http.close()
})

type End = { readonly status?: number; readonly open?: true; readonly code?: number }

/** What comes first: a refused upgrade, a close, or a socket that is still open after its first message. */
function connect(path: string, headers: Record<string, string>): Promise<End> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${own.replace('http', 'ws')}${path}`, { headers })
    socket.on('unexpected-response', (_request, answer) => resolve({ status: answer.statusCode ?? 0 }))
    socket.on('close', (code) => resolve({ code }))
    socket.on('error', () => undefined)
    socket.on('message', () => {
      resolve({ open: true })
      socket.terminate()
    })
  })
}

describe('a socket', () => {
  test('opens for our own page with a session that may read', async () => {
    expect(await connect(`/sync/${project}`, { origin: own, cookie })).toEqual({ open: true })
    expect(await connect(`/sync/${project}?x=1`, { origin: own, cookie: await server.signIn('viewer') })).toEqual({ open: true })
  })

  test.each([
    { name: 'another site', headers: () => ({ origin: 'http://evil.example' }) },
    { name: 'another port', headers: () => ({ origin: 'http://127.0.0.1:1' }) },
    { name: 'nowhere (a cookie alone does not do)', headers: () => ({}) },
    { name: 'a sandboxed frame', headers: () => ({ origin: 'null' }) },
    { name: 'a name that was re-pointed to us', headers: () => ({ origin: 'http://evil.example', host: 'evil.example' }) },
  ])('[T-30] from $name is refused before the upgrade', async ({ headers }) => {
    expect(await connect(`/sync/${project}`, { cookie, ...headers() })).toEqual({ status: 403 })
  })

  test('[T-31] without a session is accepted and closed at once with the reason', async () => {
    expect(await connect(`/sync/${project}`, { origin: own })).toEqual({ code: closeCodes.notSignedIn })
    expect(await connect(`/sync/${project}`, { origin: own, cookie: 'crosswalk=guess' })).toEqual({ code: closeCodes.notSignedIn })
  })

  test('[T-31] to a project that does not exist is closed as forbidden', async () => {
    expect(await connect('/sync/none', { origin: own, cookie })).toEqual({ code: closeCodes.forbidden })
    expect(await connect('/sync/__proto__', { origin: own, cookie })).toEqual({ code: closeCodes.forbidden })
  })

  test.each(['/sync/', '/sync/a/b', '/other', '/sync/%', '/'])('at %s is not found', async (path) => {
    expect(await connect(path, { origin: own, cookie })).toEqual({ status: 404 })
  })

  test('[R-10] of a page that holds another epoch of the project is told so', async () => {
    expect(await connect(`/sync/${project}?epoch=7`, { origin: own, cookie })).toEqual({ code: closeCodes.newEpoch })
    expect(await connect(`/sync/${project}?epoch=0`, { origin: own, cookie })).toEqual({ open: true })
  })

  test('[R-11] is refused while the server stops', async () => {
    server.setReady(false)
    expect(await connect(`/sync/${project}`, { origin: own, cookie })).toEqual({ status: 503 })
    server.setReady(true)
  })
})
