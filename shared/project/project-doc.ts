// The only file that knows the keys of the live document (a Y.Doc). Layout: one root map per collection, id → map of cells;
// `info` for the project's own cells; `meta` for the layout version. Keys are ids and our own cell names, never people's names (T-21).
import * as Y from 'yjs'
import type { JsonValue } from '../schema/json-value.ts'
import { collections, compareObjects, projectInfo, type CollectionName, type ObjectOf, type Project, type ProjectInfo } from './project.ts'

/** Raised with a numbered migration in doc-migrations.ts. */
export const LAYOUT_VERSION = 1

export const collectionNames = Object.keys(collections) as CollectionName[]

/** The name of the project's own cells where a collection name is expected in a change. */
export type CellHome = CollectionName | 'info'

/** One cell of one object. For `info` the object is ''. A value of undefined means the cell is absent. */
export type CellChange = {
  readonly home: CellHome
  readonly object: string
  readonly cell: string
  readonly before: JsonValue | undefined
  readonly after: JsonValue | undefined
}

/** A cell or object that is in the document but does not fit its shape; readers leave it out and report it (T-35). */
export type Damage = { readonly home: string; readonly object: string; readonly cell?: string; readonly message: string }

export function createProjectDoc(): Y.Doc {
  return new Y.Doc({ gc: true })
}

/** Stamps an empty document with the layout; does nothing to a stamped one. */
export function stampLayout(doc: Y.Doc, version: number = LAYOUT_VERSION): void {
  const meta = doc.getMap('meta')
  if (!meta.has('layout')) meta.set('layout', version)
}

/** Undefined: not stamped yet (an empty document). */
export function readLayoutVersion(doc: Y.Doc): number | undefined {
  const version = doc.getMap('meta').get('layout')
  return typeof version === 'number' ? version : undefined
}

export function isRootName(name: string): boolean {
  return name === 'meta' || name === 'info' || (collectionNames as string[]).includes(name)
}

/** Whether an object of the collection cannot be read without the cell. Without `order` it can: it then stands first. */
export function isRequiredCell(home: CollectionName, cell: string): boolean {
  return requiredCells[home].includes(cell)
}

/** Of each collection, the cells its objects cannot be without. */
export const requiredCells = Object.fromEntries(
  collectionNames.map((home) => [
    home,
    Object.entries(collections[home].shape)
      .filter(([cell, shape]) => cell !== 'id' && cell !== 'order' && !shape.safeParse(undefined).success)
      .map(([cell]) => cell),
  ]),
) as unknown as Readonly<Record<CollectionName, readonly string[]>>

/** The map of a home's objects (of a collection) or of cells (`info`). */
export function homeMap(doc: Y.Doc, home: CellHome): Y.Map<unknown> {
  return doc.getMap(home)
}

export function cellsOf(doc: Y.Doc, home: CellHome, object: string): Y.Map<unknown> | undefined {
  if (home === 'info') return homeMap(doc, 'info')
  const cells = homeMap(doc, home).get(object)
  return cells instanceof Y.Map ? (cells as Y.Map<unknown>) : undefined
}

/** The stored value of a cell as it stands, unchecked; undefined where absent or not plain JSON. */
export function readCell(doc: Y.Doc, home: CellHome, object: string, cell: string): JsonValue | undefined {
  return plain(cellsOf(doc, home, object)?.get(cell))
}

/** Never throws. Cells that do not fit are left out and reported; an object without its required cells is left out and reported. */
export function readObject<C extends CollectionName>(doc: Y.Doc, home: C, object: string, damage?: Damage[]): ObjectOf<C> | undefined {
  const cells = homeMap(doc, home).get(object)
  if (!(cells instanceof Y.Map)) {
    if (cells !== undefined) damage?.push({ home, object, message: 'not an object' })
    return undefined
  }
  const value = readCells(cells as Y.Map<unknown>, collections[home].shape, home, object, damage)
  value['id'] = object
  for (const cell of requiredCells[home]) {
    if (value[cell] !== undefined) continue
    damage?.push({ home, object, cell, message: 'a required cell is missing' })
    return undefined
  }
  if (value['order'] === undefined && Object.hasOwn(collections[home].shape, 'order')) {
    damage?.push({ home, object, cell: 'order', message: 'a required cell is missing' })
    value['order'] = ''
  }
  return value as ObjectOf<C>
}

/** Sorted by order, then id. Deleted objects are included. */
export function readCollection<C extends CollectionName>(doc: Y.Doc, home: C, damage?: Damage[]): ObjectOf<C>[] {
  const objects: ObjectOf<C>[] = []
  for (const object of homeMap(doc, home).keys()) {
    const value = readObject(doc, home, object, damage)
    if (value !== undefined) objects.push(value)
  }
  return objects.sort(compareObjects)
}

export function readInfo(doc: Y.Doc, damage?: Damage[]): ProjectInfo {
  const value = readCells(homeMap(doc, 'info'), projectInfo.shape, 'info', '', damage)
  return { name: '', ...value } as ProjectInfo
}

export function readProject(doc: Y.Doc): { project: Project; damage: Damage[] } {
  const damage: Damage[] = []
  const parts = Object.fromEntries(collectionNames.map((home) => [home, readCollection(doc, home, damage)]))
  return { project: { info: readInfo(doc, damage), ...parts } as Project, damage }
}

/** Calls back after each transaction with the cells that changed, in order; objects that come or go are reported cell by cell. */
export function watchCells(doc: Y.Doc, onChange: (changes: CellChange[], transaction: Y.Transaction) => void): () => void {
  const listener = (transaction: Y.Transaction) => {
    const changes = listCellChanges(doc, transaction)
    if (changes.length > 0) onChange(changes, transaction)
  }
  doc.on('afterTransaction', listener)
  return () => doc.off('afterTransaction', listener)
}

/** What a finished transaction changed. `before` is what stood in the document when the transaction began. */
export function listCellChanges(doc: Y.Doc, transaction: Y.Transaction): CellChange[] {
  const changes: CellChange[] = []
  for (const [type, keys] of transaction.changed) {
    if (!(type instanceof Y.Map)) continue
    const place = placeOf(doc, type as Y.Map<unknown>)
    if (place === undefined) continue
    const event = new Y.YMapEvent(type as Y.Map<unknown>, transaction, keys as Set<string>)
    for (const [key, change] of event.changes.keys) {
      if (place.object !== undefined)
        changes.push({ home: place.home, object: place.object, cell: key, before: plain(change.oldValue), after: plain((type as Y.Map<unknown>).get(key)) })
      // One by one: an object can have more cells than a call may have arguments.
      else for (const each of objectChanges(place.home as CollectionName, key, change.oldValue, (type as Y.Map<unknown>).get(key))) changes.push(each)
    }
  }
  return changes
}

/** A write that a transaction brought in vain: somebody wrote the cell at the same time, and that stands. */
export type LostWrite = Omit<CellChange, 'before' | 'after'> & { readonly value: JsonValue | undefined }

/** To be asked while the transaction is told, before what was lost is thrown away. */
export function listLostWrites(doc: Y.Doc, transaction: Y.Transaction): LostWrite[] {
  const lost: LostWrite[] = []
  const isNew = ({ id }: Y.Item) => id.clock >= (transaction.beforeState.get(id.client) ?? 0)
  for (const [type, keys] of transaction.changed) {
    if (!(type instanceof Y.Map)) continue
    const place = placeOf(doc, type as Y.Map<unknown>)
    if (place?.object === undefined) continue
    for (const key of keys) {
      const standing = key === null ? undefined : type._map.get(key)
      if (key === null || standing === undefined || isNew(standing)) continue
      // Writes of one key stand one behind the other, the one in force last.
      let item = standing.left
      while (item !== null && !isNew(item)) item = item.left
      // A copy that already threw it away sends that there was something, and no more: whoever wrote it is told there.
      const written = item?.content.getContent() ?? []
      if (written.length > 0) lost.push({ home: place.home, object: place.object, cell: key, value: plain(written.at(-1)) })
    }
  }
  return lost
}

function objectChanges(home: CollectionName, object: string, before: unknown, after: unknown): CellChange[] {
  const changes: CellChange[] = []
  // A deleted Y.Map no longer tells its cells; nobody deletes objects hard (soft delete), so what was there is unknown.
  if (!(after instanceof Y.Map)) return before === undefined ? [] : [{ home, object, cell: 'deleted', before: undefined, after: true }]
  for (const [cell, value] of after.entries()) changes.push({ home, object, cell, before: undefined, after: plain(value) })
  return changes
}

function placeOf(doc: Y.Doc, type: Y.Map<unknown>): { home: CellHome; object?: string } | undefined {
  for (const home of collectionNames) {
    const root = doc.getMap(home)
    if (type === root) return { home }
    if (type.parent === root) return type._item?.parentSub == null ? undefined : { home, object: type._item.parentSub }
  }
  return type === doc.getMap('info') ? { home: 'info', object: '' } : undefined
}

function readCells(
  cells: Y.Map<unknown>,
  shape: Record<string, { safeParse(value: unknown): { success: boolean } }>,
  home: CellHome,
  object: string,
  damage?: Damage[],
): Record<string, unknown> {
  const value: Record<string, unknown> = {}
  for (const [cell, stored] of cells.entries()) {
    const found = plain(stored)
    const check = Object.hasOwn(shape, cell) ? shape[cell] : undefined
    if (check === undefined) {
      // Unknown cells of a newer layout are kept, but never under a name that reaches a prototype.
      if (cell !== '__proto__') value[cell] = found
    } else if (found === undefined || !check.safeParse(found).success) damage?.push({ home, object, cell, message: 'the value does not fit' })
    else value[cell] = found
  }
  return value
}

/** Plain JSON stays; a Y type or undefined is not a cell value. */
function plain(value: unknown): JsonValue | undefined {
  return value === undefined || value instanceof Y.AbstractType ? undefined : (value as JsonValue)
}
