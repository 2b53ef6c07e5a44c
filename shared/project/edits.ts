// All changes to the live document: named edits, each one transaction. The only file besides project-doc that writes it.
import type * as Y from 'yjs'
import { Map as YMap } from 'yjs'
import type { JsonValue } from '../schema/json-value.ts'
import { cellsOf, homeMap, readCell, stampLayout, type CellChange, type CellHome } from './project-doc.ts'
import type { CollectionName, ObjectOf, ProjectInfo } from './project.ts'

/** The transaction's origin: who did it and as part of which command (one paste is one command). */
export type EditOrigin = { readonly person: string; readonly command: string }

/** Set one cell; a value of undefined clears it. */
export type CellWrite = { readonly home: CellHome; readonly object: string; readonly cell: string; readonly value: JsonValue | undefined }

/** Applies the writes in one transaction, creating objects that do not exist, and returns what really changed, for undo and history. */
export function writeCells(doc: Y.Doc, writes: readonly CellWrite[], origin: EditOrigin): CellChange[] {
  const changes: CellChange[] = []
  doc.transact(() => {
    stampLayout(doc)
    for (const write of writes) {
      const before = readCell(doc, write.home, write.object, write.cell)
      if (isSameJson(before, write.value)) continue
      const cells = cellsOf(doc, write.home, write.object) ?? createCells(doc, write.home as CollectionName, write.object)
      if (write.value === undefined) cells.delete(write.cell)
      else cells.set(write.cell, write.value)
      changes.push({ home: write.home, object: write.object, cell: write.cell, before, after: write.value })
    }
  }, origin)
  return changes
}

export function setCell(doc: Y.Doc, home: CellHome, object: string, cell: string, value: JsonValue | undefined, origin: EditOrigin): CellChange[] {
  return writeCells(doc, [{ home, object, cell, value }], origin)
}

export function setInfo(doc: Y.Doc, info: Partial<ProjectInfo>, origin: EditOrigin): CellChange[] {
  return writeCells(doc, Object.entries(info).map(([cell, value]) => ({ home: 'info' as const, object: '', cell, value })), origin)
}

/** Writes for a whole object: one for each of its cells. `id` is the key and no cell. */
export function objectWrites<C extends CollectionName>(home: C, object: ObjectOf<C>): CellWrite[] {
  return Object.entries(object as Record<string, JsonValue | undefined>)
    .filter(([cell, value]) => cell !== 'id' && value !== undefined)
    .map(([cell, value]) => ({ home, object: object.id, cell, value }))
}

export function addObject<C extends CollectionName>(doc: Y.Doc, home: C, object: ObjectOf<C>, origin: EditOrigin): CellChange[] {
  return writeCells(doc, objectWrites(home, object), origin)
}

/** Soft: the object stays, marked, so that undo is a flag. */
export function deleteObject(doc: Y.Doc, home: CollectionName, object: string, origin: EditOrigin): CellChange[] {
  return setCell(doc, home, object, 'deleted', true, origin)
}

/** Reverts the cells that still hold what the command wrote; the others were changed since and are returned as `skipped`. */
export function revertChanges(doc: Y.Doc, changes: readonly CellChange[], origin: EditOrigin): { reverted: CellChange[]; skipped: CellChange[] } {
  const skipped: CellChange[] = []
  const writes: CellWrite[] = []
  for (const change of changes.toReversed()) {
    if (isSameJson(readCell(doc, change.home, change.object, change.cell), change.after)) writes.push({ home: change.home, object: change.object, cell: change.cell, value: change.before })
    else skipped.push(change)
  }
  return { reverted: writeCells(doc, writes, origin), skipped }
}

export function isSameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSameJson((a as Record<string, JsonValue>)[key], (b as Record<string, JsonValue>)[key]))
}

function createCells(doc: Y.Doc, home: CollectionName, object: string): Y.Map<unknown> {
  const cells = new YMap<unknown>()
  homeMap(doc, home).set(object, cells)
  return cells
}
