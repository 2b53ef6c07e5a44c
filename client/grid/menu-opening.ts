// When a cell's menu is asked for, and where it opens: by right click, by long touch, by key.
import { findColumn, type ColumnId } from './columns.ts'
import type { Place } from './selected.ts'

/** In pixels of the window: the menu hangs at its left and bottom, or stands on its top. */
export type MenuPlace = { readonly left: number; readonly top: number; readonly bottom: number }

export type MenuAsking = {
  readonly isSelected: (place: Place) => boolean
  readonly select: (place: Place) => void
  readonly open: (at: MenuPlace) => void
}

/** Milliseconds a finger stays; pixels it may move meanwhile. */
const LONG_TOUCH = 550
const TREMBLE = 8

export function listenToMenu(box: HTMLElement, asking: MenuAsking): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let touch: { readonly x: number; readonly y: number } | undefined

  const openAt = (target: EventTarget | null, x: number, y: number): boolean => {
    const place = placeOf(target)
    if (place === undefined) return false
    if (!asking.isSelected(place)) asking.select(place)
    asking.open({ left: x, top: y, bottom: y })
    return true
  }
  const onContextMenu = (event: MouseEvent) => {
    // The browser's own menu: with Ctrl, and where text is typed.
    if (event.ctrlKey || event.defaultPrevented || (event.target instanceof Element && event.target.closest('input, textarea, .gx-editor') !== null)) return
    if (openAt(event.target, event.clientX, event.clientY)) event.preventDefault()
  }
  const onDown = (event: PointerEvent) => {
    if (event.pointerType !== 'touch') return
    const { target, clientX: x, clientY: y } = event
    touch = { x, y }
    clearTimeout(timer)
    timer = setTimeout(() => openAt(target, x, y), LONG_TOUCH)
  }
  const onMove = (event: PointerEvent) => {
    if (touch !== undefined && Math.hypot(event.clientX - touch.x, event.clientY - touch.y) > TREMBLE) onEnd()
  }
  const onEnd = () => {
    clearTimeout(timer)
    touch = undefined
  }
  box.addEventListener('contextmenu', onContextMenu)
  box.addEventListener('pointerdown', onDown)
  box.addEventListener('pointermove', onMove)
  for (const end of ['pointerup', 'pointercancel'] as const) box.addEventListener(end, onEnd)
  return () => {
    onEnd()
    box.removeEventListener('contextmenu', onContextMenu)
    box.removeEventListener('pointerdown', onDown)
    box.removeEventListener('pointermove', onMove)
    for (const end of ['pointerup', 'pointercancel'] as const) box.removeEventListener(end, onEnd)
  }
}

/** At the cell in focus; at the grid's corner where none is drawn. */
export function placeOfFocus(box: HTMLElement): MenuPlace {
  const { left, top, bottom } = (box.querySelector('.ag-cell-focus') ?? box).getBoundingClientRect()
  return { left: left + 8, top, bottom }
}

function placeOf(target: EventTarget | null): Place | undefined {
  const cell = target instanceof Element ? target.closest('.ag-cell[col-id]') : null
  const line = cell?.closest('[row-id]')?.getAttribute('row-id') ?? undefined
  const column = findColumn(cell?.getAttribute('col-id') ?? '')
  return line === undefined || column === undefined ? undefined : { line, column: column.id as ColumnId }
}
