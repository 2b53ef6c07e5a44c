// Measures the demo's order → invoice map as generated TypeScript against the same map exported as JSONata: a ratio in one process, taking turns.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileJsonata } from '../../fixtures/jsonata-run.ts'
import type { Project } from '../../shared/project/project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { printCanonical } from '../../shared/transform/canonical.ts'
import { exportJsonata } from '../exporters/jsonata-file.ts'
import { exportTypeScript } from '../exporters/typescript-package.ts'
import { compilePackages } from '../exporters/typescript-run.ts'
import type { BenchResult } from './bench-result.ts'

const GOAL = 100
const ORDERS = 60
const ROUNDS = 12
/** Generated code is so fast that one pass over the records is no measure. */
const PASSES = 50
const MAP = 'order-to-invoice'

export async function run(): Promise<BenchResult[]> {
  const fixtures = new URL('../../fixtures/', import.meta.url)
  const file = JSON.parse(await readFile(new URL('woocommerce-to-xero.crosswalk.json', fixtures), 'utf8')) as {
    project: Project
    schemas: Record<string, SchemaGraph>
  }
  const samples = (await readFile(new URL('woocommerce-orders.ndjson', fixtures), 'utf8')).trim().split('\n')
  const fieldMap = file.project.fieldMaps.find((map) => map.key === MAP)
  if (fieldMap === undefined) throw new Error(`the demo project has no map ${MAP}`)
  const findGraph = (key: string) => file.schemas[key]
  const names = file.project.mapInputs.filter((input) => input.fieldMap === fieldMap.id).map((input) => input.name)

  const folder = await mkdtemp(join(tmpdir(), 'crosswalk-bench-'))
  try {
    const code = await exportTypeScript(file.project, fieldMap.id, findGraph, { allowGaps: true })
    const text = exportJsonata(file.project, fieldMap.id, findGraph, { allowGaps: true })
    if (!code.ok || !text.ok) throw new Error('the demo map cannot be exported')
    const compiled = await compilePackages(folder, new Map([['invoice', code.value.files]]))
    if (compiled.errors !== '') throw new Error(compiled.errors)
    const generated = await compiled.load('invoice')
    const exported = compileJsonata(text.value.text, names)
    const settings = { config: {}, operation: 'create' as const, now: '2026-03-01T00:00:00.000Z' }

    const candidates = Array.from({ length: ORDERS }, (_, index) => buildInputs(samples[index % samples.length] ?? '{}', index))
    // Outputs are compared first; what is only an issue would stop one engine earlier than the other.
    const records: (typeof candidates)[number][] = []
    for (const inputs of candidates) {
      const [want, got] = [generated(inputs, settings), await exported(inputs, settings)]
      const isSame = want.ok === got.ok && (!want.ok || !got.ok || printCanonical(want.value) === printCanonical(got.value))
      if (!isSame) throw new Error(`the exports differ: ${JSON.stringify([want, got])}`)
      if (want.ok) records.push(inputs)
    }
    if (records.length < ORDERS / 4) throw new Error('too few of the demo orders can be mapped to measure anything')

    const ratios: number[] = []
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const byCode = measure(() => {
        for (let pass = 0; pass < PASSES; pass++) for (const inputs of records) generated(inputs, settings)
      })
      const byJsonata = await measureAsync(async () => {
        for (const inputs of records) await exported(inputs, settings)
      })
      // The first rounds warm the compiler up.
      if (round < ROUNDS / 4) continue
      ratios.push((byJsonata * PASSES) / byCode)
      times.push(byJsonata / records.length / 1_000)
    }
    ratios.sort((a, b) => a - b)
    const [least = 0, most = 0] = [ratios[0], ratios.at(-1)]
    return [
      { name: 'jsonata / generated mapper', value: middle(ratios), unit: 'x', goal: `>= ${GOAL}`, met: middle(ratios) >= GOAL },
      { name: 'jsonata / generated mapper, least of the rounds', value: least, unit: 'x' },
      { name: 'jsonata / generated mapper, most of the rounds', value: most, unit: 'x' },
      { name: 'jsonata, one order', value: middle(times), unit: 'µs' },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Texts that nothing is counted with differ, so that no engine sees one order again and again. */
function buildInputs(sample: string, seed: number): Readonly<Record<string, unknown>> {
  const order = JSON.parse(sample) as Record<string, unknown>
  return { order: { ...order, number: `${String(order['number'])}-${seed}` }, contact: { ContactID: `c${seed}` } }
}

/** Nanoseconds. */
function measure(work: () => void): number {
  const start = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - start)
}

async function measureAsync(work: () => Promise<void>): Promise<number> {
  const start = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - start)
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
