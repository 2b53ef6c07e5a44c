// Draws the range: the outline with its tint and handle, what was copied or cut, and what a fill would cover. Knows blocks, not what they mean.
import { isOneCell, type Block } from './cell-range.ts'
import { sides, type GridGeometry, type Rows, type Side, type SideSpan } from './grid-geometry.ts'
import type { GridOverlay } from './grid-overlay.ts'

export type Drawn = {
  readonly range: Block | undefined
  /** The cell in focus: it has no tint, so that one sees where typing goes. */
  readonly focus: Block | undefined
  readonly marked: Block | undefined
  /** What a fill would cover. */
  readonly fill: Block | undefined
}

export type RangeLayer = {
  /** The square at the lower right corner; undefined for whoever may not edit. */
  readonly handle: HTMLElement | undefined
}

/** `drawn` is asked whenever something may stand elsewhere. */
export function createRangeLayer(box: HTMLElement, overlay: GridOverlay, geometry: GridGeometry, hasHandle: boolean, drawn: () => Drawn): RangeLayer {
  const outlines = { range: outline('gx-range'), marked: outline('gx-marked'), fill: outline('gx-fill-to') }
  const tints = outline('gx-tint')
  for (const side of sides) outlines.range[side].append(tints[side])
  const corner = element('gx-corner')
  const handle = hasHandle ? element('gx-handle') : undefined
  if (handle !== undefined) {
    handle.title = 'Drag to fill; double-click to fill down'
    corner.append(handle)
  }
  overlay.onPlace(() => {
    const blocks = drawn()
    for (const kind of ['range', 'marked', 'fill'] as const) placeOutline(outlines[kind], blocks[kind])
    placeTint(blocks.range, blocks.focus)
    placeHandle(blocks.range)
  })

  function placeOutline(parts: Readonly<Record<Side, HTMLElement>>, block: Block | undefined): void {
    const rows = block === undefined ? undefined : geometry.rowsOf(block.top, block.bottom)
    const spans = block === undefined ? [] : geometry.spansOf(block.left, block.right)
    for (const side of sides) {
      const span = spans.find((one) => one.side === side)
      overlay.put(parts[side], span === undefined || rows === undefined ? undefined : { side, span, rows })
      parts[side].classList.toggle('gx-begins', span?.isFirst === true)
      parts[side].classList.toggle('gx-ends', span?.isLast === true)
    }
  }

  function placeTint(block: Block | undefined, focus: Block | undefined): void {
    const isMany = block !== undefined && !isOneCell(block)
    box.classList.toggle('gx-many', isMany)
    const at = !isMany ? undefined : boxesOf(block)
    const hole = !isMany || focus === undefined ? undefined : boxesOf(focus)
    for (const side of sides) {
      tints[side].hidden = !isMany
      const [whole, left] = [at?.get(side), hole?.get(side)]
      tints[side].style.clipPath = whole === undefined || left === undefined ? '' : cutOut(whole, left)
    }
  }

  function boxesOf(block: Block): ReadonlyMap<Side, SideSpan & Rows> {
    const rows = geometry.rowsOf(block.top, block.bottom)
    return new Map(rows === undefined ? [] : geometry.spansOf(block.left, block.right).map((span) => [span.side, { ...span, ...rows }]))
  }

  function placeHandle(block: Block | undefined): void {
    const rows = block === undefined ? undefined : geometry.rowsOf(block.top, block.bottom)
    const span = block === undefined ? undefined : geometry.spansOf(block.left, block.right).at(-1)
    overlay.put(corner, rows === undefined || span === undefined ? undefined : { side: span.side, span, rows })
    if (handle === undefined || rows === undefined || span === undefined) return
    // Its middle stands on the corner; at the end of the lines or columns it stays inside.
    handle.classList.toggle('gx-at-side', span.left + span.width >= geometry.widthOf(span.side))
    handle.classList.toggle('gx-at-bottom', rows.top + rows.height >= geometry.canvas.offsetHeight)
  }

  return { handle }
}

/** All of the first box without the second. */
function cutOut(whole: SideSpan & Rows, hole: SideSpan & Rows): string {
  const [left, top] = [hole.left - whole.left, hole.top - whole.top]
  const [right, bottom] = [left + hole.width, top + hole.height]
  return `polygon(evenodd, 0 0, 100% 0, 100% 100%, 0 100%, 0 0, ${[
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top],
  ]
    .map(([x, y]) => `${x}px ${y}px`)
    .join(', ')})`
}

function outline(className: string): Record<Side, HTMLElement> {
  return { left: element(className), center: element(className), right: element(className) }
}

function element(className: string): HTMLElement {
  const made = document.createElement('div')
  made.className = className
  return made
}
