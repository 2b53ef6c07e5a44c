// One live connection: what it sent, what was acknowledged, how fast it may speak and how slow it may listen.
import type { WebSocket } from 'ws'
import { limits } from '../../shared/api/limits.ts'
import type { Role } from '../../shared/api/rights.ts'
import { closeCodes, type CloseReason } from '../../shared/api/wire.ts'
import { encodeSaved } from '../../shared/api/wire-frames.ts'

/** Who is behind a socket, from the session. `session`: the hash of its token. */
export type Visitor = { readonly person: string; readonly name: string; readonly role: Role; readonly project: string; readonly session: string }

export type RoomSocket = {
  readonly visitor: Visitor
  readonly mayEdit: boolean
  /** The command that the following updates belong to; '' where the client names none. */
  command: string
  /** Document frames taken so far. */
  received: number
  /** How many of them may be acknowledged, where one waits for updates that have not come (T-36). */
  heldAt: number | undefined
  /** A document frame must arrive: a socket too slow for it is closed, to catch up when it comes back. */
  sendDocument(frame: Uint8Array): void
  /** Presence may be left out for a slow socket. */
  sendPresence(frame: Uint8Array): void
  /** Acknowledges so many document frames, once. */
  acknowledge(count: number): void
  /** Called every few seconds: sends `frame` to a socket that heard nothing since, and ends one that no longer answers. */
  beat(frame: Uint8Array): void
  /** Answers false when the socket speaks faster than it may. */
  takeToken(): boolean
  close(reason: CloseReason, words?: string): void
  isOpen(): boolean
  /** Whether the server closed it. */
  wasClosed(): boolean
}

/** Milliseconds that a peer has to answer a close. */
const CLOSE_WAIT = 5_000
/** Beats in a row without an answer after which a peer counts as gone. */
const LEAST_BEATS = 3

export function createRoomSocket(socket: WebSocket, visitor: Visitor, mayEdit: boolean): RoomSocket {
  let tokens: number = limits.messageBurst
  let filledAt = performance.now()
  let acknowledged = 0
  let heard = false
  let unanswered = 0
  let isClosed = false
  socket.on('pong', () => (unanswered = 0))
  const isOpen = () => !isClosed && socket.readyState === socket.OPEN
  const close = (reason: CloseReason, words: string = reason) => {
    if (isClosed) return
    isClosed = true
    // The reason travels in a control frame of at most 125 bytes.
    socket.close(closeCodes[reason], words.slice(0, 100).replaceAll(/[^\x20-\x7e]/g, '?'))
    // A peer that never answers the close must not keep its place.
    setTimeout(() => socket.terminate(), CLOSE_WAIT).unref()
  }
  const send = (frame: Uint8Array) => {
    heard = true
    socket.send(frame, () => {})
  }
  const sendPresence = (frame: Uint8Array) => {
    if (isOpen() && socket.bufferedAmount <= limits.bufferedSkipPresence) send(frame)
  }
  return {
    visitor,
    mayEdit,
    command: '',
    received: 0,
    heldAt: undefined,
    sendDocument: (frame) => {
      if (!isOpen()) return
      if (socket.bufferedAmount > limits.bufferedClose) close('tooSlow', 'too slow: reconnect to catch up')
      else send(frame)
    },
    sendPresence,
    acknowledge: (count) => {
      if (count <= acknowledged || !isOpen()) return
      acknowledged = count
      send(encodeSaved(count))
    },
    beat: (frame) => {
      if (unanswered >= LEAST_BEATS) socket.terminate()
      if (!isOpen()) return
      unanswered += 1
      socket.ping()
      if (!heard) sendPresence(frame)
      heard = false
    },
    takeToken: () => {
      const now = performance.now()
      tokens = Math.min(limits.messageBurst, tokens + ((now - filledAt) / 1_000) * limits.messagesASecond)
      filledAt = now
      tokens -= 1
      return tokens >= 0
    },
    close,
    isOpen,
    wasClosed: () => isClosed,
  }
}
