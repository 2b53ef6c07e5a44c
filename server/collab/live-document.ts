// One loaded document: the only place where updates are applied on the server. What does not fit leaves it spoilt, to be thrown away.
import * as Y from 'yjs'
import { limits } from '../../shared/api/limits.ts'
import { migrateDoc } from '../../shared/project/doc-migrations.ts'
import { writeCells, type EditOrigin } from '../../shared/project/edits.ts'
import { createProjectDoc, homeMap, listCellChanges, readCell, type CellChange } from '../../shared/project/project-doc.ts'
import type { NumberedCollection, Project } from '../../shared/project/project.ts'
import type { ProjectRecord } from '../storage/storage.ts'
import { findChangeFault, findReservedFault, listApprovalRepairs } from './check-update.ts'
import { openNumberBook } from './number-book.ts'
import { createProjectView } from './project-view.ts'
import { createStateCache, encodeState, type EncodedState } from './state-cache.ts'

/** Who the server's own writes (numbers, the layout stamp) are by in log and history. */
export const SERVER_PERSON = 'crosswalk'

/** One update that the document took, to be logged and sent on. */
export type Step = { readonly origin: EditOrigin; readonly update: Uint8Array; readonly changes: readonly CellChange[] }

/** `value` is what the change gave. `isSpoilt`: the document took what it must not hold, and has to be loaded again. */
export type Applied<T> =
  | { readonly ok: true; readonly value: T; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly fault: string; readonly isSpoilt: boolean; readonly cause?: unknown }

export type LiveDocument = {
  readonly doc: Y.Doc
  /** Runs `change`, checks what it changed, numbers new objects. `isByServer`: new objects may bring their number (imports), and sign-offs may be written. */
  apply<T>(origin: EditOrigin, isByServer: boolean, change: (doc: Y.Doc) => T): Applied<T>
  /** What loading had to put right (numbers, the layout stamp); to be committed like an edit. */
  readonly repairs: readonly Step[]
  /** Bytes of updates that wait for others which have not come (T-36); 0: none. */
  parkedBytes(): number
  /** Why so many bytes more are too many; undefined: they are not. */
  findSizeFault(bytes: number): string | undefined
  state(): EncodedState
  /** What a client with this state vector lacks: one frame, and for a new one the updates that follow it. */
  missingFor(stateVector: Uint8Array): { readonly update: Uint8Array; readonly tail: readonly Uint8Array[] }
  project(): Project
  takeMovedCounters(): ReadonlyMap<NumberedCollection, number>
  /** What the list of projects shows of it, where it changed since the last call. */
  takeRecordChanges(): Partial<Pick<ProjectRecord, 'name' | 'purpose' | 'fieldMaps' | 'useCases'>>
  destroy(): void
}

export function loadLiveDocument(updates: readonly Uint8Array[], counters: ReadonlyMap<string, number>, name: string): LiveDocument {
  const doc = createProjectDoc()
  if (updates.length > 0) Y.applyUpdate(doc, updates.length === 1 ? (updates[0] as Uint8Array) : Y.mergeUpdates(updates as Uint8Array[]))
  const cache = createStateCache(
    doc,
    name,
    updates.reduce((sum, update) => sum + update.length, 0),
  )
  const view = createProjectView(doc)
  // What was committed before a document had to be loaded again is told with the next commit.
  const changedHomes = new Set<string>(['info', 'fieldMaps', 'useCases'])
  const changesByTransaction = new WeakMap<Y.Transaction, CellChange[]>()
  let taken: { update: Uint8Array; changes: CellChange[] }[] = []
  let fault: string | undefined

  // Fires before old values are collected; the update's bytes come after it, for the same transaction.
  doc.on('afterTransaction', (transaction) => {
    const changes = listCellChanges(doc, transaction)
    fault ??= findChangeFault(doc, transaction, changes)
    changesByTransaction.set(transaction, changes)
  })
  doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    taken.push({ update, changes: changesByTransaction.get(transaction) ?? [] })
  })
  const takeSteps = (origin: EditOrigin): Step[] => {
    const steps = taken.map(({ update, changes }) => ({ origin, update, changes }))
    taken = []
    for (const { update, changes } of steps) {
      cache.changed(update)
      view.changed(changes)
      for (const { home } of changes) changedHomes.add(home)
    }
    return steps
  }
  const byServer = (command: string): EditOrigin => ({ person: SERVER_PERSON, command })

  const migrated = migrateDoc(doc, byServer('load'))
  if (!migrated.ok)
    throw new Error(`the document has layout ${migrated.error.found}, written by a newer Crosswalk; this one knows up to ${migrated.error.known}`)
  const { book, writes } = openNumberBook(doc, counters)
  writeCells(doc, writes, byServer('load'))
  const repairs = takeSteps(byServer('load'))
  // What is stored was taken once; a stricter check of a newer version must not lock people out of it.
  fault = undefined

  return {
    doc,
    repairs,
    apply: (origin, isByServer, change) => {
      let value
      try {
        value = change(doc)
      } catch (cause) {
        return { ok: false, fault: 'the change broke off', isSpoilt: taken.length > 0 || fault !== undefined, cause }
      }
      if (!isByServer) fault ??= findReservedFault(taken.flatMap(({ changes }) => changes))
      if (fault !== undefined) return { ok: false, fault, isSpoilt: true }
      const steps = takeSteps(origin)
      const changes = steps.flatMap((step) => step.changes)
      const corrections = [...book.settle(changes, isByServer), ...(isByServer ? [] : listApprovalRepairs(doc, changes))]
      if (corrections.length === 0) return { ok: true, value, steps }
      writeCells(doc, corrections, byServer(origin.command))
      return { ok: true, value, steps: [...steps, ...takeSteps(byServer(origin.command))] }
    },
    parkedBytes: () => (doc.store.pendingStructs?.update.length ?? 0) + (doc.store.pendingDs?.length ?? 0),
    findSizeFault: (bytes) => (cache.hasRoomFor(bytes, limits.document) ? undefined : 'the project has grown to the most a document may hold'),
    state: cache.read,
    missingFor: (stateVector) => {
      // One zero byte: the vector of a document that holds nothing.
      if (stateVector.length > 1 || stateVector[0] !== 0) return { update: encodeState(doc, stateVector), tail: [] }
      const { state, tail } = cache.readWithTail()
      return { update: state, tail }
    },
    project: view.read,
    takeMovedCounters: book.takeMovedCounters,
    takeRecordChanges: () => {
      const changes = {
        // A document that nobody named keeps the name it was created with.
        ...(changedHomes.has('info') && textCell(doc, 'name') !== '' ? { name: textCell(doc, 'name'), purpose: textCell(doc, 'purpose') } : {}),
        ...(changedHomes.has('fieldMaps') ? { fieldMaps: countObjects(doc, 'fieldMaps') } : {}),
        ...(changedHomes.has('useCases') ? { useCases: countObjects(doc, 'useCases') } : {}),
      }
      changedHomes.clear()
      return changes
    },
    destroy: () => doc.destroy(),
  }
}

function textCell(doc: Y.Doc, cell: string): string {
  const value = readCell(doc, 'info', '', cell)
  return typeof value === 'string' ? value : ''
}

function countObjects(doc: Y.Doc, home: 'fieldMaps' | 'useCases'): number {
  let count = 0
  for (const id of homeMap(doc, home).keys()) if (readCell(doc, home, id, 'deleted') !== true && readCell(doc, home, id, 'archived') !== true) count += 1
  return count
}
