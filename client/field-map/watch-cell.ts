// Tells an open editor that somebody else changed its cell: what stands there now, and who it was.
import { isSameJson } from '../../shared/project/edits.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import { fetchHistoryUntil, nameOf, whoWrote } from '../api/history.ts'
import { viewCell } from '../grid/cell-texts.ts'
import type { ColumnId } from '../grid/columns.ts'
import type { GridLine } from '../grid/map-view.ts'
import type { Meanwhile } from '../grid/meanwhile.ts'
import { startText } from './line-edits.ts'
import { latestLine } from './model.ts'
import type { MapTools } from './tools.tsx'

/** The cells of a row that a column shows; what is typed there is read from them. */
export const cellsOfColumn: Readonly<Partial<Record<ColumnId, readonly (keyof Row)[]>>> = {
  source: ['transform', 'unmatched'],
  transform: ['transform'],
  when: ['when'],
  status: ['status'],
  note: ['note'],
  useCases: ['useCases'],
  owner: ['owner'],
  scope: ['scope'],
  outcome: ['outcome'],
}

export function watchCell(tools: MapTools, line: GridLine, column: ColumnId, onChange: (change: Meanwhile) => void): () => void {
  const cells = cellsOfColumn[column] ?? []
  const read = (row: Row | undefined): JsonValue[] => cells.map((cell) => (row?.[cell] ?? null) as JsonValue)
  const before = latestLine(tools.model, line).line
  let last: { readonly values: JsonValue[]; readonly isDeleted: boolean } = { values: read(before.row), isDeleted: false }
  let isOver = false
  const look = () => {
    const state = tools.model.state()
    if (state === undefined) return
    const isDeleted = before.row !== undefined && isDeletedRow(state.view.context, before.row.id)
    const now = isDeleted ? { address: line.address, line: before } : latestLine(tools.model, line)
    const values = read(now.line.row)
    if (isDeleted === last.isDeleted && isSameJson(values, last.values)) return
    const written = isDeleted
      ? [{ cell: 'deleted', value: true }]
      : cells.flatMap((cell, at) => (isSameJson(values[at], last.values[at]) ? [] : [{ cell, value: now.line.row?.[cell] as JsonValue | undefined }]))
    last = { values, isDeleted }
    const shown = viewCell(state.view, now, column).text
    const change: Meanwhile = { shown, text: startText(now.line, column, shown), ...(isDeleted ? { isDeleted } : {}) }
    onChange(change)
    const told = last
    void findWho(tools, now.line.row?.id, written).then((who) => {
      if (who !== undefined && !isOver && told === last) onChange({ ...change, who })
    })
  }
  const stop = tools.model.subscribe({ changed: look, derived: look })
  return () => {
    isOver = true
    stop()
  }
}

type Written = { readonly cell: string; readonly value: JsonValue | undefined }

/** Only the history knows for sure. `written`: what may have been written, and now stands there. */
async function findWho(tools: MapTools, row: string | undefined, written: readonly Written[]): Promise<string | undefined> {
  if (row === undefined) return undefined
  const at = (cell: string) => ({ home: 'rows' as const, object: row, cell })
  const find = (entries: readonly HistoryEntry[]) => written.map(({ cell, value }) => whoWrote(entries, at(cell), value)).find((entry) => entry !== undefined)
  try {
    const entry = find(
      await fetchHistoryUntil(
        tools.project,
        written.map(({ cell }) => at(cell)),
        (entries) => find(entries) !== undefined,
      ),
    )
    return entry === undefined ? undefined : entry.person === tools.me ? 'Another window of yours' : nameOf(entry)
  } catch {
    return undefined
  }
}

/** What somebody typed into a row that was deleted meanwhile goes where they typed it, and the row comes back with it. */
export function bringBack(context: MapContext, { row }: Line): CellWrite[] {
  return row !== undefined && isDeletedRow(context, row.id) ? [{ home: 'rows', object: row.id, cell: 'deleted', value: undefined }] : []
}

function isDeletedRow(context: MapContext, id: string): boolean {
  return context.project.rows.find((row) => row.id === id)?.deleted === true
}
