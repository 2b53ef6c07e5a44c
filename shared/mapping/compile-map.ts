// The only place that turns a field map's rows into IR, and tells which rows cannot be.
import type { Field } from '../schema/fields.ts'
import type { Row } from '../project/field-map.ts'
import { IR_VERSION, type MapIr } from '../transform/ir.ts'
import { compileBody } from './compile-body.ts'
import { addInvariantSources } from './compile-invariants.ts'
import { addPartSources, compileParts } from './compile-parts.ts'
import { isTooDeep } from './compile-row.ts'
import { fieldTree } from './field-tree.ts'
import { eachAbove, hasSoundParents, MOST_NESTED_EACH, nestingOf, ownItems } from './item-scope.ts'
import type { MapContext } from './map-context.ts'
import type { MapProblemCode } from './map-rules.ts'
import type { Compilation } from './compilation.ts'
import { openMemo, type CompileMemo } from './row-memo.ts'
import { createProblemList, type ProblemList } from './problem-list.ts'
import type { Problem } from './problem.ts'
import { listRowSources, type RowSource } from './row-sources.ts'
import { addSchemaChanges } from './schema-changes.ts'
import { printSource } from './source-text.ts'
import { AS_THE_SCHEMA_SAYS, createSourceUses } from './source-uses.ts'

export type CompiledMap = { readonly ir: MapIr; readonly problems: Problem<MapProblemCode>[] }

/** Problems in the order of the rows; the IR holds what is sound. Never throws on damaged rows. `memo`: of this map, for whoever compiles it again and again. */
export function compileMap(context: MapContext, memo?: CompileMemo): CompiledMap {
  const problems = createProblemList(context)
  for (const sentence of context.missing) problems.addToMap('schema-missing', sentence)
  if (context.inputs.length === 0) problems.addToMap('no-input')
  addSchemaChanges(context, problems)
  // A row that is left out uses nothing: what only it used must not be checked, so the others are compiled again without it.
  for (let before = problems.leftOut.size; ;) {
    const compiled = compileOnce(context, problems, memo)
    if (problems.leftOut.size === before) return { ir: compiled, problems: problems.list() }
    before = problems.leftOut.size
  }
}

/** The problems that `generate` refuses for, unless gaps are allowed. */
export function listGaps(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem) => problem.code === 'required-destination-unmapped')
}

function compileOnce(context: MapContext, problems: ProblemList, memo: CompileMemo | undefined): MapIr {
  const rows = context.rows.filter((row) => isLeftOut(context, problems, row) === undefined)
  const compilation: Compilation = { context, rows, problems, uses: createSourceUses(context), config: new Map(), tables: new Map() }
  addPartSources(compilation)
  // A list is known before the rows below it ask for its item, however the rows are stored.
  for (const row of rows.toSorted((a, b) => nestingOf(context, a) - nestingOf(context, b))) addSources(compilation, row)
  addInvariantSources(compilation)
  const rest = rows.filter((row) => isLeftOut(context, problems, row) === undefined)
  const sound: Compilation = { ...compilation, rows: rest, ...(memo === undefined ? {} : { memo: openMemo(memo, compilation) }) }
  const { graph, root } = context.destination
  const node = graph === undefined || root === undefined ? { is: 'object' as const, fields: [] } : compileBody(sound, fieldTree(graph, root.node))
  const parts = compileParts(sound)
  return {
    irVersion: IR_VERSION,
    map: { id: context.fieldMap.id, number: context.fieldMap.number ?? null, key: context.fieldMap.key },
    inputs: compilation.uses.inputs(),
    appliesWhen: parts.appliesWhen,
    runs: parts.runs,
    destination: { typeName: typeNameOf(root) ?? context.fieldMap.key, node },
    invariants: parts.invariants,
    config: [...compilation.config.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    tables: [...compilation.tables.values()].sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || (a.id < b.id ? -1 : 1)),
    leftOut: context.rows.flatMap((row) => {
      const code = isLeftOut(context, problems, row)
      return code === undefined ? [] : [{ row: row.id, number: row.number ?? null, code }]
    }),
  }
}

/** Rows below an `each` row that is left out go with it, without problems of their own. */
function isLeftOut(context: MapContext, problems: ProblemList, row: Row): MapProblemCode | undefined {
  let here: Row | undefined = row
  for (let depth = 0; here !== undefined && depth <= MOST_NESTED_EACH; depth++) {
    const code = problems.leftOut.get(here.id)
    if (code !== undefined) return code
    here = eachAbove(context, here)
  }
  return undefined
}

function addSources(compilation: Compilation, row: Row): void {
  const { context, problems, uses } = compilation
  const { transform } = row
  // What somebody meant is not known, so what stood there before must not run either.
  if (row.unmatched !== undefined) return problems.add(row, 'unmatched-source', row.unmatched)
  if (transform?.kind === 'notMapped' && transform.reason.trim() === '') problems.add(row, 'not-mapped-without-reason', row.destination)
  if (transform === undefined || transform.kind === 'notMapped') return
  if (isTooDeep(transform) || isTooDeep(row.when)) return problems.add(row, 'too-deep')
  if (!hasSoundParents(context, row)) return problems.add(row, 'parent-missing')
  const own = { missing: row.onMissing !== undefined && row.onMissing.then !== 'problem', null: row.onNull === 'pass' || row.onNull === 'problem' }
  const add = ({ ref, each, of }: RowSource) => {
    const problem = uses.add(ref, each, of === 'value' ? own : AS_THE_SCHEMA_SAYS)
    if (problem !== undefined) problems.add(row, problem.code, ...problem.names)
  }
  const sources = listRowSources(context, row)
  if (transform.kind !== 'each') return sources.forEach(add)
  // The list before its items, and the items before what is asked of them.
  sources.slice(0, 1).forEach(add)
  if (problems.leftOut.has(row.id)) return
  if (!uses.addItems(ownItems(row))) return problems.add(row, 'not-a-list', printSource(context, transform.list, eachAbove(context, row)))
  sources.slice(1).forEach(add)
}

function typeNameOf(field: Field | undefined): string | undefined {
  return field?.facts.name ?? (field?.name === '' ? undefined : field?.name)
}
