// One drag with the pointer, from the press to its end: the only place that follows it over the window, each frame, and ends it by Esc.

export type PointerDrag = {
  /** Each frame once the pointer has moved, and with each of its moves. Scroll here; `x`, `y` are client pixels. */
  readonly step: (x: number, y: number, isFrame: boolean) => void
  /** `isDone`: let go, not given up. */
  readonly end: (isDone: boolean) => void
  /** Esc gives it up. */
  readonly hasEsc: boolean
  /** What a button that was let go elsewhere means. */
  readonly endsUnseen: 'done' | 'given up'
}

/** Pixels that a hand trembles. */
export const STILL = 4

/** Gives a function that ends it from outside. */
export function followPointer(pressed: { readonly x: number; readonly y: number }, drag: PointerDrag): () => void {
  let { x, y } = pressed
  let hasMoved = false
  let frame = requestAnimationFrame(onFrame)

  function onFrame(): void {
    frame = requestAnimationFrame(onFrame)
    if (hasMoved) drag.step(x, y, true)
  }
  const onMove = (event: PointerEvent) => {
    if ((event.buttons & 1) === 0) return end(drag.endsUnseen === 'done')
    ;({ clientX: x, clientY: y } = event)
    hasMoved ||= Math.abs(x - pressed.x) + Math.abs(y - pressed.y) > STILL
    if (hasMoved) drag.step(x, y, false)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !drag.hasEsc) return
    event.preventDefault()
    event.stopPropagation()
    end(false)
  }
  const onUp = () => end(true)
  const onCancel = () => end(false)
  function end(isDone: boolean): void {
    cancelAnimationFrame(frame)
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', onUp)
    window.removeEventListener('pointercancel', onCancel)
    window.removeEventListener('keydown', onKey, true)
    drag.end(isDone)
  }
  window.addEventListener('pointermove', onMove)
  window.addEventListener('pointerup', onUp)
  window.addEventListener('pointercancel', onCancel)
  window.addEventListener('keydown', onKey, true)
  return () => end(false)
}
