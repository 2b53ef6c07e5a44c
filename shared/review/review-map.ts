// What is found about one field map: what compiling it tells, its coverage, and what samples and schema versions say of it.
import { compileMap } from '../mapping/compile-map.ts'
import { countCoverage, type Coverage } from '../mapping/coverage.ts'
import { fieldTree } from '../mapping/field-tree.ts'
import type { MapContext } from '../mapping/map-context.ts'
import type { CompileMemo } from '../mapping/row-memo.ts'
import { inputNames } from '../mapping/source-text.ts'
import { listSome } from '../mapping/value-check.ts'
import type { Row } from '../project/field-map.ts'
import type { SchemaVersion } from '../project/people-and-systems.ts'
import { checkSamples, type FindSamples } from './check-samples.ts'
import { onMap, type ReviewProblem } from './found.ts'

export type MapReview = {
  readonly problems: readonly ReviewProblem[]
  readonly coverage: Coverage
  /** Rows that fill a required field of the destination. */
  readonly required: readonly Row[]
}

/** `memo`: of this map. */
export function reviewMap(context: MapContext, findSamples: FindSamples | undefined, memo: CompileMemo): MapReview {
  const { ir, problems } = compileMap(context, memo)
  const coverage = countCoverage(context)
  const map = context.fieldMap.id
  return {
    problems: [
      ...problems.map((problem): ReviewProblem => ({ ...problem, map })),
      ...checkSamples(context, ir, problems, findSamples),
      ...listUndecided(context, coverage),
      ...listWithoutReason(context),
      ...listOutdated(context),
    ],
    coverage,
    required: listRequired(context),
  }
}

/** One for each side: a list of all of them is the coverage page. */
function listUndecided(context: MapContext, { source, destination }: Coverage): ReviewProblem[] {
  const { fieldMap } = context
  const names = inputNames(context)
  const optional = destination.undecided - destination.gaps
  return [
    ...source.flatMap(({ input, undecided, total }) =>
      undecided === 0 ? [] : [onMap(fieldMap, 'source-undecided', `"${names.get(input) ?? ''}"`, String(undecided), String(total))],
    ),
    ...(optional === 0 ? [] : [onMap(fieldMap, 'destination-undecided', String(optional), String(destination.total))]),
  ]
}

function listWithoutReason(context: MapContext): ReviewProblem[] {
  const names = inputNames(context)
  return context.inputs.flatMap(({ input }) => {
    const silent = context.decisions.filter((one) => one.input === input.id && one.reason.trim() === '')
    const paths = listSome(silent.map(({ path }) => path).toSorted())
    return silent.length === 0 ? [] : [onMap(context.fieldMap, 'left-out-without-reason', `"${names.get(input.id) ?? ''}"`, paths)]
  })
}

function listOutdated({ project, fieldMap, inputs, destination }: MapContext): ReviewProblem[] {
  const used = new Set([...inputs.map(({ ref }) => ref.schema), destination.ref.schema])
  return [...used].flatMap((id) => {
    const older = project.schemas.find((one) => one.id === id)
    const newer = older === undefined ? undefined : newestOf(project.schemas, older)
    if (older === undefined || newer === undefined) return []
    const say = ({ version, title }: SchemaVersion) => (version === undefined ? `"${title}"` : `version ${version}`)
    return [onMap(fieldMap, 'schema-outdated', older.title, say(older), say(newer))]
  })
}

/** The last of the versions that follow one another. */
function newestOf(versions: readonly SchemaVersion[], version: SchemaVersion): SchemaVersion | undefined {
  const seen = new Set([version.id])
  let newest: SchemaVersion | undefined
  for (let next = followerOf(versions, version.id); next !== undefined && !seen.has(next.id); next = followerOf(versions, next.id)) {
    seen.add(next.id)
    newest = next
  }
  return newest
}

function followerOf(versions: readonly SchemaVersion[], id: string): SchemaVersion | undefined {
  return versions.find((one) => one.deleted !== true && one.replaces === id)
}

function listRequired({ destination: { graph, root }, rows }: MapContext): Row[] {
  if (graph === undefined || root === undefined) return []
  const tree = fieldTree(graph, root.node)
  return rows.filter(({ transform, destination }) => transform !== undefined && transform.kind !== 'notMapped' && tree.find(destination)?.required === true)
}
