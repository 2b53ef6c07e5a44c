// The only place that holds documented facts against what samples show. Works from the evidence, so an object of any size costs what was seen of it.
import type { FieldEvidence } from './evidence.ts'
import { pathSteps, printFieldPath, type FieldPath, type PathStep } from './field-path.ts'
import type { JsonScalar, JsonValue } from './json-value.ts'
import type { FieldType, NodeId, SchemaGraph, SchemaNode } from './schema-graph.ts'

/** What samples contradict of a documented field. */
export type EvidenceConflict =
  /** Types that were seen and are not documented, with counts. */
  | { readonly type: 'type'; readonly documented: readonly FieldType[]; readonly observed: readonly { readonly type: FieldType; readonly count: number }[] }
  /** Null, where the description says nothing of null. */
  | { readonly type: 'null'; readonly count: number }
  /** Values that are not among the documented ones. */
  | { readonly type: 'values'; readonly values: readonly { readonly value: JsonScalar; readonly count: number }[] }
  /** In characters. */
  | { readonly type: 'length'; readonly maxLength: number; readonly longest: number }
  | { readonly type: 'range'; readonly limit: number; readonly value: number; readonly side: 'minimum' | 'maximum' }
  /** Documented as required, and absent in so many of its parents. */
  | { readonly type: 'absent'; readonly count: number; readonly of: number }

export type EvidenceComparison = {
  /** Seen in samples and not documented, with everything below them; in the order of the evidence. */
  readonly undocumented: readonly FieldEvidence[]
  /** By path; fields without a conflict are absent. */
  readonly conflicts: ReadonlyMap<FieldPath, readonly EvidenceConflict[]>
  /**
   * Of a documented field that no sample has: in how many parents it could have been. 0: no sample has its parent either. Undefined: it
   * was seen, or there are no samples.
   */
  readonly neverSeenIn: (path: FieldPath) => number | undefined
}

/** `root`: the documented object; `evidence`: of records of it, with its paths (`evidenceOf(records, { graph, node })`). `records`: how many. */
export function compareEvidence(graph: SchemaGraph, root: NodeId, evidence: readonly FieldEvidence[], records = evidence[0]?.of ?? 0): EvidenceComparison {
  const byPath = new Map(evidence.map((each) => [each.path, each]))
  const places = new Map<FieldPath, Documented>([['' as FieldPath, { nodes: withOptions(graph, [root]), required: false }]])
  /** Below values of which nothing is said: whatever stands there is no news. */
  const open = new Set<FieldPath>()
  const undocumented: FieldEvidence[] = []
  const conflicts = new Map<FieldPath, EvidenceConflict[]>()
  for (const each of evidence) {
    const steps = pathSteps(each.path)
    const last = steps.at(-1)
    const parent = printFieldPath(steps.slice(0, -1))
    const above = places.get(parent)
    const found = above === undefined || last === undefined ? undefined : stepDown(graph, above.nodes, last)
    if (found === undefined) {
      if (open.has(parent) || (above !== undefined && saysNothing(graph, above.nodes))) open.add(each.path)
      else undocumented.push(each)
      continue
    }
    places.set(each.path, found)
    const own = listConflicts(
      found,
      found.nodes.flatMap((node) => graph.nodes[node] ?? []),
      each,
    )
    if (own.length > 0) conflicts.set(each.path, own)
  }
  for (const [path, count] of absentIn(graph, places, byPath, records)) conflicts.set(path, [{ type: 'absent', count, of: count }])
  return {
    undocumented,
    conflicts,
    neverSeenIn(path) {
      if (byPath.has(path) || records === 0) return undefined
      const steps = pathSteps(path)
      if (steps.length <= 1) return records
      const parent = byPath.get(printFieldPath(steps.slice(0, -1)))
      return parent?.types.find(({ type }) => type === 'object')?.count ?? 0
    },
  }
}

/** Every node that may describe the place, variants among them. */
type Documented = { readonly nodes: readonly NodeId[]; readonly required: boolean }

function stepDown(graph: SchemaGraph, nodes: readonly NodeId[], step: PathStep): Documented | undefined {
  const found: NodeId[] = []
  let required = nodes.length > 0
  for (const id of nodes) {
    const facts = graph.nodes[id]
    const property = step.kind === 'name' ? facts?.properties?.find(({ name }) => name === step.name) : undefined
    const next = step.kind === 'item' ? facts?.items : step.kind === 'entry' ? facts?.entries : (property?.node ?? facts?.entries)
    if (next !== undefined) found.push(next)
    if (property?.required !== true) required = false
  }
  return found.length === 0 ? undefined : { nodes: withOptions(graph, found), required }
}

/** Each once: variants may refer to one another in a circle. */
function withOptions(graph: SchemaGraph, nodes: readonly NodeId[]): NodeId[] {
  const all = new Set<NodeId>(nodes)
  for (const id of all) for (const option of graph.nodes[id]?.variants?.options ?? []) all.add(option.node)
  return [...all]
}

function saysNothing(graph: SchemaGraph, nodes: readonly NodeId[]): boolean {
  return nodes.some((id) => {
    const facts = graph.nodes[id]
    return facts?.types.includes('any') === true && facts.properties === undefined && facts.variants === undefined
  })
}

function listConflicts(at: Documented, nodes: readonly SchemaNode[], each: FieldEvidence): EvidenceConflict[] {
  const conflicts: EvidenceConflict[] = []
  const documented = [...new Set(nodes.flatMap((facts) => facts.types))]
  const observed = each.types.filter(({ type }) => !allows(documented, type))
  if (observed.length > 0) conflicts.push({ type: 'type', documented, observed })
  const saysNull = nodes.some((facts) => facts.nullable === true || facts.types.includes('any') || facts.const === null || facts.enum?.includes(null) === true)
  if (each.nulls > 0 && !saysNull) conflicts.push({ type: 'null', count: each.nulls })
  const values = allowedValues(nodes)
  const strange = values === undefined ? [] : each.distinct.filter(({ value }) => !values.includes(value))
  if (strange.length > 0) conflicts.push({ type: 'values', values: strange })
  const maxLength = limitOf(nodes, (facts) => facts.maxLength, Math.max)
  const longest = longestInCharacters(each)
  if (maxLength !== undefined && longest !== undefined && longest > maxLength) conflicts.push({ type: 'length', maxLength, longest })
  const minimum = limitOf(nodes, (facts) => facts.minimum ?? facts.exclusiveMinimum, Math.min)
  if (minimum !== undefined && each.minimum !== undefined && each.minimum < minimum)
    conflicts.push({ type: 'range', limit: minimum, value: each.minimum, side: 'minimum' })
  const maximum = limitOf(nodes, (facts) => facts.maximum ?? facts.exclusiveMaximum, Math.max)
  if (maximum !== undefined && each.maximum !== undefined && each.maximum > maximum)
    conflicts.push({ type: 'range', limit: maximum, value: each.maximum, side: 'maximum' })
  if (at.required && each.seen < each.of) conflicts.push({ type: 'absent', count: each.of - each.seen, of: each.of })
  return conflicts
}

function allows(documented: readonly FieldType[], observed: FieldType): boolean {
  if (documented.includes('any') || documented.includes(observed)) return true
  if (observed === 'integer') return documented.includes('number')
  return observed === 'object' && documented.includes('map')
}

/** Undefined where one of the descriptions leaves the values open. */
function allowedValues(nodes: readonly SchemaNode[]): readonly JsonValue[] | undefined {
  const allowed: JsonValue[] = []
  for (const facts of nodes) {
    // An object of variants says nothing itself: its options do.
    if (facts.variants !== undefined && facts.enum === undefined && facts.const === undefined) continue
    if (facts.enum !== undefined) allowed.push(...facts.enum)
    else if (facts.const !== undefined) allowed.push(facts.const)
    else return undefined
  }
  return allowed.length === 0 ? undefined : allowed
}

/** A limit holds only where every description has one; then the widest does. */
function limitOf(nodes: readonly SchemaNode[], limit: (facts: SchemaNode) => number | undefined, wider: (a: number, b: number) => number): number | undefined {
  let widest: number | undefined
  for (const facts of nodes) {
    const own = limit(facts)
    if (own === undefined) return undefined
    widest = widest === undefined ? own : wider(widest, own)
  }
  return widest
}

/** Descriptions count characters, evidence counts UTF-16 units: they differ only where the text is short enough to be kept whole, or not at all. */
function longestInCharacters({ longest, longestText }: FieldEvidence): number | undefined {
  return longest !== undefined && longestText !== undefined && longestText.length === longest ? [...longestText].length : longest
}

/** Required fields that no sample has at all, though their parent was there. */
function absentIn(
  graph: SchemaGraph,
  places: ReadonlyMap<FieldPath, Documented>,
  byPath: ReadonlyMap<FieldPath, FieldEvidence>,
  records: number,
): [FieldPath, number][] {
  const absent: [FieldPath, number][] = []
  for (const [path, { nodes }] of places) {
    const parents = path === '' ? records : (byPath.get(path)?.types.find(({ type }) => type === 'object')?.count ?? 0)
    const [only] = nodes
    if (parents === 0 || nodes.length !== 1 || only === undefined) continue
    for (const { name, required } of graph.nodes[only]?.properties ?? []) {
      const child = printFieldPath([...pathSteps(path), { kind: 'name', name }])
      if (required && !byPath.has(child)) absent.push([child, parents])
    }
  }
  return absent
}
