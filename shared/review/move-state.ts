// What a move knows while it is planned: the decisions by item, and the cells to write so far. The only place that merges them.
import type { JsonValue } from '../schema/json-value.ts'
import type { SchemaChange } from '../schema/schema-change.ts'
import type { SchemaVersion } from '../project/people-and-systems.ts'
import type { CollectionName } from '../project/project.ts'
import { isSame } from './same-json.ts'
import type { AffectedItem, Decided } from './affected.ts'
import type { ChangeIndex } from './field-places.ts'
import type { MapContext } from '../mapping/map-context.ts'
import type { MoveInput, MoveWrite } from './move-input.ts'

export type DecidedChange = { readonly change: SchemaChange; readonly item: AffectedItem; readonly decision: Decided | undefined }

export type MoveState = {
  readonly input: MoveInput
  readonly from: SchemaVersion
  readonly to: SchemaVersion
  /** As people call the new version. */
  readonly name: string
  readonly index: ChangeIndex
  readonly contexts: readonly MapContext[]
  /** Of one item (`row:<id>`), each change that reaches it. */
  readonly decisionsOf: (item: string) => readonly DecidedChange[]
  readonly follows: (item: string) => (change: SchemaChange) => boolean
  /** For what is no item of its own: somebody follows the change. */
  readonly isFollowed: (change: SchemaChange) => boolean
  /** Writes a cell if it is to hold something else; the last write of a cell counts. */
  readonly write: (home: CollectionName, object: { readonly id: string }, cells: Readonly<Record<string, unknown>>) => boolean
  readonly add: (home: CollectionName, cells: Readonly<Record<string, unknown>>) => void
  readonly writes: () => MoveWrite[]
}

export function createMoveState(input: MoveInput, from: SchemaVersion, to: SchemaVersion, index: ChangeIndex, contexts: readonly MapContext[]): MoveState {
  const byItem = new Map<string, DecidedChange[]>()
  const followed = new Set<SchemaChange>()
  for (const { change, affected, decision: whole } of input.impact.impacts) {
    if (whole?.choice === 'follow') followed.add(change)
    for (const item of affected) {
      if (item.decision?.choice === 'follow') followed.add(change)
      byItem.set(item.id, [...(byItem.get(item.id) ?? []), { change, item, decision: item.decision }])
    }
  }
  const written = new Map<string, MoveWrite>()
  const put = (home: CollectionName, object: string, cell: string, value: JsonValue | undefined) =>
    written.set(`${home} ${object} ${cell}`, { home, object, cell, value })
  return {
    input,
    from,
    to,
    name: to.version ?? to.title,
    index,
    contexts,
    decisionsOf: (item) => byItem.get(item) ?? [],
    follows: (item) => {
      const own = new Set((byItem.get(item) ?? []).flatMap(({ change, decision }) => (decision?.choice === 'follow' ? [change] : [])))
      return (change) => own.has(change)
    },
    isFollowed: (change) => followed.has(change),
    write(home, object, cells) {
      let changed = false
      for (const [cell, value] of Object.entries(cells)) {
        const earlier = written.get(`${home} ${object.id} ${cell}`)
        const before = earlier === undefined ? (object as Record<string, unknown>)[cell] : earlier.value
        if (isSame(before, value)) continue
        put(home, object.id, cell, value as JsonValue | undefined)
        changed = true
      }
      return changed
    },
    add(home, cells) {
      const id = input.newId()
      for (const [cell, value] of Object.entries(cells)) if (value !== undefined) put(home, id, cell, value as JsonValue)
    },
    writes: () => [...written.values()],
  }
}
