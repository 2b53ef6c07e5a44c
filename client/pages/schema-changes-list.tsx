// The list of what a newer version changes: a grid of any length of which only the visible rows are in the page. One tab stop; arrows move inside.
import { useEffect, useId, useMemo, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { useSeen } from '../ui/use-seen.ts'
import type { ListLine } from './schema-changes-model.ts'

export type ChangeListProps = {
  readonly lines: readonly ListLine[]
  /** The line the arrows are on. */
  readonly active: number
  readonly chosen: ReadonlySet<string>
  readonly head: ReactNode
  readonly row: (at: number) => ReactNode
  /** `extend`: everything from the line before to this one; `toggle`: this one more or less. */
  readonly onActive: (at: number, how: 'only' | 'extend' | 'toggle') => void
  /** What is no movement; true: taken. */
  readonly onKey: (event: KeyboardEvent) => boolean
}

const HEIGHTS = { decide: 44, none: 28, fold: 36 } as const
/** Pixels drawn above and below what is seen, so that scrolling shows no blank rows. */
const SPARE = 400
const HEAD = 26

export function ChangeList({ lines, active, chosen, head, row, onActive, onKey }: ChangeListProps) {
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const seen = useSeen(box, 700)
  const tops = useMemo(() => topsOf(lines), [lines])
  useEffect(() => {
    const element = box.current
    const top = tops[active]
    const end = tops[active + 1]
    if (element === null || top === undefined || end === undefined) return
    // The head sticks to the upper edge and covers what lies under it.
    if (top < element.scrollTop) element.scrollTop = top
    else if (end + HEAD > element.scrollTop + element.clientHeight) element.scrollTop = end + HEAD - element.clientHeight
  }, [active, tops])
  const first = Math.max(0, findLine(tops, seen.top - SPARE))
  const last = Math.min(lines.length, findLine(tops, seen.top + seen.height + SPARE) + 1)
  const page = Math.max(1, Math.floor(seen.height / HEIGHTS.decide) - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -lines.length, End: lines.length }
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key]
    if (step === undefined) {
      if (onKey(event)) event.preventDefault()
      return
    }
    event.preventDefault()
    if (lines.length > 0) onActive(Math.min(lines.length - 1, Math.max(0, active + step)), event.shiftKey ? 'extend' : 'only')
  }
  return (
    <div
      ref={box}
      className="change-grid"
      role="grid"
      aria-label="Changes"
      aria-multiselectable="true"
      aria-rowcount={lines.length + 1}
      aria-activedescendant={lines.length === 0 ? undefined : `${id}-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className="change-row change-head">
        {head}
      </div>
      <div role="rowgroup" style={{ height: tops[lines.length] ?? 0, position: 'relative' }}>
        {lines.slice(first, last).map((line, offset) => {
          const at = first + offset
          const isChosen = line.line === 'change' && chosen.has(line.impact.change.id)
          return (
            <div
              key={line.line === 'change' ? line.impact.change.id : 'fold'}
              id={`${id}-${at}`}
              role="row"
              aria-rowindex={at + 2}
              aria-selected={isChosen}
              className={`change-row ${lookOf(line)}${at === active ? ' active' : ''}${isChosen ? ' chosen' : ''}`}
              style={{ top: tops[at], height: heightOf(line) }}
              onMouseDown={(event: MouseEvent) => {
                // A range of rows, not of text.
                if (event.shiftKey) event.preventDefault()
              }}
              onClick={(event: MouseEvent) => onActive(at, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')}
            >
              {row(at)}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function lookOf(line: ListLine): 'decide' | 'none' | 'fold' {
  return line.line === 'fold' ? 'fold' : line.counts ? 'decide' : 'none'
}

function heightOf(line: ListLine): number {
  return HEIGHTS[lookOf(line)]
}

/** Where each line begins, and after them where the last one ends. */
function topsOf(lines: readonly ListLine[]): readonly number[] {
  const tops = [0]
  for (const line of lines) tops.push((tops.at(-1) ?? 0) + heightOf(line))
  return tops
}

/** The line that stands at a height: by halves, as there may be thousands. */
function findLine(tops: readonly number[], y: number): number {
  let low = 0
  let high = tops.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((tops[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return low
}
