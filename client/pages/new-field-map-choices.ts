// What the dialog for a new field map offers and suggests: objects with the likeliest first, names, and the writes. Pure.
import type { CellWrite } from '../../shared/project/edits.ts'
import { objectWrites } from '../../shared/project/edits.ts'
import { placeAt, placeManyAt } from '../../shared/project/order-keys.ts'
import type { ObjectRef } from '../../shared/project/parts.ts'
import type { SchemaVersion, System } from '../../shared/project/people-and-systems.ts'
import type { Project } from '../../shared/project/project.ts'
import { listObjectAddresses } from '../../shared/schema/envelopes.ts'
import type { NodeId, ObjectAddress, SchemaGraph } from '../../shared/schema/schema-graph.ts'

export type ObjectChoice = {
  readonly key: string
  readonly ref: ObjectRef
  /** `POST /Invoices`, or the object's own name. */
  readonly label: string
  /** The record's type and where it stands in the body. */
  readonly record: string
  readonly system: string
  readonly fields: number
  /** What the record is called: `Invoice`. */
  readonly noun: string
}

export type Side = 'source' | 'destination'

/** All objects of the project's schemas, likeliest first: bodies that are sent for a destination, answers that are read for a source. */
export function listObjectChoices(
  schemas: readonly SchemaVersion[],
  systems: readonly System[],
  findGraph: (key: string) => SchemaGraph | undefined,
  side: Side,
): ObjectChoice[] {
  const ranked: { choice: ObjectChoice; rank: number; at: number }[] = []
  for (const schema of schemas) {
    const graph = findGraph(schema.graph)
    if (graph === undefined) continue
    const system = systems.find((one) => one.id === schema.system)?.name ?? schema.title
    const bodies = new Set<string>()
    for (const { address, node } of listObjectAddresses(graph)) {
      // Of each body the likeliest record comes first; what else is in it is rarely meant.
      const body = address.kind === 'object' ? undefined : `${address.kind} ${address.endpoint} ${address.kind === 'response' ? address.status : ''}`
      const isInner = body !== undefined && bodies.has(body)
      if (body !== undefined) bodies.add(body)
      ranked.push({
        choice: choiceOf(graph, schema, system, address, node),
        rank: rankOf(graph, address, node, side) + (isInner ? INNER : 0),
        at: ranked.length,
      })
    }
  }
  return ranked.sort((a, b) => a.rank - b.rank || a.at - b.at).map(({ choice }) => choice)
}

const INNER = 20

/** Data rarely goes back to where it comes from: objects of other schemas than the destination's come first. */
export function preferOtherSchemas(choices: readonly ObjectChoice[], schema: string | undefined): readonly ObjectChoice[] {
  return schema === undefined
    ? choices
    : [...choices.filter((choice) => choice.ref.schema !== schema), ...choices.filter((choice) => choice.ref.schema === schema)]
}

function choiceOf(graph: SchemaGraph, schema: SchemaVersion, system: string, address: ObjectAddress, node: NodeId): ObjectChoice {
  const facts = graph.nodes[node]
  const noun = facts?.name ?? (address.kind === 'object' ? address.name : nounOfEndpoint(address))
  const inside = address.kind === 'object' || address.envelope === '' ? '' : ` in ${address.envelope}`
  const part = address.kind === 'object' ? 'object' : address.kind === 'request' ? 'request' : `answer ${address.status}`
  return {
    key: `${schema.id} ${JSON.stringify(address)}`,
    ref: { schema: schema.id, object: address },
    label: address.kind === 'object' ? address.name : address.endpoint,
    record: `${noun}${inside}, ${part}`,
    system,
    fields: facts?.properties?.length ?? 0,
    noun,
  }
}

function rankOf(graph: SchemaGraph, address: ObjectAddress, node: NodeId, side: Side): number {
  const isRecord = (graph.nodes[node]?.properties?.length ?? 0) > 0
  const whole = isRecord ? 0 : 10
  if (address.kind === 'object') return whole + 4
  const method = address.endpoint.slice(0, address.endpoint.indexOf(' '))
  if (side === 'destination') return whole + (address.kind === 'request' ? ({ POST: 0, PUT: 1, PATCH: 2 }[method] ?? 3) : 6)
  if (address.kind === 'response') return whole + (address.status.startsWith('2') || address.status === 'default' ? ({ GET: 0 }[method] ?? 3) : 8)
  return whole + (method === 'WEBHOOK' ? 1 : 6)
}

function nounOfEndpoint(address: { readonly endpoint: string }): string {
  const words = address.endpoint.split('/').filter((part) => part !== '' && !part.startsWith('{') && !/^v\d/.test(part))
  const last = words.at(-1) ?? 'record'
  return last.replace(/ies$/, 'y').replace(/(?<!s)s$/, '')
}

/** `order`, `lineItem`: how the source is called in the map; made different from the names taken. */
export function suggestInputName(noun: string, taken: readonly string[]): string {
  const words = noun.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const joined = words.map((word, at) => (at === 0 ? lowerFirst(word) : word.charAt(0).toUpperCase() + word.slice(1))).join('')
  const stem = /^[\p{L}_]/u.test(joined) ? joined : 'input'
  for (let at = 1; ; at++) {
    const name = at === 1 ? stem : `${stem}${at}`
    if (!taken.includes(name)) return name
  }
}

/** `SKUList` becomes `skuList`, `Order` becomes `order`. */
function lowerFirst(word: string): string {
  const capitals = /^\p{Lu}+/u.exec(word)?.[0] ?? ''
  const many = capitals.length > 1 && capitals.length < word.length ? capitals.length - 1 : capitals.length
  return word.slice(0, many).toLowerCase() + word.slice(many)
}

export function suggestMapName(sources: readonly string[], destination: string): string {
  return `${sources.length === 0 ? '…' : sources.join(', ')} → ${destination === '' ? '…' : destination}`
}

/** ASCII, for generated code and the command line: set once, different from the keys taken. */
export function suggestKey(name: string, taken: readonly string[]): string {
  const plain = name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('→', ' to ')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '')
  const stem = plain === '' ? 'map' : plain
  for (let at = 1; ; at++) {
    const key = at === 1 ? stem : `${stem}-${at}`
    if (!taken.includes(key)) return key
  }
}

export function refuseKey(key: string, taken: readonly string[]): string | undefined {
  if (!/^[a-z][a-z0-9-]*$/.test(key) || key.length > 60) return 'Use small letters a to z, digits and hyphens, beginning with a letter; at most 60 characters.'
  return taken.includes(key) ? 'Another field map has this key.' : undefined
}

export type NewFieldMap = {
  readonly name: string
  readonly key: string
  readonly destination: ObjectRef
  readonly inputs: readonly { readonly name: string; readonly source: ObjectRef }[]
  readonly useCase: { readonly id: string } | { readonly title: string } | undefined
}

export function newFieldMapWrites(
  project: Project,
  wanted: NewFieldMap,
  newId: () => string,
  randomBit: () => boolean,
): { readonly id: string; readonly writes: CellWrite[] } {
  const id = newId()
  const writes: CellWrite[] = []
  const useCase = wanted.useCase === undefined ? undefined : 'id' in wanted.useCase ? wanted.useCase.id : newId()
  if (wanted.useCase !== undefined && 'title' in wanted.useCase) {
    const { order, rekeyed } = placeAt(project.useCases, project.useCases.length, randomBit)
    writes.push(
      ...objectWrites('useCases', { id: useCase ?? '', title: wanted.useCase.title, order }),
      ...rekeyed.map((one): CellWrite => ({ home: 'useCases', object: one.id, cell: 'order', value: one.order })),
    )
  }
  const { order, rekeyed } = placeAt(project.fieldMaps, project.fieldMaps.length, randomBit)
  writes.push(
    ...objectWrites('fieldMaps', {
      id,
      name: wanted.name,
      key: wanted.key,
      destination: wanted.destination,
      useCases: useCase === undefined ? [] : [useCase],
      order,
    }),
    ...rekeyed.map((one): CellWrite => ({ home: 'fieldMaps', object: one.id, cell: 'order', value: one.order })),
  )
  const { orders } = placeManyAt([], 0, wanted.inputs.length, randomBit)
  wanted.inputs.forEach((input, at) =>
    writes.push(...objectWrites('mapInputs', { id: newId(), fieldMap: id, name: input.name, source: input.source, order: orders[at] ?? 'a0' })),
  )
  return { id, writes }
}
