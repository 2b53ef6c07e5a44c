// Which source fields a row reads, and which rows read a field: the only place that remembers it. Pure.
import { wholePath } from '../../shared/mapping/coverage.ts'
import { eachAbove, MOST_NESTED_EACH } from '../../shared/mapping/item-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listRowSources } from '../../shared/mapping/row-sources.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { SourceField } from '../panels/dragged-fields.ts'

/** Rows are values: what one reads is the same until it, a row it stands in, or a schema changes. */
type Known = { readonly around: readonly unknown[]; readonly reads: readonly SourceField[] }
const knownReads = new WeakMap<Row, Known>()

/** Paths from the input's root, each once, in the order they are written. */
export function listReads(context: MapContext, row: Row): readonly SourceField[] {
  const around = surroundings(context, row)
  const known = knownReads.get(row)
  if (known !== undefined && known.around.length === around.length && known.around.every((one, at) => one === around[at])) return known.reads
  const seen = new Set<string>()
  const reads: SourceField[] = []
  for (const { ref, each } of listRowSources(context, row)) {
    const at = wholePath(context, ref, each)
    if (at === undefined || at.path === '' || seen.has(`${at.input}:${at.path}`)) continue
    seen.add(`${at.input}:${at.path}`)
    reads.push(at)
  }
  knownReads.set(row, { around, reads })
  return reads
}

function surroundings(context: MapContext, row: Row): readonly unknown[] {
  const around: unknown[] = [context.fieldMap, ...context.inputs.flatMap((side) => [side.input, side.graph])]
  for (let above = eachAbove(context, row), depth = 0; above !== undefined && depth < MOST_NESTED_EACH; above = eachAbove(context, above), depth++)
    around.push(above)
  return around
}

const readersByRows = new WeakMap<readonly Row[], ReadonlyMap<string, readonly Row[]>>()

/** In the map's order. */
export function listReaders(context: MapContext, { input, path }: SourceField): readonly Row[] {
  let readers = readersByRows.get(context.rows)
  if (readers === undefined) {
    readers = indexReaders(context)
    readersByRows.set(context.rows, readers)
  }
  return readers.get(`${input}:${path}`) ?? []
}

function indexReaders(context: MapContext): ReadonlyMap<string, readonly Row[]> {
  const readers = new Map<string, Row[]>()
  for (const row of context.rows)
    for (const { input, path } of listReads(context, row)) {
      const key = `${input}:${path}`
      const rows = readers.get(key)
      if (rows === undefined) readers.set(key, [row])
      else rows.push(row)
    }
  return readers
}
