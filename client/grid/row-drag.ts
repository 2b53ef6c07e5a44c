// Dragging rows by a grip in the row number's cell: shows the grip, marks the line under the pointer and says what a drop would do, or why it does nothing.
import type { GridGeometry } from './grid-geometry.ts'
import type { GridLine } from './map-view.ts'
import { followPointer } from './pointer-drag.ts'
import './row-drag.css'

/** `before`, `behind`: another place in the order of the line's destination. `remap`: another destination. `words`: what a drop does, or why it is refused. */
export type RowDragPlan = { readonly does: 'before' | 'behind' | 'remap' | 'refuse'; readonly words: string }

export type RowDragSetting = {
  readonly geometry: Pick<GridGeometry, 'viewport' | 'body'>
  readonly lineAt: (address: string) => GridLine | undefined
  /** What is dragged when the grip of this line is: the line, or all that is selected with it. */
  readonly linesWith: (line: GridLine) => readonly GridLine[]
  readonly plan: (moved: readonly GridLine[], to: GridLine) => RowDragPlan
  readonly drop: (moved: readonly GridLine[], to: GridLine) => void
  /** The grip was pressed and let go where it is: what it stands on is chosen. `extend`: with Shift. */
  readonly press: (line: GridLine, extend: boolean) => void
  /** An editor is open: its text is taken first. */
  readonly stopEditing: () => void
  readonly say: (message: string) => void
}

/** Pixels a frame, near the upper and lower edge. */
const SCROLL = 12
const EDGE = 22
const marks = { before: 'gx-drag-before', behind: 'gx-drag-behind', remap: 'gx-drag-onto', refuse: 'gx-drag-refused' } as const

export function listenToRowDrag(box: HTMLElement, setting: RowDragSetting): () => void {
  const grip = document.createElement('span')
  grip.className = 'gx-grip'
  grip.setAttribute('aria-hidden', 'true')
  grip.title = 'Drag onto another destination, or among alternatives and parts'
  const label = document.createElement('div')
  label.className = 'gx-drop-label'
  label.hidden = true
  label.setAttribute('aria-hidden', 'true')
  let endDrag: (() => void) | undefined

  /** Only a line that has a row can be dragged. */
  function showGrip(event: Event): void {
    if (endDrag !== undefined || !(event.target instanceof Element)) return
    const cell = event.target.closest('[role="gridcell"][col-id="row"]')
    const address = cell?.closest('[row-id]')?.getAttribute('row-id')
    const line = address === null || address === undefined ? undefined : setting.lineAt(address)
    // Beside a fold arrow it stands in the number's place, which the focus alone does not take.
    const isMine = cell !== null && line?.line.row !== undefined && (event.type === 'pointerover' || !line.line.foldable)
    if (!isMine) return event.type === 'pointerover' ? grip.remove() : undefined
    grip.classList.toggle('gx-beside-fold', line.line.foldable)
    if (grip.parentElement !== cell) cell.append(grip)
  }

  function onPress(event: PointerEvent): void {
    if (event.target !== grip) return
    // The grip neither selects nor moves the focus.
    event.preventDefault()
    event.stopPropagation()
    const address = grip.closest('[row-id]')?.getAttribute('row-id')
    const line = address === null || address === undefined ? undefined : setting.lineAt(address)
    if (event.button === 0 && line !== undefined) start(line, event)
  }
  const onMouse = (event: Event) => {
    if (event.target !== grip) return
    event.preventDefault()
    event.stopPropagation()
  }

  function start(line: GridLine, pressed: PointerEvent): void {
    setting.stopEditing()
    const moved = setting.linesWith(line)
    let hasMoved = false
    let over: string | undefined
    let plan: RowDragPlan | undefined

    function scroll(y: number): void {
      const { top, bottom } = setting.geometry.body()
      const aside = y < top + EDGE ? -SCROLL : y > bottom - EDGE ? SCROLL : 0
      if (aside !== 0) setting.geometry.viewport.scrollTop += aside
    }

    /** Rows that scroll into view are new elements, so marks are set anew each frame. */
    function look(x: number, y: number): void {
      const row = document.elementFromPoint(x, y)?.closest('[row-id]')
      const address = row !== null && row !== undefined && box.contains(row) ? (row.getAttribute('row-id') ?? undefined) : undefined
      if (address !== over) {
        over = address
        const to = address === undefined ? undefined : setting.lineAt(address)
        plan = to === undefined ? undefined : setting.plan(moved, to)
        label.textContent = plan?.words ?? ''
        label.classList.toggle('gx-refused', plan?.does === 'refuse')
        box.classList.toggle('gx-drag-nowhere', plan === undefined || plan.does === 'refuse')
      }
      label.hidden = plan === undefined
      const around = box.getBoundingClientRect()
      label.style.left = `${Math.max(0, Math.min(x - around.left + 14, around.width - label.offsetWidth - 4))}px`
      label.style.top = `${Math.max(0, Math.min(y - around.top + 18, around.height - label.offsetHeight - 4))}px`
      mark(plan?.does)
    }

    function mark(does: RowDragPlan['does'] | undefined): void {
      const addresses = new Set(moved.map((one) => one.address))
      for (const row of box.querySelectorAll('[row-id]')) {
        const address = row.getAttribute('row-id') ?? ''
        row.classList.toggle('gx-dragged', hasMoved && addresses.has(address))
        for (const [kind, name] of Object.entries(marks)) row.classList.toggle(name, kind === does && address === over)
      }
    }

    function end(isDone: boolean): void {
      endDrag = undefined
      const to = over === undefined ? undefined : setting.lineAt(over)
      const done = plan
      const wasDragged = hasMoved
      over = undefined
      hasMoved = false
      mark(undefined)
      label.hidden = true
      label.textContent = ''
      box.classList.remove('gx-drags-row', 'gx-drag-nowhere')
      if (isDone && !wasDragged) setting.press(line, pressed.shiftKey)
      if (!isDone || to === undefined || done === undefined) return
      if (done.does === 'refuse') setting.say(done.words)
      else setting.drop(moved, to)
    }
    endDrag = followPointer(
      { x: pressed.clientX, y: pressed.clientY },
      {
        step: (x, y, isFrame) => {
          if (!hasMoved) box.classList.add('gx-drags-row')
          hasMoved = true
          if (isFrame) scroll(y)
          look(x, y)
        },
        end,
        hasEsc: true,
        endsUnseen: 'given up',
      },
    )
  }

  // Around the box: the mouse of the selection listens on the box itself, and leaves the grip to us.
  const host = box.parentElement ?? box
  box.append(label)
  box.addEventListener('pointerover', showGrip)
  box.addEventListener('focusin', showGrip)
  host.addEventListener('pointerdown', onPress, true)
  host.addEventListener('mousedown', onMouse, true)
  host.addEventListener('dblclick', onMouse, true)
  return () => {
    endDrag?.()
    box.removeEventListener('pointerover', showGrip)
    box.removeEventListener('focusin', showGrip)
    host.removeEventListener('pointerdown', onPress, true)
    host.removeEventListener('mousedown', onMouse, true)
    host.removeEventListener('dblclick', onMouse, true)
    grip.remove()
    label.remove()
  }
}
