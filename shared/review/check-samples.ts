// What sample records show of a map's sources against what the destination takes. Documented facts are checked where the map is compiled.
import { missingKeys, nameTable } from '../mapping/check-lookups.ts'
import { hasLimits } from '../mapping/check-values.ts'
import { wholePath } from '../mapping/coverage.ts'
import { eachAbove, findRow } from '../mapping/item-scope.ts'
import { fieldTree } from '../mapping/field-tree.ts'
import { knownOf, lengthOf, listLeaves, type KnownValue, type KnowSource } from '../mapping/known-value.ts'
import type { MapContext } from '../mapping/map-context.ts'
import type { MapProblemCode } from '../mapping/map-rules.ts'
import type { Problem } from '../mapping/problem.ts'
import { fieldOf, sourceOf, type RowPlace } from '../mapping/source-origin.ts'
import { isTested } from '../mapping/tested-sources.ts'
import { listSome, nameOf, quoted, refusalOf } from '../mapping/value-check.ts'
import type { Row } from '../project/field-map.ts'
import { LONGEST_KEPT, type FieldEvidence } from '../schema/evidence.ts'
import type { FieldPath } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import { findSensitivity } from '../schema/sensitive.ts'
import { listRows, type MapIr, type PathExpr, type RowIr, type TableIr } from '../transform/ir.ts'
import { onRow, type ReviewProblem } from './found.ts'
import type { ProjectProblemCode } from './rules-of-projects.ts'

/** What all sample sets of an input's object show of a field, by its path from the object's root. */
export type FindSamples = (input: string, path: FieldPath) => readonly FieldEvidence[]

/** A row, and what is known of the values that come to it. */
type Seen = RowPlace & { readonly row: Row; readonly ir: RowIr; readonly findSamples: FindSamples; readonly tables: ReadonlyMap<string, TableIr> }
type Told = readonly [code: ProjectProblemCode, ...names: string[]]

/** `findSamples`: undefined where there are none. */
export function checkSamples(
  context: MapContext,
  map: MapIr,
  problems: readonly Problem<MapProblemCode>[],
  findSamples: FindSamples | undefined,
): ReviewProblem[] {
  const { graph, root } = context.destination
  if (findSamples === undefined || graph === undefined || root === undefined) return []
  const tree = fieldTree(graph, root.node)
  const told = new Set(problems.flatMap(({ code, at }) => (code === 'text-too-long' || code === 'number-out-of-range' ? [`${at} ${code}`] : [])))
  const tables = new Map(map.tables.map((table) => [table.id, table]))
  return listRows(map.destination.node).flatMap((ir) => {
    const row = findRow(context, ir.id)
    const field = row === undefined ? undefined : tree.find(row.destination)
    if (row === undefined || field === undefined) return []
    const found = checkRow({ context, each: eachAbove(context, row), row, ir, findSamples, tables }, field)
    return found.flatMap(([code, ...names]) => (told.has(`row:${row.id} ${documented[code] ?? ''}`) ? [] : [onRow(row, code, ...names)]))
  })
}

/** What is told of the documentation already is not told of samples again. */
const documented: Partial<Record<ProjectProblemCode, MapProblemCode>> = { 'sample-too-long': 'text-too-long', 'sample-out-of-range': 'number-out-of-range' }

function checkRow(seen: Seen, field: Field): Told[] {
  const { ir, tables } = seen
  const isLimited = hasLimits(field.facts)
  if (!isLimited && tables.size === 0) return []
  const found: Told[] = []
  for (const leaf of listLeaves(ir.value)) {
    if (leaf.op === 'lookup' && 'table' in leaf) {
      const table = tables.get(leaf.table)
      if (table !== undefined && table.otherwise === null && leaf.from.op === 'path') found.push(...checkCodes(seen, leaf.from, table))
    } else if (isLimited) {
      const known = knownOf(leaf, knowSeen(seen))
      const limits = known.path === undefined ? [] : [...checkLimits(seen, known, known.path, field)]
      if (known.path !== undefined && limits.length > 0 && !isTested(seen, ir, known.path)) found.push(...limits)
    }
  }
  return found
}

function* checkLimits(seen: Seen, known: KnownValue, path: PathExpr, { path: name, facts }: Field): Generator<Told> {
  const source = nameOf(seen, path)
  if (facts.types.includes('text') && facts.maxLength !== undefined && known.longest !== undefined && known.longest > facts.maxLength)
    yield ['sample-too-long', source, String(known.longest), name, String(facts.maxLength)]
  if (facts.types.some((type) => type === 'number' || type === 'integer')) {
    const highest = facts.maximum ?? facts.exclusiveMaximum
    const lowest = facts.minimum ?? facts.exclusiveMinimum
    if (highest !== undefined && known.most !== undefined && known.most > highest)
      yield ['sample-out-of-range', source, String(known.most), name, `at most ${highest}`]
    if (lowest !== undefined && known.least !== undefined && known.least < lowest)
      yield ['sample-out-of-range', source, String(known.least), name, `at least ${lowest}`]
  }
  if (facts.enum === undefined || known.asItIs !== true) return
  const refused = distinctValues(seen, path).filter((value) => refusalOf(facts, value) !== undefined)
  if (refused.length > 0) yield ['sample-not-in-enum', source, listSome(refused.map(String), quoted), name]
}

function checkCodes(seen: Seen, path: PathExpr, table: TableIr): Told[] {
  // What the documentation lists is compared with the table where the map is compiled.
  const documentedCodes: readonly unknown[] = fieldOf(seen, path)?.facts.enum ?? []
  const values = distinctValues(seen, path).filter((value) => !documentedCodes.includes(value))
  const missing = missingKeys(table, values)
  if (missing.length === 0 || isTested(seen, seen.ir, path)) return []
  const names = listSome(
    missing.map(({ value }) => String(value)),
    quoted,
  )
  return [['sample-not-in-lookup', nameOf(seen, path), names, nameTable(table)]]
}

/** None of what looks like personal data or secrets: a finding is shown to everybody. */
function distinctValues(seen: Seen, path: PathExpr): JsonScalar[] {
  const found = samplesOf(seen, path)
  const values = found.flatMap(({ distinct }) => distinct.map(({ value }) => value)).filter((value) => value !== null && value !== '')
  const [first] = found
  return first === undefined || findSensitivity(first.path, values) !== undefined ? [] : [...new Set(values)]
}

function knowSeen(seen: Seen): KnowSource {
  return (path) => {
    const found = samplesOf(seen, path)
    const longest = Math.max(...found.map(longestOf))
    const most = Math.max(...found.map(({ maximum }) => maximum ?? -Infinity))
    const least = Math.min(...found.map(({ minimum }) => minimum ?? Infinity))
    return {
      path,
      asItIs: true,
      ...(longest >= 0 ? { longest } : {}),
      ...(Number.isFinite(most) ? { most } : {}),
      ...(Number.isFinite(least) ? { least } : {}),
    }
  }
}

/** Characters as people count them where the text itself is kept whole. */
function longestOf({ longest, longestText }: FieldEvidence): number {
  if (longest === undefined) return -1
  return longestText !== undefined && longestText.length < LONGEST_KEPT ? lengthOf(longestText) : longest
}

function samplesOf(seen: Seen, path: PathExpr): readonly FieldEvidence[] {
  const ref = sourceOf(seen, path)
  const whole = ref === undefined ? undefined : wholePath(seen.context, ref, seen.each)
  return whole === undefined ? [] : seen.findSamples(whole.input, whole.path)
}
