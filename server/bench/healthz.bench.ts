// Measures how long /healthz takes while others upload large and hostile files to a real server (T-11: under 200 ms).
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeZip } from '../../fixtures/make-zip.ts'
import { commandLine, projectRoot } from '../command-fixture.ts'
import type { BenchResult } from './bench-result.ts'
import { generateDescription } from './import.bench.ts'

const GOAL_MS = 200

const laughs = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')

/** Made here, never kept. */
const uploads: readonly { readonly name: string; readonly file: string; readonly text: () => string | Buffer }[] = [
  { name: '13 MB OpenAPI document', file: 'large.json', text: () => JSON.stringify(generateDescription()) },
  { name: '200,000 levels of JSON', file: 'deep.json', text: () => '['.repeat(200_000) + ']'.repeat(200_000) },
  {
    name: 'YAML alias bomb',
    file: 'laughs.yaml',
    text: () =>
      [
        'a0: &a0 [x,x,x,x,x,x,x,x,x]',
        ...Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 9 }, () => `*a${i}`).join(',')}]`),
      ].join('\n'),
  },
  { name: 'XML entities that laugh', file: 'laughs.xml', text: () => `<!DOCTYPE a [<!ENTITY l0 "lol">${laughs}]><a>&l12;</a>` },
  { name: '200,000 levels of XML', file: 'deep.xml', text: () => '<a>'.repeat(200_000) + '</a>'.repeat(200_000) },
  {
    name: 'zip bomb',
    file: 'bomb.zip',
    text: () => makeZip(Array.from({ length: 100 }, (_, i) => ({ name: `${i}.json`, content: `[${' '.repeat(90_000)}]` }))),
  },
  { name: 'CSV of one line of 20 MB', file: 'line.csv', text: () => `a,b\n${'x,'.repeat(10_000_000)}` },
  { name: 'CSV of 200,000 rows', file: 'rows.csv', text: () => `id,name,total\n${Array.from({ length: 200_000 }, (_, i) => `${i},n${i},${i}.50\n`).join('')}` },
  {
    name: 'SQL table of 100,000 columns',
    file: 'wide.sql',
    text: () => `CREATE TABLE a (${Array.from({ length: 100_000 }, (_, i) => `c${i} int`).join(',')});`,
  },
  {
    name: '100,000 messages of Protocol Buffers in each other',
    file: 'deep.proto',
    text: () => `syntax = "proto3";${'message A {'.repeat(100_000)}${'}'.repeat(100_000)}`,
  },
  { name: '100,000 lists of GraphQL in each other', file: 'deep.graphql', text: () => `type A { a: ${'['.repeat(100_000)}Int${']'.repeat(100_000)} }` },
  { name: 'truncated 13 MB document', file: 'half.json', text: () => JSON.stringify(generateDescription()).slice(0, -5_000_000) },
]

export async function run(): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'crosswalk-bench-'))
  const [program, ...before] = commandLine
  const child = spawn(program, [...before, 'serve', '--json', '--no-demo', '--port', '0', '--data', folder], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const { address, link } = JSON.parse(line.toString()) as { address: string; link: string }
    const cookie = await enter(address, link)
    const results: BenchResult[] = []
    for (const upload of uploads) {
      // Made before, because this process measures too.
      const content = upload.text()
      const file = new File([typeof content === 'string' ? content : new Uint8Array(content)], upload.file)
      const times = await measureDuring(address, () => importFile(address, cookie, file))
      const longest = times.at(-1) ?? 0
      results.push({
        name: `/healthz during ${upload.name}, longest of ${times.length}`,
        value: longest,
        unit: 'ms',
        goal: `<= ${GOAL_MS}`,
        met: longest <= GOAL_MS,
      })
    }
    return results
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
    await rm(folder, { recursive: true, force: true })
  }
}

/** Milliseconds of one request after another while the work lasts, sorted. */
export async function measureDuring(address: string, work: () => Promise<void>): Promise<number[]> {
  const times: number[] = []
  let working = true
  const done = work().finally(() => {
    working = false
  })
  while (working) {
    const asked = performance.now()
    await (await fetch(`${address}/healthz`)).text()
    times.push(performance.now() - asked)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await done
  return times.sort((a, b) => a - b)
}

async function enter(address: string, link: string): Promise<string> {
  const headers = { origin: address, 'content-type': 'application/json' }
  const entered = await fetch(`${address}/api/session/enter`, { method: 'POST', headers, body: JSON.stringify({ token: link.split('/').at(-1) }) })
  return entered.headers.get('set-cookie')?.split(';')[0] ?? ''
}

async function importFile(address: string, cookie: string, file: File): Promise<void> {
  const headers = { origin: address, cookie }
  const made = await fetch(`${address}/api/projects`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{"name":"Bench"}' })
  const { id } = (await made.json()) as { id: string }
  const form = new FormData()
  form.append('file', file)
  form.append('systemName', 'Bench')
  const started = await fetch(`${address}/api/projects/${id}/schemas`, { method: 'POST', headers: { ...headers, 'x-crosswalk': '1' }, body: form })
  let job = (await started.json()) as { id: string; state: string }
  while (job.state === 'waiting' || job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 100))
    job = (await (await fetch(`${address}/api/projects/${id}/jobs/${job.id}`, { headers })).json()) as typeof job
  }
}
