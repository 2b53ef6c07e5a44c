// How test cases come out, for every section that says so. The only place that runs them for a specification.
import { runCases } from '../mapping/run-cases.ts'
import { createMappingCaseRunner, type CaseOutcome } from '../mapping/run-test-case.ts'
import { live } from '../review/group.ts'
import { stateOfCase, type CaseState } from '../review/case-state.ts'
import type { DocumentSource } from './document-options.ts'

/** For cases that say no time of their own: the same project gives the same document tomorrow. */
export const NOW_OF_CASES = '2026-01-01T00:00:00.000Z'

export const caseStateWords: Readonly<Record<CaseState, string>> = {
  passed: 'passes',
  failed: 'fails',
  'cannot-run': 'cannot run',
  'to-retest': 'to retest',
  blocked: 'blocked',
  'not-run': 'not run',
}

const known = new WeakMap<DocumentSource, ReadonlyMap<string, CaseOutcome>>()

/** By the case's id. Those of maps are run here where nobody did; flows are awaited, so they run only in `withOutcomes`. */
export function caseOutcomes(source: DocumentSource): ReadonlyMap<string, CaseOutcome> {
  const before = known.get(source)
  if (before !== undefined) return before
  const { project, findGraph, findRecord, outcomes: given } = source
  const made = new Map<string, CaseOutcome>(given)
  if (findRecord !== undefined) {
    const run = createMappingCaseRunner({ project, findGraph, findRecord, now: NOW_OF_CASES })
    for (const one of live(project.testCases)) if (one.kind === 'mapping' && !made.has(one.id)) made.set(one.id, run(one))
  }
  known.set(source, made)
  return made
}

/** The same source with the outcome of every case in it, also of those that run a flow. */
export async function withOutcomes(source: DocumentSource): Promise<DocumentSource> {
  const { project, findGraph, findRecord } = source
  if (findRecord === undefined) return source
  return { ...source, outcomes: await runCases({ project, findGraph, findRecord, now: NOW_OF_CASES }, project.testCases) }
}

const knownStates = new WeakMap<DocumentSource, ReadonlyMap<string, CaseState>>()

export function caseStates(source: DocumentSource): ReadonlyMap<string, CaseState> {
  const before = knownStates.get(source)
  if (before !== undefined) return before
  const outcomes = caseOutcomes(source)
  const made = new Map(live(source.project.testCases).map((one) => [one.id, stateOfCase(one, outcomes.get(one.id), source.project)]))
  knownStates.set(source, made)
  return made
}
