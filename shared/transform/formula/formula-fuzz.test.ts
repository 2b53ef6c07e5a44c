// The differential test: formulas made from a seed give on random records what jsonata 2.2.2 gives, with value, null and missing told apart.
import { isDeepStrictEqual } from 'node:util'
import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import type { JsonValue } from '../../schema/json-value.ts'
import { runFormula, type DataOutcome } from './formula-on-data.ts'
import { functionNames } from './functions.ts'
import { writeFormula } from './random-expressions.ts'
import { createRandom, makeRecord } from './random-formulas.ts'

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000_000))
const PAIRS = Number(process.env['PAIRS'] ?? 20_000)
const NOW = '2026-01-01T00:00:00.000Z'

/** What has to stand in formulas that give a value, or the test would not be about them. */
const CONSTRUCTS = [
  ...functionNames.filter((name) => name !== 'now').map((name) => `$${name}(`),
  ...['.(', '.[', '.{', '[0]', '[-1]', ':=', ' ?? ', ' ?: ', ' in ', ' and ', ' != ', ' % ', ' & ', '$$', '$.', '"__proto__"', '..', '~>'],
]

type Theirs = { readonly is: 'value'; readonly value: unknown } | { readonly is: 'missing' } | { readonly is: 'error'; readonly code: string }

test(`[F2] formulas give what jsonata gives (SEED=${SEED})`, { timeout: 300_000 }, async () => {
  const counts = { refused: 0, value: 0, missing: 0, problem: 0 }
  const disagreements: unknown[] = []
  const seen = new Map<string, number>()
  for (let pair = 0; pair < PAIRS; pair++) {
    const random = createRandom(SEED + pair)
    const record = makeRecord(random)
    const expr = writeFormula({ random, record, here: [record], variables: [] })
    const ours = runFormula(expr, record, new Map(), NOW)
    counts[ours.outcome]++
    if (ours.outcome === 'refused') continue
    if (ours.outcome === 'value') for (const construct of CONSTRUCTS) if (expr.includes(construct)) seen.set(construct, (seen.get(construct) ?? 0) + 1)
    const theirs = await askJsonata(expr, record)
    if (!agrees(ours, theirs)) disagreements.push({ seed: SEED + pair, expr, record: JSON.stringify(record), ours, theirs })
    if (disagreements.length >= 10) break
  }
  console.info(
    `formula fuzz: SEED=${SEED}, ${PAIRS} pairs: ${counts.value} values, ${counts.missing} missing, ${counts.problem} issues, ${counts.refused} refused`,
  )
  expect(disagreements).toEqual([])
  expect(counts.value).toBeGreaterThan(PAIRS * 0.4)
  expect(CONSTRUCTS.filter((construct) => (seen.get(construct) ?? 0) < PAIRS / 2_000)).toEqual([])
})

async function askJsonata(expr: string, record: JsonValue): Promise<Theirs> {
  try {
    const value: unknown = await jsonata(expr).evaluate(structuredClone(record))
    if (value === undefined) return { is: 'missing' }
    // JSON has no infinity, and no list with nothing in it.
    return isPlain(value) ? { is: 'value', value: JSON.parse(JSON.stringify(value)) as unknown } : { is: 'error', code: 'not JSON' }
  } catch (cause) {
    return { is: 'error', code: String((cause as { code?: unknown }).code ?? cause) }
  }
}

function isPlain(value: unknown): boolean {
  if (value === undefined || typeof value === 'function') return false
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value !== 'object' || value === null || Object.values(value).every(isPlain)
}

/** An issue stands for an error; only a date that does not exist is an issue of ours where jsonata carries it over into the next month. */
function agrees(ours: Exclude<DataOutcome, { outcome: 'refused' }>, theirs: Theirs): boolean {
  if (ours.outcome === 'missing') return theirs.is === 'missing'
  if (ours.outcome === 'problem') return theirs.is === 'error' || ours.code === 'not-a-date'
  return theirs.is === 'value' && isDeepStrictEqual(collapse(ours), theirs.value)
}

function collapse({ value, many }: Extract<DataOutcome, { outcome: 'value' }>): unknown {
  const only = many && Array.isArray(value) && value.length === 1 ? value[0] : value
  return JSON.parse(JSON.stringify(only)) as unknown
}
