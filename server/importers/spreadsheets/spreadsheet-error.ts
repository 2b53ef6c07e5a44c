// Every way reading a spreadsheet can fail, and the one table of sentences people read about it.
import type { ZipFault } from '../import-error.ts'

export type SpreadsheetError =
  /** Tables, but in a format that is not read. `found`: what it is, in words. */
  | { readonly type: 'SaveAsXlsx'; readonly file: string; readonly found: string }
  | { readonly type: 'NeedsPassword'; readonly file: string }
  /** `found`: what the file is, in words. */
  | { readonly type: 'NotASpreadsheet'; readonly file: string; readonly found: string }
  /** Text without a table in it. */
  | { readonly type: 'NoTables'; readonly file: string }
  /** `at`: offset of the first bad byte. */
  | { readonly type: 'NotText'; readonly file: string; readonly encoding: string; readonly at: number }
  | { readonly type: 'BrokenTable'; readonly file: string; readonly line: number; readonly reason: string }
  /** `part`: of a workbook. */
  | { readonly type: 'Damaged'; readonly file: string; readonly part: string; readonly reason: string }
  /** A part with `<!DOCTYPE`: no program writes one (T-14). */
  | { readonly type: 'DocumentType'; readonly file: string; readonly part: string }
  | { readonly type: 'ZipRefused'; readonly file: string; readonly fault: ZipFault; readonly entry?: string }
  /** More than is read (T-13). `limit`: of what `what` names. */
  | { readonly type: 'TooMuch'; readonly file: string; readonly sheet?: string; readonly what: SpreadsheetLimit; readonly limit: number }
  | { readonly type: 'NoFiles' }
  | { readonly type: 'TooLarge'; readonly bytes: number; readonly limit: number }
  | { readonly type: 'UnreadableFile'; readonly file: string; readonly reason: string }
  | { readonly type: 'TimedOut'; readonly seconds: number }
  | { readonly type: 'OutOfMemory'; readonly megabytes: number }
  | { readonly type: 'Aborted' }
  /** A bug of ours. `reason` is for the log. */
  | { readonly type: 'ReaderCrashed'; readonly reason: string }

/** Of one spreadsheet, but rows, columns and `merged` (cells in merged areas), which are of one sheet: a workbook of ours has some hundred merged cells for each field map. `characters`: of all texts. */
export const SPREADSHEET_LIMITS = {
  rows: 100_000,
  columns: 500,
  merged: 10_000,
  sheets: 200,
  cells: 2_000_000,
  characters: 64_000_000,
  remarks: 300_000,
} as const
export type SpreadsheetLimit = keyof typeof SPREADSHEET_LIMITS

const TOO_MUCH: Readonly<Record<SpreadsheetLimit, (limit: string) => string>> = {
  rows: (limit) => `has something below row ${limit}. Delete what stands below the table, or split the sheet`,
  columns: (limit) => `has something right of column ${limit}. Keep the columns you map`,
  merged: (limit) => `has more than ${limit} cells in merged areas. Undo the merging of empty areas`,
  sheets: (limit) => `has more than ${limit} sheets or tables. Keep those you map`,
  cells: (limit) => `has more than ${limit} cells with something in them. Keep the sheets and columns you map`,
  characters: (limit) => `has more than ${limit} characters in its cells. Keep the sheets and columns you map`,
  remarks: (limit) => `has more than ${limit} comments and links. Keep the sheets you map`,
}

const ZIP_FAULTS: Readonly<Record<ZipFault, (entry: string) => string>> = {
  broken: () => 'it is damaged. Open it in a spreadsheet program, save it again, and import that file.',
  empty: () => 'nothing is in it.',
  'too-many': () => 'more than 200 parts are in it. Keep only the sheets you map.',
  'too-large': (entry) => `unpacked it has more than 100 MB (counted up to ${entry}). Keep only the sheets you map.`,
  'too-dense': (entry) =>
    `${entry} is packed more than a hundredfold. That is so in files made to do harm, and in sheets with formats down to the last row: delete the empty rows and save it again.`,
  encrypted: () => 'it needs a password. Save it without one.',
  compression: (entry) => `${entry} is packed in an unusual way. Open it in a spreadsheet program and save it again.`,
  'bad-name': () => 'a part of it has a name that leads out of the file. Open it in a spreadsheet program and save it again.',
  nested: (entry) => `${entry} is a packed file inside it. Open it in a spreadsheet program and save it again without that.`,
}

const SENTENCES: { readonly [T in SpreadsheetError['type']]: (error: Extract<SpreadsheetError, { type: T }>) => string } = {
  SaveAsXlsx: ({ file, found }) => `${file} is ${found}, which is not read. Open it in the program it comes from, save it as .xlsx, and import that file.`,
  NeedsPassword: ({ file }) => `${file} needs a password. Save it as .xlsx without a password, and import that file.`,
  NotASpreadsheet: ({ file, found }) => `${file} is ${found}, not a spreadsheet. Import .xlsx, .csv, .tsv, or a Markdown or HTML page with tables.`,
  NoTables: ({ file }) => `There is no table in ${file}. Import .xlsx, .csv, .tsv, or a Markdown or HTML page with tables.`,
  NotText: ({ file, encoding, at }) => `${file} is not ${encoding} text (byte ${at}). Save it as CSV in UTF-8, or as .xlsx, and import that file.`,
  BrokenTable: ({ file, line, reason }) => `${file} cannot be read from line ${line} on: ${reason}`,
  Damaged: ({ file, part, reason }) =>
    `${file} is damaged${part === '' ? '' : ` (${part})`}: ${reason}. Open it in a spreadsheet program, save it again, and import that file.`,
  DocumentType: ({ file, part }) =>
    `${file} declares a document type (\`<!DOCTYPE\` in ${part}), as no spreadsheet program does. It is not read, because such a file can grow without end or pull in others. Save it again as .xlsx.`,
  ZipRefused: ({ file, fault, entry }) => `${file} is not unpacked: ${ZIP_FAULTS[fault](entry ?? '')}`,
  TooMuch: ({ file, sheet, what, limit }) =>
    `${sheet === undefined ? file : `The sheet "${sheet}" of ${file}`} ${TOO_MUCH[what](limit.toLocaleString('en-GB'))}, and import it again.`,
  NoFiles: () => 'There is no file. Choose an .xlsx, .csv or .tsv file, or a Markdown or HTML page with tables.',
  TooLarge: ({ bytes, limit }) => `The upload has ${megabytes(bytes)} MB; ${megabytes(limit)} MB are allowed. Keep only the sheets you map.`,
  UnreadableFile: ({ file }) => `${file} cannot be read. Check that it exists and that you may open it.`,
  TimedOut: ({ seconds }) => `Reading took longer than ${seconds} seconds and was stopped. Keep only the sheets you map, or import them apart.`,
  OutOfMemory: ({ megabytes: limit }) => `Reading needed more than ${limit} MB of memory and was stopped. Keep only the sheets you map, or import them apart.`,
  Aborted: () => 'The import was cancelled.',
  ReaderCrashed: () => 'This file could not be read, because of a fault in Crosswalk. Please report it, with the file if you may share it.',
}

/** What happened and what to do next, for people. */
export function describeSpreadsheetError(error: SpreadsheetError): string {
  // The table has one function a type, so the pair always fits; TypeScript cannot see that through an index.
  return (SENTENCES[error.type] as (error: SpreadsheetError) => string)(error)
}

function megabytes(bytes: number): string {
  return (Math.ceil((bytes / 1_048_576) * 10) / 10).toString()
}
