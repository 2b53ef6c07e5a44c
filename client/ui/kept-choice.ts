// Choices of one person about how a page looks, kept in this browser; never part of the project.
import { useCallback, useSyncExternalStore } from 'react'

const PREFIX = 'crosswalk.'
const listeners = new Set<() => void>()

/** A boolean kept under a name, e.g. `p7.rail`. */
export function useKeptChoice(name: string, otherwise: boolean): readonly [boolean, (value: boolean) => void] {
  const subscribe = useCallback((listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
  const value = useSyncExternalStore(subscribe, () => readChoice(name) ?? String(otherwise)) === 'true'
  const set = useCallback(
    (next: boolean) => {
      writeChoice(name, String(next))
      for (const listener of listeners) listener()
    },
    [name],
  )
  return [value, set]
}

export function readChoice(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined
  } catch {
    // Storage may be switched off; then nothing is kept.
    return undefined
  }
}

export function writeChoice(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value)
  } catch {
    // As above.
  }
}

/** At sign-out nothing of a person stays in this browser. */
export function forgetChoices(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
  } catch {
    // As above.
  }
}
