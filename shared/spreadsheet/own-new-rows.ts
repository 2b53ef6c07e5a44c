// Lines that somebody added to a field map's table: rows on the fields they name.
import type { Line } from '../mapping/line.ts'
import type { MapContext } from '../mapping/map-context.ts'
import type { CellWrite } from '../project/edits.ts'
import type { Row } from '../project/field-map.ts'
import { typedText } from './compare-cells.ts'
import type { ImportItem } from './import-plan.ts'
import { createMatcher, type FieldMatcher } from './match-fields.ts'
import { addLines, itemAt, listAdded, type CellEdit, type NamedTable } from './own-edits.ts'
import { mapAddress } from './own-addresses.ts'
import { ask, rowsAt, type Planning } from './own-planning.ts'
import { cellWrites, readRowCell, ROW_COLUMNS, type RowWork } from './own-row-cells.ts'
import { planQuestion, QUESTION_COLUMN } from './own-rows.ts'
import type { RowCells } from './read-cell.ts'
import type { OwnRow } from './own-tables.ts'
import { newRow, placeOfNew } from './row-writes.ts'

/** Rows made by this plan, so that several on one field follow one another. */
export type NewRows = { readonly match: (context: MapContext) => FieldMatcher; readonly made: Map<string, MapContext['rows']> }

export function createNewRows(): NewRows {
  const matchers = new WeakMap<MapContext, FieldMatcher>()
  return {
    made: new Map(),
    match(context) {
      const known = matchers.get(context) ?? createMatcher(context)
      matchers.set(context, known)
      return known
    },
  }
}

/** Which field it is about; the program's own columns only repeat what the schema says. */
const PLACE_COLUMNS = ['destinationPath', 'destination'] as const
const SKIPPED = new Set<string>(['row', ...PLACE_COLUMNS, ...ROW_COLUMNS, QUESTION_COLUMN])

/** `known`: the line, where it is a copy of a row of ours; only the cells in `edited` are then new. */
export function planNewRow(
  planning: Planning,
  table: NamedTable,
  map: string,
  row: OwnRow,
  rows: NewRows,
  known?: { readonly line: Line; readonly edited: ReadonlySet<string> },
): ImportItem[] {
  const context = planning.mapContext(map)
  const texts = new Map([...table.columns].map(([column, at]) => [column, typedText(row.cells[at] ?? '')]))
  const added = listAdded(table, row)
  const all = [...[...texts].flatMap(([column, text]) => (text === '' ? [] : [`${table.nameOf(column)}: ${text}`])), ...added]
  if (all.length === 0 || context === undefined || context.fieldMap.deleted === true) return []
  const found = known === undefined ? findTarget(context, texts, rows) : { line: known.line }
  if (found.line === undefined) return [asQuestion(planning, table, map, row, all, found.why)]
  const { line } = found
  const fresh = planning.view.fresh()
  const key = `${line.each?.id ?? ''}:${line.path}`
  const before = rows.made.get(key) ?? []
  const place = placeOfNew({ ...context, rows: [...rowsAt(context, line.each, line.path), ...before] }, line, fresh)
  const { row: present, ...bare } = line
  const cells = known === undefined || present === undefined ? {} : copiedCells(present)
  const start: Row = {
    id: fresh.id,
    fieldMap: map,
    destination: line.path,
    order: place.order,
    ...(line.each === undefined ? {} : { parent: line.each.id }),
    ...cells,
  }
  let work: RowWork = { line: { ...bare, kind: 'field', row: start }, id: fresh.id, made: [], cells }
  const left: string[] = []
  const keeps = (column: string) => known === undefined || known.edited.has(column)
  for (const column of ROW_COLUMNS) {
    const text = texts.get(column) ?? ''
    if (column === 'note' || !keeps(column) || (text === '' && known === undefined)) continue
    const read = readRowCell(context, work, column, text, undefined)
    if (read.result === 'taken' || read.result === 'unmatched') work = read.work
    else if (text !== '') left.push(`${table.nameOf(column)}: ${text}`)
  }
  for (const [column, text] of texts) {
    const isRepeated = text === '' || SKIPPED.has(column) || !keeps(column) || text === table.now()?.text(line.address, column)
    if (!isRepeated) left.push(`${table.nameOf(column)}: ${text}`)
  }
  const note = addLines(texts.get('note') ?? '', [...left, ...added])
  const noted = note === '' ? undefined : readRowCell(context, work, 'note', note, undefined)
  if (noted?.result === 'taken') work = noted.work
  else if (noted !== undefined) return [asQuestion(planning, table, map, row, all, 'Its texts are too long for a note.')]
  const made: CellWrite[] = newRow(line, fresh.id, place, context.fieldMap.id)
  rows.made.set(key, [...before, start])
  const item: ImportItem = {
    ...itemAt(table, row, undefined),
    kind: work.cells.unmatched === undefined ? 'added' : 'unmatched',
    at: `row:${fresh.id}`,
    title: `New row: ${line.path}`,
    theirs: all.join('\n'),
    message:
      (present === undefined ? 'Makes a row on this field.' : 'The field has a row. Accepting makes another one, as an alternative behind it.') +
      (work.cells.unmatched === undefined ? '' : ` “${work.cells.unmatched}” names no source field and is kept as text.`),
    writes: [...made, ...cellWrites(fresh.id, work.cells).filter(({ value }) => value !== undefined)],
    accepted: true,
  }
  const asks = texts.get(QUESTION_COLUMN) ?? ''
  const column: CellEdit = {
    column: QUESTION_COLUMN,
    title: table.nameOf(QUESTION_COLUMN),
    at: table.columns.get(QUESTION_COLUMN) ?? 0,
    theirs: asks,
    ours: undefined,
    base: undefined,
    isConflict: false,
  }
  const questions = asks === '' ? [] : planQuestion(planning, table, row, column, `row:${fresh.id}`, [item.id])
  return [item, ...questions.map((one) => ({ ...one, title: item.title }))]
}

/** What a copy of a row takes over besides what was typed into it: not its status, which was set for another row. */
function copiedCells({ transform, when, onMissing, onNull, scope, on, owner, useCases, outcome, unmatched }: Row): RowCells {
  return { transform, when, onMissing, onNull, scope, on, owner, useCases, outcome, unmatched }
}

function findTarget(
  context: MapContext,
  texts: ReadonlyMap<string, string>,
  rows: NewRows,
): { readonly line: Line } | { readonly line: undefined; readonly why: string } {
  const named = PLACE_COLUMNS.map((column) => texts.get(column) ?? '').find((text) => text !== '')
  if (named === undefined) return { line: undefined, why: 'It names no destination field.' }
  const targets = rows.match(context).findTargets(named.replace(/ \((?:part|case) \d+ of \d+\)$/, ''))
  const [first] = targets
  if (first === undefined) return { line: undefined, why: `“${named}” is no field of the destination.` }
  const places = new Set(targets.map(({ line }) => `${line.each?.id ?? ''}:${line.path}`))
  if (places.size > 1)
    return { line: undefined, why: `“${named}” may be several fields: ${[...new Set(targets.map(({ label }) => label))].slice(0, 5).join('; ')}.` }
  return { line: first.line }
}

function asQuestion(planning: Planning, table: NamedTable, map: string, row: OwnRow, all: readonly string[], why: string): ImportItem {
  const at = mapAddress(map)
  const text = `In ${planning.file} a row was added: ${all.join('\n')}`
  const isAsked = planning.isAsked(at, text)
  const asked = isAsked ? { writes: [] } : ask(planning, at, text)
  return {
    ...itemAt(table, row, undefined),
    kind: 'unmatched',
    at,
    title: 'New row',
    theirs: all.join('\n'),
    message: isAsked ? `${why} It is asked about the map already.` : `${why} Accepting asks about it at the map.`,
    writes: asked.writes,
    accepted: asked.writes.length > 0,
  }
}
