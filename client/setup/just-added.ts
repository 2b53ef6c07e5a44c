// Whether an item was added just now by this person: its name then opens for writing. The way there carries it, so that a reload or a colleague's page does not.
import { useEffect, useState } from 'react'

/** For the address of the item: `go(link, addedState(id))`. */
export function addedState(id: string): { readonly state: { readonly added: string } } {
  return { state: { added: id } }
}

export function useJustAdded(id: string): boolean {
  const [added] = useState(() => readAdded(history.state) === id)
  useEffect(() => {
    if (added) history.replaceState(null, '')
  }, [added])
  return added
}

function readAdded(state: unknown): unknown {
  return typeof state === 'object' && state !== null && 'added' in state ? state.added : undefined
}
