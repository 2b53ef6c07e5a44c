// What is drawn over the cells: layers that scroll with the lines, one for each side of the columns. Nothing here re-renders a cell (STYLE §4).
import { sides, type GridGeometry, type Rows, type Side, type Span } from './grid-geometry.ts'

export type GridOverlay = {
  /** Puts an element over cells; undefined hides it. */
  readonly put: (element: HTMLElement, at: { readonly side: Side; readonly span: Span; readonly rows: Rows } | undefined) => void
  /** Lines or columns stand elsewhere, or what is drawn changed: all is placed again in the next frame. */
  readonly place: () => void
  readonly onPlace: (listener: () => void) => void
  readonly close: () => void
}

export function createGridOverlay(geometry: GridGeometry): GridOverlay {
  const { viewport, canvas } = geometry
  const host = document.createElement('div')
  host.className = 'gx-overlay'
  host.setAttribute('aria-hidden', 'true')
  const layers = Object.fromEntries(sides.map((side) => [side, layer(side)])) as Record<Side, HTMLElement>
  host.append(...sides.map((side) => layers[side]))
  canvas.append(host)
  const listeners: (() => void)[] = []
  let frame: number | undefined

  function placeNow(): void {
    frame = undefined
    for (const side of ['left', 'right'] as const) layers[side].style.width = `${geometry.widthOf(side)}px`
    clip()
    for (const listener of listeners) listener()
  }

  /** What has scrolled under pinned columns is not drawn over them. */
  function clip(): void {
    const { scrollLeft, clientWidth } = viewport
    const beyond = Math.max(0, canvas.offsetWidth - clientWidth - scrollLeft)
    layers.center.style.clipPath = `inset(0 ${beyond}px 0 ${scrollLeft}px)`
  }

  function place(): void {
    frame ??= requestAnimationFrame(placeNow)
  }

  // In the same frame as the browser scrolls, so that nothing is left behind.
  viewport.addEventListener('scroll', clip, { passive: true })
  const resized = new ResizeObserver(place)
  resized.observe(viewport)
  resized.observe(canvas)

  return {
    put(element, at) {
      element.hidden = at === undefined
      if (at === undefined) return
      const parent = layers[at.side]
      if (element.parentElement !== parent) parent.append(element)
      element.style.width = `${at.span.width}px`
      element.style.height = `${at.rows.height}px`
      element.style.transform = `translate(${at.span.left}px, ${at.rows.top}px)`
    },
    place,
    onPlace: (listener) => void listeners.push(listener),
    close() {
      if (frame !== undefined) cancelAnimationFrame(frame)
      viewport.removeEventListener('scroll', clip)
      resized.disconnect()
      host.remove()
    },
  }
}

function layer(side: Side): HTMLElement {
  const element = document.createElement('div')
  element.className = `gx-layer gx-layer-${side}`
  return element
}
