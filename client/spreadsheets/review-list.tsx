// The list of changes, sheet by sheet: a grid of any length of which only the visible rows are in the page. One tab stop; arrows move inside.
import { useEffect, useId, useMemo, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { useSeen } from '../ui/use-seen.ts'
import type { ReviewLine } from './review-lines.ts'
import { keyOf, type How } from './use-reviewing.ts'

export type ReviewListProps = {
  readonly lines: readonly ReviewLine[]
  readonly active: number
  readonly chosen: ReadonlySet<string>
  readonly head: ReactNode
  readonly row: (at: number) => ReactNode
  readonly onActive: (at: number, how: How) => void
  /** What is no movement; true: taken. */
  readonly onKey: (event: KeyboardEvent) => boolean
}

const HEIGHTS = { sheet: 34, item: 46 } as const
/** Pixels drawn above and below what is seen, so that scrolling shows no blank rows. */
const SPARE = 400
const HEAD = 26

export function ReviewList({ lines, active, chosen, head, row, onActive, onKey }: ReviewListProps) {
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const seen = useSeen(box, 700)
  const tops = useMemo(() => topsOf(lines), [lines])
  const end = tops[lines.length] ?? 0
  useEffect(() => {
    const element = box.current
    const [top, next] = [tops[active], tops[active + 1]]
    if (element === null || top === undefined || next === undefined) return
    // The head sticks to the upper edge and covers what lies under it.
    if (top < element.scrollTop) element.scrollTop = top
    else if (next + HEAD > element.scrollTop + element.clientHeight) element.scrollTop = next + HEAD - element.clientHeight
  }, [active, tops])
  const first = Math.max(0, findLine(tops, seen.top - SPARE))
  const last = Math.min(lines.length, findLine(tops, seen.top + seen.height + SPARE) + 1)
  const page = Math.max(1, Math.floor(seen.height / HEIGHTS.item) - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    // Buttons inside the list have keys of their own.
    const isOwn = event.target === box.current
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -lines.length, End: lines.length }
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      if (lines.length > 0) onActive(Math.min(lines.length - 1, Math.max(0, active + step)), event.shiftKey ? 'extend' : 'only')
    } else if ((isOwn || (event.key !== 'Enter' && event.key !== ' ')) && onKey(event)) event.preventDefault()
  }
  return (
    <div
      ref={box}
      className="import-grid"
      role="grid"
      aria-label="Changes of the file"
      aria-multiselectable="true"
      aria-rowcount={lines.length + 1}
      aria-activedescendant={lines.length === 0 ? undefined : `${id}-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className="import-row import-list-head">
        {head}
      </div>
      <div role="rowgroup" style={{ height: end, position: 'relative' }}>
        {lines.slice(first, last).map((line, offset) => {
          const at = first + offset
          const isChosen = line.line === 'item' && chosen.has(line.item.id)
          const look = line.line === 'sheet' ? 'sheet' : `item ${line.stand}`
          return (
            <div
              key={keyOf(line)}
              id={`${id}-${at}`}
              role="row"
              aria-rowindex={at + 2}
              aria-selected={isChosen}
              className={`import-row ${look}${at === active ? ' active' : ''}${isChosen ? ' chosen' : ''}`}
              style={{ top: tops[at], height: HEIGHTS[line.line] }}
              onMouseDown={(event: MouseEvent) => {
                // A range of rows, not of text.
                if (event.shiftKey) event.preventDefault()
              }}
              onClick={(event: MouseEvent) => {
                box.current?.focus({ preventScroll: true })
                onActive(at, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')
              }}
            >
              {row(at)}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Where each line begins, and where the last one ends. */
function topsOf(lines: readonly ReviewLine[]): number[] {
  const tops = [0]
  for (const line of lines) tops.push((tops.at(-1) ?? 0) + HEIGHTS[line.line])
  return tops
}

/** The line at a height. */
function findLine(tops: readonly number[], height: number): number {
  let [low, high] = [0, tops.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((tops[middle] ?? 0) <= height) low = middle
    else high = middle - 1
  }
  return low
}
