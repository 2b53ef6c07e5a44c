// The only way in for spreadsheets: read in a killable child, one at a time (T-11).
import type { Remark, Sheet, SheetRow, Spreadsheet } from '../../../shared/spreadsheet/spreadsheet.ts'
import { fail, ok, type Result } from '../../../shared/schema/result.ts'
import { runInChild } from '../../jobs/killable-child.ts'
import { createQueue } from '../../jobs/queue.ts'
import type { ImportFile } from '../import-protocol.ts'
import type { SpreadsheetError } from './spreadsheet-error.ts'
import type { SheetHead, SpreadsheetMessage, SpreadsheetProgress, SpreadsheetRequest } from './spreadsheet-protocol.ts'

export type ReadingLimits = { readonly wallMs: number; readonly memoryMb: number; readonly maxBytes: number }
export type ReadingOptions = {
  readonly onProgress?: (progress: SpreadsheetProgress) => void
  readonly signal?: AbortSignal
  readonly limits?: Partial<ReadingLimits>
}

export const READING_LIMITS: ReadingLimits = { wallMs: 120_000, memoryMb: 2_048, maxBytes: 64 * 1024 * 1024 }

/** One for the whole server: two hostile files at once must not double the memory. */
const queue = createQueue()

/**
 * The texts of all sheets. Several files (a workbook saved as one CSV for each sheet) are one spreadsheet, under the name of the first.
 * Never throws on what the files hold, fetches nothing, and never blocks the caller for more than a few milliseconds at a time.
 */
export async function readSpreadsheet(files: readonly ImportFile[], options: ReadingOptions = {}): Promise<Result<Spreadsheet, SpreadsheetError>> {
  if (files.length === 0) return fail({ type: 'NoFiles' })
  options.onProgress?.({ stage: 'waiting' })
  return (await queue.run(() => readInChild(files, options), options.signal)) ?? fail({ type: 'Aborted' })
}

async function readInChild(files: readonly ImportFile[], options: ReadingOptions): Promise<Result<Spreadsheet, SpreadsheetError>> {
  const limits = { ...READING_LIMITS, ...options.limits }
  const sheets: ReadSheet[] = []
  let last: Extract<SpreadsheetMessage, { readonly type: 'finished' } | { readonly type: 'failed' }> | undefined
  options.onProgress?.({ stage: 'reading', fraction: 0 })
  const end = await runInChild({
    module: new URL(import.meta.url.endsWith('.ts') ? './spreadsheet-child.ts' : './spreadsheet-child.js', import.meta.url),
    request: { files: files.map(({ name, path }) => ({ name, path })), maxBytes: limits.maxBytes } satisfies SpreadsheetRequest,
    wallMs: limits.wallMs,
    memoryMb: limits.memoryMb,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onMessage(raw) {
      const message = raw as SpreadsheetMessage
      if (message.type === 'progress') options.onProgress?.(message.progress)
      else if (message.type === 'sheet') sheets.push({ head: message.head, rows: [], remarks: [] })
      else if (message.type === 'rows') sheets.at(-1)?.rows.push(...(JSON.parse(message.json) as SheetRow[]))
      else if (message.type === 'remarks') sheets.at(-1)?.remarks.push(...(JSON.parse(message.json) as Remark[]))
      else {
        last = message
        return true
      }
      return false
    },
  })
  switch (end.type) {
    case 'timed-out':
      return fail({ type: 'TimedOut', seconds: Math.round(limits.wallMs / 1000) })
    case 'out-of-memory':
      return fail({ type: 'OutOfMemory', megabytes: limits.memoryMb })
    case 'aborted':
      return fail({ type: 'Aborted' })
    case 'crashed':
      return fail({ type: 'ReaderCrashed', reason: end.reason })
    case 'finished':
      break
  }
  if (last?.type !== 'finished') return fail(last?.error ?? { type: 'ReaderCrashed', reason: 'the reader ended without a result' })
  options.onProgress?.({ stage: 'finished', fraction: 1, peakMemory: last.peakMemory })
  const [first] = files
  return ok({ name: first?.name ?? '', format: last.format, sheets: sheets.map(toSheet), warnings: last.warnings })
}

type ReadSheet = { readonly head: SheetHead; readonly rows: SheetRow[]; readonly remarks: Remark[] }

function toSheet({ head, rows, remarks }: ReadSheet): Sheet {
  return { name: head.name, hidden: head.hidden, rows, merges: head.merges, remarks }
}
