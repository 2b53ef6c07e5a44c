// A table of a mapping from elsewhere (destination, source, note ...) laid onto the map by names: what matches, what does not, what could be several. Pure.
import { listPathsAbove } from '../../shared/mapping/field-tree.ts'
import { ROW_STATUSES } from '../../shared/project/field-map.ts'
import { statusWords } from '../../shared/review/row-status.ts'
import type { ColumnId } from '../grid/columns.ts'
import { widthOfTable, type TextTable } from '../grid/read-table-text.ts'
import type { FieldMatcher, SourceMatch, Target } from '../../shared/spreadsheet/match-fields.ts'
import type { CellGiven, LineGiven } from './plan-cells.ts'

export const COLUMN_ROLES = ['destination', 'source', 'transform', 'note', 'status', 'none'] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]

/** `hasTitles`: the first row names the columns. */
export type Reading = { readonly hasTitles: boolean; readonly roles: readonly ColumnRole[] }

const LOOKED_AT = 200

const titles: readonly (readonly [ColumnRole, RegExp])[] = [
  ['destination', /^(destination|target|dest|to|maps? to|output)\b/],
  ['source', /^(source|from|origin|input)\b/],
  ['transform', /^(transform|transformation|rule|logic|formula|mapping|conversion)\b/],
  ['status', /^(status|state)\b/],
  ['note', /^(notes?|comments?|remarks?|description)\b/],
]

/** Titles say it; else how many cells of a column are names of fields. */
export function guessReading(table: TextTable, { findTargets, isSource }: FieldMatcher): Reading {
  const width = widthOfTable(table)
  const named = Array.from({ length: width }, (_, at) => roleOfTitle(table[0]?.[at] ?? ''))
  const hasTitles = table.length > 1 && named.filter((role) => role !== undefined).length >= Math.min(2, width) && new Set(named.filter(Boolean)).size >= 2
  const rows = table.slice(hasTitles || table.length > 2 ? 1 : 0, LOOKED_AT)
  const share = (at: number, is: (text: string) => boolean) => {
    const texts = rows.map((row) => (row[at] ?? '').trim()).filter((text) => text !== '')
    return texts.length === 0 ? 0 : texts.filter(is).length / texts.length
  }
  const columns = Array.from({ length: width }, (_, at) => at)
  const isTarget = (text: string) => findTargets(text).length > 0
  const targets = columns.map((at) => share(at, isTarget))
  const sources = columns.map((at) => share(at, isSource))
  const titled = (role: ColumnRole) => (hasTitles ? named.indexOf(role) : -1)
  const [titledDestination, titledSource] = [titled('destination'), titled('source')]
  let [destination, source] = [titledDestination, titledSource]
  let best = -1
  for (const d of titledDestination < 0 ? columns : [titledDestination])
    for (const s of titledSource < 0 ? columns : [titledSource]) {
      const score = d === s ? -1 : (targets[d] ?? 0) + (sources[s] ?? 0)
      if (score > best) [best, destination, source] = [score, d, s]
    }
  // Titles in other words: the first row names no field where the others do.
  const isOdd = table.length > 2 && !isTarget(table[0]?.[destination] ?? '') && (targets[destination] ?? 0) > 0.6 && !isSource(table[0]?.[source] ?? '')
  const roles = columns.map((at): ColumnRole => {
    if (at === destination) return 'destination'
    if (at === source) return 'source'
    const title = hasTitles || isOdd ? named[at] : undefined
    if (title !== undefined && title !== 'destination' && title !== 'source') return title
    if (share(at, isStatus) > 0.8) return 'status'
    return share(at, isTransform) > 0.5 ? 'transform' : 'none'
  })
  return { hasTitles: hasTitles || isOdd, roles: onceEach(roles) }
}

function roleOfTitle(text: string): ColumnRole | undefined {
  const words = text.trim().toLowerCase()
  return titles.find(([, title]) => title.test(words))?.[0]
}

function isStatus(text: string): boolean {
  return ROW_STATUSES.some((status) => statusWords[status].toLowerCase() === text.toLowerCase())
}

function isTransform(text: string): boolean {
  return /^=|^".*"$/s.test(text)
}

/** Of two columns for the same the first is it. */
function onceEach(roles: readonly ColumnRole[]): ColumnRole[] {
  return roles.map((role, at) => (role !== 'none' && roles.indexOf(role) < at ? 'none' : role))
}

/** A row of the table. `at`: its number in the table, from 0. */
export type TableRow = { readonly at: number; readonly destination: string; readonly texts: readonly string[] }
/** `targets`: those that `target` was chosen of; absent where there was one. */
export type MatchedRow = TableRow & {
  readonly target: Target
  readonly targets?: readonly Target[]
  readonly source?: SourceMatch & { readonly written: string }
}

export type Matching = {
  readonly matched: readonly MatchedRow[]
  /** Several lines may be meant, and nobody chose yet. */
  readonly ambiguous: readonly (TableRow & { readonly targets: readonly Target[] })[]
  readonly unmatched: readonly (TableRow & { readonly why: string })[]
}

/** `chosen`: by the row's number, the address of the line that was chosen for it. */
export function matchTable(table: TextTable, { hasTitles, roles }: Reading, matcher: FieldMatcher, chosen: ReadonlyMap<number, string>): Matching {
  const column = (role: ColumnRole) => roles.indexOf(role)
  const matched: MatchedRow[] = []
  const ambiguous: (TableRow & { targets: readonly Target[] })[] = []
  const unmatched: (TableRow & { why: string })[] = []
  const taken = new Map<string, number>()
  for (const [at, texts] of table.entries()) {
    if ((hasTitles && at === 0) || texts.every((text) => text.trim() === '')) continue
    const row: TableRow = { at, texts, destination: (texts[column('destination')] ?? '').trim() }
    const targets = row.destination === '' ? [] : matcher.findTargets(row.destination)
    const target = targets.length === 1 ? targets[0] : targets.find(({ line }) => line.address === chosen.get(at))
    const before = target === undefined ? undefined : taken.get(target.line.address)
    if (targets.length === 0) unmatched.push({ ...row, why: row.destination === '' ? 'No destination is named' : 'No destination field has this name' })
    else if (target === undefined) ambiguous.push({ ...row, targets })
    else if (before !== undefined) unmatched.push({ ...row, why: `Row ${before + 1} is about the same field` })
    else {
      taken.set(target.line.address, at)
      const written = (texts[column('source')] ?? '').trim()
      const several = targets.length > 1 ? { targets } : {}
      matched.push({ ...row, target, ...several, ...(written === '' ? {} : { source: { ...matcher.matchSource(written, target.line.each), written } }) })
    }
  }
  return { matched, ambiguous, unmatched }
}

const columnsOfRoles: readonly (readonly [ColumnRole, ColumnId])[] = [
  ['transform', 'transform'],
  ['note', 'note'],
  ['status', 'status'],
]

/** Lists before what stands inside of them. Empty cells of the table change nothing. */
export function giveMatched(matched: readonly MatchedRow[], roles: readonly ColumnRole[]): LineGiven[] {
  const depth = ({ target }: MatchedRow) => listPathsAbove(target.line.path).length
  return matched
    .toSorted((a, b) => depth(a) - depth(b) || a.at - b.at)
    .map(({ target, source, texts }) => {
      const cells: CellGiven[] = source === undefined ? [] : [{ column: 'source', text: source.text }]
      for (const [role, column] of columnsOfRoles) {
        const text = (texts[roles.indexOf(role)] ?? '').trim()
        if (text !== '') cells.push({ column, text })
      }
      return { line: target.line, cells }
    })
    .filter(({ cells }) => cells.length > 0)
}
