// What a move to a newer schema version left to be settled, told on the rows: the only place that makes problems of decisions.
import type { SchemaDecision } from '../project/people-and-systems.ts'
import type { MapContext } from './map-context.ts'
import type { ProblemList } from './problem-list.ts'

/** By row. Decisions change seldom, and a map is compiled on every keystroke. */
const unsettled = new WeakMap<readonly SchemaDecision[], ReadonlyMap<string, readonly SchemaDecision[]>>()

export function addSchemaChanges(context: MapContext, problems: ProblemList): void {
  const { schemaDecisions } = context.project
  if (schemaDecisions.length === 0) return
  const byRow = unsettled.get(schemaDecisions) ?? listUnsettled(schemaDecisions)
  unsettled.set(schemaDecisions, byRow)
  if (byRow.size === 0) return
  // Before the move the rows still use the old version: what somebody decides then is no problem yet.
  const used = new Set([context.destination.ref.schema, ...context.inputs.map(({ ref }) => ref.schema)])
  for (const row of context.rows)
    for (const { schema, choice, sentence } of byRow.get(row.id) ?? [])
      if (used.has(schema))
        problems.add(row, choice === 'keep' ? 'schema-change-kept' : 'schema-change-undecided', sentence ?? 'A field of this row has changed.')
}

/** Of several decisions about one change and one row the latest counts. */
function listUnsettled(decisions: readonly SchemaDecision[]): ReadonlyMap<string, readonly SchemaDecision[]> {
  const latest = new Map<string, SchemaDecision>()
  const time = ({ at = '', id }: SchemaDecision) => `${at} ${id}`
  for (const decision of decisions) {
    if (decision.deleted === true || decision.item?.startsWith('row:') !== true) continue
    const key = JSON.stringify([decision.schema, decision.change, decision.item])
    const known = latest.get(key)
    if (known === undefined || time(known) < time(decision)) latest.set(key, decision)
  }
  const byRow = new Map<string, SchemaDecision[]>()
  for (const decision of latest.values()) {
    if (decision.choice !== 'keep' && decision.choice !== 'undecided') continue
    const row = decision.item?.slice('row:'.length) ?? ''
    byRow.set(row, [...(byRow.get(row) ?? []), decision])
  }
  return byRow
}
