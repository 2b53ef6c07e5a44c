// What was cut and waits for its paste: cells are taken away only then, together with what is pasted, and only if nobody changed them since.
import { isSameJson, type CellWrite } from '../../shared/project/edits.ts'
import type { CarriedCells } from '../../shared/project/copied-cells.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { listValueSources } from '../../shared/mapping/row-sources.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { ColumnId } from '../grid/columns.ts'
import type { GridLine } from '../grid/map-view.ts'
import { CARRIED, cellsOfColumn } from './copy-cells.ts'

/** `id` is in the copied cells too. `held`: cells of rows as they were when they were cut. */
export type PendingCut = {
  readonly id: string
  readonly project: string
  readonly shape: 'cells' | 'rows'
  readonly held: readonly { readonly row: string; readonly cells: readonly (readonly [cell: keyof CarriedCells, value: JsonValue])[] }[]
}

export function holdCut(
  id: string,
  project: string,
  context: MapContext,
  shape: PendingCut['shape'],
  lines: readonly GridLine[],
  columns: readonly ColumnId[],
): PendingCut {
  const held = lines.flatMap(({ line: { row, kind } }) => {
    if (row === undefined || kind === 'more') return []
    const keys = shape === 'rows' ? CARRIED : columns.flatMap((column) => cellsCut(context, row, column))
    const cells = [...new Set(keys)].flatMap((key) => (row[key] === undefined ? [] : [[key, row[key] as JsonValue] as const]))
    return cells.length === 0 && shape === 'cells' ? [] : [{ row: row.id, cells }]
  })
  return { id, project, shape, held }
}

/** The source is part of the transform: who cuts it takes both. */
function cellsCut(context: MapContext, row: Row, column: ColumnId): readonly (keyof CarriedCells)[] {
  return column === 'source' && listValueSources(context, row).length > 0 ? ['unmatched', 'transform'] : (cellsOfColumn[column] ?? [])
}

/** `pasted`: writes that go into the same step; what was pasted onto a cell that was cut stays. A row that was cut whole goes. */
export function cutWrites(rows: readonly Row[], cut: PendingCut, pasted: readonly CellWrite[], kept: ReadonlySet<string> = new Set()): CellWrite[] {
  const written = new Set(pasted.map(({ object, cell }) => `${object} ${cell}`))
  const { gone, staying } = settleRows(rows, cut, pasted, kept)
  const byId = new Map(cut.held.map((one) => [one.row, one]))
  return rows.flatMap((row): CellWrite[] => {
    const one = byId.get(row.id)
    if (one === undefined || row.deleted === true || staying.has(row.id)) return []
    if (gone.has(row.id)) return [{ home: 'rows', object: row.id, cell: 'deleted', value: true }]
    return one.cells
      .filter((held) => isHeld(row, held) && !written.has(`${row.id} ${held[0]}`))
      .map(([cell]) => ({ home: 'rows', object: row.id, cell, value: undefined }))
  })
}

/** Rows that fill a list and stay as they are: others still stand in them. */
export function listStaying(rows: readonly Row[], cut: PendingCut, pasted: readonly CellWrite[], kept: ReadonlySet<string>): readonly Row[] {
  const { staying } = settleRows(rows, cut, pasted, kept)
  return rows.filter((row) => staying.has(row.id))
}

function settleRows(
  rows: readonly Row[],
  { shape, held }: PendingCut,
  pasted: readonly CellWrite[],
  kept: ReadonlySet<string>,
): { readonly gone: ReadonlySet<string>; readonly staying: ReadonlySet<string> } {
  const gone = new Set<string>()
  const staying = new Set<string>()
  if (shape === 'cells') return { gone, staying }
  const touched = new Set([...pasted.map(({ object }) => object), ...kept])
  const byId = new Map(held.map((one) => [one.row, one]))
  for (const row of rows)
    if (row.deleted !== true && !touched.has(row.id) && byId.get(row.id)?.cells.every((cell) => isHeld(row, cell)) === true) gone.add(row.id)
  const parents = new Map(rows.filter(({ deleted }) => deleted !== true).map((row) => [row.id, row.parent]))
  // Also rows that were made in the list by this very paste.
  const made = pasted.flatMap(({ cell, value }) => (cell === 'parent' && typeof value === 'string' ? [value] : []))
  const stayed = [...[...parents].flatMap(([id, parent]) => (gone.has(id) ? [] : [parent])), ...made]
  for (let parent = stayed.pop(); stayed.length > 0 || parent !== undefined; parent = stayed.pop()) {
    if (parent === undefined || !gone.delete(parent)) continue
    staying.add(parent)
    stayed.push(parents.get(parent))
  }
  return { gone, staying }
}

function isHeld(row: Row, [cell, value]: PendingCut['held'][number]['cells'][number]): boolean {
  return isSameJson(row[cell] as JsonValue | undefined, value)
}
