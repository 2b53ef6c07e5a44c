// A menu of commands at a point of the window: keys at the right, what cannot be done now with the reason. Arrows, letters, Esc.
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { createPortal } from 'react-dom'
import './command-menu.css'

export type MenuCommand = {
  readonly key: string
  readonly title: string
  /** At the right: its keys. */
  readonly aside?: string
  /** Why it cannot be done now; it stays in the menu. */
  readonly whyNot?: string
  /** A line stands above it. */
  readonly begins?: boolean
  readonly run: () => void
}

/** In pixels of the window: the menu hangs at `bottom`, or stands on `top` where there is no room below. */
export type MenuPoint = { readonly left: number; readonly top: number; readonly bottom: number }

type Props = {
  readonly label: string
  readonly at: MenuPoint
  readonly commands: readonly MenuCommand[]
  /** `back`: the focus goes where it was. */
  readonly onClose: (back: boolean) => void
}

const EDGE = 6

export function CommandMenu({ label, at, commands, onClose }: Props) {
  const menu = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const id = useId()
  const chosen = commands[active]
  // Placed once it is known how large it is.
  useLayoutEffect(() => {
    const element = menu.current
    if (element === null) return
    const { width, height } = element.getBoundingClientRect()
    const isBelow = at.bottom + height + EDGE <= window.innerHeight || at.top - height < EDGE
    element.style.left = `${Math.max(EDGE, Math.min(at.left, window.innerWidth - width - EDGE))}px`
    element.style.top = `${isBelow ? Math.max(EDGE, Math.min(at.bottom, window.innerHeight - height - EDGE)) : at.top - height}px`
  }, [at])
  useLayoutEffect(() => {
    menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]')[active]?.focus()
  }, [active])
  useEffect(() => {
    const onDown = (event: Event) => !(event.target instanceof Node && menu.current?.contains(event.target) === true) && onClose(false)
    const onBlur = () => onClose(false)
    document.addEventListener('pointerdown', onDown, true)
    document.addEventListener('wheel', onDown, { capture: true, passive: true })
    window.addEventListener('blur', onBlur)
    window.addEventListener('resize', onBlur)
    return () => {
      document.removeEventListener('pointerdown', onDown, true)
      document.removeEventListener('wheel', onDown, true)
      window.removeEventListener('blur', onBlur)
      window.removeEventListener('resize', onBlur)
    }
  }, [onClose])

  const choose = (command: MenuCommand | undefined) => {
    if (command === undefined || command.whyNot !== undefined) return
    onClose(true)
    command.run()
  }
  const onKey = (event: KeyboardEvent) => {
    const last = commands.length - 1
    const to = (
      { ArrowDown: active === last ? 0 : active + 1, ArrowUp: active === 0 ? last : active - 1, Home: 0, PageUp: 0, End: last, PageDown: last } as Record<
        string,
        number
      >
    )[event.key]
    if (to !== undefined) setActive(to)
    else if (event.key === 'Enter' || event.key === ' ') choose(chosen)
    else if (event.key === 'Escape' || event.key === 'Tab') onClose(true)
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) setActive(findByLetter(commands, active, event.key))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return createPortal(
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      className="command-menu"
      onKeyDown={onKey}
      onMouseDown={(event) => event.preventDefault()}
      onContextMenu={(event) => event.preventDefault()}
    >
      {commands.map((command, index) => (
        <div key={command.key} role="none">
          {command.begins === true && index > 0 && <hr role="separator" />}
          <div
            role="menuitem"
            tabIndex={-1}
            className="command-menu-item"
            aria-disabled={command.whyNot !== undefined}
            aria-describedby={command.whyNot !== undefined && index === active ? `${id}-why` : undefined}
            title={command.whyNot}
            onPointerMove={() => index !== active && setActive(index)}
            onClick={() => choose(command)}
          >
            <span>{command.title}</span>
            {command.aside !== undefined && <span className="command-menu-aside">{command.aside}</span>}
          </div>
        </div>
      ))}
      {chosen?.whyNot !== undefined && (
        <div role="none" className="command-menu-why" id={`${id}-why`}>
          {chosen.whyNot}
        </div>
      )}
    </div>,
    document.body,
  )
}

/** The next one that begins with the letter; none: it stays. */
function findByLetter(commands: readonly MenuCommand[], active: number, letter: string): number {
  const order = [...commands.keys()].map((offset) => (active + 1 + offset) % commands.length)
  return order.find((at) => commands[at]?.title.toLowerCase().startsWith(letter.toLowerCase()) === true) ?? active
}
