// The live wire: message types, close codes and presence. y-protocols' sync (0) and awareness (1), plus our own.
// `/sync/<project>`; the first state comes over HTTP.

/** server → client: varUint count of this socket's document frames (type 0, step 2 or update) that are on disk. */
export const MESSAGE_SAVED = 100
/** client → server, before an update: varString id of the command the following updates belong to (for history and undo). */
export const MESSAGE_COMMAND = 101

/** 44xx is final for this copy (y-websocket does not retry); 45xx and 1012: try again. */
export const closeCodes = {
  notSignedIn: 4401,
  /** Also when the project does not exist: unknown and forbidden look the same. */
  forbidden: 4403,
  tooManyConnections: 4408,
  /** The update does not fit the document; the copy's unsaved edits can be downloaded. */
  refusedUpdate: 4422,
  /** The page is older than the server: reload. */
  reloadPage: 4426,
  tooFast: 4429,
  /** The document was rebuilt: unsaved edits of this copy are offered as a change set. */
  newEpoch: 4409,
  tooSlow: 4503,
  /** The server cannot write to its disk: nothing is taken until it can; unsaved edits stay with the client, which tries again. */
  cannotSave: 4507,
  goingAway: 1012,
} as const
export type CloseReason = keyof typeof closeCodes

/** What each person shows to the others. `user` is written by the server from the session, whatever the client sent. */
export type Presence = {
  readonly user: { readonly id: string; readonly name: string; readonly color: 1 | 2 | 3 }
  /** Where they are: page, and inside a field map the line's address and the column. */
  readonly at?: { readonly page: string; readonly map?: string; readonly line?: string; readonly column?: string; readonly typing?: boolean }
}

/** Query of the socket's address: the document layout that the page knows; another than the server's is closed with `reloadPage`. */
export const layoutParameter = 'layout'

/** Query of the socket's address: the epoch that came with the page's state (`x-crosswalk-epoch`); another than the project's is closed with `newEpoch`. */
export const epochParameter = 'epoch'

export function syncPath(project: string): string {
  return `/sync/${encodeURIComponent(project)}`
}
