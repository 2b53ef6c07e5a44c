// Keeps what a person chose or pasted as a sample: in this browser, never in the project. What is large lives as long as the page.
import { useCallback, useSyncExternalStore } from 'react'
import { readChoice, writeChoice } from '../ui/kept-choice.ts'

/** Characters of one entry that are kept beyond the page's life, at most. */
const MOST_KEPT = 200_000

const values = new Map<string, unknown>()
const listeners = new Set<() => void>()

/** `read`: what was kept as text, which may be anything. The name holds the person's id, so that nobody sees another's. */
export function useKeptValue<T>(name: string, read: (text: string | undefined) => T): readonly [T, (change: (before: T) => T) => void] {
  const get = useCallback((): T => {
    if (!values.has(name)) values.set(name, read(readChoice(name)))
    return values.get(name) as T
  }, [name, read])
  const subscribe = useCallback((listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
  const value = useSyncExternalStore(subscribe, get)
  const set = useCallback(
    (change: (before: T) => T) => {
      const next = change(get())
      values.set(name, next)
      const text = JSON.stringify(next)
      // What was kept before is no longer what was chosen.
      writeChoice(name, text.length <= MOST_KEPT ? text : '')
      for (const listener of listeners) listener()
    },
    [name, get],
  )
  return [value, set]
}
