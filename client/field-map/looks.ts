// Saved views: from how a person looks at the grid to a plain value and back. Pure; whatever was stored, the grid can be drawn.
import { isSameJson } from '../../shared/project/edits.ts'
import { gridLook, gridView, type GridLook, type GridView } from '../../shared/project/grid-view.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { soundColumns, type Arrangement, type ColumnFilter } from '../grid/arrangement.ts'
import { columnsById, type ColumnId } from '../grid/columns.ts'

/** `folded`: everything is folded when the view is taken. */
export function lookOf(arrangement: Arrangement, folded?: boolean): GridLook {
  const { columns, filters, search, decision, reads, sort, density } = arrangement
  const listed = (Object.entries(filters) as [ColumnId, ColumnFilter][]).map(([column, { words, contains }]) => ({
    column,
    ...(words === undefined ? {} : { words: [...words] }),
    ...(contains === undefined || contains.trim() === '' ? {} : { contains }),
  }))
  return {
    columns: columns.map(({ id, width, pinned }) => ({ id, ...(width === undefined ? {} : { width }), ...(pinned === undefined ? {} : { pinned }) })),
    ...(listed.length === 0 ? {} : { filters: listed }),
    ...(search.trim() === '' ? {} : { search }),
    ...(decision === undefined ? {} : { decision }),
    ...(reads === undefined ? {} : { reads: { input: reads.input, path: reads.path as FieldPath } }),
    ...(sort === undefined ? {} : { sort }),
    density,
    ...(folded === true ? { folded } : {}),
  }
}

/** `from`: the id of the view. Columns that are not known here are passed over. */
export function arrangementOf(look: GridLook, from?: string): Arrangement {
  const isKnown = (column: string): column is ColumnId => columnsById.has(column as ColumnId)
  const filters: Partial<Record<ColumnId, ColumnFilter>> = {}
  for (const { column, words, contains } of look.filters ?? [])
    if (isKnown(column)) filters[column] = { ...(words === undefined ? {} : { words }), ...(contains === undefined ? {} : { contains }) }
  const { sort } = look
  return {
    columns: soundColumns(
      look.columns.map(({ id, width, pinned }) => ({ id, ...(width === undefined ? {} : { width }), ...(pinned === undefined ? {} : { pinned }) })),
    ),
    filters,
    search: look.search ?? '',
    density: look.density,
    ...(look.decision === undefined ? {} : { decision: look.decision }),
    ...(look.reads === undefined ? {} : { reads: look.reads }),
    ...(sort === undefined || !isKnown(sort.column) ? {} : { sort: { column: sort.column, descending: sort.descending } }),
    ...(from === undefined ? {} : { from }),
  }
}

/** Whether the grid looks as the view says; folding comes and goes. */
export function isSameLook(arrangement: Arrangement, look: GridLook): boolean {
  return isSameJson(lookOf(arrangement) as JsonValue, lookOf(arrangementOf(look)) as JsonValue)
}

/** How the grid looked last: a search is not kept, it is about a moment. */
export function printKept(arrangement: Arrangement): string {
  const { search: _, reads: _reads, ...look } = lookOf(arrangement)
  return JSON.stringify({ look, ...(arrangement.from === undefined ? {} : { from: arrangement.from }) })
}

/** Undefined: nothing was kept, or nothing that fits. */
export function parseKept(text: string | undefined): Arrangement | undefined {
  const kept = parseJson(text)
  if (typeof kept !== 'object' || kept === null) return undefined
  const { look, from } = kept as { look?: unknown; from?: unknown }
  const found = gridLook.safeParse(look)
  return found.success ? arrangementOf(found.data, typeof from === 'string' ? from : undefined) : undefined
}

/** A person's own views as kept in a browser; what does not fit is passed over. */
export function parseViews(text: string | undefined): readonly GridView[] {
  const list = parseJson(text)
  return Array.isArray(list) ? list.flatMap((one) => gridView.safeParse(one).data ?? []) : []
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
