// A list of any length of which only the visible rows are in the page. One tab stop; arrows move inside.
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useSeen } from './use-seen.ts'

export type VirtualListProps = {
  readonly count: number
  readonly rowHeight: number
  readonly label: string
  readonly role: 'tree' | 'listbox'
  /** The row the arrows are on. */
  readonly active: number
  readonly onActive: (at: number) => void
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
  }
}

/** Rows drawn above and below what is seen, so that scrolling shows no blank rows. */
const SPARE = 8

export function VirtualList({ count, rowHeight, label, role, active, onActive, onKey, row }: VirtualListProps) {
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const seen = useSeen(box, 600)
  // The page may move it too: what is active can always be seen.
  useEffect(() => {
    const element = box.current
    if (element === null) return
    if (active * rowHeight < element.scrollTop) element.scrollTop = active * rowHeight
    else if ((active + 1) * rowHeight > element.scrollTop + element.clientHeight) element.scrollTop = (active + 1) * rowHeight - element.clientHeight
  }, [active, rowHeight])
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
      aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
      onKeyDown={(event) => {
        const step = steps[event.key]
        if (step !== undefined) {
          const next = Math.min(count - 1, Math.max(0, active + step))
          onActive(next)
        } else if (event.ctrlKey || event.metaKey || event.altKey) return
        else if (onKey?.(event.key, active) !== true) return
        event.preventDefault()
      }}
    >
      <div style={{ height: count * rowHeight, position: 'relative' }}>
        {Array.from({ length: Math.max(0, last - first) }, (_, offset) => {
          const at = first + offset
          const { key, content, className = '', selected = false, level, expanded, onClick } = row(at)
          return (
            <div
              key={key}
              id={`${id}-${at}`}
              role={role === 'tree' ? 'treeitem' : 'option'}
              aria-selected={selected}
              aria-level={level}
              aria-expanded={expanded}
              {...(role === 'listbox' ? { 'aria-posinset': at + 1, 'aria-setsize': count } : {})}
              className={`virtual-row ${className}${at === active ? ' active' : ''}${selected ? ' selected' : ''}`}
              style={{ top: at * rowHeight, height: rowHeight }}
              onClick={() => {
                onActive(at)
                onClick?.()
              }}
            >
              {content}
            </div>
          )
        })}
      </div>
    </div>
  )
}
