// The only place that reads sample records: JSON, lines of JSON, YAML, XML and CSV, one object for each kind of record.
import { findRecords, type FoundRecords } from '../../../shared/schema/find-records.ts'
import type { SourcePlace } from '../../../shared/schema/graph-writer.ts'
import { printPointer } from '../../../shared/schema/json-pointer.ts'
import type { RawObject } from '../../../shared/schema/raw-schema.ts'
import { readSampleObjects } from '../../../shared/schema/read-samples.ts'
import { fail, ok, type Result } from '../../../shared/schema/result.ts'
import { MOST_SCHEMA_DEPTH } from '../../../shared/schema/schema-read-error.ts'
import { nameOfFile, sortRecords, type SampleKind, type SampleRecord, type SampleSource } from '../../../shared/schema/sort-records.ts'
import { typeRecords } from '../../../shared/schema/type-texts.ts'
import type { FileSyntax, FormatReader, OpenedFile, ReadSamples } from '../format-reader.ts'
import type { ImportError } from '../import-error.ts'
import { checkNesting } from '../parse-document.ts'
import { readCsvRecords } from '../samples/csv-records.ts'
import { xmlToValue } from '../samples/xml-records.ts'

const READ: ReadonlySet<FileSyntax> = new Set(['json', 'json-lines', 'yaml', 'xml', 'csv'])

type Note = { readonly at: string; readonly message: string }
type FileRecords = { readonly sources: readonly SampleSource[]; readonly notes: readonly Note[]; readonly taken: string }

export const samples: FormatReader = {
  formats: ['samples'],
  recognises: ({ syntax }) => READ.has(syntax),
  read(own, _all, name) {
    const files: FileRecords[] = []
    for (const file of own) {
      const read = readFile(file)
      if (!read.ok) return read
      files.push(read.value)
    }
    const kinds = sortRecords(
      files.flatMap(({ sources }) => sources),
      name,
    ).map((kind) => typeXml(kind, own))
    const taken = new Map(own.map((file, i) => [file.name, files[i]?.taken ?? '']))
    const written = readSampleObjects(
      kinds.map(({ name: called, records, files: from, columns }) => ({
        name: called,
        description: describe(records.length, from, taken),
        records: records.map(({ record }) => record),
        places: records.map(({ place }) => place),
        columns,
      })),
      name,
      (problem) => {
        for (const { at, message } of files.flatMap(({ notes }) => notes)) problem('unsupported-construct', at, message)
      },
    )
    if (!written.ok) return fail(written.error)
    const evidence = kinds.map((kind): ReadSamples => ({
      object: { kind: 'object', name: kind.name },
      name: listFiles(kind.files),
      records: kind.records.map(({ record }) => record),
    }))
    return ok({ graph: written.value.graph, samples: evidence, places: written.value.places })
  },
}

function readFile(file: OpenedFile): Result<FileRecords, ImportError> {
  if (file.syntax === 'csv' || file.syntax === 'text') return readCsvFile(file)
  if (file.syntax === 'xml' && file.xml !== undefined) {
    const lines = new WeakMap<object, number>()
    const root = file.xml
    return readFound(file, xmlToValue(root, lines), (record) => ({ file: file.name, line: lines.get(record) ?? root.line }))
  }
  if (file.value === undefined) return fail({ type: 'NoRecords', file: file.name, found: `a text (${file.syntax})` })
  const tooDeep = checkNesting(file.value, MOST_SCHEMA_DEPTH, file.name)
  if (tooDeep !== undefined) return fail(tooDeep)
  const lines = file.syntax === 'json-lines' ? linesWithText(file.text) : undefined
  return readFound(file, file.value, (_, tokens) => {
    const line = lines?.[Number(tokens[0])]
    return line === undefined ? { file: file.name, pointer: printPointer(tokens, Number.POSITIVE_INFINITY) } : { file: file.name, line }
  })
}

function readFound(file: OpenedFile, value: unknown, placeOf: (record: RawObject, tokens: readonly string[]) => SourcePlace): Result<FileRecords, ImportError> {
  const search = findRecords(value)
  if ('nothing' in search) return fail({ type: 'NoRecords', file: file.name, found: search.nothing })
  const named = nameOfFile(file.name)
  const sources = search.found.map(({ records, tokens, name }): SampleSource => {
    const called = name ?? named
    return {
      file: file.name,
      ...(called === undefined ? {} : { name: called }),
      records: records.map((record, i): SampleRecord => ({ record, place: placeOf(record, tokens[i] ?? []) })),
    }
  })
  const skipped = search.found.reduce((sum, found) => sum + found.skipped, 0)
  const notes =
    skipped === 0
      ? []
      : [{ at: file.name, message: `${skipped} ${skipped === 1 ? 'entry' : 'entries'} of the list without a field ${skipped === 1 ? 'is' : 'are'} left out.` }]
  return ok({ sources, notes, taken: file.syntax === 'xml' ? '' : describeFound(search.found) })
}

function readCsvFile(file: OpenedFile): Result<FileRecords, ImportError> {
  const read = readCsvRecords(file.text, file.name)
  if (!read.ok) return read
  const called = nameOfFile(file.name)
  const source: SampleSource = { file: file.name, ...(called === undefined ? {} : { name: called }), records: read.value.records, columns: read.value.columns }
  return ok({ sources: [source], notes: read.value.notes, taken: '' })
}

/** Texts of XML get types from all records of their kind together. */
function typeXml(kind: SampleKind, files: readonly OpenedFile[]): SampleKind {
  const xml = new Set(files.filter(({ syntax }) => syntax === 'xml').map(({ name }) => name))
  const texts = kind.records.filter(({ place }) => xml.has(place.file))
  if (texts.length === 0) return kind
  const typed = typeRecords(texts.map(({ record }) => record))
  const byRecord = new Map(texts.map((each, i) => [each, typed[i]]))
  return { ...kind, records: kind.records.map((each) => ({ ...each, record: byRecord.get(each) ?? each.record })) }
}

/** Lines of the file in which a value stands, from 1. */
function linesWithText(text: string): number[] {
  return text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [i + 1]))
}

/** Which part of the file was taken, where it was not all. */
function describeFound(found: readonly FoundRecords[]): string {
  return found
    .flatMap(({ name, beside }) => {
      const where = name === undefined ? '' : `under \`${name}\``
      const others =
        beside.length === 0
          ? ''
          : `without ${beside
              .slice(0, 6)
              .map((each) => `\`${each.slice(0, 40)}\``)
              .join(', ')}${beside.length > 6 ? ' and others' : ''} beside them`
      const said = [where, others].filter((part) => part !== '').join(', ')
      return said === '' ? [] : [said]
    })
    .join('; ')
}

function describe(count: number, files: readonly string[], taken: ReadonlyMap<string, string>): string {
  const from = files.slice(0, 5).map((file) => {
    const part = taken.get(file) ?? ''
    return part === '' ? file : `${file} (${part})`
  })
  const more = files.length > 5 ? ` and ${files.length - 5} more files` : ''
  return `${count} sample ${count === 1 ? 'record' : 'records'} from ${from.join(', ')}${more}.`
}

function listFiles(files: readonly string[]): string {
  return files.length > 3 ? `${files.slice(0, 3).join(', ')} and ${files.length - 3} more` : files.join(', ')
}
