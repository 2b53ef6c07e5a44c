// Small parts of every page: card, loading bars, empty and error states, tags of people, paths.
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { SeverityMark } from './marks.tsx'

export function Card({
  title,
  aside,
  children,
  className,
}: {
  readonly title?: ReactNode
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}) {
  return (
    <section className={`card${className === undefined ? '' : ` ${className}`}`}>
      {title !== undefined && (
        <div className="card-head">
          <h2>{title}</h2>
          <span className="sp" />
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}

/** Bars at row height, shown only when loading takes longer than 200 ms. */
export function LoadingBars({ rows = 6, label = 'Loading' }: { readonly rows?: number; readonly label?: string }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 200)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} style={{ height: 28, padding: '10px 14px' }}>
          <span className="loading-bar" style={{ width: `${62 - ((at * 17) % 30)}%` }} />
        </div>
      ))}
    </div>
  )
}

/** One sentence that says what will be here, one primary button. */
export function EmptyState({ title, children, action }: { readonly title: string; readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="empty">
      <div style={{ flex: 1, minWidth: 220 }}>
        <h2>{title}</h2>
        <p className="s12 t2">{children}</p>
      </div>
      {action}
    </div>
  )
}

export function ErrorBox({ message, onRetry }: { readonly message: string; readonly onRetry?: () => void }) {
  return (
    <div className="empty" role="alert">
      <div className="message" style={{ flex: 1 }}>
        <SeverityMark name="error" />
        <span>{message}</span>
      </div>
      {onRetry !== undefined && (
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}

export type RingColor = 'accent' | 'p1' | 'p2' | 'p3' | 'control'

export function Avatar({
  name,
  ring = 'control',
  title = name,
  small = false,
}: {
  readonly name: string
  readonly ring?: RingColor
  readonly title?: string
  readonly small?: boolean
}) {
  return (
    <span
      className={`avatar${small ? ' small' : ''}`}
      style={{ '--ring': `var(--${ring})` } as React.CSSProperties}
      title={title}
      role="img"
      aria-label={title}
    >
      {initials(name)}
    </span>
  )
}

export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
  const first = [...(words[0] ?? '?')][0] ?? '?'
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ([...(words[0] ?? '')][1] ?? '')
  return (first + last).toUpperCase()
}

/** A printed path: gives up its prefix first, never its last name; whole in the tooltip. */
export function PathText({ path }: { readonly path: string }) {
  const at = lastNameStart(path)
  return (
    <span className="path" title={path}>
      {at > 0 && <span className="path-prefix">{path.slice(0, at)}</span>}
      <span className="path-leaf">{path.slice(at)}</span>
    </span>
  )
}

/** Where the last name of a printed path starts; dots inside back-quotes are part of a name. */
export function lastNameStart(path: string): number {
  let quoted = false
  let start = 0
  for (let at = 0; at < path.length; at++) {
    if (path[at] === '`') quoted = !quoted
    else if (path[at] === '.' && !quoted) start = at + 1
  }
  return start
}
