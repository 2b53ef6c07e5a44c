// Where the focus is in the grid and how it moves: the only place that turns lines and columns into AG Grid's cells.
import type { GridApi } from 'ag-grid-community'
import type { ColumnId } from './columns.ts'
import type { GridLine } from './map-view.ts'

export type Focused = { readonly line: GridLine; readonly column: ColumnId; readonly index: number }

export type GridMovement = {
  readonly focused: () => Focused | undefined
  readonly lineAt: (index: number | null) => GridLine | undefined
  readonly focus: (lines: readonly GridLine[], line: string, column?: ColumnId) => boolean
  /** Scrolls there, no further than needed; the focus stays. */
  readonly show: (lines: readonly GridLine[], line: string, column?: ColumnId) => boolean
  /** After the lines changed: a line's address changes when its first row is stored, and the focus stays on its destination. */
  readonly refocus: (lines: readonly GridLine[], before: Focused) => void
}

export function createMovement(api: GridApi<GridLine>): GridMovement {
  const lineAt = (index: number | null) => (index === null ? undefined : api.getDisplayedRowAtIndex(index)?.data)

  return {
    lineAt,
    focused() {
      const cell = api.getFocusedCell() ?? undefined
      const line = cell === undefined ? undefined : lineAt(cell.rowIndex)
      return cell === undefined || line === undefined ? undefined : { line, column: cell.column.getColId() as ColumnId, index: cell.rowIndex }
    },
    focus(lines, line, column = 'source') {
      const index = lines.findIndex((candidate) => candidate.address === line)
      if (index < 0) return false
      api.ensureIndexVisible(index, 'middle')
      api.setFocusedCell(index, api.getColumn(column)?.isVisible() === true ? column : 'source')
      return true
    },
    show(lines, line, column) {
      const index = lines.findIndex((candidate) => candidate.address === line)
      if (index < 0) return false
      api.ensureIndexVisible(index)
      if (column !== undefined && api.getColumn(column)?.isVisible() === true) api.ensureColumnVisible(column)
      return true
    },
    refocus(lines, before) {
      const { line } = before.line
      // A line that stood for several fields goes behind them when it opens: the focus is on the first of them.
      const opened = line.kind === 'more' && line.folded
      const same = opened ? before.index : lines.findIndex((other) => other.address === before.line.address)
      const index = same >= 0 ? same : lines.findIndex((other) => isSamePlace(other, before.line))
      if (lines.length > 0) api.setFocusedCell(index >= 0 ? index : Math.min(before.index, lines.length - 1), before.column)
    },
  }
}

/** The same destination inside the same `each`, stored or not. */
export function isSamePlace(a: GridLine, b: GridLine): boolean {
  return placeKey(a) === placeKey(b)
}

/** Equal for lines of the same place. */
export function placeKey({ line }: GridLine): string {
  return `${line.kind === 'more' ? 'more' : ''}:${line.each?.id ?? ''}:${line.path}`
}
