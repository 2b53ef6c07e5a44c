// What was written beside the cells of a workbook of ours: comments at them, and sheets that somebody put in.
import type { ImportItem } from './import-plan.ts'
import { mapAddress, splitAddress } from './own-addresses.ts'
import type { NamedTable } from './own-edits.ts'
import { ask, askableAt, nameOf, type Planning } from './own-planning.ts'
import type { Remark, Sheet } from './spreadsheet.ts'

/** A comment is a question at the row it stands at; elsewhere on the sheet of a field map, at the map. */
export function planComments(planning: Planning, sheets: readonly Sheet[], tables: readonly NamedTable[]): ImportItem[] {
  return sheets.flatMap((sheet) => {
    const own = tables.filter((table) => table.sheet === sheet.name)
    return sheet.remarks.flatMap((remark, at) => (remark.kind === 'comment' && remark.text.trim() !== '' ? planComment(planning, sheet, own, remark, at) : []))
  })
}

function planComment(planning: Planning, sheet: Sheet, tables: readonly NamedTable[], remark: Remark, index: number): ImportItem[] {
  const said = remark.text.trim()
  const table = tables.find(({ rows }) => rows.some(({ number }) => number === remark.row))
  const address = table?.rows.find(({ number }) => number === remark.row)?.id
  const column = table === undefined ? undefined : [...table.columns].find(([, place]) => place === remark.column - 1)?.[0]
  const cell = table === undefined || column === undefined ? undefined : table.nameOf(column)
  const at = (address === undefined ? undefined : askableAt(planning, address)) ?? mapOf(tables)
  const text = `In ${planning.file}, a comment at ${cell ?? `row ${remark.row} of the sheet ${sheet.name}`}: ${said}`
  if (at !== undefined && planning.isAsked(at, text)) return []
  const asked = at === undefined ? { writes: [] } : ask(planning, at, text)
  return [
    {
      id: `${sheet.name}!${remark.row}:comment${index}`,
      kind: at === undefined ? 'note-only' : 'added',
      // Of the row: what stands in the cell is another text.
      place: { sheet: sheet.name, row: remark.row },
      ...(at === undefined ? {} : { at }),
      title: at === undefined ? sheet.name : nameOf(planning, address ?? at),
      cell: cell === undefined ? 'Comment' : `Comment at ${cell}`,
      theirs: said,
      message:
        at === undefined
          ? 'Nothing in the project stands at this place. Nothing is written: read it, and ask it where it belongs.'
          : (('why' in asked ? asked.why : undefined) ?? 'A comment at the cell. Accepting asks it as a question here.'),
      writes: asked.writes,
      accepted: asked.writes.length > 0,
    },
  ]
}

function mapOf(tables: readonly NamedTable[]): string | undefined {
  const [kind, map = ''] = tables.map(({ id }) => splitAddress(id)).find(([one]) => one === 'rows') ?? []
  return kind === undefined || map === '' ? undefined : mapAddress(map)
}

/** Ours say where the contents are, in one of their first lines. */
const FIRST_LINES = 5

export function listAddedSheets(sheets: readonly Sheet[], own: ReadonlySet<string>): string[] {
  return sheets.flatMap(({ name, hidden, rows }) => {
    const isOurs = own.has(name) || name === 'Cover' || rows.slice(0, FIRST_LINES).some(({ cells }) => cells.includes('Contents'))
    return hidden || isOurs || rows.length === 0 ? [] : [name]
  })
}
