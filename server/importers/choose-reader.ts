// The only place that decides which reader a set of uploaded files is for, which files are its own, and which are left unread.
import { detectFormat } from '../../shared/schema/detect-format.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { formatNames, type SchemaFormat, type SchemaProblem } from '../../shared/schema/schema-graph.ts'
import { nameOfForeignKind } from './foreign-kinds.ts'
import type { FormatReader, OpenedFile } from './format-reader.ts'
import type { ImportError } from './import-error.ts'
import { isSqlWithoutTables } from './tell-syntax.ts'

/** Named in a sentence. */
const MOST_NAMED = 5

/** `passedBy`: files that the reader is not shown as its own and that nothing refers to. */
type Chosen = { readonly reader: FormatReader; readonly own: readonly OpenedFile[]; readonly passedBy: readonly OpenedFile[] }

export function chooseReader(files: readonly OpenedFile[], formats: readonly FormatReader[], format: SchemaFormat | undefined): Result<Chosen, ImportError> {
  const [first] = files
  if (first === undefined) return fail({ type: 'NoFiles' })
  if (format !== undefined) {
    const reader = formats.find((each) => each.formats.includes(format))
    if (reader === undefined) return fail({ type: 'UnsupportedFormat', found: formatNames[format] })
    const fitting = files.filter((file) => file.fault === undefined && SYNTAXES_OF[format]?.includes(file.syntax) !== false)
    const fault = files.find((file) => file.fault !== undefined)?.fault
    if (fault !== undefined && !fitting.some((file) => reader.recognises(file))) return fail(fault)
    if (fitting.length === 0) return fail({ type: 'NotADescription', expected: formatNames[format], found: describeSyntax(first, SYNTAXES), file: first.name })
    const own = fitting.filter((file) => reader.recognises(file))
    // Who names the format means all files: records and tables look like many things.
    return ok({ reader, own: own.length === 0 || format === 'samples' || format === 'table' ? fitting : own, passedBy: [] })
  }
  const readerByFile = new Map(files.map((file) => [file, findReader(file, formats)]))
  const reader = formats.find((each) => [...readerByFile.values()].includes(each))
  if (reader === undefined) return fail(files.find(({ fault }) => fault !== undefined)?.fault ?? describeUnknown(first))
  const own = files.filter((file) => readerByFile.get(file) === reader)
  const parts = listParts(own, files)
  const broken = files.find((file) => file.fault !== undefined && (parts.has(file) || reads(reader, 'samples') || reads(reader, 'table')))
  if (broken?.fault !== undefined) return fail(broken.fault)
  const strangers = files.filter((file) => !parts.has(file) && (readerByFile.get(file) !== undefined || file.fault !== undefined))
  const passedBy = strangers.filter((file) => isPage(file) || (file.packed === true && !reads(reader, 'samples') && reads(readerByFile.get(file), 'samples')))
  if (strangers.length === passedBy.length) return ok({ reader, own, passedBy })
  const kinds = new Map<FormatReader, string[]>()
  for (const file of [...own, ...strangers]) {
    const kind = readerByFile.get(file)
    if (kind !== undefined && !passedBy.includes(file)) kinds.set(kind, [...(kinds.get(kind) ?? []), file.name])
  }
  return fail({ type: 'MixedFormats', kinds: [...kinds].map(([kind, names]) => ({ format: printFormats(kind), files: names })) })
}

/** Descriptions of a kind that is known and not read are no sample records, although they look like some. */
function findReader(file: OpenedFile, formats: readonly FormatReader[]): FormatReader | undefined {
  const reader = formats.find((each) => each.recognises(file))
  return reads(reader, 'samples') && nameOfForeignKind(file) !== undefined ? undefined : reader
}

function reads(reader: FormatReader | undefined, format: SchemaFormat): boolean {
  return reader?.formats.includes(format) === true
}

/** The description's own files, and every file whose name one of its files says: that is a part of it, whatever it looks like alone. */
function listParts(own: readonly OpenedFile[], files: readonly OpenedFile[]): ReadonlySet<OpenedFile> {
  const parts = new Set(own)
  // The set grows while it is gone through.
  for (const part of parts) {
    for (const file of files) if (!parts.has(file) && says(part.text, file.name)) parts.add(file)
  }
  return parts
}

function says(text: string, name: string): boolean {
  const base = name.split('/').at(-1) ?? name
  return text.includes(base) || (/[^\w.-]/.test(base) && text.includes(encodeURIComponent(base)))
}

/** A page that lies beside a description explains it; it is no second description. */
function isPage({ syntax }: OpenedFile): boolean {
  return syntax === 'markdown' || syntax === 'html' || syntax === 'text'
}

/** One sentence for all: a packed folder may hold many. */
export function describePassedBy(files: readonly OpenedFile[]): SchemaProblem[] {
  const [first] = files
  if (first === undefined) return []
  const named = files.slice(0, MOST_NAMED).map(({ name, fault }) => (fault === undefined ? name : `${name} (broken)`))
  const more = files.length > named.length ? ` and ${files.length - named.length} more` : ''
  const [were, them, they] = files.length === 1 ? ['was', 'it', 'it describes'] : ['were', 'them', 'they describe']
  const message = `${named.join(', ')}${more} ${were} not read: nothing in the description refers to ${them}. If ${they} fields, import ${them} apart.`
  return [{ code: 'unsupported-construct', at: first.name, message }]
}

function printFormats(reader: FormatReader): string {
  const [name] = reader.formats
  return name === undefined ? 'unknown' : reader.formats.length > 1 ? formatNames[name].replace(/ [\d.]+$/, '') : formatNames[name]
}

const PARSED = ['json', 'yaml', 'json-lines'] as const
/** Formats that only files of some syntax can be, whatever a person says. */
const SYNTAXES_OF: Readonly<Partial<Record<SchemaFormat, readonly OpenedFile['syntax'][]>>> = {
  'openapi-3.0': PARSED,
  'openapi-3.1': PARSED,
  'swagger-2.0': PARSED,
  'json-schema': PARSED,
  postman: PARSED,
  har: PARSED,
  avro: PARSED,
  xsd: ['xml'],
  wsdl: ['xml'],
}

function describeUnknown(file: OpenedFile): ImportError {
  const expected = 'a description of an API or of records'
  const foreign = nameOfForeignKind(file)
  if (foreign !== undefined) return { type: 'UnsupportedFormat', found: foreign, file: file.name }
  if (file.syntax === 'json' || file.syntax === 'yaml' || file.syntax === 'json-lines') {
    return { type: 'NotADescription', expected, found: detectFormat(file.value).name, file: file.name }
  }
  return { type: 'NotADescription', expected, found: describeSyntax(file, UNKNOWN), file: file.name }
}

type SyntaxNames = Readonly<Record<Exclude<OpenedFile['syntax'], (typeof PARSED)[number]>, string>>

function describeSyntax({ syntax, value, text }: OpenedFile, names: SyntaxNames): string {
  if (syntax === 'text' && isSqlWithoutTables(text)) return names.sql
  return syntax === 'json' || syntax === 'yaml' || syntax === 'json-lines' ? detectFormat(value).name : names[syntax]
}

const SYNTAXES: SyntaxNames = {
  xml: 'XML',
  html: 'a web page (HTML)',
  csv: 'a table (CSV)',
  markdown: 'a Markdown page',
  graphql: 'GraphQL',
  protobuf: 'Protocol Buffers',
  sql: 'SQL',
  text: 'plain text',
}
/** Of a file that no reader wants. */
const UNKNOWN: SyntaxNames = {
  xml: 'XML of another kind',
  html: 'a web page (HTML) without a table of fields',
  csv: 'a table that names no fields',
  markdown: 'a Markdown page without a table of fields',
  graphql: 'GraphQL without types',
  protobuf: 'Protocol Buffers without messages',
  sql: 'SQL without CREATE TABLE',
  text: 'plain text',
}
