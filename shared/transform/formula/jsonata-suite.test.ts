// Proof against people who did not write this: the cases of JSONata's own test suite. Each is agree, refused with a reason, or disagree.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { corpusFolder } from '../../../fixtures/corpus.ts'
import type { JsonValue } from '../../schema/json-value.ts'
import { runFormula, type DataOutcome } from './run-formula.ts'

type SuiteCase = {
  readonly id: string
  readonly expr: string
  readonly data?: JsonValue
  readonly dataset?: string | null
  readonly bindings?: { readonly [name: string]: JsonValue }
  readonly result?: JsonValue
  readonly undefinedResult?: true
  /** The error that is expected. */
  readonly code?: string
}

type Verdict = 'agree' | 'refused' | 'disagree'
type Judged = { readonly one: SuiteCase; readonly verdict: Verdict; readonly reason: string | undefined; readonly outcome: DataOutcome }

const NOW = '2026-01-01T00:00:00.000Z'
/** Just under what is reached: of the cases that expect no error. */
const LEAST_AGREEING = 0.585

const corpus = corpusFolder()

test.runIf(corpus !== undefined)('[F40] no case of the JSONata suite disagrees, and most of those without an error agree', () => {
  const judged = readCases(join(corpus ?? '', 'jsonata-suite')).map(({ one, data }) => judge(one, data))
  const values = judged.filter(({ one }) => one.code === undefined)
  const errors = judged.filter(({ one }) => one.code !== undefined)
  console.info(printTables(values, errors))
  expect(judged.filter(({ verdict }) => verdict === 'disagree').map(({ one, outcome }) => ({ id: one.id, expr: one.expr, want: one.result, outcome }))).toEqual(
    [],
  )
  expect(values.filter(({ verdict }) => verdict === 'agree').length / values.length).toBeGreaterThan(LEAST_AGREEING)
})

function readCases(folder: string): { one: SuiteCase; data: JsonValue | undefined }[] {
  const datasets = JSON.parse(readFileSync(join(folder, 'datasets.json'), 'utf8')) as Record<string, JsonValue>
  const lines = readFileSync(join(folder, 'cases.jsonl'), 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const one = JSON.parse(line) as SuiteCase
    return { one, data: one.data !== undefined ? one.data : one.dataset == null ? undefined : datasets[one.dataset] }
  })
}

/** Value, null and missing are three things; a list that jsonata would collapse is collapsed first. A case that expects an error agrees where there is a refusal or an issue. */
function judge(one: SuiteCase, data: JsonValue | undefined): Judged {
  const outcome = runFormula(one.expr, data, new Map(Object.entries(one.bindings ?? {})), NOW)
  const reason = outcome.outcome === 'refused' ? outcome.findings[0]?.code : undefined
  const verdict = (): Verdict => {
    if (one.code !== undefined) return outcome.outcome === 'refused' || outcome.outcome === 'problem' ? 'agree' : 'disagree'
    if (outcome.outcome === 'refused') return 'refused'
    if (one.undefinedResult === true) return outcome.outcome === 'missing' ? 'agree' : 'disagree'
    return outcome.outcome === 'value' && isDeepStrictEqual(collapse(outcome), one.result) ? 'agree' : 'disagree'
  }
  return { one, verdict: verdict(), reason, outcome }
}

function collapse({ value, many }: Extract<DataOutcome, { outcome: 'value' }>): JsonValue | undefined {
  return many && Array.isArray(value) && value.length === 1 ? value[0] : value
}

function printTables(values: readonly Judged[], errors: readonly Judged[]): string {
  const groups = new Map<string, Record<Verdict, number>>()
  const reasons = new Map<string, number>()
  for (const { one, verdict, reason } of values) {
    const group = one.id.split('/')[0] ?? ''
    const counts = groups.get(group) ?? { agree: 0, refused: 0, disagree: 0 }
    counts[verdict]++
    groups.set(group, counts)
    if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  const count = (verdict: Verdict) => values.filter((each) => each.verdict === verdict).length
  const share = ((100 * count('agree')) / values.length).toFixed(1)
  return [
    `JSONata suite: ${count('agree')} of ${values.length} cases without an error agree (${share} %), ${count('refused')} are refused, ${count('disagree')} disagree;`,
    `of ${errors.length} that expect an error, ${errors.filter(({ verdict }) => verdict === 'agree').length} agree.`,
    '',
    `${'group'.padEnd(32)} agree refused disagree`,
    ...[...groups].map(
      ([group, { agree, refused, disagree }]) =>
        `${group.padEnd(32)} ${String(agree).padStart(5)} ${String(refused).padStart(7)} ${String(disagree).padStart(8)}`,
    ),
    '',
    'refused because of',
    ...[...reasons].toSorted((a, b) => b[1] - a[1]).map(([reason, number]) => `${reason.padEnd(32)} ${String(number).padStart(5)}`),
  ].join('\n')
}
