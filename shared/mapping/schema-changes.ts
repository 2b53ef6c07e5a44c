// What a move to a newer schema version left to be settled, told on rows and maps: the only place that makes problems of decisions.
import type { SchemaDecision } from '../project/people-and-systems.ts'
import type { Row } from '../project/field-map.ts'
import { printNumber } from '../project/project.ts'
import type { MapContext } from './map-context.ts'
import type { ProblemList } from './problem-list.ts'

/** By item. Decisions change seldom, and a map is compiled on every keystroke. */
const unsettled = new WeakMap<readonly SchemaDecision[], ReadonlyMap<string, readonly SchemaDecision[]>>()

/** Of rows on the rows; of the map itself, its sources, what they leave out and its lookup tables on the map. */
export function addSchemaChanges(context: MapContext, problems: ProblemList): void {
  const { schemaDecisions } = context.project
  if (schemaDecisions.length === 0) return
  const byItem = unsettled.get(schemaDecisions) ?? listUnsettled(schemaDecisions)
  unsettled.set(schemaDecisions, byItem)
  if (byItem.size === 0) return
  // Before the move the map still uses the old version: what somebody decides then is no problem yet.
  const used = new Set([context.destination.ref.schema, ...context.inputs.map(({ ref }) => ref.schema)])
  const tell = (item: string, whose: string, add: (code: 'schema-change-kept' | 'schema-change-undecided', ...names: string[]) => void) => {
    for (const { schema, choice, sentence } of byItem.get(item) ?? [])
      if (used.has(schema)) add(choice === 'keep' ? 'schema-change-kept' : 'schema-change-undecided', sentence ?? 'A field has changed.', whose)
  }
  tell(`map:${context.fieldMap.id}`, 'this field map', problems.addToMap)
  for (const { input } of context.inputs) tell(`input:${input.id}`, `the source "${input.name}"`, problems.addToMap)
  for (const { id, path } of context.decisions) tell(`decision:${id}`, `${path}, which is left out`, problems.addToMap)
  for (const table of context.project.lookupTables)
    if (byItem.has(`lookup:${table.id}`) && context.rows.some(({ transform }) => takes(transform, table.id)))
      tell(`lookup:${table.id}`, `lookup table ${printNumber('lookupTables', table.number)}`, problems.addToMap)
  for (const row of context.rows) tell(`row:${row.id}`, 'this row', (code, ...names) => problems.add(row, code, ...names))
}

function takes(transform: Row['transform'], table: string): boolean {
  return transform !== undefined && JSON.stringify(transform).includes(`"table":${JSON.stringify(table)}`)
}

/** Of several decisions about one change and one item the latest counts. */
function listUnsettled(decisions: readonly SchemaDecision[]): ReadonlyMap<string, readonly SchemaDecision[]> {
  const latest = new Map<string, SchemaDecision>()
  const time = ({ at = '', id }: SchemaDecision) => `${at} ${id}`
  for (const decision of decisions) {
    if (decision.deleted === true || decision.item === undefined) continue
    const key = JSON.stringify([decision.schema, decision.change, decision.item])
    const known = latest.get(key)
    if (known === undefined || time(known) < time(decision)) latest.set(key, decision)
  }
  const byItem = new Map<string, SchemaDecision[]>()
  for (const decision of latest.values()) {
    if (decision.choice !== 'keep' && decision.choice !== 'undecided') continue
    const { item = '' } = decision
    byItem.set(item, [...(byItem.get(item) ?? []), decision])
  }
  return byItem
}
