// Every way an import can fail, and the one table of sentences people read about it.
import { formatNames } from '../../shared/schema/schema-graph.ts'
import type { SchemaReadError } from '../../shared/schema/schema-read-error.ts'

export type ZipFault = 'broken' | 'empty' | 'too-many' | 'too-large' | 'too-dense' | 'encrypted' | 'compression' | 'bad-name' | 'nested'

export type ImportError =
  | (SchemaReadError & { readonly file?: string })
  /** `found`: what the file is, in words. */
  | { readonly type: 'WrongKindOfFile'; readonly file: string; readonly found: string }
  /** `at`: offset of the first bad byte. */
  | { readonly type: 'NotText'; readonly file: string; readonly encoding: string; readonly at: number }
  | { readonly type: 'NotJson'; readonly file: string; readonly line: number; readonly column: number; readonly wanted: string }
  | { readonly type: 'NotYaml'; readonly file: string; readonly line: number; readonly column: number; readonly reason: string }
  | { readonly type: 'NotXml'; readonly file: string; readonly line: number; readonly column: number; readonly reason: string }
  /** Of GraphQL and Protocol Buffers. */
  | {
      readonly type: 'NotWellFormed'
      readonly file: string
      readonly line: number
      readonly column: number
      readonly language: string
      readonly reason: string
    }
  /** XML with a `<!DOCTYPE`: never read, whatever stands in it (T-14). */
  | { readonly type: 'DocumentType'; readonly file: string; readonly line: number }
  /** The file ends in the middle. */
  | { readonly type: 'Truncated'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly type: 'TooManyAliases'; readonly file: string; readonly limit: number }
  | { readonly type: 'NoRecords'; readonly file: string; readonly found: string }
  | { readonly type: 'RecordTooLarge'; readonly file: string; readonly record: number; readonly limit: number }
  | { readonly type: 'SeveralDescriptions'; readonly files: readonly string[] }
  /** `kinds`: each format in words with the files of it. */
  | { readonly type: 'MixedFormats'; readonly kinds: readonly { readonly format: string; readonly files: readonly string[] }[] }
  | { readonly type: 'ZipRefused'; readonly file: string; readonly fault: ZipFault; readonly entry?: string }
  | { readonly type: 'NoSuchObject'; readonly object: string }
  | { readonly type: 'NoSuchPlace' }
  | { readonly type: 'NoFiles' }
  | { readonly type: 'TooLarge'; readonly bytes: number; readonly limit: number }
  | { readonly type: 'UnreadableFile'; readonly file: string; readonly reason: string }
  | { readonly type: 'TimedOut'; readonly seconds: number }
  | { readonly type: 'OutOfMemory'; readonly megabytes: number }
  | { readonly type: 'Aborted' }
  /** A bug of ours: the reader stopped without a reason. `reason` is for the log. */
  | { readonly type: 'ReaderCrashed'; readonly reason: string }

/** `OpenAPI 3.0, OpenAPI 3.1, ...`: every name once, in the order of the table. */
const UPLOAD = `Upload one of: ${Object.values(formatNames).join(', ')}; several files of one description together, or as a zip.`

const ZIP_FAULTS: Readonly<Record<ZipFault, (entry: string) => string>> = {
  broken: () => 'it is damaged. Pack it again, or upload the files themselves.',
  empty: () => 'no file is in it. Pack the files of the description into it.',
  'too-many': () => 'more than 200 files are in it. Pack only the files of one description.',
  'too-large': (entry) => `unpacked it has more than 100 MB (counted up to ${entry}). Leave out the parts you do not map.`,
  'too-dense': (entry) => `${entry} is packed more than a hundredfold, as only a file made to do harm is. Upload the file itself.`,
  encrypted: (entry) => `${entry === '' ? 'it' : entry} needs a password. Pack the files without one.`,
  compression: (entry) => `${entry} is packed in an unusual way. Pack it again as a plain zip.`,
  'bad-name': (entry) =>
    `the name ${entry === '' ? 'of a file in it' : `"${entry}"`} leads out of the zip or is no file name. Pack the files again from inside their folder.`,
  nested: (entry) => `${entry} is a zip inside it. Unpack that one, and pack all files into one zip.`,
}

const SENTENCES: { readonly [T in ImportError['type']]: (error: Extract<ImportError, { type: T }>) => string } = {
  TooDeep: ({ at, limit, file }) =>
    `${inFile(file)}nested too deeply${at === '' ? '' : ` at ${at}`}: at most ${limit} levels are read. Give the inner part a name of its own and refer to it.`,
  TooManyNodes: ({ limit, file }) =>
    `${inFile(file)}more than ${limit.toLocaleString('en-GB')} values. Split the description, or leave out the parts you do not map.`,
  UnsupportedFormat: ({ found, file }) => `${file === undefined ? '' : `${file}: `}${found} is not read yet. ${UPLOAD}`,
  NotADescription: ({ expected, found, file }) => `${inFile(file)}${expected} was expected, and this is ${found}. ${UPLOAD}`,
  WrongKindOfFile: ({ file, found }) => `${file} is ${found}, not an API description. ${UPLOAD}`,
  NotText: ({ file, encoding, at }) => `${file} is not ${encoding} text (byte ${at}). Save it as UTF-8 and import it again.`,
  NotJson: ({ file, line, column, wanted }) => `${file} is not JSON: line ${line}, column ${column} should hold ${wanted}.`,
  NotYaml: ({ file, line, column, reason }) => `${file} is not YAML: line ${line}, column ${column}: ${reason}`,
  NotXml: ({ file, line, column, reason }) => `${file} is not XML: line ${line}, column ${column}: ${reason}`,
  NotWellFormed: ({ file, line, column, language, reason }) => `${file} is not ${language}: line ${line}, column ${column}: ${reason}`,
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
  MixedFormats: ({ kinds }) =>
    `These files are of different kinds: ${kinds.map(({ format, files }) => `${format}: ${files.join(', ')}`).join('; ')}. Import each kind by itself; sample records are added to an object after its description.`,
  ZipRefused: ({ file, fault, entry }) => `${file} is not unpacked: ${ZIP_FAULTS[fault](entry ?? '')}`,
  NoSuchObject: ({ object }) => `The description has no object ${object} any more. Choose another object for these samples.`,
  NoSuchPlace: () => 'This field stands nowhere in the uploaded files: it was worked out from them.',
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
