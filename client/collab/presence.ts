// Who else is in this project and where. The server writes the names; we only say where we are.
import type { Awareness } from 'y-protocols/awareness'
import type { Presence } from '../../shared/api/wire.ts'
import { createListeners } from './listeners.ts'

export type Other = Presence & { readonly client: number }

export type PresenceStore = {
  /** Everybody else's windows, also other windows of the same person. Same array until somebody moves. */
  readonly others: () => readonly Other[]
  readonly subscribe: (listener: () => void) => () => void
  readonly setAt: (at: Presence['at']) => void
  /** The person whose place this window follows, by id. */
  readonly following: () => string | undefined
  readonly follow: (person: string | undefined) => void
  /** After a reconnect our state must be told again, with a new clock, or nobody sees us (y-websocket issue 122). */
  readonly announce: () => void
  readonly close: () => void
}

export function createPresence(awareness: Awareness): PresenceStore {
  const listeners = createListeners()
  let others: readonly Other[] = []
  let following: string | undefined
  const read = () => {
    others = [...awareness.getStates()].filter(([client]) => client !== awareness.clientID).flatMap(([client, state]) => readPresence(client, state))
    listeners.notify()
  }
  awareness.on('change', read)
  return {
    others: () => others,
    subscribe: listeners.subscribe,
    setAt: (at) => awareness.setLocalStateField('at', at),
    following: () => following,
    follow: (person) => {
      following = person
      listeners.notify()
    },
    announce: () => awareness.setLocalState(awareness.getLocalState()),
    close: () => awareness.off('change', read),
  }
}

/** Presence comes from other browsers: what does not fit is left out, never thrown at. */
function readPresence(client: number, state: Record<string, unknown>): Other[] {
  const user = state['user'] as Partial<Presence['user']> | undefined
  if (typeof user !== 'object' || user === null || typeof user.id !== 'string' || typeof user.name !== 'string') return []
  const color = user.color === 2 || user.color === 3 ? user.color : 1
  const at = state['at'] as Presence['at']
  return [{ client, user: { id: user.id, name: user.name, color }, ...(typeof at === 'object' && at !== null && typeof at.page === 'string' ? { at } : {}) }]
}
