// Measures how long a field map takes from rows to closures after one edit: what stands between a keystroke and the live preview.
import { readFileSync } from 'node:fs'
import { buildMap } from '../../fixtures/build.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createEvaluator } from '../../shared/mapping/evaluate-map.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import { parseProjectFile } from '../../shared/project/project-file.ts'
import { exportTypeScript } from '../exporters/typescript-package.ts'
import type { BenchResult } from './bench-result.ts'
import { editOne, mapOf } from './large-map.ts'

const GOAL = 16
const GENERATE_GOAL = 200
const ROUNDS = 120

export async function run(): Promise<BenchResult[]> {
  const generated = await measureDemo()
  const small = measureEdits(300)
  const large = measureEdits(5_000, 15)
  return [
    { name: 'check and compile 300 rows after an edit, median', value: small.median, unit: 'ms', goal: `<= ${GOAL}`, met: small.median <= GOAL },
    { name: 'check and compile 300 rows after an edit, 95 of 100', value: small.p95, unit: 'ms', goal: `<= ${GOAL}`, met: small.p95 <= GOAL },
    { name: 'check and compile 300 rows the first time', value: small.first, unit: 'ms' },
    { name: 'check and compile 5,000 rows after an edit, median', value: large.median, unit: 'ms' },
    {
      name: 'generate the demo, three packages with cases, without layout of types',
      value: generated,
      unit: 'ms',
      goal: `<= ${GENERATE_GOAL}`,
      met: generated <= GENERATE_GOAL,
    },
  ]
}

/** From the project file to all packages with their cases: the median of several times, the first ones left out. */
async function measureDemo(): Promise<number> {
  const text = readFileSync(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url), 'utf8')
  const parsed = parseProjectFile(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const { project, schemas, records } = parsed.value
  const times: number[] = []
  for (let round = 0; round < 12; round++) {
    const start = performance.now()
    for (const { id } of project.fieldMaps) {
      const made = await exportTypeScript(project, id, (key) => schemas[key], { allowGaps: true, findRecord: (hash) => records[hash], isLaidOut: false })
      if (!made.ok) throw new Error(`${id} cannot be generated`)
    }
    times.push(performance.now() - start)
  }
  const warm = times.slice(2).sort((a, b) => a - b)
  return warm[Math.floor(warm.length / 2)] ?? 0
}

/** Every round edits one row and takes the project through all of it: context, check, IR, closures, one record. */
function measureEdits(rows: number, rounds = ROUNDS): { median: number; p95: number; first: number } {
  const { project, findGraph } = buildMap(mapOf(rows))
  const record = { order: { number: '7', status: 'paid', total: '29.35', count: 3, created: '2026-03-02T16:28:08', name: ' Nora ', lines: [] } }
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const edited = editOne(project, round)
    const start = performance.now()
    const context = buildMapContext(edited, 'map', findGraph)
    if (context === undefined) throw new Error('the field map is not there')
    const { ir, problems } = compileMap(context)
    const { result } = createEvaluator(ir)(record, { config: new Map(), now: '2026-03-02T00:00:00.000Z' })
    times.push(performance.now() - start)
    const errors = problems.filter((problem) => problem.severity === 'error')
    if (errors.length > 0 || !result.ok) throw new Error(`the map does not work: ${JSON.stringify(errors[0] ?? result)}`)
  }
  const [first = 0, ...later] = times
  // The first third warms the compiler up.
  const warm = later.slice(Math.floor(later.length / 3)).sort((a, b) => a - b)
  return { first, median: warm[Math.floor(warm.length / 2)] ?? 0, p95: warm[Math.floor(warm.length * 0.95)] ?? 0 }
}
