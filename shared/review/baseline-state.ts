// What a baseline holds: the whole project as it was, what was found then and how its test cases came out. Schemas, samples and records are
// named by their hashes and are kept beside it.
import type { Problem } from '../mapping/problem.ts'
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { Project } from '../project/project.ts'
import type { Coverage } from '../mapping/coverage.ts'

export type BaselineState = {
  readonly project: Project
  readonly problems: readonly (Problem & { readonly map?: string })[]
  readonly outcomes: readonly { readonly testCase: string; readonly outcome: CaseOutcome }[]
  readonly coverage: readonly { readonly map: string; readonly coverage: Coverage }[]
}
