// Where lines and columns are, in pixels: the only place that knows how AG Grid lays out its page.
import type { Column, GridApi } from 'ag-grid-community'
import type { Cell } from './cell-range.ts'
import type { GridLine } from './map-view.ts'

/** Columns pinned at a side never scroll aside; those in the middle do. */
export const sides = ['left', 'center', 'right'] as const
export type Side = (typeof sides)[number]

/** `left` is from the left of its side, `top` from the top of the first line. */
export type Span = { readonly left: number; readonly width: number }
export type Rows = { readonly top: number; readonly height: number }

/** Adjacent columns of one side. `isFirst`, `isLast`: the block of columns begins or ends here. */
export type SideSpan = Span & { readonly side: Side; readonly isFirst: boolean; readonly isLast: boolean }

export type GridGeometry = {
  /** Scrolls lines and columns. */
  readonly viewport: HTMLElement
  /** As high as all lines, as wide as all columns; scrolls with them. */
  readonly canvas: HTMLElement
  readonly columns: () => readonly Column[]
  readonly widthOf: (side: Side) => number
  readonly spansOf: (from: number, to: number) => readonly SideSpan[]
  /** Undefined: these lines are not shown. */
  readonly rowsOf: (from: number, to: number) => Rows | undefined
  /** In the window: what lies between headers, pinned columns and scroll bars. */
  readonly body: () => { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }
  /** The cell at a point of the window; beyond the cells, the last one there. */
  readonly cellAt: (x: number, y: number) => Cell | undefined
  /** How many whole lines fit into the picture. */
  readonly linesInView: () => number
  /** The first whole line in the picture. */
  readonly firstInView: () => number
}

export function createGridGeometry(box: HTMLElement, api: GridApi<GridLine>): GridGeometry {
  const viewport = part('.ag-grid-viewport')
  const canvas = part('.ag-grid-scrolling-rows')
  const header = part('.ag-header')

  /** A newer AG Grid may name them otherwise: better said at once than drawn nowhere. */
  function part(name: string): HTMLElement {
    const element = box.querySelector<HTMLElement>(name)
    if (element === null) throw new Error(`the grid has no ${name}`)
    return element
  }

  const columns = () => api.getAllDisplayedColumns()
  const widthOf = (side: Side) => columns().reduce((width, column) => width + (sideOf(column) === side ? column.getActualWidth() : 0), 0)
  const topOf = (index: number) => api.getDisplayedRowAtIndex(index)?.rowTop ?? undefined

  function rowsOf(from: number, to: number): Rows | undefined {
    const top = topOf(from)
    const last = api.getDisplayedRowAtIndex(to)
    if (top === undefined || last === undefined || last.rowTop === null) return undefined
    return { top, height: last.rowTop + (last.rowHeight ?? 0) - top }
  }

  function spansOf(from: number, to: number): SideSpan[] {
    const spans: SideSpan[] = []
    for (const [index, column] of columns().entries()) {
      if (index < from || index > to) continue
      const side = sideOf(column)
      const before = spans.at(-1)
      const width = column.getActualWidth()
      if (before?.side === side) spans[spans.length - 1] = { ...before, width: before.width + width, isLast: index === to }
      else spans.push({ side, left: column.getLeft() ?? 0, width, isFirst: index === from, isLast: index === to })
    }
    return spans
  }

  function body() {
    const around = viewport.getBoundingClientRect()
    return {
      top: header.getBoundingClientRect().bottom,
      bottom: around.top + viewport.clientHeight,
      left: around.left + widthOf('left'),
      right: around.left + viewport.clientWidth - widthOf('right'),
    }
  }

  function cellAt(x: number, y: number): Cell | undefined {
    const shown = columns()
    const count = api.getDisplayedRowCount()
    if (shown.length === 0 || count === 0) return undefined
    const at = y - canvas.getBoundingClientRect().top
    return { line: lastBefore(count, (index) => (topOf(index) ?? 0) <= at), column: lastBefore(shown.length, (index) => leftInWindow(shown, index) <= x) }
  }

  function leftInWindow(shown: readonly Column[], index: number): number {
    const column = shown[index]
    const left = column?.getLeft() ?? 0
    const { left: middle, right } = body()
    const side = column === undefined ? 'left' : sideOf(column)
    if (side === 'center') return middle + left - viewport.scrollLeft
    return side === 'right' ? right + left : middle - widthOf('left') + left
  }

  const rowHeight = () => api.getDisplayedRowAtIndex(0)?.rowHeight ?? 1
  return {
    viewport,
    canvas,
    columns,
    widthOf,
    spansOf,
    rowsOf,
    body,
    cellAt,
    linesInView() {
      const { top, bottom } = body()
      return Math.max(1, Math.floor((bottom - top) / rowHeight()))
    },
    firstInView: () => Math.ceil((body().top - canvas.getBoundingClientRect().top) / rowHeight()),
  }
}

export function sideOf(column: Column): Side {
  const pinned = column.getPinned()
  return pinned === 'left' || pinned === true ? 'left' : pinned === 'right' ? 'right' : 'center'
}

/** The last index that lies before; the first one where none does. */
function lastBefore(count: number, isBefore: (index: number) => boolean): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (isBefore(middle)) low = middle
    else high = middle - 1
  }
  return low
}
