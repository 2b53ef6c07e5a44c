// The only place that forks processes for work that may hang, crash or eat memory (T-11).
import { fork } from 'node:child_process'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Megabytes for young values. A job makes many at once and ends: with the engine's small default it would spend a third of its time collecting. On one thread, so that it leaves the others to the server. */
const YOUNG_MB = 256

export type ChildJob = {
  /** The child's module, as TypeScript source or compiled. It takes one message and ends itself. */
  readonly module: URL
  /** Sent to the child as its only message. */
  readonly request: unknown
  /** Milliseconds from the fork, whatever the child does. */
  readonly wallMs: number
  /** Megabytes of the engine's heap. */
  readonly memoryMb: number
  readonly signal?: AbortSignal
  /** Returns true for the child's last message. A throw ends the job and is passed on. */
  readonly onMessage: (message: unknown) => boolean
}

export type ChildEnd = { readonly type: 'finished' | 'timed-out' | 'out-of-memory' | 'aborted' } | { readonly type: 'crashed'; readonly reason: string }

/** Where tests of the source found its build up to date, the built module: it starts several times sooner. */
function findBuilt(path: string): string {
  const built = process.env['CROSSWALK_BUILT']
  return built === undefined || !path.endsWith('.ts') ? path : join(built, relative(dirname(built), path)).replace(/\.ts$/, '.js')
}

/** Runs until the last message, the limit or the abort; a process that was stopped is gone by then. Its environment is empty, it has no stdio. */
export function runInChild(job: ChildJob): Promise<ChildEnd> {
  if (job.signal?.aborted === true) return Promise.resolve({ type: 'aborted' })
  const path = findBuilt(fileURLToPath(job.module))
  return new Promise((resolve, reject) => {
    const child = fork(path, [], {
      // `tsx` is found from the folder of the source.
      cwd: dirname(path),
      execArgv: [
        ...(path.endsWith('.ts') ? ['--import', 'tsx'] : []),
        `--max-old-space-size=${job.memoryMb}`,
        `--min-semi-space-size=${YOUNG_MB}`,
        `--max-semi-space-size=${YOUNG_MB}`,
        '--single-threaded-gc',
      ],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // The engine's own format: a long text of JSON is copied, not quoted a second time.
      serialization: 'advanced',
    })
    let exit: { code: number | null; signal: NodeJS.Signals | null } | undefined
    const timer = setTimeout(() => end({ type: 'timed-out' }), job.wallMs)
    const abort = () => end({ type: 'aborted' })
    job.signal?.addEventListener('abort', abort, { once: true })

    child.on('message', (message) => {
      try {
        if (!job.onMessage(message)) return
        finished = true
        end({ type: 'finished' })
      } catch (cause) {
        settle(() => reject(cause as Error))
      }
    })
    child.once('error', (cause) => end({ type: 'crashed', reason: cause.message }))
    child.once('exit', (code, signal) => {
      exit = { code, signal }
      // The last messages may still be in the pipe; `disconnect` comes after them.
      if (!child.connected) endByExit()
    })
    child.once('disconnect', () => {
      if (exit !== undefined) endByExit()
    })
    child.send(job.request as object, (error) => {
      if (error !== null) end({ type: 'crashed', reason: error.message })
    })

    let finished = false
    let settled = false
    function endByExit(): void {
      // The engine aborts when its heap is full; the system kills when the machine is.
      const outOfMemory = exit?.signal === 'SIGABRT' || exit?.code === 134 || exit?.signal === 'SIGKILL'
      end(outOfMemory ? { type: 'out-of-memory' } : { type: 'crashed', reason: `ended with code ${String(exit?.code)}, signal ${String(exit?.signal)}` })
    }
    function end(how: ChildEnd): void {
      settle(() => resolve(how))
    }
    function settle(answer: () => void): void {
      if (settled) return
      settled = true
      clearTimeout(timer)
      job.signal?.removeEventListener('abort', abort)
      child.removeAllListeners('message')
      // Without a process id the process never began.
      if (exit !== undefined || child.pid === undefined) return answer()
      child.kill('SIGKILL')
      // A job that was stopped may be in the middle of anything: only when it is gone may the next one run. One that has finished does nothing more.
      if (finished) answer()
      else child.once('exit', answer)
    }
  })
}
