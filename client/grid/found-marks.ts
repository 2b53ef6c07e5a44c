// Marks what a search found in the cells that are drawn: with the browser's own highlights, so that no cell is drawn anew.
import type { ColumnId } from './columns.ts'
import type { Place } from './selected.ts'

/** Empty ranges: the cell as a whole. `shown`: the text the ranges are about. */
export type FoundInCell = { readonly shown: string; readonly ranges: readonly (readonly [number, number])[] }
export type Found = { readonly at: (line: string, column: ColumnId) => FoundInCell | undefined; readonly here: Place | undefined }

export type FoundMarks = { readonly set: (found: Found | undefined) => void; readonly close: () => void }

const MARK = 'gx-found'
const HERE = 'gx-found-here'

export function createFoundMarks(box: HTMLElement): FoundMarks {
  let found: Found | undefined
  let frame: number | undefined
  // Scrolling and edits bring other cells and texts: what is drawn is looked at again.
  const observer = new MutationObserver(() => (frame ??= requestAnimationFrame(draw)))

  function draw(): void {
    frame = undefined
    if (typeof Highlight === 'undefined') return
    const marks = new Highlight()
    const here = new Highlight()
    for (const cell of found === undefined ? [] : box.querySelectorAll<HTMLElement>('.ag-row .ag-cell[col-id]')) {
      const line = cell.closest('[row-id]')?.getAttribute('row-id') ?? ''
      const column = cell.getAttribute('col-id') as ColumnId
      const inCell = found?.at(line, column)
      if (inCell === undefined) continue
      const isHere = found?.here?.line === line && found.here.column === column
      for (const range of rangesIn(cell, inCell)) (isHere ? here : marks).add(range)
    }
    CSS.highlights.set(MARK, marks)
    CSS.highlights.set(HERE, here)
  }

  function forget(): void {
    if (frame !== undefined) cancelAnimationFrame(frame)
    frame = undefined
    observer.disconnect()
    if (typeof Highlight === 'undefined') return
    CSS.highlights.delete(MARK)
    CSS.highlights.delete(HERE)
  }

  return {
    set(next) {
      forget()
      found = next
      if (next === undefined) return
      observer.observe(box, { childList: true, subtree: true, characterData: true })
      draw()
    },
    close: forget,
  }
}

/** A cell's text stands in several pieces, between signs and types: it is found among them. */
function rangesIn(cell: HTMLElement, { shown, ranges }: FoundInCell): Range[] {
  const pieces: { readonly node: Text; readonly from: number }[] = []
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  let text = ''
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue
    pieces.push({ node, from: text.length })
    text += node.data
  }
  const offset = text.indexOf(shown)
  if (offset < 0 || ranges.length === 0) {
    const whole = document.createRange()
    whole.selectNodeContents(cell)
    return text === '' ? [] : [whole]
  }
  return ranges.flatMap(([from, to]) => {
    const start = pieceAt(pieces, offset + from)
    const end = pieceAt(pieces, offset + to - 1)
    if (start === undefined || end === undefined) return []
    const range = document.createRange()
    range.setStart(start.node, offset + from - start.from)
    range.setEnd(end.node, offset + to - end.from)
    return [range]
  })
}

function pieceAt(pieces: readonly { readonly node: Text; readonly from: number }[], at: number) {
  return pieces.findLast(({ node, from }) => from <= at && at < from + node.length)
}
