// A list of any length of which only the visible rows are in the page. One tab stop; arrows move inside.
import { useEffect, useId, useLayoutEffect, useRef, type CSSProperties, type HTMLAttributes, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { useSeen } from './use-seen.ts'

/** How far a list is scrolled, kept by whoever wants to come back to it. */
export type ScrollPlace = { top: number }

export type VirtualListProps = {
  readonly count: number
  readonly rowHeight: number
  readonly label: string
  readonly role: 'tree' | 'listbox'
  /** The row the arrows are on. */
  readonly active: number
  /** By a click or a key that moves. */
  readonly onActive: (at: number, event: MouseEvent | KeyboardEvent) => void
  /** More than one row may be selected. */
  readonly multiple?: boolean
  /** Before anything else is done with a key; true: taken. */
  readonly onKeyFirst?: (event: KeyboardEvent, at: number) => boolean
  /** Where it stands is kept here, and taken from here whenever another one is given. */
  readonly scroll?: ScrollPlace
  /** The active row is brought into view when this changes; absent: whenever another row is active. */
  readonly shown?: number
  /** Any other key than the ones that move, on the active row, without Ctrl, Alt or Meta; true: taken. */
  readonly onKey?: (key: string, at: number) => boolean
  /** Attributes and content of a row; the row itself is made here. */
  readonly row: (at: number) => {
    readonly key: string
    readonly content: ReactNode
    readonly className?: string
    readonly selected?: boolean
    readonly level?: number
    readonly expanded?: boolean
    readonly onClick?: () => void
    readonly onDoubleClick?: () => void
    readonly attributes?: HTMLAttributes<HTMLDivElement>
    readonly style?: CSSProperties
  }
}

/** Rows drawn above and below what is seen, so that scrolling shows no blank rows. */
const SPARE = 8

export function VirtualList({ count, rowHeight, label, role, active, onActive, multiple, onKeyFirst, scroll, shown, onKey, row }: VirtualListProps) {
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const seen = useSeen(box, 600)
  const place = useRef({ active, scroll })
  place.current = { active, scroll }
  const isKept = useRef(scroll !== undefined)
  useLayoutEffect(() => {
    if (box.current !== null && scroll !== undefined) box.current.scrollTop = scroll.top
  }, [scroll])
  // The page may move it too: what is active can always be seen.
  const asked = shown ?? active
  useEffect(() => {
    const element = box.current
    if (element === null) return
    // What was kept is where the person left it.
    if (isKept.current) return void (isKept.current = false)
    const at = place.current.active
    if (at * rowHeight < element.scrollTop) element.scrollTop = at * rowHeight
    else if ((at + 1) * rowHeight > element.scrollTop + element.clientHeight) element.scrollTop = (at + 1) * rowHeight - element.clientHeight
  }, [asked, rowHeight])
  const first = Math.max(0, Math.floor(seen.top / rowHeight) - SPARE)
  const last = Math.min(count, Math.ceil((seen.top + seen.height) / rowHeight) + SPARE)
  const page = Math.max(1, Math.floor(seen.height / rowHeight) - 1)
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count }
  return (
    <div
      ref={box}
      className="virtual-list"
      role={role}
      aria-label={label}
      tabIndex={0}
      aria-multiselectable={multiple}
      aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
      onScroll={(event) => {
        if (place.current.scroll !== undefined) place.current.scroll.top = event.currentTarget.scrollTop
      }}
      onKeyDown={(event) => {
        if (onKeyFirst?.(event, active) === true) return event.preventDefault()
        const step = steps[event.key]
        if (step !== undefined) {
          const next = Math.min(count - 1, Math.max(0, active + step))
          onActive(next, event)
        } else if (event.ctrlKey || event.metaKey || event.altKey) return
        else if (onKey?.(event.key, active) !== true) return
        event.preventDefault()
      }}
    >
      <div style={{ height: count * rowHeight, position: 'relative' }}>
        {Array.from({ length: Math.max(0, last - first) }, (_, offset) => {
          const at = first + offset
          const { key, content, className = '', selected = false, level, expanded, onClick, onDoubleClick, attributes, style } = row(at)
          return (
            <div
              {...attributes}
              key={key}
              id={`${id}-${at}`}
              role={role === 'tree' ? 'treeitem' : 'option'}
              aria-selected={selected}
              aria-level={level}
              aria-expanded={expanded}
              {...(role === 'listbox' ? { 'aria-posinset': at + 1, 'aria-setsize': count } : {})}
              className={`virtual-row ${className}${at === active ? ' active' : ''}${selected ? ' selected' : ''}`}
              style={{ ...style, top: at * rowHeight, height: rowHeight }}
              onClick={(event) => {
                onActive(at, event)
                onClick?.()
              }}
              onDoubleClick={onDoubleClick}
            >
              {content}
            </div>
          )
        })}
      </div>
    </div>
  )
}
