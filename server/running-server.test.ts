// Tests of the real process: start, sign-in link, live edit, stop, second server, second signal.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { addObject } from '../shared/project/edits.ts'
import { createProjectDoc, readCollection } from '../shared/project/project-doc.ts'
import { commandLine, projectRoot, runProcess } from './command-fixture.ts'

type Running = { readonly child: ChildProcess; readonly address: string; readonly link: string; readonly ended: Promise<number | null> }

let folder: string
const children: ChildProcess[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswalk-server-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

async function start(flags: readonly string[] = []): Promise<Running> {
  const [program, ...before] = commandLine
  const child = spawn(program, [...before, 'serve', '--json', '--port', '0', '--data', folder, ...flags], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  let printed = ''
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    printed += chunk.toString()
    if (printed.includes('\n')) break
  }
  return { child, ended, ...(JSON.parse(printed) as { address: string; link: string }) }
}

async function enter({ address, link }: Running): Promise<string> {
  const answer = await fetch(`${address}/api/session/enter`, {
    method: 'POST',
    headers: { origin: address, 'content-type': 'application/json' },
    body: JSON.stringify({ token: link.split('/').at(-1) }),
  })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

async function createProject(address: string, cookie: string): Promise<string> {
  const answer = await fetch(`${address}/api/projects`, {
    method: 'POST',
    headers: { origin: address, cookie, 'content-type': 'application/json' },
    body: '{"name":"Shop"}',
  })
  return ((await answer.json()) as { id: string }).id
}

/** A real y-websocket client, as the page has one. */
function openPage(address: string, project: string, cookie: string) {
  class PageSocket extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols, { headers: { origin: address, cookie } })
    }
  }
  const doc = createProjectDoc()
  const polyfill = PageSocket as unknown as typeof globalThis.WebSocket
  const provider = new WebsocketProvider(`${address.replace('http', 'ws')}/sync`, project, doc, { WebSocketPolyfill: polyfill, disableBc: true })
  const closed = new Promise<number>((resolve) => provider.on('connection-close', (event) => resolve(event?.code ?? 0)))
  return { doc, provider, closed, synced: until(() => provider.synced) }
}

async function until(isTrue: () => boolean): Promise<void> {
  for (const end = Date.now() + 15_000; !isTrue();) {
    if (Date.now() > end) throw new Error('not in time')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('the server', () => {
  test('opens with the demo project on an empty data folder, once', async () => {
    const first = await start()
    const cookie = await enter(first)
    const list = async (address: string) =>
      (await (await fetch(`${address}/api/projects`, { headers: { cookie } })).json()) as { id: string; fieldMaps: number }[]
    const before = await list(first.address)
    expect(before).toHaveLength(1)
    expect(before[0]?.fieldMaps).toBe(3)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    const second = await start()
    // The session outlives the server.
    expect(await list(second.address)).toEqual(before)
  }, 60_000)

  test('[R-11] stops within 10 s with 0: sockets hear 1012, and an edit in flight is there after the next start', async () => {
    const first = await start(['--no-demo'])
    const cookie = await enter(first)
    const project = await createProject(first.address, cookie)
    const [writer, reader] = [openPage(first.address, project, cookie), openPage(first.address, project, cookie)]
    await Promise.all([writer.synced, reader.synced])
    addObject(writer.doc, 'useCases', { id: 'u1', title: 'In flight', order: 'a0' }, { person: 'p', command: 'c' })
    // The other has it before it is on disk: that is the moment to stop.
    await until(() => readCollection(reader.doc, 'useCases').length === 1)
    const asked = Date.now()
    first.child.kill('SIGTERM')
    expect(await writer.closed).toBe(1012)
    expect(await first.ended).toBe(0)
    expect(Date.now() - asked).toBeLessThan(10_000)
    for (const { provider } of [writer, reader]) provider.destroy()

    const second = await start(['--no-demo'])
    const third = openPage(second.address, project, cookie)
    await third.synced
    expect(readCollection(third.doc, 'useCases').map(({ title }) => title)).toEqual(['In flight'])
    third.provider.destroy()
  }, 60_000)

  test('[R-11] ends at once on a second signal', async () => {
    const first = await start(['--no-demo'])
    const { hostname, port } = new URL(first.address)
    // A request that never ends keeps the first signal waiting.
    const slow = (await import('node:net')).connect(Number(port), hostname)
    slow.on('error', () => undefined)
    await once(slow, 'connect')
    slow.write(
      `POST /api/session/enter HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${first.address}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    const asked = Date.now()
    first.child.kill('SIGTERM')
    setTimeout(() => first.child.kill('SIGTERM'), 300)
    expect(await first.ended).toBe(1)
    expect(Date.now() - asked).toBeLessThan(2_000)
    slow.destroy()
  }, 60_000)

  test('[R-04] refuses a data folder that another server uses, and says what to do', async () => {
    await start(['--no-demo'])
    const second = await runProcess(['serve', '--port', '0', '--data', folder])
    expect([second.code, second.out]).toEqual([2, ''])
    expect(second.err).toMatch(/Another Crosswalk server is using the data folder .* Stop that one first/)
  }, 60_000)

  test('says so when the port is taken', async () => {
    const first = await start(['--no-demo'])
    const other = await mkdtemp(join(tmpdir(), 'crosswalk-server-'))
    const second = await runProcess(['serve', '--port', new URL(first.address).port, '--data', other])
    expect([second.code, second.out]).toEqual([2, ''])
    expect(second.err).toMatch(/Port \d+ is taken .* --port/)
    await rm(other, { recursive: true, force: true })
  }, 60_000)

  test('warns when it listens on the network without TLS', async () => {
    const bad = await runProcess(['serve', '--listen', '203.0.113.9', '--port', '0', '--data', folder])
    expect(bad.code).toBe(2)
    expect(bad.err).toMatch(/Warning: listening on 203\.0\.113\.9\. Without TLS .* can read/)
    expect(bad.err).toMatch(/does not have the address/)
  }, 60_000)

  test('gives a colleague a link of their own through the command line', async () => {
    const first = await start(['--no-demo'])
    const asked = await runProcess(['login-link', '--name', 'Bo', '--role', 'commenter', '--data', folder, '--json'])
    expect(asked.code).toBe(0)
    const { link } = JSON.parse(asked.out) as { link: string }
    expect(link.startsWith(`${first.address}/#/enter/`)).toBe(true)
    const cookie = await enter({ ...first, link })
    expect(await (await fetch(`${first.address}/api/session`, { headers: { cookie } })).json()).toMatchObject({ name: 'Bo', role: 'commenter', named: true })
    expect(await enter({ ...first, link })).toBe('')
  }, 60_000)
})
