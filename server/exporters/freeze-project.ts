// The only place that makes the frozen state of a baseline: the project as it was read, what is found about it and how its test cases come out.
import { runCases } from '../../shared/mapping/run-cases.ts'
import type { Project } from '../../shared/project/project.ts'
import type { BaselineState } from '../../shared/review/baseline-state.ts'
import { createReviewer } from '../../shared/review/review.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { OpenedContent } from './packed-content.ts'

/** Waived problems are not counted. A case that cannot run has failed. */
export type FrozenCounts = { readonly rows: number; readonly problems: number; readonly passed: number; readonly failed: number }

type Samples = { readonly records: readonly JsonValue[]; readonly evidence: readonly FieldEvidence[] }

/** `now`: what test cases that say none take as now. */
export async function freezeProject(
  project: Project,
  content: Pick<OpenedContent, 'read'>,
  now: string,
): Promise<{ readonly state: BaselineState; readonly counts: FrozenCounts }> {
  const findGraph = (key: string) => content.read('graph', key) as SchemaGraph | undefined
  const findRecord = (hash: string) => content.read('record', hash) as JsonValue | undefined
  const findEvidence = (set: string) => {
    const samples = content.read('samples', set) as Samples | undefined
    return samples === undefined ? undefined : { records: samples.records.length, evidence: samples.evidence }
  }
  const outcomes = await runCases({ project, findGraph, findRecord, now }, project.testCases)
  const { problems, coverage } = createReviewer()({ project, findGraph, findEvidence, outcomes })
  const count = (...states: readonly string[]) => [...outcomes.values()].filter(({ state }) => states.includes(state)).length
  return {
    state: {
      project,
      problems,
      outcomes: [...outcomes].map(([testCase, outcome]) => ({ testCase, outcome })),
      coverage: [...coverage].map(([map, own]) => ({ map, coverage: own })),
    },
    counts: {
      rows: project.rows.filter(({ deleted }) => deleted !== true).length,
      problems: problems.filter(({ waiver }) => waiver === undefined).length,
      passed: count('passed'),
      failed: count('failed', 'cannot-run'),
    },
  }
}
