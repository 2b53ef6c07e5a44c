// What comparing needs to know of a whole graph, counted once: whose definition a node is, what is read and what is sent. The only place for it.
import type { NodeId, SchemaGraph, SchemaNode } from './schema-graph.ts'

export type GraphIndex = {
  readonly graph: SchemaGraph
  readonly node: (id: NodeId) => SchemaNode
  /** The node of the named object that this node is, also where a field adds facts of its own to a reference; undefined for what belongs to others. */
  readonly definitionOf: (id: NodeId) => NodeId | undefined
  /** Referred to from more than one place, and no named object. */
  readonly isShared: (id: NodeId) => boolean
  /** A program that reads records meets it; of a graph without endpoints everything. */
  readonly isRead: (id: NodeId) => boolean
  readonly isSent: (id: NodeId) => boolean
}

const NOTHING: SchemaNode = { types: ['any'] }
const indexes = new WeakMap<SchemaGraph, GraphIndex>()

export function indexGraph(graph: SchemaGraph): GraphIndex {
  const known = indexes.get(graph)
  if (known !== undefined) return known
  const made = createIndex(graph)
  indexes.set(graph, made)
  return made
}

/** In the order of the node's own lists. */
export function childrenOf(node: SchemaNode): NodeId[] {
  return [
    ...(node.properties ?? []).map((property) => property.node),
    ...(node.items === undefined ? [] : [node.items]),
    ...(node.entries === undefined ? [] : [node.entries]),
    ...(node.variants?.options ?? []).map((option) => option.node),
  ]
}

function createIndex(graph: SchemaGraph): GraphIndex {
  const nodes = new Map(Object.entries(graph.nodes))
  const node = (id: NodeId) => nodes.get(id) ?? NOTHING
  const owners = new Set(graph.objects.map((object) => object.node))
  const byName = new Map(graph.objects.toReversed().map((object) => [object.name, object.node]))
  const references = new Map<NodeId, number>()
  const refer = (id: NodeId) => references.set(id, (references.get(id) ?? 0) + 1)
  for (const facts of nodes.values()) for (const child of childrenOf(facts)) refer(child)

  const read: NodeId[] = []
  const sent: NodeId[] = []
  for (const { kind, request, responses, parameters } of graph.endpoints) {
    // What a webhook asks is read by us, and what it is answered is sent by us.
    const isOurs = kind === 'operation'
    if (request !== undefined) (isOurs ? sent : read).push(request.node)
    for (const { body } of responses) if (body !== undefined) (isOurs ? read : sent).push(body.node)
    for (const parameter of parameters) (isOurs ? sent : read).push(parameter.node)
    for (const id of [request?.node, ...responses.map(({ body }) => body?.node), ...parameters.map((parameter) => parameter.node)])
      if (id !== undefined) refer(id)
  }
  const reads = reach(read, node)
  const sends = reach(sent, node)
  const isOnlyTypes = graph.endpoints.length === 0

  return {
    graph,
    node,
    definitionOf(id) {
      if (owners.has(id)) return id
      const { name, properties } = node(id)
      const owner = name === undefined ? undefined : byName.get(name)
      if (owner === undefined || properties === undefined) return undefined
      const own = node(owner).properties
      return own !== undefined && (own === properties || (own.length === properties.length && own.every((each, i) => each.node === properties[i]?.node)))
        ? owner
        : undefined
    },
    isShared: (id) => (references.get(id) ?? 0) > 1,
    isRead: (id) => isOnlyTypes || reads.has(id),
    isSent: (id) => isOnlyTypes || sends.has(id),
  }
}

function reach(roots: readonly NodeId[], node: (id: NodeId) => SchemaNode): ReadonlySet<NodeId> {
  const seen = new Set(roots)
  // Behind it grows what was found, while it is gone through.
  for (const id of seen) for (const child of childrenOf(node(id))) seen.add(child)
  return seen
}
