// The way of edits to the disk: at most one transaction a tick, one after the other. The only caller of commit for a room.
import type { EditOrigin } from '../../shared/project/edits.ts'
import type { CellChange } from '../../shared/project/project-doc.ts'
import type { Storage, Write } from '../storage/storage.ts'
import { createEditBatch } from './edit-batch.ts'

export type CommitQueue = {
  add(origin: EditOrigin, update: Uint8Array, changes: readonly CellChange[]): void
  /** Makes sure that a tick comes, also when there is nothing to write (acknowledgements). */
  wake(): void
  /** Resolves when everything added so far is on disk; rejects when it could not be written. */
  settle(): Promise<void>
  isSettled(): boolean
}

export type CommitQueueOptions = {
  readonly storage: Pick<Storage, 'commit'>
  readonly project: string
  /** The last seq in the log. */
  readonly lastSeq: number
  /** Milliseconds. */
  readonly tick: number
  readonly now: () => Date
  /** Called when a commit begins: further writes for the same transaction, and what to do once it is on disk. */
  readonly beforeCommit: (hasEdits: boolean) => { writes: readonly Write[]; done: () => void }
  readonly onCommitted: (rows: number, bytes: number) => void
  /** The storage refused; nothing more is taken by this queue. */
  readonly onFailed: (error: unknown) => void
}

export function createCommitQueue(options: CommitQueueOptions): CommitQueue {
  const { storage, project } = options
  let batch = createEditBatch()
  let seq = options.lastSeq
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let failure: { error: unknown } | undefined

  let begunAt = Number.NEGATIVE_INFINITY
  const commit = async (): Promise<void> => {
    begunAt = performance.now()
    // Taken before writing, so that an edit which lands during the write goes into the next tick.
    const taken = batch
    batch = createEditBatch()
    const { writes, done } = options.beforeCommit(!taken.isEmpty())
    const log = taken.listWrites(project, seq + 1, options.now().toISOString())
    if (log.writes.length + writes.length > 0) await storage.commit([...log.writes, ...writes])
    const rows = log.lastSeq - seq
    seq = log.lastSeq
    done()
    if (rows > 0)
      options.onCommitted(
        rows,
        log.writes.reduce((sum, write) => sum + (write.write === 'append-log' ? write.row.update.length : 0), 0),
      )
  }
  const run = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    if (failure !== undefined) return Promise.reject(failure.error)
    // A commit in flight may have begun before the latest edit: another one follows it.
    const next = (running ?? Promise.resolve()).then(commit)
    const settled = next.finally(() => {
      if (running === settled) running = undefined
    })
    running = settled
    settled.catch((error: unknown) => {
      if (failure !== undefined) return
      failure = { error }
      options.onFailed(error)
    })
    return settled
  }
  const wake = (): void => {
    if (timer !== undefined || failure !== undefined) return
    // After a quiet time at once; then no more than one transaction a tick, however fast people edit.
    timer = setTimeout(() => void run().catch(() => {}), Math.max(0, begunAt + options.tick - performance.now()))
  }
  return {
    add: (origin, update, changes) => {
      batch.add(origin, update, changes)
      wake()
    },
    wake,
    settle: run,
    isSettled: () => batch.isEmpty() && running === undefined && timer === undefined,
  }
}
