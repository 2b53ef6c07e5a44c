// The only place that puts a child's chunks together again, and checks that they have the shape of our own types.
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { isRawObject, type RawObject } from '../../shared/schema/raw-schema.ts'
import type { Endpoint, NodeId, ObjectAddress, Property, SchemaGraph, SchemaNode } from '../../shared/schema/schema-graph.ts'
import type { ChunkPart } from './import-protocol.ts'
import type { SourceExcerpt } from '../../shared/api/routes.ts'

export type Assembly = {
  readonly add: (part: ChunkPart, json: string) => void
  /** Undefined unless everything came and fits together: a child that parsed a hostile file is not believed. */
  readonly graph: () => SchemaGraph | undefined
  /** Sets in the order they came. */
  readonly samples: () => readonly ImportedSampleSet[]
  readonly excerpt: () => SourceExcerpt | undefined
}

/** Records of one object, with what they show of it. */
export type ImportedSampleSet = {
  readonly object: ObjectAddress
  readonly name: string
  readonly records: readonly unknown[]
  readonly evidence: readonly FieldEvidence[]
}

const TYPES = new Set(['text', 'number', 'integer', 'boolean', 'object', 'list', 'map', 'any'])

/** `n` and the number of a node, of which there are at most five million. */
const LONGEST_ID = 8
/** What came so far: by number, and in order. Names of many nodes take ten times as long to look up. */
type KnownNodes = { readonly numbers: boolean[]; readonly list: SchemaNode[] }

export function createAssembly(): Assembly {
  // A plain object will do: nothing but `n` and digits becomes a key.
  const nodes: Record<NodeId, SchemaNode> = {}
  const known: KnownNodes = { numbers: [], list: [] }
  const endpoints: Endpoint[] = []
  const samples: { object: ObjectAddress; name: string; records: unknown[]; evidence: FieldEvidence[] }[] = []
  let excerpt: SourceExcerpt | undefined
  let rest: Record<string, unknown> | undefined
  let sound = true
  return {
    add(part, json) {
      const value: unknown = JSON.parse(json)
      const last = samples.at(-1)
      if (part === 'graph' && isRawObject(value)) rest = { ...value }
      else if (part === 'nodes' && isRawObject(value)) sound = addNodes(value, nodes, known) && sound
      else if (part === 'properties' && isRawObject(value) && Array.isArray(value['list']) && value['list'].every(isProperty)) {
        const known = Object.hasOwn(nodes, String(value['node'])) ? nodes[String(value['node'])]?.properties : undefined
        if (known === undefined) sound = false
        // Parsed here, a moment ago: nobody else has seen the list yet.
        else for (const property of value['list']) (known as Property[]).push(property)
      } else if (part === 'endpoints' && Array.isArray(value)) for (const each of value) endpoints.push(each as Endpoint)
      else if (part === 'samples' && isRawObject(value) && isRawObject(value['object']) && typeof value['name'] === 'string')
        samples.push({ object: value['object'] as ObjectAddress, name: value['name'], records: [], evidence: [] })
      else if (part === 'evidence' && Array.isArray(value) && last !== undefined) for (const each of value) last.evidence.push(each as FieldEvidence)
      else if (part === 'records' && Array.isArray(value) && last !== undefined) for (const each of value) last.records.push(each)
      else if (part === 'excerpt' && isExcerpt(value)) excerpt = value
      else sound = false
    },
    graph() {
      if (!sound || rest === undefined) return undefined
      const graph = { ...rest, endpoints, nodes } as unknown as SchemaGraph
      return isGraph(graph, known) ? graph : undefined
    },
    samples: () => samples,
    excerpt: () => (sound ? excerpt : undefined),
  }
}

/** Ids and nodes as two lists. False where they are not ours. */
function addNodes({ ids, nodes: list }: RawObject, nodes: Record<NodeId, SchemaNode>, known: KnownNodes): boolean {
  if (!Array.isArray(ids) || !Array.isArray(list) || ids.length !== list.length) return false
  for (let i = 0; i < ids.length; i++) {
    const id: unknown = ids[i]
    const node: unknown = list[i]
    const number = typeof id === 'string' ? numberOf(id) : undefined
    if (number === undefined || !isNode(node)) return false
    nodes[id as NodeId] = node
    known.numbers[number] = true
    known.list.push(node)
  }
  return true
}

function isExcerpt(value: unknown): value is SourceExcerpt {
  return (
    isRawObject(value) &&
    typeof value['file'] === 'string' &&
    typeof value['firstLine'] === 'number' &&
    Array.isArray(value['lines']) &&
    isRawObject(value['focus'])
  )
}

function isProperty(value: unknown): value is Property {
  return isRawObject(value) && typeof value['name'] === 'string' && typeof value['node'] === 'string'
}

function isNode(value: unknown): value is SchemaNode {
  if (!isRawObject(value)) return false
  const { types, properties, variants } = value
  return (
    Array.isArray(types) &&
    types.length > 0 &&
    types.every((type) => TYPES.has(type as string)) &&
    (properties === undefined || (Array.isArray(properties) && properties.every(isProperty))) &&
    (variants === undefined || (isRawObject(variants) && Array.isArray(variants['options'])))
  )
}

/** The number of `n12`; undefined for anything else. By hand, because it is asked for every field of a large description. */
function numberOf(id: string): number | undefined {
  if (id.charCodeAt(0) !== 110 || id.length < 2 || id.length > LONGEST_ID) return undefined
  let number = 0
  for (let i = 1; i < id.length; i++) {
    const digit = id.charCodeAt(i) - 48
    if (digit < 0 || digit > 9 || (digit === 0 && i === 1)) return undefined
    number = number * 10 + digit
  }
  return number
}

/** Lists are lists, and every node that anything refers to exists. */
function isGraph(graph: SchemaGraph, { numbers, list }: KnownNodes): boolean {
  const has = (id: NodeId | undefined) => {
    if (id === undefined) return true
    const number = numberOf(id)
    return number !== undefined && numbers[number] === true
  }
  if (![graph.servers, graph.endpoints, graph.objects, graph.problems].every(Array.isArray)) return false
  if (typeof graph.title !== 'string' || typeof graph.fieldCount !== 'number' || typeof graph.format !== 'string') return false
  for (const { node } of graph.objects) if (!has(node)) return false
  for (const { request, responses, parameters } of graph.endpoints) {
    if (!Array.isArray(responses) || !Array.isArray(parameters)) return false
    if (!has(request?.node) || !responses.every(({ body }) => has(body?.node)) || !parameters.every(({ node }) => has(node))) return false
  }
  for (const node of list) {
    if (!has(node.items) || !has(node.entries)) return false
    for (const property of node.properties ?? []) if (!has(property.node)) return false
    for (const option of node.variants?.options ?? []) if (!has(option.node)) return false
  }
  return true
}
