// What a field map's rows became when it was compiled before, for whoever compiles it after each edit: the only place that says when that still holds.
import type { Field } from '../schema/fields.ts'
import type { Row } from '../project/field-map.ts'
import type { ConfigIr, RowIr, TableIr } from '../transform/ir.ts'
import { eachAbove, MOST_NESTED_EACH } from './item-scope.ts'
import { listLeaves } from './known-value.ts'
import type { MapContext } from './map-context.ts'
import type { SourceUses } from './source-uses.ts'

/** Of one field map; whoever compiles once needs none. What was found on a row is found again: only rows without findings are kept. */
export type CompileMemo = { readonly states: Map<string, State> }
/** The rows of one way in which the sources are used: what another row says of missing values may change what a path is. */
type State = { readonly parts: readonly unknown[]; readonly rows: WeakMap<Row, Kept> }
type Kept = {
  readonly field: Field
  readonly above: readonly Row[]
  readonly ir: RowIr
  readonly config: readonly (readonly [string, ConfigIr])[]
  readonly tables: readonly string[]
}

/** Ways that are remembered: a map with rows that are left out is compiled more than once. */
const MOST_STATES = 4

export function createCompileMemo(): CompileMemo {
  return { states: new Map() }
}

export type RowMemo = {
  /** What the row became, as it would be found now; undefined: it has to be compiled. */
  readonly find: (row: Row, field: Field) => RowIr | undefined
  /** `config`: what the row named. */
  readonly keep: (row: Row, field: Field, ir: RowIr, config: ReadonlyMap<string, ConfigIr>) => void
}

/** What a compilation gathers, as far as kept rows add to it. */
type Gathered = {
  readonly context: MapContext
  readonly uses: Pick<SourceUses, 'signature'>
  readonly config: Map<string, ConfigIr>
  readonly tables: ReadonlyMap<string, TableIr>
}

/** After all sources were noted. */
export function openMemo(memo: CompileMemo, compilation: Gathered): RowMemo {
  const { context } = compilation
  const rows = findState(memo, context, compilation.uses.signature())
  return {
    find(row, field) {
      const kept = rows.get(row)
      if (kept === undefined || kept.field !== field || !isSame(kept.above, listAbove(context, row))) return undefined
      // A table is read where it is first asked for, and its bad entries are told there.
      if (!kept.tables.every((table) => compilation.tables.has(table))) return undefined
      for (const [name, value] of kept.config) compilation.config.set(name, value)
      return kept.ir
    },
    keep(row, field, ir, config) {
      const tables = listLeaves(ir.value).flatMap((leaf) => (leaf.op === 'lookup' && 'table' in leaf ? [leaf.table] : []))
      rows.set(row, { field, above: listAbove(context, row), ir, config: [...config], tables })
    },
  }
}

function findState({ states }: CompileMemo, context: MapContext, signature: string): WeakMap<Row, Kept> {
  const parts = partsOf(context)
  const known = states.get(signature)
  if (known !== undefined && isSame(known.parts, parts)) return known.rows
  // What does not hold any more is the first to go.
  states.delete(signature)
  for (const oldest of states.keys()) if (states.size >= MOST_STATES) states.delete(oldest)
  const rows = new WeakMap<Row, Kept>()
  states.set(signature, { parts, rows })
  return rows
}

/** All that a row's meaning and its findings are worked out of, besides the row, its field, the lists it stands in and how the sources are used. */
function partsOf({ project, fieldMap, inputs, destination }: MapContext): unknown[] {
  const { configValues, customerProfiles, lookupEntries, lookupTables } = project
  return [
    fieldMap,
    ...inputs.flatMap(({ input, graph, root }) => [input, graph, root?.node]),
    destination.graph,
    destination.root?.node,
    configValues,
    customerProfiles,
    lookupTables,
    lookupEntries,
  ]
}

/** The `each` rows that a row stands in, nearest first. */
function listAbove(context: MapContext, row: Row): readonly Row[] {
  if (row.parent === undefined) return NONE
  const above: Row[] = []
  for (let each = eachAbove(context, row); each !== undefined && above.length <= MOST_NESTED_EACH; each = eachAbove(context, each)) above.push(each)
  return above
}

const NONE: readonly Row[] = []

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((one, at) => one === b[at]))
}
