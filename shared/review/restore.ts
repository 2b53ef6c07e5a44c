// What it takes to put a project, a part of it or one object back into an earlier state, as an edit of today. Pure: it only plans.
import { isSameJson, type CellWrite } from '../project/edits.ts'
import type { CollectionName, ObjectOf, Project } from '../project/project.ts'
import { isReserved } from '../project/reserved-cells.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { Row } from '../project/field-map.ts'
import { keyOf } from './compare-projects.ts'
import { comparedHomes, groupOf, type ComparedHome } from './compare-projects-homes.ts'
import { hasSameMeaning } from './row-status.ts'

/** `group`: the key of a ChangeGroup. An object takes with it what it stands in, where that is gone, and the rows that were made below it. */
export type RestoreScope =
  | { readonly of: 'all' }
  | { readonly of: 'group'; readonly group: string }
  | { readonly of: 'object'; readonly home: ComparedHome | 'info'; readonly object: string }

/** In the order of the collections. */
export type ObjectCounts = ReadonlyMap<ComparedHome | 'info', number>

export type RestorePlan = {
  /** For one command. Empty: everything that can be restored is as it was. */
  readonly writes: readonly CellWrite[]
  /** Objects that get other cells, that come back, and that go because they were made since: how many of each collection. */
  readonly changed: ObjectCounts
  readonly broughtBack: ObjectCounts
  readonly removed: ObjectCounts
  /** Rows that were approved and come back as ready: approving is for a person. */
  readonly approvals: number
  /** Of these kinds, how many differ and stay as they are: only the server writes them. */
  readonly waivers: number
  readonly signatures: number
  /** Use cases whose status is signed off on one side only. */
  readonly signedUseCases: number
}

type AnyObject = ObjectOf<CollectionName>
type Cells = ReadonlyMap<string, JsonValue | undefined>
type Sides = { readonly now: AnyObject | undefined; readonly then: AnyObject | undefined }

/** Collections that the server alone writes. */
const serverHomes: ReadonlySet<string> = new Set(['waivers', 'signOffs'])
/** The server gives numbers, and never a second time. */
const kept = new Set(['id', 'number', 'approvedBy', 'approvedAt'])
/** Cells that name what an object stands in. */
const above: Readonly<Record<string, ComparedHome>> = {
  parent: 'rows',
  fieldMap: 'fieldMaps',
  useCase: 'useCases',
  table: 'lookupTables',
  profile: 'customerProfiles',
  system: 'systems',
  testCase: 'testCases',
}

export function planRestore(now: Project, then: Project, scope: RestoreScope = { of: 'all' }): RestorePlan {
  const pairs = pairObjects(now, then)
  const writes: CellWrite[] = []
  const objects = { changed: new Map<ComparedHome | 'info', number>(), broughtBack: new Map<ComparedHome, number>(), removed: new Map<ComparedHome, number>() }
  const counts = { approvals: 0, waivers: 0, signatures: 0, signedUseCases: 0 }
  if (scope.of === 'all' || (scope.of === 'group' && scope.group === 'project') || (scope.of === 'object' && scope.home === 'info')) {
    const info = infoWrites(now, then)
    writes.push(...info)
    if (info.length > 0) countOne(objects.changed, 'info')
  }
  for (const [home, ids] of chooseObjects(pairs, scope)) {
    for (const id of ids) {
      const sides = pairs.get(home)?.get(id) ?? { now: undefined, then: undefined }
      if (serverHomes.has(home)) {
        if (differ(sides)) counts[home === 'waivers' ? 'waivers' : 'signatures'] += 1
        continue
      }
      const { own, isLowered, isSigned } = objectWritesOf(home, id, sides)
      writes.push(...own)
      if (isLowered) counts.approvals += 1
      if (isSigned) counts.signedUseCases += 1
      if (own.length === 0) continue
      if (!isLive(sides.then)) countOne(objects.removed, home)
      else countOne(isLive(sides.now) ? objects.changed : objects.broughtBack, home)
    }
  }
  return { writes, ...objects, ...counts }
}

function countOne<K>(counts: Map<K, number>, of: K): void {
  counts.set(of, (counts.get(of) ?? 0) + 1)
}

type Pairs = ReadonlyMap<ComparedHome, ReadonlyMap<string, Sides>>

function pairObjects(now: Project, then: Project): Pairs {
  return new Map(
    comparedHomes.map((home) => {
      const pairs = new Map<string, Sides>()
      for (const object of then[home] as readonly AnyObject[]) pairs.set(object.id, { then: object, now: undefined })
      for (const object of now[home] as readonly AnyObject[]) pairs.set(object.id, { then: pairs.get(object.id)?.then, now: object })
      return [home, pairs]
    }),
  )
}

function chooseObjects(pairs: Pairs, scope: RestoreScope): ReadonlyMap<ComparedHome, ReadonlySet<string>> {
  const chosen = new Map<ComparedHome, Set<string>>(comparedHomes.map((home) => [home, new Set()]))
  for (const [home, objects] of pairs)
    for (const [id, { now, then }] of objects)
      if (scope.of === 'all' || [now, then].some((object) => object !== undefined && isIn(scope, home, object))) chosen.get(home)?.add(id)
  if (scope.of === 'all') return chosen
  for (const [home, ids] of [...chosen].map(([one, all]) => [one, [...all]] as const)) for (const id of ids) addAbove(pairs, chosen, home, id)
  addBelow(pairs, chosen)
  return chosen
}

function isIn(scope: Exclude<RestoreScope, { of: 'all' }>, home: ComparedHome, object: AnyObject): boolean {
  if (scope.of === 'object') return scope.home === home && scope.object === object.id
  return keyOf(groupOf(home, object as never)) === scope.group
}

/** What an object that comes back stands in comes back with it. */
function addAbove(pairs: Pairs, chosen: Map<ComparedHome, Set<string>>, home: ComparedHome, id: string): void {
  const then = pairs.get(home)?.get(id)?.then
  if (!isLive(then)) return
  for (const [cell, value] of cellsOf(then)) {
    const owner = above[cell]
    if (owner === undefined || typeof value !== 'string' || chosen.get(owner)?.has(value) === true) continue
    const sides = pairs.get(owner)?.get(value)
    if (sides === undefined || !isLive(sides.then) || isLive(sides.now)) continue
    chosen.get(owner)?.add(value)
    addAbove(pairs, chosen, owner, value)
  }
}

/** Rows made since below a row that goes, go with it. */
function addBelow(pairs: Pairs, chosen: Map<ComparedHome, Set<string>>): void {
  const rows = chosen.get('rows') ?? new Set<string>()
  const goes = (id: string) => rows.has(id) && !isLive(pairs.get('rows')?.get(id)?.then)
  for (let before = -1; before !== rows.size;) {
    before = rows.size
    for (const [id, { now, then }] of pairs.get('rows') ?? []) {
      const parent = cellsOf(now).get('parent')
      if (!rows.has(id) && isLive(now) && !isLive(then) && typeof parent === 'string' && goes(parent)) rows.add(id)
    }
  }
}

function infoWrites(now: Project, then: Project): CellWrite[] {
  const [old, present] = [cellsOf(then.info), cellsOf(now.info)]
  return differentCells(old, present).map((cell) => ({ home: 'info', object: '', cell, value: old.get(cell) }))
}

/** `isLowered`: it was approved then, and is ready now. `isSigned`: the status of a use case stays, because a signature is on one side of it. */
function objectWritesOf(home: ComparedHome, object: string, { now, then }: Sides): { own: CellWrite[]; isLowered: boolean; isSigned: boolean } {
  if (!isLive(then)) return { own: isLive(now) ? [{ home, object, cell: 'deleted', value: true }] : [], isLowered: false, isSigned: false }
  const [old, present] = [new Map(cellsOf(then)), cellsOf(now)]
  let isLowered = false
  let isSigned = false
  if (home === 'rows' && old.get('status') === 'approved' && !holdsApproval(then as Row, now as Row | undefined)) {
    old.set('status', 'ready')
    isLowered = true
  }
  const own = differentCells(old, present).flatMap((cell): CellWrite[] => {
    if (kept.has(cell)) return []
    const value = old.get(cell)
    if (!isReserved({ home, cell, before: present.get(cell), after: value })) return [{ home, object, cell, value }]
    if (home !== 'useCases') return []
    isSigned = true
    return value === 'signed-off' && present.get(cell) !== 'agreed' ? [{ home, object, cell, value: 'agreed' }] : []
  })
  return { own, isLowered, isSigned }
}

/** An approval of today holds where it was given to what comes back. */
function holdsApproval(then: Row, now: Row | undefined): boolean {
  return now?.status === 'approved' && now.statusHash === then.statusHash && hasSameMeaning(now, then)
}

function differ({ now, then }: Sides): boolean {
  if (isLive(now) !== isLive(then)) return true
  return isLive(now) && differentCells(cellsOf(now), cellsOf(then)).length > 0
}

function differentCells(a: Cells, b: Cells): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((cell) => cell !== 'id' && !isSameJson(a.get(cell), b.get(cell)))
}

function isLive(object: AnyObject | undefined): boolean {
  return object !== undefined && !('deleted' in object && object.deleted === true)
}

function cellsOf(object: object | undefined): Cells {
  return new Map(Object.entries((object ?? {}) as Readonly<Record<string, JsonValue | undefined>>).filter(([, value]) => value !== undefined))
}
