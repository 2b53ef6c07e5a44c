// What an import would do, item by item, before anything is done: the same for a workbook of ours that comes back and for somebody else's spreadsheet.
import type { CellWrite } from '../project/edits.ts'

/**
 * `conflict`: both sides changed a cell since the export. `unmatched`: a text that names no field, kept as text where it has a place.
 * `prose-only`: a rule or condition in words that no program can run, kept on its row. `note-only`: what has no place of its own and lands in a note.
 */
export const IMPORT_KINDS = ['added', 'changed', 'removed', 'conflict', 'unmatched', 'prose-only', 'note-only'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** Where it stands in the file. `column`: from 1; absent: the whole row. */
export type FilePlace = { readonly sheet: string; readonly row: number; readonly column?: number }

/** Plain JSON: it goes to workers and back. */
export type ImportItem = {
  /** The same as long as file and project are the same. */
  readonly id: string
  readonly kind: ImportKind
  readonly place: FilePlace
  /** The object of the project that it is about: `row:<id>`, `question:<id>`, `field:<mapId>:<path>` ... */
  readonly at?: string
  /** What it is about, for people: `R-14 Invoice.Total`. */
  readonly title: string
  /** The column's title; absent where it is about the whole row. */
  readonly cell?: string
  /** The column's id, where it is a cell of a table of ours. */
  readonly column?: string
  /** What the project says now. */
  readonly ours?: string
  /** What the file says. */
  readonly theirs: string
  /** What was exported, where that is known. */
  readonly base?: string
  /** What accepting does, or why it cannot be accepted and what to do instead. */
  readonly message: string
  /** What accepting writes. Empty: it cannot be accepted as it is. */
  readonly writes: readonly CellWrite[]
  /** Items that this one can only be accepted with, by their ids: the list row of a new row, the row of a new row's question. */
  readonly needs?: readonly string[]
  /** Whether it is accepted unless somebody says otherwise. Never for `removed` and `conflict`. */
  readonly accepted: boolean
}

export type ImportCounts = {
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly conflicts: number
  readonly unmatched: number
  readonly proseOnly: number
}

/** `notes`: sentences about the file as a whole. */
export type ImportPlan = { readonly items: readonly ImportItem[]; readonly counts: ImportCounts; readonly notes: readonly string[] }

export function countItems(items: readonly ImportItem[]): ImportCounts {
  const of = (kind: ImportKind) => items.filter((item) => item.kind === kind).length
  return {
    added: of('added'),
    changed: of('changed'),
    removed: of('removed'),
    conflicts: of('conflict'),
    unmatched: of('unmatched'),
    proseOnly: of('prose-only'),
  }
}

/** The writes of the chosen items with those they need, in order. */
export function writesOf({ items }: ImportPlan, chosen: ReadonlySet<string>): CellWrite[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const taken = new Set<string>()
  const take = (id: string) => {
    if (taken.has(id)) return
    taken.add(id)
    for (const needed of byId.get(id)?.needs ?? []) take(needed)
  }
  for (const id of chosen) take(id)
  return items.filter(({ id }) => taken.has(id)).flatMap(({ writes }) => writes)
}
