// Runs test cases of every kind: the only place that knows which runner a kind has.
import type { TestCase } from '../project/review-parts.ts'
import { createFlowCaseRunner } from './run-flow-case.ts'
import { createMappingCaseRunner, type CaseOutcome, type CaseSetting } from './run-test-case.ts'

export type CaseRunner = (testCase: TestCase) => Promise<CaseOutcome>

/** Maps and flows are compiled once, when the first case needs them, and serve all cases of this state of the project. */
export function createCaseRunner(setting: CaseSetting): CaseRunner {
  const runMapping = createMappingCaseRunner(setting)
  const runFlow = createFlowCaseRunner(setting)
  return async (testCase) => {
    switch (testCase.kind) {
      case 'manual':
        return { state: 'not-run', message: 'A person runs this case.' }
      case 'flow':
        return runFlow(testCase)
      case 'mapping':
        return runMapping(testCase)
    }
  }
}

/** Outcomes by the case's id, in the order of `cases`; deleted ones are left out. Never throws for what a case or a record holds. */
export async function runCases(setting: CaseSetting, cases: readonly TestCase[]): Promise<ReadonlyMap<string, CaseOutcome>> {
  const run = createCaseRunner(setting)
  const outcomes = new Map<string, CaseOutcome>()
  for (const testCase of cases) if (testCase.deleted !== true) outcomes.set(testCase.id, await run(testCase))
  return outcomes
}
