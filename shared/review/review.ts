// Everything that is found about a whole project: the problems of its maps and of what stands around them, and the coverage.
// A reviewer keeps what it found of each map and looks again only at maps whose parts have changed.
import { compileMap } from '../mapping/compile-map.ts'
import { countCoverage, type Coverage } from '../mapping/coverage.ts'
import { buildMapContext } from '../mapping/map-context.ts'
import type { Problem } from '../mapping/problem.ts'
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { Project } from '../project/project.ts'
import type { Waiver } from '../project/review-parts.ts'
import type { FieldEvidence } from '../schema/evidence.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'

export type ReviewInput = {
  readonly project: Project
  readonly findGraph: (key: string) => SchemaGraph | undefined
  /** What the sample set of this key shows; undefined: not loaded, or no such set. */
  readonly findEvidence?: (set: string) => { readonly records: number; readonly evidence: readonly FieldEvidence[] } | undefined
  /** How each test case came out, by its id; absent ones are not known yet, and no problem is told about them. */
  readonly outcomes?: ReadonlyMap<string, CaseOutcome>
}

/** `at`: an address of shared/review/place.ts. `map`: the field map it belongs to, if any. `waiver`: it was waived, by this one. */
export type ReviewProblem = Problem & { readonly map?: string; readonly waiver?: Waiver }

export type Review = {
  /** Of maps in their order, then of what stands around them; waived ones are among them. */
  readonly problems: readonly ReviewProblem[]
  /** By field map; neither deleted nor archived ones. */
  readonly coverage: ReadonlyMap<string, Coverage>
}

export type Reviewer = (input: ReviewInput) => Review

export function createReviewer(): Reviewer {
  return ({ project, findGraph }) => {
    const problems: ReviewProblem[] = []
    const coverage = new Map<string, Coverage>()
    for (const map of project.fieldMaps) {
      if (map.deleted === true || map.archived === true) continue
      const context = buildMapContext(project, map.id, findGraph)
      if (context === undefined) continue
      coverage.set(map.id, countCoverage(context))
      for (const problem of compileMap(context).problems) problems.push({ ...problem, map: map.id })
    }
    return { problems, coverage }
  }
}
