// The project as plain values React can subscribe to: an object keeps its identity until one of its cells changes, a list
// until one of its objects changes. Only changed objects are read again, so that 10,000 rows are cheap.
import type * as Y from 'yjs'
import { collectionNames, readCollection, readInfo, readObject, watchCells, type CellChange } from '../../shared/project/project-doc.ts'
import { compareObjects, type CollectionName, type ObjectOf, type Project, type ProjectInfo } from '../../shared/project/project.ts'
import { createListeners, type Listeners } from './listeners.ts'

export type CollectionsStore = {
  /** Deleted objects are left out; sorted by order, then id. */
  readonly list: <C extends CollectionName>(name: C) => readonly ObjectOf<C>[]
  /** Also finds deleted objects. */
  readonly find: <C extends CollectionName>(name: C, id: string) => ObjectOf<C> | undefined
  readonly info: () => ProjectInfo
  /** The whole project; deleted objects are in it and marked, as on the server. */
  readonly project: () => Project
  readonly subscribe: (name: CollectionName | 'info', listener: () => void) => () => void
  readonly subscribeAll: (listener: () => void) => () => void
  readonly close: () => void
}

type AnyObject = ObjectOf<CollectionName>
/** `all` with deleted ones; `live` without. Lists are never changed in place, the maps always hold the newest. */
type Held = {
  all: readonly AnyObject[]
  live: readonly AnyObject[]
  readonly byId: Map<string, AnyObject>
  readonly allAt: ReadonlyMap<string, number>
  readonly liveAt: ReadonlyMap<string, number>
}

export function createCollectionsStore(doc: Y.Doc): CollectionsStore {
  const held = new Map<CollectionName, Held>()
  const changedIds = new Map<CollectionName, Map<string, boolean>>()
  const listeners = new Map<CollectionName | 'info', Listeners>([...collectionNames, 'info' as const].map((name) => [name, createListeners()]))
  const allListeners = createListeners()
  let info: ProjectInfo | undefined
  let project: Project | undefined

  const hold = (name: CollectionName): Held => {
    const before = held.get(name)
    const changed = changedIds.get(name)
    if (before !== undefined && changed === undefined) return before
    changedIds.delete(name)
    const now = before === undefined ? fromList(readCollection(doc, name)) : readChanged(doc, name, before, changed ?? new Map())
    held.set(name, now)
    return now
  }

  const stop = watchCells(doc, (changes) => {
    const touched = new Set<CollectionName | 'info'>()
    for (const change of changes) {
      touched.add(change.home)
      if (change.home === 'info') info = undefined
      else note(changedIds, change.home, change)
    }
    project = undefined
    for (const name of touched) listeners.get(name)?.notify()
    allListeners.notify()
  })

  return {
    list: <C extends CollectionName>(name: C) => hold(name).live as unknown as readonly ObjectOf<C>[],
    find: <C extends CollectionName>(name: C, id: string) => hold(name).byId.get(id) as ObjectOf<C> | undefined,
    info: () => (info ??= readInfo(doc)),
    project: () => (project ??= { info: (info ??= readInfo(doc)), ...Object.fromEntries(collectionNames.map((name) => [name, hold(name).all])) } as Project),
    subscribe: (name, listener) => listeners.get(name)?.subscribe(listener) ?? (() => {}),
    subscribeAll: allListeners.subscribe,
    close: stop,
  }
}

/** True: the object's place in the list may have changed too. */
function note(changedIds: Map<CollectionName, Map<string, boolean>>, home: CollectionName, change: CellChange): void {
  const ids = changedIds.get(home) ?? new Map<string, boolean>()
  ids.set(change.object, ids.get(change.object) === true || change.cell === 'order' || change.cell === 'deleted')
  changedIds.set(home, ids)
}

function readChanged(doc: Y.Doc, name: CollectionName, held: Held, changed: ReadonlyMap<string, boolean>): Held {
  const fresh = new Map<string, AnyObject | undefined>()
  let sameShape = true
  for (const [id, moved] of changed) {
    const value = readObject(doc, name, id) as AnyObject | undefined
    fresh.set(id, value)
    if (moved || (value === undefined) !== !held.byId.has(id)) sameShape = false
  }
  if (!sameShape) {
    const all = held.all.filter((object) => !fresh.has(object.id))
    for (const value of fresh.values()) if (value !== undefined) all.push(value)
    return fromList(all.sort(compareObjects))
  }
  held.all = swapIn(held.all, held.allAt, fresh)
  held.live = swapIn(held.live, held.liveAt, fresh)
  for (const [id, value] of fresh) if (value !== undefined) held.byId.set(id, value)
  return held
}

function swapIn(list: readonly AnyObject[], places: ReadonlyMap<string, number>, fresh: ReadonlyMap<string, AnyObject | undefined>): readonly AnyObject[] {
  let copy: AnyObject[] | undefined
  for (const [id, value] of fresh) {
    const at = places.get(id)
    if (at !== undefined && value !== undefined) (copy ??= list.slice())[at] = value
  }
  return copy ?? list
}

function fromList(all: readonly AnyObject[]): Held {
  const live = all.filter((object) => !('deleted' in object && object.deleted === true))
  const placesOf = (list: readonly AnyObject[]) => new Map(list.map((object, at) => [object.id, at]))
  return { all, live, byId: new Map(all.map((object) => [object.id, object])), allAt: placesOf(all), liveAt: placesOf(live) }
}
