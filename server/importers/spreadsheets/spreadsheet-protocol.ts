// What the server and the child process that reads spreadsheets say to each other. The only place for these messages.
import type { Merge, SpreadsheetFormat } from '../../../shared/spreadsheet/spreadsheet.ts'
import type { ImportFile } from '../import-protocol.ts'
import type { SpreadsheetError } from './spreadsheet-error.ts'

export type SpreadsheetRequest = { readonly files: readonly ImportFile[]; readonly maxBytes: number }

/** `fraction`: 0..1 of the whole, never less than before. `peakMemory`: bytes the child needed, told at the end. */
export type SpreadsheetProgress = {
  readonly stage: 'waiting' | 'reading' | 'handing-over' | 'finished'
  readonly sheet?: string
  readonly fraction?: number
  readonly peakMemory?: number
}

export type SheetHead = { readonly name: string; readonly hidden: boolean; readonly merges: readonly Merge[] }

/** In pieces, so that the server answers others in between. `rows`, `remarks`: JSON of a list of them, of the sheet that was told last. */
export type SpreadsheetMessage =
  | { readonly type: 'progress'; readonly progress: SpreadsheetProgress }
  | { readonly type: 'sheet'; readonly head: SheetHead }
  | { readonly type: 'rows'; readonly json: string }
  | { readonly type: 'remarks'; readonly json: string }
  | { readonly type: 'failed'; readonly error: SpreadsheetError }
  | { readonly type: 'finished'; readonly format: SpreadsheetFormat; readonly warnings: readonly string[]; readonly peakMemory: number }
