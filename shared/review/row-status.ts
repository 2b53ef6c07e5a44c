// What a row's status means and when it holds: the only place for its rules. The status that people see is worked out here, never
// stored: a question that is open, and a row that changed since its status was set, come first.
import type { CellWrite } from '../project/edits.ts'
import type { Row, RowStatus } from '../project/field-map.ts'
import { isSame } from './same-json.ts'
import { hashCanonical } from '../transform/canonical.ts'

export const SHOWN_STATUSES = ['draft', 'question', 'ready', 'approved', 'built', 'tested'] as const
export type ShownStatus = (typeof SHOWN_STATUSES)[number]

export const statusWords: Record<ShownStatus, string> = {
  draft: 'Draft',
  question: 'Question',
  ready: 'Ready',
  approved: 'Approved',
  built: 'Built',
  tested: 'Tested',
}

/** `changedSince`: the status that was set, where the row is another one by now; it counts as draft. */
export type StatusOfRow = { readonly shown: ShownStatus; readonly changedSince?: RowStatus }

/** What a row says; order, owner, note, use cases and status are not part of it. */
const meaning = ['destination', 'parent', 'transform', 'when', 'onMissing', 'onNull', 'scope', 'on', 'unmatched'] as const satisfies readonly (keyof Row)[]

/** Kept for the objects that rows are: they stay the same until a cell changes. */
const known = new WeakMap<Row, string>()

/** 16 hex digits. Of the row's own cells and not of what is compiled from them, so that a newer program does not take approvals back. */
export function rowFingerprint(row: Row): string {
  const before = known.get(row)
  if (before !== undefined) return before
  const print = hashCanonical(meaning.map((cell) => row[cell] ?? null)).slice(0, 16)
  known.set(row, print)
  return print
}

/** As equal fingerprints say, without making them: for many rows at once. */
export function hasSameMeaning(a: Row, b: Row): boolean {
  return meaning.every((cell) => isSame(a[cell], b[cell]))
}

/** A status without a fingerprint was set before there were any, and holds. */
export function statusOfRow(row: Row, hasOpenQuestion: boolean): StatusOfRow {
  const stored = row.status ?? 'draft'
  const isChanged = stored !== 'draft' && row.statusHash !== undefined && row.statusHash !== rowFingerprint(row)
  const shown = hasOpenQuestion ? 'question' : isChanged ? 'draft' : stored
  return isChanged ? { shown, changedSince: stored } : { shown }
}

/** Writes a status as people set it, with the fingerprint of what it was set for. `approved` is the server's (POST approvals). */
export function statusWrites(row: Row, status: Exclude<RowStatus, 'approved'>): CellWrite[] {
  return [
    { home: 'rows', object: row.id, cell: 'status', value: status === 'draft' ? undefined : status },
    { home: 'rows', object: row.id, cell: 'statusHash', value: status === 'draft' ? undefined : rowFingerprint(row) },
  ]
}

/** What stands in the way of a row: the errors that nobody waived, and the questions that are open. */
export type Blockers = { readonly errors: readonly string[]; readonly openQuestions: number }

/** Why a row cannot have a status now, in a sentence; undefined: it can. Draft always can. */
export function whyNotStatus(status: RowStatus, { errors, openQuestions }: Blockers): string | undefined {
  if (status === 'draft') return undefined
  if (status === 'tested') return 'A row is tested by a passing run in a named environment: record one at a test case.'
  const [first] = errors
  if (first !== undefined) return errors.length === 1 ? first : `${first} And ${errors.length - 1} more.`
  if (openQuestions === 0) return undefined
  return openQuestions === 1 ? 'A question is open here.' : `${openQuestions} questions are open here.`
}
