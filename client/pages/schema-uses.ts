// Which fields of an object the field maps use, leave out or have not decided on. Pure.
import { listUsedPaths } from '../../shared/mapping/coverage.ts'
import { fieldTree, listPathsAbove } from '../../shared/mapping/field-tree.ts'
import { buildMapContext, type MapSide } from '../../shared/mapping/map-context.ts'
import type { FieldMap } from '../../shared/project/field-map.ts'
import type { Project } from '../../shared/project/project.ts'
import { ROOT_PATH, type FieldPath } from '../../shared/schema/field-path.ts'
import { innerFacts } from '../../shared/schema/fields.ts'
import type { NodeId, SchemaGraph, SchemaNode } from '../../shared/schema/schema-graph.ts'

export type UseState = 'used' | 'left out'
export type MapUses = {
  readonly map: FieldMap
  readonly side: 'source' | 'destination'
  /** Decisions of the map about fields of the object, by path in it. */
  readonly decided: ReadonlyMap<FieldPath, { readonly state: UseState; readonly reason?: string }>
}

/** `open`: nobody decided. `inside`: only something in it is used. `maps`: those that decided so. */
export type FieldUse = { readonly state: UseState | 'open' | 'inside'; readonly maps: readonly FieldMap[]; readonly reason?: string }

type At = { readonly schema: string; readonly documented: SchemaGraph; readonly graph: SchemaGraph; readonly node: NodeId }

/** Each side of a map whose object it is, or in which it stands. `graph`: with the analysts' facts; `documented`: without. */
export function listMapUses(project: Project, { schema, documented, graph, node }: At): MapUses[] {
  const target = innerFacts(graph, node)
  const version = project.schemas.find(({ id }) => id === schema)
  return project.fieldMaps.flatMap((map) => {
    if (map.deleted === true || map.archived === true) return []
    const touches = map.destination.schema === schema || project.mapInputs.some((input) => input.fieldMap === map.id && input.source.schema === schema)
    const context = touches ? buildMapContext(project, map.id, (key) => (key === version?.graph ? documented : undefined)) : undefined
    if (context === undefined) return []
    const uses: MapUses[] = []
    for (const side of context.inputs) {
      const given = new Map<FieldPath, Decision>()
      for (const decision of context.decisions) if (decision.input === side.input.id) given.set(decision.path, { state: 'left out', reason: decision.reason })
      if (side.ref.schema === schema && side.root !== undefined) for (const path of listUsedPaths(context, side.input.id)) given.set(path, { state: 'used' })
      add(uses, map, 'source', side, given)
    }
    const given = new Map<FieldPath, Decision>()
    for (const { destination, transform } of context.rows) {
      if (transform === undefined) continue
      if (transform.kind !== 'notMapped') given.set(destination, { state: 'used' })
      else if (!given.has(destination)) given.set(destination, { state: 'left out', reason: transform.reason })
    }
    add(uses, map, 'destination', context.destination, given)
    return uses
  })

  function add(uses: MapUses[], map: FieldMap, side: MapUses['side'], at: MapSide, given: ReadonlyMap<FieldPath, Decision>): void {
    if (at.ref.schema !== schema || at.graph === undefined || at.root === undefined) return
    const decided = new Map<FieldPath, Decision>()
    for (const [path, decision] of given) for (const relative of listRelative(at.graph, at.root.node, path, target)) decided.set(relative, decision)
    if (decided.size > 0 || innerFacts(at.graph, at.root.node) === target) uses.push({ map, side, decided })
  }
}

type Decision = { readonly state: UseState; readonly reason?: string }

/** The path as seen from the object, wherever the object stands on the way to it. */
function listRelative(graph: SchemaGraph, root: NodeId, path: FieldPath, target: SchemaNode): FieldPath[] {
  const tree = fieldTree(graph, root)
  const relative: FieldPath[] = []
  for (const above of [ROOT_PATH, ...listPathsAbove(path), path]) {
    const field = above === ROOT_PATH ? tree.root : tree.find(above)
    if (field === undefined || innerFacts(graph, field.node) !== target) continue
    relative.push(path.slice(above.length).replace(/^(?:\[\]|\{\})*\.?/, '') as FieldPath)
  }
  return relative
}

/** What all the maps together decided: used if any uses it, left out if one leaves it out, else open. */
export function findUse(uses: readonly MapUses[], path: FieldPath): FieldUse {
  const using: FieldMap[] = []
  const leaving: FieldMap[] = []
  let reason: string | undefined
  let inside = false
  for (const { map, decided } of uses) {
    const decision = nearest(decided, path)
    if (decision?.state === 'used') using.push(map)
    else if (decision !== undefined) {
      leaving.push(map)
      reason ??= decision.reason
    }
    inside ||= decision?.state !== 'used' && hasUsedBelow(decided, path)
  }
  if (using.length > 0) return { state: 'used', maps: unique(using) }
  if (inside) return { state: 'inside', maps: [] }
  return leaving.length > 0 ? { state: 'left out', maps: unique(leaving), ...(reason === undefined ? {} : { reason }) } : { state: 'open', maps: [] }
}

/** A decision covers what is below it, unless something below says otherwise. */
function nearest(decided: MapUses['decided'], path: FieldPath): Decision | undefined {
  const own = decided.get(path)
  if (own !== undefined) return own
  for (const above of listPathsAbove(path).toReversed()) {
    const found = decided.get(above)
    if (found?.state === 'left out') return found
    // A list or object that is taken as a whole is used with all it holds, unless its fields are decided on one by one.
    if (found !== undefined) return hasBelow(decided, above) ? undefined : found
  }
  return undefined
}

function hasBelow(decided: MapUses['decided'], path: FieldPath): boolean {
  return [...decided.keys()].some((key) => key.length > path.length && key.startsWith(path) && '.[{'.includes(key[path.length] ?? '?'))
}

function hasUsedBelow(decided: MapUses['decided'], path: FieldPath): boolean {
  for (const [key, { state }] of decided)
    if (state === 'used' && key.length > path.length && key.startsWith(path) && '.[{'.includes(key[path.length] ?? '?')) return true
  return false
}

function unique(maps: readonly FieldMap[]): FieldMap[] {
  return [...new Set(maps)]
}
