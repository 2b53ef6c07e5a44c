// Lazy expansion: the fields of a node, one level at a time. The only place that turns graph nodes into fields.
import { ENTRY, ITEM, ROOT_PATH, parseFieldPath, printName, type FieldPath, type PathStep } from './field-path.ts'
import type { NodeId, ObjectAddress, Property, SchemaGraph, SchemaNode } from './schema-graph.ts'

/** Materialised fields of one answer, at most (T-16). */
export const MOST_FIELDS = 20_000

/** One named value in an object, as the grid, the panels and the exports show it. */
export type Field = {
  /** From the object's root. A list's own path has no `[]`: `LineItems`; its item's fields are `LineItems[].Quantity`. */
  readonly path: FieldPath
  /** The last name of the path; '' for the root. */
  readonly name: string
  readonly node: NodeId
  readonly facts: SchemaNode
  /** Required by its parent. */
  readonly required: boolean
  /** Read-only or write-only here or in any parent. */
  readonly readOnly: boolean
  readonly writeOnly: boolean
  /** An analyst added it; or what the document says of `required` where an analyst says otherwise. */
  readonly added?: boolean
  readonly documentedRequired?: boolean
  /** Has fields of its own below. */
  readonly expandable: boolean
  /** The same node stands above on this path: expand on a person's wish only. */
  readonly recursive: boolean
  /** Only in these variants of the parent (labels); undefined: always. */
  readonly variants?: readonly string[]
  readonly parent?: Field
}

/** The node of the record that an address names (inside the endpoint's envelope), or undefined where the schema has no such object. An address may be damaged. */
export function findObject(graph: SchemaGraph, address: ObjectAddress): NodeId | undefined {
  if (address.kind === 'object') return graph.objects.find((object) => object.name === address.name)?.node
  const endpoint = graph.endpoints.find((candidate) => candidate.id === address.endpoint)
  const body = address.kind === 'request' ? endpoint?.request : endpoint?.responses.find((response) => response.status === address.status)?.body
  const envelope = parseFieldPath(address.envelope)
  if (body === undefined || !envelope.ok) return undefined
  let node: NodeId | undefined = body.node
  for (const step of envelope.value) {
    const facts: SchemaNode | undefined = node === undefined ? undefined : graph.nodes[node]
    node =
      step.kind === 'name' ? facts?.properties?.find((property) => property.name === step.name)?.node : step.kind === 'item' ? facts?.items : facts?.entries
  }
  return node
}

/** `POST /Invoices request, Invoices[]`: for people and messages. */
export function printObjectAddress(address: ObjectAddress): string {
  if (address.kind === 'object') return address.name
  const part = address.kind === 'request' ? 'request' : `response ${address.status}`
  return `${address.endpoint} ${part}${address.envelope === '' ? '' : `, ${address.envelope}`}`
}

export function nodeOf(graph: SchemaGraph, id: NodeId): SchemaNode {
  const node = graph.nodes[id]
  if (node === undefined) throw new Error(`the schema graph has no node ${id}`)
  return node
}

export function rootField(graph: SchemaGraph, node: NodeId): Field {
  const facts = nodeOf(graph, node)
  return {
    path: ROOT_PATH,
    name: facts.name ?? '',
    node,
    facts,
    required: true,
    readOnly: facts.readOnly === true,
    writeOnly: facts.writeOnly === true,
    expandable: isExpandable(graph, facts),
    recursive: false,
  }
}

/**
 * The fields one level below. Lists and maps of objects open straight to their item's fields (`lines[].sku`, `prices{}.amount`);
 * a list of lists or of maps opens to its item. Variants' own fields follow the common ones, each with the labels it belongs to.
 */
export function listFields(graph: SchemaGraph, parent: Field): Field[] {
  const { steps, node } = innerObject(graph, parent)
  const facts = nodeOf(graph, node)
  const fields: Field[] = []
  const seen = new Map<string, number>()
  const add = (property: Property, variants?: readonly string[]) => {
    const at = seen.get(property.name)
    const before = at === undefined ? undefined : fields[at]
    if (at !== undefined && before !== undefined) {
      if (before.variants !== undefined && variants !== undefined) fields[at] = { ...before, variants: [...new Set([...before.variants, ...variants])] }
      return
    }
    seen.set(property.name, fields.length)
    const field = childField(
      graph,
      parent,
      [...steps, { kind: 'name', name: property.name }],
      property.node,
      property.required && variants === undefined,
      variants,
    )
    fields.push(property.added === undefined && property.documentedRequired === undefined ? field : { ...field, ...correctionOf(property) })
  }
  for (const property of facts.properties ?? []) add(property)
  const options = listOptions(graph, facts)
  for (const option of options) for (const property of option.facts.properties ?? []) add(property, [option.label])
  if (facts.types.includes('list') && facts.items !== undefined) fields.push(childField(graph, parent, [...steps, ITEM], facts.items, false))
  if (facts.entries !== undefined && (facts.properties !== undefined || !hasOwnFields(nodeOf(graph, facts.entries))))
    fields.push(childField(graph, parent, [...steps, ENTRY], facts.entries, false))
  for (const { facts: option, label } of options)
    if (facts.items === undefined && option.types.includes('list') && option.items !== undefined) {
      fields.push(childField(graph, parent, [...steps, ITEM], option.items, false, [label]))
      break
    }
  return fields
}

function correctionOf({ added, documentedRequired }: Property): Pick<Field, 'added' | 'documentedRequired'> {
  return { ...(added === undefined ? {} : { added }), ...(documentedRequired === undefined ? {} : { documentedRequired }) }
}

/** The variants of a value; a variant that has variants of its own lends them its label. Each node once, so variants in a circle end. */
export function listOptions(graph: SchemaGraph, facts: SchemaNode): { readonly label: string; readonly facts: SchemaNode }[] {
  const options: { label: string; facts: SchemaNode }[] = []
  const seen = new Set<NodeId>()
  const stack = (facts.variants?.options ?? []).map(({ label, node }) => ({ label, node })).reverse()
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (seen.has(next.node)) continue
    seen.add(next.node)
    const option = nodeOf(graph, next.node)
    options.push({ label: next.label, facts: option })
    for (const inner of (option.variants?.options ?? []).toReversed()) stack.push({ label: next.label, node: inner.node })
  }
  return options
}

export function findField(graph: SchemaGraph, root: Field, path: FieldPath): Field | undefined {
  let field = root
  while (field.path !== path) {
    const next = listFields(graph, field).find((child) => child.path === path || isBelow(path, child.path))
    if (next === undefined) return undefined
    field = next
  }
  return field
}

/** True when `path` lies under `parent`. Every path lies under the root. */
export function isBelow(path: FieldPath, parent: FieldPath): boolean {
  if (path === parent) return false
  return parent === ROOT_PATH || (path.startsWith(parent) && '.[{'.includes(path[parent.length] ?? '?'))
}

/** Fields in schema order, opened to `depth` levels; stops at MOST_FIELDS, at recursion, and says so in `cut`. */
export function expandFields(graph: SchemaGraph, root: Field, depth: number, most = MOST_FIELDS): { fields: Field[]; cut: boolean } {
  const fields: Field[] = []
  // A stack of our own, so that no schema can overflow the engine's (T-15).
  const stack: { field: Field; level: number }[] = listFields(graph, root)
    .reverse()
    .map((field) => ({ field, level: 1 }))
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (fields.length >= most) return { fields, cut: true }
    fields.push(next.field)
    if (!next.field.expandable || next.field.recursive || next.level >= depth) continue
    const children = listFields(graph, next.field)
    for (let i = children.length - 1; i >= 0; i--) stack.push({ field: children[i] as Field, level: next.level + 1 })
  }
  return { fields, cut: false }
}

/** `list`, `text`, `number or text`: as people read it. */
export function printType(facts: SchemaNode): string {
  if (facts.enum !== undefined) return 'enum'
  if (facts.types.length === 1 && facts.types[0] === 'text' && (facts.format === 'date' || facts.format === 'date-time'))
    return facts.format === 'date' ? 'date' : 'date-time'
  return facts.types.join(' or ')
}

function childField(graph: SchemaGraph, parent: Field, below: readonly PathStep[], node: NodeId, required: boolean, variants?: readonly string[]): Field {
  const facts = nodeOf(graph, node)
  const last = below.at(-1)
  let recursive = false
  for (let above: Field | undefined = parent; above !== undefined && !recursive; above = above.parent)
    recursive = innerObject(graph, above).node === innerNode(graph, node).node
  return {
    path: stepsBelow(parent.path, below),
    name: last?.kind === 'name' ? last.name : last?.kind === 'entry' ? '{}' : '[]',
    node,
    facts,
    required,
    readOnly: parent.readOnly || facts.readOnly === true,
    writeOnly: parent.writeOnly || facts.writeOnly === true,
    expandable: isExpandable(graph, facts),
    recursive: recursive && isExpandable(graph, facts),
    ...(variants === undefined ? {} : { variants }),
    parent,
  }
}

/** As printFieldPath writes them, without reading the parent's path anew: whole descriptions are indexed by this. */
function stepsBelow(parent: FieldPath, steps: readonly PathStep[]): FieldPath {
  let text: string = parent
  for (const step of steps) text += step.kind === 'item' ? '[]' : step.kind === 'entry' ? '{}' : (text === '' ? '' : '.') + printName(step.name)
  return text as FieldPath
}

function hasOwnFields(facts: SchemaNode): boolean {
  return (facts.properties?.length ?? 0) > 0 || (facts.variants?.options.length ?? 0) > 0
}

function isExpandable(graph: SchemaGraph, facts: SchemaNode): boolean {
  if (hasOwnFields(facts)) return true
  if (facts.entries !== undefined) return true
  const items = facts.items === undefined ? undefined : graph.nodes[facts.items]
  return items !== undefined && (hasOwnFields(items) || items.items !== undefined || items.entries !== undefined)
}

/** The object whose fields stand below a field, through its list or map. */
export function innerFacts(graph: SchemaGraph, node: NodeId): SchemaNode {
  return nodeOf(graph, innerNode(graph, node).node)
}

function innerObject(graph: SchemaGraph, field: Field): { steps: PathStep[]; node: NodeId } {
  return innerNode(graph, field.node)
}

/** Through the list or map to the object whose fields people want to see. */
function innerNode(graph: SchemaGraph, node: NodeId): { steps: PathStep[]; node: NodeId } {
  const facts = nodeOf(graph, node)
  if (!hasOwnFields(facts)) {
    if (facts.items !== undefined && hasOwnFields(nodeOf(graph, facts.items))) return { steps: [ITEM], node: facts.items }
    if (facts.entries !== undefined && hasOwnFields(nodeOf(graph, facts.entries))) return { steps: [ENTRY], node: facts.entries }
  }
  return { steps: [], node }
}
