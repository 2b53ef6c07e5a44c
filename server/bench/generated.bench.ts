// Measures the generated mapper and the closures of the demo's order → invoice map against one written by hand: ratios in one process, taking turns.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import type { Project } from '../../shared/project/project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { exportTypeScript } from '../exporters/typescript-package.ts'
import { compilePackages } from '../exporters/typescript-run.ts'
import type { BenchResult } from './bench-result.ts'
import { mapByHand } from './hand-written-mapper.ts'

const GENERATED_GOAL = 1.5
const CLOSURES_GOAL = 8
const ORDERS = 400
const ROUNDS = 60

export async function run(): Promise<BenchResult[]> {
  const fixtures = new URL('../../fixtures/', import.meta.url)
  const file = JSON.parse(await readFile(new URL('woocommerce-to-xero.crosswalk.json', fixtures), 'utf8')) as {
    project: Project
    schemas: Record<string, SchemaGraph>
  }
  const samples = (await readFile(new URL('woocommerce-orders.ndjson', fixtures), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const fieldMap = file.project.fieldMaps.find((map) => map.key === 'order-to-invoice')
  const findGraph = (key: string) => file.schemas[key]
  const context = fieldMap === undefined ? undefined : buildMapContext(file.project, fieldMap.id, findGraph)
  if (fieldMap === undefined || context === undefined) throw new Error('the demo project has no map order-to-invoice')

  const folder = await mkdtemp(join(tmpdir(), 'crosswalk-bench-'))
  try {
    const exported = await exportTypeScript(file.project, fieldMap.id, findGraph, { allowGaps: true })
    if (!exported.ok) throw new Error('the demo map cannot be generated')
    const compiled = await compilePackages(folder, new Map([['invoice', exported.value.files]]))
    if (compiled.errors !== '') throw new Error(compiled.errors)
    const generated = await compiled.load('invoice')
    const closures = createMapper(compileMap(context).ir)
    const records = Array.from({ length: ORDERS }, (_, index) => ({ order: vary(samples[index % samples.length] ?? {}, index), contact: { ContactID: 'c' } }))
    const settings = { config: {} }
    const environment = { config: new Map<string, string>(), now: '2026-03-01T00:00:00.000Z' }
    const engines = {
      hand: (record: (typeof records)[number]) => mapByHand(record, {}),
      generated: (record: (typeof records)[number]) => generated(record, settings),
      closures: (record: (typeof records)[number]) => closures(record, environment),
    }
    compareOutputs(records, engines)
    const times = measure(records, engines)
    const [byCode, byClosures] = [times.generated / times.hand, times.closures / times.hand]
    return [
      { name: 'generated mapper / hand-written', value: byCode, unit: 'x', goal: `<= ${GENERATED_GOAL}`, met: byCode <= GENERATED_GOAL },
      { name: 'closures / hand-written', value: byClosures, unit: 'x', goal: `<= ${CLOSURES_GOAL}`, met: byClosures <= CLOSURES_GOAL },
      { name: 'generated mapper, one order', value: times.generated / ORDERS / 1_000, unit: 'µs' },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Another price of the first product in each order, so that no engine can learn one; the order's total goes with it. */
function vary(order: Record<string, unknown>, seed: number): unknown {
  const more = (seed * 37) / 1_000
  const add = (amount: unknown) => (Number(amount) + more).toFixed(seed % 2 === 0 ? 2 : 3)
  const [line, ...others] = order['line_items'] as Record<string, unknown>[]
  const first = { ...line, subtotal: add(line?.['subtotal']), total: add(line?.['total']) }
  return { ...order, line_items: [first, ...others], total: add(order['total']) }
}

function compareOutputs<R>(records: readonly R[], engines: Readonly<Record<string, (record: R) => unknown>>): void {
  for (const record of records) {
    const [first, ...others] = Object.entries(engines).map(([name, map]) => ({ name, result: map(record) as { ok: boolean; value?: unknown } }))
    for (const other of others) {
      const isSame =
        first?.result.ok === other.result.ok &&
        (!other.result.ok || isDeepStrictEqual(JSON.parse(JSON.stringify(first?.result.value)), JSON.parse(JSON.stringify(other.result.value))))
      if (!isSame) throw new Error(`${first?.name} and ${other.name} differ: ${JSON.stringify([first?.result, other.result])}`)
    }
  }
}

/** Nanoseconds for all records: the median of many rounds, the engines taking turns so that all see the same machine. */
function measure<R, Name extends string>(records: readonly R[], engines: Readonly<Record<Name, (record: R) => unknown>>): Record<Name, number> {
  const names = Object.keys(engines) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  let kept: unknown
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const map = engines[name]
      const start = process.hrtime.bigint()
      for (let again = 0; again < 5; again++) for (const record of records) kept = map(record)
      // The first rounds warm the compiler up.
      if (round >= ROUNDS / 4) times[name].push(Number(process.hrtime.bigint() - start) / 5)
    }
  }
  if (kept === undefined) throw new Error('nothing was measured')
  return Object.fromEntries(names.map((name) => [name, times[name].sort((a, b) => a - b)[Math.floor(times[name].length / 2)] ?? 0])) as Record<Name, number>
}
