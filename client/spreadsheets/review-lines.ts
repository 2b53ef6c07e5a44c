// The list of the review: items by sheet, filtered by what was decided, kind and words. Pure.
import { IMPORT_KINDS, type ImportItem, type ImportKind } from '../../shared/spreadsheet/import-plan.ts'
import type { Stand, Stands } from './decisions.ts'
import { kindWords } from './import-words.ts'

export type ReviewLine =
  | { readonly line: 'sheet'; readonly sheet: string; readonly items: readonly ImportItem[]; readonly folded: boolean }
  | { readonly line: 'item'; readonly item: ImportItem; readonly stand: Stand }

export type ReviewView = {
  readonly stand: Stand | undefined
  readonly kind: ImportKind | undefined
  readonly search: string
  /** Names of sheets. */
  readonly folded: ReadonlySet<string>
}

export const WHOLE_VIEW: ReviewView = { stand: undefined, kind: undefined, search: '', folded: new Set() }

export function listReviewLines(items: readonly ImportItem[], stands: Stands, view: ReviewView): ReviewLine[] {
  const words = view.search.trim().toLowerCase()
  const bySheet = new Map<string, ImportItem[]>()
  for (const item of items) {
    if (view.kind !== undefined && item.kind !== view.kind) continue
    if (view.stand !== undefined && stands.get(item.id) !== view.stand) continue
    if (words !== '' && !textOf(item).includes(words)) continue
    const others = bySheet.get(item.place.sheet)
    if (others === undefined) bySheet.set(item.place.sheet, [item])
    else others.push(item)
  }
  return [...bySheet].flatMap(([sheet, of]): ReviewLine[] => {
    const folded = view.folded.has(sheet)
    const sorted = folded ? [] : of.toSorted((a, b) => a.place.row - b.place.row)
    return [{ line: 'sheet', sheet, items: of, folded }, ...sorted.map((item): ReviewLine => ({ line: 'item', item, stand: stands.get(item.id) ?? 'told' }))]
  })
}

export function countKinds(items: readonly ImportItem[]): ReadonlyMap<ImportKind, number> {
  const counts = new Map<ImportKind, number>(IMPORT_KINDS.map((kind) => [kind, 0]))
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

/** The next item that nobody has decided, behind this line; from the first again where there is none. */
export function findNextUndecided(lines: readonly ReviewLine[], from: number): number | undefined {
  const isOpen = (line: ReviewLine | undefined) => line?.line === 'item' && line.stand === 'undecided'
  for (let step = 1; step <= lines.length; step++) {
    const at = (from + step) % lines.length
    if (isOpen(lines[at])) return at
  }
  return undefined
}

function textOf({ title, cell = '', ours = '', theirs, kind, place }: ImportItem): string {
  return [title, cell, ours, theirs, kindWords[kind], place.sheet].join('\n').toLowerCase()
}
