// A panel that floats at a button of the page: the only place that puts it, keeps the keyboard inside, and gives the focus back.
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { FocusTrap, Portal } from '@mantine/core'
import { useMapTools, type MapTools } from './tools.tsx'
import './floating.css'

type Props = {
  /** Where it belongs; gone elements leave it where it is. */
  readonly anchor: Element | undefined
  readonly label: string
  readonly width: number
  readonly onClose: () => void
  readonly children: ReactNode
}

const EDGE = 8

export function Floating({ anchor, label, width, onClose, children }: Props) {
  const tools = useMapTools()
  const panel = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState({ left: EDGE, top: EDGE, height: 400 })
  const close = useRef(onClose)
  useLayoutEffect(() => {
    close.current = onClose
  })
  useLayoutEffect(() => {
    const place = () => anchor?.isConnected === true && setAt(placeAt(anchor.getBoundingClientRect(), width))
    place()
    window.addEventListener('resize', place)
    return () => window.removeEventListener('resize', place)
  }, [anchor, width])
  useFocusBack(tools)
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      const target = event.target instanceof Element ? event.target : undefined
      // A menu of one of our buttons lies beside us in the page.
      if (target === undefined || panel.current?.contains(target) === true || target.closest('[role="menu"], [role="dialog"]') !== null) return
      close.current()
    }
    document.addEventListener('pointerdown', onPress, true)
    return () => document.removeEventListener('pointerdown', onPress, true)
  }, [])
  return (
    <Portal>
      <FocusTrap>
        <div
          ref={panel}
          className="floating"
          role="dialog"
          aria-label={label}
          style={{ left: at.left, top: at.top, width, maxHeight: at.height }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            onClose()
          }}
        >
          {children}
        </div>
      </FocusTrap>
    </Portal>
  )
}

/** Below the anchor, as far as the window goes. */
function placeAt(anchor: DOMRect, width: number): { left: number; top: number; height: number } {
  const left = Math.max(EDGE, Math.min(anchor.left, window.innerWidth - width - EDGE))
  const top = Math.min(anchor.bottom + 4, window.innerHeight - 200)
  return { left, top, height: window.innerHeight - top - EDGE }
}

/** What was open is drawn anew by what is done here: the grid finds its cell by itself. */
function useFocusBack(tools: MapTools): void {
  const [before] = useState(() => document.activeElement)
  const [wasInGrid] = useState(() => before?.closest('[data-region="grid"]') !== null && before?.closest('[data-region="grid"]') !== undefined)
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement !== null && document.activeElement !== document.body) return
        if (!wasInGrid && before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus()
        else tools.grid()?.focusHere()
      })
    },
    [before, wasInGrid, tools],
  )
}

/** Opens below the tool of the toolbar that `name` names; below "More" where there is no room for it. */
export function toolAnchor(name: string): Element | undefined {
  return document.querySelector(`[data-tool="${name}"]`) ?? document.querySelector('[data-tool="more"]') ?? document.querySelector('.map-tools') ?? undefined
}
