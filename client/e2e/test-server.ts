// The only place that starts a real server for tests and benchmarks in the browser: the built program, a free port, a data folder of its own.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type TestServer = {
  readonly address: string
  readonly dataFolder: string
  readonly pid: number
  /** The one-time link printed on the first start, for a page that enters by itself. */
  readonly firstLink: string
  /** A session of whoever runs the server, or of a colleague, as a cookie value. The first call names the person. */
  signIn(name?: string, role?: string): Promise<string>
  /** SIGKILL, as a crash would. */
  kill(): Promise<void>
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>
  /** Another process on the same data and port. */
  startAgain(): Promise<void>
  /** Stops and removes the data. */
  close(): Promise<void>
}

const START = fileURLToPath(new URL('../../server/start.js', import.meta.url))
/** The first start may have to build. Milliseconds. */
const START_WITHIN = 240_000

type Running = { readonly child: ChildProcess; readonly address: string; readonly link: string }

export async function startTestServer(flags: readonly string[] = []): Promise<TestServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'crosswalk-test-'))
  let running = await launch([...flags, '--data', dataFolder, '--port', '0'])
  const address = running.address
  const end = async (signal: NodeJS.Signals) => {
    const { child } = running
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    child.kill(signal)
    return ended
  }
  let ownLink: string | undefined = running.link
  return {
    address,
    firstLink: running.link,
    dataFolder,
    get pid() {
      return running.child.pid ?? 0
    },
    async signIn(name = 'Ada Example', role) {
      const link = role === undefined ? ownLink : await askForLink(dataFolder, name, role)
      if (link === undefined) throw new Error('the first link is used: give a role, so that a new one is made')
      if (role === undefined) ownLink = undefined
      const session = await enter(address, link)
      await fetch(`${address}/api/session`, {
        method: 'PATCH',
        headers: { origin: address, cookie: `crosswalk=${session}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name, jobTitle: 'Analyst' }),
      })
      return session
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    async startAgain() {
      running = await launch([...flags, '--data', dataFolder, '--port', new URL(address).port])
      ownLink = running.link
    },
    async close() {
      await end('SIGTERM')
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

function launch(flags: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [START, 'serve', '--json', ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  let said = ''
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`the server did not start in time:\n${said}`))
    }, START_WITHIN)
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const line = /^\{.*\}$/m.exec(printed)?.[0]
      if (line === undefined) return
      clearTimeout(timer)
      const { address, link } = JSON.parse(line) as { address: string; link: string }
      resolve({ child, address, link })
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`the server ended with ${code}:\n${said}`))
    })
  })
}

async function enter(address: string, link: string): Promise<string> {
  const token = link.slice(link.lastIndexOf('/') + 1)
  const answer = await fetch(`${address}/api/session/enter`, {
    method: 'POST',
    headers: { origin: address, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const session = /crosswalk=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
  if (session === undefined) throw new Error(`signing in failed with ${answer.status}: ${await answer.text()}`)
  return session
}

function askForLink(dataFolder: string, name: string, role: string): Promise<string> {
  const child = spawn(process.execPath, [START, 'login-link', '--name', name, '--role', role, '--data', dataFolder], { stdio: ['ignore', 'pipe', 'ignore'] })
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
    child.once('exit', (code) => (code === 0 ? resolve(printed.trim()) : reject(new Error(`login-link ended with ${code}`))))
  })
}
