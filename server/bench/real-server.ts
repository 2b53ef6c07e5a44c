// The real server as a process of its own, and people signed in to it, for benchmarks and for tests that kill it.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { commandLine, projectRoot } from '../command-fixture.ts'
import { askServer } from '../control-socket.ts'

export type RealServer = {
  readonly address: string
  readonly pid: number
  /** A one-time link for the first person. */
  readonly link: string
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Port 0 takes a free one. */
export async function startRealServer(folder: string, port = 0): Promise<RealServer> {
  const [program, ...before] = commandLine
  const child = spawn(program, [...before, 'serve', '--json', '--no-demo', '--port', String(port), '--data', folder], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const end = async (signal: NodeJS.Signals) => {
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined
    child.kill(signal)
    await gone
  }
  const { address, link } = JSON.parse(await firstLine(child)) as { address: string; link: string }
  return { address, link, pid: child.pid ?? 0, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const line = once(child.stdout as NodeJS.ReadableStream, 'data') as Promise<[Buffer]>
  const gone = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the server ended with ${String(code)} before it was ready`)))
  gone.catch(() => {})
  return (await Promise.race([line, gone]))[0].toString()
}

/** The cookie of whoever opens the link. */
export async function enter(address: string, link: string): Promise<string> {
  const entered = await fetch(`${address}/api/session/enter`, {
    method: 'POST',
    headers: { origin: address, 'content-type': 'application/json' },
    body: JSON.stringify({ token: link.split('/').at(-1) }),
  })
  if (!entered.ok) throw new Error(`the link did not open: ${entered.status} ${await entered.text()}`)
  return entered.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** Cookies of so many editors: a person may have few connections only. */
export async function admitEditors(server: RealServer, folder: string, count: number): Promise<string[]> {
  const cookies: string[] = []
  for (let index = 0; index < count; index++) {
    const admitted = await askServer(folder, { command: 'login-link', name: `Editor ${index}`, role: 'editor' })
    if (!admitted.ok) throw new Error('the server gave no link')
    cookies.push(await enter(server.address, admitted.value.link))
  }
  return cookies
}

export async function createProject(address: string, cookie: string): Promise<string> {
  const made = await fetch(`${address}/api/projects`, {
    method: 'POST',
    headers: { origin: address, cookie, 'content-type': 'application/json' },
    body: '{"name":"Bench"}',
  })
  return ((await made.json()) as { id: string }).id
}

/** CPU seconds used so far, and the most memory it ever had, in MB. Linux only; elsewhere zeros. */
export async function measureProcess(pid: number): Promise<{ cpuSeconds: number; peakMb: number }> {
  try {
    const [stat, status] = await Promise.all([readFile(`/proc/${pid}/stat`, 'utf8'), readFile(`/proc/${pid}/status`, 'utf8')])
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // Fields 14 and 15 of the whole line: ticks of 10 ms in user and kernel mode.
    return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100, peakMb: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024 }
  } catch {
    return { cpuSeconds: 0, peakMb: 0 }
  }
}
