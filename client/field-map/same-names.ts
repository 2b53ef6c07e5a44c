// "Map same names": which source field has the name of each open destination field below a line, and what mapping them writes. Pure.
import { findItemScope, findSourceField, insideOf } from '../../shared/mapping/item-scope.ts'
import type { Line, LineAddress } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { indexRows, type RowIndex } from '../../shared/mapping/row-index.ts'
import { listValueSources } from '../../shared/mapping/row-sources.ts'
import { listSourceFields, type SourceChoice } from '../../shared/mapping/source-text.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { isBelow, type Field } from '../../shared/schema/fields.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { wordsOfName } from '../../shared/schema/likeness.ts'
import type { SourceRef } from '../../shared/transform/transform.ts'
import type { Fresh } from '../../shared/spreadsheet/row-writes.ts'
import { destinationTree } from './move-rows.ts'
import { placeWrites, type RowsEdit } from './row-edits.ts'
import { createOrderPlan, keyOf, type RowPlace } from './row-order.ts'
import { countWords } from './row-words.ts'

/** Source fields of one name, best first. `sure`: there is one, and it stands where it should; else a person chooses. */
type Named = { readonly choices: readonly SourceChoice[]; readonly sure: boolean }
/** An open destination field, with the source fields of its name. */
export type NamedField = Named & { readonly place: RowPlace; readonly field: Field; readonly row?: Row }

/** `wholes`: rows that copy an object as a whole; they give way where its fields are mapped one by one. */
export type SameNames = { readonly fields: readonly NamedField[]; readonly wholes: readonly Row[] }

/** Objects and lists below that are listed are looked into; what is mapped already is left alone. `lines`: all that are listed. */
export function findSameNames(context: MapContext, at: readonly Line[], lines: readonly Line[]): SameNames {
  const naming = createNaming(context)
  const found = new Map<string, NamedField>()
  const wholes = new Map<string, Row>()
  const below = childrenByParent(lines)
  const groups = [...at]
  const seen = new Set<LineAddress>()
  for (const line of groups) {
    if (seen.has(line.address)) continue
    seen.add(line.address)
    const isGroup = line.kind !== 'more' && line.field?.expandable === true && (line.kind === 'each' || !isListOrMap(line.field))
    if (!isGroup) {
      if (line.kind !== 'more' && at.length > 1) addField(naming, line, found)
      continue
    }
    const whole = wholeCopy(context, line)
    if (whole !== undefined) wholes.set(whole.id, whole)
    for (const named of matchGroup(naming, line)) found.set(keyOf(named.place), named)
    groups.push(...(below.get(line.address) ?? []).filter((child) => child.field?.expandable === true && child.kind !== 'field'))
  }
  const fields = [...found.values()]
  // A whole copy gives way only where something takes its place.
  const kept = [...wholes.values()].filter((row) => fields.some(({ place, choices }) => choices.length > 0 && isBelow(place.destination, row.destination)))
  return { fields, wholes: kept }
}

/** What is looked up again for every line. */
type Naming = {
  readonly context: MapContext
  readonly rows: RowIndex
  readonly namesIn: (each: Row | undefined) => SourceNames
  readonly homes: Map<string, Home>
}

function createNaming(context: MapContext): Naming {
  const names = new Map<Row | undefined, SourceNames>()
  return {
    context,
    rows: indexRows(context.rows),
    homes: new Map(),
    namesIn(each) {
      const known = names.get(each) ?? readNames(context, each)
      names.set(each, known)
      return known
    },
  }
}

function matchGroup(naming: Naming, line: Line): NamedField[] {
  const tree = destinationTree(naming.context)
  if (tree === undefined || line.field === undefined) return []
  const each = line.kind === 'each' ? line.row : line.each
  const names = naming.namesIn(each)
  const home = line.kind === 'each' ? names.root : homeOf(naming, line, names)
  return tree.children(line.field).flatMap((field): NamedField[] => {
    const rows = naming.rows.at(each, field.path)
    if (field.readOnly || field.expandable || rows.length > 1 || rows.some(isDecided) || naming.rows.inside(each, field.path)) return []
    return [{ place: placeIn(each, field.path), field, ...(rows[0] === undefined ? {} : { row: rows[0] }), ...names.find(field, home) }]
  })
}

/** One line of a selection that is no group. */
function addField(naming: Naming, { field, row, each, path, ...line }: Line, found: Map<string, NamedField>): void {
  const place = row ?? placeIn(each, path)
  if (field === undefined || field.readOnly || field.expandable || found.has(keyOf(place)) || (row !== undefined && isDecided(row))) return
  const names = naming.namesIn(each)
  const { parent } = field
  const isTop = parent === undefined || parent.path === '' || each?.destination === parent.path
  const home = isTop ? names.root : homeOf(naming, { ...line, field: parent, path: parent.path, ...(each === undefined ? {} : { each }) }, names)
  found.set(keyOf(place), { place, field, ...(row === undefined ? {} : { row }), ...names.find(field, home) })
}

function placeIn(each: Row | undefined, destination: FieldPath): RowPlace {
  return each === undefined ? { destination } : { destination, parent: each.id }
}

/** The source object that corresponds to a destination object: its path, as the sources of the place write it. `undefined`: none is known. */
type Home = { readonly of: string; readonly path: FieldPath } | undefined
type SourceNames = { readonly root: Home; readonly choices: readonly SourceChoice[]; readonly find: (field: Field, home: Home) => Named }

/** Offered where several have the name, at most. */
const MOST_CHOICES = 12

function readNames(context: MapContext, each: Row | undefined): SourceNames {
  const inside = insideOf(context, undefined, each)
  const scope = inside === undefined ? undefined : findItemScope(context, inside)
  // Inside a list only the item's own fields have a name for a field of it; a group's key is one value.
  const choices = listSourceFields(context, each).filter(({ ref }) => (inside === undefined ? ref.of === 'input' : ref.of === 'item' && scope !== undefined))
  const byName = new Map<string, SourceChoice[]>()
  for (const choice of choices) {
    const name = looseName(choice.field.name)
    const others = byName.get(name)
    if (others === undefined) byName.set(name, [choice])
    else others.push(choice)
  }
  const primary = context.inputs[0]?.input.id
  return {
    root: inside === undefined ? (primary === undefined ? undefined : { of: primary, path: '' as FieldPath }) : { of: '', path: '' as FieldPath },
    choices,
    find(field, home) {
      const fitting = (byName.get(looseName(field.name)) ?? []).filter((choice) => isCopied(choice.field, field))
      const exact = fitting.filter(({ ref }) => ref.path === field.path)
      if (exact.length === 1) return { choices: exact, sure: true }
      const here = home === undefined ? [] : fitting.filter(({ ref }) => originOf(ref) === home.of && objectOf(ref.path) === home.path)
      const [best, ...others] = here.toSorted((a, b) => Number(b.field.name === field.name) - Number(a.field.name === field.name))
      // The very same name wins over one that is only like it.
      if (best !== undefined && (others.length === 0 || (best.field.name === field.name && others[0]?.field.name !== field.name)))
        return { choices: [best], sure: true }
      if (here.length > 0) return { choices: here.slice(0, MOST_CHOICES), sure: false }
      // Elsewhere a name alone does not say that it is meant: a person chooses.
      return { choices: fitting.slice(0, MOST_CHOICES), sure: false }
    },
  }
}

/** What the object is copied from; else the source object of its name; else where most of its mapped fields come from. */
function homeOf(naming: Naming, line: Line, names: SourceNames): Home {
  const key = keyOf(placeIn(line.each, line.path))
  if (!naming.homes.has(key)) naming.homes.set(key, findHome(naming.context, line, names))
  return naming.homes.get(key)
}

function findHome(context: MapContext, line: Line, names: SourceNames): Home {
  const { each } = line
  const [whole] = line.row === undefined ? [] : listValueSources(context, line.row)
  if (whole !== undefined && findSourceField(context, whole, each)?.expandable === true) return { of: originOf(whole), path: whole.path }
  const objects = names.choices.filter(({ field }) => field.expandable && !isListOrMap(field))
  const named = objects.filter(({ field }) => looseName(field.name) === looseName(line.field?.name ?? ''))
  const same = named.find(({ ref }) => ref.path === line.path) ?? (named.length === 1 ? named[0] : undefined)
  if (same !== undefined) return { of: originOf(same.ref), path: same.ref.path }
  return mostUsed(context, line, each)
}

function mostUsed(context: MapContext, line: Line, each: Row | undefined): Home {
  const counts = new Map<string, { readonly home: NonNullable<Home>; count: number }>()
  for (const row of context.rows) {
    if (row.parent !== each?.id || !isBelow(row.destination, line.path)) continue
    for (const ref of listValueSources(context, row).slice(0, 1)) {
      const home = { of: originOf(ref), path: objectOf(ref.path) }
      const known = counts.get(`${home.of}:${home.path}`) ?? { home, count: 0 }
      known.count += 1
      counts.set(`${home.of}:${home.path}`, known)
    }
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count)[0]?.home
}

/** The row that copies the line's object as a whole. */
function wholeCopy(context: MapContext, line: Line): Row | undefined {
  const { row } = line
  return row?.transform?.kind === 'copy' &&
    row.transform.from.of !== 'constant' &&
    row.transform.from.of !== 'config' &&
    findSourceField(context, row.transform.from, line.each)?.expandable === true
    ? row
    : undefined
}

export type ChosenName = { readonly named: NamedField; readonly ref: SourceRef }

/** One copy for each; rows that copied their object as a whole are undecided again, or go where nothing else was said on them. */
export function writeSameNames(context: MapContext, chosen: readonly ChosenName[], wholes: readonly Row[], fresh: () => Fresh): RowsEdit {
  const plan = createOrderPlan(context, fresh().randomBit)
  const writes: CellWrite[] = []
  for (const {
    named: { place, row },
    ref,
  } of chosen) {
    const id = row?.id ?? fresh().id
    if (row === undefined) {
      plan.insert(place, id, 0)
      writes.push(...placeWrites(context, id, place))
    }
    writes.push({ home: 'rows', object: id, cell: 'transform', value: { kind: 'copy', from: ref } satisfies JsonValue })
  }
  const given = wholes.filter((row) => chosen.some(({ named }) => isBelow(named.place.destination, row.destination)))
  for (const row of given)
    writes.push(
      isBare(row) ? { home: 'rows', object: row.id, cell: 'deleted', value: true } : { home: 'rows', object: row.id, cell: 'transform', value: undefined },
    )
  const what = countWords(chosen.length, 'field')
  return {
    label: `Map ${what} of the same name`,
    message: `Mapped ${what} of the same name.${given.length === 0 ? '' : ` ${given.map((row) => row.destination).join(', ')} is filled field by field now, not copied as a whole.`}`,
    writes: [...writes, ...plan.writes()],
  }
}

const PLACE_CELLS: ReadonlySet<string> = new Set(['id', 'number', 'fieldMap', 'destination', 'parent', 'order', 'transform'])

function isBare(row: Row): boolean {
  return Object.entries(row).every(([cell, value]) => PLACE_CELLS.has(cell) || value === undefined)
}

function isDecided(row: Row): boolean {
  return row.transform !== undefined || row.unmatched !== undefined
}

/** Of two values or two lists of values one can be copied into the other; of an object and a value it cannot. */
function isCopied(source: Field, destination: Field): boolean {
  return !source.expandable && isListOrMap(source) === isListOrMap(destination)
}

function isListOrMap({ facts }: Field): boolean {
  return facts.types.includes('list') || facts.types.includes('map')
}

function looseName(name: string): string {
  return wordsOfName(name).join('')
}

function originOf(ref: SourceRef): string {
  return ref.of === 'input' ? ref.input : ''
}

/** The object that a field stands in. */
function objectOf(path: FieldPath): FieldPath {
  let last = 0
  let isQuoted = false
  for (let at = 0; at < path.length; at++) {
    if (path[at] === '`') isQuoted = !isQuoted
    else if (path[at] === '.' && !isQuoted) last = at
  }
  return path.slice(0, last) as FieldPath
}

function childrenByParent(lines: readonly Line[]): ReadonlyMap<LineAddress, readonly Line[]> {
  const children = new Map<LineAddress, Line[]>()
  for (const line of lines) {
    if (line.parent === undefined) continue
    const others = children.get(line.parent)
    if (others === undefined) children.set(line.parent, [line])
    else others.push(line)
  }
  return children
}
