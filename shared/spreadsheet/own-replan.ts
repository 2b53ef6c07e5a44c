// What accepting an item writes once a reviewer has changed its text: the same reading as of the file. Not the place of anything else.
import { createComparing } from './compare-cells.ts'
import type { ImportItem } from './import-plan.ts'
import { profileWrites } from './own-config.ts'
import { entryWrites } from './own-lookups.ts'
import { createNow } from './own-now.ts'
import { splitAddress } from './own-addresses.ts'
import { createPlanning, findLine, type Planning } from './own-planning.ts'
import { questionWrites } from './own-questions.ts'
import { isRowColumn, readRowCell } from './own-row-cells.ts'
import { newRow, placeOfNew } from './row-writes.ts'
import type { CellWrite } from '../project/edits.ts'
import { settleText } from '../document/returned-table.ts'
import type { ProjectView } from './project-view.ts'

type Replanned = Pick<ImportItem, 'message' | 'writes'>

/** The item with `text` in place of what the file says. Without writes where the text cannot be taken; the message says why. */
export function replanItem(view: ProjectView, item: ImportItem, text: string): ImportItem {
  const typed = settleText(text)
  const planning = createPlanning(view, '', createNow(view), createComparing(false))
  const read = readAgain(planning, item, typed) ?? replaceText(item, typed)
  return read === undefined ? item : { ...item, theirs: typed, ...read, accepted: read.writes.length > 0 }
}

function readAgain(planning: Planning, item: ImportItem, text: string): Replanned | undefined {
  const { at, column } = item
  if (at === undefined || column === undefined) return undefined
  const [kind, id] = splitAddress(at)
  const { project } = planning.view
  if ((kind === 'row' || kind === 'field') && isRowColumn(column)) {
    const map = kind === 'row' ? planning.rowOf(id)?.fieldMap : project.fieldMaps.find((one) => id.startsWith(`${one.id}:`))?.id
    const context = map === undefined ? undefined : planning.mapContext(map)
    const line = context === undefined ? undefined : findLine(context, at)
    if (context === undefined || line === undefined) return undefined
    const work = { line, ...(line.row === undefined ? madeBefore(planning, item, at) : { id: line.row.id, made: [] }), cells: {} }
    const read = readRowCell(context, work, column, text, item.ours)
    return { message: read.message, writes: 'writes' in read ? read.writes : [] }
  }
  if (kind === 'question') {
    const question = project.questions.find((one) => one.id === id)
    return question === undefined || (column !== 'answer' && column !== 'text') ? undefined : questionWrites(planning, question, column, text)
  }
  if (kind === 'entry') {
    const entry = project.lookupEntries.find((one) => one.id === id)
    const table = project.lookupTables.find((one) => one.id === entry?.table)
    const written = entry === undefined || table === undefined ? undefined : entryWrites(table, entry, column, text)
    return written && (written.ok ? { message: 'The entry becomes this.', writes: written.value } : { message: written.error, writes: [] })
  }
  const config = kind === 'config' && column.startsWith('profile:') ? project.configValues.find((one) => one.id === id) : undefined
  if (config === undefined || config.type === 'secret') return undefined
  const written = profileWrites(planning, config, column.slice('profile:'.length), text)
  return written.ok ? { message: 'The customer’s value becomes this.', writes: written.value } : { message: written.error, writes: [] }
}

const PLACE_CELLS = new Set(['fieldMap', 'destination', 'parent', 'order'])

/** Of a field without a row: the row that the plan would make, so that all items of the field make the same one. */
function madeBefore(planning: Planning, item: ImportItem, at: string): { readonly id: string; readonly made: readonly CellWrite[] } {
  const before = item.writes.find(({ home, cell }) => home === 'rows' && cell === 'destination')
  if (before !== undefined) return { id: before.object, made: item.writes.filter(({ home, cell }) => home === 'rows' && PLACE_CELLS.has(cell)) }
  const map = splitAddress(at)[1].split(':')[0] ?? ''
  const context = planning.mapContext(map)
  const line = context === undefined ? undefined : findLine(context, at)
  const fresh = planning.view.fresh()
  return { id: fresh.id, made: context === undefined || line === undefined ? [] : newRow(line, fresh.id, placeOfNew(context, line, fresh), map) }
}

/** Of a question or a note: only what the file says is replaced. Undefined: the text stands in no cell by itself. */
function replaceText(item: ImportItem, text: string): Replanned | undefined {
  if (item.theirs === '' || text === '') return undefined
  const at = item.writes.findIndex(({ value }) => typeof value === 'string' && value.includes(item.theirs))
  const found = item.writes[at]
  if (found === undefined || typeof found.value !== 'string') return undefined
  const start = found.value.lastIndexOf(item.theirs)
  const value = found.value.slice(0, start) + text + found.value.slice(start + item.theirs.length)
  return { message: item.message, writes: item.writes.map((write, index) => (index === at ? { ...write, value } : write)) }
}
