// Where a field that a project names stands in a description, as changes name places, and where it stands after renames. The only place that joins the two.
import { ITEM, ROOT_PATH, parseFieldPath, pathSteps, printFieldPath, type FieldPath, type PathStep } from '../schema/field-path.ts'
import { printPlace } from '../schema/change-pieces.ts'
import { appendStep } from '../schema/compare-units.ts'
import { indexGraph, type GraphIndex } from '../schema/graph-index.ts'
import type { ChangeKind, ChangePlace, SchemaChange } from '../schema/schema-change.ts'
import type { NodeId, ObjectAddress, Property, SchemaGraph } from '../schema/schema-graph.ts'

/** One step of a way through a description. `places`: all names the spot has: in the body, and in each named object on the way. */
export type Spot = { readonly node: NodeId; readonly places: readonly ChangePlace[] }

export type FieldPlaces = {
  /** The spots of the path's beginnings, the record itself first; fewer than the path has steps where the description has no such field. */
  readonly spotsAlong: (object: ObjectAddress, path: FieldPath) => readonly Spot[]
  /** Of a request or an answer: from the body to the record inside its envelope. */
  readonly spotsOfEnvelope: (object: ObjectAddress) => readonly Spot[]
}

const MOST_KEPT = 20_000

export function createFieldPlaces(graph: SchemaGraph): FieldPlaces {
  const index = indexGraph(graph)
  const names = new Map(graph.objects.toReversed().map(({ name, node }) => [node, name]))
  const kept = new Map<string, readonly Spot[]>()

  const enter = (node: NodeId, places: readonly ChangePlace[]): Spot => {
    const name = names.get(index.definitionOf(node) ?? '')
    const isKnown = name === undefined || places.some(({ object, path }) => object.kind === 'object' && object.name === name && path === ROOT_PATH)
    return { node, places: isKnown ? places : [...places, { object: { kind: 'object', name }, path: ROOT_PATH }] }
  }

  const step = (spot: Spot, to: PathStep): Spot | undefined => {
    const found = findBelow(index, spot.node, to)
    if (found === undefined) return undefined
    const { places } = found.holder === spot.node ? spot : enter(found.holder, spot.places)
    return enter(
      found.node,
      places.map(({ object, path }) => ({ object, path: appendStep(path, to) })),
    )
  }

  const walk = (start: Spot | undefined, steps: readonly PathStep[]): Spot[] => {
    const spots: Spot[] = []
    let here = start
    for (const [i, next] of [undefined, ...steps].entries()) {
      if (here !== undefined && next !== undefined && i > 0) here = step(here, next)
      if (here === undefined) break
      const { node, places }: Spot = here
      // A type without a name that holds itself: its changes are told where it stands first.
      const above = spots.find((spot) => spot.node === node)
      if (above !== undefined && names.get(index.definitionOf(node) ?? '') === undefined) here = { node, places: withoutTwins([...places, ...above.places]) }
      spots.push(here)
    }
    return spots
  }

  const remember = (key: string, make: () => readonly Spot[]) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    if (kept.size >= MOST_KEPT) kept.clear()
    const made = make()
    kept.set(key, made)
    return made
  }

  const spotsOfEnvelope = (object: ObjectAddress): readonly Spot[] =>
    remember(`${printPlace({ object, path: ROOT_PATH })} envelope`, () => {
      if (object.kind === 'object') {
        const node = graph.objects.find(({ name }) => name === object.name)?.node
        return node === undefined ? [] : [{ node, places: [{ object, path: ROOT_PATH }] }].map((spot) => enter(spot.node, spot.places))
      }
      const endpoint = graph.endpoints.find(({ id }) => id === object.endpoint)
      const body = object.kind === 'request' ? endpoint?.request : endpoint?.responses.find(({ status }) => status === object.status)?.body
      if (body === undefined) return []
      return walk(enter(body.node, [{ object: { ...object, envelope: '' }, path: ROOT_PATH }]), stepsOf(object.envelope) ?? [])
    })

  return {
    spotsOfEnvelope,
    spotsAlong: (object, path) =>
      remember(printPlace({ object, path }), () => {
        const envelope = spotsOfEnvelope(object)
        const steps = stepsOf(path)
        const isWhole = object.kind === 'object' || envelope.length === (stepsOf(object.envelope)?.length ?? -1) + 1
        return steps === undefined || !isWhole ? [] : walk(envelope.at(-1), steps)
      }),
  }
}

function withoutTwins(places: readonly ChangePlace[]): ChangePlace[] {
  return [...new Map(places.map((place) => [printPlace(place), place])).values()]
}

const byName = new WeakMap<readonly Property[], ReadonlyMap<string, NodeId>>()
const NO_FIELDS: ReadonlyMap<string, NodeId> = new Map()

function fieldsByName(properties: readonly Property[] | undefined): ReadonlyMap<string, NodeId> {
  if (properties === undefined) return NO_FIELDS
  const known = byName.get(properties) ?? new Map(properties.toReversed().map(({ name, node }) => [name, node]))
  byName.set(properties, known)
  return known
}

/** `holder`: the node that has the field, the value itself or a variant of it. */
function findBelow(index: GraphIndex, from: NodeId, step: PathStep): { readonly node: NodeId; readonly holder: NodeId } | undefined {
  const seen = new Set<NodeId>()
  const stack = [from]
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const { properties, items, entries, variants } = index.node(id)
    const found = step.kind === 'name' ? fieldsByName(properties).get(step.name) : step.kind === 'item' ? items : entries
    if (found !== undefined) return { node: found, holder: id }
    for (const option of (variants?.options ?? []).toReversed()) stack.push(option.node)
  }
  return undefined
}

/** A path that cannot be read has no steps. */
export function stepsOf(path: string): readonly PathStep[] | undefined {
  const parsed = parseFieldPath(path)
  return parsed.ok ? parsed.value : undefined
}

/** Changes that reach what lies below: what is taken from a list that may be null now may be missing. */
const SPREADS: ReadonlySet<ChangeKind> = new Set(['removed', 'renamed', 'retyped', 'now-optional', 'now-nullable', 'read-only'])
/** What says nothing that a map depends on. */
const WITHOUT_EFFECT: ReadonlySet<ChangeKind> = new Set(['added', 'description'])

export type ChangeIndex = {
  /** Of the field itself, wherever it stands. */
  readonly exactly: (object: ObjectAddress, path: FieldPath) => readonly SchemaChange[]
  /** How many steps of the path lead to where the change is; undefined where it is not on the way. */
  readonly stepsTo: (object: ObjectAddress, path: FieldPath, change: SchemaChange) => number | undefined
  /** Changes of the field and of what it lies in. */
  readonly ofField: (object: ObjectAddress, path: FieldPath) => readonly SchemaChange[]
  /** Changes of the object as a whole: its endpoint, its body, its name, the envelope it comes in. */
  readonly ofObject: (object: ObjectAddress) => readonly SchemaChange[]
  readonly ofEndpoint: (endpoint: string) => readonly SchemaChange[]
  /** The path after the renames for which `follows` is true; as long as before. Undefined: the old version has no such path. */
  readonly follow: (object: ObjectAddress, path: FieldPath, follows: (change: SchemaChange) => boolean) => FieldPath | undefined
  readonly followObject: (object: ObjectAddress, follows: (change: SchemaChange) => boolean) => ObjectAddress
  readonly followEndpoint: (endpoint: string, follows: (change: SchemaChange) => boolean) => string
  readonly followParameter: (endpoint: string, name: string, follows: (change: SchemaChange) => boolean) => string
  readonly places: FieldPlaces
}

export function indexChanges(before: SchemaGraph, changes: readonly SchemaChange[]): ChangeIndex {
  const places = createFieldPlaces(before)
  const byPlace = new Map<string, SchemaChange[]>()
  const byEndpoint = new Map<string, SchemaChange[]>()
  const wholes = new Map<string, SchemaChange[]>()
  for (const change of changes) {
    if (change.kind === 'added' && change.what !== 'parameter') continue
    if (change.what === 'endpoint' || change.what === 'parameter') put(byEndpoint, change.endpoint ?? '', change)
    else put(change.what === 'object' ? wholes : byPlace, printPlace(change.place), change)
  }
  const at = (spot: Spot) => spot.places.flatMap((place) => byPlace.get(printPlace(place)) ?? [])
  const renamedStep = (spot: Spot, step: PathStep, follows: (change: SchemaChange) => boolean): PathStep => {
    const change = step.kind === 'name' ? at(spot).find((one) => one.kind === 'renamed' && follows(one)) : undefined
    const last = change?.to === undefined ? undefined : pathSteps(change.to.path).at(-1)
    return last?.kind === 'name' ? last : step
  }
  const followSteps = (spots: readonly Spot[], steps: readonly PathStep[], follows: (change: SchemaChange) => boolean) =>
    printFieldPath(steps.map((step, i) => (spots[i + 1] === undefined ? step : renamedStep(spots[i + 1] as Spot, step, follows))))

  /** Who takes a list takes its items. */
  const itemsBelow = (object: ObjectAddress, path: FieldPath): SchemaChange[] => {
    const item = appendStep(path, ITEM)
    const spots = places.spotsAlong(object, item)
    return spots.length === (stepsOf(item)?.length ?? -1) + 1 ? at(spots.at(-1) as Spot).filter(({ kind }) => !WITHOUT_EFFECT.has(kind)) : []
  }
  const ofField = new Map<string, readonly SchemaChange[]>()
  return {
    places,
    exactly(object, path) {
      const spots = places.spotsAlong(object, path)
      const last = spots.at(-1)
      return last !== undefined && spots.length === (stepsOf(path)?.length ?? -1) + 1 ? at(last) : []
    },
    stepsTo(object, path, change) {
      const found = places.spotsAlong(object, path).findIndex((spot) => at(spot).includes(change))
      return found < 0 ? undefined : found
    },
    ofField(object, path) {
      const key = printPlace({ object, path })
      const known = ofField.get(key)
      if (known !== undefined) return known
      const spots = places.spotsAlong(object, path)
      const last = (stepsOf(path)?.length ?? -1) + 1
      const found = spots.flatMap((spot, i) =>
        at(spot).filter(({ kind }) => (i === last - 1 && spots.length === last ? !WITHOUT_EFFECT.has(kind) : i > 0 && SPREADS.has(kind))),
      )
      const all = [...new Set([...found, ...(spots.length === last ? itemsBelow(object, path) : [])])]
      ofField.set(key, all)
      return all
    },
    ofObject(object) {
      const whole = wholes.get(printPlace({ object: object.kind === 'object' ? object : { ...object, envelope: '' }, path: ROOT_PATH })) ?? []
      const endpoint = object.kind === 'object' ? [] : (byEndpoint.get(object.endpoint) ?? []).filter(({ what }) => what === 'endpoint')
      const envelope = object.kind === 'object' ? [] : places.spotsOfEnvelope(object).slice(1).flatMap(at)
      const counted = envelope.filter(({ kind }) => kind === 'removed' || kind === 'renamed' || kind === 'retyped')
      return [...endpoint, ...whole, ...counted].filter(({ kind }) => !WITHOUT_EFFECT.has(kind))
    },
    ofEndpoint: (endpoint) => (byEndpoint.get(endpoint) ?? []).filter(({ kind }) => kind !== 'description'),
    follow(object, path, follows) {
      const steps = stepsOf(path)
      return steps === undefined ? undefined : followSteps(places.spotsAlong(object, path), steps, follows)
    },
    followObject(object, follows) {
      const whole = (wholes.get(printPlace({ object: object.kind === 'object' ? object : { ...object, envelope: '' }, path: ROOT_PATH })) ?? []).find(
        (change) => change.kind === 'renamed' && follows(change),
      )
      if (object.kind === 'object') return whole?.to?.object ?? object
      const envelope = followSteps(places.spotsOfEnvelope(object), stepsOf(object.envelope) ?? [], follows)
      const endpoint = followEndpoint(object.endpoint, follows)
      const status = object.kind === 'response' && whole?.to?.object.kind === 'response' ? { status: whole.to.object.status } : {}
      return { ...object, ...status, endpoint, envelope }
    },
    followEndpoint,
    followParameter(endpoint, name, follows) {
      const place = appendStep(ROOT_PATH, { kind: 'name', name })
      const changes = byEndpoint.get(endpoint) ?? []
      const renamed = changes.find((change) => change.what === 'parameter' && change.kind === 'renamed' && change.place.path === place && follows(change))
      const to = stepsOf(renamed?.to?.path ?? '')?.[0]
      return to?.kind === 'name' ? to.name : name
    },
  }

  function followEndpoint(endpoint: string, follows: (change: SchemaChange) => boolean): string {
    const renamed = (byEndpoint.get(endpoint) ?? []).find(({ kind, what }) => kind === 'renamed' && what === 'endpoint')
    const to = renamed !== undefined && follows(renamed) ? renamed.to?.object : undefined
    return to === undefined || to.kind === 'object' ? endpoint : to.endpoint
  }
}

function put(map: Map<string, SchemaChange[]>, key: string, change: SchemaChange): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [change])
  else known.push(change)
}
