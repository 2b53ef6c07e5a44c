// The only place that starts the exporting child: with a time and memory limit, and two at most at once.
import { runInChild } from '../jobs/killable-child.ts'
import { createQueue } from '../jobs/queue.ts'
import type { ExportMessage, ExportRequest } from './export-protocol.ts'

const WALL_MS = 120_000
const MEMORY_MB = 1_024
/** Two, so that a preview does not wait for somebody's large workbook. */
const queues = [createQueue(), createQueue()]
let turn = 0

/** Never throws for what is in the project; a child that is lost comes back as `refused` or `crashed`. */
export async function runExport(request: ExportRequest): Promise<ExportMessage> {
  const queue = queues[turn++ % queues.length] ?? createQueue()
  return (await queue.run(() => runOne(request))) ?? { type: 'crashed', reason: 'the export never began' }
}

async function runOne(request: ExportRequest): Promise<ExportMessage> {
  let answer: ExportMessage | undefined
  const end = await runInChild({
    module: new URL(import.meta.url.endsWith('.ts') ? './export-child.ts' : './export-child.js', import.meta.url),
    request,
    wallMs: WALL_MS,
    memoryMb: MEMORY_MB,
    onMessage(message) {
      answer = message as ExportMessage
      return true
    },
  })
  if (answer !== undefined && end.type === 'finished') return answer
  if (end.type === 'crashed') return { type: 'crashed', reason: end.reason }
  const why = `${end.type === 'timed-out' ? 'took too long' : 'needed too much memory'} and was stopped.`
  const isFreeze = request.what === 'freeze'
  return { type: 'refused', message: isFreeze ? `Looking at the whole project ${why} Try again later.` : `The export ${why} Export fewer field maps at once.` }
}
