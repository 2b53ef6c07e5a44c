// The one walk over sample records: what was seen at each place. Graph and evidence are both made from it.
import { ENTRY, ITEM, type PathStep } from './field-path.ts'
import { LONGEST_KEPT, MOST_DISTINCT } from './evidence.ts'
import { DOCUMENT, type Place } from './json-pointer.ts'
import type { JsonScalar } from './json-value.ts'
import { isRawObject } from './raw-schema.ts'
import type { FieldType, NodeId, SchemaGraph } from './schema-graph.ts'
import { LONGEST_NAME, MOST_SCHEMA_DEPTH, typeOfValue } from './schema-read-error.ts'

/** What was seen at one place. Names are keys of a Map, never of an object (T-21). */
export type Observed = {
  /** How this place is reached from the one above; undefined at the root. */
  readonly step: PathStep | undefined
  readonly types: Map<FieldType, number>
  readonly distinct: Map<JsonScalar, number>
  readonly fields: Map<string, Observed>
  item?: Observed
  entry?: Observed
  seen: number
  /** Of `seen`, those that were objects: the parents of `fields`. */
  objects: number
  nulls: number
  more: boolean
  longest?: number
  longestText?: string
  minimum?: number
  maximum?: number
  /** Whether every text so far reads as a date, or as a date with time. */
  dates: number
  dateTimes: number
  /** The documented node at this place, where a schema says what the records should look like. */
  readonly documented: NodeId | undefined
  /** Values below MOST_SCHEMA_DEPTH, or past MOST_PLACES, were left out. */
  cut: boolean
  /** Where it was seen first: in which record, and where in that. */
  readonly first: { readonly record: number; readonly place: Place }
}

export type Documented = { readonly graph: SchemaGraph; readonly node: NodeId }

/** Different places in one set of samples, at most: records keyed by id would otherwise make one for each id. */
export const MOST_PLACES = 100_000

const DATE = /^\d{4}-\d{2}-\d{2}$/
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/

export function observeRecords(records: readonly unknown[], documented?: Documented): Observed {
  let places = 1
  let index = 0
  const root = newPlace(undefined, documented?.node, { record: 0, place: DOCUMENT })
  const stack: Step[] = []
  // One record at a time, so that the stack never holds more than one record's values.
  for (const record of records) {
    stack.push({ value: record, at: root, depth: 1, place: DOCUMENT })
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { value, at, depth, place: above } = next
      note(value, at)
      if (typeof value !== 'object' || value === null) continue
      if (depth > MOST_SCHEMA_DEPTH) {
        at.cut = true
        continue
      }
      const children: Step[] = []
      if (Array.isArray(value))
        for (let i = 0; i < value.length; i++) {
          const place: Place = { above, token: String(i) }
          children.push({ value: value[i], at: (at.item ??= open(at, ITEM, place)), depth: depth + 1, place })
        }
      else if (isRawObject(value))
        for (const name of Object.keys(value)) {
          const place: Place = { above, token: name }
          const child = childFor(at, name, place)
          if (child === undefined) at.cut = true
          else children.push({ value: value[name], at: child, depth: depth + 1, place })
        }
      for (let child = children.pop(); child !== undefined; child = children.pop()) stack.push(child)
    }
    index += 1
  }
  return root

  function childFor(at: Observed, name: string, place: Place): Observed | undefined {
    const known = at.fields.get(name)
    if (known !== undefined) return known
    const facts = at.documented === undefined ? undefined : documented?.graph.nodes[at.documented]
    const property = at.documented === undefined ? undefined : documentedProperty(at.documented, name)
    if (property === undefined && facts?.entries !== undefined) return (at.entry ??= open(at, ENTRY, place))
    if (name.length > LONGEST_NAME || places >= MOST_PLACES) return undefined
    const child = open(at, { kind: 'name', name }, place, property)
    at.fields.set(name, child)
    return child
  }

  function open(at: Observed, step: PathStep, place: Place, node?: NodeId): Observed {
    places += 1
    const facts = at.documented === undefined ? undefined : documented?.graph.nodes[at.documented]
    const below = node ?? (step.kind === 'item' ? facts?.items : step.kind === 'entry' ? facts?.entries : undefined)
    return newPlace(step, below, { record: index, place })
  }

  function documentedProperty(node: NodeId, name: string): NodeId | undefined {
    const facts = documented?.graph.nodes[node]
    const own = facts?.properties?.find((property) => property.name === name)
    if (own !== undefined) return own.node
    for (const option of facts?.variants?.options ?? []) {
      const found = documented?.graph.nodes[option.node]?.properties?.find((property) => property.name === name)
      if (found !== undefined) return found.node
    }
    return undefined
  }
}

/** Children in the order in which they were first seen. */
export function placesBelow(at: Observed): Observed[] {
  return [...at.fields.values(), ...(at.entry === undefined ? [] : [at.entry]), ...(at.item === undefined ? [] : [at.item])]
}

type Step = { readonly value: unknown; readonly at: Observed; readonly depth: number; readonly place: Place }

function newPlace(step: PathStep | undefined, documented: NodeId | undefined, first: Observed['first']): Observed {
  return {
    step,
    types: new Map(),
    distinct: new Map(),
    fields: new Map(),
    seen: 0,
    objects: 0,
    nulls: 0,
    more: false,
    dates: 0,
    dateTimes: 0,
    documented,
    cut: false,
    first,
  }
}

function note(value: unknown, at: Observed): void {
  at.seen += 1
  const type = typeOfValue(value)
  if (type === 'null') {
    at.nulls += 1
    return
  }
  at.types.set(type, (at.types.get(type) ?? 0) + 1)
  if (type === 'object') at.objects += 1
  if (typeof value === 'number') {
    at.minimum = Math.min(at.minimum ?? value, value)
    at.maximum = Math.max(at.maximum ?? value, value)
  }
  if (typeof value === 'string') {
    if (at.longest === undefined || value.length > at.longest) {
      at.longest = value.length
      at.longestText = cutText(value)
    }
    if (value.length < 40 && DATE.test(value)) at.dates += 1
    else if (value.length < 40 && DATE_TIME.test(value)) at.dateTimes += 1
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') noteDistinct(value, at)
}

/** A cut between the halves of a surrogate pair would leave a broken character. */
function cutText(text: string): string {
  return text.length <= LONGEST_KEPT ? text : text.slice(0, LONGEST_KEPT).replace(/[\uD800-\uDBFF]$/, '')
}

function noteDistinct(value: JsonScalar, at: Observed): void {
  const before = at.distinct.get(value)
  if (before !== undefined) at.distinct.set(value, before + 1)
  else if (at.distinct.size < MOST_DISTINCT && !(typeof value === 'string' && value.length > LONGEST_KEPT)) at.distinct.set(value, 1)
  else at.more = true
}
