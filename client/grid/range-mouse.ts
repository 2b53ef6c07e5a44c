// Selecting and filling with the mouse: clicks, drags over cells, row numbers and the handle, scrolling at the edges.
import { fillTo, isInside, type Block, type Cell } from './cell-range.ts'
import type { GridGeometry } from './grid-geometry.ts'
import { browserPlatform } from './key-combo.ts'
import type { GridSelection } from './selection.ts'
import type { SelectedShape } from './selected.ts'
import { followPointer, STILL } from './pointer-drag.ts'

export type RangeMouse = {
  /** What a fill would cover while the handle is dragged. */
  readonly filling: () => Block | undefined
  readonly close: () => void
}

type Setting = {
  readonly selection: GridSelection
  readonly geometry: GridGeometry
  readonly handle: HTMLElement | undefined
  /** An editor is open: a click on another cell ends it first. */
  readonly stopEditing: () => void
  readonly fill: (to: Block) => void
  readonly onChange: () => void
}

/** Pixels a frame at most, and for each pixel beyond the edge. */
const FASTEST = 60
const PER_PIXEL = 0.4
/** The window may end where the columns do: the last pixels count as beyond. */
const EDGE = 8

export function listenToRangeMouse(box: HTMLElement, { selection, geometry, handle, stopEditing, fill, onChange }: Setting): RangeMouse {
  let filling: Block | undefined
  let endDrag: (() => void) | undefined
  let pressedAt = { x: 0, y: 0 }
  /** The press was ours: AG Grid and the browser leave the focus alone. */
  let isOurs = false

  function onPointerDown(event: PointerEvent): void {
    pressedAt = { x: event.clientX, y: event.clientY }
    isOurs = false
    const target = event.target
    if (!(target instanceof Element)) return
    if (handle !== undefined && target === handle) {
      if (event.button === 0) startFill()
      return take(event)
    }
    // The fold arrow folds, and nothing else moves.
    if (target.closest('[data-fold]') !== null && selection.block() !== undefined) return take(event)
    const hit = hitCell(target)
    if (hit === undefined) return
    const { cell, isRowNumber } = hit
    if (event.button === 2 || (event.ctrlKey && browserPlatform() === 'mac')) {
      const block = selection.block()
      if (block !== undefined && isInside(block, cell)) take(event)
      return
    }
    if (event.button !== 0) return
    if (event.shiftKey && selection.block() !== undefined) {
      take(event)
      stopEditing()
      selection.focusHere()
      selection.reach(cell, isRowNumber ? 'rows' : 'cells')
    } else selection.begin(cell, isRowNumber ? 'rows' : 'cells')
    drag((to) => selection.reach(to))
  }

  /** What can be dragged is dragged, such as the grip of a row. */
  function hitCell(target: Element): { readonly cell: Cell; readonly isRowNumber: boolean } | undefined {
    const element = target.closest('[role="gridcell"][col-id]')
    const line = Number(element?.closest('[row-index]')?.getAttribute('row-index') ?? Number.NaN)
    const id = element?.getAttribute('col-id')
    const column = geometry.columns().findIndex((one) => one.getColId() === id)
    if (Number.isNaN(line) || column < 0 || target.closest('[data-fold], .gx-grip, [draggable="true"]') !== null) return undefined
    return { cell: { line, column }, isRowNumber: id === 'row' }
  }

  function take(event: Event): void {
    isOurs = true
    event.stopPropagation()
  }

  function onMouseDown(event: MouseEvent): void {
    if (!isOurs) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** `onCell`: the cell under the pointer changed, or another one scrolled under it. */
  function drag(onCell: (cell: Cell) => void, onEnd?: (isDone: boolean) => void): void {
    endDrag?.()
    const isPinned = pressedAt.x < geometry.body().left
    function scroll(x: number, y: number): boolean {
      const { top, bottom, left, right } = geometry.body()
      const { viewport } = geometry
      const down = beyond(y, top, bottom)
      const aside = isPinned && x < left ? 0 : beyond(x, left, right - EDGE)
      if (down !== 0) viewport.scrollTop += down
      if (aside !== 0) viewport.scrollLeft += aside
      return down !== 0 || aside !== 0
    }
    function reach(x: number, y: number): void {
      const { top, bottom, left, right } = geometry.body()
      // Pinned columns are reached once nothing is left to scroll to.
      const first = isPinned || geometry.viewport.scrollLeft === 0 ? x : Math.max(x, left)
      const cell = geometry.cellAt(Math.min(first, right - 1 + geometry.widthOf('right')), Math.max(top, Math.min(y, bottom - 1)))
      if (cell !== undefined) onCell(cell)
    }
    endDrag = followPointer(pressedAt, {
      step: (x, y, isFrame) => {
        if (!isFrame || scroll(x, y)) reach(x, y)
      },
      end: (isDone) => {
        endDrag = undefined
        onEnd?.(isDone)
      },
      hasEsc: onEnd !== undefined,
      endsUnseen: 'done',
    })
  }

  function startFill(): void {
    const [block, shape] = [selection.block(), selection.selected()?.shape]
    if (block === undefined || shape === undefined) return
    const show = (next: Block | undefined) => {
      filling = next
      onChange()
    }
    drag(
      (cell) => show(fillTo(block, shape, cell)),
      (isDone) => {
        const to = filling
        show(undefined)
        if (isDone && to !== undefined) fill(to)
      },
    )
  }

  function onDoubleClick(event: MouseEvent): void {
    if (handle === undefined || event.target !== handle) return
    event.stopPropagation()
    const to = selection.filledDown()
    if (to !== undefined) fill(to)
  }

  /** The column that is clicked; the corner above the row numbers selects everything. */
  function onClick(event: MouseEvent): void {
    const target = event.target
    if (event.button !== 0 || !(target instanceof Element)) return
    const header = target.closest('[role="columnheader"][col-id]')
    if (header === null || target.closest('[data-header-menu], .ag-header-cell-resize') !== null) return
    // A header that moved farther was dragged, not clicked.
    if (Math.abs(event.clientX - pressedAt.x) + Math.abs(event.clientY - pressedAt.y) > STILL) return
    const id = header.getAttribute('col-id')
    const column = geometry.columns().findIndex((one) => one.getColId() === id)
    if (column >= 0) selectColumn(column, id === 'row' ? 'all' : 'columns', event.shiftKey)
  }

  function selectColumn(column: number, shape: SelectedShape, extend: boolean): void {
    stopEditing()
    if (extend && selection.block() !== undefined) selection.reach({ line: geometry.firstInView(), column }, shape)
    else selection.begin({ line: geometry.firstInView(), column }, shape)
    selection.focusHere()
  }

  box.addEventListener('pointerdown', onPointerDown, true)
  box.addEventListener('mousedown', onMouseDown, true)
  box.addEventListener('dblclick', onDoubleClick, true)
  box.addEventListener('click', onClick, true)
  return {
    filling: () => filling,
    close() {
      endDrag?.()
      box.removeEventListener('pointerdown', onPointerDown, true)
      box.removeEventListener('mousedown', onMouseDown, true)
      box.removeEventListener('dblclick', onDoubleClick, true)
      box.removeEventListener('click', onClick, true)
    },
  }
}

/** How far to scroll, by how far beyond the edge. */
function beyond(at: number, first: number, last: number): number {
  const far = at < first ? at - first : at >= last ? at - last + 1 : 0
  return Math.sign(far) * Math.min(FASTEST, Math.ceil(Math.abs(far) * PER_PIXEL))
}
