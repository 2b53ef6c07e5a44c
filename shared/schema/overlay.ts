// Analysts' facts laid over a description: the only place that corrects a graph. The document itself is never changed.
import { parseFieldPath, pathSteps, printFieldPath, type FieldPath, type PathStep } from './field-path.ts'
import { findObject } from './fields.ts'
import type { JsonValue } from './json-value.ts'
import type { Mutable, NodeFacts } from './merge-parts.ts'
import type { FactName, FieldType, NodeId, ObjectAddress, Property, SchemaGraph, SchemaNode } from './schema-graph.ts'

/** One fact about one field. `value`: of `type` a FieldType or a list of them, of `enum` a list, of `added` true; null says that there is none (no limit). */
export type AnalystFact = { readonly object: ObjectAddress; readonly path: FieldPath; readonly fact: FactName; readonly value: JsonValue }

export type CorrectedGraph = {
  /** Nodes with `corrected`, properties with `added` or `documentedRequired`. The graph itself where there are no facts. */
  readonly graph: SchemaGraph
  /** Facts whose object or parent is not in this version. */
  readonly unplaced: readonly AnalystFact[]
}

/** A place in the graph that holds a node id: a property, the item of a list, the entry of a map; of variants there are several. */
type Slot = { readonly get: () => NodeId; readonly set: (node: NodeId) => void; readonly property?: Mutable<Property> }

/** A fact of the value itself, not of the field's place in its object. */
type ValueFact = Exclude<FactName, 'required' | 'added'>

const TYPES: ReadonlySet<unknown> = new Set<FieldType>(['text', 'number', 'integer', 'boolean', 'object', 'list', 'map', 'any'])

/**
 * Later facts win over earlier ones about the same thing. A fact changes the field where it stands: another field of the same named type keeps
 * its own facts, and the fields inside a named type are changed wherever the type is used.
 */
export function applyOverlays(graph: SchemaGraph, facts: readonly AnalystFact[]): CorrectedGraph {
  if (facts.length === 0) return { graph, unplaced: [] }
  const nodes: Record<NodeId, NodeFacts> = { ...graph.nodes }
  /** Copies made for one field, of what they are copies: filled in at the end, when what they copy is complete. */
  const copies = new Map<NodeId, { readonly of: NodeId; readonly changes: { readonly fact: ValueFact; readonly value: JsonValue }[] }>()
  const owned = new Set<NodeId>()
  let count = 0

  /** The node whose children stand there: a copy has those of what it copies. */
  const structure = (id: NodeId): NodeId => copies.get(id)?.of ?? id
  const newId = (): NodeId => {
    do count += 1
    while (Object.hasOwn(nodes, `n${Object.keys(graph.nodes).length + count}`))
    return `n${Object.keys(graph.nodes).length + count}`
  }

  /** The node itself, with lists of its own that may be changed. */
  const own = (id: NodeId): NodeFacts => {
    const node = nodes[id] as NodeFacts
    if (owned.has(id)) return node
    owned.add(id)
    const properties = node.properties?.map((property) => ({ ...property }))
    return (nodes[id] = { ...node, ...(properties === undefined ? {} : { properties }) })
  }

  /** Where one step from `from` leads; several for variants, none where there is nothing. */
  function slotsBelow(from: NodeId, step: PathStep): Slot[] {
    const slots: Slot[] = []
    const seen = new Set<NodeId>()
    const stack = [structure(from)]
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (seen.has(id)) continue
      seen.add(id)
      const node = nodes[id]
      if (node === undefined) continue
      const at = id
      if (step.kind === 'name') {
        const index = node.properties?.findIndex(({ name }) => name === step.name) ?? -1
        if (index >= 0) {
          const property = own(at).properties?.[index] as Mutable<Property>
          slots.push({ get: () => property.node, set: (next) => void (property.node = next), property })
        }
      } else {
        const member = step.kind === 'item' ? 'items' : 'entries'
        if (node[member] !== undefined) slots.push({ get: () => own(at)[member] as NodeId, set: (next) => void (own(at)[member] = next) })
      }
      // A field of the value itself comes before one that only some variants have.
      if (slots.length === 0 || id !== structure(from)) for (const option of node.variants?.options ?? []) stack.push(structure(option.node))
    }
    return slots
  }

  /** The slots of a path; undefined where a step leads nowhere. The root has none. */
  function walk(root: NodeId, steps: readonly PathStep[]): { readonly parents: readonly NodeId[]; readonly slots: readonly Slot[] } | undefined {
    let parents: readonly NodeId[] = [root]
    let slots: readonly Slot[] = []
    for (const [i, step] of steps.entries()) {
      if (i > 0) parents = [...new Set(slots.map((slot) => slot.get()))]
      slots = parents.flatMap((parent) => slotsBelow(parent, step))
      if (slots.length === 0) return i === steps.length - 1 ? { parents, slots } : undefined
    }
    return { parents, slots }
  }

  function place({ object, path, fact, value }: AnalystFact): boolean {
    const root = findObject(graph, object)
    if (root === undefined) return false
    const steps = pathSteps(path)
    if (steps.length === 0) {
      if (fact === 'required' || fact === 'added') return false
      setFact(own(root), fact, value)
      return true
    }
    const found = walk(root, steps)
    if (found === undefined) return false
    if (fact === 'added') return addField(root, steps, found, value)
    if (found.slots.length === 0) return false
    for (const slot of found.slots) changeField(slot, fact, value)
    return true
  }

  function changeField(slot: Slot, fact: ValueFact | 'required', value: JsonValue): void {
    if (fact === 'required') {
      if (slot.property === undefined || typeof value !== 'boolean') return
      slot.property.documentedRequired ??= slot.property.required
      slot.property.required = value
      return
    }
    const id = slot.get()
    if (fact === 'type') {
      // With a structure of its own from here on, because fields may be added to it.
      const changed = { ...(nodes[structure(id)] as NodeFacts) }
      for (const earlier of copies.get(id)?.changes ?? []) setFact(changed, earlier.fact, earlier.value)
      setFact(changed, fact, value)
      const fresh = newId()
      nodes[fresh] = changed
      slot.set(fresh)
      return
    }
    const copy = copies.get(id)
    if (copy !== undefined) {
      copy.changes.push({ fact, value })
      return
    }
    const fresh = newId()
    copies.set(fresh, { of: id, changes: [{ fact, value }] })
    nodes[fresh] = nodes[id] as NodeFacts
    slot.set(fresh)
  }

  /** True also where the document has the field by now: then there is nothing to add. */
  function addField(
    root: NodeId,
    steps: readonly PathStep[],
    found: { readonly parents: readonly NodeId[]; readonly slots: readonly Slot[] },
    value: JsonValue,
  ): boolean {
    const last = steps.at(-1)
    if (found.slots.length > 0) return true
    if (last?.kind !== 'name' || value !== true) return false
    // The slots of the parent, for a parent that is no object yet.
    const above = steps.length === 1 ? [] : (walk(root, steps.slice(0, -1))?.slots ?? [])
    const parents = steps.length === 1 ? [root] : above.map((slot) => parentObject(slot))
    for (const parent of new Set(parents)) {
      const node = own(structure(parent))
      const id = newId()
      nodes[id] = { types: ['any'], corrected: { added: null } }
      node.properties = [...(node.properties ?? []), { name: last.name, node: id, required: false, added: true }]
      if (!node.types.includes('object')) node.types = node.types.filter((type) => type !== 'any' && type !== 'map').concat('object')
    }
    return parents.length > 0
  }

  /** The node to add a field to: one of its own where the document describes no object there. */
  function parentObject(slot: Slot): NodeId {
    const id = slot.get()
    const node = nodes[structure(id)] as NodeFacts
    if (node.properties !== undefined) return id
    changeField(slot, 'type', node.types.includes('object') || node.types.includes('map') ? [...node.types] : 'object')
    return slot.get()
  }

  // Fields and types first: other facts may be about fields that are only then there.
  const structural = (fact: FactName) => fact === 'added' || fact === 'type'
  const rank = ({ path, fact }: AnalystFact) => pathSteps(path).length * 2 + (fact === 'added' ? 0 : 1)
  // A path that is none leads nowhere; a document may hold one.
  const readable = facts.filter(({ path }) => parseFieldPath(path).ok)
  const ordered = [
    ...readable.filter(({ fact }) => structural(fact)).toSorted((a, b) => rank(a) - rank(b)),
    ...readable.filter(({ fact }) => !structural(fact)),
  ]
  const unplaced = [...ordered.filter((fact) => !place(fact)), ...facts.filter(({ path }) => !parseFieldPath(path).ok)]
  for (const [id, { of, changes }] of copies) {
    const node = { ...(nodes[of] as NodeFacts) }
    for (const { fact, value } of changes) setFact(node, fact, value)
    nodes[id] = node
  }
  return { graph: { ...graph, nodes }, unplaced: facts.filter((fact) => unplaced.includes(fact)) }
}

/** What does not fit the fact is left alone: a fact from a damaged document must not break the graph. */
function setFact(node: NodeFacts, fact: ValueFact, value: JsonValue): void {
  const before = fact === 'type' ? [...node.types] : (node[fact] ?? null)
  const documented = node.corrected !== undefined && Object.hasOwn(node.corrected, fact) ? node.corrected[fact] : before
  if (!writeFact(node, fact, value)) return
  node.corrected = { ...node.corrected, [fact]: documented as JsonValue }
}

function writeFact(node: NodeFacts, fact: ValueFact, value: JsonValue): boolean {
  switch (fact) {
    case 'type':
      return setTypes(node, value)
    case 'nullable':
    case 'readOnly':
    case 'deprecated':
      if (typeof value !== 'boolean' && value !== null) return false
      if (value === true) node[fact] = true
      else delete node[fact]
      return true
    case 'description':
    case 'format':
    case 'pattern':
      if (typeof value !== 'string' && value !== null) return false
      if (value === null || value === '') delete node[fact]
      else node[fact] = value
      return true
    case 'minLength':
    case 'maxLength':
    case 'minimum':
    case 'maximum':
      if ((typeof value !== 'number' || !Number.isFinite(value)) && value !== null) return false
      if (value === null) delete node[fact]
      else node[fact] = value
      return true
    case 'enum':
      if (!Array.isArray(value) && value !== null) return false
      if (value === null || value.length === 0) delete node.enum
      else node.enum = value
      return true
    case 'example':
      if (value === null) delete node.example
      else node.example = value
      return true
  }
}

function setTypes(node: NodeFacts, value: JsonValue): boolean {
  const types = (Array.isArray(value) ? value : [value]).filter((type): type is FieldType => TYPES.has(type))
  if (types.length === 0) return false
  node.types = types
  if (!types.includes('object')) {
    delete node.properties
    delete node.variants
  }
  if (!types.includes('object') && !types.includes('map')) delete node.entries
  if (!types.includes('list')) delete node.items
  return true
}

/**
 * Where a fact about this field is to be kept, so that it holds wherever the field's type is used: in the innermost named object on the way
 * to it, relative to that; else where it stands.
 */
export function placeOfFact(graph: SchemaGraph, object: ObjectAddress, path: FieldPath): { readonly object: ObjectAddress; readonly path: FieldPath } {
  const names = namesOf(graph)
  const root = findObject(graph, object)
  const steps = pathSteps(path)
  let place = { object, from: 0 }
  const note = (node: NodeId, from: number) => {
    const name = names.get(node)
    if (name !== undefined) place = { object: { kind: 'object', name }, from }
  }
  if (root !== undefined) {
    note(root, 0)
    let node: NodeId | undefined = root
    for (const [i, step] of steps.entries()) {
      const next: { readonly node: NodeId; readonly owner: NodeId } | undefined = stepBelow(graph, node, step)
      if (next === undefined) break
      note(next.owner, i)
      node = next.node
      if (i < steps.length - 1) note(node, i + 1)
    }
  }
  return { object: place.object, path: printFieldPath(steps.slice(place.from)) }
}

/** `owner`: the node that has the field: the one we came from, or the variant of it that does. */
function stepBelow(graph: SchemaGraph, from: NodeId, step: PathStep): { readonly node: NodeId; readonly owner: NodeId } | undefined {
  const seen = new Set<NodeId>()
  const stack: NodeId[] = [from]
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const node: SchemaNode | undefined = graph.nodes[id]
    const found = step.kind === 'name' ? node?.properties?.find(({ name }) => name === step.name)?.node : step.kind === 'item' ? node?.items : node?.entries
    if (found !== undefined) return { node: found, owner: id }
    for (const option of (node?.variants?.options ?? []).toReversed()) stack.push(option.node)
  }
  return undefined
}

const namesByGraph = new WeakMap<SchemaGraph, ReadonlyMap<NodeId, string>>()

function namesOf(graph: SchemaGraph): ReadonlyMap<NodeId, string> {
  const known = namesByGraph.get(graph) ?? new Map(graph.objects.toReversed().map(({ name, node }) => [node, name]))
  namesByGraph.set(graph, known)
  return known
}
