// Compaction: snapshot and log of a project become one snapshot. Merges updates, keeps client ids and clocks, never rebuilds (DESIGN §9.7).
import type { Worker } from 'node:worker_threads'
import * as Y from 'yjs'
import { startThread } from '../storage/start-thread.ts'
import type { Storage } from '../storage/storage.ts'
import { readStoredDocument } from './load-project.ts'
import type { RoomLog } from './room-log.ts'

/** Rows that arrive meanwhile stay in the log: the snapshot says up to where it reaches. */
export async function compactProject(storage: Pick<Storage, 'findSnapshot' | 'readLog' | 'measureLog' | 'commit'>, project: string): Promise<void> {
  const { updates, lastSeq, logRows } = await readStoredDocument(storage, project)
  if (logRows === 0) return
  const doc = new Y.Doc({ gc: true })
  try {
    // Applied and encoded again rather than only merged: what was deleted is forgotten, under the same client ids and clocks.
    Y.applyUpdate(doc, Y.mergeUpdates(updates as Uint8Array[]))
    await storage.commit([{ write: 'put-snapshot', project, snapshot: { uptoSeq: lastSeq, state: Y.encodeStateAsUpdate(doc) } }])
  } finally {
    doc.destroy()
  }
}

export type Compactor = {
  /** Compacts in the background; a project that is being compacted is not taken twice. */
  compact(project: string): void
  /** Waits for what is running. */
  close(): Promise<void>
}

export function createCompactor(storage: Storage, log: RoomLog): Compactor {
  const { folder } = storage
  const worker = folder === undefined ? undefined : createCompactionWorker(folder)
  const running = new Map<string, Promise<void>>()
  return {
    compact: (project) => {
      if (running.has(project)) return
      const work = (worker === undefined ? compactProject(storage, project) : worker.compact(project))
        .catch((error: unknown) => log.error({ project, err: error }, 'compaction failed; it is tried again with the next one'))
        .finally(() => running.delete(project))
      running.set(project, work)
    },
    close: async () => {
      await Promise.all(running.values())
      await worker?.close()
    },
  }
}

/** An idle thread is given back after this long. Milliseconds. */
const IDLE = 30_000

/** Answers of the thread; `error` is a message. */
export type CompactionAnswer = { readonly project: string; readonly error?: string }

function createCompactionWorker(folder: string): { compact(project: string): Promise<void>; close(): Promise<void> } {
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  const waiting = new Map<string, { resolve(): void; reject(error: Error): void }>()
  const giveBack = async (): Promise<void> => {
    const old = thread
    thread = undefined
    clearTimeout(idle)
    await old?.terminate()
  }
  const start = (): Worker => {
    const started = startThread(import.meta.url, './compaction-worker', { folder })
    started.unref()
    started.on('message', ({ project, error }: CompactionAnswer) => {
      const waiter = waiting.get(project)
      waiting.delete(project)
      if (error === undefined) waiter?.resolve()
      else waiter?.reject(new Error(error))
      if (waiting.size === 0) idle = setTimeout(() => void giveBack(), IDLE).unref()
    })
    const end = (reason: Error): void => {
      if (thread === started) thread = undefined
      for (const waiter of waiting.values()) waiter.reject(reason)
      waiting.clear()
    }
    started.on('error', end)
    started.on('exit', (code) => end(new Error(`the compaction thread ended with ${code}`)))
    return started
  }
  return {
    compact: (project) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle)
        thread ??= start()
        waiting.set(project, { resolve, reject })
        thread.postMessage(project)
      }),
    close: giveBack,
  }
}
