// Everything that is found about a whole project: the problems of its maps and of what stands around them, and the coverage.
// A reviewer keeps what it found of each map and of each use case, and looks again only where parts have changed.
import type { Coverage } from '../mapping/coverage.ts'
import { buildMapContext } from '../mapping/map-context.ts'
import { createCompileMemo, type CompileMemo } from '../mapping/row-memo.ts'
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { FieldMap, Row } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'
import type { FieldEvidence } from '../schema/evidence.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { checkCases, checkTested } from './check-cases.ts'
import { checkConfig, checkCustomerRows } from './check-customers.ts'
import { checkServing } from './check-serving.ts'
import { checkQuestions, checkReady } from './check-status.ts'
import { checkSteps } from './check-steps.ts'
import { checkTables } from './check-tables.ts'
import type { ReviewProblem } from './found.ts'
import { groupLive, live } from './group.ts'
import { createKeep, createKeeps, type Keep } from './keep.ts'
import { reviewMap, type MapReview } from './review-map.ts'
import { findSamplesOf, listSampleParts } from './samples-of.ts'
import { listTablesOf } from './tables-of.ts'
import { withWaivers } from './waivers.ts'

export type { ReviewProblem } from './found.ts'

export type ReviewInput = {
  readonly project: Project
  readonly findGraph: (key: string) => SchemaGraph | undefined
  /** What the sample set of this key shows; undefined: not loaded, or no such set. */
  readonly findEvidence?: (set: string) => { readonly records: number; readonly evidence: readonly FieldEvidence[] } | undefined
  /** How each test case came out, by its id; absent ones are not known yet, and no problem is told about them. */
  readonly outcomes?: ReadonlyMap<string, CaseOutcome>
}

export type Review = {
  /** Of maps in their order, then of use cases, test cases, lookup tables and config values; waived ones are among them. */
  readonly problems: readonly ReviewProblem[]
  /** By field map; neither deleted nor archived ones. */
  readonly coverage: ReadonlyMap<string, Coverage>
}

/** Whoever asks again with a project of which most objects are the same gets an answer soon. A damaged project is no reason to throw. */
export type Reviewer = (input: ReviewInput) => Review

/** For whoever looks once. */
export function reviewOnce(input: ReviewInput): Review {
  return createReviewer()(input)
}

export function createReviewer(): Reviewer {
  const maps = createKeeps<MapReview>()
  const memos = createKeeps<CompileMemo>()
  const useCases = createKeeps<readonly ReviewProblem[]>()
  const groups = createGroups()
  const kept = {
    serving: createKeep<ReturnType<typeof checkServing>>(),
    tested: createKeep<ReturnType<typeof checkTested>>(),
    cases: createKeep<readonly ReviewProblem[]>(),
    questions: createKeep<ReadonlyMap<string, readonly ReviewProblem[]>>(),
    tables: createKeep<readonly ReviewProblem[]>(),
    config: createKeep<readonly ReviewProblem[]>(),
    customers: createKeep<ReadonlyMap<string, readonly ReviewProblem[]>>(),
    rowsById: createKeep<ReadonlyMap<string, Row>>(),
  }

  return (input) => {
    const { project, findGraph, outcomes } = input
    const parts = groups(project)
    const counted = project.fieldMaps.filter((map) => map.deleted !== true && map.archived !== true)
    const reviewed = counted.map((fieldMap) => {
      const memo = memos.of(fieldMap.id)([], createCompileMemo)
      const review = maps.of(fieldMap.id)(mapParts(input, fieldMap, parts), () => reviewOf(input, fieldMap, memo))
      return { fieldMap, review, rows: parts.rows.get(fieldMap.id) ?? [] }
    })
    const graphs = project.schemas.map(({ graph }) => findGraph(graph))
    const told = [...parts.rows].filter(([, rows]) => rows.some(({ on }) => on !== undefined)).map(([id]) => id)
    const ofSteps = live(project.useCases).flatMap((useCase) => {
      const steps = parts.steps.get(useCase.id) ?? []
      const { fieldMaps, mapInputs, configValues, schemas, systems, overlays } = project
      return useCases.of(useCase.id)([useCase, steps, fieldMaps, mapInputs, configValues, schemas, systems, overlays, graphs, told], () =>
        checkSteps(project, useCase.id, steps, findGraph),
      )
    })
    maps.forget()
    memos.forget()
    useCases.forget()

    const rowsById = kept.rowsById([project.rows], () => new Map(live(project.rows).map((row) => [row.id, row])))
    const serving = kept.serving([project.useCases, project.steps, counted, project.rows], () => checkServing(project, reviewed))
    const required = reviewed.map(({ fieldMap, review }) => ({ fieldMap, required: review.required }))
    const tested = kept.tested([project.testCases, project.steps, statesOf(outcomes), counted, required.map((one) => one.required)], () =>
      checkTested(project, outcomes, required),
    )
    const questions = kept.questions([project.questions, project.rows], () =>
      byMap(checkQuestions(project, rowsById, (map, path, each) => parts.rows.get(map)?.find((row) => row.destination === path && row.parent === each))),
    )
    const { configValues, profileValues, customerProfiles } = project
    const customers = kept.customers([project.info.kind, configValues, profileValues, customerProfiles, project.rows, counted], () =>
      byMap(
        checkCustomerRows(
          project,
          reviewed.flatMap(({ rows }) => rows),
        ),
      ),
    )
    const found = reviewed.flatMap(({ fieldMap: { id }, review }) => [
      ...review.problems,
      ...(serving.byMap.get(id) ?? []),
      ...(tested.get(id) ?? []),
      ...(customers.get(id) ?? []),
      ...(questions.get(id) ?? []),
    ])
    const around = [
      ...serving.useCases,
      ...ofSteps,
      ...kept.cases([project.testCases, outcomes], () => checkCases(project, outcomes)),
      ...kept.tables([project.lookupTables, project.lookupEntries, customerProfiles], () => checkTables(project)),
      ...kept.config([configValues, profileValues, customerProfiles], () => checkConfig(project)),
    ]
    const waived = withWaivers([...found, ...around], project.waivers)
    const ready = withWaivers(checkReady(waived, rowsById), project.waivers)
    return {
      problems: ready.length === 0 ? waived : [...waived.slice(0, found.length), ...ready, ...waived.slice(found.length)],
      coverage: new Map(reviewed.map(({ fieldMap, review }) => [fieldMap.id, review.coverage])),
    }
  }
}

type Parts = {
  readonly rows: ReadonlyMap<string, readonly Row[]>
  readonly inputs: ReadonlyMap<string, Project['mapInputs']>
  readonly decisions: ReadonlyMap<string, Project['sourceDecisions']>
  readonly invariants: ReadonlyMap<string, Project['invariants']>
  readonly entries: ReadonlyMap<string, Project['lookupEntries']>
  readonly steps: ReadonlyMap<string, Project['steps']>
}

/** Each collection is grouped again only when it changed. */
function createGroups(): (project: Project) => Parts {
  const keeps = { rows: keepOf<Parts['rows']>(), inputs: keepOf<Parts['inputs']>(), decisions: keepOf<Parts['decisions']>() }
  const others = { invariants: keepOf<Parts['invariants']>(), entries: keepOf<Parts['entries']>(), steps: keepOf<Parts['steps']>() }
  return ({ rows, mapInputs, sourceDecisions, invariants, lookupEntries, steps }) => ({
    rows: keeps.rows([rows], () => groupLive(rows, ({ fieldMap }) => fieldMap)),
    inputs: keeps.inputs([mapInputs], () => groupLive(mapInputs, ({ fieldMap }) => fieldMap)),
    decisions: keeps.decisions([sourceDecisions], () => groupLive(sourceDecisions, ({ fieldMap }) => fieldMap)),
    invariants: others.invariants([invariants], () => groupLive(invariants, ({ fieldMap }) => fieldMap)),
    entries: others.entries([lookupEntries], () => groupLive(lookupEntries, ({ table }) => table)),
    steps: others.steps([steps], () => groupLive(steps, ({ useCase }) => useCase)),
  })
}

function keepOf<T>(): Keep<T> {
  return createKeep<T>()
}

/** All that the review of one map is worked out of: what is not here must not change it. */
function mapParts({ project, findGraph, findEvidence }: ReviewInput, fieldMap: FieldMap, parts: Parts): unknown[] {
  const { id } = fieldMap
  const rows = parts.rows.get(id) ?? []
  const inputs = parts.inputs.get(id) ?? []
  const used = new Set([fieldMap.destination.schema, ...inputs.map(({ source }) => source.schema)])
  const { configValues, customerProfiles, lookupTables, overlays, schemaDecisions, schemas } = project
  return [
    fieldMap,
    rows,
    inputs,
    parts.decisions.get(id) ?? [],
    parts.invariants.get(id) ?? [],
    listTablesOf(rows).flatMap((table) => parts.entries.get(table) ?? []),
    lookupTables,
    configValues,
    customerProfiles,
    schemas,
    overlays,
    schemaDecisions,
    schemas.flatMap((schema) => (used.has(schema.id) ? [findGraph(schema.graph)] : [])),
    listSampleParts(project.sampleSets, used, findEvidence),
  ]
}

function reviewOf({ project, findGraph, findEvidence }: ReviewInput, { id }: FieldMap, memo: CompileMemo): MapReview {
  const context = buildMapContext(project, id, findGraph)
  if (context === undefined) throw new Error(`the project has no field map ${id}`)
  return reviewMap(context, findSamplesOf(context, findEvidence), memo)
}

/** Which cases can run decides what is tested, not how they came out. */
function statesOf(outcomes: ReviewInput['outcomes']): unknown[] {
  return outcomes === undefined ? [undefined] : [...outcomes].flatMap(([id, { state }]) => [id, state === 'cannot-run'])
}

function byMap(problems: readonly ReviewProblem[]): ReadonlyMap<string, readonly ReviewProblem[]> {
  return groupLive<ReviewProblem & { readonly deleted?: never }>(problems, ({ map }) => map ?? '')
}
