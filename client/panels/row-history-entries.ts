// From the changed cells of a row to what people read in its history: one entry for what a person did at once. Pure.
import type { HistoryEntry } from '../../shared/api/routes.ts'
import { isSameJson } from '../../shared/project/edits.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'

export type CellOfPast = {
  readonly cell: string
  readonly before: JsonValue | undefined
  readonly after: JsonValue | undefined
  /** The value may be put back: it is another one now, and the cell is one that people write. */
  readonly canPutBack: boolean
}

export type RowHistoryEntry = {
  readonly key: string
  readonly person: string
  readonly time: string
  /** The row was stored by this; its cells are what it began with. */
  readonly isFirst: boolean
  readonly cells: readonly CellOfPast[]
}

/** Change by themselves with an edit and say nothing to people. */
const SILENT = new Set(['number', 'statusHash'])
/** Of a row that is stored: told by "stored this row". */
const PLACE = new Set(['fieldMap', 'destination', 'parent', 'order'])
const WRITTEN = new Set(['transform', 'when', 'on', 'status', 'note', 'useCases', 'owner', 'scope', 'outcome', 'onMissing', 'onNull', 'unmatched', 'deleted'])

/** `entries`: newest first, as the server gives them. */
export function listRowHistory(entries: readonly HistoryEntry[], row: Row): RowHistoryEntry[] {
  const groups = new Map<string, HistoryEntry[]>()
  for (const entry of entries) {
    if (SILENT.has(entry.cell)) continue
    const key = `${entry.seq} ${entry.person} ${entry.command}`
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return [...groups].flatMap(([key, changes]) => {
    const [first] = changes
    if (first === undefined) return []
    const isFirst = changes.some(({ cell, before }) => cell === 'destination' && isNothing(before))
    const cells = changes
      .filter(({ cell }) => !(isFirst && PLACE.has(cell)))
      .map((change) => ({
        cell: change.cell,
        before: clean(change.before),
        after: clean(change.after),
        canPutBack: WRITTEN.has(change.cell) && !isSameJson(clean(change.after), valueNow(row, change.cell)),
      }))
    if (cells.length === 0 && !isFirst) return []
    return [{ key, person: first.personName === '' ? 'Crosswalk' : first.personName, time: first.time, isFirst, cells }]
  })
}

function valueNow(row: Row, cell: string): JsonValue | undefined {
  return (row as Readonly<Record<string, JsonValue | undefined>>)[cell]
}

function isNothing(value: JsonValue | undefined): boolean {
  return clean(value) === undefined
}

function clean(value: JsonValue | undefined): JsonValue | undefined {
  return value === null ? undefined : value
}
