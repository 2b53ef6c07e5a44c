// Hands lines to AG Grid: single rows in place, whole lists only when lines came, went or moved, and never under an open editor.
import type { GridApi } from 'ag-grid-community'
import type { Focused, GridMovement } from './grid-movement.ts'
import { isSameLine, type GridLine, type MapView } from './map-view.ts'

export type LineFeed = {
  readonly view: () => MapView | undefined
  readonly lines: () => readonly GridLine[]
  readonly setLines: (next: readonly GridLine[], view: MapView) => void
  readonly changeLines: (changed: readonly GridLine[], view: MapView) => void
  /** Lines that came while a cell was being edited are shown now. */
  readonly editingStopped: () => void
  /** The cell that lost the focus because lines were filtered while the keyboard was elsewhere; told once. */
  readonly takeLeft: () => Focused | undefined
}

/** `headerText`: all that headers show of the lines' surroundings. `onPlaced`: rows may stand elsewhere now; `before`: lines came, went or moved. */
export function createLineFeed(
  api: () => GridApi<GridLine>,
  box: HTMLElement,
  movement: () => GridMovement,
  headerText: () => string,
  onPlaced: (before?: readonly GridLine[]) => void,
): LineFeed {
  let header: string | undefined
  let view: MapView | undefined
  let lines: readonly GridLine[] = []
  let waiting: readonly GridLine[] | undefined
  let left: Focused | undefined

  function setLines(next: readonly GridLine[], nextView: MapView): void {
    const isFlatNow = nextView.flat !== view?.flat
    view = nextView
    const isSameOrder = next.length === lines.length && next.every((line, at) => line.address === lines[at]?.address)
    if (!isSameOrder) return api().getEditingCells().length > 0 ? void (waiting = next) : replace(next, isFlatNow)
    waiting = undefined
    next.forEach((line, at) => {
      const before = lines[at] as GridLine
      if (!isSameLine(line.line, before.line) || line.context !== before.context) api().getRowNode(line.address)?.updateData(line)
    })
    lines = next
    redraw()
  }

  /**
   * Replacing the rows under an editor would close it and lose what was typed. AG Grid remembers the focused cell by its number:
   * while somebody types a filter elsewhere, another line would take it over without a sign, so that it is remembered here.
   */
  function replace(next: readonly GridLine[], drawAgain = false): void {
    waiting = undefined
    const focused = movement().focused()
    const hadFocus = box.contains(document.activeElement)
    const before = lines
    lines = next
    if (focused !== undefined && !hadFocus) {
      left = focused
      api().clearFocusedCell()
    }
    api().setGridOption('rowData', next as GridLine[])
    drawHeader()
    onPlaced(before)
    if (drawAgain) redraw()
    if (focused !== undefined && hadFocus) movement().refocus(lines, focused)
  }

  /** Cells depend on more than their line (names, problems, outcomes): those in the picture are asked again, and drawn where their keys differ. */
  function redraw(): void {
    drawHeader()
    for (const node of api().getRenderedNodes()) if (node.data !== undefined) node.updateData(node.data)
    onPlaced()
  }

  /** AG Grid makes all headers anew, which takes longer than drawing all cells. */
  function drawHeader(): void {
    const text = headerText()
    if (text === header) return
    header = text
    api().refreshHeader()
  }

  return {
    view: () => view,
    lines: () => lines,
    setLines,
    changeLines(changed, nextView) {
      view = nextView
      const byAddress = new Map(changed.map((line) => [line.address, line]))
      const swap = (line: GridLine): GridLine => {
        const next = byAddress.get(line.address)
        return next === undefined ? line : line.context === true ? { ...next, context: true } : next
      }
      lines = lines.map(swap)
      waiting = waiting?.map(swap)
      for (const line of changed) {
        const node = api().getRowNode(line.address)
        node?.updateData(node.data?.context === true ? { ...line, context: true } : line)
      }
    },
    takeLeft() {
      const before = left
      left = undefined
      return before
    },
    editingStopped() {
      if (waiting !== undefined) replace(waiting)
    },
  }
}
