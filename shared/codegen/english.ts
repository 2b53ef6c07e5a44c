// The only place that says in plain English what a row does: for the grid, the row's detail and the Excel sheet.
import type { Invariant, Row } from '../project/field-map.ts'
import { fieldTree } from '../mapping/field-tree.ts'
import { eachAbove, ownItems } from '../mapping/item-scope.ts'
import { invariantPlace } from '../mapping/compile-invariants.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { policiesInForce } from '../mapping/policies.ts'
import type { Condition } from '../transform/transform.ts'
import { nounOfList, possessive } from './english-sources.ts'
import { conditionWords, eachWords, valueWords } from './english-values.ts'
import { capital, endOf, quote } from './english-words.ts'

/** One plain sentence (or two, where there is a condition) that a stakeholder can agree to. Empty where nothing is decided. */
export function describeRow(context: MapContext, row: Row): string {
  const { transform } = row
  if (transform === undefined) return row.unmatched === undefined ? '' : `Nothing decided yet; somebody wrote ${quote(row.unmatched)}.`
  const each = eachAbove(context, row)
  if (transform.kind === 'notMapped') return `Not mapped${transform.reason.trim() === '' ? '' : `: ${transform.reason.trim()}`}${endOf(transform.reason)}`
  const on = row.on === undefined ? '' : `Only when the record is ${row.on === 'create' ? 'created' : 'updated'}. `
  if (transform.kind === 'each') {
    const only = row.when === undefined ? '' : `, but only where ${conditionWords({ context, each: ownItems(row) }, row.when)}`
    return `${on}${eachWords({ context, each }, transform)}${only}.`
  }
  if (transform.kind === 'hook') return `${on}An engineer writes this: ${transform.words.trim()}${endOf(transform.words)}`
  const only = row.when === undefined ? '' : `Only if ${conditionWords({ context, each }, row.when)}: `
  const isConstant = transform.kind === 'constant' || (transform.kind === 'copy' && transform.from.of === 'constant')
  const sentence = `${only}${isConstant ? 'always ' : ''}${valueWords({ context, each }, transform)}`
  return `${on}${only === '' ? capital(sentence) : sentence}.`
}

/** The policies in force, as sentences: `If it is missing: report a problem. An empty (null) value counts as missing.` */
export function describePolicies(context: MapContext, row: Row): string {
  const { kind } = row.transform ?? { kind: 'notMapped' }
  if (kind === 'notMapped') return ''
  const { graph, root } = context.destination
  const field = graph === undefined || root === undefined ? undefined : fieldTree(graph, root.node).find(row.destination)
  const { onMissing, onNull } = policiesInForce(context.fieldMap, row, field?.required === true)
  const missing =
    onMissing.then === 'default'
      ? `use ${quote(onMissing.value)}`
      : { omit: 'leave the field out', null: 'send null', problem: 'report a problem' }[onMissing.then]
  return `If it is missing: ${missing}. ${{ pass: 'A null is passed on.', 'as-missing': 'A null counts as missing.', problem: 'A null is reported as a problem.' }[onNull]}`
}

export function describeCondition(context: MapContext, condition: Condition, each?: Row): string {
  return conditionWords({ context, each }, condition)
}

/** After `Holds where`: what an invariant asks of the record that is made. */
export function describeInvariant(context: MapContext, { formula, tolerance }: Pick<Invariant, 'formula' | 'tolerance'>): string {
  const { result } = invariantPlace(context)
  const words = conditionWords({ context, each: undefined, ...(result === undefined ? {} : { result }) }, { test: 'formula', text: formula })
  return `${words}${tolerance === undefined ? '' : ` (both sides may differ by ${tolerance})`}`
}

/** How many records a field map makes. */
export function describeRuns(context: MapContext): string {
  const { runs, runsOver, runsBy } = context.fieldMap
  if (runs === undefined || runs === 'record' || runsOver === undefined) return 'Once for each record.'
  const noun = nounOfList(context, runsOver, undefined)
  const list = possessive({ context, each: undefined }, runsOver)
  if (runs === 'item') return `Once for each ${noun} in ${list}.`
  return `Once for each different ${runsBy === undefined || runsBy === '' ? 'value' : runsBy} among the ${noun} entries in ${list}.`
}
