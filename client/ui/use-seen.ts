// The only place that follows which part of a scrolling box is seen, for lists that draw only their visible rows.
import { useEffect, useState, type RefObject } from 'react'

/** Pixels from the top of the content, and the height of the box; `height` is the guess until the box is drawn. */
export type Seen = { readonly top: number; readonly height: number }

export function useSeen(box: RefObject<HTMLElement | null>, height: number): Seen {
  const [seen, setSeen] = useState<Seen>({ top: 0, height })
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const look = () => setSeen({ top: element.scrollTop, height: element.clientHeight })
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [box])
  return seen
}
