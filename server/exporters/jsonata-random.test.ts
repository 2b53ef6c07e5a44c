// Random maps on random records: exported JSONata gives what the closures give, in all rows that it can say exactly.
import { expect, it } from 'vitest'
import { compileJsonata } from '../../fixtures/jsonata-run.ts'
import { buildRandomCustomer, buildRandomMap, buildRandomRecord, createRandom, CUSTOMER } from '../../fixtures/random-maps.ts'
import { VECTOR_NOW } from '../../fixtures/vector.ts'
import { describeFidelity } from '../../shared/codegen/jsonata/fidelity.ts'
import { writeJsonata } from '../../shared/codegen/jsonata/map-text.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import type { JsonScalar, JsonValue } from '../../shared/schema/json-value.ts'
import { printCanonical } from '../../shared/transform/canonical.ts'
import type { MapIr } from '../../shared/transform/ir.ts'
import { keepRows } from './jsonata-rows-fixture.ts'

const words = { tool: 'test', project: 'p', fieldMap: 'M-1', useCases: [], notGenerated: [], rows: () => ({ label: 'R', useCases: '', note: '' }) }

/** The same maps on every run, so that nothing fails by chance. */
const isSoak = process.env['MODE'] === 'soak'
const seed = Number(process.env['SEED'] ?? (isSoak ? Date.now() % 2 ** 31 : 1))
const MAPS = isSoak ? 160 : 24
const RECORDS = 25

type Case = {
  readonly inputs: Readonly<Record<string, JsonValue>>
  readonly config: Readonly<Record<string, JsonScalar>>
  readonly customer: string | undefined
  readonly operation: 'update' | undefined
}

it(`gives on each of ${RECORDS} records of ${MAPS} random maps what the closures give`, async () => {
  console.info(`${MAPS} maps from seed ${seed}; SEED=${seed} before the command runs them again`)
  const counts = { rows: 0, exact: 0, mapped: 0 }
  for (let index = 0; index < MAPS; index++) {
    const { ir } = compileMap(buildRandomMap(createRandom(seed + index)).context)
    const rows = describeFidelity(ir)
    const exact = new Set(rows.filter(({ fidelity }) => fidelity === 'exact').map(({ row }) => row))
    counts.rows += rows.length
    counts.exact += exact.size
    const compare = createComparison(keepRows(ir, exact), `seed ${seed}, map ${index}`)
    const random = createRandom(seed - index)
    for (let n = 0; n < RECORDS; n++) {
      const one = buildCase(random)
      // Rows with an issue hide what the others give, so those are compared again without them, and without what the map asks of a record as a whole.
      const failed = await compare(one)
      const left = new Set([...exact].filter((row) => failed?.has(row) !== true))
      const again =
        failed === undefined
          ? failed
          : await createComparison({ ...keepRows(ir, left), appliesWhen: null, invariants: [] }, `seed ${seed}, map ${index}, without rows`)(one)
      if (again === undefined) counts.mapped += 1
    }
  }
  console.info(`${counts.rows} rows, ${counts.exact} of them exact; the values of ${counts.mapped} of ${MAPS * RECORDS} records were compared`)
  // Records that all have issues would compare no value.
  expect(counts.mapped).toBeGreaterThan((MAPS * RECORDS) / 3)
}, 600_000)

function buildCase(random: () => number): Case {
  return {
    inputs: { order: buildRandomRecord(random), customer: buildRandomCustomer(random) },
    config: random() < 0.9 ? { three: random() < 0.5, ...(random() < 0.5 ? { two: 2 } : {}) } : { three: 'x' },
    customer: random() < 0.3 ? CUSTOMER : undefined,
    operation: random() < 0.3 ? 'update' : undefined,
  }
}

/** Gives the rows that had issues, as `R-3`; undefined where there were none. */
function createComparison(ir: MapIr, about: string): (one: Case) => Promise<ReadonlySet<string> | undefined> {
  const closures = createMapper(ir)
  const map = compileJsonata(
    writeJsonata(ir, words),
    ir.inputs.map(({ name }) => name),
  )
  return async ({ inputs, config, customer, operation }) => {
    const want = closures(inputs, {
      config: new Map(Object.entries(config)),
      now: VECTOR_NOW,
      ...(customer === undefined ? {} : { profile: customer }),
      ...(operation === undefined ? {} : { operation }),
    })
    const got = await map(inputs, { config, customer, operation, now: VECTOR_NOW })
    const given = JSON.stringify({ inputs, config, customer, operation })
    expect(got.ok ? printCanonical(got.value) : 'an issue', `${about}: ${given} ${got.ok ? '' : got.message}`).toBe(
      want.ok ? printCanonical(want.value) : 'an issue',
    )
    return want.ok ? undefined : new Set(want.issues.map(({ row }) => `R-${row}`))
  }
}
