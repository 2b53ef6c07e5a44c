// The only place that runs imports behind a request, watched and cancelled by id. The importers themselves take turns (T-11).
import type { JobAnswer } from '../../shared/api/routes.ts'
import type { Result } from '../../shared/schema/result.ts'

export type JobReport = (progress: { readonly waiting?: boolean; readonly fraction?: number; readonly message: string }) => void
/** Answers the id of what it made, or a sentence for people. */
export type JobRun = (report: JobReport, signal: AbortSignal) => Promise<Result<string, { readonly message: string }>>

export type ImportJobs = {
  /** `release` is called once, whatever happens. */
  start(project: string, run: JobRun, release: () => Promise<void>): JobAnswer
  find(project: string, id: string): JobAnswer | undefined
  /** False: no such job. A finished job stays as it is. */
  cancel(project: string, id: string): boolean
  /** Cancels everything and waits for it. */
  close(): Promise<void>
}

/** Finished jobs are remembered for people who look later. */
const MOST_FINISHED = 200

type Job = { project: string; answer: JobAnswer; readonly stop: AbortController }

export function createImportJobs({ newId, onBroken }: { newId: () => string; onBroken: (cause: unknown) => void }): ImportJobs {
  const jobs = new Map<string, Job>()
  const working = new Set<Promise<void>>()

  const work = async (job: Job, run: JobRun, release: () => Promise<void>) => {
    const change = (changes: Partial<JobAnswer>) => {
      job.answer = { ...job.answer, ...changes }
    }
    const report: JobReport = ({ fraction, message, waiting }) =>
      change({ state: waiting === true ? 'waiting' : 'running', ...(fraction === undefined ? {} : { progress: fraction }), message })
    let end: Partial<JobAnswer>
    try {
      const result = await run(report, job.stop.signal)
      end = result.ok ? { state: 'done', progress: 1, message: 'Done', result: result.value } : { state: 'failed', message: result.error.message }
    } catch (cause) {
      onBroken(cause)
      end = { state: 'failed', message: 'Something in the server went wrong while it read the files. Try again; the reason is in its log.' }
    }
    // Before the job shows as ended, so that whoever sees that finds nothing left.
    await release()
    change(end)
    forgetOldest()
  }

  const forgetOldest = () => {
    const finished = [...jobs.values()].filter(({ answer }) => answer.state === 'done' || answer.state === 'failed')
    for (const job of finished.slice(0, Math.max(0, finished.length - MOST_FINISHED))) jobs.delete(job.answer.id)
  }

  return {
    start(project, run, release) {
      const job: Job = { project, stop: new AbortController(), answer: { id: newId(), state: 'waiting', message: 'Waiting for other imports' } }
      jobs.set(job.answer.id, job)
      const promise = work(job, run, release).finally(() => working.delete(promise))
      working.add(promise)
      return job.answer
    },
    find(project, id) {
      const job = jobs.get(id)
      return job?.project === project ? job.answer : undefined
    },
    cancel(project, id) {
      const job = jobs.get(id)
      if (job?.project !== project) return false
      if (job.answer.state === 'waiting' || job.answer.state === 'running') job.stop.abort()
      return true
    },
    async close() {
      for (const job of jobs.values()) job.stop.abort()
      await Promise.all(working)
    },
  }
}
