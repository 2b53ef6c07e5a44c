// What every table's planner needs: the project with what is looked up in it, what it says now, and how items are made. One for each plan.
import { eachAbove, findRow } from '../mapping/item-scope.ts'
import { fieldTree } from '../mapping/field-tree.ts'
import { parseLineAddress, type Line } from '../mapping/line.ts'
import { buildMapContext, type MapContext } from '../mapping/map-context.ts'
import { indexRows, type RowIndex } from '../mapping/row-index.ts'
import { objectWrites, type CellWrite } from '../project/edits.ts'
import type { Row } from '../project/field-map.ts'
import { placeAt, type Ordered } from '../project/order-keys.ts'
import { compareObjects, printNumber, type CollectionName } from '../project/project.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { describePlace, parsePlace } from '../review/place.ts'
import { tooLong } from './fitting-cells.ts'
import { limits } from '../api/limits.ts'
import { settleText } from '../document/returned-table.ts'
import type { Comparing } from './compare-cells.ts'
import { splitAddress } from './own-addresses.ts'
import type { Now } from './own-now.ts'
import type { ProjectView } from './project-view.ts'

export type Planning = {
  readonly view: ProjectView
  readonly file: string
  readonly now: Now
  readonly comparing: Comparing
  readonly mapContext: (map: string) => MapContext | undefined
  readonly rowOf: (id: string) => Row | undefined
  /** Of an object that is put behind all others of its list; the next one comes behind it. */
  readonly orderOfNew: (home: 'questions' | 'lookupEntries') => { readonly order: string; readonly rekeyed: readonly CellWrite[] }
  readonly isAsked: (at: string, text: string) => boolean
}

export function createPlanning(view: ProjectView, file: string, now: Now, comparing: Comparing): Planning {
  const { project } = view
  const contexts = new Map<string, MapContext | undefined>()
  const lasts = new Map<CollectionName, Ordered[]>()
  let rows: ReadonlyMap<string, Row> | undefined
  let asked: ReadonlySet<string> | undefined
  return {
    view,
    file,
    now,
    comparing,
    mapContext(map) {
      if (!contexts.has(map)) contexts.set(map, buildMapContext(project, map, view.findGraph))
      return contexts.get(map)
    },
    rowOf(id) {
      rows ??= new Map(project.rows.map((row) => [row.id, row]))
      return rows.get(id)
    },
    orderOfNew(home) {
      const sorted = lasts.get(home) ?? project[home].toSorted(compareObjects)
      const { order, rekeyed } = placeAt(sorted, sorted.length, view.fresh().randomBit)
      // What follows needs to know the last one alone, unless keys had to be made anew.
      lasts.set(home, rekeyed.length > 0 ? [...sorted, { id: '~', order }] : [{ id: '~', order }])
      return { order, rekeyed: rekeyed.map((one) => ({ home, object: one.id, cell: 'order', value: one.order })) }
    },
    isAsked(at, text) {
      asked ??= new Set(project.questions.flatMap((one) => (one.deleted === true ? [] : [askedKey(one.at, one.text)])))
      return asked.has(askedKey(at, text))
    },
  }
}

function askedKey(at: string, text: string): string {
  return `${at}\n${settleText(text).replaceAll(/\s+/g, ' ')}`
}

/** A question that the file asks. `why`: it cannot be asked. */
export function ask(planning: Planning, at: string, text: string): { readonly writes: readonly CellWrite[]; readonly why?: string } {
  if (text.length > limits.cellTextCharacters) return { writes: [], why: tooLong(text, 'question') }
  const { view } = planning
  const { order, rekeyed } = planning.orderOfNew('questions')
  const question = { id: view.fresh().id, at, text, status: 'open' as const, askedBy: view.by, askedAt: view.now, order }
  return { writes: [...rekeyed, ...objectWrites('questions', question)] }
}

/** The line of a row of the table. `row` deleted or gone: undefined, and so is a field whose list's row is gone. */
export function findLine(context: MapContext, address: string): Line | undefined {
  const parsed = parseLineAddress(address)
  if (parsed === undefined || parsed.kind === 'more') return undefined
  if (parsed.kind === 'row') {
    const row = findRow(context, parsed.row)
    return row === undefined ? undefined : lineOf(context, row.destination, eachAbove(context, row), row)
  }
  const each = parsed.each === undefined ? undefined : findRow(context, parsed.each)
  if (parsed.each !== undefined && each === undefined) return undefined
  // The field's first row is it, once there is one (DESIGN §9.2).
  const [row] = rowsAt(context, each, parsed.path)
  return lineOf(context, parsed.path, each, row)
}

const indexes = new WeakMap<MapContext, RowIndex>()

/** Rows that fill the same place. */
export function rowsAt(context: MapContext, each: Row | undefined, path: FieldPath): readonly Row[] {
  const index = indexes.get(context) ?? indexRows(context.rows)
  indexes.set(context, index)
  return index.at(each, path)
}

export function lineOf(context: MapContext, path: FieldPath, each: Row | undefined, row: Row | undefined): Line {
  const { graph, root } = context.destination
  const field = graph === undefined || root === undefined ? undefined : fieldTree(graph, root.node).find(path)
  return {
    address: row === undefined ? `field:${context.fieldMap.id}:${path}${each === undefined ? '' : `#${each.id}`}` : `row:${row.id}`,
    kind: row?.transform?.kind === 'each' ? 'each' : 'field',
    path,
    label: field?.name ?? path,
    depth: 0,
    foldable: false,
    folded: false,
    ...(field === undefined ? {} : { field }),
    ...(row === undefined ? {} : { row }),
    ...(each === undefined ? {} : { each }),
  }
}

/** Where a question about it can stand; undefined: nowhere. */
export function askableAt(planning: Planning, address: string): string | undefined {
  const { project } = planning.view
  const [kind, id] = splitAddress(address)
  if (kind === 'more') {
    const parsed = parseLineAddress(address)
    return parsed?.kind === 'more' ? address.replace(/^more:/, 'field:') : undefined
  }
  if (kind === 'question') return project.questions.find((one) => one.id === id)?.at
  if (kind === 'entry') {
    const entry = project.lookupEntries.find((one) => one.id === id)
    return entry === undefined ? undefined : `lookup:${entry.table}`
  }
  return parsePlace(address) === undefined ? undefined : address
}

/** As people know it. */
export function nameOf(planning: Planning, address: string): string {
  const { project } = planning.view
  const [kind, id] = splitAddress(address)
  if (kind === 'row') {
    const row = planning.rowOf(id)
    return row === undefined ? 'A row that is gone' : `${printNumber('rows', row.number)} ${row.destination}`
  }
  if (kind === 'question') return printNumber('questions', project.questions.find((one) => one.id === id)?.number)
  if (kind === 'entry') {
    const entry = project.lookupEntries.find((one) => one.id === id)
    const table = project.lookupTables.find((one) => one.id === entry?.table)
    return `${printNumber('lookupTables', table?.number)} ${table?.name ?? 'a lookup table that is gone'}: ${entry === undefined ? 'an entry that is gone' : String(entry.from)}`
  }
  const place = kind === 'more' ? address.replace(/^more:/, 'field:') : address
  return describePlace(project, place)
}
