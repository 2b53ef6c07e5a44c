// How a test case stands, from what it gave here, its runs outside and its defects: the only place for these rules.
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { Project } from '../project/project.ts'
import type { Question, TestCase, TestRun } from '../project/review-parts.ts'
import { placeAddress } from './place.ts'

export const CASE_STATES = ['failed', 'cannot-run', 'to-retest', 'blocked', 'not-run', 'passed'] as const
/** `to-retest`: its last run failed, and the defect of that was closed after. `not-run`: nobody did, or it did not run here yet. */
export type CaseState = (typeof CASE_STATES)[number]

/** `outcome`: of the run here; undefined: not known yet. What it says comes first: a case that fails here needs no retest elsewhere. */
export function stateOfCase(
  testCase: Pick<TestCase, 'id' | 'kind'>,
  outcome: CaseOutcome | undefined,
  { testRuns, questions }: Pick<Project, 'testRuns' | 'questions'>,
): CaseState {
  if (outcome?.state === 'failed' || outcome?.state === 'cannot-run') return outcome.state
  const last = listRuns(testRuns, testCase.id)[0]
  if (last?.result === 'blocked') return 'blocked'
  if (last?.result === 'failed') return isSettled(last, listDefects(questions, testCase.id)) ? 'to-retest' : 'failed'
  if (testCase.kind === 'manual') return last === undefined ? 'not-run' : 'passed'
  return outcome?.state === 'passed' ? 'passed' : 'not-run'
}

/** Of a case, newest first; those of the same time by id. */
export function listRuns(runs: readonly TestRun[], testCase: string): TestRun[] {
  return runs.filter((run) => run.testCase === testCase && run.deleted !== true).sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
}

/** Questions of kind defect that stand at the case. */
export function listDefects(questions: readonly Question[], testCase: string): Question[] {
  const at = placeAddress('test-case', testCase)
  return questions.filter((question) => question.kind === 'defect' && question.at === at && question.deleted !== true)
}

/** One of the defects was closed after the run, or opened by it, and none is open. When it was opened counts too: who closed it may have a clock that is behind. */
function isSettled(run: TestRun, defects: readonly Question[]): boolean {
  if (defects.some(({ status = 'open' }) => status !== 'closed')) return false
  return defects.some(({ closedAt = '', askedAt = '' }) => closedAt >= run.at || askedAt >= run.at)
}

export type UseCaseTests = { readonly counts: Readonly<Record<CaseState, number>>; readonly total: number }

/** Of the cases that name the use case. `states`: by the case's id. */
export function testsOfUseCase(useCase: string, cases: readonly TestCase[], states: ReadonlyMap<string, CaseState>): UseCaseTests {
  return countStates(
    cases.filter((one) => one.deleted !== true && one.useCases?.includes(useCase) === true),
    states,
  )
}

export function countStates(cases: readonly TestCase[], states: ReadonlyMap<string, CaseState>): UseCaseTests {
  const counts: Record<CaseState, number> = { failed: 0, 'cannot-run': 0, 'to-retest': 0, blocked: 0, 'not-run': 0, passed: 0 }
  for (const { id } of cases) counts[states.get(id) ?? 'not-run'] += 1
  return { counts, total: cases.length }
}

const words: Readonly<Record<CaseState, (count: number) => string>> = {
  passed: (count) => `${count} ${count === 1 ? 'passes' : 'pass'}`,
  failed: (count) => `${count} ${count === 1 ? 'fails' : 'fail'}`,
  'cannot-run': (count) => `${count} cannot run`,
  'to-retest': (count) => `${count} to retest`,
  blocked: (count) => `${count} blocked`,
  'not-run': (count) => `${count} not run`,
}

/** `5 pass, 1 fails`; `no test cases` where there are none. */
export function describeTests({ counts, total }: UseCaseTests): string {
  if (total === 0) return 'no test cases'
  return (['passed', 'failed', 'cannot-run', 'to-retest', 'blocked', 'not-run'] as const)
    .flatMap((state) => (counts[state] === 0 ? [] : [words[state](counts[state])]))
    .join(', ')
}
