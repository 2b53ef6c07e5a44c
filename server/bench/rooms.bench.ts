// Measures the room server as people meet it: a 10,000-row project, 50 people, 50 newcomers at once, and kill -9.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as Y from 'yjs'
import { addObject, addRow } from '../../shared/project/edits.ts'
import { createProjectDoc } from '../../shared/project/project-doc.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { BenchResult } from './bench-result.ts'
import { killWhileEditing } from './kill-loop.ts'
import { admitEditors, createProject, enter, measureProcess, startRealServer } from './real-server.ts'
import type { ClientAnswer, ClientOrder } from './room-clients.ts'

const ROWS = 10_000
const CLIENTS = 50
const NEWCOMERS = 50
const EDITS_A_SECOND = 20
/** Seconds of steady editing that are measured. */
const STEADY = Number(process.env['BENCH_SECONDS'] ?? 20)
const KILLS = Number(process.env['BENCH_KILLS'] ?? 20)

export async function run(): Promise<BenchResult[]> {
  return [...(await inFolder(measureRoom)), ...(await inFolder(measureKills))]
}

async function measureRoom(folder: string): Promise<BenchResult[]> {
  const server = await startRealServer(folder)
  const [crowd, newcomers] = [startClients(), startClients()]
  try {
    const owner = await enter(server.address, server.link)
    const cookies = await admitEditors(server, folder, 6)
    const project = await createProject(server.address, owner)
    const filled = await fill(server.address, owner, project)
    await ask(crowd, { order: 'join', address: server.address, project, cookies: cookies.slice(0, 3), clients: CLIENTS })
    crowd.send({ order: 'edit', editsASecond: EDITS_A_SECOND } satisfies ClientOrder)
    await pause(3)
    await measured(crowd)
    const before = await measureProcess(server.pid)
    const lateness = await measureLateness(STEADY)
    const steady = await measured(crowd)
    const after = await measureProcess(server.pid)
    const joined = await ask(newcomers, { order: 'join', address: server.address, project, cookies: cookies.slice(3), clients: NEWCOMERS })
    const storm = await measured(crowd)
    const end = await measureProcess(server.pid)
    const took = joined.answer === 'joined' ? joined.took : Number.NaN
    return [
      { name: `${ROWS} rows taken over HTTP, until on disk`, value: filled, unit: 'ms' },
      atMost('edit → bytes at receivers, p50', percentile(steady.arrivals, 50), 'ms', 2.5),
      atMost('edit → bytes at receivers, p99', percentile(steady.arrivals, 99), 'ms', 10),
      atMost('edit → acknowledged (on disk), p99', percentile(steady.acknowledgements, 99), 'ms', 60),
      { name: 'edit → acknowledged (on disk), p50', value: percentile(steady.acknowledgements, 50), unit: 'ms' },
      // To read the numbers by: what a process that does nothing else is made to wait on this machine.
      { name: 'an idle process wakes up late meanwhile, p99', value: percentile(lateness, 99), unit: 'ms' },
      { name: 'CPU of the server while editing', value: ((after.cpuSeconds - before.cpuSeconds) / STEADY) * 100, unit: '%' },
      atMost(`${NEWCOMERS} newcomers at once, all synced`, took, 'ms', 1_500),
      atMost('edit → bytes at the others meanwhile, p99', percentile(storm.arrivals, 99), 'ms', 150),
      { name: 'CPU of the server for the newcomers', value: end.cpuSeconds - after.cpuSeconds, unit: 's' },
      atMost('peak memory of the server', end.peakMb, 'MB', 450),
    ]
  } finally {
    crowd.kill()
    newcomers.kill()
    await server.stop()
  }
}

async function measureKills(folder: string): Promise<BenchResult[]> {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
  process.stderr.write(`kill seed ${seed}\n`)
  const { kills, acknowledged, lost } = await killWhileEditing(folder, KILLS, seed)
  return [
    { name: `acknowledged edits in ${kills} runs that ended with kill -9`, value: acknowledged, unit: 'edits' },
    { name: 'of them lost', value: lost.length, unit: 'edits', goal: '0', met: lost.length === 0 },
  ]
}

/** A project as big as a real one; answers the milliseconds until the server had it on disk. */
async function fill(address: string, cookie: string, project: string): Promise<number> {
  const doc = createProjectDoc()
  const origin = { person: 'bench', command: 'fill' }
  doc.transact(() => {
    addObject(
      doc,
      'fieldMaps',
      { id: 'm1', name: 'Map', key: 'map', destination: { schema: 's1', object: { kind: 'object', name: 'Invoice' } }, useCases: [], order: 'a0' },
      origin,
    )
    for (let index = 0; index < ROWS; index++) {
      const path = `Lines[].Part${index % 100}.Field${index}` as FieldPath
      const from = { of: 'input', input: 'in1', path: `order.part${index % 100}.field${index}` as FieldPath } as const
      addRow(
        doc,
        {
          id: `row-${index.toString(36).padStart(12, '0')}`,
          fieldMap: 'm1',
          destination: path,
          transform: { kind: 'copy', from },
          status: 'draft',
          note: `What the analyst wrote about field ${index}`,
          order: 'a0',
        },
        origin,
      )
    }
  })
  const start = performance.now()
  const answer = await fetch(`${address}/api/projects/${project}/updates`, {
    method: 'POST',
    headers: { cookie, origin: address, 'content-type': 'application/octet-stream', 'x-crosswalk': '1' },
    body: Y.encodeStateAsUpdate(doc) as Uint8Array<ArrayBuffer>,
  })
  if (!answer.ok) throw new Error(`the server did not take the rows: ${answer.status} ${await answer.text()}`)
  return performance.now() - start
}

function startClients(): ChildProcess {
  return fork(fileURLToPath(new URL('room-clients.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] })
}

async function ask(clients: ChildProcess, order: ClientOrder): Promise<ClientAnswer> {
  clients.send(order)
  const gone = once(clients, 'exit').then(() => Promise.reject(new Error('the clients ended early')))
  gone.catch(() => {})
  return (await Promise.race([once(clients, 'message'), gone]))[0] as ClientAnswer
}

async function measured(clients: ChildProcess): Promise<{ arrivals: readonly number[]; acknowledgements: readonly number[] }> {
  const answer = await ask(clients, { order: 'report' })
  if (answer.answer !== 'measured') throw new Error('the clients answered something else')
  return answer
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'crosswalk-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function atMost(name: string, value: number, unit: string, most: number): BenchResult {
  return { name, value, unit, goal: `<= ${most}`, met: value <= most }
}

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * share) / 100))] ?? Number.NaN
}

async function measureLateness(seconds: number): Promise<number[]> {
  const late: number[] = []
  const end = performance.now() + seconds * 1_000
  while (performance.now() < end) {
    const start = performance.now()
    await pause(0.01)
    late.push(performance.now() - start - 10)
  }
  return late
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
}
