// The only place that knows which records of an endpoint people can map: the body itself and what its envelope holds.
import { ITEM, ROOT_PATH, printFieldPath, type FieldPath, type PathStep } from './field-path.ts'
import { printObjectAddress } from './fields.ts'
import { isObjectLike } from './read-named-objects.ts'
import type { Body, Endpoint, NodeId, ObjectAddress, SchemaGraph, SchemaNode } from './schema-graph.ts'

export type Envelope = { readonly envelope: FieldPath; readonly node: NodeId }
export type AddressChoice = { readonly address: ObjectAddress; readonly label: string; readonly node: NodeId }

/** A body with more plain fields than this is a record itself, whatever lists it holds. */
const MOST_ENVELOPE_FIELDS = 8
/** A body that wraps one object is thinner still: an id to make the call safe to repeat, perhaps. */
const MOST_WRAPPER_FIELDS = 3
const NEVER_THE_RECORD =
  /^((user_?)?errors?|warnings?|messages?|pagination|paging|page(_?info)?|links?|_links|meta|metadata|cursors?|status|validation_?errors?)$/i
/** Fields of a connection, as GraphQL APIs page through records. */
const EDGES = 'edges'
const NODE = 'node'
const NODES = 'nodes'

/** The likeliest record first, then the body, then the others in schema order. Each envelope is a path to one record: `Invoices[]`, `order`, ''. */
export function listEnvelopes(graph: SchemaGraph, body: NodeId): Envelope[] {
  const facts = graph.nodes[body]
  if (facts === undefined) return []
  const whole: Envelope = { envelope: ROOT_PATH, node: body }
  const item = recordItem(graph, facts)
  if (item !== undefined) return [{ envelope: printFieldPath([ITEM]), node: item }, whole]
  const inside = recordsInside(graph, facts)
  const likeliest = findLikeliest(graph, facts, inside)
  const others = inside.filter((each) => each !== likeliest)
  return [...(likeliest === undefined ? [] : [likeliest]), whole, ...others].map(({ envelope, node }) => ({ envelope, node }))
}

/** Every record that a field map can be filled from or fill: bodies of requests and answers with the likeliest record first, errors last, then named objects. */
export function listObjectAddresses(graph: SchemaGraph): AddressChoice[] {
  const likely: AddressChoice[] = []
  const unlikely: AddressChoice[] = []
  const add = (body: Body | undefined, toAddress: (envelope: FieldPath) => ObjectAddress, failure: boolean) => {
    if (body === undefined) return
    listEnvelopes(graph, body.node).forEach(({ envelope, node }, i) => {
      const address = toAddress(envelope)
      ;(failure || i > 0 ? unlikely : likely).push({ address, label: printObjectAddress(address), node })
    })
  }
  for (const endpoint of graph.endpoints) {
    add(endpoint.request, (envelope) => ({ kind: 'request', endpoint: endpoint.id, envelope }), false)
    for (const { status, body } of endpoint.responses)
      add(body, (envelope) => ({ kind: 'response', endpoint: endpoint.id, status, envelope }), isFailure(endpoint, status))
  }
  const objects = graph.objects.map(({ name, node }): AddressChoice => ({ address: { kind: 'object', name }, label: name, node }))
  return [...likely, ...objects, ...unlikely]
}

type Inside = Envelope & { readonly list: boolean; readonly name: string }

function recordsInside(graph: SchemaGraph, facts: SchemaNode): Inside[] {
  const inside: Inside[] = []
  for (const { name, node } of facts.properties ?? []) {
    const child = graph.nodes[node]
    if (child === undefined) continue
    const item = recordItem(graph, child)
    const step: PathStep = { kind: 'name', name }
    const wrapped = item === undefined || name !== EDGES ? undefined : nodeOfEdge(graph, item)
    if (wrapped !== undefined) inside.push({ envelope: printFieldPath([step, ITEM, { kind: 'name', name: NODE }]), node: wrapped, list: true, name })
    else if (item !== undefined) inside.push({ envelope: printFieldPath([step, ITEM]), node: item, list: true, name })
    else if (hasFields(graph, child)) inside.push({ envelope: printFieldPath([step]), node, list: false, name })
  }
  return inside
}

function findLikeliest(graph: SchemaGraph, facts: SchemaNode, inside: readonly Inside[]): Inside | undefined {
  const plain = (facts.properties?.length ?? 0) - inside.length
  const candidates = inside.filter((each) => !NEVER_THE_RECORD.test(each.name))
  let best: Inside | undefined
  let most = plain
  const hasNodes = candidates.some((each) => each.name === NODES && each.list)
  for (const each of candidates) {
    // The same records, with one step less between.
    if (hasNodes && each.name === EDGES) continue
    // Several objects side by side are parts of one record, not wrapped records.
    if (each.list ? plain > MOST_ENVELOPE_FIELDS : plain > MOST_WRAPPER_FIELDS || candidates.length > 1) continue
    const size = countFields(graph, each.node)
    if (size > most) {
      best = each
      most = size
    }
  }
  return best
}

/** An edge of a connection (Relay) wraps its record in `node`. */
function nodeOfEdge(graph: SchemaGraph, item: NodeId): NodeId | undefined {
  const found = graph.nodes[item]?.properties?.find(({ name }) => name === NODE)?.node
  const facts = found === undefined ? undefined : graph.nodes[found]
  return facts !== undefined && hasFields(graph, facts) ? found : undefined
}

function recordItem(graph: SchemaGraph, facts: SchemaNode): NodeId | undefined {
  const item = facts.types.includes('list') && facts.items !== undefined ? graph.nodes[facts.items] : undefined
  return item !== undefined && isObjectLike(item, graph.nodes) ? facts.items : undefined
}

function hasFields(graph: SchemaGraph, facts: SchemaNode): boolean {
  return facts.properties !== undefined || facts.variants?.options.some((option) => graph.nodes[option.node]?.properties !== undefined) === true
}

function countFields(graph: SchemaGraph, node: NodeId): number {
  const facts = graph.nodes[node]
  const options = facts?.variants?.options.map((option) => graph.nodes[option.node]?.properties?.length ?? 0) ?? []
  return (facts?.properties?.length ?? 0) + Math.max(0, ...options)
}

/** `4XX`, `500`, `fault NAME` of SOAP; `default` too, unless it is the only answer described. */
function isFailure(endpoint: Endpoint, status: string): boolean {
  return /^([45]|fault\b)/.test(status) || (status === 'default' && endpoint.responses.length > 1)
}
