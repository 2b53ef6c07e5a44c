// The distinct texts of a column with how many lines have each: what its filter offers. Pure.
import type { Line } from '../../shared/mapping/line.ts'
import { createFitter, type LineFacts, type SortKey } from './arrange-lines.ts'
import { isNarrowed, withFilter, withSort, type Arrangement } from './arrangement.ts'
import type { ColumnId } from './columns.ts'
import type { GridLine } from './map-view.ts'

/** `value`: as the filter holds it, `''` for empty cells. */
export type ValueCount = { readonly value: string; readonly count: number }

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Of the lines that all other filters let through; in the order the column is sorted by, empty cells last. */
export function countValues(lines: readonly GridLine[], arrangement: Arrangement, column: ColumnId, facts: LineFacts): readonly ValueCount[] {
  const without = withSort(withFilter(arrangement, column, undefined), undefined)
  const others = isNarrowed(without) ? createFitter(without, facts) : () => true
  const counts = new Map<string, { count: number; line?: Line }>()
  for (const { line } of lines) {
    if (line.kind === 'more' || !others(line)) continue
    for (const value of facts.values(line, column)) {
      const before = counts.get(value)
      if (before === undefined) counts.set(value, { count: 1, line })
      else before.count += 1
    }
  }
  // What was ticked stays in the list, whatever else is asked for.
  for (const value of arrangement.filters[column]?.words ?? []) if (!counts.has(value)) counts.set(value, { count: 0 })
  const keyOf = (value: string, line: Line | undefined): SortKey => (column === 'status' && line !== undefined ? facts.sortKey(line, column) : value)
  return [...counts]
    .map(([value, { count, line }]) => ({ value, count, key: keyOf(value, line) }))
    .sort((a, b) => Number(a.value === '') - Number(b.value === '') || compare(a.key, b.key))
    .map(({ value, count }) => ({ value, count }))
}

function compare(a: SortKey, b: SortKey): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}
