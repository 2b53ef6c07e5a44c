// From what somebody wrote into a cell of a field map's row to what is written: the only place that knows which of its columns come back, and how.
import { printSources } from '../document/map-lines.ts'
import type { Line } from '../mapping/line.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { isOpen } from '../mapping/question-lines.ts'
import type { CellWrite } from '../project/edits.ts'
import type { Row } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'
import { addressesOfRow } from '../review/questions.ts'
import { rowFingerprint, statusWords, whyNotStatus } from '../review/row-status.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { parseFormula } from '../transform/formula/parse.ts'
import { readCell, type RowCells } from './read-cell.ts'

/** In the order in which they are read: a formula says more than a source, and a status is about all that was read before it. */
export const ROW_COLUMNS = ['source', 'formula', 'scope', 'useCases', 'owner', 'note', 'status'] as const
type RowColumn = (typeof ROW_COLUMNS)[number]

export function isRowColumn(column: string): column is RowColumn {
  return ROW_COLUMNS.some((one) => one === column)
}

/** A line with what was read for it so far; `made`: the cells that make a row of it, where it has none yet. */
export type RowWork = { readonly line: Line; readonly id: string; readonly made: readonly CellWrite[]; readonly cells: RowCells }

/**
 * `taken`: written as it was meant. `unmatched`: kept as text, because it names no field. `kept`: it cannot be read and is asked as a question. `barred`: it is a person's to do in the program.
 * `takesAway`: a rule goes that the file does not say anew: somebody has to mean it.
 * `message`: what accepting does, or why it cannot be.
 */
type RowRead =
  | {
      readonly result: 'taken' | 'unmatched'
      readonly message: string
      readonly writes: readonly CellWrite[]
      readonly work: RowWork
      readonly takesAway?: true
    }
  | { readonly result: 'kept'; readonly message: string }
  | { readonly result: 'barred'; readonly message: string }

export function readRowCell(context: MapContext, work: RowWork, column: RowColumn, text: string, ours: string | undefined): RowRead {
  if (column === 'source' && (text.includes('\n') || ours?.includes('\n') === true))
    return { result: 'kept', message: 'A rule with several sources is changed in its form.' }
  if (column === 'status') return readStatus(context.project, work, context, text)
  const read = readCell(context, work.line, column === 'formula' ? 'transform' : column, column === 'formula' ? asFormula(text) : text)
  if (!read.ok) return { result: 'kept', message: read.error.message }
  const next = withCells(context, work, read.value)
  if (column === 'source' && text !== '' && isSaidElsewhere(work, next))
    return { result: 'kept', message: 'The rule itself says which fields it takes: change the formula.' }
  const isUnmatched = column === 'source' && read.value.unmatched !== undefined
  return {
    result: isUnmatched ? 'unmatched' : 'taken',
    message: isUnmatched
      ? `“${text}” names no source field. Accepting keeps it on the row as text, until somebody settles it.`
      : `${wordsOf(column, text)}${takesAway(work, next) ? ' What the rule did besides is gone then.' : ''}`,
    writes: [...work.made, ...cellWrites(work.id, read.value)],
    work: next,
    ...(takesAway(work, next) ? { takesAway: true } : {}),
  }
}

/** A formula names its fields itself: nothing came of the new one. */
function isSaidElsewhere({ line }: RowWork, next: RowWork): boolean {
  const before = line.row?.transform
  const isUnread = line.row?.unmatched !== undefined || next.line.row?.unmatched !== undefined
  return (before?.kind === 'formula' || before?.kind === 'when') && next.line.row?.transform === before && !isUnread
}

/** What the column of sources says once all was read. */
export function sourceTexts(context: MapContext, { line }: RowWork): string {
  return line.row === undefined ? '' : printSources(context, line.row)
}

/** A cell emptied, or a new source in place of a rule that did more than pass one on. */
function takesAway({ line }: RowWork, next: RowWork): boolean {
  const [before, after] = [line.row?.transform, next.line.row?.transform]
  if (before === undefined) return false
  if (after === undefined) return true
  return after.kind === 'copy' && before.kind !== 'copy' && before.kind !== 'notMapped' && before.kind !== 'constant'
}

/** People leave the `=` out where it is plain that they mean a formula. */
function asFormula(text: string): string {
  const isWritten = text === '' || /^\s*[="“]/.test(text)
  return !isWritten && /[()&+*/?:<>$[\]{}]/.test(text) && parseFormula(text).ok ? `=${text}` : text
}

function readStatus(project: Project, work: RowWork, context: MapContext, text: string): RowRead {
  const read = readCell(context, work.line, 'status', text === '' ? statusWords.draft : text)
  const status = read.ok ? read.value.status : undefined
  if (!read.ok) return /^(?:tested|question|changed)/i.test(text) ? barred(read.error.message) : { result: 'kept', message: read.error.message }
  if (status === 'approved' || status === 'built')
    return barred(`${statusWords[status]} is said by a person in the program, with name and time: set it on the row.`)
  if (status !== 'ready' && status !== 'draft') return { result: 'kept', message: 'A status is Draft or Ready here.' }
  const why = whyNotStatus(status, { errors: [], openQuestions: countOpen(project, work.line.row) })
  if (why !== undefined) return barred(`The row cannot be ready yet. ${why}`)
  const cells: RowCells = status === 'draft' ? { status: undefined, statusHash: undefined } : { status, statusHash: rowFingerprint(rowOf(context, work)) }
  return {
    result: 'taken',
    message: `The row becomes ${status}.`,
    writes: [...work.made, ...cellWrites(work.id, cells)],
    work: withCells(context, work, cells),
  }
}

function barred(message: string): RowRead {
  return { result: 'barred', message }
}

function countOpen({ questions }: Project, row: Row | undefined): number {
  const addresses = row === undefined ? [] : addressesOfRow(row)
  return questions.filter((question) => question.deleted !== true && isOpen(question) && addresses.includes(question.at)).length
}

function wordsOf(column: Exclude<RowColumn, 'status'>, text: string): string {
  const isCleared = text === ''
  switch (column) {
    case 'source':
      return isCleared ? 'The row is undecided again.' : 'The row takes this source.'
    case 'formula':
      return isCleared ? 'The row is undecided again.' : 'The row’s rule becomes this.'
    case 'scope':
      return 'The row’s scope becomes this.'
    case 'useCases':
      return isCleared ? 'The row serves the use cases of its map again.' : 'The row serves these use cases.'
    case 'owner':
      return isCleared ? 'Nobody owns the row any more.' : 'The row belongs to this person.'
    case 'note':
      return isCleared ? 'The note is emptied.' : 'The note becomes this.'
  }
}

export function cellWrites(row: string, cells: RowCells): CellWrite[] {
  return Object.entries(cells).map(([cell, value]) => ({ home: 'rows', object: row, cell, value: value as JsonValue | undefined }))
}

function withCells(context: MapContext, work: RowWork, cells: RowCells): RowWork {
  const all = { ...work.cells, ...cells }
  const row = { ...rowOf(context, work), ...cells }
  return { ...work, cells: all, line: { ...work.line, row, kind: row.transform?.kind === 'each' ? 'each' : 'field' } }
}

function rowOf({ fieldMap }: MapContext, { line, id }: RowWork): Row {
  return line.row ?? { id, fieldMap: fieldMap.id, destination: line.path, order: '', ...(line.each === undefined ? {} : { parent: line.each.id }) }
}
