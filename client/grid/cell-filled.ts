// Which cells count as filled for Ctrl and an arrow. Asked for thousands of cells at once, so that the costly ones are not put into words.
import type { Line } from '../../shared/mapping/line.ts'
import { listSources } from '../../shared/transform/kinds.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { SourceRef } from '../../shared/transform/transform.ts'
import { viewCell } from './cell-texts.ts'
import type { ColumnId } from './columns.ts'
import type { GridLine, MapView } from './map-view.ts'

export function isFilledCell(view: MapView, line: GridLine, column: ColumnId): boolean {
  const known = filled[column]
  return known === undefined ? viewCell(view, line, column).text !== '' : known(view, line.line)
}

/** What a formula reads is found by parsing it; here it is enough that it may read something. */
const SOME: readonly SourceRef[] = [{ of: 'item', path: '' as FieldPath }]

/** "Undecided" and "3 of 27 fields mapped" are words about an empty cell. */
const filled: Partial<Record<ColumnId, (view: MapView, line: Line) => boolean>> = {
  row: (_view, { row }) => row !== undefined,
  source: (_view, { row }) =>
    row !== undefined && (row.unmatched !== undefined || (row.transform !== undefined && listSources(row.transform, () => SOME).length > 0)),
  transform: (_view, { row }) => row?.transform !== undefined,
  when: (_view, { row }) => row?.when !== undefined,
  destination: () => true,
  status: (_view, { row }) => row !== undefined,
  note: (_view, { row }) => (row?.note ?? '') !== '',
}
