// Wraps a WebSocket class so that document frames are counted and carry their command: the only place that knows which
// bytes of the wire are document frames. The count is what the server's "saved" frame answers to.
import * as decoding from 'lib0/decoding'
import { encodeCommand } from '../../shared/api/wire-frames.ts'

/** y-protocols: message type 0 is sync; inside it 0 is step 1, 1 is step 2, 2 is an update. */
const MESSAGE_SYNC = 0
const SYNC_STEP_1 = 0

export type FrameKind = 'step2' | 'update'

export type FrameWatcher = {
  /** A new socket was made: its count starts at 0. */
  onSocket(): void
  /** Called before a document frame goes out. `false`: do not send it, it goes another way. */
  beforeFrame(kind: FrameKind, bytes: Uint8Array): { readonly send: boolean; readonly command: string }
  /** Called after it went out; `count` document frames have left on this socket. */
  afterFrame(kind: FrameKind, count: number): void
}

type SocketClass = new (url: string | URL, protocols?: string | string[]) => WebSocket

/** The class for y-websocket's `WebSocketPolyfill`. */
export function createCountedSocketClass(Base: SocketClass, watcher: FrameWatcher): SocketClass {
  return class CountedSocket extends Base {
    private framesSent = 0
    private lastCommand: string | undefined

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      watcher.onSocket()
    }

    override send(bytes: Parameters<WebSocket['send']>[0]): void {
      const kind = bytes instanceof Uint8Array ? documentFrameKind(bytes) : undefined
      if (kind === undefined) {
        super.send(bytes)
        return
      }
      const { send, command } = watcher.beforeFrame(kind, bytes as Uint8Array)
      if (!send) return
      if (command !== this.lastCommand) {
        this.lastCommand = command
        super.send(new Uint8Array(encodeCommand(command)))
      }
      super.send(bytes)
      this.framesSent += 1
      watcher.afterFrame(kind, this.framesSent)
    }
  }
}

/** Undefined: not a frame that carries document content. */
export function documentFrameKind(bytes: Uint8Array): FrameKind | undefined {
  if (bytes[0] !== MESSAGE_SYNC || bytes.length < 2 || bytes[1] === SYNC_STEP_1) return undefined
  return bytes[1] === 1 ? 'step2' : 'update'
}

/** The update inside a document frame. */
export function updateOfFrame(bytes: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(bytes)
  decoding.readVarUint(decoder)
  decoding.readVarUint(decoder)
  return decoding.readVarUint8Array(decoder)
}
