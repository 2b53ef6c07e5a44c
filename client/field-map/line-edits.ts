// From what a person typed, pasted or dropped on a line to the cells that are written. Pure: ids and orders are arguments.
import { limits } from '../../shared/api/limits.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import { ROW_STATUSES, type Row } from '../../shared/project/field-map.ts'
import { placeAt } from '../../shared/project/order-keys.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { JsonScalar, JsonValue } from '../../shared/schema/json-value.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { findSourceField } from '../../shared/mapping/item-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listValueSources } from '../../shared/mapping/row-sources.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import { whyNotStatus } from '../../shared/review/row-status.ts'
import { parseSource } from '../../shared/mapping/source-text.ts'
import type { SourceRef, Transform } from '../../shared/transform/transform.ts'
import { statusWords } from '../grid/cell-words.ts'
import type { ColumnId } from '../grid/columns.ts'
import { listRowFixes } from '../../shared/review/quick-fixes.ts'
import { withFix } from '../panels/formula-findings.ts'
import { tooLong, whyNotFit } from './fitting-cells.ts'
import { findTwin, mergeRows } from './merge-rows.ts'

/** For a row that is stored now for the first time. */
export type Fresh = { readonly id: string; readonly randomBit: () => boolean }

/** Cells of a row to set; undefined clears. */
export type RowCells = { readonly [Cell in Exclude<keyof Row, 'id' | 'number' | 'fieldMap' | 'order'>]?: Row[Cell] | undefined }

/** One step of undo. */
export type MapEdit = { readonly label: string; readonly writes: readonly CellWrite[] }
export type LineEdit = MapEdit & { readonly row: string }

/** `message` says what to type instead; nothing is written. */
export type Refused = { readonly message: string }

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

/** Behind the rows that fill the same field. */
function placeOfNew(context: MapContext, line: Line, fresh: Fresh): NewPlace {
  const alternatives = context.rows.filter((row) => row.destination === line.path && row.parent === line.each?.id)
  return placeAt(alternatives, alternatives.length, fresh.randomBit)
}

export type NewPlace = ReturnType<typeof placeAt>

/** The cells without which a row is none. */
export function newRow(line: Line, id: string, { order, rekeyed }: NewPlace, fieldMap: string): CellWrite[] {
  const cells: Record<string, JsonValue> = {
    fieldMap,
    destination: line.path,
    order,
    ...(line.each === undefined ? {} : { parent: line.each.id }),
  }
  return [
    ...Object.entries(cells).map(([cell, value]): CellWrite => ({ home: 'rows', object: id, cell, value })),
    ...rekeyed.map((row): CellWrite => ({ home: 'rows', object: row.id, cell: 'order', value: row.order })),
  ]
}

/** What typing `text` into a cell does. An empty text clears the cell. */
export function cellEdit(context: MapContext, line: Line, column: ColumnId, text: string, fresh: Fresh): Result<LineEdit, Refused> {
  const cells = readCell(context, line, column, text)
  return cells.ok ? ok(rowEdit(context, line, cells.value, fresh, `Change ${labels[column] ?? column}`)) : cells
}

/** `tested` comes with a run, never by hand. */
export const SET_BY_HAND = ROW_STATUSES.filter((status) => status !== 'tested')

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

/** The cells of the row that a text in a column stands for. */
export function readCell(context: MapContext, line: Line, column: ColumnId, typed: string): Result<RowCells, Refused> {
  const text = typed.trim()
  // Of a word of a list too, before it is said again in the answer; a constant is longer as it is typed than as it is stored.
  const isLong = column !== 'transform' && text.length > limits.cellTextCharacters
  const read = isLong ? refuse(tooLong(text)) : readTyped(context, line, column, text)
  const why = read.ok ? whyNotFit(read.value) : undefined
  return why === undefined ? read : refuse(why)
}

function readTyped(context: MapContext, line: Line, column: ColumnId, text: string): Result<RowCells, Refused> {
  switch (column) {
    case 'source':
      return ok(readSource(context, line, text))
    case 'transform':
      return readTransform(context, line, text)
    case 'when':
      return text === '' ? ok({ when: undefined }) : refuse('A condition is written in the row’s form. Press F2 to open it.')
    case 'status': {
      if (text === '') return ok({ status: undefined })
      const status = ROW_STATUSES.find((candidate) => statusWords[candidate].toLowerCase() === text.toLowerCase())
      if (status === 'tested') return refuse(whyNotStatus(status, { errors: [], openQuestions: 0 }) ?? '')
      return status === undefined ? refuse(`"${text}" is not a status. Choose ${listWords(SET_BY_HAND.map((one) => statusWords[one]))}.`) : ok({ status })
    }
    case 'useCases':
      return readUseCases(context, text)
    case 'scope': {
      const scope = text === '' || /^global$/i.test(text) ? undefined : /^per[ -]customer$/i.test(text) ? ('per-customer' as const) : null
      return scope === null ? refuse(`"${text}" is not a scope. Choose Global or Per customer.`) : ok({ scope })
    }
    case 'owner': {
      const owner = context.project.people.find((person) => person.deleted !== true && person.name.toLowerCase() === text.toLowerCase())
      if (text === '') return ok({ owner: undefined })
      return owner === undefined ? refuse(`Nobody called "${text}" is among the project’s people. Choose a name from the list.`) : ok({ owner: owner.id })
    }
    case 'outcome': {
      const outcome = context.project.useCaseItems.find((item) => item.deleted !== true && item.part === 'outcome' && item.text === text)
      if (text === '') return ok({ outcome: undefined })
      return outcome === undefined ? refuse('Choose one of the outcomes of the use cases from the list.') : ok({ outcome: outcome.id })
    }
    case 'note':
      return ok({ note: text === '' ? undefined : text })
    default:
      return refuse('This cell cannot be edited.')
  }
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

/** Text that is no source field stays on the row word for word, with a problem, until somebody settles it. */
function readSource(context: MapContext, line: Line, text: string): RowCells {
  // A constant has no source that could be taken away.
  if (text === '')
    return { ...(line.row === undefined || listValueSources(context, line.row).length > 0 ? { transform: undefined } : {}), unmatched: undefined }
  const source = parseSource(context, text, line.each)
  return source.ok ? sourceCells(context, line, source.value) : { unmatched: text }
}

/** The field becomes the source of the row's present transform, or is copied. */
export function sourceCells(context: MapContext, line: Line, ref: SourceRef): RowCells {
  return { transform: withSource(context, line, ref), unmatched: undefined }
}

function withSource(context: MapContext, line: Line, ref: SourceRef): Transform {
  const transform = line.row?.transform
  const isList = findSourceField(context, ref, line.each)?.facts.types.includes('list') === true
  if (isList && line.field?.facts.types.includes('list') === true && line.field.expandable)
    return transform?.kind === 'each' ? { ...transform, list: ref } : { kind: 'each', list: ref }
  return replaceSource(transform, ref)
}

/** Of kinds with one source; what names several fields stays as it is. */
export function replaceSource(transform: Transform | undefined, ref: SourceRef): Transform {
  switch (transform?.kind) {
    case 'lookup':
    case 'convert':
    case 'number':
    case 'date':
    case 'text':
    case 'list':
      return { ...transform, from: ref }
    case 'join':
      return { ...transform, equals: ref }
    case 'template': {
      const at = transform.parts.findIndex((part) => typeof part !== 'string' && (part.of === 'item' || part.of === 'input'))
      return { ...transform, parts: at < 0 ? [...transform.parts, ref] : transform.parts.map((part, index) => (index === at ? ref : part)) }
    }
    case 'hook':
      return { ...transform, uses: [ref, ...transform.uses.slice(1)] }
    case 'when':
    case 'formula':
      // Its fields stand in several places: a name in the cell cannot say which, so the row's form asks.
      return transform
    default:
      return { kind: 'copy', from: ref }
  }
}

/**
 * `="text"` or a quoted text, `=12.5`, `=true`: a constant. `=` and anything else: a formula, also a wrong one, which is flagged.
 * A source field's name: a copy. All other kinds have their form.
 */
function readTransform(context: MapContext, line: Line, text: string): Result<RowCells, Refused> {
  if (text === '') return ok({ transform: undefined })
  const constant = readConstant(text)
  if (constant !== undefined) return ok({ transform: { kind: 'constant', value: constant }, unmatched: undefined })
  const formula = readFormula(text)
  if (formula !== undefined) return ok({ transform: { kind: 'formula', text: formula }, unmatched: undefined })
  const source = parseSource(context, text, line.each)
  if (source.ok) return ok(sourceCells(context, line, source.value))
  return refuse(
    'Type a text in quotes for a constant ("EUR"), = and a number or a formula (=12.5, =total / quantity), or the name of a source field. Press Esc and then F2 for all kinds of transform.',
  )
}

/** What stands behind the `=`. Undefined: it is a constant, or begins otherwise. */
export function readFormula(text: string): string | undefined {
  const formula = /^\s*=(.*)$/s.exec(text)?.[1]?.trim()
  return formula === undefined || formula === '' || readConstant(text.trim()) !== undefined ? undefined : formula
}

/** Undefined: not a constant. */
export function readConstant(text: string): JsonScalar | undefined {
  const quoted = /^=?\s*"((?:[^"]|"")*)"$/s.exec(text) ?? /^=?\s*“([^”]*)”$/s.exec(text)
  if (quoted !== null) return (quoted[1] ?? '').replaceAll('""', '"')
  const value = /^=\s*(.*)$/s.exec(text)?.[1]?.trim()
  if (value === undefined) return undefined
  if (/^-?\d+(?:\.\d+)?$/.test(value) && Number.isFinite(Number(value))) return Number(value)
  return ({ true: true, false: false, null: null } as Record<string, JsonScalar | undefined>)[value]
}

function readUseCases(context: MapContext, text: string): Result<RowCells, Refused> {
  if (text === '') return ok({ useCases: undefined })
  const known = context.project.useCases.filter((useCase) => useCase.deleted !== true)
  const ids: string[] = []
  for (const word of text.split(/[\s,;]+/).filter((part) => part !== '')) {
    const number = Number(/^(?:uc-?)?(\d+)$/i.exec(word)?.[1])
    const found = known.find((useCase) => useCase.number === number)
    if (found === undefined)
      return refuse(
        `There is no use case "${word}". ${
          known.length === 0
            ? 'The project has none yet.'
            : `Write numbers like ${known
                .slice(0, 3)
                .map((useCase) => printNumber('useCases', useCase.number))
                .join(', ')}.`
        }`,
      )
    if (!ids.includes(found.id)) ids.push(found.id)
  }
  return ok({ useCases: ids })
}

/** What an editor starts with: the text that `cellEdit` reads back to the same cells. */
export function startText(line: Line, column: ColumnId, shown: string): string {
  if (column === 'note') return line.row?.note ?? ''
  if (column === 'transform') return line.row?.transform?.kind === 'formula' ? `=${line.row.transform.text}` : ''
  if (column === 'useCases') return line.row?.useCases === undefined ? '' : shown
  return shown
}

function refuse(message: string): { readonly ok: false; readonly error: Refused } {
  return fail({ message })
}

function listWords(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
