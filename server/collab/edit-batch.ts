// What is to be committed with the next tick: edits grouped into one log row for each (person, command), with their cell changes.
import * as Y from 'yjs'
import type { CellChange } from '../../shared/project/project-doc.ts'
import { isSameJson, type EditOrigin } from '../../shared/project/edits.ts'
import type { CellChangeRecord, Write } from '../storage/storage.ts'

export type EditBatch = {
  add(origin: EditOrigin, update: Uint8Array, changes: readonly CellChange[]): void
  isEmpty(): boolean
  /** The writes for the log and the history, with seqs from `firstSeq` on. */
  listWrites(project: string, firstSeq: number, time: string): { writes: Write[]; lastSeq: number }
}

type Group = { readonly index: number; readonly origin: EditOrigin; readonly updates: Uint8Array[]; readonly changes: Map<string, CellChange> }

export function createEditBatch(): EditBatch {
  const groups: Group[] = []
  const groupByOrigin = new Map<string, Group>()
  const lastGroupByCell = new Map<string, number>()
  return {
    add: (origin, update, changes) => {
      const keys = changes.map(({ home, object, cell }) => `${home}:${object}:${cell}`)
      const originKey = `${origin.person}\n${origin.command}`
      let group = groupByOrigin.get(originKey)
      // Where somebody else wrote the same cell in between, a new log row keeps the history in the order it happened.
      if (group === undefined || keys.some((key) => (lastGroupByCell.get(key) ?? -1) > (group as Group).index)) {
        group = { index: groups.length, origin, updates: [], changes: new Map() }
        groups.push(group)
        groupByOrigin.set(originKey, group)
      }
      group.updates.push(update)
      for (const [at, change] of changes.entries()) {
        const key = keys[at] as string
        const earlier = group.changes.get(key)
        group.changes.set(key, earlier === undefined ? change : { ...change, before: earlier.before })
        lastGroupByCell.set(key, group.index)
      }
    },
    isEmpty: () => groups.length === 0,
    listWrites: (project, firstSeq, time) => {
      const writes = groups.flatMap(({ index, origin, updates, changes }): Write[] => {
        const seq = firstSeq + index
        const records = [...changes.values()]
          .filter(({ before, after }) => !isSameJson(before, after))
          .map(({ home, object, cell, before, after }): CellChangeRecord => ({ seq, object: `${home}:${object}`, cell, before, after, ...origin, time }))
        const update = updates.length === 1 ? (updates[0] as Uint8Array) : Y.mergeUpdates(updates)
        return [
          { write: 'append-log', project, row: { seq, update, person: origin.person, command: origin.command, time } },
          ...(records.length === 0 ? [] : [{ write: 'add-cell-changes', project, changes: records } as const]),
        ]
      })
      return { writes, lastSeq: firstSeq + groups.length - 1 }
    },
  }
}
