// All changes to the live document: named edits, each one transaction. The only file besides project-doc that writes it.
import type * as Y from 'yjs'
import { Map as YMap } from 'yjs'
import type { JsonValue } from '../schema/json-value.ts'
import { placeAt, type Ordered } from './order-keys.ts'
import { cellsOf, homeMap, isRequiredCell, readCell, stampLayout, type CellChange, type CellHome } from './project-doc.ts'
import type { Row } from './field-map.ts'
import type { Transform } from '../transform/transform.ts'
import type { CollectionName, ObjectOf, ProjectInfo } from './project.ts'

/** The transaction's origin: who did it and as part of which command (one paste is one command). */
export type EditOrigin = {
  readonly person: string
  readonly command: string
  /** Changes that are not theirs to make: such writes are left out, and nothing of them reaches the document. */
  readonly leavesOut?: (change: CellChange) => boolean
}

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
      const change: CellChange = { home: write.home, object: write.object, cell: write.cell, before, after: write.value }
      if (origin.leavesOut?.(change) === true) continue
      const cells = cellsOf(doc, write.home, write.object) ?? createCells(doc, write.home as CollectionName, write.object)
      if (write.value === undefined) cells.delete(write.cell)
      else cells.set(write.cell, write.value)
      changes.push(change)
    }
  }, origin)
  return changes
}

export function setCell(doc: Y.Doc, home: CellHome, object: string, cell: string, value: JsonValue | undefined, origin: EditOrigin): CellChange[] {
  return writeCells(doc, [{ home, object, cell, value }], origin)
}

export function setInfo(doc: Y.Doc, info: Partial<ProjectInfo>, origin: EditOrigin): CellChange[] {
  return writeCells(
    doc,
    Object.entries(info).map(([cell, value]) => ({ home: 'info' as const, object: '', cell, value })),
    origin,
  )
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

/** Without a number: the server gives it. */
export function addRow(doc: Y.Doc, row: Omit<Row, 'number'>, origin: EditOrigin): CellChange[] {
  return addObject(doc, 'rows', row, origin)
}

/** Undefined: the row is undecided again. */
export function setTransform(doc: Y.Doc, row: string, transform: Transform | undefined, origin: EditOrigin): CellChange[] {
  return setCell(doc, 'rows', row, 'transform', transform as JsonValue | undefined, origin)
}

export function markNotMapped(doc: Y.Doc, row: string, reason: string, origin: EditOrigin): CellChange[] {
  return setTransform(doc, row, { kind: 'notMapped', reason }, origin)
}

/** Moves an object to position `at` of its list without it (`sorted`); neighbours without room between them are re-keyed in the same edit. */
export function moveObject(
  doc: Y.Doc,
  home: CollectionName,
  sorted: readonly Ordered[],
  object: string,
  at: number,
  randomBit: () => boolean,
  origin: EditOrigin,
): CellChange[] {
  const { order, rekeyed } = placeAt(
    sorted.filter(({ id }) => id !== object),
    at,
    randomBit,
  )
  return writeCells(
    doc,
    [...rekeyed, { id: object, order }].map((one) => ({ home, object: one.id, cell: 'order', value: one.order })),
    origin,
  )
}

/** Takes out what the running transaction made, so that nothing of it is ever sent. Objects that stood there before stay. */
export function dropNewObjects(doc: Y.Doc, changes: readonly CellChange[]): void {
  doc.transact((transaction) => {
    for (const { home, object } of changes) {
      const made = home === 'info' ? undefined : cellsOf(doc, home, object)?._item?.id
      if (made !== undefined && made.clock >= (transaction.beforeState.get(made.client) ?? 0)) homeMap(doc, home).delete(object)
    }
  })
}

/** Soft: the object stays, marked, so that undo is a flag. */
export function deleteObject(doc: Y.Doc, home: CollectionName, object: string, origin: EditOrigin): CellChange[] {
  return setCell(doc, home, object, 'deleted', true, origin)
}

/**
 * Takes a command back: its cells get what they held before, except those changed since, which are returned as `skipped`.
 * An object that the command made is marked as deleted, not emptied, and only if nobody put anything into it since, or a row below it.
 */
export function revertChanges(doc: Y.Doc, changes: readonly CellChange[], origin: EditOrigin): { reverted: CellChange[]; skipped: CellChange[] } {
  const skipped: CellChange[] = []
  const writes: CellWrite[] = []
  const groups = groupByObject(changes).map((ofObject) => {
    const { home, object } = ofObject[0] as CellChange
    const later = ofObject.filter((change) => !isSameJson(readCell(doc, home, object, change.cell), change.after))
    const made = home !== 'info' && madeObject(home, ofObject)
    return { home, object, ofObject, later, made, isFree: made && later.length === 0 && !hasMore(doc, home, ofObject) }
  })
  const ofRows = groups.filter(({ home }) => home === 'rows')
  const held = findHeld(
    doc,
    new Set(ofRows.flatMap(({ object, isFree }) => (isFree ? [object] : []))),
    new Set(
      ofRows.flatMap(({ object, made, ofObject, later }) => (!made && later.length === 0 && ofObject.some(({ cell }) => cell === 'parent') ? [object] : [])),
    ),
  )
  for (const { home, object, ofObject, later, made, isFree } of groups) {
    if (made) {
      if (isFree && !(home === 'rows' && held.has(object))) writes.push({ home, object, cell: 'deleted', value: true })
      else skipped.push(...(later.length > 0 ? later : ofObject))
      continue
    }
    // Where a row stands is said by several cells: half of it would be nowhere.
    const isMoved = home === 'rows' && later.some(({ cell }) => placeCells.has(cell))
    for (const change of ofObject)
      if (later.includes(change) || (isMoved && (placeCells.has(change.cell) || change.cell === 'order'))) skipped.push(change)
      else writes.push({ home, object, cell: change.cell, value: change.before })
  }
  return { reverted: writeCells(doc, writes, origin), skipped }
}

const placeCells = new Set(['destination', 'parent'])

/** Whether it has cells that the changes did not bring. */
function hasMore(doc: Y.Doc, home: CollectionName, ofObject: readonly CellChange[]): boolean {
  const cells = new Set(ofObject.map(({ cell }) => cell))
  return [...(cellsOf(doc, home, ofObject[0]?.object ?? '')?.keys() ?? [])].some((cell) => !cells.has(cell) && !serverCells.has(cell))
}

/** Of rows that are about to go: those in which, at any depth, a row stands that stays. `leaving`: rows that are moved out again. */
function findHeld(doc: Y.Doc, going: ReadonlySet<string>, leaving: ReadonlySet<string>): ReadonlySet<string> {
  const held = new Set<string>()
  if (going.size === 0) return held
  for (const [id, cells] of homeMap(doc, 'rows')) {
    if (going.has(id) || leaving.has(id) || !(cells instanceof YMap) || cells.get('deleted') === true) continue
    for (let above: unknown = cells.get('parent'); typeof above === 'string' && going.has(above) && !held.has(above);) {
      held.add(above)
      above = readCell(doc, 'rows', above, 'parent')
    }
  }
  return held
}

/** Cells that are not the author's: the server numbers an object, and the mark of deletion may have come and gone. */
const serverCells = new Set(['number', 'deleted'])

/** One change for each cell, newest object first: what was done last is taken back first. */
function groupByObject(changes: readonly CellChange[]): CellChange[][] {
  const groups = new Map<string, Map<string, CellChange>>()
  for (const change of changes) {
    const key = `${change.home}:${change.object}`
    const cells = groups.get(key) ?? new Map<string, CellChange>()
    groups.set(key, cells)
    cells.set(change.cell, { ...change, before: cells.has(change.cell) ? cells.get(change.cell)?.before : change.before })
  }
  return [...groups.values()].map((cells) => [...cells.values()]).toReversed()
}

/** Whether taking the changes back would leave the object without a cell it cannot be without. */
function madeObject(home: CollectionName, changes: readonly CellChange[]): boolean {
  return changes.some(({ cell, before }) => before === undefined && isRequiredCell(home, cell))
}

export function isSameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSameJson((a as Record<string, JsonValue>)[key], (b as Record<string, JsonValue>)[key]))
  )
}

function createCells(doc: Y.Doc, home: CollectionName, object: string): Y.Map<unknown> {
  const cells = new YMap<unknown>()
  homeMap(doc, home).set(object, cells)
  return cells
}
