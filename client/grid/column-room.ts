// Which columns there is room for and how they lie: all as a person arranged them, fewer and narrower ones beside an open drawer (STYLE §3).
import type { ColumnState, GridApi } from 'ag-grid-community'
import type { Arrangement, ColumnPlace } from './arrangement.ts'
import { columns, type ColumnId, type GridColumn } from './columns.ts'
import { ROW_HEIGHTS } from './grid-theme.ts'
import type { GridLine } from './map-view.ts'

type Widths = Readonly<Partial<Record<ColumnId, number>>>

const TIGHT_COLUMNS: readonly ColumnId[] = ['row', 'source', 'transform', 'preview', 'destination', 'status']
const TIGHT_WIDTHS: Widths = { row: 50, source: 132, transform: 188, preview: 100, destination: 190, status: 100 }

/** All default columns of a window of 1,024 side by side, with a scroll bar. */
const NARROW = 1_000
const NARROW_WIDTHS: Widths = { row: 50, source: 148, transform: 188, when: 66, preview: 100, destination: 186, limit: 44, status: 100, issues: 52 }

export type ColumnRoom = {
  readonly setArrangement: (arrangement: Arrangement, tight: boolean) => void
  /** As wide as what it shows. */
  readonly fit: (column: ColumnId) => void
}

export type ColumnRoomSetting = {
  /** Columns shown, in their new order. */
  readonly onOrder: (order: readonly ColumnId[]) => void
  readonly onPin: (column: ColumnId, pinned: 'left' | 'right' | undefined) => void
  readonly onWidth: (column: ColumnId, width: number) => void
}

/** `width`: of the grid, in pixels. */
export function createColumnRoom(api: GridApi<GridLine>, box: HTMLElement, width: number, on: ColumnRoomSetting): ColumnRoom {
  const isNarrow = width < NARROW
  let places: readonly ColumnPlace[] | undefined
  let isTight = false
  /** Beside the drawer widths are for as long as it is open: they say nothing about the grid without it. */
  let tightWidths: Widths = TIGHT_WIDTHS

  api.addEventListener('columnMoved', ({ source, finished }) => {
    if (source !== 'uiColumnMoved' || !finished) return
    on.onOrder(api.getAllDisplayedColumns().map((column) => column.getColId() as ColumnId))
  })
  api.addEventListener('columnPinned', ({ source, columns: moved }) => {
    if (source !== 'uiColumnMoved' && source !== 'uiColumnDragged') return
    for (const column of moved ?? []) {
      const pinned = column.getPinned()
      on.onPin(column.getColId() as ColumnId, pinned === 'left' || pinned === 'right' ? pinned : undefined)
    }
  })
  api.addEventListener('columnResized', ({ source, finished, columns: resized }) => {
    if (!finished || (source !== 'uiColumnResized' && source !== 'autosizeColumns')) return
    for (const column of resized ?? []) keepWidth(column.getColId() as ColumnId, column.getActualWidth())
  })

  function keepWidth(column: ColumnId, actual: number): void {
    if (isTight) tightWidths = { ...tightWidths, [column]: actual }
    else on.onWidth(column, actual)
  }

  return {
    setArrangement({ columns: next, density }, tight) {
      const height = ROW_HEIGHTS[density]
      if (api.getGridOption('rowHeight') !== height) {
        box.style.setProperty('--gx-line', `${height}px`)
        api.setGridOption('rowHeight', height)
        api.resetRowHeights()
      }
      if (next === places && tight === isTight) return
      if (!tight) tightWidths = TIGHT_WIDTHS
      places = next
      isTight = tight
      box.classList.toggle('gx-tight', tight)
      const shown = tight ? next.filter(({ id }) => TIGHT_COLUMNS.includes(id)).map(({ id }): ColumnPlace => ({ id, ...defaultPin(id) })) : next
      api.applyColumnState({ state: buildState(shown, tight ? tightWidths : isNarrow ? NARROW_WIDTHS : {}), applyOrder: true })
    },
    fit: (column) => {
      api.autoSizeColumns({ colIds: [column], skipHeader: false })
      keepWidth(column, api.getColumn(column)?.getActualWidth() ?? 0)
    },
  }
}

/** Of all columns: those shown in their order, hidden ones behind their group, so that groups stay together. */
function buildState(shown: readonly ColumnPlace[], widths: Widths): ColumnState[] {
  const all: readonly GridColumn[] = columns
  const groupOf = (id: string) => (id === 'row' ? 'row' : all.find((column) => column.id === id)?.group)
  const groups = [...new Set(['row', ...shown.map(({ id }) => groupOf(id)), ...all.map(({ id }) => groupOf(id))])]
  return groups.flatMap((group) => [
    ...shown
      .filter(({ id }) => groupOf(id) === group)
      .map(({ id, width, pinned }): ColumnState => {
        const column = all.find((one) => one.id === id)
        const fills = column?.fills === true && width === undefined
        return {
          colId: id,
          hide: false,
          pinned: pinned ?? null,
          flex: fills ? 1 : null,
          ...(fills ? {} : { width: width ?? widths[id] ?? column?.width ?? 100 }),
        }
      }),
    ...all.filter(({ id }) => groupOf(id) === group && !shown.some((place) => place.id === id)).map(({ id }): ColumnState => ({ colId: id, hide: true })),
  ])
}

function defaultPin(id: ColumnId): Pick<ColumnPlace, 'pinned'> {
  return columns.find((column) => column.id === id)?.group === 'source' ? { pinned: 'left' } : {}
}
