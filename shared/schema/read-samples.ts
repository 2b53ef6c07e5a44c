// The only place that makes a schema graph from sample records, where a system has no description.
import type { FieldEvidence } from './evidence.ts'
import { observedEvidence } from './evidence-of.ts'
import { createGraphWriter, printSourcePlace, type GraphWriter, type SourcePlace, type WrittenGraph } from './graph-writer.ts'
import { splitPlace } from './json-pointer.ts'
import type { NodeFacts } from './merge-parts.ts'
import { observeRecords, type Observed } from './observe-records.ts'
import { fail, ok, type Result } from './result.ts'
import type { FieldType, NodeId, Property, SchemaGraph } from './schema-graph.ts'
import { MOST_SCHEMA_DEPTH, type SchemaReadError } from './schema-read-error.ts'

export type SampleSchema = { readonly graph: SchemaGraph; readonly evidence: readonly FieldEvidence[] }

/** Records of one kind: one object of the graph. `places`: where each record stands, as many as there are records, or none. */
export type SampleObject = {
  readonly name: string
  readonly description?: string
  readonly records: readonly unknown[]
  readonly places?: readonly SourcePlace[]
  /** Names that come first, in this order, also where no record has them: the columns of a table. */
  readonly columns?: readonly string[]
}

/** No field is required: samples show what was there, never what must be. The evidence says how often it was. */
export function readSamples(records: readonly unknown[], name = 'record'): SampleSchema {
  const observed = observeRecords(records)
  const writer = createGraphWriter()
  const node = writeObject(writer, { name, records }, observed)
  const written = writer.finish({ format: 'samples', title: name, objects: [{ name, node }] })
  // At most MOST_PLACES nodes, which is far below what a graph may have.
  if (!written.ok) throw new Error(`samples gave a graph that is refused: ${written.error.type}`)
  return { graph: written.value.graph, evidence: observedEvidence(observed) }
}

/** One object for each kind. `report`: writes findings about the files. */
export function readSampleObjects(
  objects: readonly SampleObject[],
  title: string,
  report: (problem: GraphWriter['problem']) => void = () => undefined,
): Result<WrittenGraph, SchemaReadError> {
  const writer = createGraphWriter()
  report(writer.problem)
  const named = objects.map((object) => ({
    name: object.name,
    node: writeObject(writer, object, observeRecords(object.records)),
    ...(object.description === undefined ? {} : { description: object.description }),
  }))
  const written = writer.finish({ format: 'samples', title, objects: named })
  return written.ok ? ok(written.value) : fail(written.error)
}

function writeObject(writer: GraphWriter, object: SampleObject, observed: Observed): NodeId {
  const placeOf = (at: Observed): SourcePlace | undefined => {
    const record = object.places?.[at.first.record]
    // Only JSON has a pointer to go on from; of other files the record's line is known.
    return record?.pointer === undefined ? record : { ...record, pointer: appendPointer(record.pointer, splitPlace(at.first.place).tokens) }
  }
  return writeObserved(writer, observed, placeOf, object)
}

/** The nodes of what was seen. `named`: what the root is called, where it has a name. */
export function writeObserved(
  writer: GraphWriter,
  observed: Observed,
  placeOf: (at: Observed) => SourcePlace | undefined,
  named?: Omit<SampleObject, 'records'>,
): NodeId {
  const write = (at: Observed): NodeId =>
    writer.node(
      at,
      () => {
        const facts = observedFacts(at)
        if (at === observed && named !== undefined) {
          facts.name = named.name
          if (named.description !== undefined) facts.description = named.description
        }
        if (at.cut)
          writer.problem(
            'not-expanded',
            printSourcePlace(placeOf(at)),
            `Some values below are left out: at most ${MOST_SCHEMA_DEPTH} levels, and names of 512 characters, are read.`,
          )
        const columns = at === observed ? (named?.columns ?? []) : []
        const properties = [...new Set([...columns, ...at.fields.keys()])].map((name): Property => {
          const child = at.fields.get(name)
          return { name, node: child === undefined ? writer.value({ types: ['any'] }, named?.places?.[0]) : write(child), required: false }
        })
        if (properties.length > 0) facts.properties = properties
        if (at.item !== undefined) facts.items = write(at.item)
        return facts
      },
      placeOf(at),
    )
  return write(observed)
}

function appendPointer(pointer: string, tokens: readonly string[]): string {
  return pointer + tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function observedFacts(at: Observed): NodeFacts {
  const seen = [...at.types.keys()]
  // Whole and broken numbers together are numbers.
  const types: FieldType[] = seen.includes('number') ? seen.filter((type) => type !== 'integer') : seen
  const facts: NodeFacts = { types: types.length > 0 ? types : ['any'] }
  if (at.nulls > 0) facts.nullable = true
  const texts = at.types.get('text') ?? 0
  if (texts > 0 && at.dates === texts) facts.format = 'date'
  else if (texts > 0 && at.dateTimes === texts) facts.format = 'date-time'
  const values = [...at.distinct.keys()]
  const example = values.find((value) => value !== '') ?? values[0]
  if (example !== undefined) facts.example = example
  return facts
}
