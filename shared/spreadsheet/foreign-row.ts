// One line of somebody else's mapping as a row of a field map: what is read, what stays in words, what lands in the note.
import { describeRow } from '../codegen/english.ts'
import type { Line } from '../mapping/line.ts'
import { isSameJson, objectWrites, type CellWrite } from '../project/edits.ts'
import type { Row } from '../project/field-map.ts'
import { placeAt } from '../project/order-keys.ts'
import { printNumber } from '../project/project.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { SourceRef } from '../transform/transform.ts'
import { cellsOfSide, keepFacts } from './foreign-facts.ts'
import { textOf, told, type ForeignCell, type ForeignLine } from './foreign-line.ts'
import type { ForeignPath } from './foreign-path.ts'
import { placeKey, type ForeignPlanning, type TargetMap } from './foreign-planning.ts'
import { findPlace, findSource, goInsideList } from './foreign-place.ts'
import { readRule } from './foreign-rule.ts'
import type { FilePlace, ImportItem } from './import-plan.ts'
import { tooLong } from './fitting-cells.ts'
import { isSheetCalled } from './guess-foreign.ts'
import { limits } from '../api/limits.ts'
import { readCell, type RowCells } from './read-cell.ts'
import { newRow } from './row-writes.ts'

/** What became of a line, for the report. `noted`: cells that have no place but the note. */
export type LineOutcome = { readonly matched: boolean; readonly prose: boolean; readonly noted: number }

/** `more`: words for the note that stand in no cell of the line. */
export function planRow(
  planning: ForeignPlanning,
  target: TargetMap,
  place: FilePlace,
  line: ForeignLine,
  destination: ForeignPath,
  more: readonly string[] = [],
): LineOutcome {
  const { context, matcher } = target
  const found = findPlace(target, destination)
  const paths = line.source ?? []
  const sources = paths.map((path) => ({ path, ref: findSource(target, path, found.line.each) }))
  const refs = sources.flatMap(({ ref }) => (ref === undefined ? [] : [ref]))
  const lost = textOf(line, 'source') !== '' && (line.source === undefined || refs.length < sources.length)
  const inside = found.matched ? goInsideList(planning, target, found.line, refs, place) : { line: found.line, refs, needs: [] }
  const table = findTable(planning, line)
  const rule = readRule({ context, matcher, line: inside.line }, inside.refs, lost, {
    rules: cellsOf(line, 'rule'),
    constants: cellsOf(line, 'constant'),
    conditions: cellsOf(line, 'condition'),
    ...(table === undefined ? {} : { table: table.id }),
  })
  const unmatched = lost && rule.transform?.kind !== 'constant' ? textOf(line, 'source') : undefined
  const cells: RowCells = {
    ...(rule.transform === undefined ? {} : { transform: rule.transform }),
    ...(rule.when === undefined ? {} : { when: rule.when }),
    ...(unmatched === undefined ? {} : { unmatched }),
  }
  const asked = readAsked(target, inside.line, line)
  const facts = keepBothFacts(planning, target, inside.line, found.matched, refs[0], line, place)
  const noted: ForeignCell[] = [
    ...line.cells.filter(({ meaning }) => meaning === 'unknown'),
    ...facts,
    ...asked.left,
    ...(rule.transform?.kind === 'lookup' ? [] : line.cells.filter(({ meaning }) => meaning === 'lookup')),
    ...line.cells.filter(({ meaning }) => meaning === 'group'),
    ...(lost && unmatched === undefined ? line.cells.filter(({ meaning }) => meaning === 'source') : []),
  ]
  const isWorded = (path: ForeignPath, matched: boolean) => !matched || path.predicates.length > 0 || /\[\d/.test(path.text)
  const note = [
    textOf(line, 'note'),
    ...told(noted),
    ...(isWorded(destination, found.matched) ? [`Destination in the file: ${destination.text}`] : []),
    ...sources.flatMap(({ path, ref }) => (ref !== undefined && isWorded(path, true) ? [`Source in the file: ${path.text}`] : [])),
    ...line.remarks,
    ...more,
  ].filter((text) => text !== '')
  const hasRule = Object.keys(cells).length > 0
  if (hasRule || note.length > 0 || Object.keys(asked.cells).length > 0)
    writeRow(planning, target, place, line, {
      line: inside.line,
      cells: { ...cells, ...asked.cells },
      note: note.join('\n'),
      needs: [...inside.needs, ...(table?.item === undefined || rule.transform?.kind !== 'lookup' ? [] : [table.item])],
      prose: rule.prose,
      matched: found.matched && !lost,
      candidates: found.candidates,
    })
  return { matched: found.matched && !lost && sources.length > 0, prose: rule.prose.length > 0, noted: noted.length + line.remarks.length }
}

function cellsOf({ cells }: ForeignLine, meaning: 'rule' | 'constant' | 'condition'): string[] {
  return cells.flatMap((cell) => (cell.meaning === meaning ? [cell.text] : []))
}

function findTable(planning: ForeignPlanning, line: ForeignLine): ForeignPlanning['tables'][number] | undefined {
  const name = textOf(line, 'lookup')
  return name === '' ? undefined : planning.tables.find((table) => table.name === name || isSheetCalled(table.name, name))
}

/** Owner and use cases, where the project knows them; a status is set by people who looked. */
function readAsked({ context }: TargetMap, at: Line, line: ForeignLine): { readonly cells: RowCells; readonly left: readonly ForeignCell[] } {
  let cells: RowCells = {}
  const left: ForeignCell[] = []
  for (const cell of line.cells) {
    if (cell.meaning === 'status') left.push(cell)
    if (cell.meaning !== 'owner' && cell.meaning !== 'useCases') continue
    const read = readCell(context, at, cell.meaning, cell.text)
    if (read.ok) cells = { ...cells, ...read.value }
    else left.push(cell)
  }
  return { cells, left }
}

/** Cells that could not be kept with the fields. */
function keepBothFacts(
  planning: ForeignPlanning,
  target: TargetMap,
  at: Line,
  matched: boolean,
  ref: SourceRef | undefined,
  line: ForeignLine,
  place: FilePlace,
): ForeignCell[] {
  const [ofSource, ofDestination] = [cellsOfSide(line, 'source'), cellsOfSide(line, 'destination')]
  const isSource = ref !== undefined && keepFacts(planning, target, { source: ref }, ofSource, place) === true
  const isDestination = matched && keepFacts(planning, target, { destination: at }, ofDestination, place) === true
  return [...(isSource ? [] : ofSource), ...(isDestination ? [] : ofDestination)]
}

type RowToWrite = {
  readonly line: Line
  readonly cells: RowCells
  readonly note: string
  readonly needs: readonly string[]
  readonly prose: readonly string[]
  readonly matched: boolean
  readonly candidates: readonly string[]
}

/** Onto the row that says the same, else onto one that says nothing yet, else as a conflict with the one that is there, else as a new row. */
function writeRow(planning: ForeignPlanning, target: TargetMap, place: FilePlace, line: ForeignLine, row: RowToWrite): void {
  const { context } = target
  const key = placeKey(row.line.each?.id, row.line.path)
  const here = target.rows.get(key) ?? []
  const free = here.filter(({ id }) => !target.used.has(id))
  const same = free.find((one) => hasSameRule(one, row.cells))
  const empty = free.find(({ transform, unmatched }) => transform === undefined && unmatched === undefined)
  const known = same ?? empty ?? free[0]
  const isConflict = known !== undefined && known !== same && known !== empty
  const { id, randomBit } = known === undefined ? planning.view.fresh() : { id: known.id, randomBit: () => false }
  const at = known === undefined ? placeAt(here, here.length, randomBit) : undefined
  const cells: Record<string, unknown> = { ...row.cells, ...noteCell(known, row.note) }
  const writes: CellWrite[] = [
    ...(at === undefined ? [] : newRow(row.line, id, at, context.fieldMap.id)),
    ...Object.entries(cells).flatMap(([cell, value]): CellWrite[] =>
      isSameJson(known?.[cell as keyof Row] as JsonValue | undefined, value as JsonValue | undefined)
        ? []
        : [{ home: 'rows', object: id, cell, value: value as JsonValue }],
    ),
  ]
  target.used.add(id)
  if (known === undefined)
    target.rows.set(key, [
      ...here,
      {
        id,
        fieldMap: context.fieldMap.id,
        destination: row.line.path,
        order: at?.order ?? '',
        ...(row.line.each === undefined ? {} : { parent: row.line.each.id }),
      },
    ])
  const item = planning.nextItem(place)
  const refusal = whyNot(row)
  if (writes.length > 0)
    planning.items.push({
      id: item,
      kind: isConflict ? 'conflict' : kindOf(row, known !== undefined),
      place,
      at: `row:${id}`,
      title: known === undefined ? `New row: ${row.line.path}` : `${printNumber('rows', known.number)} ${row.line.path}`,
      ...(known === undefined || known.transform === undefined ? {} : { ours: describeRow(context, known) }),
      theirs: told(line.cells).join('\n'),
      message: refusal ?? messageOf(row, known !== undefined, isConflict),
      writes: refusal === undefined ? writes : [],
      ...(row.needs.length === 0 ? {} : { needs: row.needs }),
      accepted: refusal === undefined && !isConflict,
    })
  planQuestions(planning, line, place, `row:${id}`, writes.length > 0 ? item : undefined)
}

function hasSameRule(row: Row, cells: RowCells): boolean {
  return (['transform', 'when', 'unmatched'] as const).every((cell) => isSameJson(row[cell] as JsonValue | undefined, cells[cell] as JsonValue | undefined))
}

/** What is there stays, and what it says already is not said again. */
function noteCell(known: Row | undefined, note: string): { readonly note?: string } {
  const present = known?.note ?? ''
  const lines = note.split('\n').filter((one) => one !== '' && !present.includes(one))
  return lines.length === 0 ? {} : { note: present === '' ? note : [present, ...lines].join('\n') }
}

function kindOf({ prose, matched }: RowToWrite, isKnown: boolean): ImportItem['kind'] {
  if (!matched) return 'unmatched'
  return prose.length > 0 ? 'prose-only' : isKnown ? 'changed' : 'added'
}

function whyNot({ note, cells }: RowToWrite): string | undefined {
  const texts = [note, cells.unmatched ?? '', cells.transform?.kind === 'hook' ? cells.transform.words : '']
  const long = texts.find((text) => text.length > limits.cellTextCharacters)
  return long === undefined ? undefined : `${tooLong(long)} Shorten it in the file and import it again.`
}

function messageOf({ candidates, prose, cells, line, matched }: RowToWrite, isKnown: boolean, isConflict: boolean): string {
  const sentences = [
    isConflict ? 'The row has another rule. Accepting takes the file’s.' : isKnown ? 'Fills the row.' : 'Makes a row on this field.',
    candidates.length > 0 ? `The path may be several fields: ${candidates.slice(0, 4).join('; ')}.` : '',
    !matched && candidates.length === 0 && line.field === undefined ? 'The destination has no such field; the row is shown as not in the schema.' : '',
    cells.unmatched === undefined ? '' : `“${cells.unmatched.replaceAll('\n', ', ')}” names no source field and is kept as text.`,
    prose.length === 0 ? '' : 'The rule is in words: somebody has to write it, and the words are kept on the row.',
  ]
  return sentences.filter((text) => text !== '').join(' ')
}

function planQuestions(planning: ForeignPlanning, line: ForeignLine, place: FilePlace, at: string, item: string | undefined): void {
  const { view } = planning
  for (const { meaning, text, title } of line.cells) {
    if (meaning !== 'question' || view.project.questions.some((one) => one.deleted !== true && one.at === at && one.text === text)) continue
    const { order, rekeyed } = planning.orderOfNew('questions', view.project.questions)
    const question = { id: view.fresh().id, at, text, status: 'open' as const, askedBy: view.by, askedAt: view.now, order }
    planning.items.push({
      id: planning.nextItem(place),
      kind: 'added',
      place,
      at,
      title: 'New question',
      cell: title,
      theirs: text,
      message: 'Asks this at the row.',
      writes: [...rekeyed, ...objectWrites('questions', question)],
      ...(item === undefined ? {} : { needs: [item] }),
      accepted: true,
    })
  }
}
