// The differential test: formulas made from a seed give on random records what jsonata 2.2.2 gives, with value, null and missing told apart.
import { isDeepStrictEqual } from 'node:util'
import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import type { JsonValue } from '../../schema/json-value.ts'
import { checkOnData, runFormula, type DataOutcome } from './run-formula.ts'
import { functionNames } from './functions.ts'
import { writeFormula } from '../../../fixtures/random-typed-formulas.ts'
import type { TermKind } from './known.ts'
import { createRandom, makeRecord } from '../../../fixtures/random-records.ts'
import { writeUntyped } from '../../../fixtures/random-untyped-formulas.ts'
import { mayFailTerm, mayMissTerm } from './term-facts.ts'
import type { TermType } from './term.ts'

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000_000))
const PAIRS = Number(process.env['PAIRS'] ?? 20_000)
const NOW = '2026-01-01T00:00:00.000Z'

/** What has to stand in formulas that give a value, or the test would not be about them. */
const CONSTRUCTS = [
  ...functionNames.filter((name) => name !== 'now').map((name) => `$${name}(`),
  ...['.(', '.[', '.{', '[0]', '[-1]', ':=', ' ?? ', ' ?: ', ' in ', ' and ', ' != ', ' % ', ' & ', '$$', '$.', '"__proto__"', '..', '~>'],
]

type Theirs = { readonly is: 'value'; readonly value: unknown } | { readonly is: 'missing' } | { readonly is: 'error'; readonly code: string }

test(`[F41] formulas give what jsonata gives (SEED=${SEED})`, { timeout: 300_000 }, async () => {
  const counts = { refused: 0, value: 0, missing: 0, problem: 0 }
  const seen = new Map<string, number>()
  const disagreements: unknown[] = []
  for (let pair = 0; pair < PAIRS && disagreements.length < 10; pair++) {
    const { expr, record, alike } = makePair(pair)
    const ours = runFormula(expr, record, new Map(), NOW, alike)
    counts[ours.outcome]++
    if (ours.outcome === 'refused') continue
    if (ours.outcome === 'value') for (const construct of CONSTRUCTS) if (expr.includes(construct)) seen.set(construct, (seen.get(construct) ?? 0) + 1)
    const theirs = await askJsonata(expr, record)
    if (!agrees(ours, theirs)) disagreements.push({ seed: SEED + pair, expr, record: JSON.stringify(record), ours, theirs })
  }
  console.info(
    `formula fuzz: SEED=${SEED}, ${PAIRS} pairs: ${counts.value} values, ${counts.missing} missing, ${counts.problem} issues, ${counts.refused} refused`,
  )
  expect(disagreements).toEqual([])
  expect(counts.value).toBeGreaterThan(PAIRS * 0.4)
  expect(CONSTRUCTS.filter((construct) => (seen.get(construct) ?? 0) < PAIRS / 2_000)).toEqual([])
})

test(`[F42] what is known of a formula before it sees a record holds for the record (SEED=${SEED})`, { timeout: 300_000 }, () => {
  const counts = { neverMissing: 0, neverFailing: 0 }
  const wrong: unknown[] = []
  for (let pair = 0; pair < PAIRS && wrong.length < 10; pair++) {
    const { expr, record, alike } = makePair(pair)
    const checked = checkOnData(expr, record, new Map(), alike)
    if (!checked.ok) continue
    const ours = runFormula(expr, record, new Map(), NOW, alike)
    const facts = { mayMiss: mayMissTerm(checked.term), mayFail: mayFailTerm(checked.term), type: checked.term.type }
    if (!facts.mayMiss) counts.neverMissing++
    if (!facts.mayFail) counts.neverFailing++
    if (!holdsFor(facts, ours)) wrong.push({ seed: SEED + pair, expr, record: JSON.stringify(record), facts, ours })
  }
  expect(wrong).toEqual([])
  expect(counts.neverMissing).toBeGreaterThan(PAIRS * 0.2)
  expect(counts.neverFailing).toBeGreaterThan(PAIRS * 0.1)
})

/** Every fifth formula is made without regard to types; to half of them other records are known that they have to fit as well. */
function makePair(pair: number): { expr: string; record: JsonValue; alike: readonly JsonValue[] } {
  const random = createRandom(SEED + pair)
  const record = makeRecord(random)
  const alike = pair % 2 === 0 ? [] : [makeRecord(random), makeRecord(random)]
  const expr = pair % 5 === 0 ? writeUntyped(random, 1 + random.below(4)) : writeFormula({ random, record, here: [record], variables: [] })
  return { expr, record, alike }
}

function holdsFor(facts: { mayMiss: boolean; mayFail: boolean; type: TermType }, ours: DataOutcome): boolean {
  if (ours.outcome === 'problem') return facts.mayFail
  if (ours.outcome === 'missing') return facts.mayMiss
  return ours.outcome === 'value' && (ours.value !== null || facts.mayMiss) && isOfType(ours.value, facts.type)
}

function isOfType(value: JsonValue, type: TermType): boolean {
  if (!Array.isArray(value)) return type.kinds.includes(kindOf(value))
  const { items } = type
  return type.kinds.includes('list') && (items === undefined || value.every((item) => isOfType(item, items)))
}

function kindOf(value: JsonValue): TermKind {
  if (value === null) return 'null'
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'object'
}

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
