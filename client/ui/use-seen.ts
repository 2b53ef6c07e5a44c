// The only place that follows which part of a scrolling box is seen, for lists and tables that draw only what is visible.
import { useEffect, useState, type RefObject } from 'react'

/** Pixels from the content's corner, and the size of the box. */
export type Seen = { readonly top: number; readonly left: number; readonly height: number; readonly width: number }

/** `height`: the guess until the box is drawn. */
export function useSeen(box: RefObject<HTMLElement | null>, height: number): Seen {
  const [seen, setSeen] = useState<Seen>({ top: 0, left: 0, height, width: 1_200 })
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const look = () => setSeen({ top: element.scrollTop, left: element.scrollLeft, height: element.clientHeight, width: element.clientWidth })
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
