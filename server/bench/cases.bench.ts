// All test cases of the demo in one go: the first time, with everything compiled anew, and again after an edit.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createCaseExaminer } from '../../shared/mapping/examine-case.ts'
import { runCases } from '../../shared/mapping/run-cases.ts'
import type { CaseSetting } from '../../shared/mapping/run-test-case.ts'
import { parseProjectFile } from '../../shared/project/project-file.ts'
import type { BenchResult } from './bench-result.ts'

const MOST_MS = 200
const ROUNDS = 9

export async function run(): Promise<BenchResult[]> {
  const parsed = parseProjectFile(readFileSync(fileURLToPath(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url)), 'utf8'))
  if (!parsed.ok) throw new Error(parsed.error.message)
  const { project, schemas, records } = parsed.value
  // A state of its own each time: nothing that was found out about another one counts.
  const setting = (): CaseSetting => ({
    project: structuredClone(project),
    findGraph: (key) => (Object.hasOwn(schemas, key) ? schemas[key] : undefined),
    findRecord: (hash) => (Object.hasOwn(records, hash) ? records[hash] : undefined),
    now: '2026-11-22T09:00:00.000Z',
  })
  const first = await timed(async () => void (await runCases(setting(), project.testCases)))
  const again: number[] = []
  for (let round = 0; round < ROUNDS; round++) again.push(await timed(async () => void (await runCases(setting(), project.testCases))))
  const told = await timed(async () => {
    const examine = createCaseExaminer(setting())
    for (const testCase of project.testCases) await examine(testCase)
  })
  const count = project.testCases.length
  const goal = `at most ${MOST_MS} ms`
  const result = (name: string, value: number): BenchResult => ({ name, value, unit: 'ms', goal, met: value <= MOST_MS })
  return [
    result(`the ${count} test cases of the demo, the first time`, first),
    result(`the ${count} test cases of the demo, again (median)`, again.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0),
    { name: 'the same, told field by field', value: told, unit: 'ms' },
  ]
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
