// The cells of a map that are searched, with their texts: listed a slice at a time, so that a large map never stops the page.
import type { Line } from '../../shared/mapping/line.ts'
import { viewCell } from '../grid/cell-texts.ts'
import type { ColumnId } from '../grid/columns.ts'
import type { MapView } from '../grid/map-view.ts'
import { readTyped, type FoundCell, type Typed } from './find-in-cells.ts'

export type SearchCell = { readonly line: Line; readonly column: ColumnId; readonly shown: string; readonly typed?: Typed }

/** The columns that show words of their own; the others are signs and counts. */
const notSearched: ReadonlySet<ColumnId> = new Set(['issues', 'questions'])

/** Milliseconds of work between two breaths. */
const SLICE = 10

export function readCell(view: MapView, line: Line, column: ColumnId): SearchCell {
  const shown = viewCell(view, { address: line.address, line }, column).text
  const typed = readTyped(line, column, shown)
  return { line, column, shown, ...(typed === undefined ? {} : { typed }) }
}

/** Gives back how to stop. `done` gets cells in the order they are shown in. */
export function collectCells(view: MapView, lines: readonly Line[], columns: readonly ColumnId[], done: (cells: readonly SearchCell[]) => void): () => void {
  const searched = columns.filter((column) => !notSearched.has(column))
  const cells: SearchCell[] = []
  let at = 0
  let timer: ReturnType<typeof setTimeout>
  const work = () => {
    const until = performance.now() + SLICE
    for (; at < lines.length; at++) {
      if (at % 16 === 0 && performance.now() > until) {
        timer = setTimeout(work)
        return
      }
      const line = lines[at] as Line
      for (const column of searched) {
        const cell = readCell(view, line, column)
        if (cell.shown !== '') cells.push(cell)
      }
    }
    done(cells)
  }
  // What asked for it is drawn first.
  timer = setTimeout(work)
  return () => clearTimeout(timer)
}

/** A cell is found by what it shows, by what could be typed into it, and a destination by its whole path. */
export function listTexts(cells: readonly SearchCell[]): { readonly texts: readonly string[]; readonly cellOfText: readonly number[] } {
  const texts: string[] = []
  const cellOfText: number[] = []
  cells.forEach(({ shown, typed, line, column }, at) => {
    texts.push(shown)
    cellOfText.push(at)
    const other = column === 'destination' ? line.path : typed?.text
    if (other === undefined || other === shown) return
    texts.push(other)
    cellOfText.push(at)
  })
  return { texts, cellOfText }
}

export function pickFound(
  cells: readonly SearchCell[],
  { texts, cellOfText }: ReturnType<typeof listTexts>,
  ranges: readonly (readonly (readonly [number, number])[])[],
): readonly FoundCell[] {
  const found = new Map<number, FoundCell>()
  ranges.forEach((ofText, at) => {
    if (ofText.length === 0) return
    const cell = cells[cellOfText[at] ?? -1]
    const known = found.get(cellOfText[at] ?? -1)
    if (cell === undefined || known !== undefined) return
    found.set(cellOfText[at] ?? -1, { ...cell, ranges: texts[at] === cell.shown ? ofText : [] })
  })
  return [...found.values()]
}
