// Everything a field map page shows that follows from the document, the schemas and the sample: one pure function.
import { compileMap, type CompiledMap } from '../../shared/mapping/compile-map.ts'
import { countCoverage, wholePath, type Coverage } from '../../shared/mapping/coverage.ts'
import { createEvaluator, type Environment } from '../../shared/mapping/evaluate-map.ts'
import type { Operation } from '../../shared/mapping/for-operation.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import type { LineView } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { mapRules } from '../../shared/mapping/map-rules.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { countOpenQuestions } from '../../shared/mapping/question-lines.ts'
import { listRowSources } from '../../shared/mapping/row-sources.ts'
import { listPathsAbove } from '../../shared/mapping/field-tree.ts'
import { configOf } from '../../shared/project/config-of.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { belowKey, type GridLine, type MapView } from '../grid/map-view.ts'

/** The records the preview is worked out from, by the input's name; `now` is fixed for the page's life, so that a preview does not flicker. */
export type PreviewSample = {
  readonly records: ReadonlyMap<string, JsonValue>
  readonly now: string
  /** The id of a customer profile. */
  readonly profile?: string
  /** Absent: `create`. */
  readonly operation?: Operation
  /** Values that win over the profile's: a test case's own. */
  readonly config?: TestCase['config']
  /** Which item of a list is looked at: by the `each` row's id, or the map's for its runs. Absent: the first. */
  readonly items?: ReadonlyMap<string, number>
}

export type DerivedMap = {
  readonly view: MapView
  readonly lines: readonly GridLine[]
  readonly problems: readonly Problem[]
  /** Undefined until it was counted for the first time. */
  readonly coverage?: Coverage
  /** How many rows read each source field, by input, then by path from the input's root. */
  readonly uses: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** Milliseconds the preview took; undefined without a sample. */
  readonly previewTook?: number
}

/** The lines and what can be counted beside them: enough to paint the grid. What was found before stays until it is found anew. */
export function listMap(context: MapContext, lineView: LineView, before?: DerivedMap): DerivedMap {
  return {
    view: {
      context,
      problemsByLine: before?.view.problemsByLine ?? new Map(),
      outcomesByRow: before?.view.outcomesByRow ?? new Map(),
      questionsByLine: countOpenQuestions(context),
      ...countBelow(context),
    },
    lines: listLines(context, lineView).map((line) => ({ address: line.address, line })),
    problems: before?.problems ?? [],
    uses: before?.uses ?? new Map(),
    ...(before?.coverage === undefined ? {} : { coverage: before.coverage }),
    ...(before?.previewTook === undefined ? {} : { previewTook: before.previewTook }),
  }
}

export type Findings = Pick<DerivedMap, 'problems' | 'coverage' | 'uses' | 'previewTook'> & Pick<MapView, 'problemsByLine' | 'outcomesByRow'>

/** As long as nothing was worked out. */
export const NO_FINDINGS: Findings = { problems: [], uses: new Map(), problemsByLine: new Map(), outcomesByRow: new Map() }

/** Problems, preview and counts of the whole map: some hundred milliseconds on a map of 5,000 rows. */
export function analyseMap(context: MapContext, sample: PreviewSample | undefined, clock: () => number): Findings {
  const compiled = compileMap(context)
  return { ...findInMap(context, compiled), ...previewMap(context, compiled, sample, clock) }
}

/** What does not depend on the sample. */
export function findInMap(context: MapContext, { problems }: CompiledMap): Omit<Findings, 'outcomesByRow' | 'previewTook'> {
  return { problems, problemsByLine: groupBy(problems), coverage: countCoverage(context), uses: countUses(context) }
}

export function previewMap(
  context: MapContext,
  { ir }: CompiledMap,
  sample: PreviewSample | undefined,
  clock: () => number,
): Pick<Findings, 'outcomesByRow' | 'previewTook'> {
  if (sample === undefined) return { outcomesByRow: new Map() }
  const started = clock()
  const { values } = createEvaluator(ir)(sample.records, environmentOf(context, sample), sample.items === undefined ? {} : { items: sample.items })
  return { outcomesByRow: values, previewTook: clock() - started }
}

/** Of a whole review, what stands at one map besides what is compiled: findings of other rules, and what was waived. */
export type Reviewed = { readonly more: readonly Problem[]; readonly waived: ReadonlySet<string> }

export function reviewedOf(problems: readonly ReviewProblem[], map: string): Reviewed {
  const own = problems.filter((problem) => problem.map === map)
  return {
    more: own.filter((problem) => !Object.hasOwn(mapRules, problem.code) && problem.waiver === undefined),
    waived: new Set(own.flatMap((problem) => (problem.waiver === undefined ? [] : [keyOf(problem)]))),
  }
}

/** What is compiled is fresher than the review, which also knows the rest. */
export function withReviewed(findings: Findings, { more, waived }: Reviewed): Findings {
  if (more.length === 0 && waived.size === 0) return findings
  const problems = [...findings.problems.filter((problem) => !waived.has(keyOf(problem))), ...more]
  return { ...findings, problems, problemsByLine: groupBy(problems) }
}

function keyOf({ code, at, message }: Problem): string {
  return JSON.stringify([code, at, message])
}

export function withFindings(derived: DerivedMap, { problems, problemsByLine, outcomesByRow, coverage, uses, previewTook }: Findings): DerivedMap {
  return {
    view: { ...derived.view, problemsByLine, outcomesByRow },
    lines: derived.lines,
    problems,
    uses,
    ...(coverage === undefined ? {} : { coverage }),
    ...(previewTook === undefined ? {} : { previewTook }),
  }
}

export function environmentOf({ project }: MapContext, { profile, now, operation, config: own = [] }: PreviewSample): Environment {
  const name = project.customerProfiles.find((one) => one.id === profile && one.deleted !== true)?.name
  const config = configOf(project, profile)
  for (const { config: id, value } of own) {
    const known = project.configValues.find((one) => one.id === id && one.deleted !== true)
    if (known !== undefined) config.set(known.name, value)
  }
  return {
    config,
    now,
    ...(name === undefined ? {} : { profile: name }),
    ...(operation === undefined ? {} : { operation }),
  }
}

export function groupBy(problems: readonly Problem[]): Map<string, Problem[]> {
  const groups = new Map<string, Problem[]>()
  for (const problem of problems) {
    const group = groups.get(problem.at)
    if (group === undefined) groups.set(problem.at, [problem])
    else group.push(problem)
  }
  return groups
}

function countBelow(context: MapContext): { mappedBelow: Map<string, number>; partsOf: Map<string, number> } {
  const mappedBelow = new Map<string, number>()
  const partsOf = new Map<string, number>()
  const eachRows = new Map(context.rows.map((row) => [row.id, row]))
  for (const row of context.rows) {
    const each = row.parent === undefined ? undefined : eachRows.get(row.parent)
    if (row.transform?.kind === 'each') add(partsOf, belowKey(each, row.destination))
    if (row.transform !== undefined && row.transform.kind !== 'notMapped') add(mappedBelow, belowKey(each, objectOf(row.destination)))
  }
  return { mappedBelow, partsOf }
}

function countUses(context: MapContext): Map<string, Map<string, number>> {
  const uses = new Map<string, Map<string, number>>()
  for (const row of context.rows) {
    const seen = new Set<string>()
    const read = listRowSources(context, row).map(({ ref, each: inside }) => wholePath(context, ref, inside))
    for (const at of read) {
      if (at === undefined || seen.has(`${at.input}:${at.path}`)) continue
      seen.add(`${at.input}:${at.path}`)
      const ofInput = uses.get(at.input) ?? new Map<string, number>()
      uses.set(at.input, ofInput)
      ofInput.set(at.path, (ofInput.get(at.path) ?? 0) + 1)
    }
  }
  return uses
}

/** The field whose own fields stand beside this one: `LineItems` for `LineItems[].Quantity`. */
function objectOf(path: FieldPath): FieldPath {
  // Nearly all names are plain, and a large map asks for thousands of paths.
  if (!path.includes('`')) return path.slice(0, Math.max(0, path.lastIndexOf('.'))).replace(/(?:\[\]|\{\})+$/, '') as FieldPath
  return (listPathsAbove(path)[0] ?? '').replace(/(?:\[\]|\{\})+$/, '') as FieldPath
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
