// Measures a real server while a project of 5,000 rows is frozen, exported and looked back at: how long others wait, and how long it takes.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { buildMap, buildObject, copy, of, type Fields, type RowSetup } from '../../fixtures/build.ts'
import { writeCells } from '../../shared/project/edits.ts'
import { readCollection } from '../../shared/project/project-doc.ts'
import { printProjectFile } from '../../shared/project/project-file.ts'
import { rowFingerprint } from '../../shared/review/row-status.ts'
import type { BenchResult } from './bench-result.ts'
import { measureDuring } from './healthz.bench.ts'
import { enter, startRealServer } from './real-server.ts'

const GROUPS = 50
const FIELDS_A_GROUP = 100
/** Times that the status of each row changes: 100,000 changes. */
const ROUNDS = 20
/** The promise for anything one person does. */
const LONGEST_PAUSE_MS = 200

export async function run(): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'crosswalk-bench-'))
  const server = await startRealServer(folder)
  try {
    const cookie = await enter(server.address, server.link)
    const headers = { origin: server.address, cookie, 'content-type': 'application/json' }
    const ask = async (method: string, path: string, body?: string | Uint8Array<ArrayBuffer>) => {
      const answer = await fetch(`${server.address}/api/${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      return Buffer.from(await answer.arrayBuffer())
    }
    const readId = (bytes: Buffer) => (JSON.parse(bytes.toString()) as { id: string }).id
    // Nameless people write nothing with their name.
    await ask('PATCH', 'session', JSON.stringify({ name: 'Bench', jobTitle: '' }))
    const project = `projects/${readId(await ask('POST', 'projects/import', generateFile()))}`
    const results: BenchResult[] = []
    const measure = async (name: string, work: () => Promise<unknown>) => {
      let took = 0
      const times = await measureDuring(server.address, async () => {
        const started = performance.now()
        await work()
        took = performance.now() - started
      })
      const longest = times.at(-1) ?? 0
      results.push({ name, value: took, unit: 'ms' })
      results.push({
        name: `/healthz meanwhile, longest of ${times.length}`,
        value: longest,
        unit: 'ms',
        goal: `<= ${LONGEST_PAUSE_MS}`,
        met: longest <= LONGEST_PAUSE_MS,
      })
    }
    const freeze = () => ask('POST', `${project}/baselines`, JSON.stringify({ note: 'Bench' }))
    const baseline = readId(await freeze())
    await measure('a baseline of 5,000 rows, frozen', freeze)
    await measure('its state, read', () => ask('GET', `${project}/baselines/${baseline}`))
    await measure('the project file with two baselines', () => ask('GET', `${project}/export/json`))
    const fingerprints = await changeStatuses(ask, project)
    // Reads what changed, which is no part of what is measured.
    await ask('GET', `${project}/baselines/${baseline}`)
    await measure(`progress over ${ROUNDS * GROUPS * FIELDS_A_GROUP} changes of status`, () => ask('GET', `${project}/progress`))
    await measure('5,000 rows approved', () => ask('POST', `${project}/approvals`, JSON.stringify({ rows: fingerprints })))
    return results
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Gives what is to be approved. */
async function changeStatuses(
  ask: (method: string, path: string, body?: Uint8Array<ArrayBuffer>) => Promise<Buffer>,
  project: string,
): Promise<{ row: string; fingerprint: string }[]> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await ask('GET', `${project}/state`))
  for (let round = 0; round < ROUNDS; round++) {
    const before = Y.encodeStateVector(doc)
    const value = round % 2 === 0 ? 'ready' : 'built'
    const writes = [...doc.getMap('rows').keys()].map((object) => ({ home: 'rows' as const, object, cell: 'status', value }))
    writeCells(doc, writes, { person: 'bench', command: `round ${round}` })
    await ask('POST', `${project}/updates`, new Uint8Array(Y.encodeStateAsUpdate(doc, before)))
  }
  return readCollection(doc, 'rows').map((row) => ({ row: row.id, fingerprint: rowFingerprint(row) }))
}

function generateFile(): string {
  const group = (kind: string): Fields => Object.fromEntries(Array.from({ length: FIELDS_A_GROUP }, (_, at) => [`${kind}_${at}`, 'text']))
  const groups = (kind: string): Fields => Object.fromEntries(Array.from({ length: GROUPS }, (_, at) => [`group_${at}`, group(kind)]))
  const rows = Array.from({ length: GROUPS * FIELDS_A_GROUP }, (_, at): RowSetup => {
    const place = `group_${Math.floor(at / FIELDS_A_GROUP)}`
    const field = at % FIELDS_A_GROUP
    return { to: `${place}.target_${field}`, transform: copy(of('order', `${place}.field_${field}`)), note: `Agreed in meeting ${at % 17}` }
  })
  const testCases = Array.from({ length: 50 }, (_, at) => buildObject('testCases', { id: `t${at}`, fieldMap: 'map', given: 'given', expected: 'expected' }))
  const { project, graphs } = buildMap({ inputs: { order: groups('field') }, destination: groups('target'), rows, project: { testCases } })
  const values = (kind: string) =>
    Object.fromEntries(
      Array.from({ length: GROUPS }, (_, at) => [
        `group_${at}`,
        Object.fromEntries(Array.from({ length: FIELDS_A_GROUP }, (_none, field) => [`${kind}_${field}`, `v${field}`])),
      ]),
    )
  const records = { given: { order: values('field') }, expected: values('target') }
  return printProjectFile({ format: 'crosswalk-project', formatVersion: 1, project, schemas: graphs, samples: {}, records, baselines: [] })
}
