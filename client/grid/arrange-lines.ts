// Which lines are shown and in which order: filters, quick filter and sorting over all lines of a map. Pure; texts come from line-facts.ts.
import type { Line, LineAddress } from '../../shared/mapping/line.ts'
import { isNarrowed, type Arrangement, type ColumnFilter, type DecisionFilter } from './arrangement.ts'
import type { ColumnId } from './columns.ts'
import { belowKey, type GridLine } from './map-view.ts'

/** Undefined: an empty cell, which stands last whatever the direction. */
export type SortKey = number | string | undefined

/** What lines are chosen by. */
export type LineFacts = {
  /** All that the quick filter looks through, in lower case. */
  readonly all: (line: Line) => string
  /** What a cell is looked through for by `contains`, in lower case. */
  readonly text: (line: Line, column: ColumnId) => string
  /** What a cell counts as in a list of values: mostly its text alone, `''` where it is empty; several where it shows several things. */
  readonly values: (line: Line, column: ColumnId) => readonly string[]
  readonly sortKey: (line: Line, column: ColumnId) => SortKey
  readonly isDecided: (line: Line, decision: DecisionFilter) => boolean
  readonly reads: (line: Line, field: { readonly input: string; readonly path: string }) => boolean
}

/** What stays as it was when the filter was applied: a line never vanishes or jumps because somebody wrote on it. */
export type Kept = {
  readonly shown: ReadonlySet<string>
  readonly known: ReadonlySet<string>
  readonly keys: ReadonlyMap<string, SortKey>
}

export type Arranged = {
  readonly lines: readonly GridLine[]
  /** Lines that are shown for themselves, not for what stands below them. */
  readonly shown: number
  readonly total: number
  /** Of `shown`: they fit no more, or never did and are new. */
  readonly left: number
  readonly kept: Kept | undefined
}

/**
 * `lines`: all there are, what is folded away too (LineView.everything), where the arrangement is narrowed; else as they are listed.
 * `kept` of the time before, unless the arrangement changed since. Lines above one that fits are shown as context; sorted lines stand flat.
 */
export function arrangeLines(lines: readonly GridLine[], arrangement: Arrangement, facts: LineFacts, kept?: Kept): Arranged {
  if (!isNarrowed(arrangement)) return { lines, shown: lines.length, total: lines.length, left: 0, kept: undefined }
  const fits = createFitter(arrangement, facts)
  const found: GridLine[] = []
  let total = 0
  let left = 0
  for (const held of lines) {
    if (held.line.kind === 'more') continue
    total += 1
    const isFit = fits(held.line)
    if (!isFit && (kept === undefined || !isKept(kept, held.line))) continue
    found.push(held)
    if (!isFit) left += 1
  }
  const { sort } = arrangement
  const keys = new Map<string, SortKey>()
  if (sort !== undefined) {
    for (const { line } of found) {
      const key = keptKey(kept, line, () => facts.sortKey(line, sort.column))
      keys.set(line.address, key)
      if (line.row === undefined) keys.set(placeOf(line), key)
    }
  }
  return {
    lines: sort === undefined ? withContext(lines, new Set(found.map(({ address }) => address))) : sortLines(found, keys, sort.descending),
    shown: found.length,
    total,
    left,
    kept: { shown: namesOf(found), known: kept?.known ?? namesOf(lines), keys },
  }
}

/** Fields that a folded line stands for are found by filters; sorting alone does not unfold them. */
export function createFitter(arrangement: Arrangement, facts: LineFacts): (line: Line) => boolean {
  const { search, decision, reads, filters } = arrangement
  const checks: ((line: Line) => boolean)[] = []
  if (decision !== undefined) checks.push((line) => facts.isDecided(line, decision))
  if (reads !== undefined) checks.push((line) => facts.reads(line, reads))
  for (const [column, filter] of Object.entries(filters) as [ColumnId, ColumnFilter][]) checks.push(cellCheck(column, filter, facts))
  const words = readWords(search)
  if (words.length > 0) {
    checks.push((line) => {
      const text = facts.all(line)
      return words.every((word) => text.includes(word))
    })
  }
  return checks.length === 0 ? (line) => line.extra !== true : (line) => checks.every((check) => check(line))
}

function cellCheck(column: ColumnId, { words, contains }: ColumnFilter, facts: LineFacts): (line: Line) => boolean {
  const wanted = words === undefined ? undefined : new Set(words)
  const part = contains?.trim().toLowerCase() ?? ''
  return (line) =>
    (wanted === undefined || facts.values(line, column).some((value) => wanted.has(value))) && (part === '' || facts.text(line, column).includes(part))
}

export function readWords(search: string): string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}

/**
 * A line goes by its address; by its place where its address is new, because its first row was stored or its last one deleted.
 * What is on a place that nobody had filtered is shown: whoever adds a row wants to see it.
 */
function isKept({ known, shown }: Kept, line: Line): boolean {
  if (line.row !== undefined && known.has(line.address)) return shown.has(line.address)
  const place = placeOf(line)
  return known.has(place) ? shown.has(place) : line.row !== undefined
}

function keptKey(kept: Kept | undefined, line: Line, read: () => SortKey): SortKey {
  const at = [line.address, placeOf(line)].find((name) => kept?.keys.has(name))
  return at === undefined ? read() : kept?.keys.get(at)
}

/** The names lines are remembered by. Where several rows are on one place, it is their head's; else head and rows would be taken for one. */
function namesOf(lines: readonly GridLine[]): Set<string> {
  const names = new Set<string>()
  for (const { address, line } of lines) {
    if (line.kind === 'more') continue
    names.add(address)
    if (line.part === undefined) names.add(placeOf(line))
  }
  return names
}

function placeOf(line: Line): string {
  return belowKey(line.each, line.path)
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Stable; numbers before texts, empty cells last. */
function sortLines(lines: readonly GridLine[], keys: ReadonlyMap<string, SortKey>, descending: boolean): readonly GridLine[] {
  const turn = descending ? -1 : 1
  const keyed = lines.map((line) => ({ line, key: keys.get(line.address) }))
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) return (a.key === undefined ? 1 : 0) - (b.key === undefined ? 1 : 0)
    return turn * compareKeys(a.key, b.key)
  })
  return keyed.map(({ line }) => line)
}

function compareKeys(a: number | string, b: number | string): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1
  return typeof b === 'number' ? 1 : collator.compare(a, b)
}

// The same object as long as the line is the same, so that the grid draws only what changed.
const contexts = new WeakMap<Line, GridLine>()

function asContext({ address, line }: GridLine): GridLine {
  const before = contexts.get(line)
  if (before !== undefined) return before
  const made: GridLine = { address, line, context: true }
  contexts.set(line, made)
  return made
}

/** Lines of `shown` and, quieter, those they stand under; without what a person folded meanwhile. */
function withContext(lines: readonly GridLine[], shown: ReadonlySet<LineAddress>): readonly GridLine[] {
  const byAddress = new Map(lines.map((line) => [line.address, line.line]))
  const needed = new Set<LineAddress>()
  for (const address of shown) {
    for (let here = parentOf(byAddress, address); here !== undefined && !needed.has(here); here = parentOf(byAddress, here)) needed.add(here)
  }
  const hidden = new Set<LineAddress>()
  const result: GridLine[] = []
  for (const held of lines) {
    const { parent } = held.line
    if (parent !== undefined && (hidden.has(parent) || byAddress.get(parent)?.folded === true)) hidden.add(held.address)
    else if (shown.has(held.address)) result.push(held)
    else if (needed.has(held.address)) result.push(asContext(held))
  }
  return result
}

function parentOf(byAddress: ReadonlyMap<LineAddress, Line>, address: LineAddress): LineAddress | undefined {
  return byAddress.get(address)?.parent
}
