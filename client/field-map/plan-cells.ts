// From what is given for many cells to one step of undo: the only place that writes many cells at once. Pure: ids and random bits are handed in.
import { isSameJson, type CellWrite } from '../../shared/project/edits.ts'
import type { CopiedCells, CopiedLine } from '../../shared/project/copied-cells.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { placeAt, type Ordered } from '../../shared/project/order-keys.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { fail, type Result } from '../../shared/schema/result.ts'
import { findRow } from '../../shared/mapping/item-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { columnsById, type ColumnId } from '../grid/columns.ts'
import { whyNotFit } from '../../shared/spreadsheet/fitting-cells.ts'
import { readCell, type Refused, type RowCells } from '../../shared/spreadsheet/read-cell.ts'
import { newRow, type Fresh, type NewPlace } from '../../shared/spreadsheet/row-writes.ts'
import { readOwnCell, readOwnMapping, readOwnRow, type OwnRead } from './own-cells.ts'

/** What a cell shall hold: a text as it is typed, or what a copied line held in the same column. */
export type CellGiven = { readonly column: ColumnId; readonly text: string; readonly from?: CopiedLine }
/** `whole`: everything a copied row held, in place of single cells. */
export type LineGiven = { readonly line: Line; readonly cells: readonly CellGiven[]; readonly whole?: CopiedLine }

export type PlanSetting = {
  readonly context: MapContext
  readonly project: string
  /** The text of a cell as it is copied: what is there already is not written, however it came about. */
  readonly shown: (line: Line, column: ColumnId) => string
  readonly fresh: () => Fresh
  /** What the copied lines were part of. */
  readonly origin?: CopiedCells
}

export type RefusedCell = { readonly line?: Line; readonly column?: ColumnId; readonly text: string; readonly reason: string }

/**
 * Of cells `taken`, `locked` and `refused` add up to all; of whole rows `refused` are the parts that could not come along. `kept`: of the taken, texts that match no field.
 * `barred`: of the locked, those that would have brought something that is typed.
 */
export type CellPlan = {
  readonly writes: readonly CellWrite[]
  readonly taken: number
  readonly locked: number
  readonly barred: number
  readonly kept: number
  readonly refused: readonly RefusedCell[]
}

/** A line with what was written to it so far. `line` holds the row as it will be. */
type Work = { line: Line; readonly before: Row | undefined; readonly fresh: Fresh | undefined; cells: RowCells }

export function planCells(given: readonly LineGiven[], setting: PlanSetting): CellPlan {
  let context = setting.context
  const works = new Map<string, Work>()
  /** Rows that go through a list since this step: unstored lines below stand inside of them. */
  const eachs: Row[] = []
  const count = { taken: 0, locked: 0, barred: 0, kept: 0 }
  const refused: RefusedCell[] = []

  function workOn(line: Line): Work {
    const known = works.get(line.address)
    if (known !== undefined) return known
    const fresh = line.row === undefined ? setting.fresh() : undefined
    const made: Work = { line: insideMade(line, eachs), before: line.row, fresh, cells: {} }
    works.set(line.address, made)
    return made
  }

  function merge(work: Work, cells: RowCells): void {
    work.cells = { ...work.cells, ...cells }
    const wasEach = work.line.row?.transform?.kind === 'each'
    const row = { ...(work.line.row ?? unstoredRow(context, work)), ...cells } as Row
    work.line = { ...work.line, row }
    if (row.transform?.kind !== 'each' || (wasEach && !('transform' in cells))) return
    if (!eachs.some((each) => each.id === row.id)) eachs.push(row)
    else
      eachs.splice(
        eachs.findIndex((each) => each.id === row.id),
        1,
        row,
      )
    const rows = context.rows.filter((other) => other.id !== row.id)
    context = { ...context, rows: [...rows, row] }
  }

  function take(work: Work, read: OwnRead, cells: number): void {
    merge(work, read.cells)
    count.taken += cells
    if (read.kept) count.kept += 1
  }

  function writeCell(work: Work, { column, text, from }: CellGiven): void {
    const { origin } = setting
    if (from !== undefined && origin !== undefined) {
      const read = fitting(readOwnCell({ ...setting, context, origin }, work.line, column, from, text))
      if (!read.ok) refused.push({ line: work.line, column, text, reason: read.error.message })
      else if (column === 'transform' && isSameJson(work.line.row?.transform as JsonValue | undefined, read.value.cells.transform as JsonValue | undefined))
        count.taken += 1
      else take(work, read.value, 1)
      return
    }
    const typed = text.trim()
    const present = setting.shown(work.line, column)
    const isUnsettled = column === 'source' && work.line.row?.unmatched !== undefined
    if (typed === present.trim() && (!isUnsettled || typed === '')) return void (count.taken += 1)
    const cells = readCell(context, work.line, column, typed)
    if (cells.ok) take(work, { cells: cells.value, kept: cells.value.unmatched !== undefined }, 1)
    else refused.push({ line: work.line, column, text, reason: cells.error.message })
  }

  function writeLine({ line, cells, whole }: LineGiven): void {
    const { origin } = setting
    const isMore = line.kind === 'more'
    const gone = whyGone(setting.context, line)
    if (gone !== undefined) {
      if (whole !== undefined) refused.push({ line, text: whole.texts.join('\t'), reason: gone })
      for (const { column, text } of cells) refused.push({ line, column, text, reason: gone })
      return
    }
    if (isMore && whole !== undefined) return void ((count.locked += 1), (count.barred += 1))
    const open = isMore ? [] : cells.filter(({ column }) => isTypable(column))
    count.locked += whole === undefined ? cells.length - open.length : 0
    count.barred += cells.filter((cell) => !open.includes(cell) && cell.text !== '' && (cell.from === undefined || isTypable(cell.column))).length
    if (whole === undefined && open.length === 0) return
    const work = workOn(line)
    if (whole !== undefined && origin !== undefined) {
      const read = readOwnRow({ ...setting, context, origin }, work.line, whole)
      for (const reason of read.refused) refused.push({ line: work.line, text: reason.text, reason: reason.message })
      take(work, read, 1)
      return
    }
    const source = open.find(({ column }) => column === 'source')
    const transform = open.find(({ column }) => column === 'transform')
    const rest = open.filter((cell) => cell !== source && cell !== transform)
    if (source?.from !== undefined && source.from === transform?.from && origin !== undefined) {
      // Copied together, they travel together.
      const read = fitting(readOwnMapping({ ...setting, context, origin }, work.line, source.from))
      if (!read.ok)
        refused.push(
          { line: work.line, column: 'source', text: source.text, reason: read.error.message },
          { line: work.line, column: 'transform', text: transform.text, reason: read.error.message },
        )
      else take(work, read.value, 2)
    } else if (
      source !== undefined &&
      transform !== undefined &&
      source.from === undefined &&
      transform.from === undefined &&
      (source.text.trim() === '') !== (transform.text.trim() === '')
    ) {
      // The empty one of the two would take away what the other one says.
      writeCell(work, source.text.trim() === '' ? transform : source)
      count.taken += 1
    } else for (const cell of [source, transform]) if (cell !== undefined) writeCell(work, cell)
    for (const cell of rest) writeCell(work, cell)
  }

  for (const one of given) writeLine(one)
  return { writes: listWrites(setting.context, works.values()), ...count, refused }
}

/** What comes from elsewhere cannot be written; all else is read as if it were typed. */
export function isTypable(column: ColumnId): boolean {
  const by = columnsById.get(column)?.editing.by
  return by !== 'no' && by !== 'open'
}

/** The grid may still show for a moment what somebody has deleted. Undefined: the line is there. */
function whyGone(context: MapContext, { row, each }: Line): string | undefined {
  if (row !== undefined && findRow(context, row.id) === undefined) return 'Somebody deleted this row meanwhile.'
  if (each !== undefined && findRow(context, each.id)?.transform?.kind !== 'each') return 'The row that fills the list around it is gone meanwhile.'
  return undefined
}

/** Names written in front of paths may make a formula too long. */
function fitting(read: Result<OwnRead, Refused>): Result<OwnRead, Refused> {
  const message = read.ok ? whyNotFit(read.value.cells) : undefined
  return message === undefined ? read : fail({ message })
}

/** The row that an unstored line would be. */
function unstoredRow(context: MapContext, { line, fresh }: Work): Row {
  return {
    id: fresh?.id ?? '',
    fieldMap: context.fieldMap.id,
    destination: line.path,
    order: '',
    ...(line.each === undefined ? {} : { parent: line.each.id }),
  }
}

/** With the `each` row above as it is now; an unstored line goes as deep inside the lists of this step as its path does. */
function insideMade(line: Line, eachs: readonly Row[]): Line {
  let each = eachs.find((row) => row.id === line.each?.id) ?? line.each
  for (let depth = 0; line.row === undefined && depth < eachs.length; depth++) {
    const next = eachs.find((row) => row.parent === each?.id && (line.path.startsWith(`${row.destination}[]`) || line.path.startsWith(`${row.destination}{}`)))
    if (next === undefined) break
    each = next
  }
  return each === line.each || each === undefined ? line : { ...line, each }
}

function listWrites(context: MapContext, works: Iterable<Work>): CellWrite[] {
  const writes: CellWrite[] = []
  let alternatives: Map<string, Ordered[]> | undefined
  let first: NewPlace | undefined
  for (const { line, before, fresh, cells } of works) {
    const object = before?.id ?? fresh?.id ?? ''
    const set = Object.entries(cells).flatMap(([cell, value]): CellWrite[] => {
      const next = value as JsonValue | undefined
      return isSameJson(before?.[cell as keyof Row] as JsonValue | undefined, next) ? [] : [{ home: 'rows', object, cell, value: next }]
    })
    if (set.length === 0) continue
    if (before === undefined && fresh !== undefined) {
      alternatives ??= groupByPlace(context.rows)
      const key = placeKey(line.each?.id, line.path)
      const here = alternatives.get(key) ?? []
      // Making a key costs more than all else of a row: those that are first in their place share one.
      const place = here.length > 0 ? placeAt(here, here.length, fresh.randomBit) : (first ??= placeAt([], 0, fresh.randomBit))
      alternatives.set(key, [...here, { id: fresh.id, order: place.order }])
      writes.push(...newRow(line, fresh.id, place, context.fieldMap.id))
    }
    writes.push(...set)
  }
  return writes
}

function groupByPlace(rows: readonly Row[]): Map<string, Ordered[]> {
  const groups = new Map<string, Ordered[]>()
  for (const row of rows) {
    const key = placeKey(row.parent, row.destination)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

function placeKey(parent: string | undefined, path: string): string {
  return `${parent ?? ''}:${path}`
}
