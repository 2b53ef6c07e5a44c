// Formulas made from a seed, exported as rows: the JSONata gives what the closures give, on values, missing and issues.
import { expect, it } from 'vitest'
import { compileJsonata } from '../../fixtures/jsonata-run.ts'
import { VECTOR_NOW } from '../../fixtures/vector.ts'
import { describeFidelity } from '../../shared/codegen/jsonata/fidelity.ts'
import { writeJsonata } from '../../shared/codegen/jsonata/map-text.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import { pathSteps, ROOT_PATH } from '../../shared/schema/field-path.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { printCanonical } from '../../shared/transform/canonical.ts'
import { bindTerm } from '../../shared/transform/formula/bind-term.ts'
import { checkFormula } from '../../shared/transform/formula/check.ts'
import { knownOfData } from '../../shared/transform/formula/known-values.ts'
import { parseFormula } from '../../shared/transform/formula/parse.ts'
import { writeFormula } from '../../fixtures/random-typed-formulas.ts'
import { createRandom, makeRecord } from '../../fixtures/random-records.ts'
import type { Term } from '../../shared/transform/formula/term.ts'
import { IR_VERSION, type MapIr } from '../../shared/transform/ir.ts'

const words = { tool: 'test', project: 'p', fieldMap: 'M-1', useCases: [], notGenerated: [], rows: () => ({ label: 'R', useCases: '', note: '' }) }

/** The same formulas on every run, so that nothing fails by chance. */
const isSoak = process.env['MODE'] === 'soak'
const seed = Number(process.env['SEED'] ?? (isSoak ? Date.now() % 2 ** 31 : 1))
const PAIRS = isSoak ? 40_000 : 2_500

it(`gives for ${PAIRS} formulas what the closures give`, { timeout: 900_000 }, async () => {
  const counts = { refused: 0, notExact: 0, values: 0, missing: 0, issues: 0 }
  const disagreements: unknown[] = []
  for (let pair = 0; pair < PAIRS && disagreements.length < 10; pair++) {
    const random = createRandom(seed + pair)
    const record = makeRecord(random)
    // The record of a map is always an object.
    if (typeof record !== 'object' || record === null || Array.isArray(record)) continue
    const text = writeFormula({ random, record, here: [record], variables: [] })
    const term = readTerm(text, record, pair % 2 === 0 ? 'value' : 'missing')
    const ir = term === undefined ? undefined : mapOf(term, text)
    if (ir === undefined) counts.refused += 1
    else if (describeFidelity(ir).some(({ fidelity }) => fidelity !== 'exact')) counts.notExact += 1
    else {
      const want = createMapper(ir)({ order: record }, { config: new Map(), now: VECTOR_NOW })
      const code = writeJsonata(ir, words)
      const got = await compileJsonata(code, ['order'])({ order: structuredClone(record) }, { now: VECTOR_NOW })
      const [wanted, given] = [want, got].map((result) => (result.ok ? printCanonical(result.value) : 'an issue'))
      if (wanted !== given)
        disagreements.push({ seed: seed + pair, text, record: JSON.stringify(record), wanted, given, code: code.split('$order := $$').at(-1) })
      counts[want.ok ? (wanted === '{}' ? 'missing' : 'values') : 'issues'] += 1
    }
  }
  console.info(`${PAIRS} formulas from seed ${seed}: ${JSON.stringify(counts)}`)
  expect(disagreements).toEqual([])
  expect(counts.values).toBeGreaterThan(PAIRS / 4)
})

function readTerm(text: string, record: JsonValue, nulls: 'missing' | 'value'): Term | undefined {
  const parsed = parseFormula(text)
  if (!parsed.ok) return undefined
  const known = knownOfData(record, { of: 'input', input: 'order', path: ROOT_PATH })
  const checked = checkFormula(parsed.node, { nulls, item: known, root: known, inputs: new Map(), config: new Map(), hasIndex: false })
  if (!checked.ok) return undefined
  return bindTerm(checked.term, {
    path: (ref) => ({
      op: 'path',
      input: 'order',
      steps: pathSteps(ref.path).map((step) => ({ name: step.kind === 'name' ? step.name : '', optional: true })),
      types: ['any'],
    }),
    optional: () => true,
    config: () => undefined,
    nulls,
  })
}

/** One row, which lets everything through. */
function mapOf(term: Term, text: string): MapIr {
  const row = { id: 'r1', number: 1, when: null, on: null, value: { op: 'term', term, text }, onMissing: { then: 'omit' }, onNull: 'pass' } as const
  return {
    irVersion: IR_VERSION,
    map: { id: 'map', number: 1, key: 'map' },
    inputs: [{ name: 'order', shape: { types: ['any'], required: false, nullable: true } }],
    appliesWhen: null,
    runs: null,
    destination: { typeName: 'Out', node: { is: 'object', fields: [{ name: 'V', required: false, node: { is: 'value', types: ['any'], rows: [row] } }] } },
    invariants: [],
    config: [],
    tables: [],
    leftOut: [],
  }
}
