// "Not mapped, because…" on lines, groups and folded fields: what one reason covers, and what it writes. Pure.
import { listDestinationStates, type DestinationState } from '../../shared/mapping/coverage.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { isBelow } from '../../shared/schema/fields.ts'
import type { Fresh } from '../../shared/spreadsheet/row-writes.ts'
import { destinationTree } from './move-rows.ts'
import type { RowsEdit } from './row-edits.ts'
import { placeWrites } from './row-edits.ts'
import { createOrderPlan, isSameRowPlace, rowsBelow, type RowPlace } from './row-order.ts'
import { countWords, listNames, nameRow } from './row-words.ts'

/** A place that gets the reason, on its row where it has one. */
type Reasoned = { readonly place: RowPlace; readonly row?: Row }

export type NotMappedPlan = {
  readonly places: readonly Reasoned[]
  /** Fields below that the reason settles too, without rows of their own. */
  readonly below: number
  /** Rows that were mapped before, and are not any more. */
  readonly unmapped: readonly Row[]
  /** Folded fields that get a row each, because their group has fields that stay open; and those whose group takes the reason. */
  readonly oneByOne: number
  readonly byGroup: readonly string[]
  /** Why some of the lines are left as they are. */
  readonly left: readonly string[]
}

/** `listed`: all lines; a field that somebody opened by itself is not among the folded ones. */
export function planNotMapped(context: MapContext, lines: readonly Line[], listed: readonly Line[]): NotMappedPlan {
  const states = listDestinationStates(context)
  const places = new Map<string, Reasoned>()
  const left: string[] = []
  const byGroup: string[] = []
  let oneByOne = 0
  const add = (place: RowPlace, row: Row | undefined) =>
    places.set(row?.id ?? `${place.parent ?? ''}:${place.destination}`, row === undefined ? { place } : { place, row })
  for (const line of lines) {
    if (line.kind === 'more') {
      const folded = listFolded(context, line, listed)
      const group = groupOf(context, line)
      if (folded.length === 0) left.push(`The folded fields of ${line.path === '' ? 'the record' : line.path} are read-only: they need no reason.`)
      else if (folded.every((path) => states.get(path) === 'not-mapped')) left.push(`The reason on ${line.path} covers its folded fields already.`)
      // One reason on the group, where that says the same: its folded fields stay folded.
      else if (group !== undefined && listCovered(context, states, line.path).every((path) => folded.includes(path))) {
        add(group.place, group.row)
        byGroup.push(line.path)
      } else {
        for (const path of folded) add({ destination: path, ...(line.each === undefined ? {} : { parent: line.each.id }) }, undefined)
        oneByOne += folded.length
      }
    } else if (line.row?.transform?.kind === 'each' && rowsBelow(context, line.row).length > 0)
      left.push(`${nameRow(line.row)} fills ${line.path} and has rows below: delete it first.`)
    else add(line.row ?? { destination: line.path, ...(line.each === undefined ? {} : { parent: line.each.id }) }, line.row)
  }
  const reasoned = [...places.values()]
  const own = new Set(reasoned.map(({ place }) => place.destination))
  return {
    places: reasoned,
    below: new Set(reasoned.flatMap(({ place }) => listCovered(context, states, place.destination).filter((path) => !own.has(path)))).size,
    unmapped: reasoned.flatMap(({ row }) => (row?.transform === undefined || row.transform.kind === 'notMapped' ? [] : [row])),
    oneByOne,
    byGroup,
    left,
  }
}

export function writeNotMapped(context: MapContext, { places, below, left }: NotMappedPlan, reason: string, fresh: () => Fresh): RowsEdit {
  const plan = createOrderPlan(context, fresh().randomBit)
  const writes: CellWrite[] = []
  for (const { place, row } of places) {
    const id = row?.id ?? fresh().id
    if (row === undefined) {
      plan.insert(place, id, plan.listAt(place).length)
      writes.push(...placeWrites(context, id, place))
    }
    writes.push(
      { home: 'rows', object: id, cell: 'transform', value: { kind: 'notMapped', reason } },
      { home: 'rows', object: id, cell: 'unmatched', value: undefined },
    )
  }
  const [only] = places
  const what = places.length === 1 && only !== undefined ? only.place.destination : countWords(places.length, 'line')
  const message = `${what} ${places.length === 1 ? 'is' : 'are'} not mapped${below > 0 ? `, which covers ${countWords(below, 'field')} below` : ''}.${left.length === 0 ? '' : ` ${left.join(' ')}`}`
  return { label: `Not mapped: ${what}`, message, writes: [...writes, ...plan.writes()] }
}

/** What is written before a person writes their own: the map's own reasons first, the most used before others. */
export function listReasons({ rows }: Pick<MapContext, 'rows'>): readonly string[] {
  const counts = new Map<string, number>()
  for (const { transform } of rows)
    if (transform?.kind === 'notMapped' && transform.reason.trim() !== '') counts.set(transform.reason, (counts.get(transform.reason) ?? 0) + 1)
  const own = [...counts].toSorted((a, b) => b[1] - a[1]).map(([reason]) => reason)
  return [...own.slice(0, MOST_REASONS), ...usual.filter((reason) => !counts.has(reason))].slice(0, MOST_REASONS + usual.length)
}

const MOST_REASONS = 6
const usual = ['Not needed by the use case', 'The source has no such value', 'The destination fills it by itself', 'Comes in a later release']

/** What the sentence of the dialog says is covered. */
export function tellPlan(plan: NotMappedPlan): string {
  const { places, below, byGroup, oneByOne } = plan
  const [only] = places
  const parts = [
    places.length === 1 && only !== undefined && byGroup.length === 0
      ? `The reason stands on ${only.place.destination}${below > 0 ? ` and covers ${countWords(below, 'field')} below it, except those with rows of their own` : ''}.`
      : byGroup.length > 0 && places.length === byGroup.length
        ? `The reason stands on ${listNames(byGroup)} and covers ${countWords(below, 'folded field')}, which stay folded.`
        : `The reason stands on ${countWords(places.length, 'line')}${below > 0 ? ` and covers ${countWords(below, 'field')} below` : ''}.`,
    ...(oneByOne > 0
      ? [
          `${countWords(oneByOne, 'folded field gets a row', 'folded fields get a row each')}, because other fields beside ${oneByOne === 1 ? 'it' : 'them'} stay open.`,
        ]
      : []),
    ...(plan.unmapped.length > 0 ? [`${listNames(plan.unmapped.map(nameRow))} ${plan.unmapped.length === 1 ? 'is' : 'are'} mapped now and will not be.`] : []),
    ...plan.left,
  ]
  return parts.join(' ')
}

/** The fields below that a reason settles: those without a decision of their own, or where nothing below is decided, the object's own fields. */
function listCovered(context: MapContext, states: ReadonlyMap<FieldPath, DestinationState>, path: FieldPath): readonly FieldPath[] {
  const tree = destinationTree(context)
  const parent = tree?.find(path)
  if (tree === undefined || parent?.expandable !== true) return []
  const counted = [...states].filter(([at]) => isBelow(at, path))
  if (counted.length === 0) return tree.children(parent).flatMap((field) => (field.readOnly ? [] : [field.path]))
  const own = new Set(context.rows.flatMap((row) => (row.transform === undefined ? [] : [row.destination])))
  return counted.flatMap(([at, state]) => (state === 'mapped' || own.has(at) ? [] : [at]))
}

/** The fields that a line of several stands for, as far as they count. */
function listFolded(context: MapContext, line: Line, listed: readonly Line[]): readonly FieldPath[] {
  const tree = destinationTree(context)
  const parent = tree?.find(line.path)
  if (tree === undefined || parent === undefined) return []
  const own = new Set(
    line.folded ? listed.flatMap((one) => (one.each?.id === line.each?.id && one.kind !== 'more' && one.extra !== true ? [one.path] : [])) : [],
  )
  // Where only read-only fields are folded, all others stand as lines of their own.
  if (line.more === undefined || line.more.fields === line.more.readOnly) return []
  return tree
    .children(parent)
    .flatMap((field) => (field.readOnly || field.required || own.has(field.path) || isDecided(context, line, field.path) ? [] : [field.path]))
}

function isDecided({ rows }: MapContext, line: Line, path: FieldPath): boolean {
  return rows.some((row) => row.parent === line.each?.id && (row.destination === path || isBelow(row.destination, path)))
}

/** The object whose folded fields these are, where a reason can stand on it. */
function groupOf(context: MapContext, line: Line): Reasoned | undefined {
  if (line.path === '' || line.each?.destination === line.path) return undefined
  const place: RowPlace = { destination: line.path, ...(line.each === undefined ? {} : { parent: line.each.id }) }
  const rows = context.rows.filter((row) => isSameRowPlace(row, place))
  const [row] = rows
  if (rows.length > 1 || row?.transform !== undefined) return undefined
  return row === undefined ? { place } : { place, row }
}
