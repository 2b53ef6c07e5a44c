// How what was found becomes changes with places and ids: the only place that tells a definition's changes where people look for them.
import type { Unit } from './compare-units.ts'
import { printName, type FieldPath } from './field-path.ts'
import type { ChangePlace, SchemaChange } from './schema-change.ts'
import type { ObjectAddress } from './schema-graph.ts'

/** A change before it has its id. `parameter`: how the place of a parameter is printed. */
export type Draft = Omit<SchemaChange, 'id'> & { readonly parameter?: string }
/** A definition and where its changes are told: under its own name, or where it stands in a body. */
export type Told = { readonly unit: Unit; readonly before: ChangePlace; readonly after: ChangePlace; readonly what: 'field' | 'parameter' } & Pick<
  Draft,
  'endpoint' | 'parameter'
>
export type Piece = Draft | Told

/** Changes of definitions that stand in several places are told for each place, up to so many; then once for the whole. */
const MOST_REPEATED = 5_000

/** In the order of the pieces, then what is added. All units must have been walked. */
export function tellPieces(pieces: readonly Piece[]): SchemaChange[] {
  return number(pieces.flatMap((piece) => ('unit' in piece ? tell(piece) : [piece])))
}

/** The findings of a unit and, where others stand inside it, theirs. */
function tell(told: Told): Draft[] {
  const drafts: Draft[] = []
  const { what } = told
  const common = {
    what,
    ...(told.endpoint === undefined ? {} : { endpoint: told.endpoint }),
    ...(told.parameter === undefined ? {} : { parameter: told.parameter }),
  }
  /** A path through units that stand inside one another; the same one twice is a circle, whose changes are told above. */
  type Level = { readonly unit: Unit; readonly before: FieldPath; readonly after: FieldPath; at: number }
  const levels: Level[] = told.unit.changed ? [{ unit: told.unit, before: told.before.path, after: told.after.path, at: 0 }] : []
  const open = new Set<Unit>(levels.map(({ unit }) => unit))
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const found = level.unit.found[level.at++]
    if (found === undefined) {
      open.delete(level.unit)
      levels.pop()
    } else if ('unit' in found) {
      if (!found.unit.changed || open.has(found.unit)) continue
      const before = join(level.before, found.pathBefore)
      const after = join(level.after, found.pathAfter)
      if (drafts.length < MOST_REPEATED) {
        levels.push({ unit: found.unit, before, after, at: 0 })
        open.add(found.unit)
      } else
        drafts.push({
          kind: 'retyped',
          ...common,
          place: { object: told.before.object, path: before },
          breaksReading: true,
          breaksSending: true,
          words: 'its type has changed inside',
        })
    } else {
      const { pathBefore, pathAfter, renamed, ...finding } = found
      const placeBefore = pathBefore === undefined ? undefined : { object: told.before.object, path: join(level.before, pathBefore) }
      const placeAfter = pathAfter === undefined ? undefined : { object: told.after.object, path: join(level.after, pathAfter) }
      const place = placeBefore ?? placeAfter
      if (place === undefined) continue
      drafts.push({ ...finding, ...common, place, ...(renamed === undefined || placeAfter === undefined ? {} : { to: placeAfter, ...renamed }) })
    }
  }
  return drafts
}

function join(above: FieldPath, path: FieldPath): FieldPath {
  if (above === '' || path === '') return `${above}${path}` as FieldPath
  return `${above}${path.startsWith('[') || path.startsWith('{') ? '' : '.'}${path}` as FieldPath
}

/** Ids, and what is added to the end. Of two changes of one kind in one place (two variants have the field) the first is told. */
function number(drafts: readonly Draft[]): SchemaChange[] {
  const changes = new Map<string, SchemaChange>()
  for (const added of [false, true])
    for (const draft of drafts) {
      if ((draft.kind === 'added') !== added) continue
      const { parameter, ...change } = draft
      const id = `${draft.kind}:${parameter ?? printChangePlace(draft)}`
      if (!changes.has(id)) changes.set(id, { id, ...change })
    }
  return [...changes.values()]
}

function printChangePlace({ what, endpoint, place }: Draft): string {
  return what === 'endpoint' ? `endpoint ${endpoint ?? ''}` : printPlace(place)
}

/** `object Order:billing.city`, `response GET /orders 200:[].id`. Different places are printed differently. */
export function printPlace({ object, path }: ChangePlace): string {
  return `${printOwner(object)}:${path}`
}

function printOwner(object: ObjectAddress): string {
  if (object.kind === 'object') return `object ${printName(object.name)}`
  const part = object.kind === 'request' ? '' : ` ${printName(object.status)}`
  return `${object.kind} ${printName(object.endpoint)}${part}${object.envelope === '' ? '' : ` ${object.envelope}`}`
}
