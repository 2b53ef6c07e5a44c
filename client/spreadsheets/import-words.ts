// The words of the import page: kinds, what was decided, uses of sheets, meanings of columns, places in a file. Pure.
import type { ColumnMeaning, SheetUse } from '../../shared/spreadsheet/foreign-choice.ts'
import type { FilePlace, ImportItem, ImportKind } from '../../shared/spreadsheet/import-plan.ts'
import type { Stand } from './decisions.ts'
import { letterOf } from '../../shared/spreadsheet/find-header.ts'

export const kindWords: Readonly<Record<ImportKind, string>> = {
  added: 'New',
  changed: 'Changed',
  removed: 'Removed',
  conflict: 'Conflict',
  unmatched: 'Not found',
  'prose-only': 'In words',
  'note-only': 'Into the note',
}

/** What a kind is, for the tooltip of its filter. */
export const kindSentences: Readonly<Record<ImportKind, string>> = {
  added: 'Is in the file and not in the project',
  changed: 'Says something else in the file than in the project',
  removed: 'Was exported and is not in the file any more',
  conflict: 'Was changed in the file and in the project since the export',
  unmatched: 'Names something that the schemas of the field map do not have',
  'prose-only': 'A rule or a condition in words that no program can run',
  'note-only': 'Has no place of its own: it is kept in the note of its row',
}

export const standWords: Readonly<Record<Stand, string>> = {
  accepted: 'Accepted',
  rejected: 'Rejected',
  undecided: 'To decide',
  told: 'Cannot be applied',
}

export const useWords: Readonly<Record<SheetUse, string>> = {
  rows: 'Rows of a field map',
  codes: 'A code list',
  group: 'A group for reuse',
  skip: 'Leave it out',
}

export const meaningGroups: readonly { readonly name: string; readonly meanings: readonly ColumnMeaning[] }[] = [
  { name: 'Source', meanings: ['source', 'sourceObject', 'sourceType', 'sourceRequired', 'sourceDescription', 'sourceValues'] },
  {
    name: 'Destination',
    meanings: ['destination', 'destinationObject', 'destinationType', 'destinationRequired', 'destinationDescription', 'destinationValues'],
  },
  { name: 'How', meanings: ['rule', 'constant', 'condition', 'lookup', 'group'] },
  { name: 'About the row', meanings: ['note', 'status', 'owner', 'useCases', 'question', 'order'] },
  { name: 'Code list', meanings: ['codeFrom', 'codeFromLabel', 'codeFromSystem', 'codeTo', 'codeToLabel', 'codeToSystem'] },
  { name: 'Otherwise', meanings: ['unknown', 'ignore'] },
]

export const meaningWords: Readonly<Record<ColumnMeaning, string>> = {
  source: 'Source path',
  sourceObject: 'Source object',
  sourceType: 'Source type',
  sourceRequired: 'Source required',
  sourceDescription: 'Source description',
  sourceValues: 'Source values',
  destination: 'Destination path',
  destinationObject: 'Destination object',
  destinationType: 'Destination type',
  destinationRequired: 'Destination required',
  destinationDescription: 'Destination description',
  destinationValues: 'Destination values',
  rule: 'Rule or formula',
  constant: 'Constant value',
  condition: 'Condition',
  lookup: 'Name of a code list',
  group: 'Name of a group',
  note: 'Note',
  status: 'Status',
  owner: 'Owner',
  useCases: 'Use cases',
  question: 'Question',
  order: 'Order',
  codeFrom: 'Source code',
  codeFromLabel: 'Source label',
  codeFromSystem: 'Source code system',
  codeTo: 'Destination code',
  codeToLabel: 'Destination label',
  codeToSystem: 'Destination code system',
  ignore: 'Leave it out',
  unknown: 'Into the note',
}

/** Meanings that make sense for a sheet's use; of others the reader makes nothing. */
export function meaningsFor(use: SheetUse): readonly { readonly name: string; readonly meanings: readonly ColumnMeaning[] }[] {
  return meaningGroups.filter(
    ({ name }) => name === 'Otherwise' || (use === 'codes') === (name === 'Code list') || (use === 'codes' && name === 'About the row'),
  )
}

export function describeFilePlace(place: FilePlace): string {
  return `${place.sheet}, ${describeSpot(place)}`
}

/** Within its sheet. */
export function describeSpot({ row, column }: Omit<FilePlace, 'sheet'>): string {
  return column === undefined ? `row ${row}` : `${letterOf(column - 1)}${row}`
}

/** What of a row the change is about. */
export function describeCell({ cell, kind }: Pick<ImportItem, 'cell' | 'kind'>): string {
  return cell ?? (kind === 'note-only' ? 'What has no place of its own' : 'The whole row')
}

/** Accepting and rejecting a conflict is choosing a side. */
export function choiceWords({ kind }: Pick<ImportItem, 'kind'>): { readonly accept: string; readonly reject: string } {
  if (kind === 'conflict') return { accept: 'Take theirs', reject: 'Keep ours' }
  if (kind === 'removed') return { accept: 'Remove', reject: 'Keep' }
  return { accept: 'Accept', reject: 'Reject' }
}

export function count(many: number, one: string, more = `${one}s`): string {
  return `${many.toLocaleString('en-GB')} ${many === 1 ? one : more}`
}
