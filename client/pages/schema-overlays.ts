// What analysts correct or add of a description, as edits of the project. The only place that writes overlays. Pure.
import { isSameJson, objectWrites, type CellWrite } from '../../shared/project/edits.ts'
import type { Overlay } from '../../shared/project/people-and-systems.ts'
import type { AnalystWord } from '../../shared/schema/field-facts.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { innerFacts, type Field } from '../../shared/schema/fields.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { placeOfFact } from '../../shared/schema/overlay.ts'
import { factNames, type FactName, type ObjectAddress, type SchemaGraph, type SchemaNode } from '../../shared/schema/schema-graph.ts'

export type FactPlace = { readonly object: ObjectAddress; readonly path: FieldPath }
export type FactWord = { readonly fact: FactName; readonly value: JsonValue }
export type Author = { readonly by: string; readonly at: string; readonly newId: () => string }

/** Wherever a fact about the field may be kept: in each named object on the way to it, and where it stands. The best place first. */
export function listFactPlaces(documented: SchemaGraph, address: ObjectAddress, field: Field): FactPlace[] {
  const places: FactPlace[] = [placeOfFact(documented, address, field.path)]
  const names = new Map(documented.objects.map(({ name, node }) => [documented.nodes[node], name]))
  for (let above: Field | undefined = field.parent; above !== undefined; above = above.parent) {
    const rest = field.path.slice(above.path.length)
    const inner = names.get(documentedFacts(documented, above))
    const own = names.get(documented.nodes[above.node])
    if (own !== undefined) places.push({ object: { kind: 'object', name: own }, path: rest.replace(/^\./, '') as FieldPath })
    if (inner !== undefined && inner !== own)
      places.push({ object: { kind: 'object', name: inner }, path: rest.replace(/^(?:\[\]|\{\})?\.?/, '') as FieldPath })
  }
  places.push({ object: address, path: field.path })
  return places
}

/** A field of the corrected graph may hold a copy that the document does not have. */
function documentedFacts(documented: SchemaGraph, field: Field): SchemaNode | undefined {
  return documented.nodes[field.node] === undefined ? undefined : innerFacts(documented, field.node)
}

/** Corrections of one field, by time of writing: of two about the same thing the later one holds. */
export function findOverlays(overlays: readonly Overlay[], system: string, places: readonly FactPlace[]): Overlay[] {
  return overlays
    .filter((one) => one.system === system && one.deleted !== true && places.some(({ object, path }) => one.path === path && isSameJson(one.object, object)))
    .toSorted((a, b) => compare(a.at ?? '', b.at ?? '') || compare(a.id, b.id))
}

export function toWords(overlays: readonly Overlay[]): AnalystWord[] {
  return overlays.flatMap(({ fact, value, by, at }) =>
    isFactName(fact) ? [{ fact, value, ...(by === undefined ? {} : { by }), ...(at === undefined ? {} : { at }) }] : [],
  )
}

/** One correction: written over an earlier one of the same fact, so that each fact is kept once. */
export function writesOfFact(known: readonly Overlay[], system: string, place: FactPlace, { fact, value }: FactWord, author: Author): CellWrite[] {
  const same = known.filter((one) => one.fact === fact)
  const kept = same.at(-1)
  const others = same.slice(0, -1).map((one) => deletionOf(one))
  if (kept === undefined)
    return objectWrites('overlays', { id: author.newId(), system, object: place.object, path: place.path, fact, value, by: author.by, at: author.at })
  const cells = { value, by: author.by, at: author.at }
  return [...others, ...Object.entries(cells).map(([cell, after]): CellWrite => ({ home: 'overlays', object: kept.id, cell, value: after }))]
}

export function writesOfRemoval(known: readonly Overlay[], fact?: FactName): CellWrite[] {
  return known.filter((one) => fact === undefined || one.fact === fact).map((one) => deletionOf(one))
}

/** A whole field: that it is there, and what is known of it. */
export function writesOfField(system: string, place: FactPlace, words: readonly FactWord[], author: Author): CellWrite[] {
  return [{ fact: 'added', value: true } as const, ...words].flatMap((word) => writesOfFact([], system, place, word, author))
}

function deletionOf({ id }: Overlay): CellWrite {
  return { home: 'overlays', object: id, cell: 'deleted', value: true }
}

function isFactName(text: string): text is FactName {
  return (factNames as readonly string[]).includes(text)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
