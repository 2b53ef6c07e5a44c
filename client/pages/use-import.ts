// One import from upload to result: asks after its job, can be cancelled, says what went wrong.
import { useEffect, useRef, useState } from 'react'
import type { JobAnswer } from '../../shared/api/routes.ts'
import { describeFailure } from '../api/request.ts'
import { cancelJob, useJob } from '../api/schemas.ts'

export type ImportWork = {
  readonly busy: boolean
  readonly progress: number | undefined
  readonly message: string
  readonly failure: string | undefined
  readonly start: (upload: () => Promise<JobAnswer>) => void
  readonly cancel: () => void
}

/** `onDone` gets the id of the new schema version or sample set. */
export function useImport(project: string, onDone: (result: string) => void): ImportWork {
  const [job, setJob] = useState<string>()
  const [uploading, setUploading] = useState(false)
  const [failure, setFailure] = useState<string>()
  const answer = useJob(project, job)
  const done = useRef(onDone)
  done.current = onDone
  const { data, error } = answer
  useEffect(() => {
    if (job === undefined) return
    if (error !== null) {
      setJob(undefined)
      setFailure(describeFailure(error))
    } else if (data?.state === 'failed') {
      setJob(undefined)
      setFailure(data.message)
    } else if (data?.state === 'done') {
      setJob(undefined)
      done.current(data.result ?? '')
    }
  }, [job, data, error])
  return {
    busy: uploading || job !== undefined,
    progress: uploading ? undefined : data?.progress,
    message: uploading ? 'Sending the files' : (data?.message ?? ''),
    failure,
    start: (upload) => {
      setFailure(undefined)
      setUploading(true)
      upload()
        .then(
          (started) => setJob(started.id),
          (problem: unknown) => setFailure(describeFailure(problem)),
        )
        .finally(() => setUploading(false))
    },
    cancel: () => {
      if (job !== undefined) void cancelJob(project, job).catch(() => {})
    },
  }
}
