// Commits on a thread of their own: a slow disk then delays acknowledgements, not everybody's editing.
import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { startThread } from './start-thread.ts'
import type { Write } from './storage.ts'

export type CommitThread = {
  /** In the order of the calls, one transaction each. */
  commit(writes: readonly Write[]): Promise<void>
  /** False when the thread has broken down. */
  isAlive(): boolean
  /** Waits for what was given. */
  close(): Promise<void>
}

export type CommitOrder = { readonly id: number; readonly writes: readonly Write[] }
/** `error`: the message of what the database said. */
export type CommitAnswer = { readonly id: number; readonly error?: string; readonly code?: string }

/** Resolves when the thread is up. */
export async function startCommitThread(folder: string): Promise<CommitThread> {
  const thread = startThread(import.meta.url, './commit-worker', { folder })
  await once(thread, 'message')
  return commitOver(thread)
}

function commitOver(thread: Worker): CommitThread {
  const waiting = new Map<number, { resolve(): void; reject(error: Error): void }>()
  const given = new Set<Promise<void>>()
  let last = 0
  let end: Error | undefined
  thread.on('message', ({ id, error, code }: CommitAnswer) => {
    const waiter = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) waiter?.resolve()
    else waiter?.reject(Object.assign(new Error(error), code === undefined ? {} : { code }))
    if (waiting.size === 0) thread.unref()
  })
  // What it had not answered may be on disk or not: whoever asked has to look.
  const onEnd = (reason: Error): void => {
    end ??= reason
    for (const waiter of waiting.values()) waiter.reject(reason)
    waiting.clear()
  }
  thread.on('error', onEnd)
  thread.on('exit', (code) => onEnd(new Error(`the thread that writes to the database ended with ${code}`)))
  thread.unref()
  return {
    commit: (writes) => {
      const answered = new Promise<void>((resolve, reject) => {
        if (end !== undefined) return reject(end)
        const id = (last += 1)
        waiting.set(id, { resolve, reject })
        // The process must not end before the answer is there.
        thread.ref()
        thread.postMessage({ id, writes } satisfies CommitOrder)
      })
      const settled = answered.then(
        () => void given.delete(settled),
        () => void given.delete(settled),
      )
      given.add(settled)
      return answered
    },
    isAlive: () => end === undefined,
    close: async () => {
      await Promise.all(given)
      await thread.terminate()
    },
  }
}
