// Destination fields that a new version asks for and no row fills: the only place that finds them.
import { appendStep, nameStep } from '../schema/compare-units.ts'
import { ROOT_PATH, printFieldPath, type FieldPath } from '../schema/field-path.ts'
import { printPlace } from '../schema/change-pieces.ts'
import type { SchemaChange } from '../schema/schema-change.ts'
import { fieldAddress } from '../mapping/line.ts'
import { listPathsAbove } from '../mapping/field-tree.ts'
import type { MapContext } from '../mapping/map-context.ts'
import type { FoundItem, Gathering } from './affected.ts'
import { createFieldPlaces, stepsOf, type ChangeIndex } from './field-places.ts'

/** Looked for in the record and in every object that a row fills something of, because what nobody fills is not asked for. */
export function listAffectedLines({ after, changes }: Gathering, index: ChangeIndex, { fieldMap, rows }: MapContext): FoundItem[] {
  const wanted = new Map<string, { readonly change: SchemaChange; readonly name: string }[]>()
  for (const change of changes) {
    const place = change.kind === 'added' ? change.place : (change.to ?? change.place)
    if (change.what !== 'field' || (change.kind !== 'now-required' && change.kind !== 'added')) continue
    if (change.after?.required !== true || change.after.readOnly === true) continue
    const steps = stepsOf(place.path)
    const last = steps?.at(-1)
    if (steps === undefined || last?.kind !== 'name') continue
    const parent = printPlace({ object: place.object, path: printFieldPath(steps.slice(0, -1)) })
    wanted.set(parent, [...(wanted.get(parent) ?? []), { change, name: last.name }])
  }
  if (wanted.size === 0) return []
  const all = () => true
  const places = createFieldPlaces(after)
  const object = index.followObject(fieldMap.destination.object, all)
  const filled = new Set(rows.map(({ destination }) => index.follow(fieldMap.destination.object, destination, all) ?? destination))
  const above = new Set<FieldPath>([ROOT_PATH, ...[...filled].flatMap(listPathsAbove)])
  for (const path of filled)
    if (rows.some(({ destination, transform }) => destination === path && transform?.kind === 'each')) above.add(`${path}[]` as FieldPath)
  const items = new Map<string, FoundItem>()
  for (const parent of above) {
    const spots = places.spotsAlong(object, parent)
    if (spots.length !== (stepsOf(parent)?.length ?? -1) + 1) continue
    for (const place of spots.at(-1)?.places ?? [])
      for (const { change, name } of wanted.get(printPlace(place)) ?? []) {
        const path = appendStep(parent, nameStep(name))
        if (filled.has(path) || above.has(path)) continue
        const id = fieldAddress(fieldMap.id, path)
        const item = items.get(id) ?? { id, kind: 'line', number: '', label: path, fieldMap: fieldMap.id, changes: new Map() }
        items.set(id, item)
        item.changes.set(change, 'destination')
      }
  }
  return [...items.values()]
}
