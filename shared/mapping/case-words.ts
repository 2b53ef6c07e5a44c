// Why a field of a test case is not as expected, in one sentence, as far as it can be told from the record, the row and the schema.
import type { Row } from '../project/field-map.ts'
import { printNumber } from '../project/project.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { ComparedLeaf } from './compare-fields.ts'
import type { Operation } from './for-operation.ts'
import type { RowOutcome } from './row-outcome.ts'

/** `outcome`: what the row gave where it takes part once. `blank`: config values the row uses that have no value. `refused`: what the destination would say of the actual value. */
export type LeafFacts = {
  readonly row: Row | undefined
  readonly outcome: RowOutcome | undefined
  readonly operation: Operation
  readonly blank: readonly string[]
  readonly refused: string | undefined
}

/** Undefined: nothing is known, or nothing is wrong. */
export function explainLeaf(leaf: ComparedLeaf, facts: LeafFacts): string | undefined {
  if (leaf.state === 'same' || leaf.state === 'ignored') return undefined
  if (leaf.state === 'missing' && leaf.origin?.issue !== undefined) return leaf.origin.issue
  const blank = facts.blank.length === 0 ? undefined : `${facts.blank.join(' and ')} ${facts.blank.length === 1 ? 'is' : 'are'} blank in this case.`
  if (leaf.state === 'missing') return explainMissing(leaf, facts, blank)
  if (leaf.state === 'extra') return facts.refused
  return facts.refused ?? blank ?? explainValues(leaf.expected, leaf.actual)
}

function explainMissing({ field }: ComparedLeaf, { row, outcome, operation }: LeafFacts, blank: string | undefined): string | undefined {
  if (row === undefined) return 'No row fills this field.'
  const name = printNumber('rows', row.number)
  if (row.transform === undefined) return `${name} is undecided: it says nothing yet.`
  if (row.transform.kind === 'notMapped') return `${name} says that it is not mapped: ${row.transform.reason}`
  if (row.transform.kind === 'each' && field !== row.destination) return `No row inside ${name} fills this field.`
  if (row.on !== undefined && row.on !== operation)
    return `${name} is only for ${row.on === 'create' ? 'a create' : 'an update'}, and this case is ${operation === 'create' ? 'a create' : 'an update'}.`
  if (outcome?.state === 'issue') return outcome.message
  if (outcome?.state === 'null') return `The source is null, and ${name} leaves it out.`
  if (outcome?.state === 'missing') return blank ?? `The source is missing or null, and ${name} leaves it out.`
  return blank ?? (row.when === undefined ? undefined : `The condition of ${name} does not hold for this record.`)
}

/** What the eye misses: types, blanks, capital letters, cents. */
function explainValues(expected: JsonValue | undefined, actual: JsonValue | undefined): string | undefined {
  if (typeof expected !== typeof actual && scalarText(expected) !== undefined && scalarText(expected) === scalarText(actual))
    return `A ${typeWord(expected)} is expected, and it is a ${typeWord(actual)}.`
  if (typeof expected === 'number' && typeof actual === 'number') return `${printGap(actual - expected)} ${actual > expected ? 'more' : 'less'} than expected.`
  if (typeof expected !== 'string' || typeof actual !== 'string') return undefined
  if (expected.trim() === actual.trim()) return 'Only blanks at the start or the end differ.'
  if (expected.toLowerCase() === actual.toLowerCase()) return 'Only capital and small letters differ.'
  if (expected.replace(/\s+/g, '') === actual.replace(/\s+/g, '')) return 'Only blanks differ.'
  return undefined
}

function scalarText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : undefined
}

/** Without the noise of binary fractions. */
function printGap(gap: number): string {
  return String(Number(Math.abs(gap).toPrecision(10)))
}

function typeWord(value: JsonValue | undefined): string {
  return typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'yes or no' : value === null ? 'null' : typeof value
}
