// A workbook of ours that comes back: what its readers changed, against what was exported and what the project says now (DESIGN §9.19).
import { createComparing } from './compare-cells.ts'
import { countItems, type ImportItem, type ImportPlan } from './import-plan.ts'
import { editAsQuestion, listAdded, listEdits, type NamedTable } from './own-edits.ts'
import { listAddedSheets, planComments } from './own-comments.ts'
import { planConfigRow, planNewConfig } from './own-config.ts'
import { planEntryRow, planNewEntry } from './own-lookups.ts'
import { createNewRows, planNewRow, type NewRows } from './own-new-rows.ts'
import { createNow, joinedTexts } from './own-now.ts'
import { splitAddress } from './own-addresses.ts'
import { createPlanning, findLine, type Planning } from './own-planning.ts'
import { planAddedTexts, planNewQuestion, planQuestionRow } from './own-questions.ts'
import { planRemoved } from './own-removed.ts'
import { planRow } from './own-rows.ts'
import { findOwnTables, type OwnRow } from './own-tables.ts'
import { settleCopies } from './own-copies.ts'
import { isOfProject, nameTable, tableOfAddress } from './own-names.ts'
import type { ProjectView } from './project-view.ts'
import type { Sheet, Spreadsheet } from './spreadsheet.ts'

/** Sheets that hold a table of ours, whatever was done to them since. */
export function listOwnSheets(spreadsheet: Spreadsheet): readonly Sheet[] {
  return spreadsheet.sheets.filter((sheet) => findOwnTables(sheet).length > 0)
}

export function planOwn(spreadsheet: Spreadsheet, view: ProjectView): ImportPlan {
  const { format, name } = spreadsheet
  const planning = createPlanning(view, name, createNow(view), createComparing(format !== 'xlsx'))
  const found = spreadsheet.sheets.flatMap(findOwnTables)
  if (found.length === 0) return planOf([], ['Nothing in this file comes from an export of this program.'])
  if (!isOfProject(view.project, found))
    return planOf(
      [],
      [
        `${name} was exported from another project: none of its rows are in this one, and nothing is taken over. Open the project it comes from and import it there.`,
      ],
    )
  const notes = new Set<string>(spreadsheet.warnings)
  const tables = found.flatMap((table) => {
    const named = nameTable(planning, table)
    if (named === undefined)
      notes.add(`A table of sheet “${table.sheet}” has lost its hidden cells, and nothing tells what it is. Nothing of it is taken over.`)
    else if (table.columns.size === 0)
      notes.add(`The hidden row of ids is gone from sheet “${table.sheet}”. Its columns are found by their titles: look twice at what they say.`)
    return named === undefined ? [] : [named]
  })
  const rows = createNewRows()
  const items = groupById(tables).flatMap((same) => [...same.flatMap((table) => planTable(planning, table, rows, notes)), ...planRemoved(planning, same)])
  for (const sheet of listAddedSheets(spreadsheet.sheets, new Set(found.map((table) => table.sheet))))
    notes.add(`The sheet “${sheet}” is none of ours. Nothing of it is taken over: import it as a file of its own.`)
  return planOf(settleCopies([...items, ...planComments(planning, spreadsheet.sheets, tables)]), [...notes])
}

function planOf(items: readonly ImportItem[], notes: readonly string[]): ImportPlan {
  return { items, counts: countItems(items), notes }
}

function groupById(tables: readonly NamedTable[]): NamedTable[][] {
  const groups = new Map<string, NamedTable[]>()
  for (const table of tables) groups.set(table.id, [...(groups.get(table.id) ?? []), table])
  return [...groups.values()]
}

function planTable(planning: Planning, table: NamedTable, rows: NewRows, notes: Set<string>): ImportItem[] {
  const copies = listCopies(planning, table)
  let unchanged = 0
  const items = table.rows.flatMap((row): ImportItem[] => {
    if (row.id === undefined) return row.bases === undefined && !isPlain(table, row) ? planNew(planning, table, row, rows) : []
    if (isOfOtherTable(planning, table, row.id)) {
      const { id: _, bases: __, ...pasted } = row
      return planNew(planning, table, pasted, rows)
    }
    if (!copies.has(row)) return planKnown(planning, table, row, row.id)
    const edits = listEdits(planning, table, row, row.id)
    if (edits.length === 0 && listAdded(table, row).length === 0) {
      unchanged += 1
      return []
    }
    return planCopy(planning, table, row, row.id, new Set(edits.map(({ column }) => column)), rows)
  })
  if (unchanged > 0)
    notes.add(`${unchanged === 1 ? 'A row stands' : `${unchanged} rows stand`} more than once in sheet “${table.sheet}”, unchanged. Each is taken once.`)
  return items
}

/** Cut out of one table and put into another: a line of that one now. What the project says of it stands elsewhere, so that no edit could be told from a conflict. */
function isOfOtherTable(planning: Planning, { id: table }: NamedTable, address: string): boolean {
  const own = tableOfAddress(planning, address)
  const [kind, part] = splitAddress(table)
  return own !== undefined && own !== table && !(kind === 'rows' && part === '' && own.startsWith('rows:'))
}

/** Each row is compared with its own map, also where the table does not say which one. */
function planMapRow(planning: Planning, table: NamedTable, row: OwnRow, id: string): ImportItem[] {
  const map = mapOf(planning, table, row)
  return planRow(planning, { ...table, now: () => planning.now.table(`rows:${map}`) }, map, row, id)
}

/** Of rows that stand there several times the one with the fewest edits is the row; the others are copies of it. */
function listCopies(planning: Planning, table: NamedTable): ReadonlySet<OwnRow> {
  const byId = new Map<string, OwnRow[]>()
  for (const row of table.rows) {
    if (row.id === undefined) continue
    const same = byId.get(row.id)
    if (same === undefined) byId.set(row.id, [row])
    else same.push(row)
  }
  const copies = new Set<OwnRow>()
  for (const [id, same] of byId) {
    if (same.length === 1) continue
    const counts = same.map((row) => listEdits(planning, table, row, id).length)
    const original = counts.indexOf(Math.min(...counts))
    same.forEach((row, at) => (at === original ? undefined : copies.add(row)))
  }
  return copies
}

function planKnown(planning: Planning, table: NamedTable, row: OwnRow, id: string): ImportItem[] {
  const [kind] = splitAddress(table.id)
  switch (kind) {
    case 'rows':
      return planMapRow(planning, table, row, id)
    case 'questions':
      return planQuestionRow(planning, table, row, id)
    case 'lookup':
      return planEntryRow(planning, table, row, id)
    case 'config':
      return planConfigRow(planning, table, row, id)
    default: {
      const items = listEdits(planning, table, row, id).map((edit) => editAsQuestion(planning, table, row, edit, id, 'This table does not come back.'))
      return [...items.filter((item) => item !== undefined), ...planAddedTexts(planning, table, row, id)]
    }
  }
}

function planNew(planning: Planning, table: NamedTable, row: OwnRow, rows: NewRows): ImportItem[] {
  const [kind] = splitAddress(table.id)
  switch (kind) {
    case 'rows':
      return planNewRow(planning, table, mapOf(planning, table, row), row, rows)
    case 'questions':
      return planNewQuestion(planning, table, row)
    case 'lookup':
      return planNewEntry(planning, table, row)
    case 'config':
      // Below the values stands what else is said of customers.
      return row.apart === true ? [] : planNewConfig(table, row)
    default:
      return planUnplaced(table, row)
  }
}

function planUnplaced(table: NamedTable, row: OwnRow): ImportItem[] {
  const theirs = joinedTexts(row.cells.filter((_, at) => !table.hidden.has(at)))
  if (theirs === '') return []
  return [
    {
      id: `${table.sheet}!${row.number}:`,
      kind: 'note-only',
      place: { sheet: table.sheet, row: row.number },
      title: 'New line',
      theirs,
      message: 'New lines of this table are not taken over. Add it in the project by hand.',
      writes: [],
      accepted: false,
    },
  ]
}

/** An edited copy of a row of ours is a new one. */
function planCopy(planning: Planning, table: NamedTable, row: OwnRow, id: string, edited: ReadonlySet<string>, rows: NewRows): ImportItem[] {
  if (splitAddress(table.id)[0] !== 'rows') return planNew(planning, table, row, rows)
  const map = mapOf(planning, table, row)
  const context = planning.mapContext(map)
  const line = context === undefined ? undefined : findLine(context, id)
  const isMoved = edited.has('destinationPath') || edited.has('destination')
  return planNewRow(planning, table, map, row, rows, line === undefined || isMoved ? undefined : { line, edited })
}

/** Rows of several maps may stand in one table. */
function mapOf(planning: Planning, table: NamedTable, row: OwnRow): string {
  const [, own] = splitAddress(table.id)
  const [kind, id] = splitAddress(row.id ?? '')
  const stored = kind === 'row' ? planning.rowOf(id)?.fieldMap : kind === 'field' || kind === 'more' ? id.slice(0, Math.max(0, id.indexOf(':'))) : undefined
  if (stored !== undefined && (own === '' || stored === own)) return stored
  if (own !== '') return own
  const name = (row.cells[table.columns.get('map') ?? -1] ?? '').trim()
  return planning.view.project.fieldMaps.find((map) => map.deleted !== true && (map.name === name || map.key === name))?.id ?? ''
}

/** A line that was exported without an id, or what is said in place of rows. */
function isPlain(table: NamedTable, row: OwnRow): boolean {
  const texts = joinedTexts(row.cells.filter((_, at) => !table.hidden.has(at)))
  if (texts === '') return true
  // Every line of a field map has an id, so that nothing has to be asked where there are some.
  if (splitAddress(table.id)[0] === 'rows' && table.rows.some(({ id }) => id !== undefined)) return false
  const now = table.now()
  return now === undefined ? table.mark?.rows.length === 0 && row.cells.filter((cell) => cell !== '').length === 1 : now.isPlain(texts)
}
