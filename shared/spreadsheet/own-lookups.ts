// Edited rows of a lookup table as items: what a code becomes, its note, new and removed entries.
import { objectWrites, type CellWrite } from '../project/edits.ts'
import type { LookupEntry, LookupTable } from '../project/lookup-table.ts'
import { checkScalar, parseScalar, type ScalarType } from '../project/parse-scalar.ts'
import { printNumber } from '../project/project.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import { fail, ok, type Result } from '../schema/result.ts'
import { limits } from '../api/limits.ts'
import { tooLong } from './fitting-cells.ts'
import { typedText } from './compare-cells.ts'
import type { ImportItem } from './import-plan.ts'
import { addLines, editAsQuestion, editItem, itemAt, listAdded, listEdits, type NamedTable } from './own-edits.ts'
import { splitAddress } from './own-addresses.ts'
import { ask, nameOf, type Planning } from './own-planning.ts'
import type { OwnRow } from './own-tables.ts'

export function planEntryRow(planning: Planning, table: NamedTable, row: OwnRow, address: string): ImportItem[] {
  const edits = listEdits(planning, table, row, address)
  const added = listAdded(table, row)
  if (edits.length === 0 && added.length === 0) return []
  const { project } = planning.view
  const entry = project.lookupEntries.find((one) => one.id === splitAddress(address)[1])
  const lookup = project.lookupTables.find((one) => one.id === (entry?.table ?? splitAddress(table.id)[1]))
  const items = edits.flatMap((edit): ImportItem[] => {
    const written = entry === undefined || lookup === undefined ? undefined : entryWrites(lookup, entry, edit.column, edit.theirs)
    if (written?.ok === true)
      return [
        editItem(planning, table, row, edit, address, {
          kind: 'changed',
          message: entry?.deleted === true ? 'The entry was removed from the project since the export; accepting brings it back.' : 'The entry becomes this.',
          writes: written.value,
          accepted: entry?.deleted !== true && edit.theirs !== '',
        }),
      ]
    const at = entry === undefined ? table.id : address
    const item = editAsQuestion(planning, table, row, edit, at, written?.error ?? (entry === undefined ? 'The entry is no longer in the project.' : ONLY_HERE))
    return item === undefined ? [] : [item]
  })
  const lines = entry === undefined ? added : added.filter((line) => entry.note?.includes(line) !== true)
  if (lines.length === 0) return items
  const isNoted = edits.some(({ column }) => column === 'note')
  const noted = entry === undefined || lookup === undefined || isNoted ? undefined : entryWrites(lookup, entry, 'note', addLines(entry.note ?? '', lines))
  const text = lines.join('\n')
  const asked = noted?.ok === true ? { writes: noted.value } : ask(planning, table.id, `In ${planning.file} stands at ${nameOf(planning, address)}: ${text}`)
  return [
    ...items,
    {
      ...itemAt(table, row, undefined, 'added'),
      kind: 'note-only',
      at: address,
      title: nameOf(planning, address),
      theirs: text,
      message: `Stands in a column that is not ours. Accepting ${noted?.ok === true ? 'writes it behind the entry’s note' : 'asks it as a question about the table'}.`,
      writes: asked.writes,
      accepted: true,
    },
  ]
}

const ONLY_HERE = 'Of an entry, what the code becomes and the note come back.'

/** Undefined: the column does not come back. */
function entryWrites(table: LookupTable, entry: LookupEntry, column: string, text: string): Result<CellWrite[], string> | undefined {
  const back: CellWrite[] = entry.deleted === true ? [{ home: 'lookupEntries', object: entry.id, cell: 'deleted', value: undefined }] : []
  const write = (cell: string, value: JsonScalar | undefined) => ok([...back, { home: 'lookupEntries', object: entry.id, cell, value } satisfies CellWrite])
  if (text.length > limits.cellTextCharacters) return fail(tooLong(text))
  if (column === 'note') return write('note', text === '' ? undefined : text)
  if (column !== 'to') return undefined
  const value = readTyped(text, table.to)
  return value.ok ? write('to', value.value) : value
}

const EMPTY = '(empty)'

/** The words for an empty text and the quotes around blanks are the document's (shared/document/lookup-tables.ts). */
export function readTyped(text: string, type: ScalarType): Result<JsonScalar, string> {
  if (type === 'text') return ok(text === EMPTY ? '' : withoutQuotes(text))
  const why = checkScalar(text, type)
  return why === undefined ? ok(parseScalar(text, type)) : fail(`“${text}” does not fit. ${why} is needed.`)
}

/** Codes with blanks at their ends stand in quotes, so that people see them. */
function withoutQuotes(text: string): string {
  if (!/^"(?:\s.*|.*\s)"$/s.test(text)) return text
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : text
  } catch {
    return text
  }
}

export function planNewEntry(planning: Planning, table: NamedTable, row: OwnRow): ImportItem[] {
  const { project } = planning.view
  const [, id] = splitAddress(table.id)
  const lookup = project.lookupTables.find((one) => one.id === id && one.deleted !== true)
  const textOf = (column: string) => typedText(row.cells[table.columns.get(column) ?? -1] ?? '')
  const all = [
    ...[...table.columns.keys()].flatMap((column) => (textOf(column) === '' ? [] : [`${table.nameOf(column)}: ${textOf(column)}`])),
    ...listAdded(table, row),
  ]
  if (all.length === 0) return []
  const item = (more: Pick<ImportItem, 'kind' | 'message' | 'writes'>): ImportItem => ({
    ...itemAt(table, row, undefined),
    at: table.id,
    title: `${lookup === undefined ? 'A lookup table that is gone' : `${printNumber('lookupTables', lookup.number)} ${lookup.name}`}: ${textOf('from')}`,
    theirs: all.join('\n'),
    accepted: more.writes.length > 0,
    ...more,
  })
  if (lookup === undefined) return [item({ kind: 'unmatched', message: 'The table is no longer in the project.', writes: [] })]
  const asQuestion = (why: string) => {
    const text = `In ${planning.file} an entry was added: ${all.join('\n')}`
    if (planning.isAsked(table.id, text)) return []
    return [item({ kind: 'unmatched', message: `${why} Accepting asks about it at the table.`, writes: ask(planning, table.id, text).writes })]
  }
  const from = readTyped(textOf('from'), lookup.from)
  const to = readTyped(textOf('to'), lookup.to)
  if (!from.ok) return asQuestion(from.error)
  if (!to.ok) return asQuestion(to.error)
  if (textOf('from') === '') return asQuestion('It does not say which code it is for.')
  const customer = textOf('customer')
  const profile = project.customerProfiles.find((one) => one.deleted !== true && one.name.toLowerCase() === customer.toLowerCase())
  if (profile === undefined && !/^(?:all.*|everybody|)$/i.test(customer)) return asQuestion(`There is no customer “${customer}”.`)
  const same = project.lookupEntries.find(
    (one) => one.table === id && one.deleted !== true && one.profile === profile?.id && String(one.from) === String(from.value),
  )
  if (same !== undefined) return String(same.to) === String(to.value) ? [] : asQuestion('The table has an entry for this code already.')
  const note = addLines(textOf('note'), listAdded(table, row))
  const { order, rekeyed } = planning.orderOfNew('lookupEntries')
  const entry: LookupEntry = {
    id: planning.view.fresh().id,
    table: lookup.id,
    from: from.value,
    to: to.value,
    order,
    ...(profile === undefined ? {} : { profile: profile.id }),
    ...(note === '' ? {} : { note }),
  }
  return [item({ kind: 'added', message: 'Adds this entry.', writes: [...rekeyed, ...objectWrites('lookupEntries', entry)] })]
}
