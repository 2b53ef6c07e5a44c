// The sources that a row uses, wherever in the row they stand: the only place that says whose item each of them is relative to.
import type { Row } from '../project/field-map.ts'
import { listSources } from '../transform/kinds.ts'
import { conditionSources, operandSources } from '../transform/lowering.ts'
import type { SourceRef } from '../transform/transform.ts'
import { listInvariantSources } from './compile-invariants.ts'
import { formulaSources, type FormulaPlace } from './formula-scope.ts'
import { eachAbove, ownItems, runRow } from './item-scope.ts'
import type { MapContext } from './map-context.ts'
import { nullsInFormula } from './policies.ts'

/** `each`: the row whose item the source is relative to; undefined at the top. `of`: what in the row names it. */
export type RowSource = { readonly ref: SourceRef; readonly each: Row | undefined; readonly of: 'value' | 'condition' | 'order' }

/** Of rows without formulas, whose sources depend on nothing but the row and the list it stands in. */
const known = new WeakMap<Row, { readonly above: Row | undefined; readonly sources: readonly RowSource[] }>()
/** Of rows with formulas, which depend on the whole map; several parts of one specification ask for them. */
const knownInContext = new WeakMap<MapContext, Map<Row, readonly RowSource[]>>()

/** In the order they are written; a source used twice stands twice. Sources inside formulas too, as far as the formula is sound. */
export function listRowSources(context: MapContext, row: Row): readonly RowSource[] {
  const above = eachAbove(context, row)
  const before = known.get(row)
  if (before !== undefined && before.above === above) return before.sources
  const inContext = knownInContext.get(context)?.get(row)
  if (inContext !== undefined) return inContext
  let hasFormula = false
  const ofFormula: OfFormula = (text, each, place) => {
    hasFormula = true
    return formulaSources(context, text, each, place)
  }
  const sources = collectSources(context, row, above, ofFormula)
  if (!hasFormula) known.set(row, { above, sources })
  else {
    const rows = knownInContext.get(context) ?? new Map<Row, readonly RowSource[]>()
    knownInContext.set(context, rows.set(row, sources))
  }
  return sources
}

type OfFormula = (text: string, each: Row | undefined, place?: FormulaPlace) => readonly SourceRef[]

function collectSources(context: MapContext, row: Row, above: Row | undefined, ofFormula: OfFormula): RowSource[] {
  const { transform, when } = row
  const sources: RowSource[] = []
  const nulls = nullsInFormula(context.fieldMap, row)
  if (transform !== undefined)
    for (const ref of listSources(transform, (text) => ofFormula(text, above, { nulls }))) sources.push({ ref, each: above, of: 'value' })
  const isEach = transform?.kind === 'each'
  // The group field, the order and the condition of an `each` are about the list's own items; its key about what the rows below see.
  const inside = isEach ? ownItems(row) : above
  if (isEach) {
    const { groupBy, sort, key } = transform
    if (groupBy !== undefined) sources.push({ ref: { of: 'item', path: groupBy }, each: inside, of: 'order' })
    if (sort !== undefined) sources.push({ ref: { of: 'item', path: sort.by }, each: inside, of: 'order' })
    if (key !== undefined) for (const ref of operandSources(key)) sources.push({ ref, each: row, of: 'order' })
  }
  if (when !== undefined) for (const ref of conditionSources(when, (text) => ofFormula(text, inside))) sources.push({ ref, each: inside, of: 'condition' })
  return sources
}

/** Those of the row's value alone, seen from where the row stands. */
export function listValueSources(context: MapContext, row: Row): SourceRef[] {
  return listRowSources(context, row).flatMap(({ ref, of }) => (of === 'value' ? [ref] : []))
}

/** It is asked once, before any item is looked at. */
export function listAppliesSources(context: MapContext): SourceRef[] {
  const { appliesWhen } = context.fieldMap
  return appliesWhen === undefined ? [] : conditionSources(appliesWhen, (text) => formulaSources(context, text, undefined, { outside: true }))
}

/** Of all rows, and of what is said of the map as a whole. */
export function listMapSources(context: MapContext): Omit<RowSource, 'of'>[] {
  return [...listSettingSources(context), ...context.rows.flatMap((row) => listRowSources(context, row))]
}

/** Of what is said of the map as a whole: what it runs over, when it applies, what must hold. */
export function listSettingSources(context: MapContext): Omit<RowSource, 'of'>[] {
  const run = runRow(context)
  return [
    ...(run === undefined ? [] : listRowSources(context, run)),
    ...listAppliesSources(context).map((ref) => ({ ref, each: undefined })),
    ...listInvariantSources(context, context.rows).flatMap(({ sources }) => sources.map((ref) => ({ ref, each: undefined }))),
  ]
}
