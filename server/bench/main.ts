// The only runner of benchmarks: every `*.bench.ts` beside it, or those of the browser. `--only NAME` runs one, `--json` prints results for programs.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { BenchResult } from './bench-result.ts'

const { values: flags } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' }, browser: { type: 'boolean' } } })
const folder = new URL(flags.browser === true ? '../../client/e2e/' : './', import.meta.url)
const names = readdirSync(fileURLToPath(folder))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
const chosen = flags.only === undefined ? names : names.filter((name) => name === flags.only)
if (chosen.length === 0) {
  process.stderr.write(`There is no benchmark "${flags.only}". There are: ${names.join(', ')}\n`)
  process.exit(2)
}

const results: BenchResult[] = []
for (const name of chosen) {
  process.stderr.write(`${name} ...\n`)
  const { run } = (await import(new URL(`${name}.bench.ts`, folder).href)) as { run: () => Promise<BenchResult[]> }
  for (const result of await run()) {
    results.push(result)
    if (flags.json !== true) process.stdout.write(`${printResult(result)}\n`)
  }
}
if (flags.json === true) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
// A benchmark's worker or socket must not keep the runner alive.
process.exit(0)

function printResult({ name, value, unit, goal, met }: BenchResult): string {
  const verdict = goal === undefined ? '' : `   goal ${goal}${met === undefined ? '' : met ? ', met' : ', NOT met'}`
  return `  ${name.padEnd(60)} ${String(Math.round(value * 100) / 100).padStart(10)} ${unit}${verdict}`
}
