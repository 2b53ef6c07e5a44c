// What a move writes into lookup tables: lines for new values, other values for those that are gone. The only place for it.
import type { JsonScalar } from '../schema/json-value.ts'
import type { LookupTable } from '../project/lookup-table.ts'
import { placeManyAt } from '../project/order-keys.ts'
import { compareObjects } from '../project/project.ts'
import type { DecidedChange, MoveState } from './move-state.ts'

/** How many lines change. */
export function moveLookups(state: MoveState): number {
  return state.input.project.lookupTables
    .filter(({ deleted }) => deleted !== true)
    .reduce((sum, table) => sum + state.decisionsOf(`lookup:${table.id}`).reduce((own, decided) => own + moveTable(state, table, decided), 0), 0)
}

function moveTable(state: MoveState, table: LookupTable, { change, item, decision }: DecidedChange): number {
  const entries = state.input.project.lookupEntries.filter((entry) => entry.table === table.id && entry.deleted !== true).sort(compareObjects)
  const gone = new Set(change.valuesRemoved)
  let lines = 0
  if (decision?.choice === 'drop') {
    for (const entry of entries)
      if (gone.has(String(item.side === 'source' ? entry.from : entry.to)) && state.write('lookupEntries', entry, { deleted: true })) lines += 1
  } else if (decision?.choice === 'remap' && decision.to !== undefined && item.side === 'destination') {
    const to = typed(decision.to, table.to)
    for (const entry of entries) if (gone.has(String(entry.to)) && state.write('lookupEntries', entry, { to })) lines += 1
    if (table.otherwise !== undefined && gone.has(String(table.otherwise.value)))
      state.write('lookupTables', table, { otherwise: { then: 'default', value: to } })
  } else if (decision?.choice === 'remap' && decision.to !== undefined) {
    const known = new Set(entries.flatMap((entry) => (entry.profile === undefined ? [String(entry.from)] : [])))
    const missing = (change.valuesAdded ?? []).filter((value) => !known.has(value))
    const { orders } = placeManyAt(entries, entries.length, missing.length, () => false)
    for (const [i, value] of missing.entries())
      state.add('lookupEntries', { table: table.id, from: typed(value, table.from), to: typed(decision.to, table.to), order: orders[i] })
    lines += missing.length
  }
  return lines
}

/** As the table's side takes it; what does not fit stays text and shows a problem. */
function typed(text: string, side: LookupTable['from']): JsonScalar {
  if (side === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  const number = Number(text)
  return (side === 'number' || side === 'integer') && text.trim() !== '' && Number.isFinite(number) ? number : text
}
