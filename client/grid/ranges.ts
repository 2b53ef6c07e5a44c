// Joins the selection with its picture and the mouse.
import type { GridGeometry } from './grid-geometry.ts'
import type { GridOverlay } from './grid-overlay.ts'
import type { LineGridSetting } from './line-grid-contract.ts'
import { createRangeLayer } from './range-layer.ts'
import { listenToRangeMouse } from './range-mouse.ts'
import type { GridSelection } from './selection.ts'

type Setting = Pick<LineGridSetting, 'readOnly' | 'onFill'> & {
  readonly overlay: GridOverlay
  readonly geometry: GridGeometry
  readonly selection: GridSelection
  readonly stopEditing: () => void
}

export function createRanges(box: HTMLElement, { overlay, geometry, selection, readOnly, stopEditing, onFill }: Setting): { readonly close: () => void } {
  const layer = createRangeLayer(box, overlay, geometry, !readOnly, () => ({
    range: selection.block(),
    focus: selection.focusBlock(),
    marked: selection.marked()?.block,
    fill: mouse.filling(),
  }))
  const mouse = listenToRangeMouse(box, {
    selection,
    geometry,
    handle: layer.handle,
    stopEditing,
    onChange: overlay.place,
    fill(to) {
      const filled = selection.fill(to)
      if (filled !== undefined) onFill(filled.from, filled.to)
    },
  })

  return mouse
}
