// The only place that reads the files of an upload: opens them, and calls the reader that is chosen for them. Runs in the child.
import { readFileSync, statSync } from 'node:fs'
import type { SourceExcerpt } from '../../shared/api/routes.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { evidenceOf } from '../../shared/schema/evidence-of.ts'
import type { Documented } from '../../shared/schema/observe-records.ts'
import { findObject, printObjectAddress } from '../../shared/schema/fields.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { type ObjectAddress, type SchemaFormat, type SchemaGraph, type SchemaProblem } from '../../shared/schema/schema-graph.ts'
import { chooseReader, describePassedBy } from './choose-reader.ts'
import type { FormatReader, OpenedFile, ReadSamples, ReadSchema } from './format-reader.ts'
import { describeImportError, type ImportError } from './import-error.ts'
import type { ImportFile, ImportProgress, ImportRequest } from './import-protocol.ts'
import { loadFormats } from './load-formats.ts'
import { openFiles, type UploadBytes } from './open-files.ts'
import { takeExcerpt } from './source-excerpt.ts'

/** Sample records with what they show, for the object they belong to. */
export type SampleEvidence = {
  readonly object: ObjectAddress
  readonly name: string
  readonly records: readonly unknown[]
  readonly evidence: readonly FieldEvidence[]
}
/** `object`: of the graph of the samples themselves. */
export type ReadRecords = SampleEvidence & { readonly graph: SchemaGraph }

type Report = (progress: ImportProgress) => void | Promise<void>

/** Of one sample record's JSON (README, decisions). */
const LARGEST_RECORD = 1_048_576
/** Of the whole import: what comes before the reader has the files, and when it has given its graph. */
const OPENED_AT = 0.5
const BUILT_AT = 0.8

export async function readSchemaUpload(request: Omit<ImportRequest, 'kind'>, report: Report): Promise<Result<ReadSchema, ImportError>> {
  const files = await openUpload(request, report)
  if (!files.ok) return files
  await report({ stage: 'building', fraction: OPENED_AT })
  const read = readOpenedFiles(files.value, await loadFormats(files.value, request.format), request.format)
  await report({ stage: 'building', fraction: BUILT_AT })
  return read
}

/** Records of all files as one set. With `documented` their evidence fits that object: names that a map of it holds become `{}`. */
export async function readSampleUpload(request: Omit<ImportRequest, 'kind'>, report: Report): Promise<Result<ReadRecords, ImportError>> {
  const read = await readSchemaUpload({ ...request, format: 'samples' }, report)
  if (!read.ok) return read
  const { graph } = read.value
  const documented = request.documented === undefined ? undefined : readDocumented(request.documented)
  if (documented?.ok === false) return documented
  const samples = documented === undefined ? read.value.samples : samplesOf(documented.value, read.value.samples)
  const records = samples.flatMap((sample) => sample.records)
  const [first] = samples
  if (first === undefined || records.length === 0) return fail({ type: 'NoRecords', file: request.files[0]?.name ?? '', found: 'no objects' })
  const own = findObject(graph, first.object)
  const target = documented?.value ?? (own === undefined ? undefined : { graph, node: own })
  return ok({ graph, object: first.object, name: first.name, records, evidence: evidenceOf(records, target) })
}

/** Of several kinds of records in the files those that are called like the object, else all. */
function samplesOf({ graph, node }: Documented, samples: ReadSchema['samples']): ReadSchema['samples'] {
  const wanted = singular(graph.nodes[node]?.name ?? graph.objects.find((object) => object.node === node)?.name ?? '')
  const called = samples.filter(({ object }) => object.kind === 'object' && singular(object.name) === wanted)
  return called.length > 0 ? called : samples
}

function singular(name: string): string {
  return name.toLowerCase().replace(/s$/, '')
}

/** Where a node stands in the files it was read from. */
export async function readSourceUpload(request: Omit<ImportRequest, 'kind'>, report: Report): Promise<Result<SourceExcerpt, ImportError>> {
  const files = await openUpload(request, report)
  if (!files.ok) return files
  const read = readOpenedFiles(files.value, await loadFormats(files.value, request.format), request.format)
  if (!read.ok) return read
  const place = read.value.places.get(request.node ?? '')
  const file = files.value.find(({ name }) => name === place?.file)
  const excerpt = place === undefined || file === undefined ? undefined : takeExcerpt(file, place)
  return excerpt === undefined ? fail({ type: 'NoSuchPlace' }) : ok(excerpt)
}

/** What the samples of a description show of its objects, one set for each; samples of objects that it does not have are left out. */
export function* evidenceOfSamples({ graph, samples }: ReadSchema): Generator<SampleEvidence> {
  const byObject = new Map<string, ReadSamples[]>()
  for (const each of samples) {
    const key = printObjectAddress(each.object)
    byObject.set(key, [...(byObject.get(key) ?? []), each])
  }
  for (const sets of byObject.values()) {
    const [first] = sets
    const node = first === undefined ? undefined : findObject(graph, first.object)
    if (first === undefined || node === undefined) continue
    const records = sets.flatMap((set) => set.records)
    const name = sets.length === 1 ? first.name : `${first.name} and ${sets.length - 1} more`
    yield { object: first.object, name, records, evidence: evidenceOf(records, { graph, node }) }
  }
}

/** The files of one upload, already open. `formats`: the readers to choose from, special ones first. `format`: where the person knows better. */
export function readOpenedFiles(files: readonly OpenedFile[], formats: readonly FormatReader[], format?: SchemaFormat): Result<ReadSchema, ImportError> {
  const chosen = chooseReader(files, formats, format)
  if (!chosen.ok) return chosen
  const { reader, own, passedBy } = chosen.value
  const read = reader.read(own, files, bareName(own[0]?.name ?? ''))
  if (!read.ok) return read
  const tooLarge = listTooLarge(read.value.samples)
  const [first] = tooLarge
  if (first !== undefined && read.value.graph.format === 'samples') return fail(first)
  const problems = [...tooLarge.map(describeLeftOut), ...describePassedBy(passedBy)]
  if (problems.length === 0) return read
  const samples = read.value.samples.map((set) => ({ ...set, records: set.records.filter((record) => !isTooLarge(record)) }))
  return ok({ ...read.value, samples, graph: { ...read.value.graph, problems: [...read.value.graph.problems, ...problems] } })
}

type TooLarge = Extract<ImportError, { type: 'RecordTooLarge' }>

/** Of a saved answer: the description is worth having without it. */
function describeLeftOut(error: TooLarge): SchemaProblem {
  return { code: 'unsupported-construct', at: error.file, message: `${describeImportError(error)} It is left out of the evidence.` }
}

function isTooLarge(record: unknown): boolean {
  return JSON.stringify(record).length > LARGEST_RECORD
}

function listTooLarge(samples: ReadSchema['samples']): TooLarge[] {
  return samples.flatMap(({ name, records }) =>
    records.flatMap((record, i) => (isTooLarge(record) ? [{ type: 'RecordTooLarge' as const, file: name, record: i + 1, limit: LARGEST_RECORD }] : [])),
  )
}

/** The graph that the server holds for the object, from its own file beside the upload. */
function readDocumented({ graphPath, object }: NonNullable<ImportRequest['documented']>): Result<Documented, ImportError> {
  const graph = JSON.parse(readFileSync(graphPath, 'utf8')) as SchemaGraph
  const node = findObject(graph, object)
  return node === undefined ? fail({ type: 'NoSuchObject', object: printObjectAddress(object) }) : ok({ graph, node })
}

async function openUpload(request: Omit<ImportRequest, 'kind'>, report: Report): Promise<Result<OpenedFile[], ImportError>> {
  const uploads: UploadBytes[] = []
  let bytes = 0
  for (const file of request.files) {
    const read = readBytes(file, request.maxBytes - bytes)
    if (!read.ok) return read
    bytes += read.value.length
    uploads.push({ name: file.name, bytes: read.value })
  }
  return openFiles(uploads, async (file, done, all) => report({ stage: 'parsing', file, fraction: 0.05 + (all === 0 ? 0 : (done / all) * (OPENED_AT - 0.05)) }))
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

/** `orders` of `types/orders.json`: the name of the record, where nothing else names it. */
function bareName(file: string): string {
  const base = file.split(/[/\\]/).at(-1) ?? file
  return base.replace(/\.[A-Za-z0-9]{1,8}$/, '').slice(0, 200) || 'record'
}
