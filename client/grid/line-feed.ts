// Hands lines to AG Grid: single rows in place, whole lists only when lines came, went or moved, and never under an open editor.
import type { GridApi } from 'ag-grid-community'
import type { GridMovement } from './grid-movement.ts'
import { isSameLine, type GridLine, type MapView } from './map-view.ts'

export type LineFeed = {
  readonly view: () => MapView | undefined
  readonly lines: () => readonly GridLine[]
  readonly setLines: (next: readonly GridLine[], view: MapView) => void
  readonly changeLines: (changed: readonly GridLine[], view: MapView) => void
  /** Lines that came while a cell was being edited are shown now. */
  readonly editingStopped: () => void
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

  function setLines(next: readonly GridLine[], nextView: MapView): void {
    view = nextView
    const isSameOrder = next.length === lines.length && next.every((line, at) => line.address === lines[at]?.address)
    if (!isSameOrder) return api().getEditingCells().length > 0 ? void (waiting = next) : replace(next)
    waiting = undefined
    next.forEach((line, at) => {
      if (!isSameLine(line.line, (lines[at] as GridLine).line)) api().getRowNode(line.address)?.updateData(line)
    })
    lines = next
    redraw()
  }

  /** Replacing the rows under an editor would close it and lose what was typed. */
  function replace(next: readonly GridLine[]): void {
    waiting = undefined
    const focused = movement().focused()
    const hadFocus = box.contains(document.activeElement)
    const before = lines
    lines = next
    api().setGridOption('rowData', next as GridLine[])
    drawHeader()
    onPlaced(before)
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
      const swap = (line: GridLine) => byAddress.get(line.address) ?? line
      lines = lines.map(swap)
      waiting = waiting?.map(swap)
      for (const line of changed) api().getRowNode(line.address)?.updateData(line)
    },
    editingStopped() {
      if (waiting !== undefined) replace(waiting)
    },
  }
}
