// What two states of a project were found to have: problems that are gone and new, and test cases that came out otherwise.
import type { Problem } from '../mapping/problem.ts'
import type { CaseState } from './case-state.ts'

export type FoundProblem = Pick<Problem, 'code' | 'severity' | 'at' | 'message'>

/** A problem is the same one while its rule, its place and its sentence are. */
export function compareProblems<P extends FoundProblem>(
  before: readonly P[],
  after: readonly P[],
): { readonly gone: readonly P[]; readonly come: readonly P[] } {
  return { gone: without(before, after), come: without(after, before) }
}

function without<P extends FoundProblem>(all: readonly P[], others: readonly P[]): P[] {
  const left = new Map<string, number>()
  for (const one of others) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1)
  return all.filter((one) => {
    const count = left.get(keyOf(one)) ?? 0
    left.set(keyOf(one), count - 1)
    return count <= 0
  })
}

function keyOf({ code, at, message }: FoundProblem): string {
  return JSON.stringify([code, at, message])
}

/** Absent: the case was not there, or nobody knows. */
export type CaseChange = { readonly testCase: string; readonly before?: CaseState; readonly after?: CaseState }

/** Only cases that came out otherwise; how a case failed is not compared. */
export function compareCases(before: ReadonlyMap<string, CaseState>, after: ReadonlyMap<string, CaseState>): CaseChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((testCase) => {
    const [then, now] = [before.get(testCase), after.get(testCase)]
    return then === now ? [] : [{ testCase, ...(then === undefined ? {} : { before: then }), ...(now === undefined ? {} : { after: now }) }]
  })
}

/** How many passed and failed. */
export function countCases(states: Iterable<CaseState>): { readonly passed: number; readonly failed: number } {
  let passed = 0
  let failed = 0
  for (const state of states) {
    if (state === 'passed') passed += 1
    if (state === 'failed') failed += 1
  }
  return { passed, failed }
}
