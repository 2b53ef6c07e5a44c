// Which part of a box that scrolls both ways is seen, for a table that draws only its visible cells.
import { useEffect, useState, type RefObject } from 'react'

/** Pixels from the content's corner, and the size of the box; a guess until the box is drawn. */
export type SeenPart = { readonly top: number; readonly left: number; readonly height: number; readonly width: number }

export function useSeenPart(box: RefObject<HTMLElement | null>): SeenPart {
  const [seen, setSeen] = useState<SeenPart>({ top: 0, left: 0, height: 700, width: 1_200 })
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
