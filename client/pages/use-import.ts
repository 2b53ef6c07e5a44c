// One import from upload to result: tells its stage and progress, can be cancelled and tried again, says what went wrong.
import { useRef, useState } from 'react'
import type { JobAnswer } from '../../shared/api/routes.ts'
import { describeFailure } from '../api/request.ts'
import { cancelJob, watchJob } from '../api/schemas.ts'

export type ImportState = { readonly busy: boolean; readonly progress?: number; readonly message: string; readonly failure?: string }

export type ImportWork = ImportState & {
  readonly start: (upload: (signal: AbortSignal) => Promise<JobAnswer>) => void
  readonly cancel: () => void
  /** Forgets a failure, for other files or another format. */
  readonly reset: () => void
}

const idle: ImportState = { busy: false, message: '' }

/** `onDone` gets the id of the new schema version or sample set. */
export function useImport(project: string, onDone: (result: string) => void): ImportWork {
  const [state, setState] = useState(idle)
  const cancelCurrent = useRef<() => void>(undefined)
  const run = async (upload: (signal: AbortSignal) => Promise<JobAnswer>) => {
    const aborter = new AbortController()
    let isCancelled = false
    const whenCancelled = (stop: () => void) => () => {
      isCancelled = true
      setState((before) => ({ ...before, message: 'Cancelling' }))
      stop()
    }
    cancelCurrent.current = whenCancelled(() => aborter.abort())
    setState({ busy: true, message: 'Sending the files' })
    try {
      const job = await upload(aborter.signal)
      cancelCurrent.current = whenCancelled(() => void cancelJob(project, job.id).catch(() => {}))
      const end = await watchJob(project, job.id, ({ progress, message }) => {
        if (!isCancelled) setState({ busy: true, message, ...(progress === undefined ? {} : { progress }) })
      })
      // What was cancelled by the person needs no explanation.
      setState(end.state === 'done' || isCancelled ? idle : { ...idle, failure: end.message })
      if (end.state === 'done') onDone(end.result ?? '')
    } catch (error) {
      setState(aborter.signal.aborted ? idle : { ...idle, failure: describeFailure(error) })
    }
  }
  return { ...state, start: (upload) => void run(upload), cancel: () => cancelCurrent.current?.(), reset: () => setState(idle) }
}
