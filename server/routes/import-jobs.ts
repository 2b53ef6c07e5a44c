// The only place that runs imports behind a request, watched and cancelled by id. The importers themselves take turns (T-11).
import type { JobAnswer } from '../../shared/api/routes.ts'
import { limits } from '../../shared/api/limits.ts'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'

export type JobReport = (progress: { readonly waiting?: boolean; readonly fraction?: number; readonly message: string }) => void
/** Answers the id of what it made, or a sentence for people. */
export type JobRun = (report: JobReport, signal: AbortSignal) => Promise<Result<string, { readonly message: string }>>

export type ImportJobs = {
  /** Refused where too many are at it already. `release` is called once, whatever happens; not at all where it is refused. */
  start(project: string, run: JobRun, release: () => Promise<void>): Result<JobAnswer, RouteError>
  /** Work that takes its turn with the imports but is waited for: counted like them while it lasts. */
  runNow<T>(project: string, work: (signal: AbortSignal) => Promise<T>): Promise<Result<T, RouteError>>
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
  const waitedFor = new Set<{ readonly project: string; readonly stop: AbortController }>()
  const working = new Set<Promise<void>>()

  const refusalFor = (project: string): RouteError | undefined => {
    const atIt = [...[...jobs.values()].filter(({ answer }) => answer.state === 'waiting' || answer.state === 'running'), ...waitedFor]
    if (atIt.length >= limits.imports) return { type: 'TooManyImports', most: limits.imports, where: 'server' }
    if (atIt.filter((each) => each.project === project).length >= limits.importsAProject)
      return { type: 'TooManyImports', most: limits.importsAProject, where: 'project' }
    return undefined
  }

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
      const refused = refusalFor(project)
      if (refused !== undefined) return fail(refused)
      const job: Job = { project, stop: new AbortController(), answer: { id: newId(), state: 'waiting', message: 'Waiting for other imports' } }
      jobs.set(job.answer.id, job)
      const promise = work(job, run, release).finally(() => working.delete(promise))
      working.add(promise)
      return ok(job.answer)
    },
    async runNow(project, task) {
      const refused = refusalFor(project)
      if (refused !== undefined) return fail(refused)
      const one = { project, stop: new AbortController() }
      waitedFor.add(one)
      const promise = task(one.stop.signal)
      // What goes wrong in it is told to whoever waits, not to `close`.
      const settled = promise.then(
        () => undefined,
        () => undefined,
      )
      working.add(settled)
      try {
        return ok(await promise)
      } finally {
        waitedFor.delete(one)
        working.delete(settled)
      }
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
      for (const job of [...jobs.values(), ...waitedFor]) job.stop.abort()
      await Promise.all(working)
    },
  }
}
