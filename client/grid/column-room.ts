// Which columns there is room for: all that a person chose, fewer and narrower ones beside an open drawer (STYLE §3).
import type { GridApi } from 'ag-grid-community'
import type { Arrangement } from './arrangement.ts'
import type { ColumnId } from './columns.ts'
import type { GridLine } from './map-view.ts'

const TIGHT_COLUMNS: readonly ColumnId[] = ['row', 'source', 'transform', 'preview', 'destination', 'status']
const TIGHT_WIDTHS = widthsOf({ source: 132, transform: 196, preview: 92, destination: 190 })

/** All default columns of a window of 1,024 side by side, with a scroll bar. */
const NARROW = 1_000
const NARROW_WIDTHS = widthsOf({ row: 50, source: 148, transform: 196, when: 72, preview: 92, destination: 178, limit: 44, status: 100, issues: 52 })

export type ColumnRoom = { readonly setArrangement: (arrangement: Arrangement, tight: boolean) => void }

/** `width`: of the grid, in pixels. */
export function createColumnRoom(api: GridApi<GridLine>, box: HTMLElement, width: number): ColumnRoom {
  /** As they were before the drawer opened: a person may have dragged them. */
  let widths: { colId: string; width: number }[] = []
  if (width < NARROW) api.applyColumnState({ state: NARROW_WIDTHS })
  return {
    setArrangement(arrangement, tight) {
      const shown = arrangement.columns.map(({ id }) => id)
      const all = api.getColumns() ?? []
      if (tight !== box.classList.contains('gx-tight')) {
        box.classList.toggle('gx-tight', tight)
        if (tight) widths = all.map((column) => ({ colId: column.getColId(), width: column.getActualWidth() }))
        api.applyColumnState({ state: tight ? TIGHT_WIDTHS : widths })
      }
      const isShown = (id: ColumnId) => shown.includes(id) && (!tight || TIGHT_COLUMNS.includes(id))
      for (const visible of [true, false]) {
        const changed = all.filter((column) => isShown(column.getColId() as ColumnId) === visible)
        api.setColumnsVisible(changed, visible)
      }
    },
  }
}

function widthsOf(widths: Readonly<Record<string, number>>): { colId: string; width: number }[] {
  return Object.entries(widths).map(([colId, width]) => ({ colId, width }))
}
