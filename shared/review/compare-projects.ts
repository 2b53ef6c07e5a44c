// The differences between two states of a project, in the words of its people: the only place that tells what is another by now.
// An object marked as deleted counts as not there. Numbers and fingerprints are silent, and so is an order key that changes no order.
import { isSameJson } from '../project/edits.ts'
import type { CellHome } from '../project/project-doc.ts'
import { collections, compareObjects, projectInfo, type CollectionName, type ObjectOf, type Project } from '../project/project.ts'
import type { JsonValue } from '../schema/json-value.ts'
import {
  comparedHomes,
  groupOf,
  GROUP_KINDS,
  listOf,
  nameOf,
  nameWithNumber,
  numberOf,
  oneOf,
  placeOf,
  type ComparedHome,
  type GroupKind,
  type GroupPlace,
} from './compare-projects-homes.ts'
import { findMoved } from './compare-projects-order.ts'
import { createSide, nameCell, printCell, type DescribeRow, type Side } from './compare-projects-words.ts'

export const CHANGE_KINDS = ['added', 'brought-back', 'changed', 'moved', 'removed'] as const
/** `brought-back`: it was there before, marked as deleted. `moved`: only its place in its list is another. */
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** Texts are empty, and values absent, where the cell is. */
export type CellDifference = {
  readonly cell: string
  readonly name: string
  readonly before: string
  readonly after: string
  readonly beforeValue?: JsonValue
  readonly afterValue?: JsonValue
}

export type ObjectChange = {
  readonly kind: ChangeKind
  readonly home: ComparedHome | 'info'
  /** Its id; '' for the project itself. */
  readonly object: string
  /** What it is: `Row`, `Test case`. */
  readonly what: string
  /** `R-14`; absent for what has no number. */
  readonly number?: string
  readonly name: string
  /** Address of shared/review/place.ts; absent where there is no page for it. */
  readonly at?: string
  readonly cells: readonly CellDifference[]
}

export type ChangeTotals = Readonly<Record<ChangeKind, number>>

export type ChangeGroup = {
  /** `map:<id>`, `use-case:<id>`, `lookups`. */
  readonly key: string
  readonly of: GroupKind
  /** Of a use case or a field map. */
  readonly id?: string
  readonly title: string
  readonly changes: readonly ObjectChange[]
  readonly totals: ChangeTotals
}

export type ProjectDifference = { readonly groups: readonly ChangeGroup[]; readonly totals: ChangeTotals }

const silent = new Set(['id', 'number', 'statusHash', 'deleted', 'order'])
const groupTitles: Readonly<Record<Exclude<GroupKind, 'use-case' | 'map'>, string>> = {
  project: 'Project',
  systems: 'Systems and prerequisites',
  schemas: 'Schemas',
  lookups: 'Lookup tables',
  config: 'Config values and customers',
  tests: 'Test cases',
  questions: 'Questions',
  waivers: 'Waivers',
  'sign-offs': 'Sign-offs',
  'go-live': 'Go-live',
  views: 'Saved views',
}

/** `describe`: rows as sentences, of each side by its own schemas. */
export function compareProjects(
  before: Project,
  after: Project,
  describe: { readonly before?: DescribeRow; readonly after?: DescribeRow } = {},
): ProjectDifference {
  const steps = compareProjectsInSteps(before, after, describe)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** Changes between two rests, so that a page can draw meanwhile. */
const STEP = 100

/** As compareProjects, resting now and then. */
export function* compareProjectsInSteps(
  before: Project,
  after: Project,
  describe: { readonly before?: DescribeRow; readonly after?: DescribeRow } = {},
): Generator<undefined, ProjectDifference> {
  const sides: Sides = { before: createSide(before, describe.before), after: createSide(after, describe.after) }
  const byGroup = new Map<string, { readonly at: GroupPlace; readonly changes: ObjectChange[] }>()
  const add = (at: GroupPlace, change: ObjectChange) => {
    const key = keyOf(at)
    const group = byGroup.get(key) ?? { at, changes: [] }
    byGroup.set(key, group)
    group.changes.push(change)
  }
  const own = differences(sides, 'info', before.info, after.info)
  if (own.length > 0) add({ of: 'project' }, { kind: 'changed', home: 'info', object: '', what: 'Project', name: after.info.name, cells: own })
  let found = 0
  for (const home of comparedHomes) {
    yield undefined
    for (const { at, change } of compareCollection(home, sides)) {
      add(at, change)
      found += 1
      if (found % STEP === 0) yield undefined
    }
  }
  const groups = [...byGroup.values()].map(({ at, changes }) => groupWith(sides, at, changes)).toSorted(byPlace(sides))
  return { groups, totals: sumTotals(groups.map(({ totals }) => totals)) }
}

export function countChanges(changes: readonly ObjectChange[]): ChangeTotals {
  const totals = { added: 0, 'brought-back': 0, changed: 0, moved: 0, removed: 0 }
  for (const { kind } of changes) totals[kind] += 1
  return totals
}

export function sumTotals(all: readonly ChangeTotals[]): ChangeTotals {
  const sum = { added: 0, 'brought-back': 0, changed: 0, moved: 0, removed: 0 }
  for (const totals of all) for (const kind of CHANGE_KINDS) sum[kind] += totals[kind]
  return sum
}

type Sides = { readonly before: Side; readonly after: Side }

function* compareCollection<C extends ComparedHome>(home: C, sides: Sides): Generator<{ readonly at: GroupPlace; readonly change: ObjectChange }> {
  const all = sides.before.project[home] as readonly ObjectOf<C>[]
  const then = live(all)
  const now = live(sides.after.project[home] as readonly ObjectOf<C>[])
  const known = new Set(all.map(({ id }) => id))
  const thenById = new Map(then.map((object) => [object.id, object]))
  const nowIds = new Set(now.map(({ id }) => id))
  const places = movedPlaces(home, then, now)
  for (const object of now) {
    const old = thenById.get(object.id)
    const place = places.get(object.id)
    const cells = [...differences(sides, home, old, object), ...(place === undefined ? [] : [place])]
    if (old !== undefined && cells.length === 0) continue
    const kind = old === undefined ? (known.has(object.id) ? 'brought-back' : 'added') : place !== undefined && cells.length === 1 ? 'moved' : 'changed'
    yield { at: groupOf(home, object), change: changeOf(sides.after, home, object, kind, cells) }
  }
  for (const object of then) {
    if (nowIds.has(object.id)) continue
    yield { at: groupOf(home, object), change: changeOf(sides.before, home, object, 'removed', differences(sides, home, object, undefined)) }
  }
}

function live<C extends CollectionName>(objects: readonly ObjectOf<C>[]): ObjectOf<C>[] {
  return objects.filter((object) => !('deleted' in object) || object.deleted !== true)
}

function changeOf<C extends ComparedHome>(side: Side, home: C, object: ObjectOf<C>, kind: ChangeKind, cells: readonly CellDifference[]): ObjectChange {
  const number = numberOf(home, object)
  const at = placeOf(home, object)
  return {
    kind,
    home,
    object: object.id,
    what: oneOf(home),
    ...(number === undefined ? {} : { number }),
    name: nameOf(home, object, side.find, side.project),
    ...(at === undefined ? {} : { at }),
    cells,
  }
}

/** Each cell that is another, once. An object that is absent has no cells. */
function differences(sides: Sides, home: CellHome, before: object | undefined, after: object | undefined): CellDifference[] {
  const [then, now] = [cellsOf(before), cellsOf(after)]
  return inShapeOrder(home, new Set([...then.keys(), ...now.keys()])).flatMap((cell) => {
    if (silent.has(cell) && home !== 'info') return []
    const [beforeValue, afterValue] = [then.get(cell), now.get(cell)]
    if (isSameJson(beforeValue, afterValue)) return []
    return [
      {
        cell,
        name: nameCell(home, cell),
        before: before === undefined ? '' : printCell(sides.before, home, before, cell, beforeValue),
        after: after === undefined ? '' : printCell(sides.after, home, after, cell, afterValue),
        ...(beforeValue === undefined ? {} : { beforeValue }),
        ...(afterValue === undefined ? {} : { afterValue }),
      },
    ]
  })
}

/** As the shape lists them, so that equal changes are told alike; cells of a newer program come last. */
function inShapeOrder(home: CellHome, cells: ReadonlySet<string>): string[] {
  const listed = Object.keys(home === 'info' ? projectInfo.shape : collections[home].shape)
  return [...listed.filter((cell) => cells.has(cell)), ...[...cells].filter((cell) => !listed.includes(cell))]
}

function cellsOf(object: object | undefined): ReadonlyMap<string, JsonValue | undefined> {
  return new Map(Object.entries((object ?? {}) as Readonly<Record<string, JsonValue | undefined>>).filter(([, value]) => value !== undefined))
}

/** Of the objects that have moved in their list, from where to where among those that are there on both sides. */
function movedPlaces<C extends ComparedHome>(home: C, then: readonly ObjectOf<C>[], now: readonly ObjectOf<C>[]): ReadonlyMap<string, CellDifference> {
  const places = new Map<string, CellDifference>()
  const thenById = new Map(then.map((object) => [object.id, object]))
  const lists = new Map<string, { readonly before: ObjectOf<C>; readonly after: ObjectOf<C> }[]>()
  let isOther = false
  for (const after of now) {
    const before = thenById.get(after.id)
    const list = listOf(home, after)
    if (before === undefined || list === undefined || list !== listOf(home, before)) continue
    isOther ||= orderOf(before) !== orderOf(after)
    const own = lists.get(list) ?? []
    lists.set(list, own)
    own.push({ before, after })
  }
  if (!isOther) return places
  for (const list of lists.values()) {
    if (list.every(({ before, after }) => orderOf(before) === orderOf(after))) continue
    const before = list
      .map((one) => one.before)
      .toSorted(compareObjects)
      .map(({ id }) => id)
    const after = list
      .map((one) => one.after)
      .toSorted(compareObjects)
      .map(({ id }) => id)
    const placeBefore = new Map(before.map((id, at) => [id, at]))
    const placeAfter = new Map(after.map((id, at) => [id, at]))
    const byId = new Map(list.map((one) => [one.after.id, one]))
    for (const id of findMoved(before, after)) {
      const one = byId.get(id)
      const say = (at: number | undefined) => `place ${(at ?? 0) + 1} of ${list.length}`
      const [beforeValue, afterValue] = [orderOf(one?.before), orderOf(one?.after)]
      places.set(id, {
        cell: 'order',
        name: nameCell(home, 'order'),
        before: say(placeBefore.get(id)),
        after: say(placeAfter.get(id)),
        ...(beforeValue === undefined ? {} : { beforeValue }),
        ...(afterValue === undefined ? {} : { afterValue }),
      })
    }
  }
  return places
}

function orderOf(object: object | undefined): string | undefined {
  return object !== undefined && 'order' in object && typeof object.order === 'string' ? object.order : undefined
}

export function keyOf({ of, id }: GroupPlace): string {
  return id === undefined ? of : `${of}:${id}`
}

function groupWith(sides: Sides, at: GroupPlace, changes: readonly ObjectChange[]): ChangeGroup {
  return {
    key: keyOf(at),
    of: at.of,
    ...(at.id === undefined ? {} : { id: at.id }),
    title: titleOf(sides, at),
    changes: at.of === 'map' ? changes.toSorted(byNumber) : changes,
    totals: countChanges(changes),
  }
}

function titleOf({ before, after }: Sides, { of, id }: GroupPlace): string {
  if (of !== 'use-case' && of !== 'map') return groupTitles[of]
  const home = of === 'map' ? 'fieldMaps' : 'useCases'
  const side = after.find(home, id) === undefined ? before : after
  return nameWithNumber(home, side.find(home, id), side.find, side.project)
}

/** The map itself and its inputs first, then its rows by number, then what it leaves out. */
function byNumber(a: ObjectChange, b: ObjectChange): number {
  return homeOrder(a) - homeOrder(b) || numberIn(a) - numberIn(b)
}
function homeOrder({ home }: ObjectChange): number {
  return home === 'info' ? -1 : comparedHomes.indexOf(home)
}
function numberIn({ number }: ObjectChange): number {
  const value = Number(number?.slice(number.indexOf('-') + 1))
  return Number.isNaN(value) ? Number.MAX_SAFE_INTEGER : value
}

/** By kind of group, then as use cases and maps are ordered; those that are gone come last. */
function byPlace({ before, after }: Sides): (a: ChangeGroup, b: ChangeGroup) => number {
  const places = new Map<string, number>()
  for (const { project } of [after, before]) for (const { id } of [...project.useCases, ...project.fieldMaps]) if (!places.has(id)) places.set(id, places.size)
  const placeIn = ({ id = '' }: ChangeGroup) => places.get(id) ?? places.size
  return (a, b) => GROUP_KINDS.indexOf(a.of) - GROUP_KINDS.indexOf(b.of) || placeIn(a) - placeIn(b)
}
