// The only place that makes a schema graph from sample records, where a system has no description.
import type { FieldEvidence } from './evidence.ts'
import { observedEvidence } from './evidence-of.ts'
import { DOCUMENT, below, type Place } from './json-pointer.ts'
import type { NodeFacts } from './merge-parts.ts'
import { observeRecords, type Observed } from './observe-records.ts'
import { createProblemList } from './problem-list.ts'
import { READER_VERSION, type FieldType, type NodeId, type Property, type SchemaGraph, type SchemaNode } from './schema-graph.ts'
import { MOST_SCHEMA_DEPTH } from './schema-read-error.ts'

export type SampleSchema = { readonly graph: SchemaGraph; readonly evidence: readonly FieldEvidence[] }

/** No field is required: samples show what was there, never what must be. The evidence says how often it was. */
export function readSamples(records: readonly unknown[], name = 'record'): SampleSchema {
  const observed = observeRecords(records)
  const nodes: Record<NodeId, SchemaNode> = {}
  const problems = createProblemList()
  const queue: { at: Observed; id: NodeId; place: Place }[] = []
  let count = 0
  let fieldCount = 0
  const enqueue = (at: Observed, place: Place): NodeId => {
    count += 1
    const id = `n${count}`
    queue.push({ at, id, place })
    return id
  }
  const root = enqueue(observed, DOCUMENT)
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { at, id, place } = next
    if (at.cut)
      problems.add('not-expanded', place, `Some values below are left out: at most ${MOST_SCHEMA_DEPTH} levels, and names of 512 characters, are read.`)
    const facts = scalarFacts(at)
    if (id === root) facts.name = name
    const properties: Property[] = [...at.fields].map(([property, child]) => ({
      name: property,
      node: enqueue(child, below(place, property)),
      required: false,
    }))
    fieldCount += properties.length
    if (properties.length > 0) facts.properties = properties
    if (at.item !== undefined) facts.items = enqueue(at.item, below(place, '0'))
    nodes[id] = facts
  }
  const graph: SchemaGraph = {
    readerVersion: READER_VERSION,
    format: 'samples',
    title: name,
    servers: [],
    endpoints: [],
    objects: [{ name, node: root }],
    nodes,
    fieldCount,
    problems: problems.list(),
  }
  return { graph, evidence: observedEvidence(observed) }
}

function scalarFacts(at: Observed): NodeFacts {
  const seen = [...at.types.keys()]
  // Whole and broken numbers together are numbers.
  const types: FieldType[] = seen.includes('number') ? seen.filter((type) => type !== 'integer') : seen
  const facts: NodeFacts = { types: types.length > 0 ? types : ['any'] }
  if (at.nulls > 0) facts.nullable = true
  const texts = at.types.get('text') ?? 0
  if (texts > 0 && at.dates === texts) facts.format = 'date'
  else if (texts > 0 && at.dateTimes === texts) facts.format = 'date-time'
  const [example] = at.distinct.keys()
  if (example !== undefined) facts.example = example
  return facts
}
