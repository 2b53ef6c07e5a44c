// Random maps on random records: generated code compiles and gives what the closures give.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { buildRandomCustomer, buildRandomMap, buildRandomRecord, createRandom, CUSTOMER } from '../../fixtures/random-maps.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import { printCanonical } from '../../shared/transform/canonical.ts'
import { exportTypeScript, type ExportedFile } from './typescript-package.ts'
import { compilePackages } from './typescript-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-random-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The same maps on every run, so that nothing fails by chance; `npm run soak` takes ten times as many, and another seed each time. */
const isSoak = process.env['MODE'] === 'soak'
const seed = Number(process.env['SEED'] ?? (isSoak ? Date.now() % 2 ** 31 : 1))
const MAPS = isSoak ? 160 : 16
const RECORDS = 60

it(`compiles ${MAPS} random maps and gives on each of ${RECORDS} records what the closures give`, async () => {
  console.info(`${MAPS} maps from seed ${seed}; SEED=${seed} before the command runs them again`)
  const maps = Array.from({ length: MAPS }, (_, index) => buildRandomMap(createRandom(seed + index)))
  const packages = new Map<string, readonly ExportedFile[]>()
  for (const [index, { project, findGraph }] of maps.entries()) {
    const exported = await exportTypeScript(project, 'map', findGraph, { allowGaps: true })
    if (exported.ok) packages.set(`map${index}`, exported.value.files)
  }
  const compiled = await compilePackages(folder, packages)
  expect(compiled.errors, `seed ${seed}`).toBe('')
  let made = 0
  let mapped = 0
  for (const [index, { context }] of maps.entries()) {
    const map = await compiled.load(`map${index}`)
    const closures = createMapper(compileMap(context).ir)
    const random = createRandom(seed - index)
    for (let n = 0; n < RECORDS; n++) {
      const inputs = { order: buildRandomRecord(random), customer: buildRandomCustomer(random) }
      const config = random() < 0.9 ? { three: random() < 0.5, ...(random() < 0.5 ? { two: 2 } : {}) } : { three: 'x' }
      const customer = random() < 0.3 ? CUSTOMER : undefined
      const operation = pick(random, [undefined, 'create', 'update'] as const)
      const common = { now: NOW, ...(operation === undefined ? {} : { operation }) }
      const want = closures(inputs, { ...common, config: new Map(Object.entries(config)), ...(customer === undefined ? {} : { profile: customer }) })
      const got = map(inputs, { ...common, config, ...(customer === undefined ? {} : { customer }) })
      expect(normal(got), `seed ${seed}, map ${index}: ${JSON.stringify(inputs)}`).toEqual(normal(want))
      made += 1
      if (want.ok) mapped += 1
    }
  }
  expect(made).toBe(MAPS * RECORDS)
  // Records that all have issues would compare no value.
  expect(mapped).toBeGreaterThan(MAPS)
}, 600_000)

const NOW = '2026-03-02T09:00:00.000Z'

function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T
}

function normal(outcome: { ok: true; value: unknown } | { ok: false; issues: readonly unknown[] }): unknown {
  return outcome.ok ? printCanonical(outcome.value) : outcome.issues.map((issue) => printCanonical(issue))
}
