// The only place for edits that the server has not acknowledged yet, kept on this computer per person and project
// (README, limits): they survive a reload, a closed tab and an hour offline.
import type { CellChange } from '../../shared/project/project-doc.ts'

/** `changes`: the same edit in words of the project, for the file a person downloads when the server refuses the update. */
export type KeptUpdate = {
  readonly key: string
  readonly epoch: string
  readonly command: string
  readonly update: Uint8Array
  readonly changes: readonly CellChange[]
}

/** A port, so that the connection can be tested without a browser. All calls may fail; the connection then goes on without keeping. */
export type UnsavedStore = {
  list(): Promise<KeptUpdate[]>
  add(kept: KeptUpdate): Promise<void>
  remove(keys: readonly string[]): Promise<void>
}

export function createMemoryUnsavedStore(kept: Map<string, KeptUpdate> = new Map()): UnsavedStore {
  return {
    list: async () => [...kept.values()],
    add: async (update) => void kept.set(update.key, update),
    remove: async (keys) => keys.forEach((key) => kept.delete(key)),
  }
}

const DATABASE = 'crosswalk-unsaved'
const UPDATES = 'updates'
type Stored = KeptUpdate & { readonly home: string; readonly at: number }

const homeOf = (person: string, project: string) => `${person} ${project}`

export function createBrowserUnsavedStore(person: string, project: string): UnsavedStore {
  const home = homeOf(person, project)
  // One store for all writes of this page, in order, so that a removal never overtakes its addition.
  let at = 0
  return {
    list: async () => {
      const stored = await inStore('readonly', (store) => asPromise<Stored[]>(store.index('home').getAll(home)))
      return stored.sort((a, b) => a.at - b.at)
    },
    add: async (kept) => {
      at = Math.max(at + 1, Date.now() * 1_000)
      await inStore('readwrite', (store) => asPromise(store.put({ ...kept, home, at } satisfies Stored)))
    },
    remove: async (keys) => {
      await inStore('readwrite', (store) => Promise.all(keys.map((key) => asPromise(store.delete(key)))))
    },
  }
}

/** How many updates of a person wait, in all projects: asked before sign-out. */
export async function countUnsaved(person: string): Promise<number> {
  return (await inStore('readonly', (store) => keysOf(store, person))).length
}

/** At sign-out: nothing of this person stays on this computer. */
export async function wipeUnsaved(person: string): Promise<void> {
  await inStore('readwrite', async (store) => {
    const keys = await keysOf(store, person)
    await Promise.all(keys.map((key) => asPromise(store.delete(key))))
  })
}

function keysOf(store: IDBObjectStore, person: string): Promise<IDBValidKey[]> {
  return asPromise(store.index('home').getAllKeys(IDBKeyRange.bound(homeOf(person, ''), homeOf(person, '\uffff'))))
}

let opened: Promise<IDBDatabase> | undefined

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  opened ??= openDatabase()
  const database = await opened.catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return await work(database.transaction(UPDATES, mode).objectStore(UPDATES))
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(UPDATES, { keyPath: 'key' }).createIndex('home', 'home')
  }
  return asPromise(request)
}

function asPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the browser could not keep the edit'))
  })
}
