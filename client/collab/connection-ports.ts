// What an open project needs from the browser: the first state, a socket, a place to keep edits, ids.
import { can, type Subject } from '../../shared/api/rights.ts'
import { epochHeader } from '../../shared/api/routes.ts'
import { ApiError, call } from '../api/request.ts'
import { createBrowserUnsavedStore, type UnsavedStore } from './unsaved-store.ts'

export type ConnectionPorts = {
  /** Throws an Error whose message is for people. */
  readonly fetchState: (project: string) => Promise<{ readonly state: Uint8Array; readonly epoch: string }>
  /** For updates too big for a frame. Resolves when on disk; rejects with `refused`: trying again is pointless. */
  readonly postUpdate: (project: string, update: Uint8Array, command: string) => Promise<void>
  /** `ws://host`, without a slash at the end. */
  readonly socketOrigin: string
  readonly Socket: new (url: string | URL, protocols?: string | string[]) => WebSocket
  readonly unsaved: UnsavedStore
  readonly newId: () => string
  readonly wait: (milliseconds: number) => Promise<void>
  /** An edit not confirmed for this long makes the saved state say so. Milliseconds. */
  readonly slowAfter: number
  readonly mayEdit: boolean
}

export function createBrowserPorts(subject: Subject, project: string): ConnectionPorts {
  return {
    fetchState: async (id) => {
      const response = await call(`/projects/${encodeURIComponent(id)}/state`)
      return { state: new Uint8Array(await response.arrayBuffer()), epoch: response.headers.get(epochHeader) ?? '' }
    },
    postUpdate: async (id, update, command) => {
      try {
        await call(`/projects/${encodeURIComponent(id)}/updates?command=${encodeURIComponent(command)}`, {
          method: 'POST',
          body: update as Uint8Array<ArrayBuffer>,
          headers: { 'content-type': 'application/octet-stream', 'x-crosswalk': '1' },
        })
      } catch (error) {
        throw Object.assign(new Error('not sent', { cause: error }), { refused: error instanceof ApiError && error.status >= 400 && error.status < 500 })
      }
    },
    socketOrigin: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`,
    Socket: WebSocket,
    unsaved: createBrowserUnsavedStore(subject.person, project),
    newId,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    slowAfter: 10_000,
    mayEdit: can(subject, 'project.edit', project),
  }
}

/** Random, opaque. `crypto.randomUUID` is missing where the page is not served securely (plain http on another address). */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')
}
