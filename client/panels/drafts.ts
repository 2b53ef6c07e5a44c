// What somebody is writing and has not sent: kept by place for the page's life, so that moving to another row loses nothing.
import { useState } from 'react'

const drafts = new Map<string, string>()

/** As `useState('')`, but whoever comes back to the place finds what they wrote. Give the component the place as its key. */
export function useDraft(place: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => drafts.get(place) ?? '')
  return [
    text,
    (next) => {
      if (next === '') drafts.delete(place)
      else drafts.set(place, next)
      setText(next)
    },
  ]
}

/** Something was begun there and not sent. */
export function hasDraft(place: string): boolean {
  return drafts.has(place)
}
