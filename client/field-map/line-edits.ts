// From what a person typed, pasted or dropped on a line to the cells that are written. Pure: ids and orders are arguments.
import type { CellWrite } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { ok, type Result } from '../../shared/schema/result.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import { listRowFixes } from '../../shared/review/quick-fixes.ts'
import { readCell, type Refused, type RowCells } from '../../shared/spreadsheet/read-cell.ts'
import { newRow, placeOfNew, type Fresh } from '../../shared/spreadsheet/row-writes.ts'
import type { ColumnId } from '../grid/columns.ts'
import { withFix } from '../panels/formula-findings.ts'
import { findTwin, mergeRows } from './merge-rows.ts'

/** One step of undo. */
export type MapEdit = { readonly label: string; readonly writes: readonly CellWrite[] }
export type LineEdit = MapEdit & { readonly row: string }

/** Sets cells of the line's row; the first edit of an unstored line stores a row under a random id (DESIGN §9.2). */
export function rowEdit(context: MapContext, line: Line, cells: RowCells, fresh: Fresh, label: string): LineEdit {
  const object = line.row?.id ?? fresh.id
  const set = Object.entries(cells).map(([cell, value]): CellWrite => ({ home: 'rows', object, cell, value: value as JsonValue | undefined }))
  return {
    label: `${label} of ${line.row === undefined ? line.path : printNumber('rows', line.row.number)}`,
    writes: line.row === undefined ? [...newRow(line, fresh.id, placeOfNew(context, line, fresh), context.fieldMap.id), ...set] : set,
    row: object,
  }
}

/** What typing `text` into a cell does. An empty text clears the cell. */
export function cellEdit(context: MapContext, line: Line, column: ColumnId, text: string, fresh: Fresh): Result<LineEdit, Refused> {
  const cells = readCell(context, line, column, text)
  return cells.ok ? ok(rowEdit(context, line, cells.value, fresh, `Change ${labels[column] ?? column}`)) : cells
}

const labels: Partial<Record<ColumnId, string>> = {
  source: 'the source',
  transform: 'the transform',
  when: 'the condition',
  status: 'the status',
  useCases: 'the use cases',
  scope: 'the scope',
  owner: 'the owner',
  note: 'the note',
  outcome: 'the outcome',
}

/** What is proposed first: a correction of a formula, one row of two that were born unseen by each other, or the quick fix of a rule. Undefined: nothing is, or it has changed since. */
export function fixEdit(context: MapContext, line: Line, problems: readonly Problem[], fresh: Fresh): LineEdit | undefined {
  const { transform, when } = line.row ?? {}
  for (const { formula } of problems) {
    const [fix] = formula?.fixes ?? []
    if (formula === undefined || fix === undefined) continue
    const text = withFix(formula.text, fix)
    if (transform?.kind === 'formula' && transform.text === formula.text)
      return rowEdit(context, line, { transform: { kind: 'formula', text } }, fresh, 'Correct the formula')
    if (when?.test === 'formula' && when.text === formula.text)
      return rowEdit(context, line, { when: { test: 'formula', text } }, fresh, 'Correct the condition')
  }
  const { row } = line
  if (row === undefined) return undefined
  const twin = problems.some(({ code }) => code === 'concurrent-duplicate') ? findTwin(context, row) : undefined
  if (twin !== undefined) return mergeRows(context, twin, row)
  for (const fix of problems.flatMap((problem) => listRowFixes(context, row, problem)))
    if ('writes' in fix && fix.writes.length > 0) return { label: fix.label, writes: fix.writes, row: row.id }
  return undefined
}

/** What an editor starts with: the text that `cellEdit` reads back to the same cells. */
export function startText(line: Line, column: ColumnId, shown: string): string {
  if (column === 'note') return line.row?.note ?? ''
  if (column === 'transform') return line.row?.transform?.kind === 'formula' ? `=${line.row.transform.text}` : ''
  if (column === 'useCases') return line.row?.useCases === undefined ? '' : shown
  return shown
}
