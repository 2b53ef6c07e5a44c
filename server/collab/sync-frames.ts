// The bytes of y-protocols' document frames: the only place that prints them.
import * as encoding from 'lib0/encoding'
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync'

export const MESSAGE_SYNC = 0
export const MESSAGE_AWARENESS = 1

/** What one side has; the other answers with step 2. */
export function printStep1(stateVector: Uint8Array): Uint8Array {
  return printFrame(messageYjsSyncStep1, stateVector)
}

/** What the other side lacks. */
export function printStep2(update: Uint8Array): Uint8Array {
  return printFrame(messageYjsSyncStep2, update)
}

export function printUpdate(update: Uint8Array): Uint8Array {
  return printFrame(messageYjsUpdate, update)
}

function printFrame(kind: number, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE_SYNC)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, body)
  return encoding.toUint8Array(encoder)
}
