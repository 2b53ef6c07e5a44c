// The document's whole state as bytes, encoded seldom: newcomers must not cost everybody else a pause.
import * as Y from 'yjs'

export type EncodedState = { readonly state: Uint8Array; readonly etag: string }

export type StateCache = {
  /** Tell it of every update, in order. */
  changed(update: Uint8Array): void
  /** Of a small document what it holds now; of a big one perhaps what it held up to two seconds ago: a socket brings the rest. */
  read(): EncodedState
  /** Whether so many bytes more stay within `most`; counts exactly only when it comes near. */
  hasRoomFor(bytes: number, most: number): boolean
  /** State and the updates after it: together exactly what the document holds now. */
  readWithTail(): { readonly state: Uint8Array; readonly tail: readonly Uint8Array[] }
}

/** Milliseconds of encoding that are always affordable. Dearer encoding pauses everybody in the room, so it is done seldom. */
const AFFORDABLE = 25
const LONGEST_AGE = 2_000
/** Updates: above this a newcomer is served faster by encoding anew. */
const LONGEST_TAIL = 2_000
const RECOUNT_AFTER = 100

/** `name` makes the ETags of this load of the document its own; `loadedBytes`: what it was loaded from, an upper bound of its size. */
export function createStateCache(doc: Y.Doc, name: string, loadedBytes: number, now: () => number = () => performance.now()): StateCache {
  let size = loadedBytes
  let encoded: EncodedState | undefined
  let tail: Uint8Array[] = []
  let cost = 0
  let encodedAt = 0
  let version = 0
  const encode = (): EncodedState => {
    const start = now()
    encoded = { state: encodeState(doc), etag: `${name}.${version}` }
    encodedAt = now()
    size = encoded.state.length
    cost = encodedAt - start
    tail = []
    return encoded
  }
  const read = (): EncodedState => {
    const isFresh = encoded !== undefined && tail.length === 0
    const mayWait = encoded !== undefined && cost > AFFORDABLE && now() - encodedAt < LONGEST_AGE && tail.length < LONGEST_TAIL
    return encoded !== undefined && (isFresh || mayWait) ? encoded : encode()
  }
  return {
    changed: (update) => {
      version += 1
      size += update.length
      if (encoded !== undefined) tail.push(update)
    },
    read,
    hasRoomFor: (bytes, most) => {
      // Near the limit the exact size is found anew now and then, not for every update that is refused.
      if (size + bytes > most && (encoded === undefined || tail.length > RECOUNT_AFTER || cost <= AFFORDABLE)) encode()
      return size + bytes <= most
    },
    readWithTail: () => ({ state: read().state, tail }),
  }
}

/** What the document holds, or what of it the state vector lacks. Without parked updates whose parents never came: they are nobody's state (T-36). */
export function encodeState(doc: Y.Doc, stateVector?: Uint8Array): Uint8Array {
  const { pendingStructs, pendingDs } = doc.store
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
  try {
    return Y.encodeStateAsUpdate(doc, stateVector)
  } finally {
    doc.store.pendingStructs = pendingStructs
    doc.store.pendingDs = pendingDs
  }
}
