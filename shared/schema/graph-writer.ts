// The only place where readers of formats other than JSON Schema make graph nodes: one node for each definition, children later, so
// that circles cost nothing and no document can overflow the engine's stack.
import { createProblemList } from './problem-list.ts'
import { fail, ok, type Result } from './result.ts'
import {
  READER_VERSION,
  type Endpoint,
  type NamedObject,
  type NodeId,
  type SchemaFormat,
  type SchemaGraph,
  type SchemaNode,
  type SchemaProblemCode,
} from './schema-graph.ts'
import { LONGEST_DESCRIPTION, LONGEST_NAME, MOST_NODES, type SchemaReadError } from './schema-read-error.ts'

/** Where a definition stands in the upload: `pointer` of a JSON or YAML file (RFC 6901, `#/a/b`), `line` (from 1) of any other. */
export type SourcePlace = { readonly file: string; readonly pointer?: string; readonly line?: number }

export type GraphParts = {
  readonly format: SchemaFormat
  readonly title: string
  readonly version?: string
  readonly servers?: SchemaGraph['servers']
  readonly endpoints?: readonly Endpoint[]
  readonly objects: readonly NamedObject[]
  /** Definitions of fields in the files; where absent: the properties of all nodes. */
  readonly fieldCount?: number
}

export type WrittenGraph = {
  readonly graph: SchemaGraph
  readonly places: ReadonlyMap<NodeId, SourcePlace>
  /** The nodes of the graph, for those who go through all: a large record takes long to make. */
  readonly eachNode?: () => Iterable<readonly [NodeId, SchemaNode]>
}

export type GraphWriter = {
  /** The node of what `definition` is (the same object or text gives the same node). `facts` is asked for once, later, and may call `node` and `value` for its children. */
  readonly node: (definition: unknown, facts: () => SchemaNode, place?: SourcePlace) => NodeId
  /** A node of its own, complete as it is. */
  readonly value: (facts: SchemaNode, place?: SourcePlace) => NodeId
  /** A finding. `at`: `types.xsd, line 12`, or a pointer. Bounded, each once. */
  readonly problem: (code: SchemaProblemCode, at: string, message: string, file?: string) => void
  readonly finish: (parts: GraphParts) => Result<WrittenGraph, SchemaReadError>
}

export function createGraphWriter(): GraphWriter {
  const problems = createProblemList()
  const nodes: Record<NodeId, SchemaNode> = {}
  const places = new Map<NodeId, SourcePlace>()
  const idByDefinition = new Map<unknown, NodeId>()
  const queue: { readonly id: NodeId; readonly facts: () => SchemaNode }[] = []
  let count = 0

  const nextId = (place: SourcePlace | undefined): NodeId => {
    count += 1
    const id = `n${count}`
    if (place !== undefined) places.set(id, place)
    return id
  }
  const problem: GraphWriter['problem'] = (code, at, message, file) => problems.addAt(code, at, message, file)

  /** A description that is longer than anybody reads is cut, and that is told. */
  const shortened = <T extends { readonly description?: string }>(described: T, at: string): T => {
    const { description } = described
    if (description === undefined || description.length <= LONGEST_DESCRIPTION) return described
    problem('text-shortened', at, `The description has ${description.length} characters; the first ${LONGEST_DESCRIPTION} are kept.`)
    return { ...described, description: description.slice(0, LONGEST_DESCRIPTION).replace(/[\uD800-\uDBFF]$/, '') }
  }

  /** Names and texts within the limits of a graph. */
  const bounded = (facts: SchemaNode, place: SourcePlace | undefined): SchemaNode => {
    const at = printSourcePlace(place)
    let kept = shortened(facts, at)
    if (facts.properties?.some(({ name }) => name.length > LONGEST_NAME) === true) {
      problem('name-too-long', at, `Field names of more than ${LONGEST_NAME} characters are left out.`)
      kept = { ...kept, properties: facts.properties.filter(({ name }) => name.length <= LONGEST_NAME) }
    }
    return kept
  }

  return {
    node(definition, facts, place) {
      const known = idByDefinition.get(definition)
      if (known !== undefined) return known
      const id = nextId(place)
      idByDefinition.set(definition, id)
      queue.push({ id, facts })
      return id
    },
    value(facts, place) {
      const id = nextId(place)
      nodes[id] = bounded(facts, place)
      return id
    },
    problem,
    finish(parts) {
      // Definitions are added behind while the list is gone through.
      for (const next of queue) {
        if (count > MOST_NODES) return fail({ type: 'TooManyNodes', limit: MOST_NODES })
        nodes[next.id] = bounded(next.facts(), places.get(next.id))
      }
      const graph: SchemaGraph = {
        readerVersion: READER_VERSION,
        format: parts.format,
        title: parts.title,
        ...(parts.version === undefined ? {} : { version: parts.version }),
        servers: parts.servers ?? [],
        endpoints: (parts.endpoints ?? []).map((endpoint) => shortened(endpoint, endpoint.id)),
        objects: parts.objects.map((object) => shortened(object, printSourcePlace(places.get(object.node)))),
        nodes,
        fieldCount: parts.fieldCount ?? Object.values(nodes).reduce((sum, node) => sum + (node.properties?.length ?? 0), 0),
        problems: problems.list(),
      }
      return ok({ graph, places })
    },
  }
}

export function printSourcePlace(place: SourcePlace | undefined): string {
  if (place === undefined) return '#'
  return place.pointer ?? (place.line === undefined ? place.file : `${place.file}, line ${place.line}`)
}
