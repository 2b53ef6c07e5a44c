// The bytes of our own two messages (100 saved, 101 command) and how to tell a document frame: the only codec of them.
//
// What the client does with them: it wraps `send` of the WebSocket class it hands to the provider. For each frame that
// `isDocumentFrame` it counts one up; `saved` answers count the same frames that are on disk, so `sent - saved` is the number of
// unsaved frames of this socket. Both counts begin at 0 with each new socket. A command frame goes out before the update it names.
import { MESSAGE_COMMAND, MESSAGE_SAVED } from './wire.ts'

/** y-protocols: outer message type of document frames, and the two inner kinds that carry changes. */
const SYNC = 0
const SYNC_STEP_2 = 1
const SYNC_UPDATE = 2

/** Command ids are printable ASCII, so that a character is a byte. */
const commandId = /^[\x20-\x7e]{1,100}$/

export function isCommandId(text: string): boolean {
  return commandId.test(text)
}

/** Whether a frame carries changes of the document (y-protocols type 0, step 2 or update): the frames that are counted. */
export function isDocumentFrame(frame: Uint8Array): boolean {
  return frame[0] === SYNC && (frame[1] === SYNC_STEP_2 || frame[1] === SYNC_UPDATE)
}

export function encodeSaved(count: number): Uint8Array {
  return Uint8Array.from([MESSAGE_SAVED, ...varUint(count)])
}

/** The count of a saved frame; undefined where the frame is another or broken. */
export function decodeSaved(frame: Uint8Array): number | undefined {
  return frame[0] === MESSAGE_SAVED ? readVarUint(frame, 1)?.value : undefined
}

export function encodeCommand(command: string): Uint8Array {
  if (!isCommandId(command)) throw new Error(`${JSON.stringify(command)} is not a command id: use up to 100 ASCII characters`)
  return Uint8Array.from([MESSAGE_COMMAND, ...varUint(command.length), ...Array.from(command, (character) => character.charCodeAt(0))])
}

/** The command id of a command frame; undefined where the frame is another, broken, or its id too long. */
export function decodeCommand(frame: Uint8Array): string | undefined {
  if (frame[0] !== MESSAGE_COMMAND) return undefined
  const length = readVarUint(frame, 1)
  if (length === undefined || length.end + length.value !== frame.length) return undefined
  const command = String.fromCharCode(...frame.subarray(length.end, length.end + 101))
  return isCommandId(command) ? command : undefined
}

/** Seven bits a byte, least significant first; the high bit says that more follow. */
function varUint(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest]
    bytes.push((rest % 128) + 128)
  }
}

function readVarUint(frame: Uint8Array, start: number): { value: number; end: number } | undefined {
  let value = 0
  for (let at = start, factor = 1; at < frame.length && factor <= Number.MAX_SAFE_INTEGER; at++, factor *= 128) {
    const byte = frame[at] as number
    value += (byte % 128) * factor
    if (byte < 128) return { value, end: at + 1 }
  }
  return undefined
}
