// Spreadsheets that are to be imported: sent to be read, watched, cancelled, fetched. What they change is planned and applied in the page.
import type { JobAnswer } from '../../shared/api/routes.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { ApiError, getJson, sendForm } from './request.ts'
import { cancelJob, formOf, watchJob } from './schemas.ts'

/** `fraction`: 0..1, where it can be told. `message`: what is going on, for people. */
export type ReadingProgress = { readonly message: string; readonly fraction?: number }

/**
 * Several files are the sheets of one spreadsheet (a workbook saved as CSV). Throws ApiError with a sentence for people where they cannot be read;
 * after `signal` is aborted the server stops, too, and what is thrown is an AbortError.
 */
export async function readSpreadsheetFiles(
  project: string,
  files: readonly File[],
  { signal, onProgress = () => {} }: { readonly signal: AbortSignal; readonly onProgress?: (progress: ReadingProgress) => void },
): Promise<Spreadsheet> {
  const path = `/projects/${encodeURIComponent(project)}/spreadsheets`
  onProgress({ message: 'Sending the file' })
  const job = await sendForm<JobAnswer>(path, formOf(files), signal)
  // Nobody waits for the answer: a job that is done meanwhile stays done.
  const stop = () => void cancelJob(project, job.id).catch(() => {})
  signal.addEventListener('abort', stop, { once: true })
  try {
    if (signal.aborted) stop()
    const end = await watchJob(project, job.id, ({ message, progress }) => onProgress({ message, ...(progress === undefined ? {} : { fraction: progress }) }))
    signal.throwIfAborted()
    if (end.state === 'failed' || end.result === undefined) throw new ApiError('NotRead', 0, end.message)
    onProgress({ message: 'Fetching what was read', fraction: 1 })
    return await fetchSpreadsheet(project, end.result, signal)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Again, as long as the server keeps it: two hours. */
export function fetchSpreadsheet(project: string, id: string, signal?: AbortSignal): Promise<Spreadsheet> {
  return getJson<Spreadsheet>(`/projects/${encodeURIComponent(project)}/spreadsheets/${encodeURIComponent(id)}`, signal)
}
