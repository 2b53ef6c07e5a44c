// What the record of a run outside this program brings with it: the only place for what it does to rows and questions.
import type { CellWrite } from '../project/edits.ts'
import { objectWrites } from '../project/edits.ts'
import type { Row } from '../project/field-map.ts'
import { printNumber, type Project } from '../project/project.ts'
import type { Question, TestCase, TestRun } from '../project/review-parts.ts'
import { listRuns } from './case-state.ts'
import { isAsked, listAskedPlaces } from './questions.ts'
import { rowFingerprint, statusOfRow, statusWrites } from './row-status.ts'
import { placeAddress } from './place.ts'

/** `defect`: to open because the run failed; its id, order and person are the caller's. */
export type RunRecord = { readonly run: TestRun; readonly defect?: Pick<Question, 'id' | 'order' | 'text' | 'askedBy' | 'askedOf' | 'neededBy'> }

/** Milliseconds of the last moment whose year has four digits: later ones sort before it. */
const LATEST = Date.parse('9999-12-31T23:59:59.999Z')

export type RunEffect = {
  readonly writes: readonly CellWrite[]
  /** Rows that are `tested` by it, and rows that were and are `built` again. */
  readonly raised: readonly Row[]
  readonly lowered: readonly Row[]
}

/**
 * A passed run in a named environment raises the rows that the case covers from `built` to `tested`; a failed one puts `tested` ones back. A run
 * in no environment, a blocked run, and a run here change no status. `covered`: ids of rows (CaseCoverage.rowsByCase).
 */
export function recordRun(project: Project, { run: given, defect }: RunRecord, covered: ReadonlySet<string>): RunEffect {
  const run = { ...given, at: timeAfter(listRuns(project.testRuns, given.testCase)[0]?.at, given.at) }
  const { raised, lowered } = statusesAfter(project, run, covered)
  const question: Question | undefined =
    defect === undefined || run.result !== 'failed'
      ? undefined
      : { ...defect, at: placeAddress('test-case', run.testCase), kind: 'defect', status: 'open', askedAt: run.at }
  return {
    writes: [
      ...objectWrites('testRuns', run),
      ...(question === undefined ? [] : objectWrites('questions', question)),
      ...raised.flatMap((row) => statusWrites(row, 'tested')),
      ...lowered.flatMap((row) => statusWrites(row, 'built')),
    ],
    raised,
    lowered,
  }
}

/** Never before the run that was recorded last, nor at its time: clocks of browsers differ, and what was recorded last counts. */
function timeAfter(last: string | undefined, time: string): string {
  if (last === undefined || time > last) return time
  const next = Date.parse(last) + 1
  const printed = Number.isNaN(next) || next > LATEST ? last : new Date(next).toISOString()
  return printed > last ? printed : time
}

export function statusesAfter(
  project: Project,
  { environment, result }: Pick<TestRun, 'environment' | 'result'>,
  covered: ReadonlySet<string>,
): Pick<RunEffect, 'raised' | 'lowered'> {
  const isNamed = project.environments.some(({ id, deleted }) => id === environment && deleted !== true)
  if (!isNamed || result === 'blocked') return { raised: [], lowered: [] }
  const rows = project.rows.filter((row) => covered.has(row.id) && row.deleted !== true)
  const asked = listAskedPlaces(project.questions)
  if (result === 'passed') return { raised: rows.filter((row) => statusOfRow(row, isAsked(row, asked)).shown === 'built'), lowered: [] }
  // Also where a question is open now: it was tested, and that no longer holds. A row that changed since is draft already.
  const lowered = rows.filter((row) => row.status === 'tested' && (row.statusHash === undefined || row.statusHash === rowFingerprint(row)))
  return { raised: [], lowered }
}

/** Differences that a defect's text lists, at most. */
const MOST_LISTED = 8

/** What a failed run's question says, to begin with. `found`: where it differs, in the words of `printDifference`. */
export function suggestDefect(testCase: TestCase, environment: string | undefined, found: readonly string[], note: string | undefined): string {
  const where = environment === undefined ? '' : ` in ${environment}`
  const head = `${printNumber('testCases', testCase.number)} ${testCase.title}: failed${where}.`
  const listed = found.slice(0, MOST_LISTED)
  const more = found.length > listed.length ? [`And ${found.length - listed.length} more.`] : []
  return [head, ...(note === undefined || note.trim() === '' ? [] : [note.trim()]), ...listed, ...more].join('\n')
}

/** `R-4, R-7 and 3 more`; '' where there are none. */
export function listRowNumbers(rows: readonly Row[], most = 6): string {
  const names = rows.slice(0, most).map(({ number }) => printNumber('rows', number))
  if (rows.length > most) return `${names.join(', ')} and ${rows.length - most} more`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

/** What recording it did to rows, in a sentence; undefined: nothing. */
export function describeEffect({ raised, lowered }: Pick<RunEffect, 'raised' | 'lowered'>): string | undefined {
  if (raised.length > 0) return `${listRowNumbers(raised)} ${raised.length === 1 ? 'is' : 'are'} tested now.`
  if (lowered.length > 0) return `${listRowNumbers(lowered)} ${lowered.length === 1 ? 'is' : 'are'} no longer tested, but built.`
  return undefined
}
