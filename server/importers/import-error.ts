// Every way an import can fail, and the one table of sentences people read about it.
import type { SchemaReadError } from '../../shared/schema/schema-read-error.ts'

export type ImportError =
  | (SchemaReadError & { readonly file?: string })
  /** `found`: what the file is, in words. */
  | { readonly type: 'WrongKindOfFile'; readonly file: string; readonly found: string }
  /** `at`: offset of the first bad byte. */
  | { readonly type: 'NotText'; readonly file: string; readonly encoding: string; readonly at: number }
  | { readonly type: 'NotJson'; readonly file: string; readonly line: number; readonly column: number; readonly wanted: string }
  | { readonly type: 'NotYaml'; readonly file: string; readonly line: number; readonly column: number; readonly reason: string }
  | { readonly type: 'NotXml'; readonly file: string; readonly line: number; readonly column: number; readonly reason: string }
  /** XML with a `<!DOCTYPE`: never read, whatever stands in it (T-14). */
  | { readonly type: 'DocumentType'; readonly file: string; readonly line: number }
  /** The file ends in the middle. */
  | { readonly type: 'Truncated'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly type: 'TooManyAliases'; readonly file: string; readonly limit: number }
  | { readonly type: 'NoRecords'; readonly file: string; readonly found: string }
  | { readonly type: 'RecordTooLarge'; readonly file: string; readonly record: number; readonly limit: number }
  | { readonly type: 'SeveralDescriptions'; readonly files: readonly string[] }
  | { readonly type: 'NoFiles' }
  | { readonly type: 'TooLarge'; readonly bytes: number; readonly limit: number }
  | { readonly type: 'UnreadableFile'; readonly file: string; readonly reason: string }
  | { readonly type: 'TimedOut'; readonly seconds: number }
  | { readonly type: 'OutOfMemory'; readonly megabytes: number }
  | { readonly type: 'Aborted' }
  /** A bug of ours: the reader stopped without a reason. `reason` is for the log. */
  | { readonly type: 'ReaderCrashed'; readonly reason: string }

const UPLOAD = 'Upload an OpenAPI 3.0 or 3.1 description (JSON or YAML), a JSON Schema, or sample records as JSON.'

const SENTENCES: { readonly [T in ImportError['type']]: (error: Extract<ImportError, { type: T }>) => string } = {
  TooDeep: ({ at, limit, file }) =>
    `${inFile(file)}nested too deeply${at === '' ? '' : ` at ${at}`}: at most ${limit} levels are read. Give the inner part a name of its own and refer to it.`,
  TooManyNodes: ({ limit, file }) =>
    `${inFile(file)}more than ${limit.toLocaleString('en-GB')} values. Split the description, or leave out the parts you do not map.`,
  UnsupportedFormat: ({ found }) =>
    `${found} is not read yet${found.startsWith('Swagger') ? ': convert it to OpenAPI 3 first, for example with the Swagger Editor ("Convert to OpenAPI 3"), and import the result.' : `. ${UPLOAD}`}`,
  NotADescription: ({ expected, found, file }) => `${inFile(file)}${expected} was expected, and this is ${found}. ${UPLOAD}`,
  WrongKindOfFile: ({ file, found }) => `${file} is ${found}, not an API description. ${UPLOAD}`,
  NotText: ({ file, encoding, at }) => `${file} is not ${encoding} text (byte ${at}). Save it as UTF-8 and import it again.`,
  NotJson: ({ file, line, column, wanted }) => `${file} is not JSON: line ${line}, column ${column} should hold ${wanted}.`,
  NotYaml: ({ file, line, column, reason }) => `${file} is not YAML: line ${line}, column ${column}: ${reason}`,
  NotXml: ({ file, line, column, reason }) => `${file} is not XML: line ${line}, column ${column}: ${reason}`,
  DocumentType: ({ file, line }) =>
    `${file} declares a document type (\`<!DOCTYPE\`, line ${line}). These are not read, because they can grow without end or pull in other files. Delete the declaration, write out the entities it defines, and import the file again.`,
  Truncated: ({ file, line, column }) =>
    `${file} ends in the middle, at line ${line}, column ${column}. It was probably cut off: download or save it again, and import the complete file.`,
  TooManyAliases: ({ file, limit }) =>
    `${file} repeats parts by YAML aliases so often that it would grow without end (the limit is ${limit}). Write the parts out, or refer to them by $ref.`,
  NoRecords: ({ file, found }) => `${file} holds no records, but ${found}. Upload one JSON object, a list of objects, or one object per line.`,
  RecordTooLarge: ({ file, record, limit }) =>
    `${file}: record ${record} is larger than ${megabytes(limit)} MB. Shorten it: a few typical records show more than one huge one.`,
  SeveralDescriptions: ({ files }) =>
    `These are several descriptions at once: ${files.join(', ')}. Import them one by one, or bundle them into one file if they belong together.`,
  NoFiles: () => `There is no file. ${UPLOAD}`,
  TooLarge: ({ bytes, limit }) => `The upload has ${megabytes(bytes)} MB; ${megabytes(limit)} MB are allowed. Leave out the parts you do not map.`,
  UnreadableFile: ({ file }) => `${file} cannot be read. Check that it exists and that you may open it.`,
  TimedOut: ({ seconds }) => `Reading took longer than ${seconds} seconds and was stopped. Leave out the parts you do not map, or import them apart.`,
  OutOfMemory: ({ megabytes: limit }) =>
    `Reading needed more than ${limit} MB of memory and was stopped. Leave out the parts you do not map, or import them apart.`,
  Aborted: () => 'The import was cancelled.',
  ReaderCrashed: () => 'This file could not be read, because of a fault in Crosswalk. Please report it, with the file if you may share it.',
}

/** What happened and what to do next, for people. */
export function describeImportError(error: ImportError): string {
  // The table has one function a type, so the pair always fits; TypeScript cannot see that through an index.
  return (SENTENCES[error.type] as (error: ImportError) => string)(error)
}

function inFile(file: string | undefined): string {
  return file === undefined ? 'This document is not readable: ' : `${file} is not readable: `
}

function megabytes(bytes: number): string {
  return (Math.ceil((bytes / 1_048_576) * 10) / 10).toString()
}
