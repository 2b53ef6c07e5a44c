// One live connection: what it sent, what was acknowledged, how fast it may speak and how slow it may listen.
import type { WebSocket } from 'ws'
import { limits } from '../../shared/api/limits.ts'
import type { Role } from '../../shared/api/rights.ts'
import { closeCodes, type CloseReason } from '../../shared/api/wire.ts'
import { encodeSaved } from '../../shared/api/wire-frames.ts'

/** Who is behind a socket, from the session. */
export type Visitor = { readonly person: string; readonly name: string; readonly role: Role; readonly project: string }

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
  /** Whether it heard nothing since the last call. */
  isIdle(): boolean
  /** Answers false when the socket speaks faster than it may. */
  takeToken(): boolean
  close(reason: CloseReason, words?: string): void
  isOpen(): boolean
}

export function createRoomSocket(socket: WebSocket, visitor: Visitor, mayEdit: boolean): RoomSocket {
  let tokens: number = limits.messageBurst
  let filledAt = performance.now()
  let acknowledged = 0
  let heard = false
  const isOpen = () => socket.readyState === socket.OPEN
  const close = (reason: CloseReason, words: string = reason) => {
    // The reason travels in a control frame of at most 125 bytes.
    if (isOpen()) socket.close(closeCodes[reason], words.slice(0, 100).replaceAll(/[^\x20-\x7e]/g, '?'))
    // A peer that never answers the close must not keep its place.
    setTimeout(() => socket.terminate(), 5_000).unref()
  }
  const send = (frame: Uint8Array) => {
    heard = true
    socket.send(frame, () => {})
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
    sendPresence: (frame) => {
      if (isOpen() && socket.bufferedAmount <= limits.bufferedSkipPresence) send(frame)
    },
    acknowledge: (count) => {
      if (count <= acknowledged || !isOpen()) return
      acknowledged = count
      send(encodeSaved(count))
    },
    isIdle: () => {
      const idle = !heard
      heard = false
      return idle
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
  }
}
