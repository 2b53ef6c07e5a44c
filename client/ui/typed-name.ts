// Typing letters in a tree goes to the line they begin. The only place for how long letters belong together.
import { useCallback, useRef } from 'react'

/** Milliseconds after which a letter starts a new word. */
const TOGETHER = 700

/** The answer takes a key and asks with all letters typed together; keys that are no letters answer undefined. */
export function useTypedName(): (key: string, find: (typed: string) => number | undefined) => number | undefined {
  const typed = useRef({ text: '', at: 0 })
  return useCallback((key, find) => {
    if ([...key].length !== 1 || key === ' ') return undefined
    const now = performance.now()
    const text = now - typed.current.at < TOGETHER ? typed.current.text + key : key
    typed.current = { text, at: now }
    return find(text)
  }, [])
}
