// Where the others are, drawn over the cells in grid coordinates: presence never re-renders a cell (STYLE §4).
import type { GridApi } from 'ag-grid-community'
import type { GridGeometry } from './grid-geometry.ts'
import type { GridOverlay } from './grid-overlay.ts'
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
/** In a busy room the newest changes are enough to see where something happens. */
const MOST_GLOWING = 120

type Mark = { readonly element: HTMLElement; line: string; column: string }

export type PresenceOverlay = {
  readonly setPeople: (people: readonly OtherPerson[]) => void
  readonly flash: (changes: readonly RemoteChange[]) => void
  readonly close: () => void
}

export function createPresenceOverlay(overlay: GridOverlay, geometry: GridGeometry, api: GridApi<GridLine>): PresenceOverlay {
  const people = new Map<string, Mark & { timer?: ReturnType<typeof setTimeout> }>()
  const glows = new Map<string, Mark & { timer?: ReturnType<typeof setTimeout> }>()
  overlay.onPlace(() => {
    if (people.size === 0 && glows.size === 0) return
    const shown = geometry.columns().map((column) => column.getColId())
    for (const { element, line, column } of [...people.values(), ...glows.values()]) {
      const index = api.getRowNode(line)?.rowIndex ?? undefined
      const at = shown.indexOf(column)
      const rows = index === undefined ? undefined : geometry.rowsOf(index, index)
      const [span] = at < 0 ? [] : geometry.spansOf(at, at)
      overlay.put(element, rows === undefined || span === undefined ? undefined : { side: span.side, span, rows })
    }
  })

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
    overlay.place()
  }

  function flash(changes: readonly RemoteChange[]): void {
    for (const { line, column, color } of changes.slice(0, MOST_GLOWING)) {
      const key = `${line} ${column}`
      const mark = glows.get(key) ?? { element: glow(), line, column }
      clearTimeout(mark.timer)
      mark.element.style.setProperty('--person', `var(--p${color ?? 1})`)
      mark.timer = setTimeout(() => fade(key), CHANGE_GLOWS)
      // The newest last, whatever glowed before.
      glows.delete(key)
      glows.set(key, mark)
    }
    for (const key of glows.keys()) {
      if (glows.size <= MOST_GLOWING) break
      fade(key)
    }
    overlay.place()
  }

  function fade(key: string): void {
    const mark = glows.get(key)
    clearTimeout(mark?.timer)
    mark?.element.remove()
    glows.delete(key)
  }

  function close(): void {
    for (const mark of [...people.values(), ...glows.values()]) clearTimeout(mark.timer)
  }

  return { setPeople, flash, close }
}

function glow(): HTMLElement {
  const element = document.createElement('div')
  element.className = 'gx-glow'
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
