// Which lookup tables rows take values from: the only place that looks into transforms for them.
import type { Row } from '../project/field-map.ts'
import type { Transform } from '../transform/transform.ts'

/** A row never changes. */
const known = new WeakMap<Row, readonly string[]>()
const NONE: readonly string[] = []

/** Ids, each once, in order. */
export function listTablesOf(rows: readonly Row[]): string[] {
  const found = new Set<string>()
  for (const row of rows) for (const table of tablesOf(row)) found.add(table)
  return [...found].sort()
}

function tablesOf(row: Row): readonly string[] {
  const before = known.get(row)
  if (before !== undefined) return before
  const tables = row.transform === undefined ? NONE : listIn(row.transform)
  known.set(row, tables)
  return tables
}

/** Lookups stand alone, or in the branches of "when / then". */
function listIn(root: Transform): readonly string[] {
  if (root.kind !== 'lookup' && root.kind !== 'when') return NONE
  const found: string[] = []
  const stack: Transform[] = [root]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'lookup') found.push(next.table)
    if (next.kind === 'when') stack.push(...next.cases.map(({ then }) => then), ...(next.otherwise === undefined ? [] : [next.otherwise]))
  }
  return found
}
