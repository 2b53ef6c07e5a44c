// Somebody else's spreadsheet as rows, lookup tables, descriptions and notes of a project: nothing of it is dropped.
import { limits } from '../api/limits.ts'
import type { CellWrite } from '../project/edits.ts'
import { objectWrites } from '../project/edits.ts'
import type { ForeignChoice, SheetReport } from './foreign-choice.ts'
import { planCodes } from './foreign-codes.ts'
import { cellsOfSide, keepFacts, planFacts } from './foreign-facts.ts'
import { expandGroup, planGroupMap } from './foreign-groups.ts'
import { listForeignLines, textOf, told, type ForeignLine } from './foreign-line.ts'
import { findSource, makeLists } from './foreign-place.ts'
import { createLossCounter } from './foreign-lost.ts'
import { createForeignPlanning, type ForeignPlanning, type GroupSheet, type TargetMap } from './foreign-planning.ts'
import { planRow } from './foreign-row.ts'
import { countItems, type FilePlace, type ImportPlan } from './import-plan.ts'
import { mapAddress } from './own-addresses.ts'
import type { ProjectView } from './project-view.ts'
import type { Spreadsheet } from './spreadsheet.ts'

export type ForeignPlan = ImportPlan & { readonly reports: readonly SheetReport[] }

type Counts = { rows: number; withBoth: number; parsed: number; matched: number; proseOnly: number; noteOnly: number }

/** Sheets without a field map to go to are reported and give no items. */
export function planForeign(spreadsheet: Spreadsheet, choice: ForeignChoice, view: ProjectView): ForeignPlan {
  const chosen = spreadsheet.sheets.flatMap((sheet): GroupSheet[] => {
    const of = choice.sheets.find((one) => one.sheet === sheet.name)
    return of === undefined || of.use === 'skip' ? [] : [{ sheet, choice: of }]
  })
  const planning = createForeignPlanning(
    view,
    spreadsheet.name,
    chosen.filter((one) => one.choice.use === 'group'),
  )
  const counted = new Map<string, Counts>()
  // Tables first: rows name them.
  for (const use of ['codes', 'group', 'rows'] as const)
    for (const one of chosen.filter((each) => each.choice.use === use)) counted.set(one.sheet.name, planSheet(planning, one, chosen))
  planFacts(planning)
  planMapNotes(planning)
  const countLost = createLossCounter(
    view.project,
    planning.items.flatMap(({ writes }) => writes),
  )
  return {
    items: planning.items,
    counts: countItems(planning.items),
    notes: [...spreadsheet.warnings, ...listWithoutMap(chosen, planning)],
    reports: chosen.map((one) =>
      reportOf(one, counted.get(one.sheet.name), countLost(one, one.choice.map === undefined ? undefined : planning.targetOf(one.choice.map))),
    ),
  }
}

function planSheet(planning: ForeignPlanning, one: GroupSheet, chosen: readonly GroupSheet[]): Counts {
  const counts: Counts = { rows: 0, withBoth: 0, parsed: 0, matched: 0, proseOnly: 0, noteOnly: 0 }
  if (one.choice.use === 'codes') {
    const { rows, noted } = planCodes(planning, one)
    return { ...counts, rows, noteOnly: noted }
  }
  const target = one.choice.use === 'group' ? planGroupMap(planning, one) : one.choice.map === undefined ? undefined : planning.targetOf(one.choice.map)
  const { lines, titles } = listForeignLines(one.sheet, one.choice)
  for (const line of lines) countPaths(line, counts)
  if (target === undefined) return one.choice.use === 'group' ? { ...counts, noteOnly: noteGroup(planning, one, lines, chosen) } : counts
  const { id } = target.context.fieldMap
  const first = { sheet: one.sheet.name, row: one.choice.headerRows[0] ?? 1 }
  for (const title of titles) noteOfMap(planning, id, first, title)
  for (const line of lines) makeLists(planning, target, line, { sheet: one.sheet.name, row: line.row })
  for (const line of lines) planLine(planning, target, { sheet: one.sheet.name, row: line.row }, line, counts)
  return counts
}

/** A type map of types that no schema has as objects: what it says is kept with the first map whose rows may refer to it. */
function noteGroup(planning: ForeignPlanning, { sheet }: GroupSheet, lines: readonly ForeignLine[], chosen: readonly GroupSheet[]): number {
  const map = chosen.find(({ choice }) => choice.use === 'rows' && choice.map !== undefined)?.choice.map
  if (map === undefined) return 0
  for (const line of lines)
    if (line.cells.length > 0) noteOfMap(planning, map, { sheet: sheet.name, row: line.row }, [...told(line.cells), ...line.remarks].join('; '))
  return lines.reduce((sum, line) => sum + line.cells.length + line.remarks.length, 0)
}

function countPaths(line: ForeignLine, counts: Counts): void {
  if (line.cells.length === 0) return
  counts.rows += 1
  if (textOf(line, 'source') === '' || textOf(line, 'destination') === '') return
  counts.withBoth += 1
  if (line.source !== undefined && line.destination !== undefined) counts.parsed += 1
}

function planLine(planning: ForeignPlanning, target: TargetMap, place: FilePlace, line: ForeignLine, counts: Counts): void {
  if (line.cells.length === 0 && line.remarks.length === 0) return
  if (line.destination === undefined) return void (counts.noteOnly += planWithoutDestination(planning, target, place, line))
  let isMatched = true
  let isProse = false
  for (const [at, destination] of line.destination.entries()) {
    const outcome = planRow(planning, target, place, line, destination)
    isMatched &&= outcome.matched
    isProse ||= outcome.prose
    if (at === 0) counts.noteOnly += outcome.noted
    expandGroup(planning, target, place, line, destination)
  }
  if (isMatched && line.source !== undefined) counts.matched += 1
  if (isProse) counts.proseOnly += 1
}

/** A source field that nothing is made of: left out where somebody said why; what is known of it goes to the field. Gives how many cells are left for the map's note. */
function planWithoutDestination(planning: ForeignPlanning, target: TargetMap, place: FilePlace, line: ForeignLine): number {
  const { context } = target
  const [path, ...others] = line.source ?? []
  const ref = path === undefined || others.length > 0 || textOf(line, 'destination') !== '' ? undefined : findSource(target, path, undefined)
  if (ref === undefined || ref.of !== 'input' || path === undefined) {
    noteOfMap(planning, context.fieldMap.id, place, [...told(line.cells), ...line.remarks].join('; '))
    return line.cells.length + line.remarks.length
  }
  const facts = cellsOfSide(line, 'source')
  const isKept = keepFacts(planning, target, { source: ref }, facts, place) === true
  const others2 = line.cells.filter((cell) => cell.meaning !== 'source' && (!isKept || !facts.includes(cell)))
  const reason = [...told(others2), ...line.remarks].join('\n')
  if (reason === '') return 0
  const { project } = planning.view
  const known = project.sourceDecisions.find(
    (one) => one.deleted !== true && one.fieldMap === context.fieldMap.id && one.input === ref.input && one.path === ref.path,
  )
  if (known?.reason === reason) return 0
  if (known !== undefined || reason.length > limits.cellTextCharacters) {
    noteOfMap(planning, context.fieldMap.id, place, `${path.text}: ${reason}`)
    return others2.length
  }
  planning.items.push({
    id: planning.nextItem(place),
    kind: 'added',
    place,
    title: `Source field ${ref.path}`,
    theirs: reason,
    message: 'The file makes nothing of this field. Accepting leaves it out, with these words as the reason.',
    writes: objectWrites('sourceDecisions', { id: planning.view.fresh().id, fieldMap: context.fieldMap.id, input: ref.input, path: ref.path, reason }),
    accepted: true,
  })
  return 0
}

function noteOfMap(planning: ForeignPlanning, map: string, place: FilePlace, line: string): void {
  const known = planning.mapNotes.get(map)
  if (known === undefined) planning.mapNotes.set(map, [{ place, line }])
  else known.push({ place, line })
}

/** One item for each map; what its note has no room for is asked about, in as many questions as it takes. */
function planMapNotes(planning: ForeignPlanning): void {
  for (const [map, lines] of planning.mapNotes) {
    const note = planning.view.project.fieldMaps.find(({ id }) => id === map)?.note ?? ''
    const fresh = lines.filter(({ line }) => !note.includes(line))
    const [first] = fresh
    if (first === undefined) continue
    const texts = fresh.map(({ place, line }) => `${place.sheet}, row ${place.row}: ${line}`)
    const head = note === '' ? `From ${planning.file}:` : `${note}\n\nFrom ${planning.file}:`
    const { kept, rest } = fill(head, texts)
    const writes: CellWrite[] = [{ home: 'fieldMaps', object: map, cell: 'note', value: kept }, ...askRest(planning, map, rest)]
    planning.items.push({
      id: planning.nextItem(first.place),
      kind: 'note-only',
      place: first.place,
      title: 'Note of the field map',
      theirs: texts.join('\n'),
      message:
        rest.length === 0
          ? 'What has no place of its own goes into the note of the field map.'
          : 'What has no place of its own goes into the note of the field map, and what the note has no room for into questions about it.',
      writes,
      accepted: true,
    })
  }
}

function fill(head: string, texts: readonly string[]): { readonly kept: string; readonly rest: readonly string[] } {
  let kept = head
  for (const [at, text] of texts.entries()) {
    if (kept.length + text.length + 1 > limits.cellTextCharacters) return { kept, rest: texts.slice(at) }
    kept += `\n${text}`
  }
  return { kept, rest: [] }
}

function askRest(planning: ForeignPlanning, map: string, rest: readonly string[]): CellWrite[] {
  const writes: CellWrite[] = []
  const { view, file } = planning
  for (let left = rest.flatMap(cut); left.length > 0;) {
    const { kept, rest: next } = fill(`Has no place in the field map, from ${file}:`, left)
    const { order, rekeyed } = planning.orderOfNew('questions', view.project.questions)
    writes.push(
      ...rekeyed,
      ...objectWrites('questions', { id: view.fresh().id, at: mapAddress(map), text: kept, status: 'open', askedBy: view.by, askedAt: view.now, order }),
    )
    left = [...next]
  }
  return writes
}

/** So that each fits a question. */
function cut(text: string): string[] {
  const most = limits.cellTextCharacters - 1_000
  return text.length <= most ? [text] : [text.slice(0, most), ...cut(text.slice(most))]
}

function listWithoutMap(chosen: readonly GroupSheet[], planning: ForeignPlanning): string[] {
  return chosen.flatMap(({ sheet, choice }) =>
    choice.use === 'rows' && (choice.map === undefined || planning.targetOf(choice.map) === undefined)
      ? [`Choose the field map that the rows of “${sheet.name}” go to.`]
      : [],
  )
}

function reportOf(one: GroupSheet, counts: Counts | undefined, lost: number): SheetReport {
  const { lines } = listForeignLines(one.sheet, one.choice)
  const cells = lines.reduce((sum, line) => sum + line.cells.length, 0)
  const ignored = lines.reduce((sum, line) => sum + line.ignored, 0)
  return { sheet: one.sheet.name, rows: 0, withBoth: 0, parsed: 0, matched: 0, proseOnly: 0, noteOnly: 0, ...counts, cells, ignored, lost }
}
