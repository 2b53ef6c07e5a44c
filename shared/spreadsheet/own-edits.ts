// The cells that somebody changed in a row of ours, and the items they become where the table has no way of its own to take them. The only place for both.
import type { Column } from '../document/document.ts'
import { isSameText, typedText, whoChanged } from './compare-cells.ts'
import type { ImportItem } from './import-plan.ts'
import type { NowTable } from './own-now.ts'
import { ask, askableAt, nameOf, type Planning } from './own-planning.ts'
import type { OwnRow, OwnTable } from './own-tables.ts'

/** A table whose columns are known by their ids, and what the project says in it now. */
export type NamedTable = OwnTable & {
  readonly id: string
  /** As people call them; two of one name say on which side they are. */
  readonly nameOf: (column: string) => string
  /** Undefined: the project has no such table any more. */
  readonly now: () => NowTable | undefined
  /** Places of columns that somebody put in. */
  readonly added: readonly number[]
}

export type CellEdit = {
  readonly column: string
  readonly title: string
  /** From 0. */
  readonly at: number
  readonly theirs: string
  /** Undefined: the project has no such cell any more. */
  readonly ours: string | undefined
  /** What was exported, where that is known. */
  readonly base: string | undefined
  readonly isConflict: boolean
}

/** `address`: of the row as it is known now. In the order of the columns of the sheet. */
export function listEdits({ comparing }: Planning, table: NamedTable, row: OwnRow, address: string): CellEdit[] {
  const edits: CellEdit[] = []
  for (const [column, at] of table.columns) {
    const typed = row.cells[at] ?? ''
    if (row.bases !== undefined && whoChanged({ bases: row.bases, column, theirs: typed, ours: undefined }, comparing) === 'nobody') continue
    const ours = table.now()?.text(address, column)
    const by = whoChanged({ bases: row.bases, column, theirs: typed, ours }, comparing)
    if (by === 'nobody') continue
    const isKnown = by === 'theirs' && row.bases !== undefined
    edits.push({
      column,
      title: table.nameOf(column),
      at,
      theirs: typedText(typed),
      ours,
      base: isKnown ? ours : undefined,
      isConflict: by === 'both',
    })
  }
  return edits
}

/** What people call the columns. */
export function nameColumns(all: readonly Column[]): Map<string, string> {
  return new Map(
    all.map(({ id, title, side }) => {
      const isTwice = all.some((other) => other.id !== id && other.title === title)
      return [id, isTwice && side !== undefined ? `${title} (${side})` : title]
    }),
  )
}

/** An item's part that says what it is about. */
export function itemAt(table: NamedTable, row: OwnRow, edit: CellEdit | undefined, part = ''): Pick<ImportItem, 'id' | 'place'> {
  const place = { sheet: table.sheet, row: row.number, ...(edit === undefined ? {} : { column: edit.at + 1 }) }
  return { id: `${table.sheet}!${row.number}:${edit?.column ?? ''}${part}`, place }
}

export function editItem(
  planning: Planning,
  table: NamedTable,
  row: OwnRow,
  edit: CellEdit,
  address: string,
  more: Pick<ImportItem, 'kind' | 'message' | 'writes' | 'accepted'>,
): ImportItem {
  const isConflict = edit.isConflict && more.kind === 'changed' && more.writes.length > 0
  return {
    ...itemAt(table, row, edit),
    ...more,
    kind: isConflict ? 'conflict' : more.kind,
    at: address,
    title: nameOf(planning, address),
    cell: edit.title,
    column: edit.column,
    ...(edit.ours === undefined ? {} : { ours: edit.ours }),
    theirs: edit.theirs,
    ...(edit.base === undefined ? {} : { base: edit.base }),
    message: isConflict ? `${row.bases === undefined ? UNKNOWN_BASE : BOTH_CHANGED} ${more.message}` : more.message,
    accepted: more.accepted && !isConflict && more.writes.length > 0,
  }
}

const BOTH_CHANGED = 'Both the file and the project changed this since the export. Accepting takes the file’s.'
const UNKNOWN_BASE = 'The file does not say what was exported, so nobody knows who changed it. Accepting takes the file’s.'

/** The edit cannot be read back: it is asked as a question, so that nothing typed is lost. Undefined: it is asked already. */
export function editAsQuestion(planning: Planning, table: NamedTable, row: OwnRow, edit: CellEdit, address: string, why: string): ImportItem | undefined {
  const at = askableAt(planning, address)
  const was = edit.base ?? edit.ours
  const text = describeEdit(planning.file, edit.title, was, edit.theirs)
  if (at === undefined)
    return editItem(planning, table, row, edit, address, {
      kind: 'note-only',
      message: `${why} Nothing is written: read it and change it in the project by hand.`,
      writes: [],
      accepted: false,
    })
  if (planning.isAsked(at, text)) return undefined
  const asked = ask(planning, at, text)
  return editItem(planning, table, row, edit, address, {
    kind: 'prose-only',
    message: asked.why === undefined ? `${why} Accepting asks it as a question here.` : `${why} ${asked.why}`,
    writes: asked.writes,
    accepted: asked.writes.length > 0,
  })
}

const MOST_QUOTED = 1_000

/** `was` only says what it is about; `now` is what somebody typed and stays whole. */
export function describeEdit(file: string, title: string, was: string | undefined, now: string): string {
  const before = was === undefined || was.length <= MOST_QUOTED ? was : `${was.slice(0, MOST_QUOTED)}…`
  if (now === '') return before === undefined || before === '' ? `In ${file}, ${title} was emptied.` : `In ${file}, ${title} was emptied. It said “${before}”.`
  if (before === undefined) return `In ${file}, ${title} was changed to “${now}”.`
  return before === '' ? `In ${file}, ${title} was empty and now says “${now}”.` : `In ${file}, ${title} was changed from “${before}” to “${now}”.`
}

/** What stands in columns that somebody put in: `Title: text`, one below the other. */
export function listAdded(table: NamedTable, row: OwnRow): string[] {
  return table.added.flatMap((at) => {
    const text = typedText(row.cells[at] ?? '')
    const title = typedText(table.titles[at] ?? '')
    return text === '' ? [] : [title === '' ? text : `${title}: ${text}`]
  })
}

/** Lines that the text says already are left out. */
export function addLines(text: string, lines: readonly string[]): string {
  const known = new Set(text.split('\n').map((line) => line.trim()))
  const fresh = lines.filter((line) => !text.includes(line) && !known.has(line))
  return [...(text.trim() === '' ? [] : [text]), ...fresh].join('\n')
}

export function sameText(a: string, b: string): boolean {
  return isSameText(a, b, { retyped: false })
}
