// What adding, duplicating, deleting, reordering and swapping rows writes. Pure: ids and random bits are handed in.
import type { CellWrite } from '../../shared/project/edits.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { MapEdit } from './line-edits.ts'
import type { Refused } from '../../shared/spreadsheet/read-cell.ts'
import type { Fresh } from '../../shared/spreadsheet/row-writes.ts'
import { createOrderPlan, keyOf, listParts, rowsBelow, type RowPlace } from './row-order.ts'
import { countWords, nameRow } from './row-words.ts'

/** One step of undo, what is said of it, and the row that gets the focus. */
export type RowsEdit = MapEdit & { readonly message: string; readonly focus?: string }
export type RowsResult = Result<RowsEdit, Refused>

export const NO_ROW = 'This line has no row yet: type into it first.'
const NO_ROWS = 'None of these lines has a row yet: type into one first.'
export const SEVERAL_FIELDS = 'This line stands for several fields. Press Enter to list them.'
export const FOLLOWS_DESTINATION = 'Rows follow the destination’s order. To fill another field, drag the row onto it or use Move to another destination.'

/** One more row behind each: another alternative of a field, another part of a list. On a line without a row the line's own row is stored. */
export function addRows(context: MapContext, lines: readonly Line[], fresh: () => Fresh): RowsResult {
  const able = lines.filter((line) => line.kind !== 'more' && line.field !== undefined)
  const [first] = able
  if (first === undefined) return refuse(lines[0]?.kind === 'more' ? SEVERAL_FIELDS : 'The field of this line is not in the destination any more.')
  const plan = createOrderPlan(context, fresh().randomBit)
  const writes: CellWrite[] = []
  let focus: string | undefined
  for (const line of able) {
    const { id } = fresh()
    const place = placeOf(line)
    const list = plan.listAt(place)
    plan.insert(place, id, line.row === undefined ? list.length : list.indexOf(line.row.id) + 1)
    writes.push(...placeWrites(context, id, place))
    focus ??= id
  }
  const stored = able.filter((line) => line.row === undefined).length
  const words = isList(first) ? 'a part to' : 'an alternative to'
  const message =
    able.length > 1
      ? `${countWords(able.length, 'row')} added${stored > 0 ? `, ${stored} of them the first of their field` : ''}`
      : stored > 0
        ? `Stored a row for ${first.path}`
        : `Added ${words} ${first.path}`
  return ok({ label: message, message: `${message}.`, writes: [...writes, ...plan.writes()], ...(focus === undefined ? {} : { focus }) })
}

/** Cells that belong to one row alone, or that the server or the place gives. */
export const OWN_CELLS: ReadonlySet<string> = new Set(['id', 'number', 'fieldMap', 'destination', 'parent', 'order', 'status', 'statusHash', 'deleted'])

/** Right behind each; a row that fills a list takes the rows below it along. */
export function duplicateRows(context: MapContext, lines: readonly Line[], fresh: () => Fresh): RowsResult {
  const rows = listOuter(context, listRows(lines))
  if (rows.length === 0) return refuse(lines.length === 1 ? NO_ROW : NO_ROWS)
  const plan = createOrderPlan(context, fresh().randomBit)
  const writes: CellWrite[] = []
  const copies = new Map<string, string>()
  const copy = (row: Row, place: RowPlace, at: number) => {
    const { id } = fresh()
    copies.set(row.id, id)
    plan.insert(place, id, at)
    writes.push(...placeWrites(context, id, place), ...copiedCells(row, id))
  }
  let below = 0
  for (const row of rows) {
    copy(row, row, plan.listAt(row).indexOf(row.id) + 1)
    for (const child of rowsBelow(context, row)) {
      const parent = copies.get(child.parent ?? '')
      if (parent === undefined) continue
      const place: RowPlace = { destination: child.destination, parent }
      copy(child, place, plan.listAt(place).length)
      below += 1
    }
  }
  const what = rows.length === 1 ? nameRow(rows[0] as Row) : countWords(rows.length, 'row')
  const focus = copies.get(rows[0]?.id ?? '')
  return ok({
    label: `Duplicate ${what}`,
    message: `Duplicated ${what}${below > 0 ? ` with ${countWords(below, 'row')} below` : ''}.`,
    writes: [...writes, ...plan.writes()],
    ...(focus === undefined ? {} : { focus }),
  })
}

export type DeletedRows = RowsEdit & { readonly rows: readonly Row[] }

/** Soft: marked, so that bringing back is a flag. */
export function deleteRows(context: MapContext, lines: readonly Line[]): Result<DeletedRows, Refused> {
  const chosen = listRows(lines)
  if (chosen.length === 0)
    return refuse(lines.length === 1 ? 'This line has no row, so there is nothing to delete.' : 'None of these lines has a row, so there is nothing to delete.')
  const outer = listOuter(context, chosen)
  const rows = [...new Set([...outer, ...outer.flatMap((row) => rowsBelow(context, row))])]
  const below = rows.length - chosen.length
  const without = lines.length - chosen.length
  const what = chosen.length === 1 ? nameRow(chosen[0] as Row) : countWords(chosen.length, 'row')
  return ok({
    label: `Delete ${what}`,
    message: `Deleted ${what}${below > 0 ? ` and ${countWords(below, 'row')} below` : ''}${without > 0 ? `; ${countWords(without, 'line')} had no row` : ''}.`,
    writes: rows.map((row): CellWrite => ({ home: 'rows', object: row.id, cell: 'deleted', value: true })),
    rows,
  })
}

/** Brings back what was deleted, and nothing else. */
export function restoreRows(rows: readonly Row[]): MapEdit {
  return {
    label: `Bring back ${rows.length === 1 ? nameRow(rows[0] as Row) : countWords(rows.length, 'row')}`,
    writes: rows.map((row): CellWrite => ({ home: 'rows', object: row.id, cell: 'deleted', value: undefined })),
  }
}

/** One place up or down among the alternatives of a field or the parts of a list; rows that stand together move together. */
export function shiftRows(context: MapContext, lines: readonly Line[], step: 1 | -1, fresh: () => Fresh): RowsResult {
  const rows = listRows(lines)
  if (rows.length === 0) return refuse(lines.length === 1 ? NO_ROW : NO_ROWS)
  const places = [...new Map(rows.map((row) => [keyOf(row), row])).values()]
  const movable = places.filter((place) => listParts(context, place).length > 1)
  if (movable.length === 0) return refuse(FOLLOWS_DESTINATION)
  const plan = createOrderPlan(context, fresh().randomBit)
  const chosen = new Set(rows.map((row) => row.id))
  let moved = 0
  for (const place of movable) {
    const parts = listParts(context, place).map((row) => row.id)
    for (const at of step < 0 ? parts.keys() : [...parts.keys()].toReversed()) {
      const here = parts[at] as string
      const other = parts[at + step]
      if (!chosen.has(here) || other === undefined || chosen.has(other)) continue
      parts[at] = other
      parts[at + step] = here
      plan.remove(place, here)
      plan.insert(place, here, plan.listAt(place).indexOf(other) + (step < 0 ? 0 : 1))
      moved += 1
    }
  }
  const [first] = rows
  const way = step < 0 ? 'up' : 'down'
  if (moved === 0) return refuse(`${rows.length === 1 ? nameRow(first as Row) : 'What is selected'} is the ${step < 0 ? 'first' : 'last'} already.`)
  const what = moved === 1 && rows.length === 1 ? nameRow(first as Row) : countWords(moved, 'row')
  return ok({ label: `Move ${what} ${way}`, message: `Moved ${what} ${way}.`, writes: plan.writes() })
}

/** Cells of a row to set, for every cell that is not its own. */
function copiedCells(row: Row, id: string): CellWrite[] {
  return Object.entries(row as Record<string, JsonValue | undefined>)
    .filter(([cell, value]) => !OWN_CELLS.has(cell) && value !== undefined)
    .map(([cell, value]): CellWrite => ({ home: 'rows', object: id, cell, value }))
}

export function placeOf(line: Pick<Line, 'path' | 'each' | 'row'>): RowPlace {
  return line.row ?? (line.each === undefined ? { destination: line.path } : { destination: line.path, parent: line.each.id })
}

/** All but the order, which an `OrderPlan` gives. */
export function placeWrites(context: MapContext, id: string, { destination, parent }: RowPlace): CellWrite[] {
  const cells = { fieldMap: context.fieldMap.id, destination, ...(parent === undefined ? {} : { parent }) }
  return Object.entries(cells).map(([cell, value]): CellWrite => ({ home: 'rows', object: id, cell, value }))
}

/** In the order shown, each once: a list's own line and its parts may name the same row. */
export function listRows(lines: readonly Line[]): readonly Row[] {
  return [...new Map(lines.flatMap(({ row }) => (row === undefined ? [] : [[row.id, row] as const]))).values()]
}

/** Without rows that stand in another of them: they go with it. */
function listOuter(context: MapContext, rows: readonly Row[]): readonly Row[] {
  const inside = new Set(rows.flatMap((row) => (row.transform?.kind === 'each' ? rowsBelow(context, row).map(({ id }) => id) : [])))
  return rows.filter((row) => !inside.has(row.id))
}

function isList(line: Line): boolean {
  return line.field?.facts.types.includes('list') === true
}

function refuse(message: string): { readonly ok: false; readonly error: Refused } {
  return fail({ message })
}
