// The compaction thread: its own connection to the data folder, so that merging a big document pauses nobody. Only started by compaction.ts.
import { parentPort, workerData } from 'node:worker_threads'
import { joinSqliteStorage } from '../storage/sqlite-storage.ts'
import { compactProject, type CompactionAnswer } from './compaction.ts'

const { folder } = workerData as { folder: string }
const storage = joinSqliteStorage(folder)

parentPort?.on('message', (project: string) => {
  const answer = (told: CompactionAnswer) => parentPort?.postMessage(told)
  compactProject(storage, project)
    // The main connection leaves checkpoints to this thread, because their writes to disk would pause everybody.
    .then(() => storage.checkpoint())
    .then(() => answer({ project }))
    .catch((error: unknown) => answer({ project, error: error instanceof Error ? error.message : String(error) }))
})
