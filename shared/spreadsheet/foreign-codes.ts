// A sheet of codes as a lookup table of the project: one entry a row, what else the row says in the entry's note.
import { objectWrites, type CellWrite } from '../project/edits.ts'
import { printNumber } from '../project/project.ts'
import { limits } from '../api/limits.ts'
import { tooLong } from './fitting-cells.ts'
import { listForeignLines, textOf, told, type ForeignLine } from './foreign-line.ts'
import type { ForeignPlanning, GroupSheet } from './foreign-planning.ts'
import { plainSheetName } from './foreign-names.ts'

export type CodesOutcome = { readonly rows: number; readonly noted: number }

/** The table comes with its first entry's sheet; entries that are there already with the same value are no items. */
export function planCodes(planning: ForeignPlanning, { sheet, choice }: GroupSheet): CodesOutcome {
  const { view, file } = planning
  const { lines, titles } = listForeignLines(sheet, choice)
  const name = plainSheetName(sheet.name, file)
  const known = view.project.lookupTables.find((table) => table.deleted !== true && table.name === name)
  const table = known?.id ?? view.fresh().id
  const first = { sheet: sheet.name, row: choice.headerRows.at(-1) ?? 1 }
  const tableItem = planning.nextItem(first)
  const left = new Set(lines.filter((line) => line.cells.length > 0 && (textOf(line, 'codeFrom') === '' || textOf(line, 'codeTo') === '')))
  const noteLines = [...titles, ...[...left].flatMap((line) => [told(line.cells).join('; ')])]
  let length = 0
  const room = noteLines.findIndex((line) => (length += line.length + 1) > limits.cellTextCharacters)
  const note = noteLines.slice(0, room < 0 ? noteLines.length : room).join('\n')
  if (known === undefined) {
    const { order, rekeyed } = planning.orderOfNew('lookupTables', view.project.lookupTables)
    planning.items.push({
      id: tableItem,
      kind: 'added',
      place: first,
      title: `New lookup table: ${name}`,
      theirs: name,
      message: `Makes a lookup table of this sheet.${room < 0 ? '' : ` Its note has no room for the last ${noteLines.length - room} of its lines without a code; shorten them in the file.`}`,
      writes: [...rekeyed, ...objectWrites('lookupTables', { id: table, name, from: 'text', to: 'text', order, ...(note === '' ? {} : { note }) })],
      accepted: true,
    })
  }
  planning.tables.push({ name: sheet.name, id: table, ...(known === undefined ? { item: tableItem } : {}) })
  const entries = view.project.lookupEntries.filter((entry) => entry.table === table && entry.deleted !== true && entry.profile === undefined)
  const byCode = new Map(entries.map((entry) => [String(entry.from), entry]))
  const orders: { id: string; order: string }[] = entries.map(({ id, order }) => ({ id, order }))
  let noted = 0
  for (const line of lines) {
    if (left.has(line)) {
      noted += line.cells.length
      continue
    }
    const [from, to] = [textOf(line, 'codeFrom'), textOf(line, 'codeTo')]
    if (from === '' || to === '') continue
    const present = byCode.get(from)
    if (present !== undefined && String(present.to) === to) continue
    const place = { sheet: sheet.name, row: line.row }
    const note = entryNote(line)
    const writes: CellWrite[] = []
    const why = note.length > limits.cellTextCharacters ? `${tooLong(note, 'note')} Shorten it in the file and import it again.` : undefined
    if (why !== undefined) {
      planning.items.push({
        id: planning.nextItem(place),
        kind: 'note-only',
        place,
        title: `${name}: ${from}`,
        theirs: to,
        message: why,
        writes,
        accepted: false,
      })
      continue
    }
    if (present === undefined) {
      const { id } = view.fresh()
      const last = orders.at(-1)
      const { order } = planning.orderOfNew('lookupEntries', last === undefined ? [] : [last])
      orders.push({ id, order })
      const entry = { id, table, from, to, order, ...(note === '' ? {} : { note }) }
      byCode.set(from, entry)
      writes.push(...objectWrites('lookupEntries', entry))
    } else writes.push({ home: 'lookupEntries', object: present.id, cell: 'to', value: to })
    planning.items.push({
      id: planning.nextItem(place),
      kind: present === undefined ? 'added' : 'conflict',
      place,
      title: `${known === undefined ? name : `${printNumber('lookupTables', known.number)} ${name}`}: ${from}`,
      ...(present === undefined ? {} : { ours: String(present.to) }),
      theirs: to,
      message: present === undefined ? `${from} becomes ${to}.` : `The table says ${String(present.to)}. Accepting takes the file’s value.`,
      writes,
      ...(known === undefined ? { needs: [tableItem] } : {}),
      accepted: present === undefined,
    })
  }
  return { rows: lines.filter(({ cells }) => cells.length > 0).length, noted }
}

/** `Female → Female`, then everything else with its title. */
function entryNote(line: ForeignLine): string {
  const labels = [textOf(line, 'codeFromLabel'), textOf(line, 'codeToLabel')].filter((text) => text !== '')
  const others = line.cells.filter(({ meaning }) => !['codeFrom', 'codeTo', 'codeFromLabel', 'codeToLabel', 'note'].includes(meaning))
  return [labels.join(' → '), textOf(line, 'note'), ...told(others), ...line.remarks].filter((text) => text !== '').join('\n')
}
