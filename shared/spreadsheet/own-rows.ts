// Edited rows of a field map's table as items: each cell that was changed, the question that was asked, what stands in columns that somebody put in.
import { rowAddress } from '../mapping/line.ts'
import type { MapContext } from '../mapping/map-context.ts'
import type { CellWrite } from '../project/edits.ts'
import type { Row } from '../project/field-map.ts'
import type { ImportItem } from './import-plan.ts'
import { addLines, describeEdit, editAsQuestion, editItem, itemAt, listAdded, listEdits, sameText, type CellEdit, type NamedTable } from './own-edits.ts'
import { mapAddress, splitAddress } from './own-addresses.ts'
import { ask, askableAt, findLine, nameOf, rowsAt, type Planning } from './own-planning.ts'
import { isRowColumn, readRowCell, ROW_COLUMNS, sourceTexts, type RowWork } from './own-row-cells.ts'
import type { OwnRow } from './own-tables.ts'
import { newRow, placeOfNew } from './row-writes.ts'

/** The column that is there to be written in, and comes back empty. */
export const QUESTION_COLUMN = 'question'

export function planRow(planning: Planning, table: NamedTable, map: string, row: OwnRow, address: string): ImportItem[] {
  const found = findPlace(planning, map, address)
  const here = found?.address ?? address
  const edits = listEdits(planning, table, row, here)
  const added = listAdded(table, row)
  if (edits.length === 0 && added.length === 0) return []
  if (found === undefined) return planLost(planning, table, map, row, address, edits, added)
  return [
    ...planCells(planning, table, row, found, edits),
    ...edits.flatMap((edit) => (edit.column === QUESTION_COLUMN && edit.theirs !== '' ? planQuestion(planning, table, row, edit, here) : [])),
    ...planAdded(planning, table, row, found, edits, added),
  ]
}

type Found = { readonly address: string; readonly context: MapContext; readonly work: RowWork; readonly isBack: boolean }

/** The line in whose row the cells are written. Undefined: neither the row nor its field is there any more. */
function findPlace(planning: Planning, map: string, address: string): Found | undefined {
  const [kind, id] = splitAddress(address)
  const stored = kind === 'row' ? planning.rowOf(id) : undefined
  const plain = planning.mapContext(stored?.fieldMap ?? map)
  if (plain === undefined || plain.fieldMap.deleted === true) return undefined
  const context = stored?.deleted === true ? withRow(plain, stored) : plain
  const line = findLine(context, address)
  if (line === undefined) return kind === 'more' ? { address, context, work: NO_WORK, isBack: false } : undefined
  if (line.row !== undefined) {
    const back: CellWrite = { home: 'rows', object: line.row.id, cell: 'deleted', value: undefined }
    const isBack = line.row.deleted === true
    return { address: rowAddress(line.row), context, work: { line, id: line.row.id, made: isBack ? [back] : [], cells: {} }, isBack }
  }
  const fresh = planning.view.fresh()
  const made = newRow(line, fresh.id, placeOfNew({ ...context, rows: rowsAt(context, line.each, line.path) }, line, fresh), context.fieldMap.id)
  return { address, context, work: { line, id: fresh.id, made, cells: {} }, isBack: false }
}

const NO_WORK: RowWork = {
  line: { address: '', kind: 'more', path: '' as RowWork['line']['path'], label: '', depth: 0, foldable: false, folded: false },
  id: '',
  made: [],
  cells: {},
}

function withRow(context: MapContext, row: Row): MapContext {
  return { ...context, rows: [...context.rows, row] }
}

function planCells(planning: Planning, table: NamedTable, row: OwnRow, found: Found, edits: readonly CellEdit[]): ImportItem[] {
  const items: ImportItem[] = []
  let { work } = found
  const written = ROW_COLUMNS.flatMap((column) => edits.filter((edit) => edit.column === column))
  const others = edits.filter(({ column }) => !isRowColumn(column) && column !== QUESTION_COLUMN)
  let left: { readonly edit: CellEdit; readonly why: string } | undefined
  const ask = (edit: CellEdit, why: string) => {
    const item = editAsQuestion(planning, table, row, edit, found.address, why)
    if (item !== undefined) items.push(item)
  }
  for (const edit of [...written, ...others]) {
    const { column } = edit
    const asked = (why: string) => ask(edit, why)
    if (!isRowColumn(column)) {
      asked('This column is written by the program.')
      continue
    }
    if (found.work === NO_WORK) {
      asked('This line stands for several fields.')
      continue
    }
    const read = readRowCell(found.context, work, column, edit.theirs, edit.ours)
    if (read.result === 'kept' && column === 'source') left = { edit, why: read.message }
    else if (read.result === 'kept') asked(read.message)
    else if (read.result === 'barred')
      items.push(editItem(planning, table, row, edit, found.address, { kind: 'changed', message: read.message, writes: [], accepted: false }))
    else {
      work = read.work
      items.push(
        editItem(planning, table, row, edit, found.address, {
          kind: read.result === 'unmatched' ? 'unmatched' : 'changed',
          message: found.isBack ? `The row was removed from the project since the export; accepting brings it back. ${read.message}` : read.message,
          writes: read.writes,
          // What takes a rule away or brings a row back is somebody's decision.
          accepted: !found.isBack && read.takesAway !== true,
        }),
      )
    }
  }
  // Who writes another formula names its sources anew: then the column says only what follows.
  if (left !== undefined && !sameText(left.edit.theirs, sourceTexts(found.context, work))) ask(left.edit, left.why)
  return items
}

export function planQuestion(planning: Planning, table: NamedTable, row: OwnRow, edit: CellEdit, address: string, needs: readonly string[] = []): ImportItem[] {
  const at = askableAt(planning, address) ?? address
  if (planning.isAsked(at, edit.theirs)) return []
  const asked = ask(planning, at, edit.theirs)
  return [
    {
      ...itemAt(table, row, edit),
      kind: 'added',
      at,
      title: nameOf(planning, at),
      cell: edit.title,
      column: edit.column,
      theirs: edit.theirs,
      message: asked.why ?? 'Asks this question here.',
      writes: asked.writes,
      ...(needs.length === 0 ? {} : { needs }),
      accepted: asked.writes.length > 0,
    },
  ]
}

/** Behind the note, unless the note itself was edited: then two items would write the same cell. */
function planAdded(planning: Planning, table: NamedTable, row: OwnRow, found: Found, edits: readonly CellEdit[], added: readonly string[]): ImportItem[] {
  const note = found.work.line.row?.note ?? ''
  const lines = added.filter((line) => !note.includes(line))
  if (lines.length === 0) return []
  if (found.work === NO_WORK || edits.some(({ column }) => column === 'note')) return askAll(planning, table, row, found.address, lines)
  const next = addLines(note, lines)
  const read = readRowCell(found.context, found.work, 'note', next, note)
  if (read.result !== 'taken') return askAll(planning, table, row, found.address, lines)
  return [
    {
      ...itemAt(table, row, undefined, 'added'),
      kind: 'note-only',
      at: found.address,
      title: nameOf(planning, found.address),
      theirs: lines.join('\n'),
      message: 'Stands in a column that is not ours. Accepting writes it behind the row’s note.',
      writes: read.writes,
      accepted: !found.isBack,
    },
  ]
}

function askAll(planning: Planning, table: NamedTable, row: OwnRow, address: string, lines: readonly string[]): ImportItem[] {
  const at = askableAt(planning, address) ?? address
  const text = `In ${planning.file} stands here: ${lines.join('\n')}`
  if (planning.isAsked(at, text)) return []
  const asked = ask(planning, at, text)
  return [
    {
      ...itemAt(table, row, undefined, 'added'),
      kind: 'note-only',
      at,
      title: nameOf(planning, address),
      theirs: lines.join('\n'),
      message: asked.why ?? 'Has no column of its own. Accepting asks it as a question here.',
      writes: asked.writes,
      accepted: asked.writes.length > 0,
    },
  ]
}

/** Neither row nor field is there any more: what was written is asked at the map. */
function planLost(
  planning: Planning,
  table: NamedTable,
  map: string,
  row: OwnRow,
  address: string,
  edits: readonly CellEdit[],
  added: readonly string[],
): ImportItem[] {
  const context = planning.mapContext(map)
  const label = row.cells[table.columns.get('row') ?? -1] ?? ''
  const lines = [...edits.map((edit) => describeEdit(planning.file, edit.title, edit.base, edit.theirs)), ...added]
  const title = `${label === '' ? 'A row' : label} that is gone`
  if (context === undefined || context.fieldMap.deleted === true)
    return [
      {
        ...itemAt(table, row, undefined),
        kind: 'note-only',
        at: address,
        title,
        theirs: lines.join('\n'),
        message: 'Its field map is no longer in the project. Nothing is written.',
        writes: [],
        accepted: false,
      },
    ]
  return askAll(planning, table, row, mapAddress(map), lines).map((item) => ({
    ...item,
    title,
    kind: 'prose-only',
    message: 'The row is no longer in the project. Accepting asks what was written as a question about the map.',
  }))
}
