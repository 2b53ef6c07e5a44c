// The traceability matrix: which row stands for which outcome of which use case, and what is missing. Lines of a use case, or of the project.
import { fieldAddress, rowAddress } from '../mapping/line.ts'
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { FieldMap, Row } from '../project/field-map.ts'
import { compareObjects, printNumber, type Project } from '../project/project.ts'
import type { UseCase, UseCaseItem } from '../project/use-case.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { groupLive, live } from './group.ts'
import { parsePlace } from './place.ts'
import { listAskedRows, listLiveMaps } from './progress.ts'
import type { ReviewProblem } from './review.ts'
import { statusOfRow, type ShownStatus } from './row-status.ts'
import { traceCases, type RowVerdict, type TraceCases } from './traceability-cases.ts'

/** `useCase` undefined: it serves none. `outcome` undefined: nobody said which one. */
type Where = { readonly key: string; readonly useCase: UseCase | undefined; readonly outcome: UseCaseItem | undefined }

/**
 * row: what a row does for it. gap: a required field that nothing fills, with the row where there is one. outcome: one that no row is for, or
 * that test cases prove by themselves. nothing: a use case that no row serves. Rows that are left out on purpose have no line.
 */
export type TraceLine =
  | (Where & {
      readonly kind: 'row'
      readonly map: FieldMap
      readonly row: Row
      readonly isAsked: boolean
      /** `no-need`: nothing is decided, so nothing can be tested. */
      readonly verdict: RowVerdict | 'no-need'
    })
  | (Where & { readonly kind: 'gap'; readonly map: FieldMap; readonly at: string; readonly path: FieldPath; readonly row: Row | undefined })
  | (Where & { readonly kind: 'outcome'; readonly outcome: UseCaseItem; readonly verdict: RowVerdict; readonly hasRows: boolean })
  | (Where & { readonly kind: 'nothing'; readonly useCase: UseCase })

export type Trace = {
  /** By use case in their order, then outcome, field map and row number; then rows that serve none. A row stands once for each use case. */
  readonly lines: readonly TraceLine[]
  readonly cases: TraceCases
  /** Rows of these maps that are left out on purpose. */
  readonly notMapped: number
}

export type TraceInput = {
  readonly project: Project
  /** How cases came out; undefined: not known yet. */
  readonly outcomes: ReadonlyMap<string, CaseOutcome> | undefined
  /** Those that tell of required fields without a value are gaps. */
  readonly problems: readonly ReviewProblem[]
}

/** `useCase`: of this one alone. Archived maps are left out. */
export function traceProject({ project, outcomes, problems }: TraceInput, useCase?: string): Trace {
  const maps = listLiveMaps(project)
  const cases = traceCases(project, outcomes)
  const sources = readSources(project, maps, cases, problems)
  const useCases = live(project.useCases).filter(({ id }) => useCase === undefined || id === useCase)
  const lines = useCases.flatMap((one) => traceUseCase(sources, one))
  const notMapped = project.rows.filter((row) => sources.mapsById.has(row.fieldMap) && row.deleted !== true && row.transform?.kind === 'notMapped')
  if (useCase !== undefined) return { lines, cases, notMapped: notMapped.filter((row) => servedBy(sources, row).includes(useCase)).length }
  return { lines: [...lines, ...traceIdle(sources)], cases, notMapped: notMapped.length }
}

type TracedRow = Extract<TraceLine, { kind: 'row' }>
type TracedGap = Extract<TraceLine, { kind: 'gap' }>
/** What is the same for every use case that a row serves, worked out once. */
type Part = Omit<TracedRow, keyof Where> | Omit<TracedGap, keyof Where>

type Sources = {
  readonly project: Project
  readonly mapsById: ReadonlyMap<string, FieldMap>
  readonly known: ReadonlySet<string>
  readonly cases: TraceCases
  /** By use case, in the order of maps and rows. */
  readonly served: ReadonlyMap<string, readonly Part[]>
  /** Those that serve none. */
  readonly idle: readonly Part[]
  readonly outcomes: ReadonlyMap<string, readonly UseCaseItem[]>
}

function readSources(project: Project, maps: readonly FieldMap[], cases: TraceCases, problems: readonly ReviewProblem[]): Sources {
  const mapsById = new Map(maps.map((map) => [map.id, map]))
  const known = new Set(live(project.useCases).map(({ id }) => id))
  const outcomes = groupLive(
    project.useCaseItems.filter(({ part }) => part === 'outcome'),
    (item) => item.useCase,
  )
  const sources = { project, mapsById, known, cases, outcomes }
  const served = new Map<string, Part[]>()
  const idle: Part[] = []
  for (const { part, useCases } of listParts(sources, maps, problems)) {
    for (const id of useCases) {
      const list = served.get(id)
      if (list === undefined) served.set(id, [part])
      else list.push(part)
    }
    if (useCases.length === 0) idle.push(part)
  }
  return { ...sources, served, idle }
}

type Served = { readonly part: Part; readonly useCases: readonly string[] }

/** Rows by map and number, each map's gaps without a row behind them. */
function listParts(
  sources: Pick<Sources, 'project' | 'mapsById' | 'known' | 'cases'>,
  maps: readonly FieldMap[],
  problems: readonly ReviewProblem[],
): Served[] {
  const { project, cases } = sources
  const asked = listAskedRows(project)
  const gaps = listGaps(problems)
  const rows = groupLive(project.rows, ({ fieldMap }) => fieldMap)
  return maps.flatMap((map) => {
    const ofRows = (rows.get(map.id) ?? []).toSorted(compareNumbers).flatMap((row): Served[] => {
      if (row.transform?.kind === 'notMapped') return []
      const at = rowAddress(row)
      const useCases = servedBy(sources, row)
      if (gaps.has(at)) return [{ part: { kind: 'gap', map, at, path: row.destination, row }, useCases }]
      const isAsked = asked.has(row.id)
      const verdict = row.transform === undefined ? 'no-need' : cases.verdictOf(row)
      return [{ part: { kind: 'row', map, row, isAsked, verdict }, useCases }]
    })
    const useCases = map.useCases.filter((id) => sources.known.has(id))
    const ofFields = (gaps.get(map.id) ?? []).map((path): Served => ({
      part: { kind: 'gap', map, at: fieldAddress(map.id, path), path, row: undefined },
      useCases,
    }))
    return [...ofRows, ...ofFields]
  })
}

function compareNumbers(a: Row, b: Row): number {
  const difference = (a.number ?? Infinity) - (b.number ?? Infinity)
  return Number.isNaN(difference) || difference === 0 ? compareObjects(a, b) : difference
}

const GAP = 'required-destination-unmapped'
const NO_PATHS: readonly FieldPath[] = []

/** Addresses of rows, and paths by map. */
function listGaps(problems: readonly ReviewProblem[]): ReadonlyMap<string, readonly FieldPath[]> {
  const gaps = new Map<string, readonly FieldPath[]>()
  for (const { code, at, waiver } of problems) {
    if (code !== GAP || waiver !== undefined) continue
    const place = parsePlace(at)
    if (place?.kind === 'row') gaps.set(at, NO_PATHS)
    else if (place?.kind === 'field') gaps.set(place.fieldMap, [...(gaps.get(place.fieldMap) ?? NO_PATHS), place.path])
  }
  return gaps
}

function servedBy({ mapsById, known }: Pick<Sources, 'mapsById' | 'known'>, row: Row): readonly string[] {
  return (row.useCases ?? mapsById.get(row.fieldMap)?.useCases ?? []).filter((id) => known.has(id))
}

function traceUseCase(sources: Sources, useCase: UseCase): TraceLine[] {
  const parts = sources.served.get(useCase.id) ?? []
  const outcomes = sources.outcomes.get(useCase.id) ?? []
  const here = new Set(outcomes.map(({ id }) => id))
  const byOutcome = new Map<string | undefined, Part[]>()
  for (const part of parts) {
    const of = part.row?.outcome
    const outcome = of !== undefined && here.has(of) ? of : undefined
    const list = byOutcome.get(outcome)
    if (list === undefined) byOutcome.set(outcome, [part])
    else list.push(part)
  }
  const ofOutcomes = outcomes.flatMap((outcome): TraceLine[] => {
    const own = byOutcome.get(outcome.id) ?? []
    const verdict = verdictOfOutcome(sources.cases, outcome)
    const hasRows = own.length > 0
    const key = `${useCase.id} ${outcome.id}`
    const proved: TraceLine[] = hasRows && verdict === 'untested' ? [] : [{ kind: 'outcome', key, useCase, outcome, verdict, hasRows }]
    return [...proved, ...own.map((part) => place(part, useCase, outcome))]
  })
  const rest = (byOutcome.get(undefined) ?? []).map((part) => place(part, useCase, undefined))
  return parts.length === 0 ? [{ kind: 'nothing', key: `${useCase.id} nothing`, useCase, outcome: undefined }, ...ofOutcomes] : [...ofOutcomes, ...rest]
}

/** Of the cases that name it. */
function verdictOfOutcome(cases: TraceCases, outcome: UseCaseItem): RowVerdict {
  const states = cases.all.flatMap((one) => (one.outcome === outcome.id ? [cases.stateOf(one.id)] : []))
  if (states.length === 0) return 'untested'
  return states.includes('failed') ? 'failed' : states.includes('passed') ? 'passed' : 'not-run'
}

function traceIdle({ idle }: Sources): TraceLine[] {
  return idle.map((part) => place(part, undefined, undefined))
}

/** Written out: copying by spreading takes five times as long, and there are many. */
function place(part: Part, useCase: UseCase | undefined, outcome: UseCaseItem | undefined): TraceLine {
  const of = useCase?.id ?? ''
  if (part.kind === 'gap') {
    const { map, at, path, row } = part
    return { kind: 'gap', key: `${of} ${at}`, useCase, outcome, map, at, path, row }
  }
  const { map, row, isAsked, verdict } = part
  return { kind: 'row', key: `${of} ${row.id}`, useCase, outcome, map, row, isAsked, verdict }
}

/** Worked out only for lines that are shown: it compares a row with what it was. */
export function statusOfLine({ row, isAsked }: Extract<TraceLine, { kind: 'row' }>): ShownStatus {
  return statusOfRow(row, isAsked).shown
}

/** `R-14`; empty where no row stands behind the line. */
export function rowOfLine(line: TraceLine): string {
  return 'row' in line && line.row !== undefined ? printNumber('rows', line.row.number) : ''
}
