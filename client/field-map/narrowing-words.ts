// What narrows the grid, in words, each with its way back. Pure.
import { withDecision, withFilter, withReads, withSort, type Arrangement, type ColumnFilter, type DecisionFilter } from '../grid/arrangement.ts'
import { nameColumn, type ColumnId } from '../grid/columns.ts'

export type Narrowing = {
  readonly key: string
  /** `Status is Draft or Ready`. */
  readonly words: string
  readonly clear: (arrangement: Arrangement) => Arrangement
}

export const decisionWords: Readonly<Record<DecisionFilter, string>> = {
  mapped: 'Mapped fields',
  'not-mapped': 'Fields not mapped, with a reason',
  undecided: 'Fields still open',
  gaps: 'Gaps: required and still open',
}

/** Values that are named; more are counted. */
const MOST_NAMED = 3

export function listNarrowings(arrangement: Arrangement): readonly Narrowing[] {
  const { search, decision, reads, filters } = arrangement
  const list: Narrowing[] = []
  if (search.trim() !== '') list.push({ key: 'search', words: `Search: ${search.trim()}`, clear: (before) => ({ ...before, search: '' }) })
  if (decision !== undefined) list.push({ key: 'decision', words: decisionWords[decision], clear: (before) => withDecision(before, undefined) })
  if (reads !== undefined)
    list.push({ key: 'reads', words: `Reads ${reads.path === '' ? 'the source' : reads.path}`, clear: (before) => withReads(before, undefined) })
  for (const [column, filter] of Object.entries(filters) as [ColumnId, ColumnFilter][])
    list.push({ key: column, words: `${nameColumn(column)} ${describeFilter(filter)}`, clear: (before) => withFilter(before, column, undefined) })
  return list
}

function describeFilter({ words, contains }: ColumnFilter): string {
  const parts: string[] = []
  if (words !== undefined) parts.push(words.length === 0 ? 'is none of its values' : `is ${listWords(words)}`)
  if (contains !== undefined && contains.trim() !== '') parts.push(`contains "${contains.trim()}"`)
  return parts.join(' and ')
}

function listWords(words: readonly string[]): string {
  const named = words.slice(0, MOST_NAMED).map((word) => (word === '' ? 'empty' : word.length > 40 ? `${word.slice(0, 40)}…` : word))
  const rest = words.length - named.length
  return rest > 0 ? `${named.join(', ')} or ${rest} more` : named.join(' or ')
}

/** Undefined: lines stand in their structure. */
export function describeSort({ sort }: Arrangement): string | undefined {
  return sort === undefined ? undefined : `Sorted by ${nameColumn(sort.column)}, ${sort.descending ? 'descending' : 'ascending'}`
}

export const clearSort = (before: Arrangement): Arrangement => withSort(before, undefined)
