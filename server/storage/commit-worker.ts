// The thread that writes to the database: its own connection to the data folder. Only started by commit-thread.ts.
import { parentPort, workerData } from 'node:worker_threads'
import type { CommitAnswer, CommitOrder } from './commit-thread.ts'
import { joinSqliteStorage } from './sqlite-storage.ts'

const { folder } = workerData as { folder: string }
const storage = joinSqliteStorage(folder)
const answer = (told: CommitAnswer) => parentPort?.postMessage(told)

parentPort?.on('message', ({ id, writes }: CommitOrder) => {
  storage.commit(writes).then(
    () => answer({ id }),
    (error: Error & { code?: string }) => answer({ id, error: error.message, ...(error.code === undefined ? {} : { code: error.code }) }),
  )
})
answer({ id: 0 })
