// The child process that reads one spreadsheet and ends. It is killed from outside when it takes too long (T-11).
import type { Remark, SheetRow, Spreadsheet } from '../../../shared/spreadsheet/spreadsheet.ts'
import { openSpreadsheet } from './open-spreadsheet.ts'
import type { SpreadsheetMessage, SpreadsheetRequest } from './spreadsheet-protocol.ts'

/** UTF-16 units of one message, about: a few milliseconds of parsing for the server. */
const CHUNK = 256 * 1024

process.once('message', (request: SpreadsheetRequest) => {
  void answer(request).finally(() => process.disconnect())
})

async function answer(request: SpreadsheetRequest): Promise<void> {
  try {
    const read = await openSpreadsheet(request, (progress) => send({ type: 'progress', progress }))
    if (!read.ok) return await send({ type: 'failed', error: read.error })
    await sendSheets(read.value)
    // Kilobytes, as the system counts them.
    const peakMemory = process.resourceUsage().maxRSS * 1024
    await send({ type: 'finished', format: read.value.format, warnings: read.value.warnings, peakMemory })
  } catch (cause) {
    await send({ type: 'failed', error: { type: 'ReaderCrashed', reason: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) } })
  }
}

async function sendSheets({ sheets }: Spreadsheet): Promise<void> {
  await send({ type: 'progress', progress: { stage: 'handing-over', fraction: 0.9 } })
  for (const { name, hidden, merges, rows, remarks } of sheets) {
    await send({ type: 'sheet', head: { name, hidden, merges } })
    await sendList('rows', rows)
    await sendList('remarks', remarks)
  }
}

async function sendList(type: 'rows' | 'remarks', list: readonly (SheetRow | Remark)[]): Promise<void> {
  let pieces: string[] = []
  let size = 0
  for (const [at, entry] of list.entries()) {
    const piece = JSON.stringify(entry)
    pieces.push(piece)
    size += piece.length
    if (size < CHUNK && at < list.length - 1) continue
    await send({ type, json: `[${pieces.join(',')}]` })
    pieces = []
    size = 0
  }
}

/** A server that is gone ends this process. */
function send(message: SpreadsheetMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) process.exit(1)
    process.send(message, undefined, undefined, (error) => {
      if (error !== null) process.exit(1)
      resolve()
    })
  })
}
