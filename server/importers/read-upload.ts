// The only place that decides what a set of uploaded files is, and calls the reader for it. Runs in the child.
import { readFileSync, statSync } from 'node:fs'
import { detectFormat, type DetectedFormat } from '../../shared/schema/detect-format.ts'
import { readJsonSchema } from '../../shared/schema/read-json-schema.ts'
import { readOpenApi } from '../../shared/schema/read-openapi.ts'
import { readSamples, type SampleSchema } from '../../shared/schema/read-samples.ts'
import { isRawObject } from '../../shared/schema/raw-schema.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { SchemaFormat, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { MOST_SCHEMA_DEPTH } from '../../shared/schema/schema-read-error.ts'
import type { ImportError } from './import-error.ts'
import type { ImportFile, ImportProgress, ImportRequest } from './import-protocol.ts'
import { decodeText } from './decode-text.ts'
import { openText } from './open-files.ts'
import { checkNesting } from './parse-document.ts'

export type Upload = { readonly file: string; readonly value: unknown; readonly detected: DetectedFormat }
export type ReadRecords = SampleSchema & { readonly records: readonly unknown[] }

type Report = (progress: ImportProgress) => void

/** Of one sample record's JSON (README, decisions). */
const LARGEST_RECORD = 1_048_576

export function readSchemaUpload(request: ImportRequest, report: Report): Result<SchemaGraph, ImportError> {
  const uploads = readFiles(request, report)
  if (!uploads.ok) return uploads
  report({ stage: 'building' })
  const [first, ...others] = uploads.value
  if (first === undefined) return fail({ type: 'NoFiles' })
  const format = request.format ?? formatOf(first.detected)
  if (format === 'samples') {
    const sampled = readRecordUpload(uploads.value)
    return sampled.ok ? ok(sampled.value.graph) : sampled
  }
  if (others.length > 0) return fail({ type: 'SeveralDescriptions', files: uploads.value.map((upload) => upload.file) })
  if (format === undefined) {
    const { kind, name: found } = first.detected
    return fail(
      kind === 'unsupported'
        ? { type: 'UnsupportedFormat', found, file: first.file }
        : { type: 'NotADescription', expected: 'an API description', found, file: first.file },
    )
  }
  const graph = format === 'json-schema' ? readJsonSchema(first.value, bareName(first.file)) : readOpenApi(first.value)
  return graph.ok ? graph : fail({ ...graph.error, file: first.file })
}

export function readSampleUpload(request: ImportRequest, report: Report): Result<ReadRecords, ImportError> {
  const uploads = readFiles(request, report)
  if (!uploads.ok) return uploads
  report({ stage: 'building' })
  return readRecordUpload(uploads.value)
}

/** A list is its records; an object is one record. The records of all files together are one set. */
function readRecordUpload(uploads: readonly Upload[]): Result<ReadRecords, ImportError> {
  const records: unknown[] = []
  for (const { file, value } of uploads) {
    const tooDeep = checkNesting(value, MOST_SCHEMA_DEPTH, file)
    if (tooDeep !== undefined) return fail(tooDeep)
    const own = Array.isArray(value) ? value : [value]
    if (own.length === 0 || !own.every(isRawObject))
      return fail({ type: 'NoRecords', file, found: own.length === 0 ? 'an empty list' : Array.isArray(value) ? 'a list of plain values' : 'a single value' })
    for (const [i, record] of own.entries()) {
      if (JSON.stringify(record).length > LARGEST_RECORD) return fail({ type: 'RecordTooLarge', file, record: i + 1, limit: LARGEST_RECORD })
      records.push(record)
    }
  }
  const [first] = uploads
  if (first === undefined) return fail({ type: 'NoFiles' })
  return ok({ ...readSamples(records, bareName(first.file)), records })
}

function readFiles(request: ImportRequest, report: Report): Result<Upload[], ImportError> {
  const uploads: Upload[] = []
  let bytes = 0
  for (const file of request.files) {
    const read = readBytes(file, request.maxBytes - bytes)
    if (!read.ok) return read
    bytes += read.value.length
    report({ stage: 'parsing', file: file.name })
    const decoded = decodeText(read.value, file.name)
    if (!decoded.ok) return decoded
    const parsed = openText(file.name, decoded.value.text)
    if (!parsed.ok) return parsed
    uploads.push({ file: file.name, value: parsed.value.value, detected: detectFormat(parsed.value.value) })
  }
  return uploads.length === 0 ? fail({ type: 'NoFiles' }) : ok(uploads)
}

/** The size is asked first: a file above the limit is never read. */
function readBytes(file: ImportFile, limit: number): Result<Uint8Array, ImportError> {
  try {
    const { size } = statSync(file.path)
    return size > limit ? fail({ type: 'TooLarge', bytes: size, limit }) : ok(readFileSync(file.path))
  } catch (cause) {
    return fail({ type: 'UnreadableFile', file: file.name, reason: cause instanceof Error ? cause.message : String(cause) })
  }
}

function formatOf(detected: DetectedFormat): SchemaFormat | undefined {
  return detected.kind === 'unsupported' || detected.kind === 'unknown' ? undefined : detected.kind
}

/** `orders` of `orders.json`: the name of the record, where nothing else names it. */
function bareName(file: string): string {
  const base = file.split(/[/\\]/).at(-1) ?? file
  return base.replace(/\.[A-Za-z0-9]{1,8}$/, '').slice(0, 200) || 'record'
}
