// Where the others are, drawn over the cells in grid coordinates: presence never re-renders a cell (STYLE §4).
import type { GridApi } from 'ag-grid-community'
import { ROW_HEIGHT } from './grid-theme.ts'
import type { GridLine } from './map-view.ts'

/** `color`: 1 to 3, the people colours. */
export type OtherPerson = {
  readonly key: string
  readonly name: string
  readonly color: 1 | 2 | 3
  readonly line: string
  readonly column: string
  readonly typing: boolean
}
export type RemoteChange = { readonly line: string; readonly column: string; readonly color?: 1 | 2 | 3 }

/** The flag fades to the border after this long without movement; a change glows this long. Milliseconds. */
const FLAG_STAYS = 3_000
const CHANGE_GLOWS = 1_200
const MOST_GLOWING = 200

type Mark = { readonly element: HTMLElement; line: string; column: string }

export type PresenceOverlay = {
  readonly setPeople: (people: readonly OtherPerson[]) => void
  readonly flash: (changes: readonly RemoteChange[]) => void
  readonly place: () => void
  readonly close: () => void
}

export function createPresenceOverlay(host: HTMLElement, api: GridApi<GridLine>): PresenceOverlay {
  const pinned = layer(host)
  const scrolled = layer(host)
  const people = new Map<string, Mark & { timer?: ReturnType<typeof setTimeout> }>()
  const glows = new Set<Mark>()
  let frame: number | undefined

  function place(): void {
    if (frame !== undefined) return
    frame = requestAnimationFrame(() => {
      frame = undefined
      placeNow()
    })
  }

  function placeNow(): void {
    if (people.size === 0 && glows.size === 0) return
    const body = host.querySelector('.ag-grid-viewport, .ag-body')
    if (body === null || api.isDestroyed()) return
    const hostBox = host.getBoundingClientRect()
    const pinnedWidth = api.getDisplayedLeftColumns().reduce((width, column) => width + column.getActualWidth(), 0)
    const top = headerBottom(host) - hostBox.top
    Object.assign(pinned.style, { top: `${top}px`, left: '0', width: `${pinnedWidth}px` })
    Object.assign(scrolled.style, { top: `${top}px`, left: `${pinnedWidth}px`, right: '0' })
    const scroll = { top: api.getVerticalPixelRange().top, left: api.getHorizontalPixelRange().left }
    for (const mark of [...people.values(), ...glows]) placeMark(mark, scroll)
  }

  function placeMark(mark: Mark, scroll: { top: number; left: number }): void {
    const node = api.getRowNode(mark.line)
    const column = api.getColumn(mark.column)
    if (node === undefined || node.rowTop === null || column === null || !column.isVisible()) {
      mark.element.hidden = true
      return
    }
    const isPinned = column.getPinned() !== null && column.getPinned() !== undefined && column.getPinned() !== false
    const parent = isPinned ? pinned : scrolled
    if (mark.element.parentElement !== parent) parent.append(mark.element)
    mark.element.hidden = false
    mark.element.style.width = `${column.getActualWidth()}px`
    mark.element.style.height = `${ROW_HEIGHT}px`
    mark.element.style.transform = `translate(${(column.getLeft() ?? 0) - (isPinned ? 0 : scroll.left)}px, ${node.rowTop - scroll.top}px)`
  }

  function setPeople(list: readonly OtherPerson[]): void {
    const here = new Set(list.map((person) => person.key))
    for (const [key, mark] of people) {
      if (here.has(key)) continue
      clearTimeout(mark.timer)
      mark.element.remove()
      people.delete(key)
    }
    for (const person of list) {
      const known = people.get(person.key)
      const mark = known ?? { element: personMark(person), line: '', column: '' }
      people.set(person.key, mark)
      mark.element.classList.toggle('gx-typing', person.typing)
      if (mark.line === person.line && mark.column === person.column) continue
      mark.line = person.line
      mark.column = person.column
      mark.element.classList.remove('gx-still')
      clearTimeout(mark.timer)
      mark.timer = setTimeout(() => mark.element.classList.add('gx-still'), FLAG_STAYS)
    }
    place()
  }

  function flash(changes: readonly RemoteChange[]): void {
    for (const change of changes.slice(0, MOST_GLOWING)) {
      const element = document.createElement('div')
      element.className = 'gx-glow'
      element.style.setProperty('--person', `var(--p${change.color ?? 1})`)
      const mark = { element, line: change.line, column: change.column }
      glows.add(mark)
      setTimeout(() => {
        glows.delete(mark)
        element.remove()
      }, CHANGE_GLOWS)
    }
    place()
  }

  function close(): void {
    if (frame !== undefined) cancelAnimationFrame(frame)
    for (const mark of people.values()) clearTimeout(mark.timer)
    pinned.remove()
    scrolled.remove()
  }

  return { setPeople, flash, place, close }
}

function layer(host: HTMLElement): HTMLElement {
  const element = document.createElement('div')
  element.className = 'gx-overlay'
  element.setAttribute('aria-hidden', 'true')
  host.append(element)
  return element
}

function personMark(person: OtherPerson): HTMLElement {
  const element = document.createElement('div')
  element.className = 'gx-person'
  element.style.setProperty('--person', `var(--p${person.color})`)
  const flag = document.createElement('b')
  flag.textContent = person.name
  element.append(flag)
  return element
}

function headerBottom(host: HTMLElement): number {
  return host.querySelector('.ag-header')?.getBoundingClientRect().bottom ?? 0
}
